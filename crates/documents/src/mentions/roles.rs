//! What people are in a document: by title, by the noun beside the name, and by what they do.

use super::cast::{At, Cast, Form};
use super::lexicon::is;
use super::status::{Kind, Status, status};
use super::text::Text;
use super::types::Role;

const OFFENDER: [&str; 12] = [
    "suspect",
    "killer",
    "murderer",
    "shooter",
    "gunman",
    "defendant",
    "accused",
    "offender",
    "rapist",
    "attacker",
    "suspects",
    "assailant",
];
const LAWYER: [&str; 9] =
    ["solicitor", "solicitors", "lawyer", "lawyers", "attorney", "barrister", "prosecutor", "counsel", "qc"];
const JUDGE: [&str; 4] = ["judge", "justice", "magistrate", "recorder"];
const CORONER: [&str; 4] = ["coroner", "examiner", "pathologist", "coroners"];
const WITNESS: [&str; 6] = ["witness", "neighbor", "neighbour", "resident", "bystander", "passer-by"];
const CONVICTED: [&str; 12] = [
    "convicted",
    "charged",
    "arrested",
    "pleaded",
    "pled",
    "sentenced",
    "jailed",
    "indicted",
    "murdered",
    "confessed",
    "arraigned",
    "accused",
];
/// Tokens of a title kept.
const LONGEST_TITLE: usize = 9;

/// Verbs that convict by themselves.
const GUILTY: [&str; 6] = ["convicted", "sentenced", "jailed", "imprisoned", "confessed", "guilty"];
/// Verbs that only accuse.
const CHARGED: [&str; 7] = ["charged", "arrested", "indicted", "arraigned", "pleaded", "pled", "accused"];
/// Nouns for whoever did it, and for whoever is only said to have done it.
const DID: [&str; 7] = ["killer", "murderer", "rapist", "attacker", "offender", "gunman", "shooter"];
const SUSPECT: [&str; 5] = ["suspect", "suspects", "defendant", "accused", "assailant"];

/// Whether somebody is held to have done it, or only charged with it or suspected: what the document says outright, and did not take back.
pub(crate) fn guilt(text: &Text, cast: &Cast, person: usize) -> Option<Role> {
    let mut found: Option<Role> = None;
    for at in cast.at.iter().filter(|at| at.person == person) {
        let sentence = text.sentence(at.from);
        let verbs = (at.to..(at.to + 14).min(sentence.end)).take_while(|word| {
            !text.any(*word, &["\"", "“", ";"])
                && !cast.at.iter().any(|other| other.from == *word && other.person != person)
        });
        for word in verbs.collect::<Vec<_>>() {
            let passive = (at.to..word).rev().take(4).any(|be| {
                text.any(be, &["was", "is", "been", "were", "being"]) || text.any(be, &["be", "found", "had", "has"])
            });
            let own = text.any(word, &["pleaded", "pled", "confessed"]);
            let plea = text.any(word, &["pleaded", "pled"]) && text.word(word + 1) == "guilty";
            let convicts = text.any(word, &GUILTY) || plea;
            if !(convicts || text.any(word, &CHARGED)) || !(passive || own || plea) {
                continue;
            }
            let kind = if convicts { Kind::Conviction } else { Kind::Charge };
            if status(text, cast, word, kind) == Status::Asserted {
                let role = if convicts { Role::Offender } else { Role::Accused };
                found = Some(found.map_or(role, |before| before.min(role)));
            }
        }
        let before = at.titled_from.saturating_sub(3).max(sentence.start)..at.titled_from;
        let after = if text.word(at.to) == "," && text.any(at.to + 1, &["a", "an", "the", "his", "her", "their"]) {
            at.to + 2..(at.to + 5).min(sentence.end)
        } else {
            0..0
        };
        for word in before.chain(after) {
            let named = (text.any(word, &DID) || text.any(word, &SUSPECT))
                && !text.any(word + 1, &["of", "in", "who"])
                && !text.is_possessive(word + 1);
            let doubted =
                text.any(word.saturating_sub(1), &["alleged", "suspected", "accused"]) || text.any(word, &SUSPECT);
            if named && status(text, cast, word, Kind::Event) == Status::Asserted {
                let role = if doubted { Role::Accused } else { Role::Offender };
                found = Some(found.map_or(role, |before| before.min(role)));
            }
        }
    }
    found
}

/// The roles of a member of the cast as its words alone suggest them, in no order and perhaps twice.
pub(crate) fn of(text: &Text, cast: &Cast, person: usize) -> Vec<Role> {
    let mut roles = Vec::new();
    for at in cast.at.iter().filter(|at| at.person == person && at.form != Form::Pronoun) {
        let sentence = text.sentence(at.from);
        let before = at.titled_from.saturating_sub(3).max(sentence.start)..at.from;
        let apposition =
            if text.word(at.to) == "," { at.to + 1..(at.to + LONGEST_TITLE).min(sentence.end) } else { at.to..at.to };
        let appositive = apposition.clone().find(|word| text.any(*word, &[","])).unwrap_or(apposition.end);
        // What stands after the comma is of this person only where it begins like a description.
        let describes = text.any(at.to + 1, &["a", "an", "the", "his", "her", "their", "who"])
            || text.can(at.to + 1, is::RANK | is::TRADE | is::RELATIVE)
            || text.capital(at.to + 1) && appositive < sentence.end;
        let words = before.clone().chain(if describes { at.to + 1..appositive } else { 0..0 });
        for word in words {
            roles.extend(noun_role(text, word));
        }
        let verbs = (at.to..(at.to + 8).min(sentence.end)).take_while(|word| {
            !text.any(*word, &["\"", "“"]) && !cast.at.iter().any(|other| other.from == *word && other.person != person)
        });
        for word in verbs {
            if text.any(word, &CONVICTED)
                && (text.any(word.saturating_sub(1), &["was", "is", "been", "were", "also", "being"])
                    || text.any(word, &["pleaded", "pled", "confessed"]))
                && !text.any(word, &["murdered"])
            {
                roles.push(Role::Offender);
            }
            if text.can(word, is::SAID) {
                roles.push(Role::Speaker);
            }
            if text.any(word, &["injured", "wounded", "survived"]) {
                roles.push(Role::Injured);
            }
        }
        let said_before = at.titled_from.checked_sub(1).is_some_and(|word| text.can(word, is::SAID));
        if said_before {
            roles.push(Role::Speaker);
        }
    }
    roles
}

fn noun_role(text: &Text, at: usize) -> Option<Role> {
    let any = |words: &[&str]| text.any(at, words);
    if any(&CORONER) {
        Some(Role::Coroner)
    } else if any(&JUDGE) {
        Some(Role::Judge)
    } else if any(&LAWYER) {
        Some(Role::Solicitor)
    } else if any(&OFFENDER) {
        Some(Role::Offender)
    } else if any(&WITNESS) {
        Some(Role::Witness)
    } else if text.can(at, is::RELATIVE) {
        Some(Role::Relative)
    } else if text.can(at, is::RANK)
        && !text.any(at, &["pastor", "bishop", "coach", "principal", "resident", "reporter", "manager"])
    {
        Some(Role::Officer)
    } else {
        None
    }
}

/// What a person does: the trade or office beside the name. "The 41-year-old chef", "senior coroner for East London Nadia Persaud".
pub(crate) fn title(text: &Text, at: &At) -> Option<String> {
    let sentence = text.sentence(at.from);
    let clean = |from: usize, to: usize| text.slice(from, to).split_whitespace().collect::<Vec<_>>().join(" ");
    if at.form == Form::Described && text.can(at.to.saturating_sub(1), is::TRADE) {
        return Some(clean(at.to - 1, at.to));
    }
    if at.form == Form::Described && text.can(at.to, is::TRADE) {
        return Some(clean(at.to, at.to + 1));
    }
    if at.form != Form::Full {
        return None;
    }
    // Before the name: back from it over an office and what it is for.
    let mut from = at.from;
    let mut office = false;
    while from > sentence.start && at.from - from < LONGEST_TITLE {
        let word = from - 1;
        let part = text.can(word, is::RANK | is::TRADE)
            || text.any(word, &["for", "of", "senior", "assistant", "regional", "former", "area"])
            || text.capital(word) && text.is_word(word) && !text.can(word, is::MONTH | is::TITLE);
        if !part || text.breaks(from) > 0 {
            break;
        }
        office |= text.can(word, is::RANK | is::TRADE);
        from = word;
    }
    while from < at.from && text.any(from, &["for", "of"]) {
        from += 1;
    }
    // A title opens with the office or what qualifies it; a place before it is dropped.
    if office && at.from > from {
        return Some(clean(from, at.from));
    }
    // After the name: ", IOPC regional director, said".
    if text.word(at.to) == "," {
        let end = (at.to + 1..(at.to + LONGEST_TITLE).min(sentence.end)).find(|word| text.any(*word, &[","]))?;
        let begin = at.to + 1 + usize::from(text.any(at.to + 1, &["a", "an", "the"]));
        if end > begin && text.can(end - 1, is::RANK | is::TRADE) {
            return Some(clean(begin, end));
        }
    }
    None
}
