//! From the text of a cell to a value: one file per kind of value, used alike for registers and for statements.

pub(crate) mod age;
pub(crate) mod contact;
pub(crate) mod date;
pub(crate) mod dating;
pub(crate) mod decimal;
mod interval;
pub(crate) mod list;
pub(crate) mod point;

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
    let bytes = text.as_bytes();
    match bytes {
        [] => true,
        [first, .., last] if bytes.len() <= 13 && could_be_absent(*first, *last) => {
            ABSENT.iter().any(|word| text.eq_ignore_ascii_case(word))
        }
        [b'-' | b'.' | b'?'] => true,
        _ => false,
    }
}

/// Ends of the words of [`ABSENT`], asked first because nearly every cell fails here.
fn could_be_absent(first: u8, last: u8) -> bool {
    matches!(first | 0x20, b'-' | b'#' | b'(' | b'n' | b'u' | b'm' | b'd')
        && matches!(last | 0x20, b'-' | b'a' | b'l' | b')' | b'e' | b'n' | b'k' | b'd' | b'g')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_for_unknown_is_known_as_one() {
        for word in ABSENT {
            assert!(is_absent(word) && is_absent(&word.to_uppercase()), "{word}");
        }
        assert!(is_absent("") && !is_absent("0") && !is_absent("natural"));
    }
}
