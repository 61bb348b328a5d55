//! Any bytes as a workbook are read or refused, and the counts add up. Bytes that do not begin as a workbook does become
//! the text of its parts: a changed byte in a packed file seldom comes past the checksums.

#![no_main]

use colligate_fuzz::{reads_or_refuses, workbook};
use colligate_register::Format;
use libfuzzer_sys::fuzz_target;

// The reader catches the panics of the decoder, as that of Parquet does.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| ())), |bytes: &[u8]| {
    let packed = if bytes.starts_with(b"PK") { Ok(bytes.to_vec()) } else { workbook(bytes) };
    if let Ok(packed) = packed {
        reads_or_refuses(Format::Xlsx, packed);
    }
});
