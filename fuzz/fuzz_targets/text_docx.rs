//! Any bytes as a DOCX are read or refused, and every character points at its place. Bytes that do not begin as one does become the text
//! of its body: a changed byte in a packed file seldom comes past the checksums.

#![no_main]

use colligate_fuzz::{docx, text_is_traceable};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let packed = if bytes.starts_with(b"PK") { Ok(bytes.to_vec()) } else { docx(bytes) };
    if let Ok(packed) = packed {
        text_is_traceable("fuzz.docx", &packed);
    }
});
