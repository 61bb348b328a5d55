//! Text out of files, mentions, claims and contradictions, and the comparison of writers.
//!
//! Every statement that leaves this crate points at the characters it was read from.

mod document;
pub mod text;

pub use document::{DateOrigin, DatePlace, Document, Origin, Piece};
