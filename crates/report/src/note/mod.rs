//! The comparison of a note with known texts, for people and for other programs: one page, and JSON (`docs/note-schema.md` tells what each
//! field means).

mod page;

pub use page::note_html;

use crate::error::ReportError;
use colligate_documents::authorship::Comparison;
use serde::Serialize;

/// What is told beside a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoteFacts {
    /// Version of the program.
    pub version: String,
    /// Files and parts of files that were not read, each with the reason.
    pub left_out: Vec<String>,
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    found: &'a Comparison,
    #[serde(flatten)]
    facts: &'a NoteFacts,
}

/// The comparison as pretty JSON, ending in a line break.
///
/// # Errors
/// [`ReportError::Json`] where the serialiser refuses, which it does for no value of this type.
pub fn note_json(facts: &NoteFacts, found: &Comparison) -> Result<String, ReportError> {
    Ok(serde_json::to_string_pretty(&Told { found, facts })? + "\n")
}
