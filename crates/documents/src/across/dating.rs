//! The day of an undated document, from the dated ones of the same event.

use crate::mentions::Mentions;
use jiff::civil::Date;

/// For each document without a day: the day it is given, and why, in a sentence.
pub(crate) fn infer(names: &[&str], mentions: &[&Mentions], groups: &[Vec<usize>]) -> Vec<(usize, Date, String)> {
    let mut found = Vec::new();
    for group in groups {
        let dated: Vec<(usize, Date)> =
            group.iter().filter_map(|at| mentions.get(*at)?.dated.map(|day| (*at, day))).collect();
        for &at in group.iter().filter(|at| mentions.get(**at).is_some_and(|one| one.dated.is_none())) {
            let Some(mine) = mentions.get(at) else { continue };
            // The document that shares most quotations, then the earliest.
            let shared = |other: &usize| {
                let theirs = mentions.get(*other).map(|one| one.quotations.as_slice()).unwrap_or_default();
                mine.quotations
                    .iter()
                    .filter(|quotation| theirs.iter().any(|other| same_words(&quotation.words, &other.words)))
                    .count()
            };
            let best = dated
                .iter()
                .map(|(other, day)| (shared(other), *day, *other))
                .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
            let Some((quotations, day, other)) = best else { continue };
            let name = names.get(other).copied().unwrap_or_default();
            let why = if quotations > 0 { "the same event and the same quotation" } else { "the same event" };
            found.push((at, day, format!("undated; taken to be of about {day} from {name}: {why}")));
        }
    }
    found
}

/// Whether two quotations are the same words, marks and capitals aside, or one holds the other.
pub(crate) fn same_words(a: &str, b: &str) -> bool {
    let plain = |text: &str| {
        let words: Vec<String> = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        words.join(" ")
    };
    let (a, b) = (plain(a), plain(b));
    let short = a.len().min(b.len());
    a == b || short > 25 && (a.contains(&b) || b.contains(&a))
}
