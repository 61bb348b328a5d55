//! How long a clock runs, and how that is counted.

use colligate_register::Day;

/// How long a clock runs, and how that is counted.
///
/// ```
/// use colligate_casefile::Length;
/// use colligate_register::Day;
/// let day = |text: &str| text.parse::<Day>().unwrap();
/// assert_eq!(Length::Within(56).last_day(day("2023-07-21")), day("2023-09-15"));
/// assert_eq!(Length::BeginningWith(56).last_day(day("2022-01-25")), day("2022-03-21"));
/// assert_eq!(Length::Months(6).last_day(day("2014-08-31")), day("2015-02-28"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Within so many days of a day, which does not count.
    Within(u16),
    /// So many days beginning with a day, which counts.
    BeginningWith(u16),
    /// So many months: the same day of the month, or its last where it has no such day.
    Months(u16),
}

impl Length {
    /// The last day on which it is in time.
    pub fn last_day(self, from: Day) -> Day {
        match self {
            Length::Within(days) => from + i32::from(days),
            Length::BeginningWith(days) => from + (i32::from(days) - 1).max(0),
            Length::Months(months) => after_months(from, months),
        }
    }
}

fn after_months(from: Day, months: u16) -> Day {
    let (year, month, day) = from.ymd();
    let all = i32::from(year) * 12 + i32::from(month) - 1 + i32::from(months);
    let (year, month) = (all.div_euclid(12) as i16, all.rem_euclid(12) as i8 + 1);
    // Every month has a day 28; there is one of the days down to it.
    (28..=day).rev().chain([day.min(28)]).find_map(|day| Day::from_ymd(year, month, day)).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn months_end_on_the_same_day_or_the_last() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        for (from, months, to) in [
            ("2014-06-19", 1, "2014-07-19"),
            ("2014-12-31", 2, "2015-02-28"),
            ("2015-12-31", 2, "2016-02-29"),
            ("2014-10-31", 1, "2014-11-30"),
            ("2014-06-05", 12, "2015-06-05"),
            ("2014-06-05", 0, "2014-06-05"),
        ] {
            assert_eq!(Length::Months(months).last_day(day(from)), day(to), "{from} and {months}");
        }
        assert_eq!(Length::Within(56).last_day(day("2022-01-25")), day("2022-03-22"));
        assert_eq!(Length::BeginningWith(1).last_day(day("2014-06-05")), day("2014-06-05"));
    }
}
