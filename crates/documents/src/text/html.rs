//! Web pages: the main text, with the place of each character in the page's source.
//!
//! The tokens are those of the HTML standard (html5gum), each with its place; the tree above them is a plain one, enough to tell what
//! stands in what. Crates that extract the main text of a page give it back without places, so the choice of it is made here.

mod attributes;
mod element;
mod main_text;
mod metadata;
mod tree;

use super::paragraphs::{Ends, lay_out};
use super::residue::{Habit, clean};
use super::trace::Trace;
use super::{Limits, Source, TextProblem, decode, reference, source};
use crate::Document;
use std::ops::Range;
use tree::{Item, Tree};

/// What of a page is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The text that the page is about.
    Main,
    /// All that is shown, as of an e-mail, which has no menus.
    All,
}

/// Reads a web page.
pub(super) fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<(Document, Source), TextProblem> {
    from_text(name, decode::page(bytes), limits, Part::Main)
}

/// Reads a page that is decoded already.
pub(super) fn from_text(
    name: &str,
    page: String,
    limits: &Limits,
    part: Part,
) -> Result<(Document, Source), TextProblem> {
    let tree = Tree::of(&page, limits)?;
    let shown = |part: Part| clean(laid_down(&tree, &page, part), Habit::Web);
    let cleaned = shown(part);
    let trace = lay_out(&cleaned.trace, Ends::Kept);
    // The line with the day may stand outside the main text.
    let date = metadata::date(&tree, &page).or(cleaned.date).or_else(|| shown(Part::All).date);
    source::document(name, metadata::title(&tree, &page), date, trace, Source::one(page))
}

/// The text of the blocks, a blank line between two.
fn laid_down(tree: &Tree, page: &str, part: Part) -> Trace {
    let mut trace = Trace::default();
    for block in main_text::blocks(tree, part) {
        trace.put("\n\n");
        for item in block {
            match item {
                Item::Text { node, range, .. } => text(&mut trace, page, range.clone(), tree.nodes[*node].preformatted),
                Item::Break => trace.put("\n"),
            }
        }
    }
    trace
}

/// Adds a run of a page's text, its references decoded. Ends of lines are blanks unless the element says otherwise.
pub(super) fn text(trace: &mut Trace, page: &str, range: Range<usize>, preformatted: bool) {
    let mut at = range.start;
    let mut from = at;
    while let Some(byte) = page.as_bytes().get(at).filter(|_| at < range.end) {
        let length = match byte {
            b'&' => reference::length(page.get(at..range.end).unwrap_or_default()),
            b'\n' | b'\r' if !preformatted => 1,
            _ => {
                at += 1;
                continue;
            }
        };
        let decoded = page.get(at..at + length).and_then(reference::decoded);
        if *byte == b'&' && decoded.is_none() {
            at += 1;
            continue;
        }
        trace.take(page, from..at, None);
        match decoded {
            Some(decoded) => trace.take_reference(&decoded, at..at + length),
            None => trace.put(" "),
        }
        at += length;
        from = at;
    }
    trace.take(page, from..range.end, None);
}

/// The text of some ranges of a page, for what is shown beside the main text.
fn plain(page: &str, ranges: impl Iterator<Item = Range<usize>>) -> String {
    let mut trace = Trace::default();
    for range in ranges {
        text(&mut trace, page, range, false);
    }
    trace.text
}
