//! What a document's characters are held against.

use super::trace::Trace;
use super::{TextProblem, reference};
use crate::{DateOrigin, Document};
use jiff::civil::Date;

/// The decoded source of one document: one text, or one for each page of a PDF.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    texts: Vec<String>,
}

impl Source {
    pub(super) fn one(text: String) -> Self {
        Self { texts: vec![text] }
    }

    pub(super) fn pages(texts: Vec<String>) -> Self {
        Self { texts }
    }

    /// The text that a piece of this page points into; no page for formats that have none.
    pub fn text(&self, page: Option<u32>) -> Option<&str> {
        let at = page.map_or(Some(0), |page| (page as usize).checked_sub(1))?;
        self.texts.get(at).map(String::as_str)
    }

    /// Whether each piece of the document says what stands in the source at its place (see the head of this module's page), the pieces
    /// are in order without overlap, and everything in no piece is white space.
    pub fn vouches_for(&self, document: &Document) -> bool {
        let mut done = 0;
        let blank = |from: usize, to: usize| document.text.get(from..to).is_some_and(|gap| gap.trim().is_empty());
        for piece in &document.origin.pieces {
            let source = self.text(piece.page).and_then(|text| text.get(piece.source.clone()));
            let (Some(source), Some(text)) = (source, document.text.get(piece.text.clone())) else {
                return false;
            };
            if text.is_empty() || !blank(done, piece.text.start) {
                return false;
            }
            if source != text && reference::decoded(source).as_deref() != Some(text) {
                return false;
            }
            done = piece.text.end;
        }
        blank(done, document.text.len())
    }
}

/// A document of a finished text, or none where the text is empty.
pub(super) fn document(
    name: &str,
    title: Option<String>,
    date: Option<(Date, DateOrigin)>,
    trace: Trace,
    source: Source,
) -> Result<(Document, Source), TextProblem> {
    let (text, mut origin) = trace.finish();
    if text.trim().is_empty() {
        return Err(TextProblem::Empty);
    }
    let (date, dated) = date.unzip();
    origin.date = dated;
    let title =
        title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty());
    Ok((Document { name: name.to_owned(), title, date, text, origin }, source))
}
