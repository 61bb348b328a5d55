//! Helpers shared by the tests of reading.

#![allow(dead_code, reason = "each test binary uses its own share of them")]

use colligate_register::{Input, ReadError, ReadOptions, Reading, read};
use std::path::PathBuf;

/// Reads bytes as a file of this name would be.
pub fn read_bytes(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Reading, ReadError> {
    let reading = read(Input::Bytes { name: name.into(), bytes: bytes.into() }, &ReadOptions::default())?;
    assert_adds_up(&reading);
    Ok(reading)
}

/// Every row is used, used in part or rejected, and each count is borne out by the rejects.
pub fn assert_adds_up(reading: &Reading) {
    let summary = &reading.summary;
    assert_eq!(summary.used + summary.partly_used + summary.rejected, summary.rows, "{summary:?}");
    assert_eq!(reading.register.deaths.len() as u64, summary.used + summary.partly_used, "{summary:?}");
    let mut rejected: Vec<u64> =
        reading.rejects.iter().filter(|reject| reject.whole_row).map(|reject| reject.line).collect();
    rejected.dedup();
    assert_eq!(rejected.len() as u64, summary.rejected);
    let lines: Vec<u64> = reading.register.deaths.iter().map(|death| death.line).collect();
    assert!(lines.iter().all(|line| !rejected.contains(line)));
    let mut ids: Vec<&str> = reading.register.deaths.iter().map(|death| death.id.as_str()).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "case numbers are unique");
}

/// A file of the shared data for tests, or `None`, said plainly, where it is not there.
pub fn shared(name: &str) -> Option<PathBuf> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let found = ["../../../shared/data", "../../../../shared/data"]
        .iter()
        .map(|up| here.join(up).join(name))
        .find(|path| path.exists());
    if found.is_none() {
        println!("SKIPPED: {name} is not there");
    }
    found
}
