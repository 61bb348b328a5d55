//! Proceedings: inquests, trials and inquiries; how they concluded, what was quashed, joined, asked for and expected.

use super::reader::Reader;
use super::types::{Relation, Subject, SubjectKind, Value};
use crate::mentions::{Kind, Role};
use std::ops::Range;

const NOUNS: [&str; 10] =
    ["inquest", "inquests", "verdict", "verdicts", "trial", "trials", "inquiry", "hearing", "hearings", "conclusions"];
const OUTCOMES: [&str; 12] = [
    "open",
    "narrative",
    "accident",
    "accidental",
    "misadventure",
    "suicide",
    "homicide",
    "unlawful",
    "natural",
    "undetermined",
    "drug-related",
    "misadventure",
];

pub(crate) fn read(reader: &mut Reader) {
    let sentences: Vec<Range<usize>> = reader.sentences().collect();
    for (index, sentence) in sentences.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| sentences.get(index));
        quashed(reader, sentence, before);
        joined(reader, sentence);
        expected(reader, sentence);
        concluded(reader, sentence);
        outcome(reader, sentence);
        requested(reader, sentence);
        opened(reader, sentence);
    }
}

/// The proceeding that a sentence speaks of, with the dead it is about.
fn proceeding(reader: &Reader, sentence: &Range<usize>) -> Option<Subject> {
    let text = reader.text();
    let noun = reader.find(sentence.clone(), &NOUNS)?;
    // Verdicts and conclusions are those of inquests, unless a jury's.
    let what = if text.any(noun, &["trial", "trials", "inquiry", "hearing", "hearings"]) {
        text.word(noun).trim_end_matches('s')
    } else {
        "inquests"
    };
    let all = (sentence.start..sentence.end).any(|at| text.word(at) == "all" && text.number(at + 1).is_some());
    let mut dead: Vec<usize> =
        reader.people(sentence.clone()).into_iter().filter(|person| reader.is_dead(*person)).collect();
    if all {
        dead = reader.dead();
    } else if dead.is_empty() && reader.has(sentence.clone(), &["pair", "both", "their", "two"]) {
        dead = pair(reader, sentence.start);
    }
    if dead.is_empty()
        && let Some(townsman) = super::killing::townsman(reader, sentence.clone())
    {
        return Some(Subject {
            kind: SubjectKind::Proceeding,
            name: format!("{what}: {}", townsman.name),
            people: townsman.people,
        });
    }
    Some(reader.group(SubjectKind::Proceeding, what, &dead))
}

/// The two whose deaths were told of together last before a token.
fn pair(reader: &Reader, at: usize) -> Vec<usize> {
    let number = reader.text().sentence_of(at);
    for back in 1..=12 {
        let Some(span) = number.checked_sub(back).and_then(|index| reader.text().sentences.get(index)) else { break };
        let dead: Vec<usize> =
            reader.people(span.start..span.end).into_iter().filter(|person| reader.is_dead(*person)).collect();
        let together = reader.has(span.start..span.end, &["both", "ruled", "inquests", "inquest", "together", "they"]);
        if dead.len() == 2 && together {
            return dead;
        }
    }
    Vec::new()
}

/// The subject of a verb: the organisation or people before it in its sentence, as written.
fn actor(reader: &Reader, sentence: &Range<usize>, verb: usize) -> Option<String> {
    let text = reader.text();
    if text.word(verb + 1) == "by" {
        let organisation = (verb + 2..verb + 5).find_map(|at| reader.organisation(at)).map(str::to_owned);
        return organisation.or_else(|| people_names(reader, verb + 2..sentence.end));
    }
    if text.any(verb.saturating_sub(1), &["was", "were", "been", "be"]) {
        return None;
    }
    let organisation = reader
        .parsed
        .organisations
        .iter()
        .rfind(|place| sentence.contains(&place.from) && place.to <= verb && verb - place.to <= 3);
    if let Some(place) = organisation {
        return reader.organisation(place.from).map(str::to_owned);
    }
    people_names(reader, verb.saturating_sub(14).max(sentence.start)..verb)
}

fn people_names(reader: &Reader, range: Range<usize>) -> Option<String> {
    let people: Vec<usize> = reader.people(range).into_iter().filter(|person| !reader.is_dead(*person)).collect();
    let names: Vec<String> =
        people.iter().filter_map(|at| reader.parsed.mentions.people.get(*at)?.name.clone()).collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

/// "The High Court quashed the outcomes of …"; "approved the application" after one to quash.
fn quashed(reader: &mut Reader, sentence: &Range<usize>, before: Option<&Range<usize>>) {
    let text = reader.text();
    if let Some(verb) =
        reader.find(sentence.clone(), &["quashed"]).filter(|verb| !text.any(verb.saturating_sub(1), &["be"]))
    {
        // "… quashed the outcomes, meaning inquests into all four": what follows the comma speaks of others.
        let clause = sentence.start..reader.clause_end(verb);
        let Some(subject) = proceeding(reader, &clause).or_else(|| proceeding(reader, sentence)) else { return };
        let by = actor(reader, sentence, verb);
        let happened = reader.when(sentence.clone());
        let text = by.map_or_else(|| "quashed".to_owned(), |by| format!("quashed by {by}"));
        let value = Value { text, written: reader.words(verb..verb + 1), number: None, when: None };
        reader.put_told(subject, Relation::Quashed, value, happened, sentence.clone(), (verb, Kind::Event));
        return;
    }
    let granted = sentence.clone().find(|at| {
        text.any(*at, &["approved", "granted", "allowed"])
            && (at + 1..at + 3).any(|at| text.any(at, &["application", "request", "applications"]))
    });
    let (Some(verb), Some(before)) = (granted, before) else { return };
    if !reader.has(before.clone(), &["quashed", "quash", "quashing"]) {
        return;
    }
    let Some(subject) = proceeding(reader, before) else { return };
    let by = actor(reader, sentence, verb)
        .map_or_else(|| "application approved".to_owned(), |by| format!("quashed by {by}"));
    let value = Value { text: by, written: reader.words(verb..sentence.end), number: None, when: None };
    let happened = reader.when(sentence.clone());
    reader.put(subject, Relation::Quashed, value, happened, sentence.clone());
}

/// "Inquests into the deaths of all four victims can be held together."
fn joined(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let together = sentence
        .clone()
        .find(|at| text.any(*at, &["held", "heard", "joined"]) && text.any(at + 1, &["together", "jointly"]));
    let Some(at) = together else { return };
    // The inquests that can be held together are those named last before.
    let noun = sentence.clone().rev().find(|noun| *noun < at && text.any(*noun, &NOUNS));
    let Some(subject) = noun.and_then(|noun| proceeding(reader, &(noun..sentence.end))) else { return };
    let value =
        Value { text: "to be held together".into(), written: reader.words(at..at + 2), number: None, when: None };
    reader.put(subject, Relation::Joined, value, None, noun.unwrap_or(sentence.start)..at + 2);
}

/// "Expects all four inquests to take place in 2019."
fn expected(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let cue = sentence.clone().find(|at| text.any(*at, &["expects", "expected", "expect", "scheduled", "listed"]));
    let Some(cue) = cue else { return };
    let Some(noun) = reader.find(cue.saturating_sub(8).max(sentence.start)..sentence.end.min(cue + 8), &NOUNS) else {
        return;
    };
    let Some(when) = reader.when(noun..sentence.end.min(noun + 14)) else { return };
    let Some(subject) = proceeding(reader, &(cue.min(noun)..sentence.end.min(noun + 14))) else { return };
    let value = Value {
        text: format!("expected {when}"),
        written: reader.words(noun..sentence.end.min(noun + 8)),
        number: None,
        when: Some(when),
    };
    reader.put(subject, Relation::Expected, value, Some(when), cue..sentence.end.min(noun + 14));
}

/// "In June 2015 the coroner ruled that … died after overdosing."
fn concluded(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let verb = sentence.clone().find(|at| {
        text.any(*at, &["ruled", "concluded", "recorded", "returned"])
            && !text.any(at.saturating_sub(1), &["been", "be"])
    });
    let Some(verb) = verb else { return };
    let court = reader.has(sentence.clone(), &["coroner", "inquest", "inquests", "jury", "verdict", "conclusion"]);
    let dead: Vec<usize> =
        reader.people(verb..sentence.end).into_iter().filter(|person| reader.is_dead(*person)).collect();
    let dead = if dead.is_empty() { reader.dead_of(sentence) } else { dead };
    if !court || dead.is_empty() || reader.has(sentence.clone(), &["guilty", "convicted"]) {
        return;
    }
    let happened = reader.dates(sentence.start..verb).find_map(|(_, when)| when);
    let from = verb + 1 + usize::from(text.word(verb + 1) == "that");
    let mut value = reader.value(from..sentence.end);
    let coroner = reader.people(sentence.start..verb).into_iter().find(|person| reader.is(*person, Role::Coroner));
    let speaker = coroner.map(|person| reader.names(&[person]).join(""));
    if let Some(date) = reader.dates(from..sentence.end).last().filter(|(date, _)| date.end + 1 >= sentence.end) {
        value = reader.value(from..date.0.start);
    }
    let subject = reader.group(SubjectKind::Proceeding, "inquests", &dead);
    reader.put_said(subject, Relation::Concluded, value, happened, sentence.clone(), speaker);
}

/// "The open verdicts into the pair's deaths": an outcome named with its proceeding.
fn outcome(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let at = sentence
        .clone()
        .find(|at| text.any(*at, &OUTCOMES) && text.any(at + 1, &["verdict", "verdicts", "conclusion", "conclusions"]));
    let Some(at) = at else { return };
    let Some(subject) = proceeding(reader, sentence).filter(|subject| !subject.people.is_empty()) else { return };
    let value = Value { text: text.word(at).to_owned(), written: reader.words(at..at + 2), number: None, when: None };
    reader.put(subject, Relation::Concluded, value, None, at..at + 2);
}

/// "The families' lawyers requested … be quashed and the coroner made an application to the High Court."
fn requested(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let asks = sentence.clone().filter(|at| {
        text.any(*at, &["requested", "applied", "petitioned"])
            || text.any(*at, &["made", "submitted"]) && (at + 1..at + 3).any(|at| text.word(at) == "application")
    });
    for verb in asks.collect::<Vec<_>>() {
        let Some(subject) = proceeding(reader, sentence) else { return };
        let mut start = verb;
        while start > sentence.start && !text.any(start - 1, &["and", ",", "which"]) && verb - start < 8 {
            start -= 1;
        }
        let end = reader.clause_end(verb).min(verb + 14);
        let stop = (verb + 1..end).find(|at| text.word(*at) == "and").unwrap_or(end);
        let value = reader.value(start..stop);
        reader.put(subject, Relation::Requested, value, None, start..stop);
    }
}

/// "I commenced an investigation into the death of …", "an inquest was opened".
fn opened(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let verb = sentence.clone().find(|at| text.any(*at, &["commenced", "opened", "began"]));
    let Some(verb) = verb else { return };
    if !reader.has(sentence.clone(), &["investigation", "inquest", "inquests", "inquiry"])
        || !reader.has(sentence.clone(), &["death", "deaths", "inquest", "inquests"])
    {
        return;
    }
    let happened = reader.when(sentence.clone());
    let people: Vec<usize> =
        reader.people(sentence.clone()).into_iter().filter(|person| reader.is_dead(*person)).collect();
    let subject = reader.group(SubjectKind::Proceeding, "inquests", &people);
    let value = Value { text: "opened".into(), written: reader.words(verb..verb + 1), number: None, when: happened };
    reader.put_told(subject, Relation::Opened, value, happened, sentence.clone(), (verb, Kind::Event));
}
