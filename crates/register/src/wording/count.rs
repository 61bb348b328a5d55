//! Counts with their nouns and verbs.

use super::figure::figure;

/// A whole number that counts something.
pub trait Count: Copy {
    /// The number.
    fn count(self) -> u64;
}

macro_rules! counts {
    ($($number:ty),*) => {
        $(impl Count for $number {
            fn count(self) -> u64 {
                self as u64
            }
        })*
    };
}

counts!(u8, u16, u32, u64, usize);

/// The form of a word that goes with a count: the first for one, the second for every other count.
///
/// ```
/// use colligate_register::wording::plural;
/// assert_eq!([0u32, 1, 2].map(|n| plural(n, "death", "deaths")), ["deaths", "death", "deaths"]);
/// ```
pub fn plural<'a>(count: impl Count, one: &'a str, many: &'a str) -> &'a str {
    if count.count() == 1 { one } else { many }
}

/// A count and what is counted: `1 death`, `2,310 deaths`, `0 deaths`.
pub fn counted(count: impl Count, one: &str, many: &str) -> String {
    format!("{} {}", thousands(count), plural(count, one, many))
}

/// A measured or expected number and what is counted: `1 month`, `2.5 months`, `0.3 deaths`. What reads as one takes the
/// form for one.
pub fn number_of(number: f64, one: &str, many: &str) -> String {
    let number = figure(number);
    let form = if number == "1" { one } else { many };
    format!("{number} {form}")
}

/// `is` for one, else `are`.
pub fn are(count: impl Count) -> &'static str {
    plural(count, "is", "are")
}

/// `has` for one, else `have`.
pub fn have(count: impl Count) -> &'static str {
    plural(count, "has", "have")
}

/// `was` for one, else `were`.
pub fn was(count: impl Count) -> &'static str {
    plural(count, "was", "were")
}

/// A count with its thousands apart: `22,397`.
pub fn thousands(count: impl Count) -> String {
    let digits = count.count().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count at the head of a sentence: in words up to twelve.
pub fn spelled(count: impl Count) -> String {
    const WORDS: [&str; 13] =
        ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
    let word = usize::try_from(count.count()).ok().and_then(|at| WORDS.get(at));
    word.map_or_else(|| thousands(count), |word| (*word).to_owned())
}

/// A size in bytes: `1 byte`, `512 bytes`, `64 KB`, `1.5 MB`, `2 GB`; 1 KB is 1,024 bytes. Rounded to two significant
/// digits, and exact where the number has no more.
pub fn bytes(size: impl Count) -> String {
    const STEP: f64 = 1024.0;
    let size = size.count();
    let mut rest = size as f64;
    if rest < STEP {
        return counted(size, "byte", "bytes");
    }
    for unit in ["KB", "MB"] {
        rest /= STEP;
        // What rounds to 1,024 of a unit is one of the next.
        if rest.round() < STEP {
            return format!("{} {unit}", few(rest));
        }
    }
    format!("{} GB", few(rest / STEP))
}

/// Below ten with one decimal, else whole.
fn few(number: f64) -> String {
    if number < 9.95 { figure(number) } else { thousands(number.round() as u64) }
}
