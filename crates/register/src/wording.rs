//! How numbers, counts, dates, lengths and sizes read in a sentence: the one place where all rooms format them.
//!
//! Every sentence that a person reads takes its numbers from here, so that a count agrees with its noun, a rounded number
//! carries (`9.96e-8` is `1 × 10⁻⁷`, never `10 × 10⁻⁸`), and a date reads `20 Sep 2014`. JSON and CSV keep plain numbers
//! and ISO dates.

mod count;
mod figure;
mod row;
mod time;

pub use count::{Count, are, bytes, counted, have, number_of, plural, spelled, thousands, was};
pub use figure::{e_value, figure, fixed, p_value, percent, range, superscript, three_digits, weight};
pub use row::{capital, listed, sentence};
pub use time::{age, date, day, day_of_month, days, distance, month, span};

/// Stands for what is not on record.
pub const NOTHING: &str = "–";

/// A space at which no line breaks.
pub const NO_BREAK: char = '\u{a0}';

/// The text with spaces at which no line breaks: for a number with its unit, or a date, in a page.
pub fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

#[cfg(test)]
mod tests;
