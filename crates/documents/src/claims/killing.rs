//! By whom somebody was killed, in the words of the document.

use super::reader::Reader;
use super::types::{Relation, Subject, SubjectKind, Value};
use crate::mentions::Kind;
use std::ops::Range;

/// "A Gravesend man murdered by Port"; "Port … dumped the bodies of".
pub(super) fn killed_by(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let by = sentence.clone().find(|at| {
        text.any(*at, &["murdered", "killed", "poisoned", "stabbed", "strangled"]) && text.word(at + 1) == "by"
    });
    if let Some(verb) = by
        && let Some(killer) = reader.parsed.cast.at.iter().find(|mention| (verb + 2..verb + 6).contains(&mention.from))
    {
        let name = reader.names(&[killer.person]).join("");
        let value = Value { text: name.clone(), written: name, number: None, when: None };
        let dead: Vec<usize> =
            reader.people(sentence.start..verb).into_iter().filter(|person| reader.is_dead(*person)).collect();
        let mut subjects: Vec<Subject> = dead.iter().map(|person| reader.person(*person)).collect();
        if subjects.is_empty() {
            subjects.extend(townsman(reader, sentence.start..verb));
        }
        for subject in subjects {
            reader.put_told(
                subject,
                Relation::KilledBy,
                value.clone(),
                None,
                sentence.start..killer.to,
                (verb, Kind::Event),
            );
        }
    }
    let dumped = sentence
        .clone()
        .find(|at| text.any(*at, &["dumped", "hid", "buried"]) && reader.has(at + 1..at + 4, &["body", "bodies"]));
    if let Some(verb) = dumped
        && let Some(actor) =
            reader.parsed.cast.at.iter().rev().find(|mention| sentence.contains(&mention.from) && mention.to <= verb)
    {
        let name = reader.names(&[actor.person]).join("");
        let value = Value { text: name.clone(), written: name, number: None, when: None };
        for person in reader.dead_of(sentence).into_iter().filter(|person| *person != actor.person) {
            reader.put_told(
                reader.person(person),
                Relation::KilledBy,
                value.clone(),
                None,
                sentence.clone(),
                (verb, Kind::Event),
            );
        }
    }
}

/// "A Gravesend man": somebody known by the town alone.
pub(crate) fn townsman(reader: &Reader, range: Range<usize>) -> Option<Subject> {
    let text = reader.text();
    let place = reader.parsed.places.iter().find(|place| {
        range.contains(&place.from)
            && text.any(place.to, &["man", "woman", "boy", "girl", "teenager"])
            && place.to < range.end
    })?;
    let name = format!("a {} {}", text.slice(place.from, place.to), text.word(place.to));
    Some(Subject { kind: SubjectKind::Person, people: vec![name.clone()], name })
}

/// One person sentenced for so many murders, and as many dead: they are the victims.
pub(super) fn convicted_killer(reader: &mut Reader) {
    let offenders: Vec<usize> = (0..reader.parsed.mentions.people.len())
        .filter(|person| reader.is_guilty(*person) && !reader.is_dead(*person))
        .collect();
    let [killer] = offenders[..] else { return };
    let dead: Vec<usize> = reader
        .dead()
        .into_iter()
        .filter(|person| reader.parsed.mentions.people.get(*person).is_some_and(|person| person.name.is_some()))
        .collect();
    let text = reader.text();
    let murders = reader.parsed.counts.iter().find(|count| {
        count.number == dead.len() as u64
            && (text.any(count.to - 1, &["murders", "killings"])
                || count.from >= 2
                    && text.any(count.from - 2, &["murders", "killings", "murder"])
                    && text.word(count.from - 1) == "of")
    });
    let Some(count) = murders else { return };
    let span = text.sentence(count.from);
    let name = reader.names(&[killer]).join("");
    for person in dead {
        let known = reader
            .claims
            .iter()
            .any(|claim| claim.relation == Relation::KilledBy && claim.subject == reader.person(person));
        if !known {
            let value = Value { text: name.clone(), written: name.clone(), number: None, when: None };
            reader.put(reader.person(person), Relation::KilledBy, value, None, span.start..span.end);
        }
    }
}
