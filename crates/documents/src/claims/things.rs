//! Things: notes and letters; with whom they were found, from whom they purport to be, who forged them, what they claim.

use super::reader::Reader;
use super::types::{Relation, Subject, SubjectKind, Value};
use std::ops::Range;

pub(crate) fn read(reader: &mut Reader) {
    for sentence in reader.sentences().collect::<Vec<_>>() {
        let Some((noun, subject)) = thing(reader, &sentence) else { continue };
        found_with(reader, &sentence, noun, &subject);
        purports(reader, &sentence, noun, &subject);
        forged(reader, &sentence, &subject);
        claims(reader, &sentence, noun, &subject);
    }
}

/// A note or letter that a sentence names, with the word before it that says which: "suicide note". Quotation marks are no part of it.
fn thing(reader: &Reader, sentence: &Range<usize>) -> Option<(usize, Subject)> {
    let text = reader.text();
    let noun =
        sentence.clone().find(|at| text.any(*at, &["note", "letter", "diary", "confession"]) && !text.capital(*at))?;
    let kind =
        noun.checked_sub(1).filter(|at| text.any(*at, &["suicide", "farewell", "goodbye", "ransom", "handwritten"]));
    if kind.is_none()
        && text.word(noun) == "note"
        && !reader.has(sentence.clone(), &["forged", "faked", "handwriting", "possession"])
    {
        return None;
    }
    let name =
        kind.map_or_else(|| text.word(noun).to_owned(), |kind| format!("{} {}", text.word(kind), text.word(noun)));
    Some((noun, Subject { kind: SubjectKind::Thing, name, people: Vec::new() }))
}

fn name_at(reader: &Reader, range: Range<usize>) -> Option<(String, usize)> {
    let mention = reader.parsed.cast.at.iter().find(|mention| range.contains(&mention.from))?;
    Some((reader.names(&[mention.person]).join(""), mention.to))
}

fn person_value(name: String, written: String) -> Value {
    Value { text: name, written, number: None, when: None }
}

/// "A suicide note found in Mr Whitworth's possession".
fn found_with(reader: &mut Reader, sentence: &Range<usize>, noun: usize, subject: &Subject) {
    let Some(at) = reader.find(noun..sentence.end, &["possession", "pocket", "hand", "hands"]) else { return };
    if !reader.has(noun..at, &["found", "discovered", "left", "recovered"]) {
        return;
    }
    let Some((name, _)) = name_at(reader, noun..at) else { return };
    let value = person_value(name, reader.words(noun..at + 1));
    reader.put(subject.clone(), Relation::FoundWith, value, None, noun..at + 1);
}

/// "Purporting to be from Mr Whitworth".
fn purports(reader: &mut Reader, sentence: &Range<usize>, noun: usize, subject: &Subject) {
    let Some(at) =
        reader.find(noun..sentence.end, &["purporting", "purported", "purports", "purportedly", "supposedly"])
    else {
        return;
    };
    let Some((name, to)) = name_at(reader, at..sentence.end.min(at + 9)) else { return };
    let value = person_value(name, reader.words(at..to));
    reader.put(subject.clone(), Relation::Purports, value, None, at..to);
}

/// "Port faked a suicide note"; "the note had been forged by him".
fn forged(reader: &mut Reader, sentence: &Range<usize>, subject: &Subject) {
    let text = reader.text();
    let Some(verb) = reader.find(sentence.clone(), &["faked", "forged", "fabricated", "concocted"]) else { return };
    let passive = text.any(verb.saturating_sub(1), &["been", "was", "were", "be", "is"]);
    let by = if passive {
        let by = verb + 1;
        if text.word(by) != "by" {
            None
        } else if text.any(by + 1, &["him", "her"]) {
            reader.actor_before(sentence.start).map(|person| reader.names(&[person]).join(""))
        } else {
            name_at(reader, by + 1..by + 5).map(|(name, _)| name)
        }
    } else {
        name_at(reader, sentence.start..verb).map(|(name, _)| name)
    };
    let Some(by) = by else { return };
    let value = person_value(by, reader.words(verb..verb + 1));
    reader.put(subject.clone(), Relation::ForgedBy, value, None, sentence.clone());
}

/// "A note … claimed he blamed himself after …"; "… seeking to absolve himself of any responsibility".
fn claims(reader: &mut Reader, sentence: &Range<usize>, noun: usize, subject: &Subject) {
    let text = reader.text();
    let Some(verb) = reader.find(
        noun + 1..sentence.end,
        &["claimed", "claims", "claiming", "said", "stated", "saying", "seeking", "blamed"],
    ) else {
        return;
    };
    let from = verb + usize::from(!text.any(verb, &["seeking", "blamed"])) + usize::from(text.word(verb + 1) == "that");
    if from + 2 >= sentence.end {
        return;
    }
    let value = reader.value(from..sentence.end);
    reader.put(subject.clone(), Relation::Claims, value, None, noun..sentence.end);
}
