//! Lists of people, and what stands between a person and the word that governs them.

use super::cast::{Cast, Form};
use super::lexicon::is;
use super::text::Text;

/// For each member of the cast a number that those who stand in one list by their full names share.
pub(super) fn lists(text: &Text, cast: &Cast) -> Vec<usize> {
    let mut list: Vec<usize> = (0..cast.members.len()).collect();
    for pair in cast.at.windows(2) {
        let [one, two] = pair else { continue };
        let named = one.form == Form::Full && two.form == Form::Full;
        if !named || one.to > two.titled_from || !is_list(text, one.to, two.titled_from) {
            continue;
        }
        if let (Some(&one), Some(&two)) = (list.get(one.person), list.get(two.person)) {
            list.iter_mut().filter(|number| **number == two).for_each(|number| *number = one);
        }
    }
    list
}

/// Whether nothing but what belongs to a list stands between two people: commas, ages, homes and "and".
pub(super) fn is_list(text: &Text, from: usize, to: usize) -> bool {
    if from > to || to - from > 18 {
        return false;
    }
    let mut joint = false;
    let mut place = false;
    for at in from..to {
        let word = text.word(at);
        if matches!(word, "," | "and" | ";" | "&" | "along" | "with" | ":") {
            joint = true;
            place = false;
        } else if matches!(word, "of" | "from" | "in") {
            place = true;
        } else if place && text.capital(at) || text.kind(at) == Some(super::tokens::TokenKind::Number) {
        } else if !matches!(
            word,
            "aged"
                | "age"
                | "("
                | ")"
                | "a"
                | "an"
                | "the"
                | "his"
                | "her"
                | "their"
                | "-"
                | "year"
                | "old"
                | "both"
                | "also"
                | "."
                | "years"
                | "two"
                | "three"
                | "four"
                | "five"
                | "father"
                | "couple"
                | "children"
                | "sons"
                | "daughters"
                | "kids"
                | "family"
                | "close"
                | "longtime"
                | "best"
                | "older"
                | "younger"
                | "unborn"
                | "another"
                | "as"
                | "well"
                | "'s"
        ) && !text.can(at, is::RELATIVE | is::TRADE | is::TITLE | is::RANK | is::PERSON | is::NUMBER)
        {
            return false;
        }
    }
    joint
}

/// Whether only further names of a list, their ages and homes stand between two tokens.
pub(super) fn is_list_of_names(text: &Text, from: usize, to: usize) -> bool {
    (from..to).all(|at| {
        text.capital(at)
            || !text.is_word(at)
            || text.any(at, &["and", "of", "year", "old", "aged", "his", "her", "their", "adopted", "estranged"])
            || text.can(at, is::RELATIVE | is::PERSON)
    })
}

/// The last token that governs a mention: its determiner, age, title and descriptions skipped.
pub(super) fn skip_back(text: &Text, first: usize, start: usize) -> usize {
    let mut at = first;
    let mut skipped = 0;
    while at > start && skipped < 10 {
        let before = at - 1;
        let skips = text.any(
            before,
            &[
                "a",
                "an",
                "the",
                "his",
                "her",
                "their",
                "-",
                "year",
                "years",
                "month",
                "old",
                "both",
                "local",
                "then",
                "former",
                "and",
                "young",
                "beloved",
                "two",
                "three",
                "four",
                "students",
                "brothers",
                "sisters",
                "estranged",
                "adopted",
                "younger",
                "older",
                "elder",
                "own",
                "pregnant",
            ],
        ) || text.kind(before) == Some(super::tokens::TokenKind::Number)
            || text.can(before, is::RELATIVE | is::TRADE | is::TITLE | is::RANK | is::NUMBER | is::PERSON)
            || text.word(before) == "," && text.can(before.saturating_sub(1), is::RELATIVE | is::PERSON | is::TRADE);
        // "The Quills' brother".
        let owner = text.is_possessive(before) && text.can(at, is::RELATIVE | is::PERSON) && before > start;
        if owner {
            at = before - 1;
            skipped += 1;
            continue;
        }
        if !skips {
            return before;
        }
        at = before;
        skipped += 1;
    }
    at
}
