//! The study period, the units of time and the intervals it is cut into.

pub(crate) mod intervals;
pub(crate) mod period;
pub(crate) mod step_back;
pub(crate) mod unit;
