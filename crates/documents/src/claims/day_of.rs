//! Whose day a date is: the death's, or that of a court, a funeral, a birthday, an arrest, a hearing.
//!
//! The nearest word of an event in the date's own clause owns it. Nouns and active verbs of killing give way to the verb that governs
//! them: "was jailed on 9 May for killing", "the trial over the murder begins on".

use super::reader::Reader;
use crate::mentions::{Text, When, around};
use std::ops::Range;

/// Whose a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// The death's or the finding's of the body.
    Death,
    /// A proceeding's, an arrest's, a funeral's, a birthday's: never the death's.
    Other,
    /// Something that happened in life.
    Life,
    /// No word tells.
    Unknown,
}

const DIES: [&str; 6] = ["died", "dies", "succumbed", "drowned", "perished", "dying"];
/// Dead where a helping verb stands before them, or nothing but a name.
const DONE_TO: [&str; 10] =
    ["killed", "murdered", "slain", "shot", "stabbed", "strangled", "beaten", "poisoned", "pronounced", "declared"];
/// Words of a death that another word may govern.
const GOVERNED: [&str; 16] = [
    "death",
    "deaths",
    "murder",
    "murders",
    "killing",
    "killings",
    "manslaughter",
    "shooting",
    "stabbing",
    "murdering",
    "homicide",
    "slaying",
    "suicide",
    "body",
    "bodies",
    "passing",
];
/// Words of courts, inquests, arrests, mourning, birthdays and last sightings: their days are never the death's.
const PROCESS: [&str; 82] = [
    "arrested",
    "arrest",
    "charged",
    "convicted",
    "conviction",
    "jailed",
    "sentenced",
    "sentencing",
    "imprisoned",
    "remanded",
    "bailed",
    "appeared",
    "appear",
    "appears",
    "pleaded",
    "pled",
    "plea",
    "acquitted",
    "cleared",
    "trial",
    "retrial",
    "hearing",
    "hearings",
    "inquest",
    "inquests",
    "heard",
    "hear",
    "adjourned",
    "resume",
    "resumed",
    "resumes",
    "concluded",
    "conclude",
    "ruled",
    "ruling",
    "verdict",
    "indicted",
    "arraigned",
    "extradited",
    "appealed",
    "appeal",
    "quashed",
    "released",
    "questioned",
    "interviewed",
    "investigation",
    "commenced",
    "report",
    "published",
    "tribunal",
    "inquiry",
    "review",
    "funeral",
    "burial",
    "buried",
    "cremated",
    "cremation",
    "vigil",
    "memorial",
    "memorials",
    "service",
    "mourned",
    "mourning",
    "tribute",
    "tributes",
    "wake",
    "requiem",
    "anniversary",
    "birthday",
    "turned",
    "turning",
    "born",
    "birth",
    "baptised",
    "seen",
    "missing",
    "opened",
    "dob",
    "remembrance",
    "lit",
    "candles",
    "apologised",
];
/// Words of what happened to somebody in life: their day is the death's only where nothing else is told.
const LIFE: [&str; 5] = ["admitted", "identified", "named", "reported", "transferred"];
/// Words of what happened to somebody in life, whose day is never the death's.
const LIVED: [&str; 9] =
    ["appointed", "diagnosed", "discharged", "joined", "lived", "married", "moved", "prescribed", "referred"];
/// Meetings with those who treat people, after one of the first words: of what happened in life as well.
const MEETS: [&str; 4] = ["attended", "visited", "contacted", "saw"];
const TREATS: [&str; 9] =
    ["gp", "practitioner", "clinic", "appointment", "surgery", "doctor", "nurse", "psychiatrist", "psychologist"];
/// Nouns of what kills, which another word may govern.
const ACCIDENT: [&str; 10] =
    ["collision", "accident", "crash", "fall", "overdose", "fatal", "fatally", "ligature", "incident", "collapse"];
/// Verbs of what kills.
const HARM: [&str; 11] =
    ["collided", "crashed", "fell", "jumped", "jump", "overdosed", "struck", "hit", "suffered", "hanged", "dod"];
/// Words that own a date but leave open whose: the noun before them tells.
const LIGHT: [&str; 12] =
    ["held", "takes", "took", "begins", "began", "due", "scheduled", "starts", "started", "listed", "set", "happened"];

/// Words that put something before or after a death: "three weeks before her death", "months after the death of".
const RELATIVE: [&str; 7] = ["before", "after", "since", "following", "until", "prior", "preceding"];

/// Tokens around a date that are read: a run of words without a stop must not cost its square.
const LONGEST: usize = 150;
/// Tokens after a date that opens its sentence within which its verb stands.
const REACH: usize = 14;

/// Whose day the date at these tokens of a sentence is.
pub(super) fn owner(text: &Text, sentence: &Range<usize>, date: &Range<usize>) -> Owner {
    if of_death_itself(text, sentence.start, date.start) {
        return Owner::Death;
    }
    match by_words(text, sentence, date) {
        Owner::Life | Owner::Unknown if is_relative(text, sentence, date) => Owner::Other,
        owner => owner,
    }
}

/// "At the time of her death on", "on the date of his death,": the date follows at once, whatever else the sentence tells.
fn of_death_itself(text: &Text, start: usize, date: usize) -> bool {
    let from = date.saturating_sub(5).max(start);
    let death = (from..date).find(|at| text.word(*at) == "death");
    death.is_some_and(|at| {
        let time = at >= start + 3 && text.any(at - 3, &["time", "date", "day"]) && text.word(at - 2) == "of";
        time && (at + 1..date).all(|at| text.any(at, &["on", "in", "the", "early", "late", ","]))
    })
}

/// True where the sentence tells how long before or after a death something happened: the day is not the death's.
fn is_relative(text: &Text, sentence: &Range<usize>, date: &Range<usize>) -> bool {
    let near = sentence.start.max(date.start.saturating_sub(LONGEST))..sentence.end.min(date.end + REACH);
    near.filter(|at| text.any(*at, &["death", "deaths"])).any(|death| {
        let before = death.saturating_sub(3).max(sentence.start);
        // "Following her death on 9 March" gives its day.
        let dated = death < date.start && (death + 1..date.start).all(|at| text.any(at, &["on", "in", "the"]));
        !dated && (before..death).any(|at| text.any(at, &RELATIVE))
    })
}

/// Whose day it is by the nearest word of an event.
fn by_words(text: &Text, sentence: &Range<usize>, date: &Range<usize>) -> Owner {
    let near = sentence.start.max(date.start.saturating_sub(LONGEST))..sentence.end.min(date.end + LONGEST);
    let (clause, about) = around(text, near, date.start);
    let before: Vec<usize> = clause.iter().copied().filter(|at| *at < date.start).collect();
    let mut governed = false;
    for (index, &at) in before.iter().enumerate().rev() {
        if text.any(at, &[";", "but"]) {
            break;
        }
        match class(text, at, &before[..index]) {
            Some(Word::Death) => return Owner::Death,
            Some(Word::Governed) => governed = true,
            Some(Word::Other) => return Owner::Other,
            Some(Word::Life) => return Owner::Life,
            Some(Word::Light) | None => {}
        }
    }
    // "The inquest, which took place on": of what the clause is.
    for word in about.rev().filter_map(|at| class(text, at, &[])) {
        match word {
            Word::Other => return Owner::Other,
            Word::Life => return Owner::Life,
            Word::Death => return Owner::Death,
            Word::Governed => governed = true,
            Word::Light => {}
        }
    }
    if governed {
        return Owner::Death;
    }
    for (index, &at) in clause.iter().enumerate().filter(|(_, at)| (date.end..date.end + REACH).contains(*at)) {
        if text.any(at, &[";", "but"]) {
            break;
        }
        match class(text, at, &clause[..index]) {
            Some(Word::Death) => return Owner::Death,
            Some(Word::Other) => return Owner::Other,
            // "On 14 February she took a fatal overdose of prescribed tablets."
            Some(Word::Life) => return if governed { Owner::Unknown } else { Owner::Life },
            Some(Word::Governed) => governed = true,
            _ => {}
        }
    }
    if governed { Owner::Death } else { Owner::Unknown }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Death,
    Governed,
    Other,
    Life,
    Light,
}

fn class(text: &Text, at: usize, before: &[usize]) -> Option<Word> {
    let found = text.any(at, &["found", "discovered", "recovered"]);
    let body = found
        && ((at + 1..at + 12).any(|word| {
            text.any(word, &["dead", "hanged", "hanging", "unresponsive", "deceased", "lifeless", "drowned"])
        }) || before.iter().any(|word| text.any(*word, &["body", "bodies", "remains"])));
    let just_before = |words: &[&str]| (at.saturating_sub(3)..at).any(|word| text.any(word, words));
    // "The deceased attended" and "in a collapsed state" tell of no event.
    let deceased =
        text.word(at) == "deceased" && just_before(&["found", "pronounced", "declared", "confirmed", "already"]);
    let collapsed = text.word(at) == "collapsed" && !text.any(at.saturating_sub(1), &["a", "the"]);
    if text.any(at, &DIES)
        || deceased
        || collapsed
        || body
        || text.phrase(at, &["passed", "away"])
        || text.phrase(at, &["took", "his", "own", "life"])
    {
        return Some(Word::Death);
    }
    if text.any(at, &DONE_TO) {
        let passive =
            before.iter().rev().take(3).any(|be| text.any(*be, &["was", "were", "been", "being", "is", "are", "and"]));
        let apposed = before.last().is_none_or(|last| text.any(*last, &[","]) || text.capital(*last));
        return Some(if passive || apposed { Word::Death } else { Word::Governed });
    }
    if text.any(at, &GOVERNED) {
        // "Months after the death of": something else happened then.
        let relative = just_before(&RELATIVE) && !text.any(at + 1, &["on", "in"]);
        return (!relative).then_some(Word::Governed);
    }
    if text.any(at, &LIGHT) {
        return Some(Word::Light);
    }
    if text.any(at, &ACCIDENT) {
        return Some(Word::Governed);
    }
    if text.any(at, &HARM) || text.word(at) == "arrest" && text.any(at.saturating_sub(1), &["cardiac", "respiratory"]) {
        return Some(Word::Death);
    }
    // "The death of … was reported to me on".
    if text.word(at) == "reported" && before.iter().any(|word| text.any(*word, &["death", "deaths"])) {
        return Some(Word::Other);
    }
    let meets = text.any(at, &MEETS) && (at + 1..at + 7).any(|word| text.any(word, &TREATS));
    // "An overdose of the drugs prescribed for her" tells of no prescription.
    let lived = text.any(at, &LIVED) && (text.word(at) != "prescribed" || just_before(&["was", "were", "been"]));
    if lived || meets {
        return Some(Word::Other);
    }
    if text.any(at, &LIFE) {
        return Some(Word::Life);
    }
    let fire = text.word(at) == "opened" && text.word(at + 1) == "fire";
    (text.any(at, &PROCESS) && !fire).then_some(Word::Other)
}

/// A day on which somebody can have died: what a document tells to come is none. Cut at the document's own day.
pub(super) fn possible(reader: &Reader, when: When) -> Option<When> {
    match reader.asserted_on {
        Some(day) if when.from > day => None,
        Some(day) => Some(When { to: when.to.min(day), ..when }),
        None => Some(when),
    }
}
