//! Across documents: which speak of one event, which are copies, what they agree on and where they differ.

mod types;

pub use types::{Difference, DifferenceKind, DocumentReading, Event, Fact, Moment, Reading, Side};
