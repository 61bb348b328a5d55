//! Text in lines of a given display width.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Text without control characters, which must not steer the terminal, and with plain spaces only.
pub fn clean(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() || letter == '\u{a0}' { ' ' } else { letter }).collect()
}

/// How many columns a text takes.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The text in lines of at most `width` columns (at least 1), broken between words where possible.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in clean(text).split_whitespace() {
        let room = width.saturating_sub(columns(&line) + usize::from(!line.is_empty()));
        if !line.is_empty() && columns(word) > room {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for letter in word.chars() {
            if !line.is_empty() && columns(&line) + letter.width().unwrap_or(0) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The text in exactly `width` columns, cut with an ellipsis or filled with spaces.
pub fn fit(text: &str, width: usize, right: bool) -> String {
    let mut text = clean(text);
    if columns(&text) > width {
        let mut cut = String::new();
        for letter in text.chars() {
            if columns(&cut) + letter.width().unwrap_or(0) + 1 > width {
                break;
            }
            cut.push(letter);
        }
        if width > 0 {
            cut.push('…');
        }
        text = cut;
    }
    let space = " ".repeat(width.saturating_sub(columns(&text)));
    if right { space + &text } else { text + &space }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_between_words_and_long_words_break_inside() {
        assert_eq!(wrap("three deaths within 40 m", 12), ["three deaths", "within 40 m"]);
        assert_eq!(wrap("gammahydroxybutyrate", 8), ["gammahyd", "roxybuty", "rate"]);
        assert_eq!(wrap("", 8), [""]);
    }

    #[test]
    fn wide_letters_count_as_two_columns() {
        assert_eq!(wrap("東京都港区", 4), ["東京", "都港", "区"]);
        assert_eq!(fit("東京都港区", 6, false), "東京… ");
        assert_eq!(fit("ab", 4, true), "  ab");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_no_control_character_is_left(text in "\\PC{0,40}[\\x00-\\x1f]?\\PC{0,40}", width in 2usize..60) {
            for line in wrap(&text, width) {
                prop_assert!(columns(&line) <= width);
                prop_assert!(!line.chars().any(char::is_control));
            }
            prop_assert_eq!(columns(&fit(&text, width, true)), width);
        }
    }
}
