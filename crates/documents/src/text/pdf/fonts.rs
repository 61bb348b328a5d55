//! Fonts: which letters their codes are, and how wide.

use super::letter_map;
use crate::text::TextProblem;
use lopdf::{DecompressError, Dictionary, Document, Encoding, Error, Object};
use std::collections::HashMap;

/// Width of a glyph whose font names none, in thousandths of its size: about that of letters in common fonts.
const WIDTH: f32 = 500.0;

/// A font of a page.
pub(super) struct Font<'a> {
    letters: Letters<'a>,
    /// Bytes of a code: two where a font is composed of others, else one.
    wide: bool,
    widths: HashMap<u32, f32>,
    default_width: f32,
}

enum Letters<'a> {
    Map(HashMap<u32, String>),
    Encoding(Encoding<'a>),
    Unknown,
}

impl<'a> Font<'a> {
    /// Reads a font, unpacking at most so many bytes.
    pub fn of(font: &'a Dictionary, document: &'a Document, most: usize) -> Result<Font<'a>, TextProblem> {
        let wide = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|subtype| subtype == b"Type0");
        let letters = letters(font, document, most)?;
        let (widths, default_width) =
            if wide { composed_widths(font, document) } else { simple_widths(font, document) };
        Ok(Font { letters, wide, widths, default_width })
    }

    /// Entries of its tables.
    pub fn size(&self) -> usize {
        let letters = if let Letters::Map(map) = &self.letters { map.len() } else { 0 };
        letters + self.widths.len()
    }

    /// The codes of a string, each with its letters, its width in thousandths, and whether it is the blank to which word spacing is added.
    pub fn codes(&self, bytes: &[u8]) -> Vec<(String, f32, bool)> {
        let length = if self.wide { 2 } else { 1 };
        bytes
            .chunks(length)
            .map(|code| {
                let number = code.iter().fold(0, |number, &byte| number << 8 | u32::from(byte));
                let width = self.widths.get(&number).copied().unwrap_or(self.default_width);
                (self.letters_of(code, number), width, !self.wide && number == 32)
            })
            .collect()
    }

    fn letters_of(&self, code: &[u8], number: u32) -> String {
        let unknown = || char::REPLACEMENT_CHARACTER.to_string();
        match &self.letters {
            Letters::Map(map) => map.get(&number).cloned().unwrap_or_else(unknown),
            Letters::Encoding(encoding) => encoding
                .bytes_to_string(code)
                .ok()
                .filter(|text| !text.is_empty())
                .unwrap_or_else(|| if self.wide { unknown() } else { String::new() }),
            Letters::Unknown => unknown(),
        }
    }
}

/// A font's own table of letters if it has one, for what the names of its glyphs say may be of no language; else its encoding.
fn letters<'a>(font: &'a Dictionary, document: &'a Document, most: usize) -> Result<Letters<'a>, TextProblem> {
    let limit = |error: Error| match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { limit }) => Err(TextProblem::OverLimit {
            what: "a font's table of letters".to_owned(),
            limit: colligate_register::wording::bytes(limit),
            remedy: "print it to a new PDF",
        }),
        _ => Ok(Letters::Unknown),
    };
    if let Ok(table) = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream) {
        match table.get_plain_content_with_limit(most) {
            Ok(table) => {
                let map = letter_map::letters(&table);
                if !map.is_empty() {
                    return Ok(Letters::Map(map));
                }
            }
            Err(error) => {
                limit(error)?;
            }
        }
    }
    match font.get_font_encoding_with_limit(document, most) {
        Ok(encoding) => Ok(Letters::Encoding(encoding)),
        Err(error) => limit(error),
    }
}

fn number(object: &Object, document: &Document) -> Option<f32> {
    document.dereference(object).ok().and_then(|(_, object)| object.as_float().ok())
}

fn simple_widths(font: &Dictionary, document: &Document) -> (HashMap<u32, f32>, f32) {
    let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0);
    let widths = font.get_deref(b"Widths", document).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    let code = |at: usize| u32::try_from(first.checked_add(i64::try_from(at).ok()?)?).ok();
    let widths: HashMap<u32, f32> = widths
        .iter()
        .take(256)
        .enumerate()
        .filter_map(|(at, width)| Some((code(at)?, number(width, document)?)))
        .collect();
    // Type 3 fonts count in units of their own; their matrix says how many make one.
    let scale = font.get_deref(b"FontMatrix", document).and_then(Object::as_array).ok();
    let scale = scale.and_then(|matrix| number(matrix.first()?, document)).map_or(1.0, |unit| unit * 1000.0);
    (widths.into_iter().map(|(code, width)| (code, width * scale)).collect(), WIDTH)
}

/// Widths of a composed font, ISO 32000-1, 9.7.4.3: `c [w1 w2 …]` or `first last w`.
fn composed_widths(font: &Dictionary, document: &Document) -> (HashMap<u32, f32>, f32) {
    let descendants = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok();
    let descendant = descendants
        .and_then(|fonts| document.dereference(fonts.first()?).ok())
        .and_then(|(_, font)| font.as_dict().ok());
    let Some(descendant) = descendant else { return (HashMap::new(), WIDTH) };
    let default = descendant.get(b"DW").ok().and_then(|width| number(width, document)).unwrap_or(1000.0);
    let list = descendant.get_deref(b"W", document).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut widths = HashMap::new();
    let mut at = 0;
    // Ranges may come again and again: what is given counts, not what is kept.
    let mut given = 0;
    while let Some(first) = list.get(at).and_then(|first| number(first, document)) {
        let first = first as u32;
        let second = list.get(at + 1).and_then(|second| document.dereference(second).ok()).map(|(_, second)| second);
        if let Some(each) = second.and_then(|second| second.as_array().ok()) {
            widths.extend((first..).zip(each.iter().filter_map(|width| number(width, document))));
            given += each.len();
            at += 2;
        } else {
            let last = second.and_then(|second| second.as_float().ok()).unwrap_or(-1.0) as u32;
            let width = list.get(at + 2).and_then(|width| number(width, document)).unwrap_or(default);
            // Codes have two bytes.
            let codes = first..=last.min(0xffff);
            given += codes.size_hint().0;
            widths.extend(codes.map(|code| (code, width)));
            at += 3;
        }
        if given > 0x2_0000 {
            break;
        }
    }
    (widths, default)
}
