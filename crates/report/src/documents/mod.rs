//! What documents say, for people and for other programs: one page, and JSON (`docs/documents-schema.md` tells what each field means).

mod differences;
mod events;
mod headline;
mod json;
mod marks;
mod page;
mod register;
mod texts;
mod timeline;
pub(crate) mod told;

pub use json::{SCHEMA, documents_json};
pub use page::documents_html;

use colligate_documents::Origin;
use colligate_documents::across::{DifferenceKind, Reading};
use colligate_documents::attach::Attachments;
use colligate_documents::claims::Claim;

/// What was read, beside what was read out of it.
#[derive(Clone, Debug)]
pub struct DocumentsFacts<'a> {
    /// Version of the program.
    pub version: String,
    /// Where the characters of each document stood, in the order of [`Reading::documents`].
    pub origins: Vec<&'a Origin>,
    /// Files and parts of files that could not be read, each with the reason.
    pub refused: Vec<String>,
    /// The register beside which the documents were put, and what came of it.
    pub register: Option<(String, &'a Attachments)>,
}

/// The documents with everything read from them.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub facts: &'a DocumentsFacts<'a>,
    pub reading: &'a Reading,
}

impl<'a> View<'a> {
    /// Claims by their positions.
    pub fn claims(self, at: &'a [usize]) -> impl Iterator<Item = (usize, &'a Claim)> {
        at.iter().filter_map(move |&at| Some((at, self.reading.claims.get(at)?)))
    }

    /// Differences of every event of this kind.
    pub fn count(self, of: impl Fn(DifferenceKind) -> bool) -> usize {
        self.reading.events.iter().flat_map(|event| &event.differences).filter(|difference| of(difference.kind)).count()
    }

    /// Facts of all events.
    pub fn facts_told(self) -> usize {
        self.reading.events.iter().map(|event| event.facts.len()).sum()
    }

    /// Name of a document.
    pub fn name(self, document: usize) -> &'a str {
        self.reading.documents.get(document).map_or("–", |document| document.name.as_str())
    }

    /// Bytes of a document's text; empty where there are none such.
    pub fn words(self, document: usize, bytes: &std::ops::Range<usize>) -> &'a str {
        self.reading.documents.get(document).and_then(|document| document.text.get(bytes.clone())).unwrap_or_default()
    }
}
