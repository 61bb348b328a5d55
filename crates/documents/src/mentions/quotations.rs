//! Quotations, with who says them.

use super::speaker::{Scene, Voice, verbs};
use super::text::Text;
use super::types::{Organisation, Quotation};
use std::ops::Range;

/// The longest quotation, in tokens, that one missing mark can make.
const LONGEST: usize = 220;
/// Verbs of saying beside those of the list.
const SAYING: [&str; 6] = ["called", "described", "blamed", "warned", "saying", "would"];

/// Words in quotation marks, as ranges of tokens without the marks. Where a paragraph of a quotation opens and the next opens again
/// before it closes, each is one; a mark that is never closed ends with its paragraph, or runs on to the mark that closes it where the
/// next paragraph goes on without one.
fn spans(text: &Text) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for at in 0..text.tokens.len() {
        let new_paragraph = text.breaks(at) >= 1;
        match text.written(at) {
            "“" => {
                if let Some(from) = open.filter(|from| *from < at) {
                    found.push((from, at));
                }
                open = Some(at + 1);
            }
            "”" => {
                if let Some(from) = open.take() {
                    found.push((from, at));
                }
            }
            "\"" => match open {
                Some(from) if new_paragraph || opens(text, at) => {
                    found.push((from, at));
                    open = Some(at + 1);
                }
                Some(from) => {
                    found.push((from, at));
                    open = None;
                }
                None if opens(text, at) => open = Some(at + 1),
                None => {}
            },
            _ => {}
        }
        if let Some(from) = open.filter(|from| at > from + LONGEST) {
            // A mark that nothing closes: keep its paragraph.
            let end = (from..at).find(|end| text.breaks(*end) >= 1 && *end > from).unwrap_or(at);
            found.push((from, end));
            open = None;
        }
    }
    if let Some(from) = open {
        let end = (from + 1..text.tokens.len()).find(|end| text.breaks(*end) >= 1).unwrap_or(text.tokens.len());
        found.push((from, end));
    }
    found.retain(|(from, to)| from < to);
    found
}

/// Whether a straight mark opens: space before it, none after.
fn opens(text: &Text, at: usize) -> bool {
    let spaced = text.tokens.get(at).is_some_and(|token| token.spaced) || at == 0;
    spaced && text.joined(at + 1)
}

pub(crate) fn find(scene: &Scene, organisations: &[Organisation]) -> Vec<Quotation> {
    let text = scene.text;
    let spans = spans(text);
    let mut found: Vec<Quotation> = Vec::new();
    for (index, (from, to)) in spans.iter().enumerate() {
        let mut speaker = speaker(scene, &spans, *from, *to).and_then(|voice| name(scene, organisations, voice));
        // A quotation that goes on in the next paragraph, with nothing between, has the speaker of the last.
        if speaker.is_none()
            && let Some(before) = index.checked_sub(1).and_then(|index| spans.get(index))
            && from.saturating_sub(before.1) <= 2
            && let Some(last) = found.last()
        {
            speaker = last.speaker.clone().map(|name| (name, last.person));
        }
        // One that makes a paragraph by itself, after a paragraph with a quotation, goes on with its speaker.
        if speaker.is_none()
            && text.breaks(from.saturating_sub(1)) >= 1
            && (text.breaks(to + 1) >= 1 || to + 1 >= text.tokens.len())
            && let Some(before) = index.checked_sub(1).and_then(|index| spans.get(index))
            && text.sentence(before.0).paragraph + 2 >= text.sentence(*from).paragraph
            && let Some(last) = found.last()
        {
            speaker = last.speaker.clone().map(|name| (name, last.person));
        }
        let characters = text.bytes(*from, *to);
        let words = text.text.get(characters.clone()).unwrap_or_default().to_owned();
        let (speaker, person) = speaker.map_or((None, None), |(name, person)| (Some(name), person));
        found.push(Quotation { characters, words, speaker, person });
    }
    found
}

type Speaker = (String, Option<usize>);

/// The name of a voice, and the person where it is one.
fn name(scene: &Scene, organisations: &[Organisation], voice: Voice) -> Option<Speaker> {
    match voice {
        Voice::Person(person) => Some((scene.cast.members.get(person)?.shown.clone()?, Some(person))),
        Voice::Organisation(which) => Some((organisations.get(which)?.name.clone(), None)),
        Voice::Group(at) => Some((scene.text.word(at).to_owned(), None)),
    }
}

/// Who says it: the subject of a verb of saying after the quotation in its paragraph, or before it.
fn speaker(scene: &Scene, spans: &[(usize, usize)], from: usize, to: usize) -> Option<Voice> {
    let text = scene.text;
    let inside = |at: usize| spans.iter().any(|(start, end)| (*start..*end).contains(&at));
    let paragraph = text.sentence(from).paragraph;
    let after_end = (to + 1..(to + 18).min(text.tokens.len()))
        .find(|at| text.breaks(*at) >= 1 || text.any(*at, &["."]) && !text.joined(at + 1))
        .unwrap_or((to + 18).min(text.tokens.len()));
    let near = |range: Range<usize>| {
        if let Some(at) = range.clone().find(|at| !inside(*at) && text.phrase(*at, &["according", "to"])) {
            return scene.source(at + 2, text.sentence(at).end);
        }
        let verb = verbs(text, range.clone(), &SAYING).find(|at| !inside(*at))?;
        scene.speaker(range.start.max(text.sentence(verb).start), verb)
    };
    let before_start = (from.saturating_sub(40)..from)
        .rev()
        .find(|at| text.sentence(*at).paragraph != paragraph)
        .map_or(from.saturating_sub(40), |at| at + 1);
    near(to + 1..after_end)
        .or_else(|| {
            let sentence = text.sentence(from).start.min(from).max(before_start);
            near(sentence..from.saturating_sub(1)).or_else(|| near(before_start..from.saturating_sub(1)))
        })
        .or_else(|| {
            // Small quotations inside a sentence: the verb may stand after them, further on.
            let sentence = text.sentence(from);
            near(sentence.start..sentence.end)
        })
}
