//! Dates in the ways SaTScan writes them.

use crate::population::PopulationDate;
use crate::time::step_back::days_in;
use colligate_register::Day;

/// How precisely a date is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Precision {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
}

/// A date as written: year, and month and day where they are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl Written {
    /// Reads `2001/11/24`, `2001/11`, `2001`, or `11/24/2001` and `11/2001`; `-`, `.` and `*` separate as well. A year of two digits lies
    /// in the century of `near`.
    pub(super) fn parse(text: &str, near: i16) -> Option<Written> {
        let parts: Vec<i32> = text.split(['/', '-', '.', '*']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let (year, month, day) = match *parts.as_slice() {
            [year] => (year, None, None),
            [month, year] if year > 999 => (year, Some(month), None),
            [year, month] => (year, Some(month), None),
            [month, day, year] if year > 999 => (year, Some(month), Some(day)),
            [year, month, day] => (year, Some(month), Some(day)),
            _ => return None,
        };
        let year = match year {
            0..=99 => i32::from(near) / 100 * 100 + year,
            100..=999 => return None,
            _ => year,
        };
        let small = |part: Option<i32>| part.map(i8::try_from).transpose().ok();
        let written = Written { year: i16::try_from(year).ok()?, month: small(month)?, day: small(day)? };
        written.on(1, 1).map(|_| written)
    }

    /// How precise it is.
    pub(super) fn precision(self) -> Precision {
        match (self.month, self.day) {
            (None, _) => Precision::Year,
            (_, None) => Precision::Month,
            _ => Precision::Day,
        }
    }

    /// The day of a case: the first of the month or year, where no more is given.
    pub(super) fn case_day(self) -> Option<Day> {
        self.on(1, 1)
    }

    /// The last day it can mean.
    pub(super) fn last_day(self) -> Option<Day> {
        let month = self.month.unwrap_or(12);
        self.on(12, days_in(self.year, month))
    }

    /// The day of a population: the middle of the year (1 July) or of the month (the 15th), where no more is given.
    pub(super) fn population_date(self) -> Option<PopulationDate> {
        let exact = self.precision() == Precision::Day;
        let day = if self.month.is_none() { self.on(7, 1) } else { self.on(7, 15) };
        day.map(|day| PopulationDate { day, exact })
    }

    fn on(self, month: i8, day: i8) -> Option<Day> {
        Day::from_ymd(self.year, self.month.unwrap_or(month), self.day.unwrap_or(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(text: &str) -> Option<String> {
        Written::parse(text, 1973)?.case_day().map(|day| day.to_string())
    }

    #[test]
    fn dates_are_read_in_every_way_satscan_writes_them() {
        for text in ["2001/11/24", "2001-11-24", "2001.11.24", "11/24/2001", "2001*11*24"] {
            assert_eq!(case(text).as_deref(), Some("2001-11-24"), "{text}");
        }
        assert_eq!(case("2001/11").as_deref(), Some("2001-11-01"));
        assert_eq!(case("11/2001").as_deref(), Some("2001-11-01"));
        assert_eq!(case("73").as_deref(), Some("1973-01-01"));
        for text in ["2001/13/1", "2001/2/30", "soon", "", "2001/1/1/1", "123"] {
            assert_eq!(case(text), None, "{text}");
        }
    }

    #[test]
    fn populations_are_counted_in_the_middle() {
        let date = |text| Written::parse(text, 1973).unwrap().population_date().unwrap();
        assert_eq!((date("73").day.to_string().as_str(), date("73").exact), ("1973-07-01", false));
        assert_eq!(date("1973/2").day.to_string(), "1973-02-15");
        assert!(date("1973/2/3").exact);
        assert_eq!(Written::parse("1972/2", 1973).unwrap().last_day().unwrap().to_string(), "1972-02-29");
    }
}
