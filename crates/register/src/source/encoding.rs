//! Text encodings: UTF-8, UTF-16 with or without a byte-order mark, and Windows-1252 for what is neither.

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{Read, Result};

/// What the first bytes say of the encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8, or any superset of ASCII: rows that are not UTF-8 are read as Windows-1252.
    Utf8,
    Utf16Le,
    Utf16Be,
}

/// The encoding and the length of its byte-order mark.
pub(super) fn recognised(prefix: &[u8]) -> (Encoding, usize) {
    if prefix.starts_with(b"\xef\xbb\xbf") {
        return (Encoding::Utf8, 3);
    }
    if prefix.starts_with(b"\xff\xfe") {
        return (Encoding::Utf16Le, 2);
    }
    if prefix.starts_with(b"\xfe\xff") {
        return (Encoding::Utf16Be, 2);
    }
    // Latin text in UTF-16 has a zero in every other byte; UTF-8 and Windows-1252 have none.
    let head = &prefix[..prefix.len().min(4096)];
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let half = head.len() / 2;
    if half > 0 && zeros(1) * 10 > half * 4 && zeros(0) * 10 < half {
        (Encoding::Utf16Le, 0)
    } else if half > 0 && zeros(0) * 10 > half * 4 && zeros(1) * 10 < half {
        (Encoding::Utf16Be, 0)
    } else {
        (Encoding::Utf8, 0)
    }
}

/// Text of a cell that is not UTF-8.
pub(super) fn windows_1252(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    WINDOWS_1252.decode_without_bom_handling(bytes).0
}

/// A reader that gives UTF-8 whatever the encoding.
pub(super) fn as_utf8<'a>(reader: impl Read + 'a, encoding: Encoding) -> Box<dyn Read + 'a> {
    match encoding {
        Encoding::Utf8 => Box::new(reader),
        Encoding::Utf16Le => Box::new(Utf16::new(reader, UTF_16LE.new_decoder_without_bom_handling())),
        Encoding::Utf16Be => Box::new(Utf16::new(reader, UTF_16BE.new_decoder_without_bom_handling())),
    }
}

struct Utf16<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Utf16<R> {
    fn new(inner: R, decoder: Decoder) -> Utf16<R> {
        Utf16 { inner, decoder, raw: vec![0; 64 << 10], text: Vec::new(), given: 0, ended: false }
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        while self.given == self.text.len() && !self.ended {
            let read = self.inner.read(&mut self.raw)?;
            self.ended = read == 0;
            let room = self.decoder.max_utf8_buffer_length(read).unwrap_or(4 * self.raw.len() + 16);
            self.text.resize(room, 0);
            let (_, _, written, _) = self.decoder.decode_to_utf8(&self.raw[..read], &mut self.text, self.ended);
            self.text.truncate(written);
            self.given = 0;
        }
        let read = (&self.text[self.given..]).read(buffer)?;
        self.given += read;
        Ok(read)
    }
}
