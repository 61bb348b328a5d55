//! When: days known to some precision, and the words that mean them.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::Serialize;

/// How exactly a time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// One day.
    Day,
    /// A few days: a weekend, a week.
    Week,
    /// A month.
    Month,
    /// A season.
    Season,
    /// A year.
    Year,
    /// Several years, or any time up to a limit.
    Longer,
}

/// Days up to which a range counts as a few days.
const WEEKS: i32 = 14;

/// Days in which something happened or is to happen, first and last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct When {
    /// First day.
    pub from: Date,
    /// Last day; never before the first.
    pub to: Date,
    /// How exact the words are.
    pub precision: Precision,
    /// Said with "by": no later than the last day.
    pub by: bool,
}

impl When {
    /// Some days, first and last included; none where the last comes before the first.
    pub fn days(from: Date, to: Date) -> Option<When> {
        let length = from.until(to).ok()?.get_days();
        let precision = if length <= WEEKS { Precision::Week } else { Precision::Longer };
        (from <= to).then_some(When { from, to, precision, by: false })
    }

    /// One day.
    pub fn day(date: Date) -> When {
        When { from: date, to: date, precision: Precision::Day, by: false }
    }

    /// A month; none where there is no such month.
    pub fn month(year: i16, month: i8) -> Option<When> {
        let from = Date::new(year, month, 1).ok()?;
        Some(When { from, to: from.last_of_month(), precision: Precision::Month, by: false })
    }

    /// A year; none outside the calendar.
    pub fn year(year: i16) -> Option<When> {
        let from = Date::new(year, 1, 1).ok()?;
        Some(When { from, to: from.last_of_year(), precision: Precision::Year, by: false })
    }

    /// Whether both can be true of one event.
    pub fn overlaps(&self, other: &When) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let by = if self.by { "by " } else { "" };
        match self.precision {
            _ if self.by => write!(f, "{by}{}", self.to),
            Precision::Day => write!(f, "{by}{}", self.to),
            Precision::Month => write!(f, "{by}{:04}-{:02}", self.to.year(), self.to.month()),
            Precision::Year => write!(f, "{by}{:04}", self.to.year()),
            _ => write!(f, "{by}{} to {}", self.from, self.to),
        }
    }
}

/// Which side of the document's day a date lies that does not say so itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tense {
    /// Before it, or on it.
    Past,
    /// After it, or on it.
    Future,
}

/// What the words of a date say, before they are counted from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Expression {
    /// "20 September 2014".
    Absolute(When),
    /// "September 20", "June 6", without a year.
    MonthDay(i8, i8, Tense),
    /// "Between 28 April and 4 May", without a year: month and day of either end.
    Between((i8, i8), (i8, i8), Tense),
    /// "August of that year", "4 August of the following year": a month, and a day where one is given, so many years from the year told
    /// last.
    OfYearTold(i8, Option<i8>, i16),
    /// "In May", without a year.
    Month(i8, Tense),
    /// "November last year": a month so many years from the document's.
    MonthOfYear(i8, i16),
    /// "Last year", "this year": so many years from the document's.
    Year(i16),
    /// "Saturday", "last Saturday": days of the week as 1 (Monday) to 7.
    Weekday(i8, Tense),
    /// "Yesterday", "today", "two days ago": so many days from the document's.
    Days(i32),
    /// "Last week", "two weeks ago", "this weekend": weeks from the document's.
    Week(i32),
    /// "Last month", "two months ago".
    Months(i32),
    /// "Last summer": season 0 (winter) to 3 (autumn), years from the document's.
    Season(i8, i16),
    /// "The previous year", "the previous summer": counted from the date told before. Season 0 to 3, or none for a year.
    Previous(Option<i8>),
    /// "In the last four years": from so many years before up to the document's day.
    LastYears(i16),
}

impl Expression {
    /// The days meant by a document of this day, where the date told before it was `anchor`, and the last of any kind `last`. None where
    /// the words count from a day that is not known.
    pub fn resolve(self, dated: Option<Date>, anchor: Option<When>, last: Option<When>) -> Option<When> {
        match self {
            Expression::Absolute(when) => Some(when),
            Expression::Previous(season) => {
                let year = anchor?.from.year() - 1;
                season.map_or_else(|| When::year(year), |season| self::season(year, season))
            }
            Expression::OfYearTold(month, day, years) => {
                // A range of years names none.
                let told = last.filter(|last| last.from.year() == last.to.year())?;
                let year = told.from.year().checked_add(years)?;
                match day {
                    Some(day) => Date::new(year, month, day).ok().map(When::day),
                    None => When::month(year, month),
                }
            }
            relative => relative.counted_from(dated?),
        }
    }

    fn counted_from(self, dated: Date) -> Option<When> {
        let years = |from: i16| dated.year().checked_add(from);
        match self {
            Expression::MonthDay(month, day, tense) => {
                let this = Date::new(dated.year(), month, day);
                let other = Date::new(years(if tense == Tense::Past { -1 } else { 1 })?, month, day);
                let right = |date: &Date| match tense {
                    // A paper may be dated a day early: tomorrow's date with a past verb is this year's, not last year's.
                    Tense::Past => *date <= dated.saturating_add(2.days()),
                    Tense::Future => *date >= dated,
                };
                this.ok().filter(right).or(other.ok()).map(When::day)
            }
            Expression::Between(from, to, tense) => {
                let last = Expression::MonthDay(to.0, to.1, tense).counted_from(dated)?.to;
                let year = if from.0 > to.0 { last.year().checked_sub(1)? } else { last.year() };
                When::days(Date::new(year, from.0, from.1).ok()?, last)
            }
            Expression::Month(month, tense) => {
                let this = When::month(dated.year(), month)?;
                match tense {
                    Tense::Past if this.from > dated => When::month(years(-1)?, month),
                    Tense::Future if this.to < dated => When::month(years(1)?, month),
                    _ => Some(this),
                }
            }
            Expression::MonthOfYear(month, from) => When::month(years(from)?, month),
            Expression::Year(from) => When::year(years(from)?),
            Expression::Weekday(day, tense) => {
                let weekday = Weekday::from_monday_one_offset(day).ok()?;
                if weekday == dated.weekday() {
                    return Some(When::day(dated));
                }
                dated.nth_weekday(if tense == Tense::Past { -1 } else { 1 }, weekday).ok().map(When::day)
            }
            Expression::Days(from) => Some(When::day(dated.checked_add(jiff::Span::new().try_days(from).ok()?).ok()?)),
            Expression::Week(from) => {
                let back = i32::from(dated.weekday().to_monday_zero_offset());
                let monday = jiff::Span::new().try_days(from.checked_mul(7)?.checked_sub(back)?).ok()?;
                let from = dated.checked_add(monday).ok()?;
                Some(When { from, to: from.saturating_add(6.days()), precision: Precision::Week, by: false })
            }
            Expression::Months(from) => {
                let day = dated.checked_add(jiff::Span::new().try_months(from).ok()?).ok()?;
                When::month(day.year(), day.month())
            }
            Expression::Season(season, from) => self::season(years(from)?, season),
            Expression::LastYears(length) => {
                let from = dated.checked_sub(jiff::Span::new().try_years(length).ok()?).ok()?;
                Some(When { from, to: dated, precision: Precision::Longer, by: false })
            }
            Expression::Absolute(_) | Expression::Previous(_) | Expression::OfYearTold(..) => None,
        }
    }
}

/// Meteorological seasons of the northern hemisphere; winter runs from December of the year named to February.
fn season(year: i16, season: i8) -> Option<When> {
    let (from, to) = match season {
        0 => (Date::new(year, 12, 1).ok()?, Date::new(year.checked_add(1)?, 2, 1).ok()?),
        1 => (Date::new(year, 3, 1).ok()?, Date::new(year, 5, 1).ok()?),
        2 => (Date::new(year, 6, 1).ok()?, Date::new(year, 8, 1).ok()?),
        _ => (Date::new(year, 9, 1).ok()?, Date::new(year, 11, 1).ok()?),
    };
    Some(When { from, to: to.last_of_month(), precision: Precision::Season, by: false })
}
