//! What a scan finds.

use crate::monte_carlo::{Significance, Simulated};
use colligate_register::Day;
use serde::{Deserialize, Serialize};

/// Whether a window holds more cases than expected or fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rate {
    /// More.
    High,
    /// Fewer.
    Low,
}

/// In which dimensions a cluster is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// A circle over the whole study period.
    Space,
    /// An interval of time over all places.
    Time,
    /// A circle and an interval.
    SpaceTime,
}

/// The circle of a cluster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Circle {
    /// Number of the centre among the grid points or, where there is no grid, the places.
    pub centre: u32,
    /// Coordinates of the centre: latitude and longitude, or x and y.
    pub coordinates: [f64; 2],
    /// Distance of the farthest place inside from the centre in kilometres, along the ground.
    pub radius_km: f64,
    /// Greatest distance between two places inside in kilometres, along the ground.
    pub span_km: f64,
}

/// A window that stands out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// In which dimensions it is bounded.
    pub extent: Extent,
    /// High or low.
    pub rate: Rate,
    /// Its circle; `None` for a cluster in time alone.
    pub circle: Option<Circle>,
    /// Numbers of the places inside, from the centre outwards (of all places, for a cluster in time alone).
    pub places: Vec<u32>,
    /// Names of these places.
    pub names: Vec<String>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Numbers of the rows of cases inside, in the order in which they were given, ascending.
    pub cases: Vec<u32>,
    /// How many cases there are.
    pub observed: u32,
    /// How many the model expects there.
    pub expected: f64,
    /// Observed over expected.
    pub observed_to_expected: f64,
    /// Rate inside over rate outside, `(c/E) / ((C−c)/(C−E))`; `None` where all cases are inside (infinite), and for the permutation model,
    /// which knows no rate.
    pub relative_risk: Option<f64>,
    /// People inside: averaged over the study period (Poisson), cases and controls in the window (Bernoulli).
    pub population: Option<f64>,
    /// Cases a year among 100,000 people: the rate of the whole data times observed over expected (Poisson with a population).
    pub annual_per_100_000: Option<f64>,
    /// Log of the likelihood ratio: how strong the window is.
    pub statistic: f64,
    /// How surprising that is; `None` without draws.
    pub significance: Option<Significance>,
    /// Days between false signals this strong, if the scan is run again and again: the time between runs over the p-value, at
    /// least 1 (Kleinman, Lazarus and Platt 2004). Prospective scans only.
    pub recurrence_days: Option<f64>,
    /// In an iterative scan, which scan found it, from 1.
    pub scan: u32,
    /// Where clusters were chosen by Gini's coefficient too: whether it chose this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gini: Option<bool>,
}

/// Totals of the data.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Totals {
    /// Places, by name.
    pub places: usize,
    /// Cases.
    pub cases: u64,
    /// Controls.
    pub controls: u64,
    /// People at risk, averaged over the study period (Poisson), or cases and controls (Bernoulli).
    pub population: Option<f64>,
    /// Cases a year among 100,000 people.
    pub annual_per_100_000: Option<f64>,
    /// Intervals into which the study period was cut.
    pub intervals: u32,
}

/// Something in the data that the reader of a result should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What it is, without a full stop.
    pub what: String,
    /// How many rows or places; 0 where there is nothing to count.
    pub count: u64,
}

/// What a scan gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScanResult {
    /// First day of the study period.
    pub from: Day,
    /// Last day of the study period.
    pub to: Day,
    /// Totals of the data.
    pub totals: Totals,
    /// Clusters, strongest first (in an iterative scan, in the order in which they were found); not only surprising ones, but after the
    /// strongest none with a statistic below 0.001 or below that of every draw.
    pub clusters: Vec<Cluster>,
    /// Clusters left out for that reason, or because no more were wanted.
    pub left_out: usize,
    /// The draws they were compared with: one set for each scan of an iterative scan.
    pub simulated: Vec<Simulated>,
    /// What the reader should know of the data.
    pub warnings: Vec<Warning>,
}
