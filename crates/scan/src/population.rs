//! People at risk by place, date and kind, and the cases expected among them.
//!
//! The population changes linearly from one date to the next, and stays what it was before the first and after the last.
//! Indirect standardisation: each kind of person (a category of covariates, such as an age group and sex) has the rate it has in
//! the whole data, so that a place is expected to have what its people would have anywhere (Kulldorff, Athas, Feuer, Miller and
//! Key 1998; SaTScan).

use crate::error::ScanError;
use crate::time::intervals::Intervals;
use colligate_register::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The day for which people were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PopulationDate {
    /// The day: of a year 1 July, of a month the 15th.
    pub day: Day,
    /// True where the day itself was given: the count then also holds at the start of the next day.
    pub exact: bool,
}

/// People of one kind at one place on one date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PopulationEntry {
    /// Number of the place.
    pub place: u32,
    /// When they were counted.
    pub date: PopulationDate,
    /// Number of their category in [`Population::categories`].
    pub category: u32,
    /// How many, 0 or more.
    pub people: f64,
}

/// The people at risk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Population {
    /// Covariates of each category; one category without covariates where there are none.
    pub categories: Vec<Vec<String>>,
    /// The counts. Those of the same place, date and category are added.
    pub entries: Vec<PopulationEntry>,
}

/// What the population makes expected.
pub(crate) struct Expectation {
    /// Cases expected in each interval, place after place.
    pub(crate) expected: Vec<f64>,
    /// People at each place, averaged over the study period.
    pub(crate) people: Vec<f64>,
}

impl Population {
    /// Works out the cases expected at each place in each interval, given the number of cases of each category.
    ///
    /// # Errors
    /// [`ScanError::NoPopulation`]; [`ScanError::EmptyCategory`] where a category has cases but no people.
    pub(crate) fn expect(&self, places: usize, intervals: &Intervals, cases: &[u64]) -> Result<Expectation, ScanError> {
        let knots = self.knots();
        if knots.is_empty() {
            return Err(ScanError::NoPopulation);
        }
        let weights = Weights::new(&knots, intervals);
        // People by date, category and place, added up in single precision as SaTScan keeps them.
        let mut counts: BTreeMap<(u32, u32, PopulationDate), f32> = BTreeMap::new();
        for entry in &self.entries {
            *counts.entry((entry.place, entry.category, entry.date)).or_insert(0.0) += entry.people as f32;
        }
        let mut average = vec![0.0; self.categories.len()];
        let mut people = vec![0.0; places];
        for (&(place, category, date), &count) in &counts {
            let share = weights.of_date(date) * f64::from(count);
            average[category as usize] += share;
            people[place as usize] += share;
        }
        let mut risk = vec![0.0; self.categories.len()];
        for (category, &cases) in cases.iter().enumerate() {
            let people = average.get(category).copied().unwrap_or(0.0);
            if cases > 0 && people <= 0.0 {
                let category = self.categories.get(category).map_or_else(String::new, |names| names.join(" "));
                return Err(ScanError::EmptyCategory { category, cases });
            }
            if people > 0.0 {
                risk[category] = cases as f64 / people;
            }
        }
        let width = intervals.count() as usize;
        let mut expected = vec![0.0; places * width];
        for (&(place, category, date), &count) in &counts {
            let at_risk = risk[category as usize] * f64::from(count);
            let row = place as usize * width;
            for (cell, weight) in expected[row..row + width].iter_mut().zip(weights.of_intervals(date)) {
                *cell += at_risk * weight;
            }
        }
        Ok(Expectation { expected, people })
    }

    /// The points between which the population is interpolated: day, and the date whose count holds there.
    fn knots(&self) -> Vec<(Day, PopulationDate)> {
        let mut dates: Vec<PopulationDate> = self.entries.iter().map(|entry| entry.date).collect();
        dates.sort_unstable();
        dates.dedup();
        let mut knots = Vec::with_capacity(2 * dates.len());
        for date in dates {
            knots.push((date.day, date));
            if date.exact {
                knots.push((date.day + 1, date));
            }
        }
        knots
    }
}

/// How much the count of each date weighs in each interval, as a share of the study period.
struct Weights {
    by_date: BTreeMap<PopulationDate, Vec<f64>>,
}

impl Weights {
    fn new(knots: &[(Day, PopulationDate)], intervals: &Intervals) -> Weights {
        let starts = intervals.starts();
        let (first, last) = (starts[0], starts[starts.len() - 1]);
        let days = f64::from(last - first);
        let width = intervals.count() as usize;
        let mut by_date: BTreeMap<PopulationDate, Vec<f64>> = BTreeMap::new();
        let far = i32::MAX / 4;
        let ends = (Day(-far), Day(far));
        let (lowest, highest) = (knots[0], knots[knots.len() - 1]);
        let outside = [(ends.0, lowest.1), lowest, highest, (ends.1, highest.1)];
        let segments = knots.windows(2).chain(outside[..2].windows(2)).chain(outside[2..].windows(2));
        for segment in segments {
            let ((from, before), (to, after)) = (segment[0], segment[1]);
            if to <= from {
                continue;
            }
            for interval in 0..width {
                let (low, high) = (starts[interval].max(from), starts[interval + 1].min(to));
                if high <= low {
                    continue;
                }
                let middle = 0.5 * (f64::from(low.0) + f64::from(high.0));
                let towards = (middle - f64::from(from.0)) / (f64::from(to.0) - f64::from(from.0));
                let share = f64::from(high - low) / days;
                by_date.entry(before).or_insert_with(|| vec![0.0; width])[interval] += share * (1.0 - towards);
                by_date.entry(after).or_insert_with(|| vec![0.0; width])[interval] += share * towards;
            }
        }
        Weights { by_date }
    }

    fn of_intervals(&self, date: PopulationDate) -> &[f64] {
        self.by_date.get(&date).map_or(&[], Vec::as_slice)
    }

    fn of_date(&self, date: PopulationDate) -> f64 {
        self.of_intervals(date).iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::period::StudyPeriod;
    use crate::time::unit::{TimeAggregation, TimeUnit};

    fn day(year: i16, month: i8, day: i8) -> Day {
        Day::from_ymd(year, month, day).unwrap()
    }

    fn years() -> Intervals {
        let period = StudyPeriod::new(day(2001, 1, 1), day(2003, 12, 31)).unwrap();
        Intervals::cut(period, TimeAggregation { unit: TimeUnit::Year, length: 1 }).unwrap()
    }

    fn one_kind(counts: &[(u32, Day, f64)]) -> Population {
        let entries = counts.iter().map(|&(place, day, people)| PopulationEntry {
            place,
            date: PopulationDate { day, exact: false },
            category: 0,
            people,
        });
        Population { categories: vec![vec![]], entries: entries.collect() }
    }

    #[test]
    fn one_date_is_a_population_that_does_not_change() {
        let population = one_kind(&[(0, day(2002, 7, 1), 100.0), (1, day(2002, 7, 1), 300.0)]);
        let expectation = population.expect(2, &years(), &[12]).unwrap();
        assert!((expectation.people[1] - 300.0).abs() < 1e-9);
        let year = expectation.expected[3];
        assert!((year - 9.0 * 365.0 / 1095.0).abs() < 1e-9, "{year}");
    }

    #[test]
    fn a_population_grows_linearly_between_its_dates() {
        let population = one_kind(&[(0, day(2001, 1, 1), 0.0), (0, day(2004, 1, 1), 300.0)]);
        let expectation = population.expect(1, &years(), &[9]).unwrap();
        let expected = &expectation.expected;
        assert!((expected[0] - 1.0).abs() < 1e-9 && (expected[1] - 3.0).abs() < 1e-9, "{expected:?}");
        assert!((expectation.people[0] - 150.0).abs() < 1e-9);
    }

    #[test]
    fn each_kind_of_person_has_its_own_rate() {
        let mut population = one_kind(&[(0, day(2002, 7, 1), 100.0), (1, day(2002, 7, 1), 100.0)]);
        population.categories.push(vec!["old".into()]);
        population.entries.push(PopulationEntry { place: 1, category: 1, people: 10.0, ..population.entries[0] });
        let expectation = population.expect(2, &years(), &[4, 6]).unwrap();
        let of = |place: usize| expectation.expected[3 * place..3 * place + 3].iter().sum::<f64>();
        assert!((of(0) - 2.0).abs() < 1e-9 && (of(1) - 8.0).abs() < 1e-9);
    }

    #[test]
    fn a_kind_with_cases_needs_people() {
        let population = one_kind(&[(0, day(2002, 7, 1), 0.0)]);
        assert!(matches!(population.expect(1, &years(), &[4]), Err(ScanError::EmptyCategory { cases: 4, .. })));
    }
}
