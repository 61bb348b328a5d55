//! What the line before a list or a name says of it: "The victims were:", "Coroner: A. Bell".

use super::cast::At;
use super::fate_object_cues::{DEAD_WORDS, OTHER_WORDS};
use super::sentences::Span;
use super::text::Text;

/// Lines of one list.
const LINES: usize = 60;
/// Words of a label.
const LABEL: usize = 7;
/// Labels of those who write, hear or report a case.
const OFFICES: [&str; 26] = [
    "coroner",
    "examiner",
    "pathologist",
    "judge",
    "officer",
    "solicitor",
    "barrister",
    "counsel",
    "magistrate",
    "reporter",
    "author",
    "from",
    "to",
    "by",
    "cc",
    "photo",
    "photograph",
    "picture",
    "pictures",
    "image",
    "editor",
    "signed",
    "clerk",
    "registrar",
    "detective",
    "contact",
];
/// Labels of the dead.
const DEAD: [&str; 4] = ["deceased", "decedent", "victim", "dead"];

/// The head of the list in which a line stands: the nearest line before it that ends in a colon, with nothing but lines of the list
/// between.
pub(crate) fn head(text: &Text, at: usize) -> Option<Span> {
    let number = text.sentence_of(at);
    let line = |span: &Span| {
        text.breaks(span.start) > 0 && text.is_word(item(text, span.start)) && text.capital(item(text, span.start))
    };
    if !text.sentences.get(number).is_some_and(line) {
        return None;
    }
    for span in text.sentences.get(number.saturating_sub(LINES)..number)?.iter().rev() {
        if text.word(span.end.saturating_sub(1)) == ":" {
            return Some(*span);
        }
        if !line(span) || span.end - span.start > 40 {
            return None;
        }
    }
    None
}

/// The first word of a line, its bullet or number skipped.
pub(crate) fn item(text: &Text, start: usize) -> usize {
    let mut at = start;
    if text.any(at, &["•", "-", "–", "—", "*", "·", "●", "▪"]) {
        at += 1;
    } else if text.number(at).is_some() && text.any(at + 1, &[".", ")"]) {
        at += 2;
    }
    at
}

/// Whether the head of a line's list says that those in it are dead.
pub(crate) fn is_of_dead(text: &Text, at: usize) -> bool {
    head(text, at).is_some_and(|head| {
        let told = |words: &[&str]| (head.start..head.end).any(|at| text.any(at, words));
        (told(&DEAD_WORDS) || told(&["deaths", "decedents"])) && !told(&OTHER_WORDS)
    })
}

/// What the label before a name on its line says: "Name of coroner: A. Bell" speaks against a death, "Deceased: Carl Dow" for it.
pub(super) fn label(text: &Text, mention: &At) -> Option<f32> {
    let start = text.sentence(mention.from).start;
    let mark = mention.titled_from.checked_sub(1).filter(|at| *at > start)?;
    if !text.any(mark, &[":", "-", "–", "—"]) || mark - start > LABEL || text.breaks(start) == 0 {
        return None;
    }
    let told = |words: &[&str]| (start..mark).any(|at| text.any(at, words));
    if told(&DEAD) {
        return Some(3.0);
    }
    told(&OFFICES).then_some(-4.0)
}
