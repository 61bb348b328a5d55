//! Any bytes as separated text are read or refused, and the counts add up.

#![no_main]

use colligate_register::{Format, Input, Limits, ReadOptions, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { row_bytes: 1 << 16, decompressed_bytes: 1 << 24, ratio_from: 1 << 20, ..Limits::default() };
    let options = ReadOptions { format: Some(Format::Csv), limits, ..ReadOptions::default() };
    if let Ok(reading) = read(Input::Bytes { name: "fuzz".into(), bytes: bytes.to_vec() }, &options) {
        let summary = reading.summary;
        assert_eq!(summary.used + summary.partly_used + summary.rejected, summary.rows);
        assert_eq!(summary.used + summary.partly_used, reading.register.deaths.len() as u64);
    }
});
