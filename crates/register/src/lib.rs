//! What a death is: readers, profiles, checks, statements and as-of views of a register of deaths.
//!
//! This room knows no clock, no network and no database. It takes bytes and returns data.

mod circumstances;
mod death;
mod filter;
mod kind;
pub mod manner;
mod negation;
mod phrases;
pub mod place_kind;
mod register;
pub mod sex;
pub mod simulate;
mod statement;
mod terms;
mod time;
mod vocabulary;

pub use circumstances::{Circumstance, Circumstances};
pub use death::{Age, Contact, Death, DeathId, Point, Sex};
pub use filter::{Filter, FilterError};
pub use kind::{Kind, Kinds, classify};
pub use phrases::VocabularyError;
pub use register::Register;
pub use statement::Statement;
pub use terms::{Term, Terms};
pub use time::{Day, MINUTES_A_DAY, Minute, Span};
pub use vocabulary::{Mention, Relation, Substance, Vocabulary};
