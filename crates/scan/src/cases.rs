//! What a scan counts: cases, each at a location on a day.

use crate::error::ScanError;
use crate::locations::Locations;
use crate::study_period::StudyPeriod;
use colligate_register::Day;
use std::collections::BTreeMap;
use std::ops::Range;

/// Cases of one scan, each at a location on a day of the study period. The caller's order of the cases is kept: a
/// [`Cluster`](crate::Cluster) names them by it.
#[derive(Clone, Debug)]
pub struct Cases {
    locations: Locations,
    period: StudyPeriod,
    /// Cases sorted by location: the caller's number of each.
    order: Vec<u32>,
    /// Day number of each, in that order.
    days: Vec<u32>,
    /// Where the cases of each location begin in that order; one more than there are locations.
    starts: Vec<u32>,
}

impl Cases {
    /// Cases given as (location, day). Several cases may share both.
    ///
    /// # Errors
    /// [`ScanError::NoCases`], [`ScanError::NoSuchLocation`], [`ScanError::OutsidePeriod`] or [`ScanError::TooMany`].
    pub fn new(locations: Locations, period: StudyPeriod, cases: &[(u32, Day)]) -> Result<Cases, ScanError> {
        let most = u32::MAX as usize;
        if cases.is_empty() {
            return Err(ScanError::NoCases);
        }
        if cases.len() > most {
            return Err(ScanError::TooMany { what: "cases", found: cases.len(), most });
        }
        let mut numbered = Vec::with_capacity(cases.len());
        for (case, &(location, day)) in cases.iter().enumerate() {
            if location as usize >= locations.len() {
                return Err(ScanError::NoSuchLocation { case, location, locations: locations.len() });
            }
            let Some(number) = period.number(day) else {
                return Err(ScanError::OutsidePeriod { case, day, first: period.first(), last: period.last() });
            };
            numbered.push((location, case as u32, number));
        }
        numbered.sort_unstable();
        let mut starts = vec![0u32; locations.len() + 1];
        for &(location, ..) in &numbered {
            starts[location as usize + 1] += 1;
        }
        for location in 0..locations.len() {
            starts[location + 1] += starts[location];
        }
        let order = numbered.iter().map(|&(_, case, _)| case).collect();
        let days = numbered.iter().map(|&(.., day)| day).collect();
        Ok(Cases { locations, period, order, days, starts })
    }

    /// Point events given as (latitude, longitude, day): events at exactly one point share a location. Locations are
    /// numbered by latitude, then longitude.
    ///
    /// # Errors
    /// As [`Cases::new`] and [`Locations::on_earth`], whose number is then that of the location.
    pub fn from_points(period: StudyPeriod, events: &[(f64, f64, Day)]) -> Result<Cases, ScanError> {
        let mut numbers: BTreeMap<[Ordered; 2], u32> =
            events.iter().map(|&(lat, lon, _)| ([Ordered(lat), Ordered(lon)], 0)).collect();
        let mut degrees = Vec::with_capacity(numbers.len());
        for (&[Ordered(lat), Ordered(lon)], number) in &mut numbers {
            *number = degrees.len() as u32;
            degrees.push((lat, lon));
        }
        let at = |lat, lon| numbers.get(&[Ordered(lat), Ordered(lon)]).copied().unwrap_or(u32::MAX);
        let cases: Vec<(u32, Day)> = events.iter().map(|&(lat, lon, day)| (at(lat, lon), day)).collect();
        Cases::new(Locations::on_earth(&degrees)?, period, &cases)
    }

    /// How many cases there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Never true: a scan of nothing is refused.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Where they are.
    pub fn locations(&self) -> &Locations {
        &self.locations
    }

    /// The days looked at.
    pub fn period(&self) -> StudyPeriod {
        self.period
    }

    /// Day numbers of the cases, sorted by location: what a permutation shuffles.
    pub(crate) fn days(&self) -> &[u32] {
        &self.days
    }

    /// The places in [`Self::days`] that belong to a location.
    pub(crate) fn at(&self, location: u32) -> Range<usize> {
        self.starts[location as usize] as usize..self.starts[location as usize + 1] as usize
    }

    /// The caller's number of the case at a place in [`Self::days`].
    pub(crate) fn number(&self, place: usize) -> u32 {
        self.order[place]
    }

    /// How many cases lie before each day of the period; one more entry than there are days.
    pub(crate) fn before_day(&self) -> Vec<u32> {
        let mut before = vec![0u32; self.period.days() as usize + 1];
        for &day in &self.days {
            before[day as usize + 1] += 1;
        }
        for day in 1..before.len() {
            before[day] += before[day - 1];
        }
        before
    }
}

/// A coordinate in total order, so that points can be keys.
#[derive(Clone, Copy, PartialEq)]
struct Ordered(f64);

impl Eq for Ordered {}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Ordered) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ordered {
    fn cmp(&self, other: &Ordered) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_at_one_point_share_a_location() {
        let period = StudyPeriod::new(Day(0), Day(9)).unwrap();
        let cases =
            Cases::from_points(period, &[(43.0, -88.0, Day(3)), (42.0, -88.0, Day(1)), (43.0, -88.0, Day(9))]).unwrap();
        assert_eq!(cases.locations().len(), 2);
        assert_eq!(cases.at(1).map(|place| cases.number(place)).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(cases.before_day(), [0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 3]);
    }

    #[test]
    fn a_case_outside_the_period_is_refused_by_number() {
        let period = StudyPeriod::new(Day(0), Day(9)).unwrap();
        let wrong = Cases::from_points(period, &[(43.0, -88.0, Day(3)), (42.0, -88.0, Day(10))]);
        assert!(matches!(wrong, Err(ScanError::OutsidePeriod { case: 1, .. })));
    }

    #[test]
    fn a_scan_of_nothing_is_refused() {
        let period = StudyPeriod::new(Day(0), Day(9)).unwrap();
        assert!(matches!(Cases::from_points(period, &[]), Err(ScanError::NoCases)));
    }
}
