//! From the text of a cell to a value: one file per kind of value, used alike for registers and for statements.

pub(crate) mod age;
pub(crate) mod contact;
pub(crate) mod date;
pub(crate) mod list;
pub(crate) mod point;
pub(crate) mod sex;

/// Words that registers write where nothing is known.
const ABSENT: [&str; 22] = [
    "-",
    "--",
    "---",
    ".",
    "?",
    "n/a",
    "na",
    "#n/a",
    "null",
    "(null)",
    "none",
    "unknown",
    "unk",
    "not known",
    "not recorded",
    "not stated",
    "not available",
    "not reported",
    "missing",
    "data missing",
    "undefined",
    "nil",
];

/// True where the text says nothing: empty, or a word for "unknown". Expects trimmed text.
pub(crate) fn is_absent(text: &str) -> bool {
    text.is_empty() || (text.len() <= 13 && ABSENT.iter().any(|word| text.eq_ignore_ascii_case(word)))
}
