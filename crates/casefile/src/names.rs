//! What a matter, an entry or a link is about.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What sort of thing a matter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectKind {
    /// A death.
    Death,
    /// A series.
    Series,
}

/// A death or a series.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Subject {
    /// A death, by its case number.
    Death(String),
    /// A series, by its identifier.
    Series(String),
}

impl Subject {
    /// What sort of thing it is.
    pub fn sort(&self) -> SubjectKind {
        match self {
            Subject::Death(_) => SubjectKind::Death,
            Subject::Series(_) => SubjectKind::Series,
        }
    }

    /// `death` or `series`.
    pub fn kind(&self) -> &'static str {
        match self {
            Subject::Death(_) => "death",
            Subject::Series(_) => "series",
        }
    }

    /// The case number or identifier.
    pub fn id(&self) -> &str {
        match self {
            Subject::Death(id) | Subject::Series(id) => id,
        }
    }

    /// The case number, where it is a death.
    pub(crate) fn death(&self) -> Option<&str> {
        match self {
            Subject::Death(id) => Some(id),
            Subject::Series(_) => None,
        }
    }

    /// The identifier, where it is a series.
    pub(crate) fn series(&self) -> Option<&str> {
        match self {
            Subject::Series(id) => Some(id),
            Subject::Death(_) => None,
        }
    }

    /// From what [`fmt::Display`] writes: `death 23-06425`.
    pub fn from_text(text: &str) -> Option<Subject> {
        match text.split_once(' ')? {
            ("death", id) => Some(Subject::Death(id.to_owned())),
            ("series", id) => Some(Subject::Series(id.to_owned())),
            _ => None,
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind(), self.id())
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> String {
        subject.to_string()
    }
}

impl TryFrom<String> for Subject {
    type Error = String;

    fn try_from(text: String) -> Result<Subject, String> {
        Subject::from_text(&text).ok_or_else(|| format!("{text:?} is neither a death nor a series"))
    }
}
