//! Words, quoted texts and signs of a filter.

use super::FilterError;

/// One token and the byte at which it starts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub at: usize,
    /// Byte after it.
    pub end: usize,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// Anything between spaces and signs.
    Word(String),
    /// A text in quotes, without them.
    Quoted(String),
    /// One of `( ) , = != < <= > >=`.
    Sign(&'static str),
}

const SIGNS: [&str; 10] = ["!=", "<=", ">=", "==", "(", ")", ",", "=", "<", ">"];

/// The tokens of a filter, from left to right.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, FilterError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let (what, end) = if letter.is_whitespace() {
            at += letter.len_utf8();
            continue;
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            (What::Sign(if *sign == "==" { "=" } else { sign }), at + sign.len())
        } else if letter == '"' || letter == '\'' {
            quoted(text, at, letter)?
        } else {
            let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '=' | '<' | '>' | '!' | '"');
            // A sign that opens no token of its own ("!") still makes progress.
            let length = rest.char_indices().skip(1).find(|&(_, c)| ends(c)).map_or(rest.len(), |(length, _)| length);
            (What::Word(rest[..length].to_owned()), at + length)
        };
        tokens.push(Token { at, end, what });
        at = end;
    }
    Ok(tokens)
}

/// The text in quotes that opens at `at`; a backslash takes the next character as it is.
fn quoted(text: &str, at: usize, quote: char) -> Result<(What, usize), FilterError> {
    let mut value = String::new();
    let mut letters = text.char_indices().skip_while(|&(place, _)| place <= at);
    while let Some((place, letter)) = letters.next() {
        if letter == quote {
            return Ok((What::Quoted(value), place + 1));
        }
        value.push(if letter == '\\' { letters.next().map_or('\\', |(_, next)| next) } else { letter });
    }
    let found = text.get(at..).unwrap_or_default().to_owned();
    Err(FilterError { at, found, expected: format!("a closing {quote}"), text: text.to_owned() })
}
