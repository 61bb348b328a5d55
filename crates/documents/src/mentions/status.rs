//! Whether a sentence says outright that something happened: or denies it, alleges it, takes it back, plans it, or makes it depend on
//! something. One place for offences, proceedings and deaths alike.

use super::cast::Cast;
use super::clause;
use super::text::Text;
use serde::Serialize;
use std::ops::Range;

/// How a claim stands in its document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Said outright.
    #[default]
    Asserted,
    /// Said not to be so: "was never charged".
    Denied,
    /// Alleged or suspected.
    Alleged,
    /// A charge that was dropped, withdrawn or dismissed.
    Withdrawn,
    /// A charge of which somebody was acquitted or cleared.
    Cleared,
    /// Taken back by the document as a mistake: "an earlier version said".
    Corrected,
    /// A conviction, conclusion or sentence that was quashed, overturned or set aside.
    Overturned,
    /// To come: "will be charged".
    Planned,
    /// Only if something else is so: "if convicted", "could be jailed".
    Conditional,
}

/// Tokens before a word within which it is denied or made to depend on something.
const REACH: usize = 12;
/// Tokens around a word that are read: a run of words without a stop must not cost its square.
const LONGEST: usize = 150;
/// Sentences after a charge or conviction within which it is taken back.
const LATER: usize = 3;

const NOT: [&str; 16] = [
    "not",
    "never",
    "no",
    "nobody",
    "none",
    "neither",
    "nor",
    "without",
    "cannot",
    "denies",
    "denied",
    "deny",
    "denying",
    "cleared",
    "acquitted",
    "no-one",
];
const IF: [&str; 9] = ["if", "unless", "whether", "could", "might", "would", "should", "may", "can"];
const COMING: [&str; 3] = ["will", "shall", "'ll"];
const COMING_TO: [&str; 8] = ["due", "set", "expected", "going", "scheduled", "planned", "likely", "plans"];
const ALLEGED: [&str; 12] = [
    "alleged",
    "allegedly",
    "allege",
    "alleges",
    "alleging",
    "suspected",
    "suspicion",
    "rumoured",
    "rumored",
    "reportedly",
    "purportedly",
    "supposedly",
];
const CHARGE: [&str; 16] = [
    "charge",
    "charges",
    "case",
    "cases",
    "prosecution",
    "count",
    "counts",
    "indictment",
    "allegation",
    "allegations",
    "complaint",
    "complaints",
    "proceedings",
    "accusation",
    "accusations",
    "matter",
];
const DROPPED: [&str; 13] = [
    "dropped",
    "drop",
    "withdrawn",
    "withdrew",
    "discontinued",
    "abandoned",
    "dismissed",
    "stayed",
    "rescinded",
    "scrapped",
    "thrown",
    "threw",
    "struck",
];
const RULING: [&str; 11] = [
    "conviction",
    "convictions",
    "verdict",
    "verdicts",
    "sentence",
    "finding",
    "conclusion",
    "conclusions",
    "ruling",
    "appeal",
    "decision",
];
const UNDONE: [&str; 9] =
    ["quashed", "quash", "overturned", "reversed", "vacated", "annulled", "set", "struck", "quashing"];
const WRONGLY: [&str; 8] =
    ["wrongly", "incorrectly", "mistakenly", "erroneously", "falsely", "inaccurately", "wrongfully", "misreported"];
const TOLD: [&str; 18] = [
    "said",
    "stated",
    "reported",
    "named",
    "identified",
    "described",
    "suggested",
    "claimed",
    "published",
    "listed",
    "gave",
    "accused",
    "printed",
    "referred",
    "indicated",
    "wrote",
    "implied",
    "attributed",
];

/// What happened, by what can undo it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An arrest, accusation or charge.
    Charge,
    /// A conviction or sentence.
    Conviction,
    /// Anything else.
    Event,
}

/// How what a word tells stands in its document. `cast` tells whose charge is taken back where a sentence names somebody else.
pub(crate) fn status(text: &Text, cast: &Cast, trigger: usize, kind: Kind) -> Status {
    let span = text.sentence(trigger);
    if is_corrected(text, trigger) {
        return Status::Corrected;
    }
    let before = window(text, trigger);
    let has = |words: &[&str]| before.clone().any(|at| text.any(at, words) && !is_month(text, at));
    let undone = if kind == Kind::Event { None } else { undone(text, cast, trigger, kind) };
    if before.clone().any(|at| denies(text, at)) {
        return Status::Denied;
    }
    if let Some(undone) = undone {
        return undone;
    }
    if has(&IF) {
        return Status::Conditional;
    }
    let to_come = before.clone().any(|at| {
        text.any(at, &COMING_TO) && text.word(at + 1) == "to"
            || text.any(at, &["is", "are"]) && text.word(at + 1) == "to"
    });
    if has(&COMING) || to_come {
        return Status::Planned;
    }
    let near = trigger.saturating_sub(if kind == Kind::Charge { 2 } else { REACH }).max(before.start)..trigger;
    let accused =
        kind != Kind::Charge && near.clone().any(|at| text.word(at) == "accused" && text.word(at + 1) == "of");
    if near.clone().any(|at| text.any(at, &ALLEGED)) || accused || text.any(trigger + 1, &["allegedly"]) {
        return Status::Alleged;
    }
    // "On suspicion of": an arrest is no charge.
    let suspected = (trigger + 1..span.end.min(trigger + 6)).any(|at| text.any(at, &["suspicion"]));
    if suspected && text.word(trigger) != "arrested" { Status::Alleged } else { Status::Asserted }
}

/// The tokens before a word that can deny it: back to where its clause begins.
fn window(text: &Text, trigger: usize) -> Range<usize> {
    let start = text.sentence(trigger).start.max(trigger.saturating_sub(REACH));
    let mut first = trigger;
    while first > start {
        let at = first - 1;
        if clause::is_hard(text, at)
            || text.any(at, &["but", "although", "because", "until", "after", "before", "when"])
        {
            break;
        }
        let joint = text.any(at, &[",", "and"]);
        let next = at + 1 + usize::from(text.any(at + 1, &["and", "but"]));
        let subject = text
            .any(next, &["he", "she", "they", "it", "who", "which", "the", "a", "an", "his", "her", "police", "while"])
            || text.capital(next) && !text.any(at.saturating_sub(1), &["neither", "nor"]);
        if joint && subject && next < trigger && (next..trigger).any(|verb| clause::is_finite(text, verb)) {
            // "Neither A nor B, a nurse, was": what stands between two commas leaves the clause whole.
            let closes = text.word(at) == "," && (next..trigger).any(|later| text.word(later) == ",");
            if !closes {
                break;
            }
        }
        first = at;
    }
    first..trigger
}

fn is_month(text: &Text, at: usize) -> bool {
    text.word(at) == "may" && text.capital(at)
}

/// Whether a word denies what comes after it. "Not only" does not.
pub(super) fn denies(text: &Text, at: usize) -> bool {
    let word = text.word(at);
    let not = NOT.contains(&word) || word.ends_with("n't") || word.contains("n't") || word.contains("n'\0\0t");
    not && !text.any(at + 1, &["only"]) && !(text.any(at, &["cleared", "acquitted"]) && text.word(at + 1) != "of")
}

/// A charge that was dropped or ended in an acquittal, a conviction that was undone: in the same sentence or soon after.
fn undone(text: &Text, cast: &Cast, trigger: usize, kind: Kind) -> Option<Status> {
    let number = text.sentence_of(trigger);
    for (step, span) in text.sentences.iter().skip(number).take(LATER + 1).enumerate() {
        let range = match step {
            0 => span.start.max(trigger.saturating_sub(LONGEST))..span.end.min(trigger + LONGEST),
            _ => span.start..span.end.min(span.start + LONGEST),
        };
        if step > 0 && is_anothers(text, cast, trigger, &range) {
            continue;
        }
        let done = |at: usize| {
            let before = at.saturating_sub(3).max(range.start)..at;
            let is_denied = before.clone().any(|word| denies(text, word));
            let is_asked_for = text.any(at.saturating_sub(1), &["to", "refused"]);
            // "May be dropped" is not done; "must be quashed" is.
            let is_open = text.word(at.saturating_sub(1)) == "be"
                && !before.clone().any(|word| text.any(word, &["must", "ordered", "will"]));
            !(is_denied || is_asked_for || is_open)
        };
        let near = |at: usize, nouns: &[&str]| {
            (at.saturating_sub(8).max(range.start)..(at + 8).min(range.end)).any(|noun| text.any(noun, nouns))
        };
        for at in range.clone().filter(|at| *at != trigger) {
            let out =
                !text.any(at, &["thrown", "threw", "struck"]) || (at..at + 4).any(|word| text.word(word) == "out");
            let dropped = text.any(at, &DROPPED) && out && near(at, &CHARGE) && !near(at, &["appeal"])
                || text.phrase(at, &["nolle", "prosequi"])
                || text.phrase(at, &["offered", "no", "evidence"])
                || text.phrase(at, &["released", "without", "charge"])
                || text.phrase(at, &["no", "further", "action"])
                || text.phrase(at, &["no", "case", "to", "answer"]);
            let against = (at.saturating_sub(6).max(range.start)..(at + 6).min(range.end))
                .any(|word| text.word(word) == "against" && is_other(text, cast, trigger, word + 1));
            if kind == Kind::Charge && dropped && !against && (done(at) || text.any(at, &["nolle", "offered", "no"])) {
                return Some(Status::Withdrawn);
            }
            let cleared = text.any(at, &["acquitted", "cleared", "exonerated"])
                || text.phrase(at, &["not", "guilty"])
                    && !text.any(at.saturating_sub(1), &["pleaded", "pleads", "pleading", "plea", "pled", "a"])
                || text.phrase(at, &["found", "innocent"]);
            if kind == Kind::Charge && cleared && (text.word(at) == "not" || done(at)) {
                return Some(Status::Cleared);
            }
            let set = !text.any(at, &["set", "struck"]) || text.any(at + 1, &["aside", "down"]);
            let undone = text.any(at, &UNDONE) && set && near(at, &RULING)
                || text.any(at, &["exonerated", "pardoned"])
                || text.phrase(at, &["cleared", "on", "appeal"])
                || text.phrase(at, &["wrongly", "convicted"])
                || text.phrase(at, &["wrongfully", "convicted"]);
            if kind == Kind::Conviction && undone && done(at) {
                return Some(Status::Overturned);
            }
        }
    }
    None
}

/// Whether somebody else than the one of whom a word tells is named at a token.
fn is_other(text: &Text, cast: &Cast, trigger: usize, at: usize) -> bool {
    let sentence = text.sentence(trigger);
    let mine = |person: usize| {
        cast.at.iter().any(|mention| mention.person == person && (sentence.start..trigger).contains(&mention.from))
    };
    cast.at.iter().any(|mention| (mention.titled_from..=mention.from).contains(&at) && !mine(mention.person))
}

/// Whether a later sentence speaks of another's charge: it names somebody whose it is, and not the one of whom the word tells.
fn is_anothers(text: &Text, cast: &Cast, trigger: usize, range: &Range<usize>) -> bool {
    let named = || cast.at.iter().filter(|mention| range.contains(&mention.from));
    let theirs = named().any(|mention| {
        is_other(text, cast, trigger, mention.from)
            && (text.is_possessive(mention.to)
                || clause::is_between(text, mention.to)
                || mention.titled_from.checked_sub(1).is_some_and(|at| text.any(at, &["against", "of"])))
    });
    let sentence = text.sentence(trigger);
    let mine = named().any(|mention| {
        cast.at.iter().any(|other| other.person == mention.person && (sentence.start..trigger).contains(&other.from))
    });
    theirs && !mine
}

/// Whether the document takes back what it tells at a token: "an earlier version of this article said", "we wrongly reported", or a next
/// sentence such as "This was incorrect." and "He was not."
pub(crate) fn is_corrected(text: &Text, at: usize) -> bool {
    let number = text.sentence_of(at);
    let span = text.sentence(at);
    let right = |word: usize| {
        text.phrase(word, &["in", "fact"])
            || text.any(word, &["actually", "correct"])
            || text.phrase(word, &["should", "have"])
    };
    let before = span.start.max(at.saturating_sub(LONGEST))..at;
    let taken_back = before.clone().any(|word| takes_back(text, word, span.end));
    if taken_back && !before.clone().any(right) {
        return true;
    }
    text.sentences
        .get(number + 1)
        .is_some_and(|next| next.paragraph <= span.paragraph + 1 && is_denial(text, next.start, next.end))
}

fn takes_back(text: &Text, at: usize, end: usize) -> bool {
    let earlier = text.any(at, &["earlier", "previous", "original", "initial", "prior", "previously"])
        && (at + 1..(at + 4).min(end)).any(|word| {
            text.any(
                word,
                &["version", "article", "report", "story", "headline", "edition", "post", "reports", "statement"],
            )
        })
        && (at + 2..(at + 14).min(end)).any(|word| text.any(word, &TOLD));
    let wrongly = text.any(at, &WRONGLY)
        && (text.word(at) == "misreported"
            || (at.saturating_sub(2)..(at + 4).min(end)).any(|word| text.any(word, &TOLD)));
    let contrary = text.phrase(at, &["contrary", "to"])
        && (at + 2..(at + 7).min(end))
            .any(|word| text.any(word, &["report", "reports", "reported", "article", "story"]));
    let printed = text.any(at, &["article", "story", "report", "headline", "caption"])
        && text.any(at + 1, &["previously", "originally", "wrongly", "incorrectly", "initially"]);
    earlier || wrongly || contrary || printed
}

/// "He was not." "This was incorrect." "That is untrue."
fn is_denial(text: &Text, start: usize, end: usize) -> bool {
    let words = end - start;
    let wrong = |at: usize| text.any(at, &["incorrect", "wrong", "untrue", "false", "inaccurate", "mistaken"]);
    let pronoun = text.any(start, &["he", "she", "they", "this", "that", "it"]);
    let not =
        (start + 1..end.min(start + 4)).any(|at| text.any(at, &["not", "never"]) || text.word(at).ends_with("n't"));
    let case = (start..end).any(|at| text.phrase(at, &["the", "case"]) || text.any(at, &["true", "so"]));
    // An ellipsis: nothing but a stop stands after the "not".
    let bare = words <= 5
        && (start..end)
            .rev()
            .find(|at| text.is_word(*at))
            .is_some_and(|at| text.any(at, &["not", "never"]) || text.word(at).ends_with("n't"));
    pronoun && (words <= 9 && (start..end).any(wrong) || bare || not && case && words <= 8)
}
