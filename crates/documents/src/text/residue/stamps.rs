//! The day of publication, where a line of the text bears it.

use super::{Habit, Stamp};
use crate::text::date;
use std::collections::BTreeSet;
use std::ops::Range;

/// Lines at the head and at the foot of a text among which its date is looked for.
const HEAD: usize = 15;
const FOOT: usize = 4;

/// Words that name the date of a document; the second says whether it is that of a change.
const LABELS: [(&str, bool); 14] = [
    ("first published", false),
    ("originally published", false),
    ("date published", false),
    ("published on", false),
    ("published", false),
    ("posted on", false),
    ("posted", false),
    ("created", false),
    ("last updated", true),
    ("last modified", true),
    ("updated", true),
    ("modified", true),
    ("date of report", false),
    ("date", false),
];
const WORDS: [&str; 16] = [
    "published",
    "posted",
    "created",
    "last",
    "updated",
    "modified",
    "date",
    "dated",
    "first",
    "originally",
    "report",
    "by",
    "updates",
    "time",
    "by",
    "est",
];

/// The lines in which the date of the document may stand.
pub(super) fn bearing(lines: &[(usize, &str)]) -> BTreeSet<usize> {
    let filled: Vec<usize> = (0..lines.len()).filter(|&at| !lines[at].1.trim().is_empty()).collect();
    filled.iter().take(HEAD).chain(filled.iter().rev().take(FOOT)).copied().collect()
}

/// The dates that a line bears as a document's, and what of the line is nothing else.
pub(super) fn found(line: &str, habit: Habit) -> (Vec<Stamp>, Vec<Range<usize>>) {
    let (mut stamps, mut cuts) = (Vec::new(), Vec::new());
    let mut from = 0;
    let lower = line.to_ascii_lowercase();
    while let Some((label, start, changed)) = next_label(&lower, from) {
        let mut after = start + label.len();
        let rest = line.get(after..).unwrap_or_default();
        let colon = rest.trim_start().starts_with(':');
        if colon {
            after += rest.find(':').unwrap_or_default() + 1;
        }
        from = after;
        // "He posted 19 March 2018" is a sentence; "Posted: 19 March 2018", and the words at the beginning of a line, are no part of one.
        let heads = line.get(..start).is_some_and(|before| before.trim().is_empty());
        if !colon && !heads && !stamps.iter().any(|stamp: &Stamp| stamp.at.end + 3 >= start) {
            continue;
        }
        let rest = line.get(after..).unwrap_or_default();
        if let Some((date, end)) = date::stamp(rest) {
            stamps.push(Stamp { date, at: after + (rest.len() - rest.trim_start().len())..after + end, changed });
            cuts.push(start..after + end);
            from = after + end;
        }
    }
    if stamps.is_empty()
        && line.len() < 80
        && let Some(date) = date::only(line, &WORDS)
    {
        stamps.push(Stamp { date, at: 0..line.trim_end().len(), changed: false });
        cuts.push(0..line.len());
    }
    if habit == Habit::Paper {
        cuts.clear();
    }
    (stamps, cuts)
}

/// The next label from there on that stands as a word of its own: its text, its place, and whether it is of a change.
fn next_label(lower: &str, from: usize) -> Option<(&'static str, usize, bool)> {
    let word = |at: usize| lower[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let ends = |at: usize| lower[at..].chars().next().is_none_or(|c| !c.is_alphabetic());
    LABELS
        .iter()
        .filter_map(|&(label, changed)| {
            let rest = lower.get(from..)?;
            let at =
                rest.match_indices(label).map(|(at, _)| from + at).find(|&at| word(at) && ends(at + label.len()))?;
            Some((label, at, changed))
        })
        .min_by_key(|&(label, at, _)| (at, std::cmp::Reverse(label.len())))
}
