//! Days and spans of time. A register knows no clock: every day here came from the data.

use serde::{Deserialize, Serialize};

/// A civil day, counted from 1 January 1970 (day 0, the Unix epoch), in the register's own local calendar.
///
/// ```
/// use colligate_register::Day;
/// let day = Day::from_ymd(2014, 9, 20).unwrap();
/// assert_eq!(day.to_string(), "2014-09-20");
/// assert_eq!(day - Day::from_ymd(2014, 8, 28).unwrap(), 23);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(pub i32);

/// The smallest unit of time a register keeps: minutes since 1970-01-01T00:00 local time.
pub type Minute = i64;

/// Minutes in a day.
pub const MINUTES_A_DAY: i64 = 1440;

impl Day {
    /// The day of this year, month (1–12) and day of month, or `None` where there is no such day.
    pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<Day> {
        let date = jiff::civil::Date::new(year, month, day).ok()?;
        let epoch = jiff::civil::date(1970, 1, 1);
        Some(Day(epoch.until(date).ok()?.get_days()))
    }

    /// Year, month (1–12) and day of month. Days outside the years −9999 to 9999 give the nearest day inside.
    pub fn ymd(self) -> (i16, i8, i8) {
        let date = self.date();
        (date.year(), date.month(), date.day())
    }

    /// Day of the week, Monday 0 to Sunday 6 (1 January 1970 was a Thursday).
    pub fn weekday(self) -> u8 {
        (self.0 + 3).rem_euclid(7) as u8
    }

    /// Day of the year as a share of it: 0 on 1 January, just under 1 on 31 December.
    pub fn season(self) -> f64 {
        f64::from(self.date().day_of_year() - 1) / 366.0
    }

    fn date(self) -> jiff::civil::Date {
        let days = jiff::Span::new().try_days(self.0).unwrap_or_default();
        jiff::civil::date(1970, 1, 1).saturating_add(days)
    }
}

impl std::ops::Sub for Day {
    type Output = i32;
    fn sub(self, earlier: Day) -> i32 {
        self.0.saturating_sub(earlier.0)
    }
}

impl std::ops::Add<i32> for Day {
    type Output = Day;
    fn add(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl std::str::FromStr for Day {
    type Err = String;
    fn from_str(text: &str) -> Result<Day, String> {
        let wrong = || format!("{text:?} is not a day; write it as 2014-09-20");
        let date: jiff::civil::Date = text.trim().parse().map_err(|_| wrong())?;
        Day::from_ymd(date.year(), date.month(), date.day()).ok_or_else(wrong)
    }
}

impl TryFrom<String> for Day {
    type Error = String;
    fn try_from(text: String) -> Result<Day, String> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
    }
}

/// When something happened: at some minute from `from` to `to`, both included. A whole day is its 1,440 minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first minute at which it can have happened.
    pub from: Minute,
    /// The last minute at which it can have happened; never before `from`.
    pub to: Minute,
}

impl Span {
    /// Some time on this day.
    pub fn on(day: Day) -> Span {
        let from = i64::from(day.0) * MINUTES_A_DAY;
        Span { from, to: from + MINUTES_A_DAY - 1 }
    }

    /// Between these two minutes, whichever comes first.
    pub fn between(a: Minute, b: Minute) -> Span {
        Span { from: a.min(b), to: a.max(b) }
    }

    /// The day in the middle of the span: where a death stands on a timeline.
    pub fn day(self) -> Day {
        let middle = self.from + (self.to - self.from) / 2;
        Day(middle.div_euclid(MINUTES_A_DAY).clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
    }

    /// True where the span is longer than one day.
    pub fn is_interval(self) -> bool {
        self.to - self.from >= MINUTES_A_DAY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970_and_know_their_weekday() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        assert_eq!(Day::from_ymd(2014, 6, 19).map(Day::weekday), Some(3));
        assert_eq!(Day::from_ymd(2014, 2, 30), None);
    }

    #[test]
    fn a_span_over_midnight_stands_on_its_middle_day() {
        let evening = Span::on(Day(10)).to - 30;
        assert_eq!(Span::between(evening + 300, evening).day(), Day(11));
    }
}
