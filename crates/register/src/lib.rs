//! What a death is: readers, profiles, checks, statements and as-of views of a register of deaths.
//!
//! This room knows no clock, no network and no database. It takes bytes and returns data.

mod amendments;
mod as_of;
mod assemble;
mod checks;
mod circumstances;
mod death;
mod enrich;
mod error;
mod field;
mod filter;
mod kind;
mod labels;
mod limits;
pub mod manner;
mod negation;
mod parse;
mod phrases;
pub mod place_kind;
mod profile;
mod read;
mod register;
mod reject;
mod set;
pub mod sex;
pub mod simulate;
mod source;
mod statement;
mod terms;
mod time;
mod vocabulary;
mod write;

pub use amendments::{Amendments, read_amendments, write_amendments};
pub use as_of::{Change, What};
pub use circumstances::{Circumstance, Circumstances};
pub use death::{Age, Contact, Death, DeathId, Point, Sex};
pub use error::{Problem, ProfileError, ReadError};
pub use field::Field;
pub use filter::{Filter, FilterError};
pub use kind::{Kind, Kinds, classify};
pub use labels::{LabelError, LabelledSeries, Labels, read_labels};
pub use limits::Limits;
pub use parse::date::DateOrder;
pub use phrases::VocabularyError;
pub use profile::{AnyOf, Columns, Profile};
pub use read::{ColumnUse, ProfileChoice, ReadOptions, ReadSummary, Reading, read};
pub use register::Register;
pub use reject::{Reject, write_rejects};
pub use source::{Format, Input};
pub use statement::{Statement, StatementError};
pub use terms::{Term, Terms};
pub use time::{Day, MINUTES_A_DAY, Minute, Span};
pub use vocabulary::{Mention, Relation, Substance, Vocabulary};
pub use write::write_csv;
