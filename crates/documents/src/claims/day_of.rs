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

const DIES: [&str; 8] = ["died", "dies", "succumbed", "drowned", "perished", "deceased", "dying", "collapsed"];
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
const LIFE: [&str; 14] = [
    "admitted",
    "appointed",
    "diagnosed",
    "discharged",
    "identified",
    "joined",
    "lived",
    "married",
    "moved",
    "named",
    "prescribed",
    "referred",
    "reported",
    "transferred",
];
/// Nouns of what kills, which another word may govern.
const ACCIDENT: [&str; 10] =
    ["collision", "accident", "crash", "fall", "overdose", "fatal", "fatally", "ligature", "incident", "collapse"];
/// Verbs of what kills.
const HARM: [&str; 11] =
    ["collided", "crashed", "fell", "jumped", "jump", "overdosed", "struck", "hit", "suffered", "hanged", "dod"];
/// Words that own a date but leave open whose: the noun before them tells.
const LIGHT: [&str; 12] =
    ["held", "takes", "took", "begins", "began", "due", "scheduled", "starts", "started", "listed", "set", "happened"];

/// Tokens around a date that are read: a run of words without a stop must not cost its square.
const LONGEST: usize = 150;
/// Tokens after a date that opens its sentence within which its verb stands.
const REACH: usize = 14;

/// Whose day the date at these tokens of a sentence is.
pub(super) fn owner(text: &Text, sentence: &Range<usize>, date: &Range<usize>) -> Owner {
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
            Some(Word::Life) => return Owner::Life,
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
    if text.any(at, &DIES)
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
        return Some(Word::Governed);
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
