//! What a death is: readers, profiles, checks, statements and as-of views of a register of deaths.
//!
//! This room knows no clock, no network and no database. It takes bytes and returns data.

mod amendments;
mod as_of;
mod assemble;
mod checks;
mod death;
mod enrich;
mod error;
mod field;
mod kind;
mod limits;
mod parse;
mod profile;
mod read;
mod register;
pub mod simulate;
mod reject;
mod set;
mod source;
mod statement;
mod terms;
mod time;
mod write;

pub use amendments::{Amendments, read_amendments, write_amendments};
pub use as_of::{Change, What};
pub use death::{Age, Contact, Death, DeathId, Point, Sex};
pub use error::{Problem, ProfileError, ReadError};
pub use field::Field;
pub use kind::Kind;
pub use limits::Limits;
pub use parse::date::DateOrder;
pub use profile::{AnyOf, Columns, Profile};
pub use read::{ColumnUse, ProfileChoice, ReadOptions, ReadSummary, Reading, read};
pub use register::Register;
pub use reject::{Reject, write_rejects};
pub use source::{Format, Input};
pub use statement::{Statement, StatementError};
pub use terms::{Term, Terms};
pub use time::{Day, MINUTES_A_DAY, Minute, Span};
pub use write::write_csv;
