//! Claims: who says what of whom, when, in which document, at which characters.

mod types;

pub use types::{Claim, Relation, Subject, SubjectKind, Value};
