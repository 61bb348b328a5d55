//! Any bytes as a ZIP are read or refused, and every character points at its place.

#![no_main]

use colligate_fuzz::text_is_traceable;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| text_is_traceable("fuzz.zip", bytes));
