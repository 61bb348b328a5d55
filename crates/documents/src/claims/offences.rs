//! Offences: what somebody was convicted of or charged with, and the sentence.

use super::reader::Reader;
use super::types::{Relation, Value};
use crate::mentions::{Kind, Status};
use std::ops::Range;

pub(crate) fn read(reader: &mut Reader) {
    for sentence in reader.sentences().collect::<Vec<_>>() {
        convicted(reader, &sentence);
        sentenced(reader, &sentence);
    }
}

/// Whose conviction or sentence a sentence tells: the person named before the verb, the one whom a pronoun means.
fn offender(reader: &Reader, sentence: &Range<usize>, verb: usize) -> Option<usize> {
    let before =
        reader.parsed.cast.at.iter().filter(|mention| {
            sentence.contains(&mention.from) && mention.to <= verb && !reader.is_dead(mention.person)
        });
    before
        .clone()
        .find(|mention| reader.is_guilty(mention.person))
        .or_else(|| before.clone().next())
        .map(|mention| mention.person)
        .or_else(|| {
            reader
                .has(sentence.start..verb, &["he", "she", "who"])
                .then(|| reader.actor_before(sentence.start))
                .flatten()
        })
}

/// "Convicted of 10 offences of …, four rapes and four sexual assaults".
fn convicted(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    for at in sentence.clone() {
        let (relation, from) = if text.any(at, &["convicted", "guilty"]) && text.word(at + 1) == "of" {
            (Relation::ConvictedOf, at + 2)
        } else if text.word(at) == "charged" && text.word(at + 1) == "with" {
            (Relation::ChargedWith, at + 2)
        } else if text.any(at, &["guilty"]) && text.word(at + 1) == "to" {
            (Relation::ConvictedOf, at + 2)
        } else if text.any(at, &["jailed", "sentenced", "imprisoned", "term", "life"])
            && let Some(murders) = murders(reader, at, sentence.end)
        {
            (Relation::ConvictedOf, murders)
        } else {
            continue;
        };
        let kind = if relation == Relation::ChargedWith { Kind::Charge } else { Kind::Conviction };
        // "If found guilty of" and "pleaded not guilty to" convict nobody.
        let plea = text.word(at) == "guilty" && text.word(at.saturating_sub(1)) == "not";
        if plea || reader.status(at, kind) == Status::Conditional {
            continue;
        }
        let Some(person) = offender(reader, sentence, at) else { continue };
        for item in items(reader, from, sentence.end) {
            let number = reader.parsed.text.number(item.start).map(|(number, _)| number as f64);
            let mut value = reader.value(item.clone());
            value.number = number;
            reader.put_told(reader.person(person), relation, value, None, at..item.end, (at, kind));
        }
        if relation == Relation::ConvictedOf && !text.any(at, &["convicted", "guilty"]) {
            break;
        }
    }
}

/// "For the murders of …", "for the four murders" after a sentence: where what it was for begins.
fn murders(reader: &Reader, at: usize, end: usize) -> Option<usize> {
    let text = reader.text();
    let from = (at + 1..end.min(at + 6)).find(|word| text.word(*word) == "for")? + 1;
    let from = from + usize::from(text.any(from, &["the", "his", "her"]));
    let noun = (from..end.min(from + 3))
        .find(|word| text.any(*word, &["murders", "murder", "killings", "manslaughter", "rapes"]))?;
    (noun >= from).then_some(from)
}

/// The parts of a list of offences: parted by commas and "and", each with its number.
fn items(reader: &Reader, from: usize, limit: usize) -> Vec<Range<usize>> {
    let text = reader.text();
    let mut found = Vec::new();
    let mut start = from;
    let mut at = from;
    while at <= limit {
        let stop = at >= limit
            || text.any(
                at,
                &[
                    ".",
                    ";",
                    "—",
                    "–",
                    "\"",
                    "”",
                    "(",
                    "after",
                    "in",
                    "at",
                    "when",
                    "on",
                    "following",
                    "last",
                    "during",
                    "but",
                    "over",
                    "while",
                ],
            ) && at > start;
        let joint = text.any(at, &[",", "and"]) && at < limit;
        if (stop || joint) && at > start {
            // "Possession of a firearm and ammunition" stays one: an item begins with a number or an article, or ends the list.
            let next = at + 1 + usize::from(text.word(at + 1) == "and");
            let begins =
                text.number(next).is_some() || text.any(next, &["a", "an", "one", "the"]) || text.word(at) == ",";
            if stop || begins {
                found.push(start..at);
                start = next;
                at = next;
                if stop {
                    break;
                }
                continue;
            }
        }
        if stop {
            break;
        }
        at += 1;
    }
    found.retain(|item| item.len() <= 14 && !item.is_empty());
    found.truncate(12);
    found
}

/// "Given a whole-life term", "jailed for life", "sentenced to 25 years".
fn sentenced(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let whole = |at: usize| {
        (text.phrase(at, &["whole", "-", "life"]) || text.phrase(at, &["whole", "life"]))
            && (at..at + 6).any(|at| text.any(at, &["term", "order", "sentence", "tariff"]))
    };
    for at in sentence.clone() {
        let (end, value, years) = if whole(at) {
            let end = (at..at + 6).find(|at| text.any(*at, &["term", "order", "sentence", "tariff"])).unwrap_or(at) + 1;
            (end, "life (whole-life term)".to_owned(), None)
        } else if text.any(at, &["jailed", "imprisoned"]) && text.phrase(at + 1, &["for", "life"]) {
            (at + 3, "life".to_owned(), None)
        } else if text.phrase(at, &["life", "imprisonment"])
            || text.phrase(at, &["life", "in", "prison"])
            || text.phrase(at, &["life", "sentence"]) && !text.any(at.saturating_sub(1), &["-"])
        {
            (at + 2, "life".to_owned(), None)
        } else if text.any(at, &["jailed", "sentenced", "imprisoned"])
            && let Some((number, unit)) = (at + 1..at + 4).find_map(|at| text.number(at))
            && text.any(unit, &["years", "months", "year"])
        {
            (unit + 1, format!("{number} {}", text.word(unit)), Some(number as f64))
        } else {
            continue;
        };
        let Some(person) = offender(reader, sentence, at) else { return };
        let happened = reader
            .when(at..sentence.end)
            .or_else(|| reader.when(at.saturating_sub(8).max(sentence.start)..at))
            .filter(|when| reader.asserted_on.is_none_or(|day| when.from <= day));
        let written = reader.words(at..end);
        reader.put_told(
            reader.person(person),
            Relation::Sentenced,
            Value { text: value, written, number: years, when: None },
            happened,
            sentence.start..end,
            (at, Kind::Conviction),
        );
        return;
    }
}
