//! What a matter, an entry or a link is about.

use serde::{Deserialize, Serialize};
use std::fmt;

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

/// What people put on record about a death or a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatterKind {
    /// A decision with its reason.
    Decision,
    /// A question that someone has to answer.
    Lead,
    /// What family, friends, the coroner or the public said.
    Concern,
    /// A thing, where it is and what was examined of it.
    Exhibit,
    /// One team asks another to take over.
    HandOff,
}

impl MatterKind {
    /// All of them.
    pub const ALL: [MatterKind; 5] =
        [MatterKind::Decision, MatterKind::Lead, MatterKind::Concern, MatterKind::Exhibit, MatterKind::HandOff];

    /// Its name on record.
    pub fn as_str(self) -> &'static str {
        match self {
            MatterKind::Decision => "decision",
            MatterKind::Lead => "lead",
            MatterKind::Concern => "concern",
            MatterKind::Exhibit => "exhibit",
            MatterKind::HandOff => "hand_off",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<MatterKind> {
        MatterKind::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}
