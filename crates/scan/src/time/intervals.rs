//! The study period cut into intervals.

use crate::error::ScanError;
use crate::time::period::StudyPeriod;
use crate::time::step_back::{StepBack, days_in};
use crate::time::unit::{TimeAggregation, TimeUnit};
use colligate_register::Day;

/// The intervals of a study period, in order. They are cut from its end backwards; what is left over at the start goes into
/// the first interval, which is then longer than the others (SaTScan 10; its older versions left it shorter).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intervals {
    /// First day of each, and the day after the last.
    starts: Vec<Day>,
}

impl Intervals {
    /// One interval that is the whole period.
    pub fn whole(period: StudyPeriod) -> Intervals {
        Intervals { starts: vec![period.first(), period.last() + 1] }
    }

    /// The period cut into intervals of this length.
    ///
    /// # Errors
    /// [`ScanError::BadLimit`] for a length of 0; [`ScanError::TooFewIntervals`] where fewer than two come out.
    pub fn cut(period: StudyPeriod, aggregation: TimeAggregation) -> Result<Intervals, ScanError> {
        if aggregation.length == 0 {
            let limit = "the time aggregation length";
            return Err(ScanError::BadLimit { limit, found: 0.0, wanted: "it must be 1 or more" });
        }
        let end = period.last() + 1;
        let mut walk = StepBack::from(end, aggregation.unit);
        let mut starts = vec![end];
        let mut day = walk.step(aggregation.length);
        while day > period.first() {
            starts.push(day);
            day = walk.step(aggregation.length);
        }
        if day < period.first() {
            starts.pop();
        }
        starts.push(period.first());
        starts.reverse();
        if starts.len() < 3 || starts[1] == starts[0] {
            return Err(ScanError::TooFewIntervals);
        }
        Ok(Intervals { starts })
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32 - 1
    }

    /// The interval of a day, from 0; `None` outside the period.
    pub fn of(&self, day: Day) -> Option<u32> {
        let after = self.starts.partition_point(|&start| start <= day);
        (after > 0 && after < self.starts.len()).then(|| after as u32 - 1)
    }

    /// First day of an interval.
    pub fn first_day(&self, interval: u32) -> Day {
        self.starts.get(interval as usize).copied().unwrap_or(Day(i32::MAX))
    }

    /// Last day of an interval.
    pub fn last_day(&self, interval: u32) -> Day {
        self.first_day(interval.saturating_add(1)) + -1
    }

    /// First days of all, and the day after the last.
    pub(crate) fn starts(&self) -> &[Day] {
        &self.starts
    }
}

/// How many units a period has, with the part of a unit that is left at its start: what a percentage of the study
/// period is taken of.
pub(crate) fn units_in(period: StudyPeriod, unit: TimeUnit) -> f64 {
    let mut walk = StepBack::from(period.last() + 1, unit);
    let mut whole = 0.0;
    let mut day = walk.step(1);
    while day > period.first() {
        whole += 1.0;
        day = walk.step(1);
    }
    if day == period.first() {
        return whole + 1.0;
    }
    let (year, month, _) = period.first().ymd();
    let length = f64::from(match unit {
        TimeUnit::Year => 337 + i32::from(days_in(year, 2)),
        TimeUnit::Month => i32::from(days_in(year, month)),
        TimeUnit::Day => 1,
    });
    whole + (length - f64::from(period.first() - day)) / length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(first: (i16, i8, i8), last: (i16, i8, i8)) -> StudyPeriod {
        let day = |(year, month, day)| Day::from_ymd(year, month, day).unwrap();
        StudyPeriod::new(day(first), day(last)).unwrap()
    }

    fn cut(period: StudyPeriod, unit: TimeUnit, length: u32) -> Vec<String> {
        let intervals = Intervals::cut(period, TimeAggregation { unit, length }).unwrap();
        intervals.starts.iter().map(Day::to_string).collect()
    }

    #[test]
    fn what_is_left_over_lengthens_the_first_interval() {
        let ten = period((2020, 1, 1), (2020, 1, 10));
        assert_eq!(cut(ten, TimeUnit::Day, 3), ["2020-01-01", "2020-01-05", "2020-01-08", "2020-01-11"]);
        let years = period((1973, 1, 1), (1975, 12, 31));
        assert_eq!(cut(years, TimeUnit::Year, 1), ["1973-01-01", "1974-01-01", "1975-01-01", "1976-01-01"]);
    }

    #[test]
    fn a_day_falls_into_its_interval() {
        let ten = period((2020, 1, 1), (2020, 1, 10));
        let intervals = Intervals::cut(ten, TimeAggregation { unit: TimeUnit::Day, length: 3 }).unwrap();
        let of = |day| intervals.of(Day::from_ymd(2020, 1, day).unwrap());
        assert_eq!([of(1), of(4), of(5), of(10), of(11)], [Some(0), Some(0), Some(1), Some(2), None]);
        assert_eq!(intervals.last_day(1).to_string(), "2020-01-07");
    }

    #[test]
    fn one_interval_cannot_be_scanned_in_time() {
        let ten = period((2020, 1, 1), (2020, 1, 10));
        let wrong = Intervals::cut(ten, TimeAggregation { unit: TimeUnit::Day, length: 6 });
        assert_eq!(wrong, Err(ScanError::TooFewIntervals));
    }

    #[test]
    fn units_of_a_period_are_counted_with_their_fraction() {
        assert_eq!(units_in(period((1973, 1, 1), (1991, 12, 31)), TimeUnit::Year), 19.0);
        assert_eq!(units_in(period((2001, 11, 1), (2001, 11, 24)), TimeUnit::Day), 24.0);
        let half = units_in(period((2019, 7, 1), (2020, 12, 31)), TimeUnit::Year);
        assert!((half - (1.0 + 184.0 / 365.0)).abs() < 1e-12, "{half}");
    }
}
