//! What a document names: people, dates, places, organisations, substances, counts, durations and quotations, each at its bytes.
//!
//! Gazetteer, grammar and a few weights; no model. What is read depends on the document alone.

mod types;
mod when;

pub use types::{
    About, Count, DateMention, Duration, Mentions, Organisation, Person, Place, PlaceKind, Quotation, Role, Sentence,
    SubstanceMention,
};
pub use when::{Expression, Precision, Tense, When};
