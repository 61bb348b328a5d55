//! Plain text, often pasted from the web with what stood around it there.

use super::paragraphs::{Ends, lay_out};
use super::residue::{Habit, clean};
use super::trace::Trace;
use super::{Source, TextProblem, decode, source};
use crate::Document;

/// Reads plain text in any usual encoding.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<(Document, Source), TextProblem> {
    from_text(name, decode::text(bytes), Ends::Guessed)
}

/// Reads plain text as it stands.
pub(super) fn as_written(name: &str, bytes: &[u8]) -> Result<(Document, Source), TextProblem> {
    let text = decode::text(bytes);
    source::document(name, None, None, Trace::whole(&text), Source::one(text))
}

/// Reads a text that is decoded already.
pub(super) fn from_text(name: &str, text: String, ends: Ends) -> Result<(Document, Source), TextProblem> {
    let cleaned = clean(Trace::whole(&text), Habit::Web);
    let trace = lay_out(&cleaned.trace, ends);
    source::document(name, None, cleaned.date, trace, Source::one(text))
}
