//! The day that a document gives itself, at its head.

use super::dates::Dated;
use super::text::Text;
use super::tokens::TokenKind;
use super::when::{Expression, Precision, When};
use jiff::civil::Date;

/// Tokens at the head of a document within which it may say its own day.
const HEAD: usize = 90;

/// The day written at the head of a text: after "posted", "date" and the like, in brackets of a dateline, or on a line of its own.
pub(crate) fn own_day(text: &Text, dates: &[Dated]) -> Option<Date> {
    let mut found: Option<Date> = None;
    for date in dates.iter().take_while(|date| date.from < HEAD) {
        let Expression::Absolute(When { from: day, precision: Precision::Day, .. }) = date.expression else { continue };
        let before = (date.from.saturating_sub(4)..date.from).rev();
        let cue = before.clone().any(|at| {
            text.any(at, &["posted", "published", "updated", "created", "date", "dated", "reported"])
                && (date.from - at == 1 || text.capital(at) || text.any(at + 1, &[":"]))
        });
        let bracket = date.from.checked_sub(1).is_some_and(|at| text.word(at) == "(") && text.word(date.to) == ")";
        let line =
            text.breaks(date.from) > 0 && (text.breaks(date.to) > 0 || text.kind(date.to) == Some(TokenKind::Number));
        if cue || bracket && date.from < 12 || line {
            found = Some(found.map_or(day, |earlier| earlier.min(day)));
        }
    }
    found
}
