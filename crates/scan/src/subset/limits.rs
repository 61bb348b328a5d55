//! Which windows a subset scan tries, and how it chooses values in them.

use super::error::SubsetError;
use crate::StudyPeriod;
use crate::error::ScanError;
use serde::{Deserialize, Serialize};

/// Where in the study period intervals lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intervals {
    /// Up to its last day: clusters still alive.
    ToTheEnd,
    /// Anywhere: intervals of one length begin half their length apart.
    Anywhere,
}

/// Which windows are tried, and how values are chosen in them. The numbers that are not limits are the authors' choice,
/// unless a source is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubsetLimits {
    /// Where intervals lie.
    pub intervals: Intervals,
    /// Their lengths in days, each 1 or more.
    pub lengths: Vec<u32>,
    /// Largest radius of a circle in kilometres, along the ground; `None`: as far as the share allows.
    pub max_radius_km: Option<f64>,
    /// Largest share of all cases that a circle may hold over the whole study period, above 0 up to 1.
    pub max_share_of_cases: f64,
    /// A circle is tried when it holds so many times the cases of the last one around its centre, 1 or more; 1 tries
    /// every circle.
    pub growth: f64,
    /// Circles are tried around centres that lie at least this share of their radius apart, 0 or more: what lies between
    /// is nearly the same circle. 0 tries circles around every location.
    pub spacing: f64,
    /// Fewest cases that make a cluster, 1 or more.
    pub min_cases: u32,
    /// Beginnings beside that with all values, from which values are chosen: values drawn by lot.
    pub restarts: u32,
    /// How far the modes are taken to be independent in what is expected, above 0 up to 1 (see
    /// [`subset_scan`](super::subset_scan)).
    pub independence: f64,
    /// How many clusters are given, at most.
    pub max_clusters: usize,
}

impl SubsetLimits {
    /// Circles up to half of the cases, each a fifth larger than the last and centres a quarter of the radius apart,
    /// clusters of three or more, three restarts, half independence and ten clusters.
    pub fn new(intervals: Intervals, lengths: &[u32]) -> SubsetLimits {
        SubsetLimits {
            intervals,
            lengths: lengths.to_vec(),
            max_radius_km: None,
            max_share_of_cases: 0.5,
            growth: 1.2,
            spacing: 0.25,
            min_cases: 3,
            restarts: 3,
            independence: 0.5,
            max_clusters: 10,
        }
    }

    /// The same with circles no wider than this radius in kilometres.
    pub fn within_km(self, radius: f64) -> SubsetLimits {
        SubsetLimits { max_radius_km: Some(radius), ..self }
    }

    /// Tells which limit makes no sense.
    pub(super) fn check(&self, period: StudyPeriod) -> Result<(), SubsetError> {
        let bad = |limit, found, wanted| Err(ScanError::BadLimit { limit, found, wanted }.into());
        if let Some(km) = self.max_radius_km.filter(|km| !(km.is_finite() && *km >= 0.0)) {
            return bad("the largest radius in kilometres", km, "it must be 0 or more");
        }
        if !(self.max_share_of_cases > 0.0 && self.max_share_of_cases <= 1.0) {
            return bad("the largest share of cases", self.max_share_of_cases, "it must lie above 0 and up to 1");
        }
        if !(self.independence > 0.0 && self.independence <= 1.0) {
            return bad("the independence of modes", self.independence, "it must lie above 0 and up to 1");
        }
        if !(self.growth >= 1.0 && self.growth.is_finite()) {
            return bad("the growth of circles", self.growth, "it must be 1 or more");
        }
        if !(self.spacing >= 0.0 && self.spacing.is_finite()) {
            return bad("the spacing of centres", self.spacing, "it must be 0 or more");
        }
        if self.min_cases == 0 {
            return bad("the fewest cases of a cluster", 0.0, "it must be 1 or more");
        }
        if self.lengths.is_empty() || self.lengths.contains(&0) {
            return bad("the length of intervals in days", 0.0, "one or more are needed, each of 1 or more");
        }
        match self.lengths.iter().find(|&&length| length > period.days()) {
            Some(&found) => Err(SubsetError::TooLong { found, first: period.first(), last: period.last() }),
            None => Ok(()),
        }
    }

    /// The intervals, as numbers of their first and last days: ascending by length, then by beginning.
    pub(super) fn intervals(&self, period: StudyPeriod) -> Vec<(u32, u32)> {
        let mut lengths = self.lengths.clone();
        lengths.sort_unstable();
        lengths.dedup();
        let days = period.days();
        let of_length = |length: u32| {
            let latest = days - length;
            let step = match self.intervals {
                Intervals::ToTheEnd => days,
                Intervals::Anywhere => length.div_ceil(2),
            };
            // Counted back from the last day, so that the newest days are always in one.
            let starts = (latest % step..=latest).step_by(step as usize);
            starts.map(move |start| (start, start + length - 1))
        };
        lengths.into_iter().flat_map(of_length).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use colligate_register::Day;

    #[test]
    fn intervals_reach_the_last_day() {
        let period = StudyPeriod::new(Day(0), Day(9)).unwrap();
        let alive = SubsetLimits::new(Intervals::ToTheEnd, &[3, 10, 3]);
        assert_eq!(alive.intervals(period), [(7, 9), (0, 9)]);
        let any = SubsetLimits::new(Intervals::Anywhere, &[4]);
        assert_eq!(any.intervals(period), [(0, 3), (2, 5), (4, 7), (6, 9)]);
        let daily = SubsetLimits::new(Intervals::Anywhere, &[1]);
        assert_eq!(daily.intervals(period).len(), 10);
    }

    #[test]
    fn senseless_limits_are_refused() {
        let period = StudyPeriod::new(Day(0), Day(9)).unwrap();
        let good = SubsetLimits::new(Intervals::Anywhere, &[4]);
        assert_eq!(good.check(period), Ok(()));
        assert!(matches!(
            SubsetLimits { lengths: vec![11], ..good.clone() }.check(period),
            Err(SubsetError::TooLong { found: 11, .. })
        ));
        for bad in [
            good.clone().within_km(-1.0),
            SubsetLimits { max_share_of_cases: 0.0, ..good.clone() },
            SubsetLimits { independence: 0.0, ..good.clone() },
            SubsetLimits { growth: 0.9, ..good.clone() },
            SubsetLimits { spacing: f64::NAN, ..good.clone() },
            SubsetLimits { min_cases: 0, ..good.clone() },
            SubsetLimits { lengths: vec![], ..good.clone() },
        ] {
            assert!(bad.check(period).is_err(), "{bad:?}");
        }
    }
}
