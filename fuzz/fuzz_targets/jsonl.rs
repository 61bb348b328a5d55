//! Any bytes as JSON lines are read or refused, and the counts add up.

#![no_main]

use colligate_fuzz::reads_or_refuses;
use colligate_register::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| reads_or_refuses(Format::JsonLines, bytes.to_vec()));
