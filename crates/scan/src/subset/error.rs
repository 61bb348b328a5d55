//! What can be wrong with what a subset scan is given.

use crate::error::ScanError;
use colligate_register::Day;

/// Why a subset scan cannot be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SubsetError {
    /// The places or the days are wrong.
    #[error(transparent)]
    Scan(#[from] ScanError),
    /// There is no mode to choose values of.
    #[error("there are no modes: a subset scan needs one or more")]
    NoModes,
    /// A mode has a value for more or fewer cases than there are.
    #[error("{mode} has values for {found} cases, but there are {cases}")]
    Uneven {
        /// The mode.
        mode: String,
        /// How many cases have a value.
        found: usize,
        /// How many cases there are.
        cases: usize,
    },
    /// A mode has more values than one scan can choose from.
    #[error("{mode} has {found} values, more than the {most} that a mode may have: put the rare ones together")]
    TooManyValues {
        /// The mode.
        mode: String,
        /// How many values it has.
        found: usize,
        /// How many it may have.
        most: usize,
    },
    /// An interval is longer than the study period.
    #[error("an interval of {found} days does not fit into the study period {first} to {last}")]
    TooLong {
        /// The length in days.
        found: u32,
        /// First day of the period.
        first: Day,
        /// Last day of the period.
        last: Day,
    },
}
