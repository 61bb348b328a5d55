//! Space-time scan statistics and interaction tests.
//!
//! A [`scan`] slides windows, each a circle on the map times an interval of time, over [`ScanData`] and asks of every one
//! whether it holds more cases (or fewer) than its [model](ModelKind) expects. It reports the strongest windows as
//! [`Cluster`]s and says by Monte Carlo how often chance alone gives one as strong.
//!
//! This room knows no clock, no network and no database: the same data and seed give the same clusters, on any
//! number of threads. It never says why cases cluster.

mod analysis;
mod arrangement;
mod bounds;
mod candidates;
mod circles;
mod clusters;
mod data;
mod describe;
mod error;
mod gini;
mod gumbel;
pub mod interaction;
mod likelihood;
mod limits;
mod locations;
mod measure;
mod models;
mod monte_carlo;
mod places;
mod population;
mod prepare;
mod reported;
mod result;
mod satscan;
mod scan;
mod search;
mod signals;
pub mod subset;
mod surveillance;
mod time;

pub use analysis::{
    Analysis, Dimensions, Frequency, Iterative, LongestWindow, PValues, Rates, SpatialLimits, TemporalLimits, Timing,
};
pub use clusters::Overlap;
pub use colligate_register::{Progress, Silent};
pub use data::{Count, ScanData};
pub use error::ScanError;
pub use gumbel::Gumbel;
pub use likelihood::log_likelihood_ratio;
pub use locations::{CoordinateSystem, EARTH_RADIUS_KM, Locations};
pub use models::ModelKind;
pub use monte_carlo::{Draws, Significance, Simulated};
pub use places::Places;
pub use population::{Population, PopulationDate, PopulationEntry};
pub use reported::{GiniClusters, Reported};
pub use result::{Circle, Cluster, Extent, Rate, ScanResult, Totals, Warning};
pub use satscan::{Field, FileError, InputFiles, Outputs, ScanFiles, ScanRequest, Source, Sources, read_parameters};
pub use scan::scan;
pub use signals::{FirstOver, LEAST_RECURRENCE_DAYS, LEVELS as SIGNAL_LEVELS, Signal};
pub use surveillance::{DayScan, RECURRENCE_DAYS, Replay, ReplayResult, SignalRate, replay};
pub use time::intervals::Intervals;
pub use time::period::StudyPeriod;
pub use time::unit::{TimeAggregation, TimeUnit};
