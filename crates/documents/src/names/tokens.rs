//! Words and marks as a model of names takes them.

use std::ops::Range;

/// The tokens of a sentence, as bytes of it: runs of letters, digits and `_`, with apostrophes between them inside; every other character
/// that is no white space by itself. In Python `re.findall(r"\w+(?:['’]\w+)*|[^\w\s]", sentence)`.
///
/// ```
/// use colligate_documents::names::tokens;
/// let text = "Ann O'Neill, 31, left.";
/// let words: Vec<&str> = tokens(text).into_iter().map(|token| &text[token]).collect();
/// assert_eq!(words, ["Ann", "O'Neill", ",", "31", ",", "left", "."]);
/// ```
pub fn tokens(sentence: &str) -> Vec<Range<usize>> {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut letters = sentence.char_indices().peekable();
    while let Some((from, first)) = letters.next() {
        let mut to = from + first.len_utf8();
        if is_word(first) {
            while let Some(&(at, letter)) = letters.peek() {
                let next = sentence.get(at + letter.len_utf8()..).and_then(|rest| rest.chars().next());
                let joins = matches!(letter, '\'' | '’') && next.is_some_and(is_word);
                if !(is_word(letter) || joins) {
                    break;
                }
                to = at + letter.len_utf8();
                letters.next();
            }
        } else if first.is_whitespace() {
            continue;
        }
        found.push(from..to);
    }
    found
}
