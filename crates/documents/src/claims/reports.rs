//! Reports: when they are due, how far they have come, what they find, and what must come before they are published.

use super::reader::Reader;
use super::types::{Relation, Subject, SubjectKind, Value};
use std::ops::Range;

/// Words of a quoted phrase that is a finding, at most.
const SHORT: usize = 9;

pub(crate) fn read(reader: &mut Reader) {
    let sentences: Vec<Range<usize>> = reader.sentences().collect();
    for sentence in &sentences {
        due(reader, sentence);
        status(reader, sentence);
        held_back(reader, sentence);
    }
    findings(reader);
}

/// The report that a document speaks of, named by whoever makes it: an office for complaints or an inspectorate if one is named.
fn report(reader: &Reader) -> Subject {
    let organisations = &reader.parsed.mentions.organisations;
    let watchdog = organisations.iter().find(|organisation| {
        let name = organisation.name.as_str();
        ["Independent", "Ombudsman", "Commission", "Inspectorate", "Inquiry", "IOPC", "IPCC"]
            .iter()
            .any(|word| name.contains(word))
            || organisation.forms.iter().any(|form| form == "IOPC" || form == "IPCC")
    });
    let name =
        watchdog.map_or_else(|| "report".to_owned(), |organisation| format!("report of the {}", organisation.name));
    Subject { kind: SubjectKind::Report, name, people: Vec::new() }
}

/// "A report due to be sent to the Met by May"; "a report is set to go ahead of the Met in May".
fn due(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let Some(noun) = reader.find(sentence.clone(), &["report", "findings", "review"]) else { return };
    let Some(cue) =
        reader.find(noun + 1..sentence.end.min(noun + 8), &["due", "set", "expected", "scheduled", "published"])
    else {
        return;
    };
    let Some((date, when)) = reader.dates(cue..sentence.end.min(cue + 16)).next() else { return };
    let to = (cue..date.start).find_map(|at| reader.organisation(at));
    let by = text.word(date.start.saturating_sub(1)) == "by";
    let shown = when.map_or_else(|| reader.words(date.clone()), |when| when.to_string());
    let to = to.map(|to| format!(", to {to}")).unwrap_or_default();
    let from = if by { date.start - 1 } else { date.start };
    let value = Value { text: format!("{shown}{to}"), written: reader.words(from..date.end), number: None, when };
    reader.put(report(reader), Relation::ReportDue, value, when, noun..date.end);
}

/// "The report was 'nearing completion'".
fn status(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    for noun in sentence.clone().filter(|at| text.word(*at) == "report") {
        let verb = noun + 1;
        if !text.any(verb, &["was", "is", "has", "had"]) {
            continue;
        }
        let from = verb + 1 + usize::from(text.any(verb + 1, &["been", "\"", "“"]));
        if !text.any(from, &["nearing", "complete", "completed", "finished", "delayed", "published", "ready", "near"]) {
            continue;
        }
        let end =
            (from..sentence.end).find(|at| text.any(*at, &["\"", "”", ",", ".", "but", "and"])).unwrap_or(sentence.end);
        let value = reader.value(from..end);
        reader.put(report(reader), Relation::ReportStatus, value, None, noun..end);
        return;
    }
}

/// "The findings may not be made public until those inquests conclude."
fn held_back(reader: &mut Reader, sentence: &Range<usize>) {
    let text = reader.text();
    let Some(until) = reader.find(sentence.clone(), &["until"]) else { return };
    let Some(not) = reader.find(until.saturating_sub(8).max(sentence.start)..until, &["not", "cannot", "never"]) else {
        return;
    };
    if !reader.has(not..until, &["public", "published", "released", "disclosed"]) || until + 1 >= sentence.end {
        return;
    }
    let value = Value {
        text: format!("not before {}", reader.words(until + 1..sentence.end)),
        written: reader.words(not..sentence.end),
        number: None,
        when: None,
    };
    let start = (sentence.start..not).rev().find(|at| text.any(*at, &["findings", "report"])).unwrap_or(sentence.start);
    reader.put(report(reader), Relation::HeldBack, value, None, start..sentence.end);
}

/// Short quoted phrases about a report, its findings or a response: each part of the phrase is one finding.
fn findings(reader: &mut Reader) {
    for quotation in &reader.parsed.mentions.quotations {
        let from = reader.text().token_at(quotation.characters.start);
        let to = reader.text().token_at(quotation.characters.end.saturating_sub(1)) + 1;
        let span = reader.text().sentence(from);
        let about = reader.has(span.start..span.end, &["findings", "found", "report", "response", "review"]);
        let judged = reader.has(
            span.start..span.end,
            &["findings", "damning", "failures", "failings", "included", "hindered", "opportunities", "critical"],
        );
        if to - from > SHORT || !about || !judged || quotation.speaker.is_none() {
            continue;
        }
        let mut start = from;
        for at in from..=to {
            if (at == to || reader.text().any(at, &["and", ","])) && at > start {
                let begin = start + 2 * usize::from(reader.text().phrase(start, &["will", "be"]));
                let end = at;
                if begin < end && !reader.text().any(begin, &["nearing", "near", "complete"]) {
                    let value = reader.value(begin..end);
                    reader.put_said(
                        report(reader),
                        Relation::Finding,
                        value,
                        None,
                        begin..end,
                        quotation.speaker.clone(),
                    );
                }
                start = at + 1;
            }
        }
    }
}
