//! Claims of deaths: when, where, of what, by whom.

use super::reader::Reader;
use super::types::{Relation, Subject, SubjectKind, Value};
use crate::mentions::{PlaceKind, Role, is};
use std::ops::Range;

const DIED: [&str; 10] =
    ["died", "dies", "killed", "dead", "murdered", "slain", "fatally", "deaths", "death", "overdosed"];
/// Words that make a substance part of a death.
const OF_DEATH: [&str; 22] = [
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
        let dying = reader.find(between.clone(), &DIED);
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

/// "They were both found dead in the same Barking churchyard"; "dumped the bodies of … near his flat".
fn found_at(reader: &mut Reader, sentence: &Range<usize>) {
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
        if stop || text.word(at) == "," && !holds {
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

/// "Found by a dog walker".
fn found_by(reader: &mut Reader, sentence: &Range<usize>) {
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

/// "A Gravesend man murdered by Port"; "Port … dumped the bodies of".
fn killed_by(reader: &mut Reader, sentence: &Range<usize>) {
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
            reader.put(subject, Relation::KilledBy, value.clone(), None, sentence.start..killer.to);
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
            reader.put(reader.person(person), Relation::KilledBy, value.clone(), None, sentence.clone());
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

/// One person sentenced for so many murders, and as many dead: they are the victims.
fn convicted_killer(reader: &mut Reader) {
    let offenders: Vec<usize> = (0..reader.parsed.mentions.people.len())
        .filter(|person| reader.is(*person, Role::Offender) && !reader.is_dead(*person))
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
