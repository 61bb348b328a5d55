//! Any bytes as SaTScan's files are read or refused.

#![no_main]

use colligate_fuzz::{SATSCAN, satscan_files};
use colligate_scan::read_parameters;
use libfuzzer_sys::fuzz_target;
use std::path::PathBuf;
use std::sync::OnceLock;

static FOLDER: OnceLock<PathBuf> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let folder = FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("colligate-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("the folder of the files can be made");
        folder
    });
    for (name, content) in satscan_files(bytes) {
        std::fs::write(folder.join(name), content).expect("the files can be written");
    }
    if let Ok(request) = read_parameters(&folder.join(SATSCAN[0].0)) {
        // What is read or refused is all the same; neither may crash.
        let _ = request.read();
    }
});
