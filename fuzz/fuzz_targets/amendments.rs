//! Any bytes as amendments are read or refused, and every line is accounted for.

#![no_main]

use colligate_register::{Death, Input, Register, read_amendments};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let register = Register { deaths: vec![Death::new("A1"), Death::new("A2")], ..Register::default() };
    if let Ok(read) = read_amendments(Input::Bytes { name: "fuzz".into(), bytes: bytes.to_vec() }, &register) {
        assert_eq!(read.rows as usize, read.statements.len() + read.rejects.len());
    }
});
