//! What lies on a page and is no part of its drawing: fields of a form, notes, attached files. ISO 32000-1, 12.5 and 12.7.

use super::sheet::{Glyph, rectangle};
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

/// Annotations of one page that are looked at; real forms have a few hundred.
const MOST: usize = 20_000;
/// Fields around a field in which its kind and value are looked for.
const LEVELS: usize = 16;
/// Bytes of a value that are taken, at most.
const LONGEST: usize = 64 << 10;
/// Largest size of the letters of a value, and their usual width as a share of it.
const SIZE: f32 = 12.0;
const WIDTH: f32 = 0.5;
/// Shares of a letter's size: how far a label may stand above or below its value.
const LINE: f32 = 0.6;
/// Values times letters of a page up to which each value is put behind its label.
const COMPARED: usize = 100_000_000;
/// The flag of what is not shown: ISO 32000-1, table 165.
const HIDDEN: i64 = 2;

/// What lies on a page.
#[derive(Debug, Default)]
pub(super) struct Annotations {
    /// Lines of the values of fields, each where it is shown.
    pub values: Vec<Glyph>,
    /// Fields that are filled in with something else than text.
    pub fields: u64,
    /// Notes.
    pub comments: u64,
    /// Attached files.
    pub attachments: u64,
}

/// What lies on a page.
pub(super) fn on_page(document: &Document, page: ObjectId) -> Annotations {
    let mut found = Annotations::default();
    for annotation in document.get_page_annotations(page).unwrap_or_default().into_iter().take(MOST) {
        match annotation.get_deref(b"Subtype", document).and_then(Object::as_name).unwrap_or_default() {
            b"Widget" => field(document, annotation, &mut found),
            b"FileAttachment" => found.attachments += 1,
            b"Link" | b"Popup" => {}
            _ => found.comments += u64::from(text(document, annotation, b"Contents").is_some()),
        }
    }
    found
}

/// Files attached to the whole of a document.
pub(super) fn attached(document: &Document) -> u64 {
    let names = || {
        let catalog = document.catalog().ok()?;
        let names = catalog.get_deref(b"Names", document).and_then(Object::as_dict).ok()?;
        names.get_deref(b"EmbeddedFiles", document).and_then(Object::as_dict).ok()
    };
    let mut left: Vec<(&Dictionary, usize)> = names().map(|root| (root, 0)).into_iter().collect();
    let mut count = 0;
    while let Some((node, depth)) = left.pop() {
        let list = |key: &[u8]| {
            node.get_deref(key, document).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default()
        };
        count += list(b"Names").len() as u64 / 2;
        if depth < LEVELS && left.len() < MOST {
            let kids = list(b"Kids").iter().take(MOST);
            let kids = kids.filter_map(|kid| document.dereference(kid).ok()?.1.as_dict().ok());
            left.extend(kids.map(|kid| (kid, depth + 1)));
        }
        if count > MOST as u64 {
            break;
        }
    }
    count
}

fn text(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    let value = dictionary.get_deref(key, document).ok().and_then(|value| decode_text_string(value).ok())?;
    Some(value).filter(|value| !value.trim().is_empty())
}

/// A key of a field or of those around it.
fn inherited<'a>(document: &'a Document, field: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut field = field;
    for _ in 0..LEVELS {
        if let Ok(value) = field.get_deref(key, document) {
            return Some(value);
        }
        field = field.get_deref(b"Parent", document).and_then(Object::as_dict).ok()?;
    }
    None
}

fn field(document: &Document, widget: &Dictionary, found: &mut Annotations) {
    let flags = widget.get_deref(b"F", document).and_then(Object::as_i64).unwrap_or(0);
    let Some(value) = inherited(document, widget, b"V").filter(|_| flags & HIDDEN == 0) else { return };
    let kind = inherited(document, widget, b"FT").and_then(|kind| kind.as_name().ok()).unwrap_or_default();
    let value = match (kind, value) {
        // A button says which of its states is on.
        (b"Btn", _) => {
            let on = widget.get_deref(b"AS", document).and_then(Object::as_name).is_ok_and(|state| state != b"Off");
            on.then(|| "[x]".to_owned())
        }
        (_, Object::String(..)) => decode_text_string(value).ok(),
        (_, Object::Array(several)) => {
            let texts = several.iter().filter_map(|one| decode_text_string(document.dereference(one).ok()?.1).ok());
            Some(texts.collect::<Vec<_>>().join(", "))
        }
        _ => {
            found.fields += 1;
            None
        }
    };
    let Some(value) = value.filter(|value| !value.trim().is_empty() && value.len() <= LONGEST) else { return };
    match widget.get_deref(b"Rect", document).and_then(Object::as_array).ok().and_then(|at| rectangle(document, at)) {
        Some(place) => found.values.extend(lines(&value, place)),
        None => found.fields += 1,
    }
}

/// The lines of a value in its rectangle, from the top.
fn lines(value: &str, [left, low, right, high]: [f32; 4]) -> Vec<Glyph> {
    let lines: Vec<&str> = value.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty()).collect();
    let size = (0.7 * (high - low) / lines.len().max(1) as f32).clamp(1.0, SIZE);
    let first = if lines.len() > 1 { high - size } else { 0.5 * (low + high) - 0.35 * size };
    let line = |(at, text): (usize, &&str)| {
        let end = (left + WIDTH * size * text.chars().count() as f32).min(right.max(left + size));
        Glyph { text: (*text).to_owned(), x: left, y: first - 1.2 * size * at as f32, end, size }
    };
    lines.iter().enumerate().map(line).collect()
}

/// Puts values among the letters of a page: each behind what stands on its line to the left of it, else at the end.
pub(super) fn fill_in(glyphs: &mut Vec<Glyph>, values: Vec<Glyph>) {
    let mut placed: Vec<(usize, Glyph)> = Vec::with_capacity(values.len());
    if values.len().saturating_mul(glyphs.len()) > COMPARED {
        glyphs.extend(values);
        return;
    }
    for value in values {
        let label = glyphs.iter().enumerate().filter(|(_, glyph)| {
            let size = glyph.size.max(value.size);
            (glyph.y - value.y).abs() <= LINE * size && glyph.x <= value.x
        });
        let label = label.max_by(|a, b| a.1.x.total_cmp(&b.1.x).then(a.0.cmp(&b.0)));
        match label {
            Some((at, label)) => placed.push((at + 1, Glyph { y: label.y, ..value })),
            None => placed.push((glyphs.len(), value)),
        }
    }
    placed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.x.total_cmp(&b.1.x)));
    let mut filled = Vec::with_capacity(glyphs.len() + placed.len());
    let mut placed = placed.into_iter().peekable();
    for (at, glyph) in std::mem::take(glyphs).into_iter().enumerate() {
        while let Some((_, value)) = placed.next_if(|(before, _)| *before <= at) {
            filled.push(value);
        }
        filled.push(glyph);
    }
    filled.extend(placed.map(|(_, value)| value));
    *glyphs = filled;
}
