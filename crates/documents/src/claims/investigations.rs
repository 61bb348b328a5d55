//! Investigations: how many of whom or what are under one, by whom, and what they risk; and what an investigation revealed.

use super::reader::Reader;
use super::types::{Relation, SubjectKind, Value};
use std::ops::Range;

pub(crate) fn read(reader: &mut Reader) {
    for sentence in reader.sentences().collect::<Vec<_>>() {
        under(reader, &sentence);
        investigating(reader, &sentence);
        at_risk(reader, &sentence);
        revealed(reader, &sentence);
    }
}

/// Whom or what a count counts, without adjectives: "officers" of "17 police officers".
fn head<'r>(reader: &'r Reader, count: usize) -> &'r str {
    reader.text().word(count.saturating_sub(1))
}

/// "The actions of 17 police officers are under review by the IOPC."
fn under(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let cue = sentence.clone().find(|at| {
        text.word(*at) == "under" && text.any(at + 1, &["review", "investigation", "scrutiny"])
            || text.phrase(*at, &["being", "investigated"])
    });
    let Some(cue) = cue else { return };
    let Some(count) =
        reader.parsed.counts.iter().rfind(|count| sentence.contains(&count.from) && count.to <= cue).copied()
    else {
        return;
    };
    let by = (cue..sentence.end.min(cue + 8))
        .find(|at| text.word(*at) == "by")
        .and_then(|by| (by + 1..by + 4).find_map(|at| reader.organisation(at)));
    let what = head(reader, count.to).to_owned();
    let text = match by {
        Some(by) => format!("{} {what}, by {by}", count.number),
        None => format!("{} {what}", count.number),
    };
    let value =
        Value { text, written: reader.words(count.from..cue + 2), number: Some(count.number as f64), when: None };
    let subject = reader.named(SubjectKind::Organisation, &format!("{what} under investigation"));
    reader.put_said(subject, Relation::UnderInvestigation, value, None, count.from..cue + 2, by.map(str::to_owned));
}

/// "The Metropolitan Police is investigating 58 deaths linked to the drugs in the last four years."
fn investigating(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let Some(verb) = sentence.clone().find(|at| text.any(*at, &["investigating", "reviewing", "re-examining"])) else {
        return;
    };
    let Some(count) = reader.parsed.counts.iter().find(|count| (verb + 1..verb + 4).contains(&count.from)).copied()
    else {
        return;
    };
    let who = reader
        .parsed
        .organisations
        .iter()
        .rfind(|place| sentence.contains(&place.from) && place.to <= verb)
        .and_then(|place| reader.organisation(place.from));
    let Some(who) = who.map(str::to_owned) else { return };
    let end = reader.clause_end(count.from);
    let mut value = reader.value(count.from..end);
    value.number = Some(count.number as f64);
    let happened = reader.when(count.to..end);
    let what = head(reader, count.to).to_owned();
    let subject = reader.named(SubjectKind::Organisation, &format!("{what} investigated by {who}"));
    reader.put(subject, Relation::UnderInvestigation, value, happened, sentence.start..end);
}

/// "Seven of whom could be sacked if found guilty of gross misconduct."
fn at_risk(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let verb = sentence.clone().find(|at| {
        text.any(*at, &["could", "may", "might", "face"])
            && (at + 1..at + 4).any(|at| {
                text.any(at, &["sacked", "dismissed", "dismissal", "fired", "disciplined", "prosecuted", "charged"])
            })
    });
    let Some(verb) = verb else { return };
    let Some(count) =
        reader.parsed.counts.iter().rfind(|count| sentence.contains(&count.from) && count.to <= verb + 1).copied()
    else {
        return;
    };
    let end = reader.clause_end(verb);
    let what = reader.words(verb + 1..end);
    let value = Value {
        text: format!("{}: {what}", count.number),
        written: reader.words(count.from..end),
        number: Some(count.number as f64),
        when: None,
    };
    // "Seven of whom": of those counted just before.
    let earlier = reader.parsed.counts.iter().rfind(|other| sentence.contains(&other.from) && other.to <= count.from);
    let noun = if text.any(count.to - 1, &["whom", "them", "those"]) {
        earlier.map_or("people", |other| head(reader, other.to))
    } else {
        head(reader, count.to)
    };
    let subject = reader.named(SubjectKind::Organisation, &format!("{noun} under investigation"));
    reader.put(subject, Relation::AtRisk, value, None, count.from..end);
}

/// "An investigation by the BBC revealed flaws in the evidence given by police."
fn revealed(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let Some(noun) = reader.find(sentence.clone(), &["investigation", "review", "inquiry", "probe"]) else { return };
    let Some(verb) =
        reader.find(noun..sentence.end.min(noun + 8), &["revealed", "found", "showed", "uncovered", "exposed"])
    else {
        return;
    };
    if verb + 2 >= sentence.end {
        return;
    }
    let by = (noun..verb)
        .find_map(|at| reader.organisation(at))
        .or_else(|| (sentence.start..noun).find_map(|at| reader.organisation(at)));
    let by = by.map(str::to_owned);
    let from = verb + 1 + usize::from(text.word(verb + 1) == "that");
    let value = reader.value(from..sentence.end);
    let subject = match &by {
        Some(by) => reader.named(SubjectKind::Report, &format!("investigation by {by}")),
        None => reader.named(SubjectKind::Report, "investigation"),
    };
    reader.put_said(subject, Relation::Finding, value, None, sentence.clone(), by);
}
