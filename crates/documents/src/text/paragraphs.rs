//! Lines into paragraphs: one blank line between two, single blanks between words.

use super::trace::Trace;
use std::ops::Range;

/// What the end of a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// A line's end stays one; paragraphs are parted by blank lines.
    Kept,
    /// Plain text: wrapped lines are joined, and where no line is wrapped each is a paragraph.
    Guessed,
}

/// Longest line of a text that was wrapped by hand or by a mail program, in characters. Mail wraps near 76, typewriters near 65; lines
/// beyond are wrapped by what shows them, and their ends are meant.
const WRAPPED: usize = 100;
/// Shortest wrapped line's width, below which columns of words are no paragraphs.
const NARROWEST: usize = 40;

/// How a line is joined to the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    Paragraph,
    Line,
    Space,
}

/// Lays a text out in paragraphs.
pub(super) fn lay_out(trace: &Trace, ends: Ends) -> Trace {
    let lines: Vec<Range<usize>> = lines(&trace.text);
    let width = |range: &Range<usize>| trace.text[range.clone()].chars().count();
    let widest = lines.iter().map(width).max().unwrap_or(0);
    let wrapped = (NARROWEST..=WRAPPED).contains(&widest);
    let blank = lines.iter().filter(|line| line.is_empty()).count();
    let sparse = blank * 4 < lines.len();
    let mut out = Trace::default();
    let mut before: Option<&Range<usize>> = None;
    let mut parted = false;
    for line in &lines {
        if line.is_empty() {
            parted = true;
            continue;
        }
        if let Some(before) = before {
            let join = match ends {
                _ if parted => Join::Paragraph,
                Ends::Kept => Join::Line,
                Ends::Guessed => guess(&trace.text[before.clone()], &trace.text[line.clone()], widest, wrapped, sparse),
            };
            out.put(match join {
                Join::Paragraph => "\n\n",
                Join::Line => "\n",
                Join::Space => " ",
            });
        }
        words(&mut out, trace, line.clone());
        (before, parted) = (Some(line), false);
    }
    out
}

/// The lines without the blanks around them; an empty range for a blank line.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    text.split('\n')
        .map(|line| {
            let start = at + line.len() - line.trim_start_matches(blank).len();
            let end = at + line.trim_end_matches(blank).len();
            at += line.len() + 1;
            start.min(end)..end
        })
        .collect()
}

/// White space, and what has no width or no sense in a text.
fn blank(c: char) -> bool {
    c.is_whitespace() || empty(c)
}

/// Characters that show nothing: soft hyphens, joiners, byte-order marks and controls.
fn empty(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
        || (c.is_control() && !c.is_whitespace())
}

/// Whether two lines of a plain text are one. A line is wrapped where the first word of the next had no room in it.
fn guess(before: &str, line: &str, widest: usize, wrapped: bool, sparse: bool) -> Join {
    let word = line.split_whitespace().next().map_or(0, |word| word.chars().count());
    let full = before.chars().count() + 1 + word > widest.saturating_sub(widest / 10);
    if wrapped && full && !line.starts_with(['-', '*', '•', '>']) {
        return Join::Space;
    }
    let sentence = before.ends_with(['.', '!', '?', '"', '”', '’', ':']);
    if !wrapped && (sparse || sentence) { Join::Paragraph } else { Join::Line }
}

/// Copies a line with single blanks.
fn words(out: &mut Trace, trace: &Trace, line: Range<usize>) {
    let mut run = line.start;
    let mut chars = trace.text[line.clone()].char_indices().map(|(at, c)| (line.start + at, c)).peekable();
    while let Some((at, c)) = chars.next() {
        if !blank(c) {
            continue;
        }
        out.copy(trace, run..at);
        let mut space = c.is_whitespace().then_some((at, c));
        run = at + c.len_utf8();
        while let Some(&(at, c)) = chars.peek().filter(|(_, c)| blank(*c)) {
            chars.next();
            if c == '\t' || (space.is_none() && c.is_whitespace()) {
                space = Some((at, c));
            }
            run = at + c.len_utf8();
        }
        match space {
            Some((at, ' ' | '\t')) => out.copy(trace, at..at + 1),
            Some(_) => out.put(" "),
            None => {}
        }
    }
    out.copy(trace, run..line.end);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(text: &str, ends: Ends) -> String {
        lay_out(&Trace::whole(text), ends).text
    }

    #[test]
    fn wrapped_lines_are_joined_and_ends_that_are_meant_stay() {
        let text = "The coroner heard on the second day that the officers had not been told\nof the earlier call to the same address, and adjourned.\n\n\
                    Present:\nA. Baker\nC. Dean";
        let expected = "The coroner heard on the second day that the officers had not been told of the earlier call to the same address, and \
                        adjourned.\n\nPresent:\nA. Baker\nC. Dean";
        assert_eq!(laid(text, Ends::Guessed), expected);
    }

    #[test]
    fn long_lines_without_blank_ones_between_are_paragraphs() {
        let long = "A man of thirty was found at the foot of the cliff on Sunday morning by two people who were out walking with a dog.";
        assert_eq!(laid(&format!("{long}\n{long}"), Ends::Guessed), format!("{long}\n\n{long}"));
    }

    #[test]
    fn blanks_are_single_and_what_shows_nothing_goes() {
        assert_eq!(laid("\u{feff} a \u{a0} b\u{ad}c\u{200b}  d\r\n", Ends::Kept), "a bc d");
    }
}
