//! The day that a document bears: dates as they are written at the head of one, and in the data beside it.

use jiff::civil::Date;
use std::ops::Range;

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
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// Words that stand beside a date and say nothing but the hour.
const BESIDE: [&str; 29] = [
    "at", "on", "of", "the", "am", "pm", "a", "p", "m", "gmt", "bst", "utc", "est", "edt", "cst", "cdt", "mst", "mdt",
    "pst", "pdt", "et", "ct", "mt", "pt", "z", "t", "cet", "cest", "ist",
];

/// One word, number or mark of a line.
#[derive(Debug)]
struct Token<'a> {
    text: &'a str,
    at: Range<usize>,
}

impl Token<'_> {
    fn number(&self) -> Option<i16> {
        (self.text.len() <= 4).then(|| self.text.parse().ok()).flatten()
    }

    fn year(&self) -> Option<i16> {
        (self.text.len() == 4).then(|| self.number()).flatten().filter(|year| (1800..2200).contains(year))
    }

    /// The month of a name or of its first three or four letters.
    fn month(&self) -> Option<i8> {
        let word = self.text.to_ascii_lowercase();
        let known = |month: &&str| **month == *word || (word.len() >= 3 && word.len() <= 4 && month.starts_with(&word));
        (1..).zip(&MONTHS).find(|(_, month)| known(month)).map(|(at, _)| at)
    }

    fn is(&self, text: &str) -> bool {
        self.text.eq_ignore_ascii_case(text)
    }

    fn weekday(&self) -> bool {
        let word = self.text.to_ascii_lowercase();
        word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(&*word))
    }

    fn beside(&self) -> bool {
        BESIDE.iter().any(|word| self.is(word)) || self.weekday()
    }

    fn mark(&self) -> bool {
        !self.text.chars().all(char::is_alphanumeric)
    }
}

/// Runs of letters, runs of digits, and single marks; white space parts them.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let class = |c: char| {
        if c.is_ascii_digit() {
            0
        } else if c.is_alphabetic() {
            1
        } else {
            2
        }
    };
    let mut found: Vec<Token<'_>> = Vec::new();
    let mut last = None;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            last = None;
            continue;
        }
        let end = at + c.len_utf8();
        match found.last_mut() {
            Some(token) if last == Some(class(c)) && class(c) != 2 => {
                token.at.end = end;
                token.text = &text[token.at.clone()];
            }
            _ => found.push(Token { text: &text[at..end], at: at..end }),
        }
        last = Some(class(c));
    }
    found
}

/// The date that begins at the first of these tokens, and how many it takes.
fn begins(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let date = |year: i16, month: i8, day: i16| Date::new(year, month, i8::try_from(day).ok()?).ok();
    let ordinal =
        |at: usize| ["st", "nd", "rd", "th"].iter().any(|end| tokens.get(at).is_some_and(|token| token.is(end)));
    let skip = |at: usize, marks: &[&str]| usize::from(tokens.get(at).is_some_and(|token| marks.contains(&token.text)));
    let first = tokens.first()?;
    let separator = tokens.get(1).map(|token| token.text).filter(|text| ["-", "/", "."].contains(text));
    if let (Some(mark), Some(second), Some(third)) = (separator, tokens.get(2), tokens.get(4)) {
        let same = tokens.get(3).is_some_and(|token| token.text == mark);
        if same && let (Some(year), Some(month), Some(day)) = (first.year(), second.number(), third.number()) {
            return date(year, i8::try_from(month).ok()?, day).map(|date| (date, 5));
        }
        if same && let (Some(a), Some(b), Some(year)) = (first.number(), second.number(), third.year()) {
            // 3/4/2018 is in March for some and in April for others: it says neither.
            let (day, month) = if a > 12 || a == b {
                (a, b)
            } else if b > 12 {
                (b, a)
            } else {
                return None;
            };
            return date(year, i8::try_from(month).ok()?, day).map(|date| (date, 5));
        }
    }
    if let Some(day) = first.number().filter(|day| (1..=31).contains(day)) {
        let mut at = 1 + usize::from(ordinal(1));
        at += usize::from(tokens.get(at).is_some_and(|token| token.is("of"))) + skip(at, &["-", "/"]);
        let month = tokens.get(at)?.month()?;
        at += 1;
        at += skip(at, &[".", ",", "-", "/"]);
        return date(tokens.get(at)?.year()?, month, day).map(|date| (date, at + 1));
    }
    let month = first.month()?;
    let mut at = 1 + skip(1, &["."]);
    let day = tokens.get(at)?.number().filter(|day| (1..=31).contains(day))?;
    at += 1;
    at += usize::from(ordinal(at));
    at += skip(at, &[","]);
    date(tokens.get(at)?.year()?, month, day).map(|date| (date, at + 1))
}

/// The first date in a text, with its place.
pub(super) fn first(text: &str) -> Option<(Date, Range<usize>)> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|from| {
        // A number that goes on is no day: 2019 March is not the 19th.
        let (date, taken) = begins(&tokens[from..])?;
        Some((date, tokens[from].at.start..tokens[from + taken - 1].at.end))
    })
}

/// The date with which a text begins, weekday before and hour behind it included, and where they end.
pub(super) fn stamp(text: &str) -> Option<(Date, usize)> {
    let tokens = tokens(text);
    let before = tokens.iter().take_while(|token| token.beside() || [",", ":", "-"].contains(&token.text)).count();
    if before > 4 {
        return None;
    }
    let (date, taken) = begins(&tokens[before..])?;
    let mut end = tokens[before + taken - 1].at.end;
    let mut hour = false;
    for token in &tokens[before + taken..] {
        let part = token.beside() || (token.number().is_some() && token.text.len() <= 2) || token.mark();
        if !part || token.at.start > end + 1 && token.mark() {
            break;
        }
        hour |= token.number().is_some();
        // A mark or a word alone, with no hour before it, belongs to what follows.
        if hour && !(token.mark() && token.text != ".") {
            end = token.at.end;
        }
    }
    Some((date, end))
}

/// The date of a line that holds a date and at most the hour and these words.
pub(super) fn only(line: &str, words: &[&str]) -> Option<Date> {
    let (date, at) = first(line)?;
    let rest = [&line[..at.start], &line[at.end..]];
    let says_more = rest.iter().flat_map(|part| tokens(part)).any(|token| {
        let hour = token.number().is_some() && token.text.len() <= 2;
        !(token.mark() || hour || token.beside() || words.iter().any(|word| token.is(word)))
    });
    (!says_more).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in [
            "2018-03-19",
            "19 March 2018",
            "19th of March, 2018",
            "March 19, 2018",
            "Mar. 19th 2018",
            "19/03/2018",
            "3/19/2018",
            "19-Mar-2018",
            "2018-03-19T08:30:00Z",
        ] {
            assert_eq!(first(text).map(|found| found.0), Some(date(2018, 3, 19)), "{text}");
        }
    }

    #[test]
    fn a_date_that_could_be_two_says_neither() {
        assert_eq!(first("3/4/2018"), None);
        assert_eq!(first("17 officers and 58 deaths in 2014"), None);
        assert_eq!(first("31 February 2018"), None);
    }

    #[test]
    fn a_stamp_ends_behind_its_hour() {
        let text = "Friday, January 31, 2014 10:21 AM EST Two men were charged";
        let (found, end) = stamp(text).unwrap();
        assert_eq!((found, &text[end..]), (date(2014, 1, 31), " Two men were charged"));
        let (_, end) = stamp("19 March 2018 The families met").unwrap();
        assert_eq!(end, "19 March 2018".len());
    }

    #[test]
    fn a_line_with_more_than_a_date_is_not_only_a_date() {
        assert_eq!(only("Monday 19 March 2018 at 10:15", &[]), Some(date(2018, 3, 19)));
        assert_eq!(only("Published 19 March 2018", &["published"]), Some(date(2018, 3, 19)));
        assert_eq!(only("He was found on 19 March 2018", &["published"]), None);
    }
}
