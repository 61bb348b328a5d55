//! Bytes into text: byte-order marks, UTF-16 and UTF-8 known by their form, a page's own word, and a guess for the rest.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes of a page in which it may name its encoding: the first 1,024, says the standard of HTML; some pages are late.
const NAMED: usize = 4096;
/// Bytes that an encoding is guessed from.
const GUESSED: usize = 256 << 10;

/// A plain text.
pub(super) fn text(bytes: &[u8]) -> String {
    decoded(bytes, None)
}

/// A web page, which may name its encoding.
pub(super) fn page(bytes: &[u8]) -> String {
    decoded(bytes, named(&bytes[..bytes.len().min(NAMED)]))
}

/// A part of XML: UTF-16 where it says so by its form, else UTF-8.
pub(super) fn xml(bytes: &[u8]) -> Option<String> {
    let encoding = by_form(bytes).unwrap_or(UTF_8);
    let (text, _, malformed) = encoding.decode(bytes);
    (!malformed).then(|| text.into_owned())
}

fn decoded(bytes: &[u8], named: Option<&'static Encoding>) -> String {
    // `decode` takes a byte-order mark off and goes by it, whatever it is asked for.
    if let Some(encoding) = by_form(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    if let Some(encoding) = named.filter(|encoding| *encoding != UTF_8) {
        return encoding.decode(bytes).0.into_owned();
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(GUESSED)], true);
    detector.guess(None, Utf8Detection::Allow).decode(bytes).0.into_owned()
}

/// The encoding of bytes with a byte-order mark, or with a zero in every other byte, as Latin letters have in UTF-16.
fn by_form(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let half = head.len() / 2;
    if half < 2 {
        None
    } else if zeros(1) * 10 > half * 4 && zeros(0) * 10 < half {
        Some(UTF_16LE)
    } else if zeros(0) * 10 > half * 4 && zeros(1) * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding that a page names: `charset=` in a `meta` element or an XML declaration's `encoding=`.
fn named(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let rest = head.split_once(key)?.1.trim_start_matches(['"', '\'', ' ']);
        let label = rest.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).next()?;
        // A page that calls itself UTF-16 in letters of one byte is not.
        Encoding::for_label(label.as_bytes())
            .map(|found| if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found })
    })
}
