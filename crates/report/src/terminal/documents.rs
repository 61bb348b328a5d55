//! What documents say, for the terminal.

use super::sheet::{Look, Sheet};
use crate::documents::{DocumentsFacts, View, told};
use crate::words;
use colligate_documents::across::{DifferenceKind, Reading};

/// Events told, and facts of each.
const EVENTS: usize = 8;
const FACTS: usize = 24;

/// The events with what differs and what is told. No line is wider than `width` columns (but at least 24); colours only where `colour` is
/// true.
pub fn documents(facts: &DocumentsFacts<'_>, reading: &Reading, width: usize, colour: bool) -> String {
    let view = View { facts, reading };
    let mut sheet = Sheet::new(width, colour);
    let count = words::counted(reading.documents.len() as u64, "document", "documents");
    let events = words::counted(reading.events.len() as u64, "event", "events");
    let contradictions = view.count(|kind| kind == DifferenceKind::Contradiction) as u64;
    let told = words::counted(view.facts_told() as u64, "fact", "facts");
    let differ = words::counted(contradictions, "contradiction", "contradictions");
    sheet.labelled("Read      ", &format!("{count} on {events}: {told}, {differ}."), Look::Plain);
    for refused in &facts.refused {
        sheet.labelled("Not read  ", refused, Look::Accent);
    }
    for (document, origin) in reading.documents.iter().zip(&facts.origins) {
        let words: Vec<String> = origin.not_read.iter().map(|one| one.in_words()).collect();
        if !words.is_empty() {
            sheet.labelled("Not read  ", &format!("{}: {}", document.name, words.join("; ")), Look::Accent);
        }
    }
    for event in reading.events.iter().take(EVENTS) {
        sheet.blank();
        let names: Vec<&str> = event.documents.iter().map(|&at| view.name(at)).collect();
        sheet.say(&event.name, Look::Strong);
        sheet.say(&names.join(", "), Look::Faint);
        let mut differences: Vec<_> = event.differences.iter().collect();
        differences.sort_by_key(|difference| difference.kind);
        for difference in differences {
            let firm = difference.kind == DifferenceKind::Contradiction;
            let text = format!("{}: {}", told::difference(difference.kind), difference.sentence);
            sheet.labelled("  ! ", &text, if firm { Look::Accent } else { Look::Plain });
        }
        for fact in event.facts.iter().take(FACTS) {
            let happened = told::apart(fact).map_or_else(String::new, |when| format!(" ({when})"));
            let sources = if fact.sources > 1 { format!("; {} sources", fact.sources) } else { String::new() };
            let text =
                format!("{} – {}: {}{happened}{sources}", fact.subject.name, told::what(fact), told::value(fact));
            sheet.labelled("  - ", &text, Look::Plain);
        }
        let left = event.facts.len().saturating_sub(FACTS) as u64;
        if left > 0 {
            sheet.labelled("    ", &format!("{} more.", words::counted(left, "fact", "facts")), Look::Faint);
        }
    }
    let left = reading.events.len().saturating_sub(EVENTS) as u64;
    if left > 0 {
        sheet.blank();
        sheet.say(&format!("{} more.", words::counted(left, "event", "events")), Look::Faint);
    }
    if let Some((source, attachments)) = &facts.register {
        sheet.blank();
        let attached = words::counted(attachments.attached.len() as u64, "death", "deaths");
        let offered = words::counted(attachments.proposals.len() as u64, "statement", "statements");
        sheet.labelled(
            "Register  ",
            &format!("{source}: documents speak of {attached}; {offered} offered, none taken over."),
            Look::Plain,
        );
    }
    sheet.finish()
}
