//! Durations: a number of hours, days, weeks, months or years that is neither an age nor a date.

use super::text::Text;
use super::types::Duration;

const UNITS: [(&str, &str, &str); 5] = [
    ("hour", "hours", "hour"),
    ("day", "days", "day"),
    ("week", "weeks", "week"),
    ("month", "months", "month"),
    ("year", "years", "year"),
];

/// A duration at tokens.
pub(crate) fn read(text: &Text, at: usize) -> Option<(Duration, usize)> {
    let (number, next) = match text.word(at) {
        "a" | "an" => (1, at + 1),
        _ => text.number(at)?,
    };
    let step = usize::from(text.word(next) == "-");
    let unit = UNITS.iter().find(|(one, many, _)| text.word(next + step) == *one || text.word(next + step) == *many)?;
    let to = next + step + 1;
    let age = text.any(to, &["old", "olds", "ago"]) || text.word(to) == "-" && text.any(to + 1, &["old", "olds"]);
    // "A day" and "a year" count only where "within", "over" or "for" stands before.
    let bare = text.any(at, &["a", "an"])
        && !at.checked_sub(1).is_some_and(|before| text.any(before, &["within", "over", "for", "about"]));
    if age || bare {
        return None;
    }
    let number = u32::try_from(number).ok()?;
    Some((Duration { characters: text.bytes(at, to), number, unit: unit.2 }, to))
}

pub(crate) fn find(text: &Text) -> Vec<Duration> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        match read(text, at) {
            Some((duration, to)) => {
                at = to;
                found.push(duration);
            }
            None => at += 1,
        }
    }
    found
}
