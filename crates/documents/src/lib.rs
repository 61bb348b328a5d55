//! Text out of files, mentions, claims and contradictions, and the comparison of writers.
//!
//! Every statement that leaves this crate points at the characters it was read from.

pub mod authorship;
mod document;

pub use document::{Document, Origin, Piece};
