//! Claims of deaths: when, where, of what, by whom.

use super::day_of::{Owner, owner, possible};
use super::finding::{found_at, found_by};
use super::killing::{convicted_killer, killed_by};
use super::reader::Reader;
use super::types::{Relation, SubjectKind, Value};
use crate::mentions::{Kind, PlaceKind, When, clause_start, is, is_of_dead};
use std::ops::Range;

const DIED: [&str; 13] = [
    "died",
    "dies",
    "killed",
    "dead",
    "murdered",
    "slain",
    "fatally",
    "deaths",
    "death",
    "overdosed",
    "drowned",
    "hanged",
    "strangled",
];
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
/// Words of proceedings over a killing: a day after the name of the killed may be theirs.
const CHARGES: [&str; 9] =
    ["charged", "convicted", "guilty", "jailed", "sentenced", "arrested", "accused", "trial", "admitted"];
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

/// "Taylor, who died in September 2015"; "the deaths of Walgate the previous year". A day of something else, or of one to come, is none.
fn died(reader: &mut Reader, sentence: &Range<usize>) {
    let dates: Vec<(Range<usize>, When)> =
        reader.dates(sentence.clone()).filter_map(|(date, when)| Some((date, possible(reader, when?)?))).collect();
    if respectively(reader, sentence, &dates) {
        return;
    }
    for (date, when) in dates {
        let people = whose(reader, sentence, &date, when);
        let value =
            Value { text: when.to_string(), written: reader.words(date.clone()), number: None, when: Some(when) };
        for (person, from, trigger) in people {
            reader.put_told(
                reader.person(person),
                Relation::DiedOn,
                value.clone(),
                Some(when),
                from..date.end,
                (trigger, Kind::Event),
            );
        }
    }
}

/// Who died on a date of a sentence, each with the token from which it is told and the word that tells it.
fn whose(reader: &Reader, sentence: &Range<usize>, date: &Range<usize>, when: When) -> Vec<(usize, usize, usize)> {
    let text = reader.text();
    let owner = owner(text, sentence, date);
    let mentions: Vec<_> = reader
        .parsed
        .cast
        .at
        .iter()
        .filter(|mention| sentence.contains(&mention.from) && mention.to <= date.start)
        .collect();
    // "She died on …", in a report about one death.
    if mentions.is_empty() {
        let near = date.start.saturating_sub(6).max(sentence.start)..date.start;
        let dying = reader.find(near.clone(), &["died", "passed", "death"]).or_else(|| found_dead(reader, near));
        return match (reader.dead().as_slice(), dying) {
            ([person], Some(died))
                if owner != Owner::Other && reader.has(sentence.start..date.start, &["he", "she", "they"]) =>
            {
                vec![(*person, sentence.start, died)]
            }
            _ => Vec::new(),
        };
    }
    let Some(last) = mentions.last().filter(|last| reader.is_dead(last.person) && date.start - last.to <= REACH) else {
        return Vec::new();
    };
    let between = last.to..date.start;
    // Directly after the name of somebody whose death is spoken of, or after a word of dying.
    // A day long before, at once after a name, is a birth.
    let recent = reader.asserted_on.is_none_or(|day| day.year() - when.from.year() < 30);
    let at_once = (between.is_empty() || between.len() == 1 && text.any(between.start, &["the", "in", ",", "on"]))
        && recent
        && reader.has(sentence.start..last.from, &["death", "deaths", "those", "murder", "murders", "killing"])
        && !reader.has(sentence.start..last.from, &CHARGES);
    // "The body of a young man was found in Whitby in August".
    let body = reader.has(sentence.start..last.from, &["body", "bodies", "remains"]);
    let found = || reader.find(between.clone(), &["found", "discovered", "recovered"]).filter(|_| body);
    let dying = reader.find(between.clone(), &DIED).or_else(found).or_else(|| found_dead(reader, between.clone()));
    let dying = dying.or_else(|| found_having_died(reader, &between, date, sentence.end));
    if owner == Owner::Other && !at_once {
        return Vec::new();
    }
    let other =
        dying.is_some_and(|at| between.clone().skip(at + 1 - between.start).any(|later| text.can(later, is::SAID)));
    let trigger = match dying {
        Some(at) if !other => at,
        _ if at_once => last.from,
        // "Anna Bell, 84, Aug. 17, 2007" in a list of the dead.
        None if owner == Owner::Unknown
            && is_of_dead(text, sentence.start)
            && reader.dates(sentence.clone()).count() == 1 =>
        {
            last.from
        }
        _ => return Vec::new(),
    };
    // Those joined to the last by "and" died then too, unless the date stands at once after one name or is told of one alone.
    let mut people = vec![last.person];
    let one =
        reader.has(between, &["was", "who", "is", "has"]) && !reader.has(last.to..date.start, &["both", "all", "were"]);
    if !at_once && !one {
        people.extend(joined(reader, sentence, last.from));
    }
    people.into_iter().map(|person| (person, last.from, trigger)).collect()
}

/// "Was found dead", "pronounced deceased".
fn found_dead(reader: &Reader, at: Range<usize>) -> Option<usize> {
    let found = ["found", "discovered", "pronounced", "declared", "confirmed"];
    at.clone().find(|dead| {
        reader.text().any(*dead, &["dead", "deceased", "hanged"])
            && reader.has(at.start.max(dead.saturating_sub(3))..*dead, &found)
    })
}

/// "Was found on the 26th May at home, having died".
fn found_having_died(reader: &Reader, between: &Range<usize>, date: &Range<usize>, end: usize) -> Option<usize> {
    let text = reader.text();
    let died = (date.end..end.min(date.end + 16)).any(|at| text.phrase(at, &["having", "died"]));
    reader.find(between.clone(), &["found", "discovered"]).filter(|_| died)
}

/// Several days after a list of several names belong to them in order where there are as many of each, else to nobody. Gives whether the
/// sentence tells of such.
fn respectively(reader: &mut Reader, sentence: &Range<usize>, dates: &[(Range<usize>, When)]) -> bool {
    let text = reader.text();
    let Some((first, _)) = dates.first().filter(|_| dates.len() > 1) else { return false };
    let list = dates.windows(2).all(|pair| {
        let [(one, _), (two, _)] = pair else { return false };
        (one.end..two.start).all(|at| text.any(at, &[",", "and", "on", ";"]))
    });
    let Some(last) = reader.parsed.cast.at.iter().rfind(|at| sentence.contains(&at.from) && at.to <= first.start)
    else {
        return false;
    };
    let mut people = joined(reader, sentence, last.from);
    people.reverse();
    people.push(last.person);
    let told = reader.find(last.to..first.start, &DIED);
    let (Some(trigger), true) = (told, list && people.len() > 1) else { return false };
    if people.len() != dates.len() || owner(reader.text(), sentence, first) == Owner::Other {
        return true;
    }
    let from = last.from;
    for (person, (date, when)) in people.into_iter().zip(dates) {
        let value =
            Value { text: when.to_string(), written: reader.words(date.clone()), number: None, when: Some(*when) };
        let told = (trigger, Kind::Event);
        reader.put_told(reader.person(person), Relation::DiedOn, value, Some(*when), from..date.end, told);
    }
    true
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

/// "Died after overdosing on …", "died of a gunshot wound": each to those of its own clause.
fn cause(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let verbs = sentence
        .clone()
        .filter(|at| text.any(*at, &["died", "dies"]) && text.any(at + 1, &["after", "of", "from", "as", "by"]));
    for verb in verbs.collect::<Vec<_>>() {
        let from = verb + 2 + usize::from(text.phrase(verb + 1, &["as", "a", "result", "of"])) * 3;
        let date = reader.dates(from..sentence.end).next().map(|(date, _)| date.start);
        // "Died of a fall and Mr Bell of drowning": another's follows.
        let another = (from..sentence.end).find(|at| {
            text.any(*at, &["and", "while"])
                && reader.parsed.cast.at.iter().any(|mention| (mention.titled_from..=mention.from).contains(&(at + 1)))
        });
        let end =
            reader.clause_end(from).min(date.unwrap_or(usize::MAX)).min(another.unwrap_or(usize::MAX)).min(from + 16);
        if end <= from {
            continue;
        }
        let value = reader.value(from..end);
        let of = |range: Range<usize>| -> Vec<usize> {
            reader.people(range).into_iter().filter(|person| reader.is_dead(*person)).collect()
        };
        let mut people = of(clause_start(text, sentence.start, verb)..verb);
        if people.is_empty() {
            people = of(sentence.start..verb);
        }
        if people.is_empty() {
            people = reader.dead_of(sentence);
        }
        for person in people {
            reader.put_told(
                reader.person(person),
                Relation::Cause,
                value.clone(),
                None,
                verb..end,
                (verb, Kind::Event),
            );
        }
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
            && let Some(when) = date.when.and_then(|when| possible(reader, when))
            && !told(Relation::DiedOn, reader)
            && !multiple
            && is_events(reader, &date.characters)
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

/// Whether the day of the event is not another event's by the words of its own clause.
fn is_events(reader: &Reader, characters: &Range<usize>) -> bool {
    let (from, to) = tokens(reader, characters);
    let span = reader.text().sentence(from);
    // Days that are told "respectively" are each somebody's.
    let several = reader.dates(span.start..span.end).count() > 1;
    let hospital = (span.start..span.end).any(|at| reader.text().phrase(at, &["to", "hospital"]));
    !(several && reader.has(span.start..span.end, &["respectively"]))
        && match owner(reader.text(), &(span.start..span.end), &(from..to)) {
            Owner::Other => false,
            Owner::Death => true,
            // Somebody who was taken to hospital that day may have lived on.
            Owner::Life | Owner::Unknown => !hospital,
        }
}

fn tokens(reader: &Reader, characters: &Range<usize>) -> (usize, usize) {
    (reader.text().token_at(characters.start), reader.text().token_at(characters.end.saturating_sub(1)) + 1)
}
