//! Across documents: which speak of one event, which are copies, what they agree on and where they differ.

mod agree;
mod copies;
mod dating;
mod differences;
mod event;
mod facts;
mod features;
mod group;
mod same_people;
mod types;

pub use types::{Difference, DifferenceKind, DocumentReading, Event, Fact, Moment, Reading, Side};

pub(crate) use copies::sources;
pub(crate) use dating::infer;
pub(crate) use event::event;
pub(crate) use features::{Counts, Features, features, full_name};
pub(crate) use group::{group, weigh};
