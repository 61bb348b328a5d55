//! Reading documents together: mentions, claims, events.

use crate::Document;
use crate::across::Reading;

/// What reading takes besides the documents.
#[derive(Clone, Debug, Default)]
pub struct Options {}

/// Reads documents.
pub fn read_all(_documents: Vec<Document>, _options: &Options) -> Reading {
    Reading { documents: Vec::new(), claims: Vec::new(), events: Vec::new() }
}
