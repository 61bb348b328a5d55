//! The lines of all pages into paragraphs, without the heads, feet and numbers that stand on every page.

use super::layout::{Line, Page};
use crate::text::trace::Trace;
use std::collections::{BTreeMap, BTreeSet};

/// Lines from the top and from the bottom of a page among which its head and foot are.
const EDGE: usize = 2;
/// Pages on which a line must stand to be a head or foot: this many, and half of all.
const PAGES: usize = 3;
/// A distance of lines so many times the usual one parts paragraphs; so does a change of the letters' size by this share.
const APART: f32 = 1.35;
const RESIZED: f32 = 0.15;
/// A line that ends before this share of the widest one's length ends a paragraph if a sentence ends there too.
const SHORT: f32 = 0.8;
/// An indentation, in sizes of the letters.
const INDENT: f32 = 0.8;

/// Adds the main text of the pages.
pub(super) fn main_lines(pages: &[Page], trace: &mut Trace) {
    let running = running(pages);
    let mut before: Option<(usize, &Line)> = None;
    let mut joined = String::new();
    for (at, page) in pages.iter().enumerate() {
        let number = u32::try_from(at + 1).ok();
        let edge = edge(page);
        let spacing = spacing(page);
        let right = page.lines.iter().map(|line| line.end).fold(0.0, f32::max);
        for (index, line) in page.lines.iter().enumerate() {
            let text = &page.text[line.range.clone()];
            if edge.contains(&index) && (running.contains(&masked(text)) || page_number(text)) {
                continue;
            }
            let mut range = line.range.clone();
            if let Some((page_before, line_before)) = before {
                let ended = ends_sentence(&joined);
                let parts = if page_before == at {
                    let short = line_before.end - line_before.x < SHORT * (right - line_before.x);
                    let indented = line.x > line_before.x + INDENT * line.size;
                    apart(line_before, line, spacing) || (ended && (short || indented))
                } else {
                    ended || !text.trim_start().starts_with(char::is_lowercase)
                };
                if parts {
                    trace.put("\n\n");
                    joined.clear();
                } else if !hyphenated(trace, &joined, text) {
                    trace.put(" ");
                }
                range.start += text.len() - text.trim_start().len();
            }
            trace.take(&page.text, range, number);
            joined.push_str(text);
            before = Some((at, line));
        }
    }
}

/// Whether a word goes on in the next line; the hyphen that parted it goes, unless a name begins behind it.
fn hyphenated(trace: &mut Trace, joined: &str, next: &str) -> bool {
    let mut back = joined.trim_end().chars().rev();
    if !(back.next().is_some_and(|c| c == '-' || c == '\u{2010}') && back.next().is_some_and(char::is_alphabetic)) {
        return false;
    }
    let kept = trace.text.trim_end().len();
    let cut = if next.trim_start().starts_with(char::is_lowercase) {
        kept - trace.text[..kept].chars().next_back().map_or(0, char::len_utf8)
    } else {
        kept
    };
    trace.truncate(cut);
    true
}

/// Whether two lines of a page are further apart than lines of one paragraph, or of another size.
fn apart(before: &Line, line: &Line, spacing: f32) -> bool {
    let down = before.y - line.y;
    let resized = (before.size - line.size).abs() > RESIZED * before.size.max(line.size);
    resized || down > APART * spacing || down < -0.5 * line.size
}

/// The usual distance of lines: the median of those that go down by less than three sizes.
fn spacing(page: &Page) -> f32 {
    let mut down: Vec<f32> = page
        .lines
        .windows(2)
        .map(|pair| (pair[0].y - pair[1].y, pair[1].size))
        .filter(|&(down, size)| down > 0.5 * size && down < 3.0 * size)
        .map(|(down, _)| down)
        .collect();
    down.sort_by(f32::total_cmp);
    down.get(down.len() / 2).copied().unwrap_or(f32::MAX)
}

/// The lines at the top and at the bottom of a page, wherever in its order they were drawn.
fn edge(page: &Page) -> BTreeSet<usize> {
    let mut by_height: Vec<usize> = (0..page.lines.len()).collect();
    by_height.sort_by(|&a, &b| page.lines[b].y.total_cmp(&page.lines[a].y).then(a.cmp(&b)));
    by_height.iter().take(EDGE).chain(by_height.iter().rev().take(EDGE)).copied().collect()
}

/// Lines that stand at the edge of most pages, their numbers masked.
fn running(pages: &[Page]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages {
        let lines: BTreeSet<String> =
            edge(page).into_iter().map(|at| masked(&page.text[page.lines[at].range.clone()])).collect();
        for line in lines {
            *counts.entry(line).or_default() += 1;
        }
    }
    let enough = PAGES.max(pages.len().div_ceil(2));
    counts.into_iter().filter(|&(_, count)| count >= enough).map(|(line, _)| line).collect()
}

fn masked(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim().chars() {
        if !c.is_ascii_digit() {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}

/// "12", "- 12 -", "Page 3 of 12".
fn page_number(text: &str) -> bool {
    let masked = masked(text).to_lowercase();
    let bare = masked.trim_matches(|c: char| c == '-' || c == '–' || c == '|' || c.is_whitespace());
    ["#", "page #", "page # of #", "# of #", "# / #", "#/#", "p. #"].contains(&bare)
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().trim_end_matches(['"', '”', '’', ')', '\'']).ends_with(['.', '!', '?', ':'])
}
