//! Cells that a spreadsheet would run. A text that begins with `=`, `+`, `-`, `@`, a tab or a return is taken for a formula by the programs in
//! which people open CSV files (OWASP, CSV injection); an apostrophe before it makes it text there. What is written here has it, what is
//! read loses it again, so that a file comes back as it was.

use std::borrow::Cow;

/// True where a spreadsheet would run it, or would but for apostrophes: a number is left alone.
fn is_run(text: &str) -> bool {
    let behind = text.trim_start_matches('\'');
    behind.starts_with(['=', '+', '-', '@', '\t', '\r']) && behind.parse::<f64>().is_err()
}

/// The text as it stands in a CSV file.
///
/// ```
/// use colligate_register::{guarded, unguarded};
/// assert_eq!(guarded("=HYPERLINK(A1)"), "'=HYPERLINK(A1)");
/// assert_eq!(guarded("-0.0757"), "-0.0757");
/// assert_eq!(unguarded(&guarded("'=2")), "'=2");
/// ```
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_run(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that stands so in a CSV file: [`guarded`] undone.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| is_run(cell)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_guarded_comes_back(text in "['=+@\t\r1a. -]{0,6}") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), &*text);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']) || cell.parse::<f64>().is_ok());
        }
    }

    #[test]
    fn other_text_is_left_alone_both_ways() {
        for text in ["'tis", "O'Neill", "", "'", "5", "a=b"] {
            assert_eq!((&*guarded(text), unguarded(text)), (text, text));
        }
    }
}
