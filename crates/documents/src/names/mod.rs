//! Names found by a model that the user has: a file that CRFsuite (Okazaki 2007, <http://www.chokkan.org/software/crfsuite/>) or
//! python-crfsuite has trained, with the features of [`features`] and labels such as `B-PER`, `I-PER`, `O`.
//!
//! Nothing comes with the program and nothing is fetched. The model adds names that lists and grammar missed, and takes none away.

mod damaged;
mod features;
mod merge;
mod model;
mod tag;
mod tokens;

#[cfg(test)]
mod tests;

pub use damaged::NameModelError;
pub use features::features;
pub use model::NameModel;
pub use tokens::tokens;

pub(crate) use merge::merge;

use serde::Serialize;
use std::ops::Range;

/// What a model can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// Labels that end in `PER` or `PERSON`.
    Person,
    /// Labels that end in `LOC`, `LOCATION` or `GPE`.
    Place,
    /// Labels that end in `ORG` or `ORGANIZATION`.
    Organisation,
}

/// A name that a model found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FoundName {
    /// Its bytes.
    pub characters: Range<usize>,
    /// What it names.
    pub kind: NameKind,
}
