//! What a scan is asked to do.

use crate::clusters::Overlap;
use crate::error::ScanError;
use crate::models::ModelKind;
use crate::monte_carlo::Draws;
use crate::reported::Reported;
use crate::time::unit::TimeAggregation;
use serde::{Deserialize, Serialize};

/// In which dimensions clusters are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimensions {
    /// Circles over the whole study period.
    Space,
    /// Intervals of time over all places.
    Time,
    /// Cylinders: circles times intervals.
    SpaceTime,
}

/// Which intervals of time a scan tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Timing {
    /// Intervals that reach to the last day of the study period: clusters still alive (Kulldorff 2001).
    Prospective,
    /// Intervals anywhere in the study period.
    Retrospective,
}

/// Which rates make a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rates {
    /// More cases than expected.
    High,
    /// Fewer cases than expected.
    Low,
    /// Either.
    Both,
}

/// How large a circle may be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpatialLimits {
    /// Largest share of the population at risk in a circle over the whole study period, above 0 up to 1: of expected cases
    /// (Poisson), of cases and controls (Bernoulli), of cases (permutation). The default, one half, is Kulldorff's (1997):
    /// past it a window is better told as the opposite outside.
    pub max_share: f64,
    /// Largest radius in kilometres (in the unit of the coordinates on a plane); `None`: as far as the share allows. As in
    /// SaTScan it limits the straight line, which is shorter than the way along the ground by 1 m in 100 km.
    pub max_radius: Option<f64>,
}

/// The longest window in time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LongestWindow {
    /// This percentage of the study period, above 0 up to 100.
    Percent(f64),
    /// So many time units.
    Units(u32),
}

/// How long a window may be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TemporalLimits {
    /// How finely time is cut. Ignored for [`Dimensions::Space`].
    pub aggregation: TimeAggregation,
    /// Fewest time units of a window, at least 1.
    pub min_units: u32,
    /// The longest window.
    pub max: LongestWindow,
}

/// Which p-value is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PValues {
    /// SaTScan's default: draws stop when the strongest cluster is clearly not surprising, after a twentieth of the draws asked for
    /// were stronger; a cluster that fewer than nine draws beat has the Gumbel approximation.
    Default,
    /// The rank among all draws.
    MonteCarlo,
    /// The rank, stopping after so many stronger draws (Besag and Clifford 1991).
    EarlyTermination {
        /// So many.
        after: u32,
    },
    /// The Gumbel approximation (Abrams, Kulldorff and Kleinman 2010).
    Gumbel,
}

/// Repeated scans, each without the cluster found before (Zhang, Assunção and Kulldorff 2010).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Iterative {
    /// Scans at most.
    pub max_scans: u32,
    /// Stop when a cluster's p-value exceeds this.
    pub max_p_value: f64,
}

/// How often a prospective scan is run, for recurrence intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Once for each interval of the time aggregation.
    SameAsAggregation,
    /// Every so many days.
    Days(u32),
    /// Every so many weeks, 52 to a year.
    Weeks(u32),
    /// Every so many months.
    Months(u32),
    /// Every so many quarters.
    Quarters(u32),
    /// Every so many years.
    Years(u32),
}

/// All settings of one scan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// What chance means.
    pub model: ModelKind,
    /// Where clusters are looked for.
    pub dimensions: Dimensions,
    /// When windows end.
    pub timing: Timing,
    /// Which rates make a cluster.
    pub rates: Rates,
    /// Fewest cases of a cluster with a high rate. SaTScan's default is 2.
    pub min_cases_high: u32,
    /// Fewest cases of a cluster with a low rate. SaTScan's default is 0.
    pub min_cases_low: u32,
    /// How large circles may be.
    pub space: SpatialLimits,
    /// How long windows may be.
    pub time: TemporalLimits,
    /// In a scan of space and time, also try the whole study period.
    pub include_purely_spatial: bool,
    /// In a scan of space and time, also try all places together.
    pub include_purely_temporal: bool,
    /// How many draws, and from which seed.
    pub draws: Draws,
    /// Which p-value is reported.
    pub p_values: PValues,
    /// When a weaker cluster repeats a stronger one.
    pub overlap: Overlap,
    /// Repeat without the cluster found.
    pub iterative: Option<Iterative>,
    /// How often a prospective scan is run.
    pub frequency: Frequency,
    /// Which of the clusters found are reported.
    #[serde(default, skip_serializing_if = "Reported::is_default")]
    pub reported: Reported,
}

impl Analysis {
    /// SaTScan's defaults for a model: space and time, looking back, high rates, circles up to half of the population, windows up to
    /// half of the study period in days, 999 draws.
    pub fn new(model: ModelKind) -> Analysis {
        Analysis {
            model,
            dimensions: Dimensions::SpaceTime,
            timing: Timing::Retrospective,
            rates: Rates::High,
            min_cases_high: 2,
            min_cases_low: 0,
            space: SpatialLimits { max_share: 0.5, max_radius: None },
            time: TemporalLimits {
                aggregation: TimeAggregation::DAYS,
                min_units: 1,
                max: LongestWindow::Percent(50.0),
            },
            include_purely_spatial: false,
            include_purely_temporal: false,
            draws: Draws::new(999, 1),
            p_values: PValues::Default,
            overlap: Overlap::NoSharedPlaces,
            iterative: None,
            frequency: Frequency::SameAsAggregation,
            reported: Reported::default(),
        }
    }

    /// True where time matters.
    pub(crate) fn in_time(&self) -> bool {
        self.dimensions != Dimensions::Space
    }

    /// Tells which settings make no sense.
    ///
    /// # Errors
    /// [`ScanError::BadLimit`], [`ScanError::DoesNotGoWith`].
    pub(crate) fn check(&self) -> Result<(), ScanError> {
        let bad = |limit, found, wanted| Err(ScanError::BadLimit { limit, found, wanted });
        let clash = |what, with| Err(ScanError::DoesNotGoWith { what, with });
        for space in [Some(self.space), self.reported.space].into_iter().flatten() {
            match space.max_radius {
                Some(km) if !(km.is_finite() && km >= 0.0) => {
                    return bad("the largest radius", km, "it must be 0 or more");
                }
                _ => {}
            }
            if !(space.max_share > 0.0 && space.max_share <= 1.0) {
                return bad("the largest share of a circle", space.max_share, "it must lie above 0 and up to 1");
            }
        }
        if self.reported.space.is_some_and(|reported| reported.max_share > self.space.max_share) {
            let wanted = "it must be no more than the largest share of a circle";
            return bad(
                "the largest share of a circle to report",
                self.reported.space.map_or(0.0, |one| one.max_share),
                wanted,
            );
        }
        if self.min_cases_high == 0 {
            return bad("the fewest cases of a cluster", 0.0, "it must be 1 or more");
        }
        if self.in_time() && self.time.min_units == 0 {
            return bad("the shortest window", 0.0, "it must be 1 or more");
        }
        match self.time.max {
            LongestWindow::Percent(share) if self.in_time() && !(share > 0.0 && share <= 100.0) => {
                return bad("the longest window in percent", share, "it must lie above 0 and up to 100");
            }
            _ => {}
        }
        if self.model == ModelKind::SpaceTimePermutation {
            if self.dimensions != Dimensions::SpaceTime {
                return clash("the space-time permutation model", "a scan of space or of time alone");
            }
            if self.include_purely_spatial || self.include_purely_temporal {
                return clash("the space-time permutation model", "purely spatial or purely temporal clusters");
            }
        }
        if self.dimensions == Dimensions::Space && self.timing == Timing::Prospective {
            return clash("a prospective scan", "a scan of space alone");
        }
        if self.dimensions != Dimensions::SpaceTime && (self.include_purely_spatial || self.include_purely_temporal) {
            return clash("including purely spatial or purely temporal clusters", "a scan of space or of time alone");
        }
        if self.reported.gini.is_some() && self.dimensions != Dimensions::Space {
            return clash("choosing clusters by Gini's coefficient", "a scan in time");
        }
        if self.iterative.is_some() && self.timing == Timing::Prospective {
            return clash("an iterative scan", "a prospective scan");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senseless_settings_are_refused() {
        let good = Analysis::new(ModelKind::SpaceTimePermutation);
        assert_eq!(good.check(), Ok(()));
        let radius = |km| SpatialLimits { max_radius: Some(km), ..good.space };
        assert_eq!(Analysis { space: radius(0.0), ..good.clone() }.check(), Ok(()));
        assert!(Analysis { space: radius(f64::NAN), ..good.clone() }.check().is_err());
        assert!(Analysis { space: SpatialLimits { max_share: 0.0, ..good.space }, ..good.clone() }.check().is_err());
        assert!(Analysis { min_cases_high: 0, ..good.clone() }.check().is_err());
        assert!(Analysis { dimensions: Dimensions::Space, ..good.clone() }.check().is_err());
        assert!(Analysis { include_purely_temporal: true, ..good.clone() }.check().is_err());
        assert!(
            Analysis {
                timing: Timing::Prospective,
                iterative: Some(Iterative { max_scans: 3, max_p_value: 0.05 }),
                ..good
            }
            .check()
            .is_err()
        );
    }
}
