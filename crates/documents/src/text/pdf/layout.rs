//! Glyphs of a page into lines of text.

use super::sheet::Glyph;
use std::ops::Range;

/// Shares of a glyph's size: how far its neighbour may stand above or below on the same line, the gap that is a blank (blanks of common
/// fonts have a quarter, kerning seldom a tenth), the gap that parts columns, and how near a second one is the same, printed twice for
/// boldness.
const LINE: f32 = 0.4;
const BLANK: f32 = 0.17;
const COLUMN: f32 = 2.5;
const SAME: f32 = 0.1;

/// A page's text, line by line.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub text: String,
    pub lines: Vec<Line>,
}

/// A line of a page, and where it stands there in units of 1/72 inch, from the lower left.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub range: Range<usize>,
    pub x: f32,
    pub y: f32,
    pub end: f32,
    pub size: f32,
}

/// Lays the glyphs of a page out, in the order in which they were drawn.
pub(super) fn page(glyphs: Vec<Glyph>) -> Page {
    let mut page = Page::default();
    let mut last: Option<Glyph> = None;
    for mut glyph in glyphs {
        glyph.text = letters(&glyph.text);
        let twice = last.as_ref().is_some_and(|last| {
            last.text == glyph.text
                && (last.x - glyph.x).abs() < SAME * glyph.size
                && (last.y - glyph.y).abs() < SAME * glyph.size
        });
        if glyph.text.is_empty() || twice {
            continue;
        }
        let size = last.as_ref().map_or(glyph.size, |last| last.size.max(glyph.size)).max(0.01);
        match &last {
            Some(last) if (last.y - glyph.y).abs() <= LINE * size && glyph.x > last.end - size => {
                let gap = glyph.x - last.end;
                let blank = page.text.ends_with([' ', '\t']) || glyph.text.starts_with(' ');
                if gap > COLUMN * size && !page.text.ends_with('\t') {
                    page.text.push('\t');
                } else if gap > BLANK * size && !blank {
                    page.text.push(' ');
                }
            }
            _ => {
                end_line(&mut page);
                let at = page.text.len();
                page.lines.push(Line { range: at..at, x: glyph.x, y: glyph.y, end: glyph.end, size: glyph.size });
            }
        }
        page.text.push_str(&glyph.text);
        if let Some(line) = page.lines.last_mut() {
            line.range.end = page.text.len();
            if !glyph.text.trim().is_empty() {
                line.end = line.end.max(glyph.end);
            }
        }
        last = Some(glyph);
    }
    page.lines.retain(|line| !page.text[line.range.clone()].trim().is_empty());
    page
}

fn end_line(page: &mut Page) {
    if !page.text.is_empty() {
        page.text.push('\n');
    }
}

/// Letters for what a font shows: ligatures taken apart, controls left out, blanks plain.
fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            _ if c.is_whitespace() => out.push(' '),
            _ if c.is_control() || c == '\u{ad}' => {}
            _ => out.push(c),
        }
    }
    out
}
