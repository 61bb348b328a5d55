//! What the web leaves around a text that was copied from it: labels of captions, share links, cookie notices, prompts and dates of
//! publication. Whole lines are judged by their words (`lines`); the labels of pictures and the dates that stand before a text on the same
//! line are cut out of it (`labels`, `stamps`). What a caption says stays.

mod labels;
mod lines;
mod stamps;

use super::trace::Trace;
use crate::{DateOrigin, DatePlace};
use jiff::civil::Date;
use std::ops::Range;

/// Whether a text is of the web, where everything else of a page may cling to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// Pages, pasted text and e-mails: residue goes.
    Web,
    /// Reports and letters on paper: every line stays, and the date at the head is read.
    Paper,
}

/// A text without its residue, and the date that the residue bore.
pub(super) struct Cleaned {
    pub trace: Trace,
    pub date: Option<(Date, DateOrigin)>,
}

/// A date found in the lines of a text.
pub(super) struct Stamp {
    date: Date,
    at: Range<usize>,
    /// Of a change, not of the first publication.
    changed: bool,
}

/// Takes the residue out of a text.
pub(super) fn clean(trace: Trace, habit: Habit) -> Cleaned {
    let mut cuts = Vec::new();
    let mut stamps: Vec<Stamp> = Vec::new();
    let lines = lines::of(&trace.text);
    let bearing = stamps::bearing(&lines);
    for (at, (start, line)) in lines.iter().enumerate() {
        let shift = |range: Range<usize>| range.start + start..range.end + start;
        let mut own = Vec::new();
        if bearing.contains(&at) {
            let (found, cut) = stamps::found(line, habit);
            stamps.extend(found.into_iter().map(|stamp| Stamp { at: shift(stamp.at.clone()), ..stamp }));
            own = cut;
        }
        if habit == Habit::Web {
            let next = lines.get(at + 1).map(|(_, line)| *line);
            labels::find(line, next, &mut own);
            if own.is_empty() && lines::is_residue(line) {
                own.push(0..line.len());
            }
        }
        cuts.extend(own.into_iter().map(shift));
    }
    let best = stamps.iter().find(|stamp| !stamp.changed).or_else(|| stamps.first());
    let date = best.map(|stamp| {
        let (page, source) = trace.place(&stamp.at).map_or((None, None), |(page, source)| (page, Some(source)));
        (stamp.date, DateOrigin { place: DatePlace::Text, source, page })
    });
    let trace = if habit == Habit::Web { trace.without(&merged(cuts)) } else { trace };
    Cleaned { trace, date }
}

/// The ranges in order, with those that touch made one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests;
