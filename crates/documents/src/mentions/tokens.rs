//! Tokens: words, numbers and marks, each at its bytes.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, with apostrophes inside: `O'Sullivan`.
    Word,
    /// Digits, with commas between: `1,200`.
    Number,
    /// The ending `'s` or `’s`, or the bare apostrophe after an s.
    Possessive,
    /// One mark.
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: TokenKind,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
    /// Whether it is letters, more than one of them, and all are capitals.
    pub(crate) upper: bool,
    /// Whether white space stands before it.
    pub(crate) spaced: bool,
    /// Line breaks before it.
    pub(crate) breaks: u8,
}

/// Splits a text. Hyphens are tokens of their own, joined to their neighbours by the lack of space.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut spaced = true;
    let mut breaks = 2_u8;
    let mut letters = text.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        if first.is_whitespace() || is_invisible(first) {
            spaced = true;
            breaks = breaks.saturating_add(u8::from(first == '\n'));
            continue;
        }
        let mut end = start + first.len_utf8();
        let kind = if first.is_ascii_digit() {
            while let Some(&(at, next)) = letters.peek() {
                let after = text.get(at + next.len_utf8()..).and_then(|rest| rest.chars().next());
                let joins = next.is_ascii_digit() || (next == ',' && after.is_some_and(|next| next.is_ascii_digit()));
                if !joins {
                    break;
                }
                end = at + next.len_utf8();
                letters.next();
            }
            TokenKind::Number
        } else if first.is_alphabetic() {
            while let Some(&(at, next)) = letters.peek() {
                let rest = text.get(at + next.len_utf8()..).unwrap_or_default();
                let joins = next.is_alphanumeric() || is_mark(next) || (is_apostrophe(next) && !ends_word(rest));
                if !joins {
                    break;
                }
                end = at + next.len_utf8();
                letters.next();
            }
            TokenKind::Word
        } else if is_apostrophe(first) && !spaced && found.last().is_some_and(is_word) {
            if let Some(&(at, next)) = letters.peek()
                && matches!(next, 's' | 'S')
            {
                end = at + next.len_utf8();
                letters.next();
                TokenKind::Possessive
            } else if text.get(..start).is_some_and(|before| before.ends_with(['s', 'S'])) {
                TokenKind::Possessive
            } else {
                TokenKind::Mark
            }
        } else {
            TokenKind::Mark
        };
        let word = text.get(start..end).unwrap_or_default();
        found.push(Token {
            start,
            end,
            kind,
            capital: first.is_uppercase(),
            upper: kind == TokenKind::Word && word.chars().count() > 1 && !word.chars().any(char::is_lowercase),
            spaced,
            breaks,
        });
        (spaced, breaks) = (false, 0);
    }
    found
}

fn is_word(token: &Token) -> bool {
    token.kind == TokenKind::Word
}

/// Apostrophes, straight and curly, and the accents that stand for them.
pub(crate) fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}' | '`')
}

/// Marks that combine with the letter before them.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036f}')
}

/// Marks that no reader sees.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{00ad}')
}

/// Whether an apostrophe before `rest` ends its word: nothing but an `s`, or no letter, follows.
fn ends_word(rest: &str) -> bool {
    let mut letters = rest.chars();
    match letters.next() {
        Some('s' | 'S') => !letters.next().is_some_and(char::is_alphanumeric),
        Some(letter) => !letter.is_alphabetic(),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| &text[token.start..token.end]).collect()
    }

    #[test]
    fn a_possessive_stands_by_itself_and_an_apostrophe_inside_a_name_does_not() {
        assert_eq!(words("O’Hara’s dog; the Joneses' cat"), ["O’Hara", "’s", "dog", ";", "the", "Joneses", "'", "cat"]);
    }

    #[test]
    fn numbers_keep_their_commas_and_ages_come_apart() {
        assert_eq!(words("1,200 people, a 21-year-old"), ["1,200", "people", ",", "a", "21", "-", "year", "-", "old"]);
    }
}
