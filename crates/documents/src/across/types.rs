//! What several documents say together, as data.

use crate::claims::{Claim, Relation, Subject};
use crate::mentions::{Mentions, Status, When};
use crate::names::FoundName;
use jiff::civil::Date;
use serde::Serialize;

/// Everything read from a set of documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// The documents, in the order given.
    pub documents: Vec<DocumentReading>,
    /// Claims of all documents, by document and place in it.
    pub claims: Vec<Claim>,
    /// Events: documents that speak of the same, largest first.
    pub events: Vec<Event>,
}

/// One document as read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentReading {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// Its day: the one it bears, or the one inferred.
    pub dated: Option<Date>,
    /// Whether the day was inferred from documents of the same event.
    pub date_inferred: bool,
    /// Where the day comes from, in a sentence.
    pub date_reason: String,
    /// Its text, to which all ranges refer.
    pub text: String,
    /// What it names.
    pub mentions: Mentions,
    /// Those of its people, places and organisations that only the user's model of names found, in the order of the text; everything
    /// else was found by lists and grammar.
    pub by_model: Vec<FoundName>,
    /// Number of its source: near-copies of one text share a number, and count as one source.
    pub source: usize,
}

/// Documents about one event, and what they say of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// Name to show, from the people and the place.
    pub name: String,
    /// Positions of its documents.
    pub documents: Vec<usize>,
    /// Why these documents were put together, one sentence for each that joined.
    pub reasons: Vec<String>,
    /// What they say, by subject and relation.
    pub facts: Vec<Fact>,
    /// What does not go together, contradictions first.
    pub differences: Vec<Difference>,
    /// What happened and when, by day.
    pub timeline: Vec<Moment>,
}

/// Claims that agree.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    /// Of whom or what.
    pub subject: Subject,
    /// What is said.
    pub relation: Relation,
    /// Whether it is said outright; claims of another status are another fact.
    pub status: Status,
    /// The value, in the most exact form any claim gives.
    pub value: String,
    /// When it happened, where told.
    pub happened: Option<When>,
    /// The claims, as positions in [`Reading::claims`].
    pub claims: Vec<usize>,
    /// Documents that say it.
    pub documents: Vec<usize>,
    /// Independent sources: near-copies count once, and so does one quotation in several documents.
    pub sources: usize,
    /// The fact of a later document that gives another value, as a position in [`Event::facts`].
    pub superseded_by: Option<usize>,
}

/// How two or more claims differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// Both cannot be true.
    Contradiction,
    /// One quoted phrase in two wordings.
    Wording,
    /// A probable slip of the pen: both forms are kept.
    Slip,
    /// Loose wording: a conclusion told more firmly than it was.
    Loose,
    /// A later document gives another value.
    Superseded,
    /// One is more exact than the other; they agree.
    Precision,
    /// One counts part of what the other counts; they agree.
    Subset,
}

impl DifferenceKind {
    /// Whether the claims agree all the same.
    pub fn is_compatible(self) -> bool {
        matches!(self, DifferenceKind::Precision | DifferenceKind::Subset)
    }
}

/// Claims that differ, side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// How.
    pub kind: DifferenceKind,
    /// What differs, in a sentence made of facts.
    pub sentence: String,
    /// The claims, as positions in [`Reading::claims`].
    pub claims: Vec<usize>,
    /// The places themselves, one for each side: document and bytes.
    pub sides: Vec<Side>,
}

/// One side of a difference.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    /// Position of the document.
    pub document: usize,
    /// Bytes of its text.
    pub characters: std::ops::Range<usize>,
    /// The words there, or the value read from them.
    pub words: String,
}

/// Something on the timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moment {
    /// When it happened or is to happen.
    pub happened: When,
    /// First day on which a document asserts it.
    pub asserted_on: Option<Date>,
    /// The fact, as a position in [`Event::facts`].
    pub fact: usize,
}
