//! What a death is: readers, profiles, checks, statements and as-of views of a register of deaths.
//!
//! This room knows no clock, no network and no database. It takes bytes and returns data.

mod death;
mod kind;
mod register;
pub mod simulate;
mod statement;
mod terms;
mod time;

pub use death::{Age, Contact, Death, DeathId, Point, Sex};
pub use kind::Kind;
pub use register::Register;
pub use statement::Statement;
pub use terms::{Term, Terms};
pub use time::{Day, MINUTES_A_DAY, Minute, Span};
