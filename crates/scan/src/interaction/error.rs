//! What can be wrong with what a test of interaction is given.

use crate::error::ScanError;

/// Why a test of interaction cannot be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum InteractionError {
    /// The places are wrong.
    #[error(transparent)]
    Places(#[from] ScanError),
    /// As many times as places are needed.
    #[error("{places} events have a place, but {times} have a time")]
    Uneven {
        /// How many places there are.
        places: usize,
        /// How many times there are.
        times: usize,
    },
    /// A time is not a number.
    #[error("the time of event {event} is {found}; a finite number is wanted")]
    BadTime {
        /// Number of the event, from 0.
        event: usize,
        /// Its time.
        found: f64,
    },
    /// There are too few events to compare.
    #[error("{found} events are too few: this test needs {least} or more")]
    TooFew {
        /// How many there are.
        found: usize,
        /// How many are needed.
        least: usize,
    },
    /// A threshold, a constant or a number of neighbours makes no sense.
    #[error("{what} is {found}; {wanted}")]
    BadSetting {
        /// Which setting.
        what: &'static str,
        /// Its value.
        found: f64,
        /// What would do.
        wanted: &'static str,
    },
    /// So many events lie at one distance of each other that their lists of neighbours do not fit.
    #[error("nearest neighbours are tied {found} times, more than the {most} that can be kept: are all places alike?")]
    TooManyTies {
        /// How many neighbours there are, ties included.
        found: u64,
        /// How many can be kept.
        most: u64,
    },
}
