//! The labels of pictures: "Image copyright X Image caption Y" says Y of the picture and nothing of X.

use std::ops::Range;

const MEDIA: [&str; 8] = ["Image", "Media", "Photo", "Picture", "Video", "Photograph", "IMAGE", "PHOTO"];
/// Words after the medium behind which the holder of its rights is named.
const HELD: [&str; 4] = ["copyright", "source", "credit", "rights"];
const MADE: [&str; 2] = ["by", "courtesy"];
const SAYS: [&str; 3] = ["caption", "captions", "Caption"];
/// How far a caption's label may stand behind that of the rights, in bytes: the holder's name is between.
const HOLDER: usize = 80;
/// Most words of a holder that a line ends with.
const HOLDER_WORDS: usize = 8;
/// Openings of a note in brackets that names the maker of a picture.
const CREDITS: [&str; 14] = [
    "photo:",
    "photos:",
    "photo by",
    "photo courtesy",
    "photo credit",
    "image:",
    "images:",
    "image credit",
    "image courtesy",
    "picture:",
    "pictures:",
    "credit:",
    "pic:",
    "©",
];

/// What a player of films says where it cannot play, before the caption's label.
const PLAYER: &str = "Media playback is";

/// Adds what of a line labels a picture, when the next line is this and these parts of the line are cut already.
pub(super) fn find(line: &str, next: Option<&str>, cuts: &mut Vec<Range<usize>>) {
    let mut from = 0;
    while let Some(Label { start, end, kind }) = next_label(line, from) {
        from = end;
        if !opens(line, start, cuts) && !line.trim_start().starts_with(PLAYER) {
            continue;
        }
        let rest = line.get(end..).unwrap_or_default();
        if kind == Kind::Caption {
            let start = if line.trim_start().starts_with(PLAYER) { 0 } else { start };
            cuts.push(start..end + separator(rest));
            continue;
        }
        let caption = next_label(line, end).filter(|label| label.kind == Kind::Caption && label.start - end <= HOLDER);
        if let Some(caption) = caption
            && !line.get(end..caption.start).is_some_and(ends_sentence)
        {
            cuts.push(start..caption.end + separator(line.get(caption.end..).unwrap_or_default()));
            from = caption.end;
        } else if rest.split_whitespace().count() <= HOLDER_WORDS && (!ends_sentence(rest) || next.is_some_and(says)) {
            cuts.push(start..line.len());
            from = line.len();
        } else if kind == Kind::Rights {
            cuts.push(start..end + separator(rest));
        }
    }
    credits(line, cuts);
}

/// Whether a line begins with a caption's label.
fn says(line: &str) -> bool {
    next_label(line.trim_start(), 0).is_some_and(|label| label.start == 0 && label.kind == Kind::Caption)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Caption,
    Rights,
    /// "Photo by": a name follows, or a sentence goes on.
    Maker,
}

struct Label {
    start: usize,
    end: usize,
    kind: Kind,
}

/// The next label from there on. Behind one, something begins: a name, a sentence, or the end of the line.
fn next_label(line: &str, from: usize) -> Option<Label> {
    let mut at = from;
    for word in line.get(from..)?.split_inclusive(char::is_whitespace) {
        let (start, medium) = (at, word.trim_end());
        at += word.len();
        // A text without blanks before its label: "on our progress.Image caption".
        let Some(name) = MEDIA.iter().find(|name| medium.ends_with(**name)) else { continue };
        let start = start + medium.len() - name.len();
        if line[from..start].chars().next_back().is_some_and(char::is_alphanumeric) {
            continue;
        }
        let after = line.get(at..).unwrap_or_default();
        let blank = after.len() - after.trim_start().len();
        let second: &str = after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let end = at + blank + second.len();
        if line.get(end..).unwrap_or_default().trim_start().starts_with(char::is_lowercase) {
            continue;
        }
        let kind = if SAYS.contains(&second) {
            Kind::Caption
        } else if HELD.contains(&second) {
            Kind::Rights
        } else if MADE.contains(&second) {
            Kind::Maker
        } else {
            continue;
        };
        return Some(Label { start, end, kind });
    }
    None
}

/// Whether a label there can be one: at the beginning of a line, behind the end of a sentence, or behind what is cut.
fn opens(line: &str, start: usize, cuts: &[Range<usize>]) -> bool {
    let from = cuts.iter().map(|cut| cut.end).filter(|&end| end <= start).max().unwrap_or(0);
    let before = line.get(from..start).unwrap_or_default().trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', '"', '”', '’', '\'', ')', '|', ':'])
}

fn separator(rest: &str) -> usize {
    let blank = rest.len() - rest.trim_start().len();
    if rest.trim_start().starts_with([':', ',', '-']) { blank + 1 } else { 0 }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?'])
}

/// Adds the notes in brackets that name the maker of a picture.
fn credits(line: &str, cuts: &mut Vec<Range<usize>>) {
    for (open, _) in line.match_indices('(') {
        let Some(close) = line[open..].find(')').map(|at| open + at) else { break };
        let inside = line[open + 1..close].trim().to_lowercase();
        if inside.split_whitespace().count() <= HOLDER_WORDS + 2
            && CREDITS.iter().any(|credit| inside.starts_with(credit))
        {
            cuts.push(open..close + 1);
        }
    }
}
