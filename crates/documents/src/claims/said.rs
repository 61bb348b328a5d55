//! What is said and by whom: quotations, reported speech, and the speaker of a sentence.

use super::reader::Reader;
use super::types::{Relation, SubjectKind, Value};
use crate::mentions::{Parsed, is};
use std::ops::Range;

/// Groups that speak without a name.
const GROUPS: [&str; 14] = [
    "solicitors",
    "lawyers",
    "police",
    "officials",
    "investigators",
    "authorities",
    "deputies",
    "detectives",
    "prosecutors",
    "witnesses",
    "relatives",
    "families",
    "family",
    "coroner",
];

/// Puts what is said.
pub(crate) fn read(reader: &mut Reader) {
    for quotation in &reader.parsed.mentions.quotations {
        let Some(speaker) = quotation.speaker.clone() else { continue };
        let from = reader.text().token_at(quotation.characters.start);
        let to = reader.text().token_at(quotation.characters.end.saturating_sub(1)) + 1;
        let words = quotation.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let value = Value { text: words.clone(), written: words, number: None, when: None };
        let kind = if quotation.person.is_some() { SubjectKind::Person } else { SubjectKind::Organisation };
        let mut subject = reader.named(kind, &speaker);
        subject.people = quotation.person.map(|_| speaker.clone()).into_iter().collect();
        reader.put_said(subject, Relation::Said, value, None, from..to, Some(speaker));
    }
    for sentence in reader.sentences().collect::<Vec<_>>() {
        reported(reader, &sentence);
    }
}

/// "The organisation said that …": the clause after the verb, where it is no quotation.
fn reported(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let passive = |at: usize| at > 0 && text.any(at - 1, &["been", "was", "were"]);
    let verb = sentence.clone().find(|at| {
        reader.is_said(*at) && !passive(*at) && !text.any(*at, &["told"]) && !in_quotation(reader.parsed, *at)
    });
    // What a note says is no speaker's.
    let written = |verb: &usize| reader.has(sentence.start..*verb, &["note", "letter", "diary"]);
    let Some(verb) = verb.filter(|verb| !written(verb)) else { return };
    let from = verb + 1 + usize::from(text.word(verb + 1) == "that");
    let quoted = text.any(verb + 1, &[":", ",", "\"", "“", "."]) || from >= sentence.end;
    let Some(speaker) = speaker(reader.parsed, sentence.start).filter(|_| !quoted && verb > sentence.start) else {
        return;
    };
    if sentence.end.saturating_sub(from) < 4 {
        return;
    }
    let value = reader.value(from..sentence.end);
    let person =
        reader.people(sentence.start..verb).into_iter().find(|person| reader.names(&[*person]).contains(&speaker));
    let subject =
        person.map_or_else(|| reader.named(SubjectKind::Organisation, &speaker), |person| reader.person(person));
    reader.put_said(subject, Relation::Said, value, None, sentence.clone(), Some(speaker));
}

pub(crate) fn in_quotation(parsed: &Parsed, at: usize) -> bool {
    let Some(token) = parsed.text.tokens.get(at) else { return false };
    parsed.mentions.quotations.iter().any(|quotation| quotation.characters.contains(&token.start))
}

/// Who says what the sentence at a token says, where it is not the document itself: the subject of a verb of saying or expecting, or
/// whoever stands after "according to".
pub(crate) fn speaker(parsed: &Parsed, at: usize) -> Option<String> {
    let text = &parsed.text;
    let span = text.sentence(at);
    let sentence = span.start..span.end;
    if let Some(to) = sentence.clone().find(|at| text.phrase(*at, &["according", "to"])) {
        return who(parsed, to + 2..span.end, true);
    }
    let verb = sentence.clone().find(|at| {
        (text.can(*at, is::SAID) || text.any(*at, &["expects", "expect", "revealed"])) && !in_quotation(parsed, *at)
    })?;
    who(parsed, span.start..verb, false).or_else(|| who(parsed, verb + 1..span.end.min(verb + 8), true))
}

/// The first, or the last, who can speak in a range: a person, an organisation, a group; "they" means the group of the sentence before.
fn who(parsed: &Parsed, range: Range<usize>, first: bool) -> Option<String> {
    let text = &parsed.text;
    let mut all: Vec<(usize, String)> = Vec::new();
    for mention in
        parsed.cast.at.iter().filter(|mention| range.contains(&mention.from) && !text.is_possessive(mention.to))
    {
        if let Some(name) = parsed.mentions.people.get(mention.person).and_then(|person| person.name.clone()) {
            all.push((mention.from, name));
        }
    }
    for place in parsed.organisations.iter().filter(|place| range.contains(&place.from)) {
        if let Some(organisation) = parsed.mentions.organisations.get(place.which) {
            all.push((place.from, organisation.name.clone()));
        }
    }
    for at in range.clone() {
        if text.any(at, &GROUPS) && !text.capital(at) || text.any(at, &GROUPS) && at == text.sentence(at).start {
            all.push((at, text.word(at).to_owned()));
        } else if text.word(at) == "they" {
            let before = text.sentence_of(at).checked_sub(1).and_then(|index| text.sentences.get(index));
            all.extend(before.and_then(|span| who(parsed, span.start..span.end, true)).map(|name| (at, name)));
        }
    }
    all.sort();
    // A subject comes first: "Lawyers representing the families met the Office …".
    let chosen = if first { all.first() } else { all.iter().rev().find(|(at, _)| range.end - at <= 6).or(all.first()) };
    chosen.map(|(_, name)| name.clone())
}
