//! Text out of files, mentions, claims and contradictions, and the comparison of writers.
//!
//! Every statement that leaves this crate points at the characters it was read from.

pub mod across;
pub mod attach;
pub mod authorship;
pub mod claims;
mod document;
pub mod mentions;
pub mod names;
mod read;
pub mod text;
mod unread;

pub use document::{DateOrigin, DatePlace, Document, Origin, Piece};
pub use read::{Options, read_all, read_all_with};
pub use unread::{NotRead, Unread};
