//! Any bytes as Parquet are read or refused, and the counts add up.

#![no_main]

use colligate_fuzz::reads_or_refuses;
use colligate_register::Format;
use libfuzzer_sys::fuzz_target;

// The reader catches the panics of the decoder, which the fuzzer's hook would not let it do. One that the reader does
// not catch still ends the run.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| ())), |bytes: &[u8]| {
    reads_or_refuses(Format::Parquet, bytes.to_vec())
});
