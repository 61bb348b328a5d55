//! What a scan looks at.

use crate::error::ScanError;
use crate::locations::{CoordinateSystem, Locations};
use crate::places::Places;
use crate::population::Population;
use crate::time::period::StudyPeriod;
use colligate_register::Day;
use std::collections::BTreeMap;

/// Cases or controls at one place on one day: a row of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Number of the place.
    pub place: u32,
    /// The day.
    pub day: Day,
    /// How many.
    pub count: u32,
    /// Of which kind: the category of people (Poisson), the stratum (permutation); 0 where there is one kind.
    pub kind: u32,
}

/// The data of one scan.
#[derive(Clone, Debug, PartialEq)]
pub struct ScanData {
    /// Where cases can be.
    pub places: Places,
    /// Centres of circles; `None`: the places.
    pub grid: Option<Locations>,
    /// The days looked at.
    pub period: StudyPeriod,
    /// The cases. Clusters name them by their number here.
    pub cases: Vec<Count>,
    /// The controls of the Bernoulli model.
    pub controls: Vec<Count>,
    /// The people at risk of the Poisson model. `None`: in a scan of time alone, a population that does not change.
    pub population: Option<Population>,
}

impl ScanData {
    /// Point events given as (latitude, longitude, day), each a case: events at exactly one point share a place.
    ///
    /// # Errors
    /// [`ScanError::NoCases`], [`ScanError::BadCoordinates`] with the number of the event, [`ScanError::OutsidePeriod`].
    pub fn from_points(period: StudyPeriod, events: &[(f64, f64, Day)]) -> Result<ScanData, ScanError> {
        let points: Vec<(f64, f64)> = events.iter().map(|&(lat, lon, _)| (lat, lon)).collect();
        Locations::on_earth(&points)?;
        let key = |&(lat, lon): &(f64, f64)| {
            let order = |value: f64| ((value + 0.0) * 1e9).round() as i64;
            (order(lat), order(lon), (lat + 0.0).to_bits(), (lon + 0.0).to_bits())
        };
        let numbers: BTreeMap<_, (f64, f64)> = points.iter().map(|point| (key(point), *point)).collect();
        let width = numbers.len().to_string().len();
        let named: Vec<(String, f64, f64)> =
            numbers.values().enumerate().map(|(number, &(lat, lon))| (format!("{number:0width$}"), lat, lon)).collect();
        let places = Places::new(CoordinateSystem::Earth, &named)?;
        let by_key: BTreeMap<_, u32> = numbers.keys().zip(0..).collect();
        let mut cases = Vec::with_capacity(events.len());
        for (case, (point, &(.., day))) in points.iter().zip(events).enumerate() {
            if period.number(day).is_none() {
                return Err(ScanError::OutsidePeriod { case, day, first: period.first(), last: period.last() });
            }
            let place = by_key.get(&key(point)).copied().unwrap_or(0);
            cases.push(Count { place, day, count: 1, kind: 0 });
        }
        if cases.is_empty() {
            return Err(ScanError::NoCases);
        }
        Ok(ScanData { places, grid: None, period, cases, controls: Vec::new(), population: None })
    }

    /// Checks that every row names a place and a day of the period.
    ///
    /// # Errors
    /// [`ScanError::NoSuchLocation`], [`ScanError::OutsidePeriod`], with the number of the row.
    pub(crate) fn check(&self) -> Result<(), ScanError> {
        let places = self.places.len();
        for (case, row) in self.cases.iter().chain(&self.controls).enumerate() {
            if row.place as usize >= places {
                return Err(ScanError::NoSuchLocation { case, location: row.place, locations: places });
            }
            if self.period.number(row.day).is_none() {
                let (first, last) = (self.period.first(), self.period.last());
                return Err(ScanError::OutsidePeriod { case, day: row.day, first, last });
            }
        }
        for (case, entry) in self.population.iter().flat_map(|population| &population.entries).enumerate() {
            if entry.place as usize >= places {
                return Err(ScanError::NoSuchLocation { case, location: entry.place, locations: places });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_at_one_point_share_a_place() {
        let period = StudyPeriod::new(Day(0), Day(9)).unwrap();
        let events = [(43.0, -88.0, Day(3)), (42.0, -88.0, Day(1)), (43.0, -88.0, Day(9))];
        let data = ScanData::from_points(period, &events).unwrap();
        assert_eq!(data.places.len(), 2);
        assert_eq!(data.cases.iter().map(|case| case.place).collect::<Vec<_>>(), [1, 0, 1]);
        assert_eq!(data.check(), Ok(()));
    }

    #[test]
    fn a_case_outside_the_period_is_refused_by_number() {
        let period = StudyPeriod::new(Day(0), Day(9)).unwrap();
        let wrong = ScanData::from_points(period, &[(43.0, -88.0, Day(3)), (42.0, -88.0, Day(10))]);
        assert!(matches!(wrong, Err(ScanError::OutsidePeriod { case: 1, .. })));
        assert_eq!(ScanData::from_points(period, &[]), Err(ScanError::NoCases));
    }
}
