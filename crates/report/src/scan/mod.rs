//! What a scan found, for people and for other programs.

mod facts;

pub use facts::{ScanCase, ScanFacts};
