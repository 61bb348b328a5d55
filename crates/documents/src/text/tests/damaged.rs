//! Files that were cut off or changed on the way: read or refused, never a crash.

use super::build::{docx, lines, pdf, zip};
use super::{Limits, read_bytes};

/// Reads a file cut off at many places, and with bytes changed at many.
fn survives(name: &str, bytes: &[u8]) {
    let limits = Limits { expanded_bytes: 1 << 22, operations: 100_000, ..Limits::default() };
    let steps = bytes.len().div_ceil(150).max(1);
    let check = |bytes: &[u8]| {
        if let Ok(contents) = read_bytes(name, bytes, &limits) {
            for (document, source) in contents.documents.iter().zip(&contents.sources) {
                assert!(source.vouches_for(document), "{document:#?}");
            }
        }
    };
    for end in (0..bytes.len()).step_by(steps) {
        check(&bytes[..end]);
        for change in [0, b'<', 0xff, b'9'] {
            let mut changed = bytes.to_vec();
            changed[end] = change;
            check(&changed);
        }
    }
}

#[test]
fn damaged_files_of_every_format_are_read_or_refused() {
    std::panic::set_hook(Box::new(|_| ()));
    let report = pdf(&[&lines(&["A man of 34 was found", "dead below the mill."])]);
    survives("a.pdf", &report);
    survives("a.docx", &docx("<w:p><w:r><w:t>Mr Baker &amp; Ms Dean</w:t></w:r></w:p>"));
    survives("a.zip", &zip(&[("a.pdf", &report), ("b.txt", b"Found dead.")]));
    survives(
        "a.html",
        "<html><body><p class='a'>Caf&eacute; &amp; bar <b>was</b> shut.</p><ul><li>One<li>Two</ul></body></html>"
            .as_bytes(),
    );
    survives("a.eml", b"From: a@b.c\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nFound.\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Dead.</p>\r\n--x--\r\n");
    let _ = std::panic::take_hook();
}
