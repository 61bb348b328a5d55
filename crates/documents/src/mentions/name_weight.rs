//! How much a run of capitals looks like a person's name.

use super::ages;
use super::lexicon::{Lexicon, is};
use super::names::Name;
use super::shown::{headline_style, newspaper};
use super::text::Text;

/// What two words with capitals weigh within a sentence, where no list knows them.
const UNHEARD: f32 = 0.8;

pub(super) fn weigh(
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
    from = after_area(text, from, to, run_from).unwrap_or(from);
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
        // Given names are past counting: one that no list has, before a family name.
        let unheard = text.flags(first) == 0 && text.written(first).len() > 3 && words.len() <= 3;
        if unheard && !headline_style(text, from) && !is_place(text, from, from + 1) {
            weight += 0.4;
        }
    }
    // Two names that no list has, where nothing says that they are anything else.
    let unheard = |at: &usize| {
        text.flags(*at) == 0 && text.written(*at).len() > 3 && !text.tokens.get(*at).is_some_and(|token| token.upper)
    };
    if (2..=3).contains(&words.len())
        && words.iter().all(unheard)
        && from > text.sentence(from).start
        && from == run_from
        && to == run_to
        && !headline_style(text, from)
        && (from..to).all(|at| !is_place(text, at, at + 1))
    {
        weight += UNHEARD;
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
        "a" | "an" if !age_before && title.is_none() => weight -= 2.0,
        "from" => weight -= 1.0,
        "the" => weight -= 2.0,
        "of" => {
            let death = before
                .and_then(|at| at.checked_sub(1))
                .is_some_and(|at| text.any(at, &["death", "deaths", "body", "murder", "killing"]));
            weight += if death { 1.5 } else { -0.2 };
        }
        "as" | "named" | "killed" | "killing" | "murdered" | "shot" | "be" => weight += 1.0,
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
    } else if matches!(before_word, "in" | "near" | "outside")
        && Lexicon::shared().places().named(&super::gazetteer::key(text.slice(from, to))).is_some()
    {
        weight -= 2.0;
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
    let on = matches!(before_word, "on" | "at" | "in" | "of" | "near" | "along" | "and" | "off");
    if text.can(last, is::STREET | is::SITE) && (!text.can(last, is::SURNAME) || on) {
        weight -= 3.0;
    }
    // "Fort Riley", "Upper Sandusky": words that begin the names of places.
    if text.any(
        first,
        &["fort", "mount", "camp", "upper", "lower", "port", "lake", "cape", "jersey", "point", "bay", "glen", "old"],
    ) {
        weight -= 2.0;
    }
    if newspaper(text, last) && (before_word == "the" || !text.can(last, is::SURNAME)) {
        weight -= 2.0;
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
    // "New Haven Register".
    if from > run_from && text.word(from - 1) == "new" {
        weight -= 3.0;
    }
    if long > 4 {
        weight -= 2.0;
    }
    // "Martin Luther King Day": what is named after somebody.
    if words.len() >= 2 && text.any(last, &["day", "eve", "week", "parade", "act", "law", "award", "cup", "trail"]) {
        weight -= 4.0;
    }
    if words.iter().any(|at| text.written(*at).len() > 2 && text.tokens.get(*at).is_some_and(|token| token.upper))
        && !text.sentence(from).shouted
        && !age_after
    {
        weight -= 1.5;
    }
    // "Quill-Hartley": one family name, not a given and a family name.
    if let [_, family] = words.as_slice()
        && to - from == 3
        && text.any(from + 1, &["-", "‑"])
    {
        words = vec![*family];
    }
    Some(Name { from, to, words, weight, title })
}

/// "Senior coroner for Greater Manchester South Alison Bell": the name is the last two words, what stands before them the area.
fn after_area(text: &Text, from: usize, to: usize, run_from: usize) -> Option<usize> {
    let start = text.sentence(from).start;
    let area = (start.max(run_from.saturating_sub(8))..=run_from).rev().find(|at| {
        text.any(*at, &["for", "of"]) && *at > start && text.any(at - 1, &["coroner", "coroner's", "examiner"])
    })?;
    let between = |at: usize| text.capital(at) || text.any(at, &["and", "&", "the", "of", "upon", ",", "-", "on"]);
    let words: Vec<usize> = (from..to).filter(|at| text.is_word(*at)).collect();
    let [.., first, _] = words.as_slice() else { return None };
    let enough = words.len() >= 3 || from > area + 1 && words.len() == 2;
    ((area + 1..from).all(between) && enough && text.can(*first, is::FIRST)).then_some(*first)
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
    Lexicon::shared().places().major(&name).is_some()
}
