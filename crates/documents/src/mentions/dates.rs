//! Dates: absolute, of the week, and relative to the day of the document.

use super::lexicon::is;
use super::text::Text;
use super::tokens::TokenKind;
use super::types::DateMention;
use super::when::{Expression, Tense, When};
use jiff::civil::Date;

/// A date at tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Dated {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) expression: Expression,
}

/// Years that a number of four digits can be.
const YEARS: std::ops::RangeInclusive<u64> = 1900..=2100;
/// Words that make the date after them one to come.
const FUTURE: [&str; 11] =
    ["will", "due", "expected", "expects", "expect", "scheduled", "set", "upcoming", "plans", "planned", "shall"];
/// Words that do so only where the date follows at once.
const FUTURE_AT_ONCE: [&str; 3] = ["next", "until", "by"];
/// Words that make it one that has been, where they stand nearer.
const PAST: [&str; 16] = [
    "was",
    "were",
    "had",
    "died",
    "shot",
    "said",
    "told",
    "found",
    "killed",
    "happened",
    "occurred",
    "arrested",
    "did",
    "came",
    "pronounced",
    "charged",
];
/// Words before a month or year that stands alone.
const BEFORE_MONTH: [&str; 16] = [
    "in", "by", "of", "since", "last", "this", "next", "until", "early", "late", "mid", "during", "from", "through",
    "before", "after",
];

/// Dates of a text in its order; none overlap.
pub(crate) fn find(text: &Text) -> Vec<Dated> {
    let month_first = month_first(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        match read(text, at, month_first) {
            Some(dated) => {
                at = dated.to.max(at + 1);
                found.push(dated);
            }
            None => at += 1,
        }
    }
    found
}

/// Resolves dates from the document's day, each "previous" from the date told before it.
pub(crate) fn resolve(text: &Text, dates: &[Dated], dated: Option<Date>) -> Vec<DateMention> {
    let mut anchor: Option<When> = None;
    let mut told: Option<When> = None;
    let mut found = Vec::with_capacity(dates.len());
    for date in dates {
        let mut when = date.expression.resolve(dated, anchor, told);
        let limit = date.from.checked_sub(1).is_some_and(|before| text.word(before) == "by");
        if let Some(when) = when.as_mut() {
            when.by = limit;
            // What is reported in the document's own weeks is no anchor for "the previous summer".
            if matches!(date.expression, Expression::Absolute(_)) {
                anchor = Some(*when);
            }
        }
        told = when;
        found.push(DateMention { characters: text.bytes(date.from, date.to), expression: date.expression, when });
    }
    found
}

/// Whether numbers parted by slashes give the month first: so where a second number above 12 says so, or where months are
/// written before days.
fn month_first(text: &Text) -> bool {
    let (mut first, mut second) = (0_i32, 0_i32);
    for at in 0..text.tokens.len() {
        if text.can(at, is::MONTH) && text.capital(at) {
            let number = |at: usize| text.kind(at) == Some(TokenKind::Number) && text.written(at).len() <= 2;
            first += i32::from(number(at + 1) || text.word(at + 1) == "." && number(at + 2));
            second += i32::from(at > 0 && (number(at - 1) || text.any(at - 1, &["st", "nd", "rd", "th"])));
        }
    }
    first >= second
}

fn read(text: &Text, at: usize, month_first: bool) -> Option<Dated> {
    let made = |to: usize, expression: Expression| Some(Dated { from: at, to, expression });
    if let Some(range) = range(text, at) {
        return Some(range);
    }
    if text.kind(at) == Some(TokenKind::Number) {
        return numeric(text, at, month_first)
            .or_else(|| day_month(text, at))
            .or_else(|| ago(text, at))
            .or_else(|| year(text, at));
    }
    if !text.is_word(at) {
        return None;
    }
    let flags = text.flags(at);
    if flags & is::MONTH != 0 && text.capital(at) {
        return month_day(text, at);
    }
    if flags & is::WEEKDAY != 0 && text.capital(at) {
        return weekday(text, at);
    }
    let last = |words: &[&str]| text.any(at + 1, words);
    match text.word(at) {
        "today" | "tonight" => made(at + 1, Expression::Days(0)),
        "yesterday" => made(at + 1, Expression::Days(-1)),
        "tomorrow" => made(at + 1, Expression::Days(1)),
        "this" if last(&["morning", "afternoon", "evening"]) => made(at + 2, Expression::Days(0)),
        "this" if last(&["week", "weekend"]) => made(at + 2, Expression::Week(0)),
        "this" if last(&["year"]) => made(at + 2, Expression::Year(0)),
        "this" if last(&["month"]) => made(at + 2, Expression::Months(0)),
        "earlier" if text.phrase(at + 1, &["this", "week"]) => made(at + 3, Expression::Week(0)),
        "last" if last(&["night"]) => made(at + 2, Expression::Days(-1)),
        "last" if last(&["week", "weekend"]) => made(at + 2, Expression::Week(-1)),
        "last" if last(&["month"]) => made(at + 2, Expression::Months(-1)),
        "last" if last(&["year"]) => made(at + 2, Expression::Year(-1)),
        "next" if last(&["week"]) => made(at + 2, Expression::Week(1)),
        "next" if last(&["month"]) => made(at + 2, Expression::Months(1)),
        "next" if last(&["year"]) => made(at + 2, Expression::Year(1)),
        "last" | "this" | "next" => {
            let from = match text.word(at) {
                "last" => -1,
                "this" => 0,
                _ => 1,
            };
            if let Some(season) = season(text.word(at + 1)) {
                return made(at + 2, Expression::Season(season, from));
            }
            if text.word(at) == "last"
                && let Some((number, next)) = text.number(at + 1)
                && text.word(next) == "years"
            {
                return made(next + 1, Expression::LastYears(i16::try_from(number).ok()?));
            }
            let tense = if from == 1 { Tense::Future } else { Tense::Past };
            if text.can(at + 1, is::WEEKDAY) && text.capital(at + 1) {
                return made(at + 2, Expression::Weekday(weekday_number(text.word(at + 1))?, tense));
            }
            None
        }
        "previous" | "preceding" if last(&["year"]) => made(at + 2, Expression::Previous(None)),
        "previous" | "preceding" => made(at + 2, Expression::Previous(Some(season(text.word(at + 1))?))),
        "weekend" if text.phrase(at.checked_sub(2)?, &["over", "the"]) => made(at + 1, Expression::Week(0)),
        _ => ago(text, at),
    }
}

fn season(word: &str) -> Option<i8> {
    ["winter", "spring", "summer", "autumn"]
        .iter()
        .position(|name| *name == word)
        .or((word == "fall").then_some(3))
        .map(|at| at as i8)
}

fn number_up_to(text: &Text, at: usize, most: u64) -> Option<u64> {
    (text.kind(at) == Some(TokenKind::Number) && text.written(at).len() <= 4).then_some(())?;
    text.number(at).map(|(number, _)| number).filter(|number| (1..=most).contains(number))
}

fn absolute(year: u64, month: u64, day: u64) -> Option<Expression> {
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Expression::Absolute(When::day(date)))
}

/// 2018-03-19, 09/21/2015, 21.9.2015.
fn numeric(text: &Text, at: usize, month_first: bool) -> Option<Dated> {
    let mark = text.word(at + 1);
    if !matches!(mark, "-" | "/" | ".") || mark != text.word(at + 3) || !(1..=4).all(|step| text.joined(at + step)) {
        return None;
    }
    let part = |step: usize| number_up_to(text, at + step, *YEARS.end());
    let (a, b, c) = (part(0)?, part(2)?, part(4)?);
    let expression = if YEARS.contains(&a) {
        absolute(a, b, c)
    } else {
        let year = if c < 100 && text.written(at + 4).len() == 2 { 2000 + c } else { c };
        let (month, day) = if a > 12 || !month_first && b <= 12 { (b, a) } else { (a, b) };
        YEARS.contains(&year).then(|| absolute(year, month, day))?
    };
    Some(Dated { from: at, to: at + 5, expression: expression? })
}

/// The first and the last day of a range, as written, and the position after it. Year where one is given.
type Ends = ((i8, i8), (i8, i8), Option<u64>, usize);

/// "Between 1 and 4 May 2019", "12 and 16 February", "3 or 4 January", "28 April to 4 May", "1-4 May", "May 1 and May 4, 2019",
/// "May 1-4".
fn range(text: &Text, at: usize) -> Option<Dated> {
    let from = at + usize::from(text.any(at, &["between", "from"]));
    let opened = from > at;
    let (first, last, year, to) = day_first(text, from, opened).or_else(|| month_day_range(text, from, opened))?;
    Date::new(2000, first.0, first.1).ok()?;
    Date::new(2000, last.0, last.1).ok()?;
    let expression = match year {
        Some(year) => {
            let year = i16::try_from(year).ok()?;
            let start = if first.0 > last.0 { year - 1 } else { year };
            let when = When::days(Date::new(start, first.0, first.1).ok()?, Date::new(year, last.0, last.1).ok()?)?;
            Expression::Absolute(when)
        }
        None => Expression::Between(first, last, tense(text, at)),
    };
    Some(Dated { from, to, expression })
}

/// Whether a word between two days makes them a range: "and" only after "between" or where both share a month.
fn joins(text: &Text, at: usize, and: bool) -> bool {
    text.any(at, &["to", "or", "until", "-", "–", "—"]) || and && text.word(at) == "and"
}

fn ordinal_day(text: &Text, at: usize) -> Option<(i8, usize)> {
    let day = number_up_to(text, at, 31)? as i8;
    Some((day, at + 1 + usize::from(text.any(at + 1, &["st", "nd", "rd", "th"]) && text.joined(at + 1))))
}

fn month_at(text: &Text, at: usize) -> Option<(i8, usize)> {
    let at = at + usize::from(text.word(at) == "of");
    let month = (text.can(at, is::MONTH) && text.capital(at)).then(|| month_number(text.word(at)))??;
    Some((month, at + 1 + usize::from(text.word(at + 1) == "." && text.joined(at + 1))))
}

fn year_at(text: &Text, at: usize) -> (Option<u64>, usize) {
    let from = at + usize::from(text.word(at) == ",");
    match number_up_to(text, from, *YEARS.end()).filter(|year| YEARS.contains(year)) {
        Some(year) => (Some(year), from + 1),
        None => (None, at),
    }
}

fn day_first(text: &Text, from: usize, opened: bool) -> Option<Ends> {
    let (first, mut at) = ordinal_day(text, from)?;
    let mut month = None;
    let mut opened = opened;
    if let Some((found, next)) = month_at(text, at) {
        (month, at) = (Some(found), next);
        let (year, next) = year_at(text, at);
        // Two days in full, each with its year, are two dates unless "between" opens them.
        if year.is_some() && !opened {
            return None;
        }
        at = next;
    } else {
        opened = true;
    }
    if !joins(text, at, opened) {
        return None;
    }
    at += 1;
    // "Between Monday 1 and Thursday 4 May".
    at += usize::from(text.can(at, is::WEEKDAY));
    let (last, at) = ordinal_day(text, at)?;
    let (last_month, at) = month_at(text, at)?;
    let (year, at) = year_at(text, at);
    Some(((month.unwrap_or(last_month), first), (last_month, last), year, at))
}

fn month_day_range(text: &Text, from: usize, opened: bool) -> Option<Ends> {
    let (month, at) = month_at(text, from)?;
    let (first, mut at) = ordinal_day(text, at)?;
    if opened {
        at = year_at(text, at).1;
    }
    if !joins(text, at, opened || month_at(text, at + 1).is_none()) {
        return None;
    }
    let (last_month, at) = month_at(text, at + 1).unwrap_or((month, at + 1));
    let (last, at) = ordinal_day(text, at)?;
    // "March 3 and 12 people": a number of something.
    let ends = text.any(at, &[",", ".", ";", ")", "at", "in", "of", "when", "after"]) || year_at(text, at).0.is_some();
    let (year, at) = year_at(text, at);
    (ends || at >= text.sentence(from).end).then_some(((month, first), (last_month, last), year, at))
}

/// Years from the one told last: "of that year", "of the same year", "of the following year"; and the position after the words.
fn of_year_told(text: &Text, at: usize) -> Option<(i16, usize)> {
    let from = at + usize::from(text.any(at, &["of", ","]));
    let the = from + usize::from(text.word(from) == "the");
    if text.any(from, &["that"]) && text.word(from + 1) == "year" {
        return Some((0, from + 2));
    }
    let years = match text.word(the) {
        "same" => 0,
        "following" | "next" if the > from => 1,
        "previous" | "preceding" => -1,
        _ => return None,
    };
    (text.word(the + 1) == "year").then_some((years, the + 2))
}

/// 3 February 2022, 3rd of February.
fn day_month(text: &Text, at: usize) -> Option<Dated> {
    let day = number_up_to(text, at, 31)?;
    let mut next = at + 1;
    next += usize::from(text.any(next, &["st", "nd", "rd", "th"]) && text.joined(next));
    next += usize::from(text.word(next) == "of");
    if !(text.can(next, is::MONTH) && text.capital(next)) {
        return None;
    }
    let month = month_number(text.word(next))?;
    next += 1;
    next += usize::from(
        text.word(next) == "," && number_up_to(text, next + 1, 2100).is_some_and(|year| YEARS.contains(&year)),
    );
    if let Some(year) = number_up_to(text, next, *YEARS.end()).filter(|year| YEARS.contains(year)) {
        return Some(Dated { from: at, to: next + 1, expression: absolute(year, month as u64, day)? });
    }
    Date::new(2000, month, day as i8).ok()?;
    if let Some((years, to)) = of_year_told(text, next) {
        return Some(Dated { from: at, to, expression: Expression::OfYearTold(month, Some(day as i8), years) });
    }
    let expression = Expression::MonthDay(month, day as i8, tense(text, at));
    Some(Dated { from: at, to: next, expression })
}

/// July 29, 2014; Feb. 6; June 2015; November last year; in May.
fn month_day(text: &Text, at: usize) -> Option<Dated> {
    let month = month_number(text.word(at))?;
    let mut next = at + 1;
    next += usize::from(text.word(next) == "." && text.joined(next));
    if let Some(day) = number_up_to(text, next, 31).filter(|_| text.breaks(next) == 0) {
        next += 1;
        next += usize::from(text.any(next, &["st", "nd", "rd", "th"]) && text.joined(next));
        let comma = usize::from(text.word(next) == ",");
        if let Some(year) = number_up_to(text, next + comma, *YEARS.end()).filter(|year| YEARS.contains(year)) {
            return Some(Dated { from: at, to: next + comma + 1, expression: absolute(year, month as u64, day)? });
        }
        if text.phrase(next, &["last", "year"]) {
            next += 2;
        }
        Date::new(2000, month, day as i8).ok()?;
        return Some(Dated { from: at, to: next, expression: Expression::MonthDay(month, day as i8, tense(text, at)) });
    }
    let comma = usize::from(text.any(next, &[",", "of"]));
    if let Some(year) = number_up_to(text, next + comma, *YEARS.end()).filter(|year| YEARS.contains(year)) {
        let when = When::month(i16::try_from(year).ok()?, month)?;
        return Some(Dated { from: at, to: next + comma + 1, expression: Expression::Absolute(when) });
    }
    if let Some((years, to)) = of_year_told(text, next) {
        return Some(Dated { from: at, to, expression: Expression::OfYearTold(month, None, years) });
    }
    let comma = usize::from(text.word(next) == ",");
    for (words, years) in [(["last", "year"], -1), (["this", "year"], 0), (["next", "year"], 1)] {
        if text.phrase(next + comma, &words) {
            return Some(Dated { from: at, to: next + comma + 2, expression: Expression::MonthOfYear(month, years) });
        }
    }
    let before = at.checked_sub(1)?;
    let alone = text.any(before, &BEFORE_MONTH) && !text.can(at + 1, is::SURNAME)
        || text.breaks(at) > 0 && text.word(at) != "may";
    (alone && text.word(at).len() > 2 && !text.capital(at + 1)).then(|| Dated {
        from: at,
        to: next,
        expression: Expression::Month(month, tense(text, at)),
    })
}

/// Saturday; Saturday night; Saturday, Sept. 12.
fn weekday(text: &Text, at: usize) -> Option<Dated> {
    if text.word(at).len() < 6 && !text.any(at + 1, &[",", "."]) && !text.can(at + 1, is::MONTH) {
        return None;
    }
    let number = weekday_number(text.word(at))?;
    let mut next = at + 1;
    next += usize::from(text.word(next) == "." && text.joined(next));
    let comma = usize::from(text.word(next) == ",");
    if text.can(next + comma, is::MONTH)
        && let Some(mut dated) = month_day(text, next + comma)
    {
        dated.from = at;
        return Some(dated);
    }
    if let Some(mut dated) = day_month(text, next + comma) {
        dated.from = at;
        return Some(dated);
    }
    Some(Dated { from: at, to: at + 1, expression: Expression::Weekday(number, tense(text, at)) })
}

/// Two days ago, a week ago, three years ago.
fn ago(text: &Text, at: usize) -> Option<Dated> {
    let (number, next) = match text.word(at) {
        "a" | "an" => (1, at + 1),
        _ => text.number(at)?,
    };
    let number = i32::try_from(number).ok().filter(|number| *number <= 200)?;
    let unit = text.word(next);
    if !text.any(next + 1, &["ago", "earlier"]) || text.word(next + 1) == "earlier" && !unit.starts_with("day") {
        return None;
    }
    let expression = match unit {
        "day" | "days" => Expression::Days(-number),
        "week" | "weeks" => Expression::Week(-number),
        "month" | "months" => Expression::Months(-number),
        "year" | "years" => Expression::Year(i16::try_from(-number).ok()?),
        _ => return None,
    };
    (text.word(next + 1) == "ago").then_some(Dated { from: at, to: next + 2, expression })
}

/// In 2019.
fn year(text: &Text, at: usize) -> Option<Dated> {
    let year =
        number_up_to(text, at, *YEARS.end()).filter(|year| YEARS.contains(year) && text.written(at).len() == 4)?;
    let before = text.word(at.checked_sub(1)?);
    let stands = BEFORE_MONTH.contains(&before) || matches!(before, "a" | "the" | "summer" | "(");
    let ends = !text.any(at + 1, &["block", "-", "/"]) && !text.capital(at + 1);
    let when = When::year(i16::try_from(year).ok()?)?;
    (stands && ends).then_some(Dated { from: at, to: at + 1, expression: Expression::Absolute(when) })
}

/// Whether a date without a year or week lies ahead: the nearest word before it that says so, within its sentence.
fn tense(text: &Text, at: usize) -> Tense {
    let start = text.sentence(at).start;
    if at > start && text.any(at - 1, &FUTURE_AT_ONCE) {
        return Tense::Future;
    }
    for before in (start..at).rev() {
        if text.any(before, &FUTURE) {
            return Tense::Future;
        }
        if text.any(before, &PAST) || text.word(before).ends_with("ed") && text.word(before).len() > 4 {
            return Tense::Past;
        }
    }
    Tense::Past
}

pub(crate) fn month_number(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    MONTHS.iter().position(|month| word.starts_with(month)).map(|at| at as i8 + 1)
}

fn weekday_number(word: &str) -> Option<i8> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    DAYS.iter().position(|day| word.starts_with(day)).map(|at| at as i8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str, dated: &str) -> Vec<String> {
        let text = Text::new(text);
        let found = find(&text);
        let shown = |date: DateMention| date.when.map_or("?".into(), |when| when.to_string());
        resolve(&text, &found, dated.parse().ok()).into_iter().map(shown).collect()
    }

    #[test]
    fn weekdays_and_years_are_counted_from_the_day_of_the_document() {
        assert_eq!(days("He was shot on Saturday night and died Sunday.", "2016-02-29"), ["2016-02-27", "2016-02-28"]);
        assert_eq!(days("It was quashed in November last year.", "2018-03-19"), ["2017-11"]);
        assert_eq!(days("In November the court ruled.", "2018-03-19"), ["2017-11"]);
        assert_eq!(
            days("A report is due by May. A hearing will be held Friday.", "2018-03-19"),
            ["by 2018-05-31", "2018-03-23"]
        );
    }

    #[test]
    fn the_previous_summer_is_counted_from_the_date_told_before() {
        assert_eq!(
            days("In June 2015 it was ruled that both died the previous summer.", "2018-03-19"),
            ["2015-06", "2014-06-01 to 2014-08-31"]
        );
    }

    #[test]
    fn dates_in_full_are_read_in_both_orders() {
        assert_eq!(
            days("On 3 February 2022 and July 29, 2014, and 2018-03-19.", ""),
            ["2022-02-03", "2014-07-29", "2018-03-19"]
        );
        assert_eq!(days("Saturday, Sept. 12, near a shop", "2015-09-21"), ["2015-09-12"]);
    }
}
