//! The subset scan: where, when *and among whom* there are too many cases.
//!
//! A scan of all deaths misses a cluster among the few it strikes, and a scan of each substance, age and sex by itself
//! sees it in parts. This one looks in every window, a circle times an interval of days, for the choice of values of
//! several *modes* (substance, sex, age band, …) in which the excess is largest, so that "fentanyl and xylazine, men of
//! 40 to 60, south side" is found as one cluster ([`subset_scan`]).
//!
//! Choosing values is exponential at first sight, but the score has the linear-time subset scanning property (Neill
//! 2012): within one mode the best choice is the first few values in the order of observed over expected
//! ([`best_subset`]). Several modes are chosen in turn, each with the others held fast, until nothing improves, from
//! several beginnings (the multidimensional tensor scan of Neill 2017, Neill and Herlands 2018).
//!
//! What it finds is judged by dealing the days out anew among the cases, each of which keeps its place and all its values:
//! what goes together at all times (men and overdoses, one street and one drug) is no surprise.

mod ascent;
mod baseline;
mod cases;
mod circles;
mod clusters;
mod error;
mod limits;
mod modes;
mod scan;
mod score;
mod search;

pub use cases::MarkedCases;
pub use clusters::{ChosenValues, SubsetCluster};
pub use error::SubsetError;
pub use limits::{Intervals, SubsetLimits};
pub use modes::{MAX_VALUES, Mode};
pub use scan::{SubsetScan, subset_scan};
pub use score::{best_subset, poisson_score};

#[cfg(test)]
mod tests;
