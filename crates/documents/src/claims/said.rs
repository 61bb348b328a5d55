//! What is said and by whom: quotations, reported speech, and the speaker of a sentence.

use super::reader::Reader;
use super::types::{Relation, SubjectKind, Value};
use crate::mentions::{Parsed, Scene, Voice, verbs_of_saying};
use std::ops::Range;

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
    let verb = verbs_of_saying(text, sentence.clone(), &[])
        .find(|at| text.word(*at) != "told" && !in_quotation(reader.parsed, *at));
    // What a note says is no speaker's.
    let written = |verb: &usize| reader.has(sentence.start..*verb, &["note", "letter", "diary"]);
    let Some(verb) = verb.filter(|verb| !written(verb)) else { return };
    let from = verb + 1 + usize::from(text.word(verb + 1) == "that");
    let quoted = text.any(verb + 1, &[":", ",", "\"", "“", "."]) || from >= sentence.end;
    if quoted || verb == sentence.start || sentence.end.saturating_sub(from) < 4 {
        return;
    }
    let Some(voice) = scene(reader.parsed).speaker(sentence.start, verb) else { return };
    let Some(speaker) = name(reader.parsed, voice) else { return };
    let value = reader.value(from..sentence.end);
    let subject = match voice {
        Voice::Person(person) => reader.person(person),
        _ => reader.named(SubjectKind::Organisation, &speaker),
    };
    reader.put_said(subject, Relation::Said, value, None, sentence.clone(), Some(speaker));
}

pub(crate) fn in_quotation(parsed: &Parsed, at: usize) -> bool {
    let Some(token) = parsed.text.tokens.get(at) else { return false };
    parsed.mentions.quotations.iter().any(|quotation| quotation.characters.contains(&token.start))
}

fn scene<'p, 't>(parsed: &'p Parsed<'t>) -> Scene<'p, 't> {
    Scene { text: &parsed.text, cast: &parsed.cast, organisations: &parsed.organisations, died: &parsed.died }
}

/// The name of a voice; none for a person without one.
fn name(parsed: &Parsed, voice: Voice) -> Option<String> {
    match voice {
        Voice::Person(person) => parsed.mentions.people.get(person)?.name.clone(),
        Voice::Organisation(which) => Some(parsed.mentions.organisations.get(which)?.name.clone()),
        Voice::Group(at) => Some(parsed.text.word(at).to_owned()),
    }
}

/// Who says what the sentence at a token says, where it is not the document itself: whoever stands after "according to", or the subject
/// of a verb of saying or expecting.
pub(crate) fn speaker(parsed: &Parsed, at: usize) -> Option<String> {
    let text = &parsed.text;
    let span = text.sentence(at);
    let sentence = span.start..span.end;
    if let Some(to) = sentence.clone().find(|at| text.phrase(*at, &["according", "to"])) {
        return name(parsed, scene(parsed).source(to + 2, span.end)?);
    }
    let verb =
        verbs_of_saying(text, sentence, &["expects", "expect", "revealed"]).find(|at| !in_quotation(parsed, *at))?;
    name(parsed, scene(parsed).speaker(span.start, verb)?)
}
