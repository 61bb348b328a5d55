//! When something happened, as exactly as it is on record and no more exactly.

use crate::time::{Day, MINUTES_A_DAY, Span};
use crate::wording;
use serde::{Deserialize, Serialize};

/// The days on which something can have happened. Where a source says "2014", that is all that may be shown: the day in the
/// middle of the year is nobody's statement.
///
/// Written by ISO 8601 with as many parts as are known: `2014-09-20`, `2014-09`, `2014`; else first and last with a
/// stroke between: `2014-05-01/2014-05-04`.
///
/// ```
/// use colligate_register::{DateRange, Day, Span};
/// let range: DateRange = "2014-09".parse()?;
/// assert_eq!(range.first(), Day::from_ymd(2014, 9, 1).unwrap());
/// assert_eq!((range.to_string(), range.words()), ("2014-09".to_owned(), "in Sep 2014".to_owned()));
/// assert_eq!(range.days(), 30);
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DateRange {
    first: Day,
    last: Day,
}

impl DateRange {
    /// The days that a span touches; of a span no longer than a day, as a night, the one in which most of it lies.
    pub fn of(span: Span) -> DateRange {
        if span.length_in_days() <= 1 {
            return DateRange { first: span.day(), last: span.day() };
        }
        let day = |minute| Span { from: minute, to: minute }.day();
        DateRange { first: day(span.from), last: day(span.to.max(span.from)) }
    }

    /// From one day to another, whichever comes first.
    pub fn between(a: Day, b: Day) -> DateRange {
        DateRange { first: a.min(b), last: a.max(b) }
    }

    /// The first day on which it can have happened.
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day on which it can have happened.
    pub fn last(self) -> Day {
        self.last
    }

    /// How many days there are, 1 or more.
    pub fn days(self) -> u32 {
        (self.last - self.first).max(0) as u32 + 1
    }

    /// True where it is a single day.
    pub fn is_day(self) -> bool {
        self.first == self.last
    }

    /// In words, to follow a verb: `on 20 Sep 2014`, `in Sep 2014`, `in 2014`, `from 1 May 2014 to 4 May 2014`.
    pub fn words(self) -> String {
        match (self.shape(), self.short_words()) {
            (Shape::Day, words) => format!("on {words}"),
            (Shape::Months | Shape::Years, words) if !words.contains(" to ") => format!("in {words}"),
            (_, words) => format!("from {words}"),
        }
    }

    /// In words by itself, as in a column of a table: `20 Sep 2014`, `Sep 2014`, `2014`, `1 May 2014 to 4 May 2014`.
    pub fn short_words(self) -> String {
        let word = |day| match self.shape() {
            Shape::Day | Shape::Days => wording::day(day),
            Shape::Months => wording::month(day),
            Shape::Years => format!("{}", day.ymd().0),
        };
        match (word(self.first), word(self.last)) {
            (first, last) if first == last => first,
            (first, last) => format!("{first} to {last}"),
        }
    }

    fn shape(self) -> Shape {
        let ((_, month, day), after) = (self.first.ymd(), (self.last + 1).ymd());
        match (month, day, after) {
            _ if self.is_day() => Shape::Day,
            (1, 1, (_, 1, 1)) => Shape::Years,
            (_, 1, (_, _, 1)) => Shape::Months,
            _ => Shape::Days,
        }
    }
}

/// How exactly a date is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Day,
    Days,
    Months,
    Years,
}

impl std::fmt::Display for DateRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let written = |day: Day| match (self.shape(), day.to_string()) {
            (Shape::Years, text) => cut(text, 6),
            (Shape::Months, text) => cut(text, 3),
            (_, text) => text,
        };
        match (written(self.first), written(self.last)) {
            (first, last) if first == last => f.write_str(&first),
            (first, last) => write!(f, "{first}/{last}"),
        }
    }
}

/// A text without so many letters at its end.
fn cut(text: String, letters: usize) -> String {
    text.get(..text.len().saturating_sub(letters)).unwrap_or_default().to_owned()
}

impl std::str::FromStr for DateRange {
    type Err = String;
    fn from_str(text: &str) -> Result<DateRange, String> {
        let wrong = || format!("{text:?} is no date; write 2014-09-20, 2014-09, 2014, or two of them with / between");
        let one = |text: &str| -> Option<DateRange> {
            if let Ok(day) = text.parse::<Day>() {
                return Some(DateRange { first: day, last: day });
            }
            let (year, month) = match text.get(1..).unwrap_or_default().contains('-') {
                true => {
                    text.rsplit_once('-').and_then(|(year, month)| Some((year, Some(month.parse::<i8>().ok()?))))?
                }
                false => (text, None),
            };
            let year: i16 = year.parse().ok().filter(|_| year.trim_start_matches('-').len() >= 4)?;
            let first = Day::from_ymd(year, month.unwrap_or(1), 1)?;
            let next = match month {
                Some(month @ 1..=11) => Day::from_ymd(year, month + 1, 1),
                _ => Day::from_ymd(year.checked_add(1)?, 1, 1),
            };
            Some(DateRange { first, last: next? + -1 })
        };
        match text.split_once('/') {
            None => one(text),
            Some((first, last)) => {
                let (first, last) = (one(first).ok_or_else(wrong)?, one(last).ok_or_else(wrong)?);
                (first.first <= last.last).then_some(DateRange { first: first.first, last: last.last })
            }
        }
        .ok_or_else(wrong)
    }
}

impl TryFrom<String> for DateRange {
    type Error = String;
    fn try_from(text: String) -> Result<DateRange, String> {
        text.parse()
    }
}

impl From<DateRange> for String {
    fn from(range: DateRange) -> String {
        range.to_string()
    }
}

impl Span {
    /// How many days long the span is, rounded up: 1 for a day or a night, 365 for a year.
    pub fn length_in_days(self) -> u32 {
        let minutes = self.to.saturating_sub(self.from).max(0).saturating_add(1);
        u32::try_from(minutes.saturating_add(MINUTES_A_DAY - 1) / MINUTES_A_DAY).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_shown_as_exactly_as_it_is_known() {
        let shown = [
            ("2014-09-20", "on 20 Sep 2014", "20 Sep 2014"),
            ("2014-09", "in Sep 2014", "Sep 2014"),
            ("2014", "in 2014", "2014"),
            ("2014-12", "in Dec 2014", "Dec 2014"),
            ("2012/2014", "from 2012 to 2014", "2012 to 2014"),
            ("2014-11/2015-02", "from Nov 2014 to Feb 2015", "Nov 2014 to Feb 2015"),
            ("2014-05-01/2014-05-04", "from 1 May 2014 to 4 May 2014", "1 May 2014 to 4 May 2014"),
        ];
        for (text, words, short) in shown {
            let range: DateRange = text.parse().unwrap();
            assert_eq!((&*range.to_string(), &*range.words(), &*range.short_words()), (text, words, short));
        }
        assert!(
            ["", "14", "2014-13", "2014/2012", "May", "2014-02-30"].iter().all(|no| no.parse::<DateRange>().is_err())
        );
    }

    #[test]
    fn a_night_stands_on_one_day_and_a_year_on_none() {
        let evening = Span::on(Day(10)).to - 90;
        let night = Span::between(evening, evening + 300);
        assert_eq!((night.length_in_days(), DateRange::of(night)), (1, DateRange::between(Day(11), Day(11))));
        assert_eq!(Span::on(Day(3)).length_in_days(), 1);
        let year = Span::between(Span::on(Day(0)).from, Span::on(Day(364)).to);
        assert_eq!((year.length_in_days(), DateRange::of(year).to_string()), (365, "1970".to_owned()));
    }
}
