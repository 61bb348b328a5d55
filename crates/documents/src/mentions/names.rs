//! Runs of words that may name a person, weighed by what they are made of and what stands around them.

use super::lexicon::is;
use super::name_weight::weigh;
use super::text::Text;

/// A name at tokens, titles left out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Given and family names as written, without initials' stops, nicknames and endings such as Jr.
    pub(crate) words: Vec<usize>,
    /// How much it looks like a person; accepted from [`ENOUGH`].
    pub(crate) weight: f32,
    /// Title or rank before it, as tokens.
    pub(crate) title: Option<(usize, usize)>,
}

/// Weight from which a run is taken for a person.
pub(crate) const ENOUGH: f32 = 1.5;

/// Names of a text, those with weight enough and those without: the latter may be told by a fuller one elsewhere.
pub(crate) fn find(text: &Text) -> Vec<Name> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        if !begins(text, at) {
            at += 1;
            continue;
        }
        let to = run(text, at);
        pieces(text, at, to, &mut found);
        at = to.max(at + 1);
    }
    found
}

/// Whether a token can stand in a run of names.
fn begins(text: &Text, at: usize) -> bool {
    text.is_word(at) && text.capital(at)
}

/// The end of the run of capitals from a token: hyphens, initials, particles, endings and nicknames inside it are bridged.
#[expect(clippy::if_same_then_else, reason = "each branch is one way in which a name goes on")]
fn run(text: &Text, start: usize) -> usize {
    let end = text.sentence(start).end;
    let mut at = start + 1;
    while at < end && text.breaks(at) == 0 {
        let next_capital = begins(text, at + 1) && at + 1 < end && text.breaks(at + 1) == 0;
        if begins(text, at) {
            at += 1;
        } else if text.word(at) == "."
            && text.joined(at)
            && next_capital
            && text.tokens.get(at + 1).is_some_and(|token| token.spaced || text.written(at + 1).len() == 1)
        {
            at += 1;
        } else if text.word(at) == "." && text.joined(at) && text.can(at - 1, is::SUFFIX) {
            at += 1;
        } else if text.any(at, &["-", "‑"]) && text.joined(at) && text.joined(at + 1) && next_capital {
            at += 2;
        } else if text.word(at) == "," && text.can(at + 1, is::SUFFIX) && text.capital(at + 1) {
            at += 2;
        } else if text.can(at, is::PARTICLE)
            && !text.can(at, is::NOT_NAME)
            && (next_capital || text.can(at + 1, is::PARTICLE) && begins(text, at + 2))
        {
            at += 1;
        } else if let Some(after) = nickname(text, at, end) {
            at = after;
        } else {
            break;
        }
    }
    at
}

/// A nickname in quotation marks or brackets between two names; gives the position after it.
fn nickname(text: &Text, at: usize, end: usize) -> Option<usize> {
    if !text.any(at, &["\"", "“", "'", "‘", "("]) {
        return None;
    }
    let close = (at + 2..(at + 6).min(end))
        .find(|close| text.any(*close, &["\"", "”", "'", "’", ")"]) || text.is_possessive(*close))?;
    let inside = (at + 1..close)
        .all(|inner| text.is_word(inner) || text.any(inner, &[".", "-"]) || text.number(inner).is_some());
    (inside && begins(text, close + 1) && close + 1 < end && text.breaks(close + 1) == 0).then_some(close + 1)
}

/// Splits a run at titles and at words that are no names, and weighs each piece.
fn pieces(text: &Text, from: usize, to: usize, found: &mut Vec<Name>) {
    let mut start = None;
    let mut title: Option<(usize, usize)> = None;
    for at in from..=to {
        let outside = at >= to || !is_part(text, at, from, to);
        if !outside {
            start = start.or(Some(at));
            continue;
        }
        if let Some(begin) = start.take() {
            if let Some(name) = weigh(text, begin, at, from, to, title) {
                found.push(name);
            }
            title = None;
        }
        if at < to && text.can(at, is::TITLE | is::RANK) {
            title = Some((title.map_or(at, |(first, _)| first), at + 1));
        } else if at < to && !(text.word(at) == "." && title.is_some()) {
            title = None;
        }
    }
}

/// Whether the token at a position of the run `from..to` can be part of a person's name.
fn is_part(text: &Text, at: usize, from: usize, to: usize) -> bool {
    if !text.is_word(at) {
        return text.any(at, &["-", "‑", ".", ",", "\"", "“", "”", "'", "‘", "’", "(", ")"])
            || text.is_possessive(at)
            || text.number(at).is_some();
    }
    // Initials: "Joy A. Bell".
    if text.written(at).len() == 1 && at > from && text.word(at + 1) == "." && text.joined(at + 1) {
        return true;
    }
    let flags = text.flags(at);
    let name = flags & (is::FIRST | is::SURNAME) != 0;
    if flags & (is::TITLE | is::RANK) != 0 {
        // "Justin Judge", "Dean Smith": a name where one stands before it and none follows.
        return name && at > from && at + 1 >= to && text.can(at - 1, is::FIRST);
    }
    if flags & (is::NOT_NAME | is::MONTH | is::WEEKDAY) != 0 {
        let shielded = name && at > from && text.can(at - 1, is::FIRST)
            || flags & is::FIRST != 0 && at + 1 < to && text.can(at + 1, is::SURNAME);
        return shielded && flags & (is::COMMON | is::ORGANISATION) == 0
            || flags & is::MONTH != 0 && flags & is::FIRST != 0 && text.can(at + 1, is::SURNAME)
            || is_middle_month(text, at, from, to);
    }
    if text.sentence(at).shouted {
        return name || flags & (is::COMMON | is::PERSON | is::RELATIVE | is::SITE | is::STREET | is::TRADE) == 0;
    }
    // "Terrell Heard": a common word after a given name, at the end of the run.
    if at > from
        && at + 1 >= to
        && text.can(at - 1, is::FIRST)
        && !text.can(at - 1, is::COMMON)
        && flags & (is::PERSON | is::RELATIVE | is::SAID) == 0
        && at - from == 1
    {
        return true;
    }
    let common = flags & (is::COMMON | is::PERSON | is::RELATIVE | is::TRADE | is::SAID) != 0;
    !common
        || name && at > from
        || flags & is::FIRST != 0 && !sentence_head(text, at)
        || flags & is::FIRST != 0 && text.can(at + 1, is::SURNAME)
}

/// "Hanna May Rhoden": a month that is a name, between a given and a family name.
fn is_middle_month(text: &Text, at: usize, from: usize, to: usize) -> bool {
    text.any(at, &["april", "may", "june", "august"])
        && at > from
        && at + 1 < to
        && text.can(at - 1, is::FIRST)
        && begins(text, at + 1)
        && !text.can(at + 1, is::COMMON | is::NOT_NAME | is::WEEKDAY)
}

/// Whether a capital at a token may only be that of a sentence.
fn sentence_head(text: &Text, at: usize) -> bool {
    let start = text.sentence(at).start;
    at == start || at == start + 1 && !text.is_word(start)
}
