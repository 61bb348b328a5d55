//! Reading documents together: what each names and claims, which speak of one event, and what they say of it side by side.

use crate::Document;
use crate::across::{self, DocumentReading, Event, Reading};
use crate::claims::{self, Claim};
use crate::mentions::{self, Mentions};
use crate::names::{FoundName, NameModel, merge};
use jiff::civil::Date;
use rayon::prelude::*;

/// What reading takes besides the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether documents are grouped by the event they speak of. Without it all of them are taken to speak of one.
    pub group: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { group: true }
    }
}

/// Reads documents together. The same documents in the same order give the same reading on any number of threads.
///
/// ```
/// use colligate_documents::{Document, Options, Origin, read_all};
/// let report = |name: &str, day: &str, text: &str| Document {
///     name: name.into(),
///     title: None,
///     date: day.parse().ok(),
///     text: text.into(),
///     origin: Origin::whole(text.len()),
/// };
/// let first = report("a", "2019-05-09", "Ada Quill, 31, of Salford, was found dead on Tuesday, police said.");
/// let second = report("b", "2019-05-10", "Ada Quill, 32, from Salford, died on 7 May, the coroner said.");
/// let reading = read_all(vec![first, second], &Options { group: false });
/// let event = &reading.events[0];
/// let contradiction = &event.differences[0];
/// assert!(contradiction.sentence.contains("31"), "{}", contradiction.sentence);
/// assert_eq!(contradiction.sides.len(), 2);
/// ```
pub fn read_all(documents: Vec<Document>, options: &Options) -> Reading {
    read_all_with(documents, options, None)
}

/// Reads documents together with a model of names, which adds people, places and organisations that lists and grammar missed.
pub fn read_all_with(documents: Vec<Document>, options: &Options, names: Option<&NameModel>) -> Reading {
    let mut days: Vec<(Option<Date>, bool)> = documents.iter().map(|document| (document.date, false)).collect();
    let first = |document: &Document| {
        let mut mentions = mentions::find(document);
        let named = names.map(|model| model.find(&document.text, &mentions.sentences)).unwrap_or_default();
        let added = merge(&document.text, &mut mentions, &named);
        (mentions, added)
    };
    let (mut found, added): (Vec<Mentions>, Vec<Vec<FoundName>>) = documents.par_iter().map(first).unzip();
    let (features, counts) = across::features(&documents, &found.iter().collect::<Vec<_>>());
    let all: Vec<usize> = (0..documents.len()).collect();
    let groups = match options.group {
        true => across::group(&features, &counts),
        false if all.is_empty() => Vec::new(),
        false => vec![all],
    };
    let texts: Vec<&str> = documents.iter().map(|document| document.text.as_str()).collect();
    let source = across::sources(&texts);
    let names: Vec<&str> = documents.iter().map(|document| document.name.as_str()).collect();
    let mut reasons: Vec<String> = found.iter().map(|one| date_reason(one.dated)).collect();
    for (at, day, reason) in across::infer(&names, &found.iter().collect::<Vec<_>>(), &groups) {
        if let (Some(given), Some(old)) = (days.get_mut(at), reasons.get_mut(at)) {
            *given = (Some(day), true);
            *old = reason;
        }
    }
    let parsed: Vec<(Mentions, Vec<Claim>)> = documents
        .par_iter()
        .zip(&days)
        .zip(&added)
        .enumerate()
        .map(|(at, ((document, (day, inferred)), added))| {
            let mut parsed = mentions::parse(document, *day);
            let claims = claims::read(&parsed, at, parsed.mentions.dated, *inferred);
            merge(&document.text, &mut parsed.mentions, added);
            (parsed.mentions, claims)
        })
        .collect();
    let mut claims = Vec::new();
    for (slot, (mentions, mine)) in found.iter_mut().zip(parsed) {
        *slot = mentions;
        claims.extend(mine);
    }
    let mentions: Vec<&Mentions> = found.iter().collect();
    let events: Vec<Event> = groups
        .par_iter()
        .map(|group| {
            let reasons = joined(group, &features, &counts, &names);
            across::event(group, &mentions, &claims, &source, reasons)
        })
        .collect();
    let documents = documents.into_iter().zip(found).zip(days).zip(reasons).zip(source).zip(added);
    let documents =
        documents.map(|(((((document, mentions), (_, inferred)), reason), source), by_model)| DocumentReading {
            name: document.name,
            title: document.title,
            dated: mentions.dated,
            date_inferred: inferred,
            date_reason: reason,
            text: document.text,
            mentions,
            by_model,
            source,
        });
    Reading { documents: documents.collect(), claims, events }
}

fn date_reason(dated: Option<Date>) -> String {
    dated.map_or_else(|| "undated".into(), |day| format!("bears the day {day}"))
}

/// Why each document of a group is in it: its strongest tie to one before it.
fn joined(group: &[usize], features: &[across::Features], counts: &across::Counts, names: &[&str]) -> Vec<String> {
    let mut sentences = Vec::new();
    for (index, &at) in group.iter().enumerate().skip(1) {
        let weighed = group.iter().take(index).filter_map(|&other| {
            let reasons = across::weigh(features.get(at)?, features.get(other)?, counts);
            let sum = reasons.iter().map(|(weight, _)| weight).sum::<f64>();
            Some((sum, other, reasons))
        });
        let Some((sum, other, mut reasons)) = weighed.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))) else {
            continue;
        };
        reasons.retain(|(weight, _)| *weight > 0.0);
        reasons.sort_by(|a, b| b.0.total_cmp(&a.0));
        let words: Vec<String> = reasons.iter().map(|(weight, reason)| format!("{reason} (+{weight:.1})")).collect();
        let name = |at: usize| names.get(at).copied().unwrap_or_default();
        sentences.push(format!("{} joins {} at weight {sum:.1}: {}", name(at), name(other), words.join(", ")));
    }
    sentences
}
