//! Space-time scan statistics and interaction tests.
//!
//! A scan slides windows, each a circle on the map times an interval of days, over [`Cases`] and asks of every one
//! whether it holds more cases than its [model](space_time_permutation) expects. It reports the strongest windows as [`Cluster`]s
//! and says by Monte Carlo how often chance alone gives one as strong.
//!
//! This room knows no clock, no network and no database: the same cases and seed give the same clusters, on any
//! number of threads. It never says why cases cluster.

mod cases;
mod circles;
mod clusters;
mod error;
mod gumbel;
pub mod interaction;
mod likelihood;
mod locations;
mod monte_carlo;
mod permutation_model;
mod search;
mod study_period;
pub mod subset;
mod windows;

pub use cases::Cases;
pub use clusters::{Cluster, Overlap};
pub use error::ScanError;
pub use gumbel::Gumbel;
pub use likelihood::log_likelihood_ratio;
pub use locations::{EARTH_RADIUS_KM, Locations};
pub use monte_carlo::{Draws, Significance, Simulated};
pub use permutation_model::{ScanResult, space_time_permutation};
pub use study_period::StudyPeriod;
pub use windows::{Timing, Window, WindowLimits};
