//! Quotations, with who says them.

use super::cast::Cast;
use super::lexicon::is;
use super::organisations::OrganisationAt;
use super::text::Text;
use super::types::{Organisation, Quotation};
use std::ops::Range;

/// The longest quotation, in tokens, that one missing mark can make.
const LONGEST: usize = 220;
/// Plural speakers without a name.
const GROUPS: [&str; 16] = [
    "solicitors",
    "lawyers",
    "police",
    "officials",
    "investigators",
    "authorities",
    "deputies",
    "detectives",
    "prosecutors",
    "witnesses",
    "neighbors",
    "neighbours",
    "relatives",
    "families",
    "family",
    "they",
];
const SAYING: [&str; 8] = ["according", "told", "called", "described", "blamed", "warned", "saying", "would"];

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

pub(crate) fn find(text: &Text, cast: &Cast, organisations: &[Organisation], at: &[OrganisationAt]) -> Vec<Quotation> {
    let spans = spans(text);
    let mut found: Vec<Quotation> = Vec::new();
    for (index, (from, to)) in spans.iter().enumerate() {
        let mut speaker = speaker(text, cast, organisations, at, &spans, *from, *to);
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

/// Who says it: a person, organisation or group beside a verb of saying, after the quotation in its paragraph or before it.
fn speaker(
    text: &Text,
    cast: &Cast,
    organisations: &[Organisation],
    places: &[OrganisationAt],
    spans: &[(usize, usize)],
    from: usize,
    to: usize,
) -> Option<Speaker> {
    let inside = |at: usize| spans.iter().any(|(start, end)| (*start..*end).contains(&at));
    let paragraph = text.sentence(from).paragraph;
    let after_end = (to + 1..(to + 18).min(text.tokens.len()))
        .find(|at| text.breaks(*at) >= 1 || text.any(*at, &["."]) && !text.joined(at + 1))
        .unwrap_or((to + 18).min(text.tokens.len()));
    let near = |range: Range<usize>| {
        // Who "has been told" something did not say it.
        let told = |at: usize| text.word(at) == "told" && at > 0 && text.any(at - 1, &["been", "were", "was"]);
        let verb = range
            .clone()
            .find(|at| !inside(*at) && !told(*at) && (text.can(*at, is::SAID) || text.any(*at, &SAYING)))?;
        named(text, cast, organisations, places, range, verb, &inside)
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

/// Who stands nearest to a verb of saying in a range: before it first, as its subject.
fn named(
    text: &Text,
    cast: &Cast,
    organisations: &[Organisation],
    places: &[OrganisationAt],
    range: Range<usize>,
    verb: usize,
    inside: &dyn Fn(usize) -> bool,
) -> Option<Speaker> {
    let mut best: Option<(usize, Speaker)> = None;
    let mut offer = |at: usize, to: usize, speaker: Speaker| {
        if !range.contains(&at) || inside(at) {
            return;
        }
        // "Sarah Lund, director of the agency, said": the person speaks, not what stands in the apposition.
        let apposed = speaker.1.is_some() && to < verb && text.word(to) == "," && text.word(verb - 1) == ",";
        let far = if apposed {
            0
        } else if to <= verb {
            verb - to + 1
        } else {
            at - verb.min(at) + 1
        };
        if best.as_ref().is_none_or(|(least, _)| far < *least) {
            best = Some((far, speaker));
        }
    };
    for at in &cast.at {
        let name = cast.members.get(at.person).and_then(|member| member.shown.clone());
        if let Some(name) = name {
            offer(at.from, at.to, (name, Some(at.person)));
        }
    }
    for at in places {
        if let Some(organisation) = organisations.get(at.which) {
            offer(at.from, at.to, (organisation.name.clone(), None));
        }
    }
    for at in range.clone() {
        if text.any(at, &GROUPS) && text.word(at) != "they" {
            offer(at, at + 1, (text.word(at).to_owned(), None));
        } else if text.any(at, &["they", "he", "she"])
            && at < verb
            && let Some(speaker) = antecedent(text, cast, organisations, places, at)
        {
            offer(at, at + 1, speaker);
        }
    }
    best.map(|(_, speaker)| speaker)
}

/// Whom a pronoun of a speaker means: for "they" the group, organisation of the subject of the sentence before; for "he" and "she" the
/// person last named before.
fn antecedent(
    text: &Text,
    cast: &Cast,
    organisations: &[Organisation],
    places: &[OrganisationAt],
    at: usize,
) -> Option<Speaker> {
    if text.word(at) != "they" {
        let last =
            cast.at.iter().filter(|other| other.to <= at && at - other.to < 80).max_by_key(|other| other.from)?;
        let name = cast.members.get(last.person).and_then(|member| member.shown.clone())?;
        return Some((name, Some(last.person)));
    }
    let before = text.sentences.get(text.sentence_of(at).checked_sub(1)?)?;
    let group =
        (before.start..before.end).find(|at| text.any(*at, &GROUPS)).map(|at| (at, (text.word(at).to_owned(), None)));
    let organisation = places.iter().find(|other| (before.start..before.end).contains(&other.from));
    let organisation = organisation
        .and_then(|other| organisations.get(other.which).map(|known| (other.from, (known.name.clone(), None))));
    group.into_iter().chain(organisation).min_by_key(|(at, _)| *at).map(|(_, speaker)| speaker)
}
