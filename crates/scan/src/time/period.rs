//! The days a scan looks at.

use crate::error::ScanError;
use colligate_register::Day;
use serde::{Deserialize, Serialize};

/// The days a scan looks at, both ends included. Cases outside must be left out by the caller, and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudyPeriod {
    first: Day,
    last: Day,
}

impl StudyPeriod {
    /// The period from the first to the last of these days.
    ///
    /// # Errors
    /// [`ScanError::EmptyPeriod`] where `last` comes before `first`.
    pub fn new(first: Day, last: Day) -> Result<StudyPeriod, ScanError> {
        if last < first { Err(ScanError::EmptyPeriod { first, last }) } else { Ok(StudyPeriod { first, last }) }
    }

    /// The shortest period that holds all these days; `None` where there are none.
    pub fn around(days: impl IntoIterator<Item = Day>) -> Option<StudyPeriod> {
        days.into_iter().fold(None, |period, day| match period {
            None => Some(StudyPeriod { first: day, last: day }),
            Some(StudyPeriod { first, last }) => Some(StudyPeriod { first: first.min(day), last: last.max(day) }),
        })
    }

    /// The first day.
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day.
    pub fn last(self) -> Day {
        self.last
    }

    /// How many days it has, at least 1.
    pub fn days(self) -> u32 {
        self.last.0.abs_diff(self.first.0).saturating_add(1)
    }

    /// The number of a day in the period, from 0; `None` outside it.
    pub fn number(self, day: Day) -> Option<u32> {
        (self.first <= day && day <= self.last).then(|| day.0.abs_diff(self.first.0))
    }

    /// The day of this number, from 0.
    pub fn day(self, number: u32) -> Day {
        Day(self.first.0.saturating_add_unsigned(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_counts_both_of_its_ends() {
        let period = StudyPeriod::new(Day(-3), Day(4)).unwrap();
        assert_eq!(period.days(), 8);
        assert_eq!(period.number(Day(-3)), Some(0));
        assert_eq!(period.number(Day(5)), None);
        assert_eq!(period.day(7), Day(4));
    }

    #[test]
    fn a_period_cannot_end_before_it_begins() {
        assert_eq!(StudyPeriod::new(Day(1), Day(0)), Err(ScanError::EmptyPeriod { first: Day(1), last: Day(0) }));
    }

    #[test]
    fn the_period_around_days_is_the_shortest() {
        let period = StudyPeriod::around([Day(5), Day(2), Day(9)]).unwrap();
        assert_eq!((period.first(), period.last()), (Day(2), Day(9)));
        assert_eq!(StudyPeriod::around([]), None);
    }
}
