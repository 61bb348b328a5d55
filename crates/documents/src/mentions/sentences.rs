//! Sentences: where one thought ends. Paragraph breaks always end one.

use super::lexicon::is;
use super::text::Text;
use super::tokens::TokenKind;

/// A sentence as a range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) paragraph: usize,
    /// Whether capitals tell nothing: most of its words are all capitals.
    pub(crate) shouted: bool,
}

/// Words whose full stop ends no sentence, beside titles, ranks, months and states.
const SHORT: [&str; 30] = [
    "st", "jr", "sr", "no", "vs", "ave", "blvd", "rd", "dr", "ft", "mt", "approx", "inc", "corp", "co", "ltd", "dept",
    "ala", "ariz", "calif", "colo", "conn", "fla", "ga", "ill", "kan", "md", "mich", "minn", "tenn",
];

pub(crate) fn sentences(text: &Text) -> Vec<Span> {
    let count = text.tokens.len();
    let mut found = Vec::new();
    let mut start = 0;
    let mut paragraph = 0;
    for at in 0..count {
        let next = at + 1;
        let paragraph_ends = next >= count || text.breaks(next) >= 2 || (text.breaks(next) == 1 && line_ends(text, at));
        if !(paragraph_ends || stops(text, at)) {
            continue;
        }
        // Closing quotation marks belong to the sentence that they close.
        if !paragraph_ends && closes(text, next) {
            continue;
        }
        found.push(Span { start, end: next, paragraph, shouted: shouted(text, start, next) });
        start = next;
        paragraph += usize::from(paragraph_ends);
    }
    found
}

/// Whether a single line break after this token ends a paragraph: after a stop, or where the next line begins with a capital and
/// this one is no wrapped line.
fn line_ends(text: &Text, at: usize) -> bool {
    let capital = text.capital(at + 1) || text.kind(at + 1) != Some(TokenKind::Word);
    let stopped = text.any(at, &[".", "!", "?", "\"", "”", ":", "»"]);
    capital && (stopped || !text.any(at, &[",", "-", "–", "—"]))
}

fn stops(text: &Text, at: usize) -> bool {
    let mark = text.word(at);
    // “J.P.” Quill: the stop of an initial ends nothing.
    let initial = at >= 2 && text.word(at - 1) == "." && text.written(at - 2).len() == 1;
    let closed = is_closing(text, at) && at > 0 && text.any(at - 1, &[".", "!", "?"]) && !initial;
    if closed {
        return begins(text, at + 1);
    }
    match mark {
        "!" | "?" => begins(text, at + 1) || closes(text, at + 1),
        "." if text.joined(at) && at > 0 => (begins(text, at + 1) || closes(text, at + 1)) && !is_short(text, at),
        _ => false,
    }
}

/// Whether the full stop at a position belongs to an abbreviation or an initial.
fn is_short(text: &Text, at: usize) -> bool {
    let before = at.saturating_sub(1);
    if !text.is_word(before) {
        return false;
    }
    let word = text.word(before);
    let initial = word.chars().count() == 1 && text.capital(before);
    // "p.m. Saturday" goes on, "p.m. The" does not.
    if matches!(word, "m") && text.joined(before) {
        return !text.can(at + 1, is::COMMON | is::NOT_NAME) || text.can(at + 1, is::WEEKDAY | is::MONTH);
    }
    initial
        || text.can(before, is::TITLE | is::RANK) && word.len() <= 5 && !matches!(word, "judge" | "agent" | "chief")
        || text.can(before, is::MONTH) && word.len() <= 4 && word != "may"
        || SHORT.contains(&word)
}

fn begins(text: &Text, at: usize) -> bool {
    let opens = text.any(at, &["\"", "“", "‘", "'", "(", "[", "–", "—", "-", "•"]);
    (text.capital(at) || text.kind(at) == Some(TokenKind::Number) || opens)
        && text.tokens.get(at).is_some_and(|token| token.spaced)
        || text.joined(at)
            && text.capital(at)
            && text.written(at).len() > 2
            && !text.tokens.get(at).is_some_and(|token| token.upper)
}

/// Whether a token is a mark that closes a quotation or bracket, written without space before it.
fn closes(text: &Text, at: usize) -> bool {
    text.joined(at) && is_closing(text, at)
}

fn is_closing(text: &Text, at: usize) -> bool {
    text.joined(at) && text.any(at, &["\"", "”", "’", "'", ")", "]"])
}

fn shouted(text: &Text, start: usize, end: usize) -> bool {
    let words = (start..end).filter(|at| text.is_word(*at) && text.word(*at).len() > 1);
    let (mut upper, mut all) = (0, 0);
    for at in words {
        all += 1;
        upper += usize::from(text.tokens.get(at).is_some_and(|token| token.upper));
    }
    all >= 4 && upper * 10 >= all * 7
}
