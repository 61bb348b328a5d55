//! Units in which time is aggregated and windows are measured.

use serde::{Deserialize, Serialize};

/// A unit of calendar time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeUnit {
    /// Calendar years.
    Year,
    /// Calendar months.
    Month,
    /// Days.
    Day,
}

/// How finely time is cut: intervals of so many units. Windows begin and end where intervals do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeAggregation {
    /// The unit.
    pub unit: TimeUnit,
    /// How many of it make one interval, at least 1.
    pub length: u32,
}

impl TimeAggregation {
    /// Intervals of one day.
    pub const DAYS: TimeAggregation = TimeAggregation { unit: TimeUnit::Day, length: 1 };
}
