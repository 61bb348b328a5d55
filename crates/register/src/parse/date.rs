//! Dates and moments as registers write them: `2020-01-01`, `01/31/2020`, `12/31/19`, `05/11/22 13:40`,
//! `01/01/2020 0200 - 0554`, `2020-01-05T10:00:00`, `19 Jun 2014`, `20140619`, `2014-06`, Excel's serial numbers; and
//! intervals between two of them.
//!
//! A time of midnight exactly, `00:00`, is what exports write where they know the day alone: it means the whole day.
//! True midnight is written `24:00` of the day before. Time zones are dropped: a register keeps its local calendar.

use super::dating::{Dating, Shows, shows};
use crate::time::{Day, MINUTES_A_DAY, Minute, Span};
use serde::{Deserialize, Serialize};

/// Which number comes first in a date such as `03/04/2021`. Dates that start with a four-digit year need no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateOrder {
    /// 3 April is `04/03/2021`, as in the United States.
    #[serde(rename = "month/day/year")]
    MonthFirst,
    /// 3 April is `03/04/2021`, as in most of the world.
    #[serde(rename = "day/month/year")]
    DayFirst,
}

impl DateOrder {
    /// The opposite order.
    pub(crate) fn other(self) -> DateOrder {
        match self {
            DateOrder::MonthFirst => DateOrder::DayFirst,
            DateOrder::DayFirst => DateOrder::MonthFirst,
        }
    }
}

/// Years outside these are no dates of death in a register.
const YEARS: std::ops::RangeInclusive<i16> = 1801..=2199;

/// Excel's serial numbers that are taken for dates: 1954 to 2119. Day 0 is 30 December 1899 (ECMA-376-1, 18.17.4.1).
const SERIALS: std::ops::RangeInclusive<i32> = 20_000..=80_000;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads a date, a moment or an interval.
pub(crate) fn parse(text: &str, dating: impl Into<Dating>) -> Result<Span, String> {
    if let Some(day) = plain(text.as_bytes()) {
        return believed(text, day?).map(Span::on);
    }
    let dating = dating.into();
    match super::interval::ends(text) {
        Some((from, to)) => interval(text, one(from, dating)?, one(to, dating)?),
        None => one(text, dating),
    }
}

/// From the first moment of one span to the last of another.
fn interval(text: &str, from: Span, to: Span) -> Result<Span, String> {
    match to.to < from.from {
        true => Err(format!("{text:?} ends before it begins")),
        false => Ok(Span { from: from.from, to: to.to }),
    }
}

/// Reads a date or a moment, or an interval of times on one day.
fn one(text: &str, dating: Dating) -> Result<Span, String> {
    let wrong = || format!("{text:?} is not a date; write 2014-09-20 or 2014-09-20 13:40");
    if let Some(span) = number(text) {
        return span.ok_or_else(wrong);
    }
    let (date, rest) = date_part(text, dating).ok_or_else(wrong)??;
    let rest = rest.trim_start_matches(['T', 't', ',']).trim();
    match date {
        Date::Day(day) => {
            let day = believed(text, day)?;
            match times(rest).ok_or_else(wrong)? {
                None => Ok(Span::on(day)),
                Some((from, to)) => {
                    let midnight = i64::from(day.0) * MINUTES_A_DAY;
                    // "2200 - 0130" runs over midnight into the next day.
                    let to = if to < from { to + MINUTES_A_DAY } else { to };
                    Ok(Span { from: midnight + from, to: midnight + to })
                }
            }
        }
        Date::Month(year, month) if rest.is_empty() => {
            let from = believed(text, Day::from_ymd(year, month, 1).ok_or_else(wrong)?)?;
            let next = if month == 12 { Day::from_ymd(year + 1, 1, 1) } else { Day::from_ymd(year, month + 1, 1) };
            Ok(Span { from: Span::on(from).from, to: Span::on(next.ok_or_else(wrong)?).from - 1 })
        }
        Date::Month(..) => Err(wrong()),
    }
}

/// Writes both ends of a span as `died` and `died_to` so that reading them gives the same span; the second is empty
/// where the first says it all.
pub(crate) fn write(span: Span) -> (String, String) {
    let from_day = Day(span.from.div_euclid(MINUTES_A_DAY) as i32);
    let to_day = Day(span.to.div_euclid(MINUTES_A_DAY) as i32);
    if span == Span::on(from_day) {
        return (from_day.to_string(), String::new());
    }
    if span.from == span.to {
        return (moment(span.from), String::new());
    }
    let from = if span.from == Span::on(from_day).from { from_day.to_string() } else { moment(span.from) };
    let to = if span.to == Span::on(to_day).to { to_day.to_string() } else { moment(span.to) };
    (from, to)
}

fn moment(minute: Minute) -> String {
    let (mut day, mut time) = (minute.div_euclid(MINUTES_A_DAY), minute.rem_euclid(MINUTES_A_DAY));
    if time == 0 {
        (day, time) = (day - 1, MINUTES_A_DAY);
    }
    format!("{} {:02}:{:02}", Day(day as i32), time / 60, time % 60)
}

enum Date {
    Day(Day),
    Month(i16, i8),
}

/// `2014-09-20` and nothing else: the shape most cells have, read without allocation.
fn plain(bytes: &[u8]) -> Option<Result<Day, String>> {
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let digits = |range: std::ops::Range<usize>| {
        bytes[range]
            .iter()
            .try_fold(0i16, |sum, &byte| byte.is_ascii_digit().then(|| sum * 10 + i16::from(byte - b'0')))
    };
    let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
    Some(day_of(year, month, day))
}

fn day_of(year: i16, month: i16, day: i16) -> Result<Day, String> {
    Day::from_ymd(year, month as i8, day as i8).ok_or_else(|| format!("there is no day {year:04}-{month:02}-{day:02}"))
}

/// Refuses dates that stand for "unknown" in data bases and spreadsheets, and years no register reaches.
fn believed(text: &str, day: Day) -> Result<Day, String> {
    let (year, month, day_of_month) = day.ymd();
    match (year, month, day_of_month) {
        (1900, 1, 1) | (1899, 12, 30 | 31) | (9999, 12, 31) | (1753, 1, 1) | (1, 1, 1) => {
            Err(format!("{text:?} is a placeholder for an unknown date"))
        }
        _ if !YEARS.contains(&year) => Err(format!("{text:?} is in the year {year}, outside every register")),
        _ => Ok(day),
    }
}

/// A cell that is one number: a year, a compact date or a serial number. The outer `None`: not a number.
fn number(text: &str) -> Option<Option<Span>> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        || text.bytes().filter(|&b| b == b'.').count() > 1
    {
        return None;
    }
    let value: f64 = text.parse().ok()?;
    let whole = !text.contains('.');
    Some(if whole && text.len() == 8 {
        let number = value as i32;
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        day_of(year as i16, month as i16, day as i16).and_then(|day| believed(text, day)).ok().map(Span::on)
    } else if whole && text.len() == 4 && YEARS.contains(&(value as i16)) {
        let year = value as i16;
        match (Day::from_ymd(year, 1, 1), Day::from_ymd(year, 12, 31)) {
            (Some(first), Some(last)) => Some(Span { from: Span::on(first).from, to: Span::on(last).to }),
            _ => None,
        }
    } else {
        serial(value)
    })
}

/// A moment in Excel's 1900 date system, to the minute.
pub(crate) fn serial(value: f64) -> Option<Span> {
    if !(f64::from(*SERIALS.start())..f64::from(*SERIALS.end())).contains(&value) {
        return None;
    }
    let epoch = Day::from_ymd(1899, 12, 30)?;
    let day = epoch + value.floor() as i32;
    let minute = (value.fract() * MINUTES_A_DAY as f64).round() as i64;
    if minute == 0 {
        return Some(Span::on(day));
    }
    let minute = i64::from(day.0) * MINUTES_A_DAY + minute;
    Some(Span { from: minute, to: minute })
}

/// The date at the start of a text and what follows it. The outer `None`: no date there.
fn date_part(text: &str, dating: Dating) -> Option<Result<(Date, &str), String>> {
    let (first, rest) = token(text)?;
    let (separator, rest) = separated(rest)?;
    let (second, rest) = token(rest)?;
    if first.len() == 4
        && let (Ok(year), Ok(month)) = (first.parse::<i16>(), second.parse::<i16>())
        && separator != ' '
    {
        let Some((again, after)) = separated(rest).filter(|(again, _)| *again == separator) else {
            return (rest.is_empty() && (1..=12).contains(&month))
                .then_some(Ok((Date::Month(year, month as i8), rest)));
        };
        let _ = again;
        let (third, rest) = token(after)?;
        let (third, rest) = split_time(third, rest, after);
        let day = third.parse::<i16>().ok()?;
        return Some(day_of(year, month, day).map(|day| (Date::Day(day), rest)));
    }
    let (_, after) = separated(rest)?;
    let (third, rest) = token(after)?;
    let (third, rest) = split_time(third, rest, after);
    let year = year_of(third, dating)?;
    let (day, month) = match (month_named(first), month_named(second)) {
        (None, Some(month)) => (first.parse().ok()?, month),
        (Some(month), None) => (second.parse().ok()?, month),
        _ => {
            let (first, second): (i16, i16) = (first.parse().ok()?, second.parse().ok()?);
            match dating.order {
                Some(order) if shows(text) == Shows::Only(order.other()) => return Some(Err(odd(text, order))),
                Some(DateOrder::DayFirst) => (first, second),
                Some(DateOrder::MonthFirst) => (second, first),
                None if first > 12 => (first, second),
                None if second > 12 || first == second => (second, first),
                None => {
                    return Some(Err(format!(
                        "{text:?} can be two dates; say with --dates or in the profile whether month or day comes first, or write 2014-09-20"
                    )));
                }
            }
        }
    };
    Some(day_of(year, month, day).map(|day| (Date::Day(day), rest)))
}

/// Why a date that allows the other order only is not read.
fn odd(text: &str, order: DateOrder) -> String {
    let (here, there, option) = match order {
        DateOrder::MonthFirst => ("day", "month", "dmy"),
        DateOrder::DayFirst => ("month", "day", "mdy"),
    };
    format!(
        "{text:?} has the {here} first, and dates here are read with the {there} first; --dates {option} reads all the other way"
    )
}

/// `20T10:00` is one token of letters and digits: the time begins at the T.
fn split_time<'a>(token: &'a str, rest: &'a str, from: &'a str) -> (&'a str, &'a str) {
    match token.find(['T', 't']) {
        Some(at) if at > 0 && token[..at].bytes().all(|byte| byte.is_ascii_digit()) => (&token[..at], &from[at..]),
        _ => (token, rest),
    }
}

fn token(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn separated(text: &str) -> Option<(char, &str)> {
    let separator = text.chars().next().filter(|c| matches!(c, '/' | '-' | '.' | ' ' | ','))?;
    Some((separator, text[separator.len_utf8()..].trim_start()))
}

fn month_named(word: &str) -> Option<i16> {
    if word.len() < 3 || !word.is_ascii() {
        return None;
    }
    let word = word.to_ascii_lowercase();
    MONTHS
        .iter()
        .position(|month| month.starts_with(&word) || word == "sept" && *month == "september")
        .map(|at| at as i16 + 1)
}

fn year_of(word: &str, dating: Dating) -> Option<i16> {
    let year: i16 = word.parse().ok().filter(|_| word.bytes().all(|byte| byte.is_ascii_digit()))?;
    match word.len() {
        4 => Some(year),
        2 => Some(dating.year(year)),
        _ => None,
    }
}

/// One time of day or two with a dash between, in minutes after midnight. The outer `None`: not times. The inner `None`:
/// no time, or midnight as exports write it for "day only".
#[expect(clippy::option_option, reason = "not a time and no time are two answers")]
fn times(text: &str) -> Option<Option<(Minute, Minute)>> {
    let text = without_zone(text.trim());
    if text.is_empty() {
        return Some(None);
    }
    for dash in [" - ", " – ", " to ", "–"] {
        if let Some((from, to)) = text.split_once(dash) {
            return Some(Some((time(from.trim())?, time(to.trim())?)));
        }
    }
    let minute = time(text)?;
    Some((minute != 0).then_some((minute, minute)))
}

fn without_zone(text: &str) -> &str {
    let text = text.trim_end_matches(['Z', 'z']).trim_end_matches("UTC").trim_end();
    match text.rfind(['+', '-']) {
        Some(at)
            if at >= 5
                && text[..at].contains(':')
                && text[at + 1..].bytes().all(|b| b.is_ascii_digit() || b == b':') =>
        {
            text[..at].trim_end()
        }
        _ => text,
    }
}

fn time(text: &str) -> Option<Minute> {
    let lower = text.to_ascii_lowercase();
    let lower = lower.trim_end_matches("hours").trim_end_matches("hrs").trim_end_matches(['h', '.']).trim_end();
    let (clock, afternoon) = match (lower.strip_suffix("pm"), lower.strip_suffix("am")) {
        (Some(clock), _) => (clock.trim(), Some(true)),
        (_, Some(clock)) => (clock.trim(), Some(false)),
        _ => (lower, None),
    };
    let (hour, minute) = match clock.split_once(':') {
        Some((hour, rest)) => {
            let (minute, seconds) = rest.split_once(':').unwrap_or((rest, ""));
            if !seconds.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
                return None;
            }
            (hour, minute)
        }
        None if clock.len() == 4 => clock.split_at_checked(2)?,
        None if afternoon.is_some() => (clock, "0"),
        None => return None,
    };
    let (hour, minute): (Minute, Minute) = (hour.parse::<u8>().ok()?.into(), minute.parse::<u8>().ok()?.into());
    let hour = match afternoon {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(true) => hour % 12 + 12,
        Some(false) => hour % 12,
        None => hour,
    };
    let total = hour * 60 + minute;
    (minute < 60 && total <= MINUTES_A_DAY).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match parse(text, Some(DateOrder::MonthFirst)) {
            Ok(span) => {
                let (from, to) = write(span);
                if to.is_empty() { from } else { format!("{from} .. {to}") }
            }
            Err(reason) => reason,
        }
    }

    #[test]
    fn dates_come_in_many_shapes() {
        for (text, meant) in [
            ("2020-01-01", "2020-01-01"),
            ("01/31/2020", "2020-01-31"),
            ("12/31/19", "2019-12-31"),
            ("05/11/22 13:40", "2022-05-11 13:40"),
            ("01/01/2020 0200 - 0554", "2020-01-01 02:00 .. 2020-01-01 05:54"),
            ("01/01/2020 2200 - 0130", "2020-01-01 22:00 .. 2020-01-02 01:30"),
            ("2020-01-05T10:00:00.000", "2020-01-05 10:00"),
            ("2020-01-05T10:00:00Z", "2020-01-05 10:00"),
            ("2020-01-05T10:00:00+01:00", "2020-01-05 10:00"),
            ("2020-01-05T00:00:00", "2020-01-05"),
            ("01/05/2020 12:00:00 AM", "2020-01-05"),
            ("01/05/2020 01:30:00 PM", "2020-01-05 13:30"),
            ("between 2021-03-03 and 2021-03-05", "2021-03-03 .. 2021-03-05"),
            ("Between 3 Mar 2021 13:40 and 4 Mar 2021", "2021-03-03 13:40 .. 2021-03-04"),
            ("03/03/2021 to 03/05/2021", "2021-03-03 .. 2021-03-05"),
            ("2021-03-03/2021-03-05T10:00", "2021-03-03 .. 2021-03-05 10:00"),
            ("2021-03-05/2021-03-03", "\"2021-03-05/2021-03-03\" ends before it begins"),
            ("19 Jun 2014", "2014-06-19"),
            ("June 19, 2014", "2014-06-19"),
            ("19-Jun-14", "2014-06-19"),
            ("20140619", "2014-06-19"),
            ("43831", "2020-01-01"),
            ("43831.5", "2020-01-01 12:00"),
            ("2014-06", "2014-06-01 .. 2014-06-30"),
            ("2014", "2014-01-01 .. 2014-12-31"),
            ("2014-06-18 24:00", "2014-06-18 24:00"),
        ] {
            assert_eq!(shown(text), meant, "{text}");
        }
    }

    #[test]
    fn placeholder_and_impossible_dates_are_refused() {
        for (text, word) in [
            ("1900-01-01", "placeholder"),
            ("9999-12-31", "placeholder"),
            ("0019-01-02", "outside"),
            ("2020-02-30", "no day"),
            ("13/45/2020", "no day"),
            ("yesterday", "not a date"),
            ("2020-01-01 25:61", "not a date"),
        ] {
            assert!(shown(text).contains(word), "{text}: {}", shown(text));
        }
    }

    #[test]
    fn a_date_that_can_be_two_is_read_only_where_the_order_is_known() {
        assert!(parse("03/04/2021", None).is_err());
        assert!(parse("13/04/2021", None).is_ok());
    }

    #[test]
    fn spans_survive_being_written() {
        for (from, to) in
            [(0, 0), (0, 1439), (1, 1439), (0, 700), (5, 99_999), (1439, 1439), (1440, 1440), (-1440, 2879)]
        {
            let span = Span { from: from + 20_000_000, to: to + 20_000_000 };
            let (died, died_to) = write(span);
            let first = parse(&died, None).unwrap();
            let to = if died_to.is_empty() { first.to } else { parse(&died_to, None).unwrap().to };
            assert_eq!(Span { from: first.from, to }, span, "{died} {died_to}");
        }
    }
}
