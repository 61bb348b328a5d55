//! PDF: the glyphs of each page, laid out in lines.
//!
//! Objects, filters and the encodings of fonts are lopdf's, which reads nested and compressed objects within limits. What it does not do
//! is to tell where glyphs stand, so that its text has no lines; pdf-extract does, but follows forms and parents of pages that lead back to
//! themselves until the stack ends, which nothing can catch. The drawing operations are therefore followed here, with a count of them.

mod annotations;
mod fonts;
mod glyphs;
mod layout;
mod letter_map;
mod matrix;
mod not_read;
mod operands;
mod running;
mod sheet;

use super::guard::guarded;
use super::limits::Budget;
use super::paragraphs::{Ends, lay_out};
use super::residue::{Habit, clean};
use super::trace::Trace;
use super::{Source, TextProblem, date, source};
use crate::{DateOrigin, DatePlace, Document};
use colligate_register::wording::counted;
use glyphs::Pages;
use jiff::civil::Date;
use lopdf::{DecompressError, Error, LoadOptions, Object, decode_text_string};
use not_read::OfPage;

const FORMAT: &str = "PDF";
/// Glyphs without a letter for them beyond which, one in so many, a text is not readable.
const UNKNOWN: usize = 3;

/// Most bytes to which one stream of objects may unpack when a file is opened.
const LOADED: usize = 64 << 20;

/// Reads a PDF.
pub(super) fn read(name: &str, bytes: &[u8], budget: &mut Budget<'_>) -> Result<(Document, Source), TextProblem> {
    // lopdf has `unwrap`s on what damaged files can bring about, and its decoders index.
    let Opened { pages, facts, attached } = guarded(FORMAT, || open(bytes, budget))?;
    let found = pages.iter().any(|page| page.glyphs > 0);
    if !found {
        return Err(TextProblem::Scanned { pages: u32::try_from(pages.len()).unwrap_or(u32::MAX) });
    }
    let (laid, unread): (Vec<layout::Page>, Vec<OfPage>) =
        pages.into_iter().map(|page| (page.laid, page.unread)).unzip();
    let texts: Vec<String> = laid.iter().map(|page| page.text.clone()).collect();
    let letters = || texts.iter().flat_map(|text| text.chars()).filter(|c| !c.is_whitespace());
    let unknown = letters().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    if unknown * UNKNOWN > letters().count() {
        return Err(TextProblem::NoLetters);
    }
    let mut trace = Trace::default();
    running::main_lines(&laid, &mut trace);
    let cleaned = clean(trace, Habit::Paper);
    let trace = lay_out(&cleaned.trace, Ends::Kept);
    let properties = DateOrigin { place: DatePlace::FileProperties, source: None, page: None };
    let dated = cleaned.date.or(facts.created.map(|date| (date, properties)));
    let (mut document, source) = source::document(name, facts.title, dated, trace, Source::pages(texts))?;
    document.origin.not_read = not_read::of_all(&unread, attached);
    Ok((document, source))
}

/// What a file says of itself.
#[derive(Default)]
struct Facts {
    title: Option<String>,
    created: Option<Date>,
}

/// What a file holds.
struct Opened {
    pages: Vec<Laid>,
    facts: Facts,
    /// Files attached to the whole of it.
    attached: u64,
}

/// A page, laid out.
struct Laid {
    laid: layout::Page,
    unread: OfPage,
    /// Letters that were drawn on it, those that show nothing too.
    glyphs: usize,
}

fn open(bytes: &[u8], budget: &mut Budget<'_>) -> Result<Opened, TextProblem> {
    let most = usize::try_from(budget.left()).unwrap_or(usize::MAX).min(LOADED);
    let options = LoadOptions::with_max_decompressed_size(most);
    let document = lopdf::Document::load_mem_with_options(bytes, options).map_err(|error| problem(error, budget))?;
    // A file that opens with the empty password has been decrypted by now, and has kept how.
    if document.trailer.has(b"Encrypt") && !document.was_encrypted() {
        return Err(TextProblem::Encrypted { format: FORMAT });
    }
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err(TextProblem::damaged(FORMAT, "it has no pages"));
    }
    if pages.len() > budget.limits.pages {
        return Err(TextProblem::OverLimit {
            what: format!("its length of {}", counted(pages.len(), "page", "pages")),
            limit: counted(budget.limits.pages, "page", "pages"),
            remedy: "split it, or raise the limit",
        });
    }
    // What stands on every page is left out of the text later on.
    let most_text = budget.limits.text_bytes.saturating_mul(2);
    let mut reader = Pages::new(&document, budget);
    let mut letters = 0;
    let mut opened = Vec::with_capacity(pages.len());
    for &page in pages.values() {
        let mut sheet = reader.sheet(page)?;
        let mut annotations = annotations::on_page(&document, page);
        annotations::fill_in(&mut sheet.glyphs, std::mem::take(&mut annotations.values));
        let glyphs = sheet.glyphs.len();
        let laid = layout::page(std::mem::take(&mut sheet.glyphs));
        let unread = OfPage::new(&sheet, &annotations, &laid);
        letters += laid.text.len();
        if letters > most_text {
            return Err(TextProblem::OverLimit {
                what: "the text of its pages".to_owned(),
                limit: format!("{most_text} bytes"),
                remedy: "split it into documents of their own",
            });
        }
        opened.push(Laid { laid, unread, glyphs });
    }
    Ok(Opened { pages: opened, facts: facts(&document), attached: annotations::attached(&document) })
}

fn facts(document: &lopdf::Document) -> Facts {
    let Ok(info) = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict) else {
        return Facts::default();
    };
    let text = |key: &[u8]| info.get_deref(key, document).ok().and_then(|value| decode_text_string(value).ok());
    // "D:20180319…", or what somebody wrote there.
    let day = |text: &str| {
        let digits = text.trim().strip_prefix("D:")?;
        let part = |range: std::ops::Range<usize>| digits.get(range).map(str::parse).and_then(Result::ok);
        Date::new(part(0..4)?, i8::try_from(part(4..6)?).ok()?, i8::try_from(part(6..8)?).ok()?).ok()
    };
    let created = text(b"CreationDate").and_then(|text| day(&text).or_else(|| date::first(&text).map(|found| found.0)));
    Facts { title: text(b"Title"), created }
}

/// What lopdf found, in our words.
fn problem(error: Error, budget: &Budget<'_>) -> TextProblem {
    match error {
        Error::Decryption(_) | Error::InvalidPassword | Error::UnsupportedSecurityHandler(_) => {
            TextProblem::Encrypted { format: FORMAT }
        }
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => budget.too_large(),
        error => TextProblem::damaged(FORMAT, error),
    }
}
