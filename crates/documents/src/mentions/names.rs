//! Runs of words that may name a person, weighed by what they are made of and what stands around them.

use super::ages;
use super::lexicon::{Lexicon, is};
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
            || flags & is::MONTH != 0 && flags & is::FIRST != 0 && text.can(at + 1, is::SURNAME);
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

/// Whether a capital at a token may only be that of a sentence.
fn sentence_head(text: &Text, at: usize) -> bool {
    let start = text.sentence(at).start;
    at == start || at == start + 1 && !text.is_word(start)
}

fn weigh(
    text: &Text,
    from: usize,
    to: usize,
    run_from: usize,
    run_to: usize,
    title: Option<(usize, usize)>,
) -> Option<Name> {
    let (mut from, to) = trim(text, from, to)?;
    // "East London Nadia Persaud": the place belongs to the office before the name.
    if to - from >= 3 && !text.can(from, is::FIRST) && text.can(from + 1, is::FIRST) && is_place(text, from, from + 1) {
        from += 1;
    }
    let mut words = Vec::new();
    let mut quoted = false;
    for at in from..to {
        if text.any(at, &["\"", "“", "”", "'", "‘", "(", ")"]) && !text.is_possessive(at) || text.word(at) == "’"
        {
            quoted = !quoted;
        } else if text.is_word(at) && !quoted && !(text.can(at, is::SUFFIX) && at > from) {
            words.push(at);
        }
    }
    let (&first, &last) = (words.first()?, words.last()?);
    let long = words.iter().filter(|at| text.word(**at).len() > 1).count();
    let mut weight = 0.0_f32;
    let age_after = ages::after_name(text, to).is_some();
    let age_before = compound_age_before(text, title.map_or(from, |(first, _)| first));
    if text.can(first, is::FIRST) {
        weight += if text.can(first, is::COMMON) && !text.can(last, is::SURNAME) { 1.0 } else { 2.0 };
    } else if text.written(first).len() == 1 {
        weight += 0.5;
    }
    if words.len() >= 2 && text.can(last, is::SURNAME) {
        weight += 1.2;
    }
    if title.is_some() {
        weight += 2.0;
    }
    weight += 3.0 * f32::from(u8::from(age_after)) + 3.0 * f32::from(u8::from(age_before));
    let before = title.map_or(from, |(first, _)| first).checked_sub(1);
    let before_word = before.map(|at| text.word(at)).unwrap_or_default();
    if before
        .is_some_and(|at| text.can(at, is::RELATIVE | is::TRADE | is::PERSON | is::RANK) && !text.sentence(at).shouted)
    {
        weight += 1.0;
    }
    // "A girl, Ada Quill, was": the name of whoever was described.
    let described = before_word == ","
        && before
            .and_then(|at| at.checked_sub(1))
            .is_some_and(|at| text.can(at, is::PERSON | is::RELATIVE) && !text.capital(at));
    if described && words.len() >= 2 {
        weight += 1.5;
    }
    match before_word {
        "in" | "at" | "near" | "to" | "outside" | "on" | "into" | "around" => weight -= 1.5,
        "from" | "the" => weight -= 1.0,
        "of" => {
            let death = before
                .and_then(|at| at.checked_sub(1))
                .is_some_and(|at| text.any(at, &["death", "deaths", "body", "murder", "killing"]));
            weight += if death { 1.5 } else { -0.2 };
        }
        "as" | "named" => weight += 1.0,
        "&" => weight -= 2.0,
        _ => {}
    }
    if text.can(to, is::SAID) || before.is_some_and(|at| text.can(at, is::SAID)) {
        weight += 1.0;
    }
    if text.any(to, &["was", "is", "had", "has", "died", "who", "told", "pleaded", "were"]) || text.is_possessive(to) {
        weight += 0.5;
    }
    let verb = to + usize::from(text.word(to) == ",");
    if text.any(verb, &["was", "were", "had", "has"])
        && (verb + 1..verb + 4).any(|at| {
            text.any(
                at,
                &[
                    "shot",
                    "killed",
                    "found",
                    "pronounced",
                    "slain",
                    "charged",
                    "arrested",
                    "identified",
                    "murdered",
                    "stabbed",
                    "taken",
                    "born",
                    "been",
                ],
            )
        })
    {
        weight += 1.0;
    }
    if words.iter().skip(1).any(|at| text.can(*at, is::FIRST) && !text.can(*at, is::COMMON)) && words.len() > 2 {
        weight += 0.8;
    }
    if is_place(text, from, to) {
        weight -= 3.0;
    }
    // "Smith, Texas": a place by its state.
    if text.word(to) == "," && Lexicon::shared().places().state(text.written(to + 1)).is_some() {
        weight -= 2.0;
    }
    if text.can(to, is::STREET | is::SITE | is::ORGANISATION) && text.capital(to)
        || to < run_to && text.can(to, is::NOT_NAME) && !text.can(to, is::COMMON)
    {
        weight -= 4.0;
    }
    if text.can(last, is::STREET | is::SITE) && !text.can(last, is::SURNAME) {
        weight -= 3.0;
    }
    if text.can(last, is::TAIL) && !(text.can(last, is::SURNAME) && text.can(first, is::FIRST)) {
        weight -= 3.0;
    }
    if from > run_from && title.is_none() && text.can(from - 1, is::NOT_NAME) && !text.can(from - 1, is::COMMON) {
        weight -= 1.5;
    }
    let common =
        words.iter().filter(|at| text.can(**at, is::COMMON) && !text.can(**at, is::FIRST | is::SURNAME)).count();
    weight -= 2.0 * common as f32;
    if long > 4 {
        weight -= 2.0;
    }
    if words.iter().any(|at| text.written(*at).len() > 2 && text.tokens.get(*at).is_some_and(|token| token.upper))
        && !text.sentence(from).shouted
        && !age_after
    {
        weight -= 1.5;
    }
    Some(Name { from, to, words, weight, title })
}

/// Drops marks at both ends, and lone initials at the end.
fn trim(text: &Text, mut from: usize, mut to: usize) -> Option<(usize, usize)> {
    while from < to && !text.is_word(from) {
        from += 1;
    }
    while to > from && !text.is_word(to - 1) && !(text.word(to - 1) == "." && to >= 2 && text.can(to - 2, is::SUFFIX)) {
        to -= 1;
    }
    (from < to).then_some((from, to))
}

/// Whether "21-year-old", with up to two words after it, ends before a token.
fn compound_age_before(text: &Text, at: usize) -> bool {
    let start = text.sentence(at).start;
    let between = |end: &usize| {
        *end >= start && !text.any(*end, &[",", ".", "in", "of", "at", "from", "near", "to", "and", "on"])
    };
    (0..=3)
        .filter_map(|back| at.checked_sub(back + 1))
        .take_while(between)
        .any(|end| text.word(end) == "old" && end >= 2)
}

/// Whether these tokens are a place of the gazetteer.
pub(crate) fn is_place(text: &Text, from: usize, to: usize) -> bool {
    let name = super::gazetteer::key(text.slice(from, to));
    Lexicon::shared().places().named(&name).is_some()
}
