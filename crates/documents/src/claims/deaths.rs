//! Claims of deaths: when, where, of what, by whom.

use super::finding::{found_at, found_by};
use super::killing::{convicted_killer, killed_by};
use super::reader::Reader;
use super::types::{Relation, SubjectKind, Value};
use crate::mentions::{PlaceKind, is};
use std::ops::Range;

const DIED: [&str; 10] =
    ["died", "dies", "killed", "dead", "murdered", "slain", "fatally", "deaths", "death", "overdosed"];
/// Words that make a substance part of a death.
const OF_DEATH: [&str; 24] = [
    "tests",
    "blood",
    "died",
    "dose",
    "doses",
    "overdose",
    "overdosing",
    "overdosed",
    "fatal",
    "toxicity",
    "intoxication",
    "poisoning",
    "drug",
    "drugs",
    "toxicology",
    "ingested",
    "taken",
    "injected",
    "cause",
    "consumed",
    "administering",
    "combined",
    "effects",
    "level",
];
/// Tokens after a person within which a date of death stands.
const REACH: usize = 24;

pub(crate) fn read(reader: &mut Reader) {
    for sentence in reader.sentences().collect::<Vec<_>>() {
        died(reader, &sentence);
        found_at(reader, &sentence);
        cause(reader, &sentence);
        found_by(reader, &sentence);
        killed_by(reader, &sentence);
        over(reader, &sentence);
    }
    substances(reader);
    event(reader);
    convicted_killer(reader);
}

/// "Taylor, who died in September 2015"; "the deaths of Walgate the previous year".
fn died(reader: &mut Reader, sentence: &Range<usize>) {
    let dates: Vec<_> = reader.dates(sentence.clone()).collect();
    for (date, when) in dates {
        let Some(when) = when else { continue };
        let text = reader.text();
        let mentions: Vec<_> = reader
            .parsed
            .cast
            .at
            .iter()
            .filter(|mention| sentence.contains(&mention.from) && mention.to <= date.start)
            .collect();
        // "She died on …", in a report about one death.
        if mentions.is_empty()
            && reader.has(sentence.start..date.start, &["he", "she", "they"])
            && reader.has(date.start.saturating_sub(6).max(sentence.start)..date.start, &["died", "passed", "death"])
            && let [person] = reader.dead().as_slice()
        {
            let value =
                Value { text: when.to_string(), written: reader.words(date.clone()), number: None, when: Some(when) };
            reader.put(reader.person(*person), Relation::DiedOn, value, Some(when), sentence.start..date.end);
            continue;
        }
        let Some(last) = mentions.last().filter(|last| reader.is_dead(last.person) && date.start - last.to <= REACH)
        else {
            continue;
        };
        let between = last.to..date.start;
        // Directly after the name of somebody whose death is spoken of, or after a word of dying.
        // A day long before, at once after a name, is a birth.
        let recent = reader.asserted_on.is_none_or(|day| day.year() - when.from.year() < 30);
        let at_once = (between.is_empty() || between.len() == 1 && text.any(between.start, &["the", "in", ","]))
            && recent
            && reader.has(sentence.start..last.from, &["death", "deaths", "those", "murder", "murders", "killing"]);
        // "The body of a young man was found in Whitby in August".
        let body = reader.has(sentence.start..last.from, &["body", "bodies", "remains"]);
        let found = || reader.find(between.clone(), &["found", "discovered", "recovered"]).filter(|_| body);
        let dying = reader.find(between.clone(), &DIED).or_else(found);
        // "… died on the Monday. An inquest was opened on": the day of the inquest is not the death's.
        let process = reader.has(
            dying.unwrap_or(between.start)..between.end,
            &["commenced", "opened", "concluded", "inquest", "investigation", "born", "since", "until", "before"],
        );
        if process && !at_once {
            continue;
        }
        let other =
            dying.is_some_and(|at| between.clone().skip(at + 1 - between.start).any(|later| text.can(later, is::SAID)));
        if !(at_once || dying.is_some() && !other) {
            continue;
        }
        let value =
            Value { text: when.to_string(), written: reader.words(date.clone()), number: None, when: Some(when) };
        // Those joined to the last by "and" died then too, unless the date stands at once after one name.
        let mut people = vec![last.person];
        if !at_once {
            people.extend(joined(reader, sentence, last.from));
        }
        for person in people {
            reader.put(reader.person(person), Relation::DiedOn, value.clone(), Some(when), last.from..date.end);
        }
    }
}

/// The dead who stand in a list that ends in the mention at a token.
fn joined(reader: &Reader, sentence: &Range<usize>, last: usize) -> Vec<usize> {
    let mut people = Vec::new();
    let mut end = last;
    for mention in
        reader.parsed.cast.at.iter().rev().filter(|mention| sentence.contains(&mention.from) && mention.to <= last)
    {
        let gap = mention.to..end;
        let list = gap.len() <= 9
            && reader.has(gap.clone(), &["and", ",", ";"])
            && !gap.clone().any(|at| {
                reader.text().can(at, is::SAID)
                    || reader.text().any(at, &["was", "were", "who", "had", "died", "by", "his", "her"])
            });
        let dated = reader.dates(gap).next().is_some();
        if !list || dated || !reader.is_dead(mention.person) {
            break;
        }
        people.push(mention.person);
        end = mention.titled_from;
    }
    people
}

/// "Died after overdosing on …", "died of a gunshot wound".
fn cause(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let Some(verb) = sentence
        .clone()
        .find(|at| text.any(*at, &["died", "dies"]) && text.any(at + 1, &["after", "of", "from", "as", "by"]))
    else {
        return;
    };
    let from = verb + 2 + usize::from(text.phrase(verb + 1, &["as", "a", "result", "of"])) * 3;
    let date = reader.dates(from..sentence.end).next().map(|(date, _)| date.start);
    let end = reader.clause_end(from).min(date.unwrap_or(usize::MAX)).min(from + 16);
    if end <= from {
        return;
    }
    let value = reader.value(from..end);
    let people: Vec<usize> =
        reader.people(sentence.start..verb).into_iter().filter(|person| reader.is_dead(*person)).collect();
    let people = if people.is_empty() { reader.dead_of(sentence) } else { people };
    for person in people {
        reader.put(reader.person(person), Relation::Cause, value.clone(), None, verb..end);
    }
}

/// "Over a period of 15 months"; "within a month of each other".
fn over(reader: &mut Reader, sentence: &Range<usize>) {
    let durations: Vec<_> = reader.parsed.mentions.durations.clone();
    for duration in durations {
        let at = reader.text().token_at(duration.characters.start);
        if !sentence.contains(&at)
            || !reader.has(at.saturating_sub(4).max(sentence.start)..at, &["over", "within", "period"])
        {
            continue;
        }
        let dead = reader.dead_of(sentence);
        let to = reader.text().token_at(duration.characters.end.saturating_sub(1)) + 1;
        let apart =
            reader.text().phrase(to, &["of", "each", "other"]) || reader.text().phrase(to, &["of", "one", "another"]);
        if dead.len() < 2 || !apart && reader.has(at.saturating_sub(3)..at, &["within"]) {
            continue;
        }
        let plural = if duration.number == 1 { "" } else { "s" };
        let text = format!("{}{} {}{plural}", if apart { "within " } else { "" }, duration.number, duration.unit);
        let written = reader.words(at..to);
        let value = Value { text, written, number: Some(f64::from(duration.number)), when: None };
        let subject = reader.group(SubjectKind::Group, "the deaths", &dead);
        reader.put(subject, Relation::Over, value, None, at.saturating_sub(4).max(sentence.start)..to);
    }
}

fn substances(reader: &mut Reader) {
    for mention in &reader.parsed.mentions.substances {
        let at = reader.text().token_at(mention.characters.start);
        let span = reader.text().sentence(at);
        let sentence = span.start..span.end;
        if mention.denied || !reader.has(sentence.clone(), &OF_DEATH) {
            continue;
        }
        let to = reader.text().token_at(mention.characters.end.saturating_sub(1)) + 1;
        let dead: Vec<usize> =
            reader.people(sentence.clone()).into_iter().filter(|person| reader.is_dead(*person)).collect();
        let dead = if dead.is_empty() { reader.dead() } else { dead };
        if dead.is_empty() {
            continue;
        }
        let subject = if dead.len() == 1 {
            reader.person(dead[0])
        } else {
            reader.group(SubjectKind::Group, "the deaths", &dead)
        };
        let value = Value { text: mention.name.clone(), written: mention.written.clone(), number: None, when: None };
        reader.put(subject, Relation::Substance, value, None, at..to);
    }
}

/// The day of the event that the document is about, for the dead of whom no day is said; and its place.
fn event(reader: &mut Reader) {
    let about = &reader.parsed.mentions.about;
    for &person in &about.dead {
        let name = reader.person(person);
        let told = |relation: Relation, reader: &Reader| {
            reader.claims.iter().any(|claim| claim.relation == relation && claim.subject.people.contains(&name.name))
        };
        let multiple = about.dead.len() > 3;
        if let Some(date) = &about.when
            && let Some(when) = date.when
            && !told(Relation::DiedOn, reader)
            && !multiple
        {
            let (from, to) = tokens(reader, &date.characters);
            let value =
                Value { text: when.to_string(), written: reader.words(from..to), number: None, when: Some(when) };
            reader.put(name.clone(), Relation::DiedOn, value, Some(when), from..to);
        }
        if let Some(city) =
            about.city.as_ref().filter(|city| !city.characters.is_empty() && city.kind == PlaceKind::City)
            && !told(Relation::FoundAt, reader)
            && !multiple
        {
            let (from, to) = tokens(reader, &city.characters);
            let value = reader.value(from..to);
            reader.put(name.clone(), Relation::FoundAt, value, None, from..to);
        }
    }
}

fn tokens(reader: &Reader, characters: &Range<usize>) -> (usize, usize) {
    (reader.text().token_at(characters.start), reader.text().token_at(characters.end.saturating_sub(1)) + 1)
}
