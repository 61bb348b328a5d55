//! Where somebody was found, and by whom.

use super::reader::Reader;
use super::types::{Relation, Subject, SubjectKind};
use crate::mentions::is;
use std::ops::Range;

/// "They were both found dead in the same Barking churchyard"; "dumped the bodies of … near his flat".
pub(super) fn found_at(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let died =
        |at: usize| text.any(at, &["died", "dies", "deceased", "hanged"]) || text.phrase(at, &["passed", "away"]);
    let found = sentence.clone().find(|at| text.any(*at, &["found", "discovered", "dumped", "recovered"]) || died(*at));
    let Some(verb) = found else { return };
    let body = reader.has(
        sentence.clone(),
        &[
            "dead",
            "body",
            "bodies",
            "unresponsive",
            "deceased",
            "remains",
            "lifeless",
            "suspended",
            "hanging",
            "ligature",
        ],
    );
    if !body && !died(verb) {
        return;
    }
    let last_person = reader
        .parsed
        .cast
        .at
        .iter()
        .filter(|mention| {
            sentence.contains(&mention.from)
                && reader.is_dead(mention.person)
                && reader.has(verb..mention.from, &["body", "bodies"])
        })
        .map(|mention| mention.to)
        .next_back();
    let start = last_person.unwrap_or(verb + 1);
    let place = (start..sentence.end).find(|at| {
        text.any(*at, &["in", "at", "near", "inside", "outside", "on", "behind", "under"]) && is_place(reader, at + 1)
    });
    let Some(place) = place else { return };
    let end = place_end(reader, place + 1);
    let from = if text.any(place, &["in", "at"]) { place + 1 } else { place };
    let value = reader.value(from..end);
    for subject in found_subjects(reader, sentence, verb) {
        reader.put(subject, Relation::FoundAt, value.clone(), None, sentence.start..end);
    }
}

/// Whether a noun phrase of a place begins at a token: not a date, a number of people or a person.
fn is_place(reader: &Reader, at: usize) -> bool {
    let text = reader.text();
    let end = reader.clause_end(at).min(at + 7);
    let dated = reader.parsed.dates.iter().any(|date| date.from == at);
    let noun = (at..end).any(|at| {
        text.can(at, is::SITE | is::STREET) && !text.any(at, &["way", "close", "place", "walk"])
            || text.any(at, &["hospital", "hmp"])
            || text.any(
                at,
                &[
                    "home", "house", "flat", "bedroom", "bathroom", "room", "street", "garden", "car", "river",
                    "woods", "field", "cell", "block", "hospital", "address",
                ],
            )
    });
    let named = reader.parsed.places.iter().any(|place| (at..end).contains(&place.from));
    !dated && !text.any(at, &["possession", "connection", "custody", "a"]) && (noun || named)
}

/// The end of a place: through one comma to a place that holds it ("Barking, east London"), never past "within", "after" or a verb.
fn place_end(reader: &Reader, from: usize) -> usize {
    let text = reader.text();
    let limit = text.sentence(from).end.min(from + 16);
    let mut at = from;
    while at < limit {
        let stop = text.any(
            at,
            &[
                "within", "after", "over", "by", "on", "while", "when", "with", "who", "which", "and", "just", ".",
                ";", "(", "—", "during", "yards",
            ],
        );
        let holds = text.word(at) == ","
            && reader.parsed.places.iter().any(|place| (at + 1..at + 4).contains(&place.from))
            && !text.any(at + 1, &["and", "who"]);
        // "In Barking in August": the date is no part of the place.
        let dated = reader.parsed.dates.iter().any(|date| (date.from..date.to).contains(&at));
        if stop || dated || text.word(at) == "," && !holds {
            break;
        }
        at += 1;
    }
    at
}

fn found_subjects(reader: &Reader, sentence: &Range<usize>, verb: usize) -> Vec<Subject> {
    let text = reader.text();
    // "The bodies of three of Port's victims were found": so many of them.
    let count = reader.parsed.counts.iter().find(|count| {
        sentence.contains(&count.from)
            && count.from < verb
            && text.any(count.to - 1, &["victims", "men", "women", "people", "bodies", "whom"])
    });
    if let Some(count) = count {
        let dead = reader.dead();
        let whole = dead.len() as u64 == count.number;
        let what = format!("{} of the dead", count.number);
        return vec![if whole {
            reader.group(SubjectKind::Group, "the deaths", &dead)
        } else {
            reader.named(SubjectKind::Group, &what)
        }];
    }
    let dead = reader.dead_of(sentence);
    if dead.len() > 1 && reader.has(verb..sentence.end, &["bodies"]) {
        return vec![reader.group(SubjectKind::Group, "the deaths", &dead)];
    }
    dead.iter().map(|person| reader.person(*person)).collect()
}

/// "Found by a dog walker".
pub(super) fn found_by(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let verb = sentence
        .clone()
        .find(|at| text.any(*at, &["found", "discovered"]) && (at + 1..at + 4).any(|by| text.word(by) == "by"));
    let Some(by) = verb.and_then(|verb| reader.find(verb..verb + 4, &["by"])) else { return };
    let end = reader.clause_end(by + 1).min(by + 9);
    let stop = (by + 1..end).find(|at| text.any(*at, &["in", "at", "on", "who", "after", "when"])).unwrap_or(end);
    if stop <= by + 1 {
        return;
    }
    let value = reader.value(by + 1..stop);
    for person in reader.dead_of(sentence) {
        reader.put(reader.person(person), Relation::FoundBy, value.clone(), None, sentence.start..stop);
    }
}
