//! Any bytes as a PDF are read or refused, and every character points at its place.

#![no_main]

use colligate_fuzz::text_is_traceable;
use libfuzzer_sys::fuzz_target;

// The reader catches the panics of the decoder, which the fuzzer's hook would not let it do. One that the reader does
// not catch still ends the run.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| ())), |bytes: &[u8]| text_is_traceable("fuzz.pdf", bytes));
