//! Whether two values of one relation agree, and if not quite, how they differ.

use super::types::DifferenceKind;
use crate::claims::{Claim, Relation};
use crate::mentions::{PlaceKind, place_key, place_kind, place_within};

/// How two claims with one subject and relation stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    /// They say the same.
    Same,
    /// They differ in a way that has a name.
    Differ(DifferenceKind),
    /// They say different things that do not touch each other.
    Apart,
}

use DifferenceKind::{Contradiction, Loose, Precision, Wording};
use Stand::{Apart, Differ, Same};

/// Words for one thing.
const SYNONYMS: [&[&str]; 12] = [
    &["graveyard", "churchyard", "cemetery"],
    &["flat", "apartment", "home", "house"],
    &["faked", "forged"],
    &["jailed", "imprisoned", "sentenced"],
    &["review", "investigation"],
    &["murder", "murders", "killing", "killings"],
    &["failures", "failings"],
    &["victims", "men", "dead"],
    &["street", "st", "road", "rd"],
    &["dose", "doses"],
    &["church", "churchyard"],
    &["lawyers", "solicitors"],
];
/// Words of a value that say nothing by themselves.
const EMPTY: [&str; 22] = [
    "the", "a", "an", "of", "in", "at", "near", "his", "her", "their", "same", "and", "to", "by", "on", "for", "with",
    "that", "was", "were", "had", "been",
];

/// Compares two claims of one subject and relation.
pub(crate) fn compare(a: &Claim, b: &Claim) -> Stand {
    match a.relation {
        Relation::Aged => numbers(a, b, 1e-3),
        Relation::UnderInvestigation | Relation::AtRisk => numbers(a, b, 0.5),
        Relation::Over => over(a, b),
        Relation::DiedOn | Relation::ReportDue | Relation::Expected => times(a, b),
        Relation::Quashed | Relation::Opened => match times(a, b) {
            Apart => Same,
            stand => stand,
        },
        Relation::Joined => Same,
        Relation::From => homes(&a.value.text, &b.value.text),
        Relation::FoundAt => places(a, b),
        Relation::KilledBy | Relation::ForgedBy | Relation::FoundWith | Relation::Purports => {
            if a.value.text == b.value.text { Same } else { Differ(Contradiction) }
        }
        Relation::Sentenced => sentences(a, b),
        Relation::Substance => {
            if a.value.text == b.value.text {
                Same
            } else {
                Apart
            }
        }
        Relation::Concluded => outcomes(a, b),
        Relation::Finding => findings(&a.value.text, &b.value.text),
        Relation::ConvictedOf | Relation::ChargedWith => {
            if same_words(&a.value.text, &b.value.text) {
                Same
            } else {
                Apart
            }
        }
        Relation::Said => {
            if super::dating::same_words(&a.value.text, &b.value.text) {
                Same
            } else {
                Apart
            }
        }
        _ => {
            if same_words(&a.value.text, &b.value.text) {
                Same
            } else {
                Apart
            }
        }
    }
}

fn numbers(a: &Claim, b: &Claim, within: f64) -> Stand {
    match (a.value.number, b.value.number) {
        (Some(one), Some(other)) if (one - other).abs() <= within => Same,
        (Some(_), Some(_)) => Differ(Contradiction),
        _ => Apart,
    }
}

/// Lengths of time in days, roughly: "15 months" and "16 months" differ, "within a month" bounds another pair of deaths.
fn over(a: &Claim, b: &Claim) -> Stand {
    let days = |claim: &Claim| {
        let unit = claim.value.text.split(' ').next_back().unwrap_or_default().trim_end_matches('s').to_owned();
        let scale = match unit.as_str() {
            "hour" => 1.0 / 24.0,
            "day" => 1.0,
            "week" => 7.0,
            "month" => 30.44,
            _ => 365.25,
        };
        claim.value.number.map(|number| number * scale)
    };
    let bound = |claim: &Claim| claim.value.text.starts_with("within");
    match (days(a), days(b)) {
        (Some(one), Some(other)) if bound(a) == bound(b) => {
            if (one - other).abs() < 0.03 * one.max(other) {
                Same
            } else {
                Differ(Contradiction)
            }
        }
        _ => Apart,
    }
}

fn times(a: &Claim, b: &Claim) -> Stand {
    let (Some(one), Some(other)) = (a.happened.or(a.value.when), b.happened.or(b.value.when)) else { return Apart };
    if !one.overlaps(&other) {
        return Differ(Contradiction);
    }
    if (one.from, one.to, one.by) == (other.from, other.to, other.by) { Same } else { Differ(Precision) }
}

/// Homes: one may lie in the other; two towns of which neither lies in the other contradict.
fn homes(a: &str, b: &str) -> Stand {
    if place_key(a) == place_key(b) {
        return Same;
    }
    let within = |a: &str, b: &str| place_within(a).is_some_and(|within| place_key(within) == place_key(b));
    if within(a, b) || within(b, a) {
        return Differ(Precision);
    }
    let town = |place: &str| place_kind(place) == Some(PlaceKind::City);
    if town(a) && town(b) { Differ(Contradiction) } else { Differ(Precision) }
}

/// Places of finding: they agree where they share a word or a synonym; two towns contradict.
fn places(a: &Claim, b: &Claim) -> Stand {
    if same_words(&a.value.text, &b.value.text) {
        return Same;
    }
    if share_word(&a.value.text, &b.value.text) {
        return Differ(Precision);
    }
    match homes(&a.value.text, &b.value.text) {
        Differ(Contradiction) => Differ(Contradiction),
        _ => Apart,
    }
}

fn sentences(a: &Claim, b: &Claim) -> Stand {
    let life = |claim: &Claim| claim.value.text.starts_with("life");
    match (life(a), life(b)) {
        // A whole-life term is a life sentence told in full.
        (true, true) => {
            if a.value.text == b.value.text {
                Same
            } else {
                Differ(Precision)
            }
        }
        (false, false) => numbers(a, b, 1e-3),
        _ => Differ(Contradiction),
    }
}

/// Outcomes of inquests. An open conclusion told as a cause of death is loose wording; two different outcomes contradict.
fn outcomes(a: &Claim, b: &Claim) -> Stand {
    const OUTCOMES: [&str; 8] =
        ["open", "narrative", "accident", "misadventure", "suicide", "homicide", "unlawful", "natural"];
    let outcome = |claim: &Claim| {
        OUTCOMES
            .iter()
            .find(|outcome| claim.value.text.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case(outcome)))
            .copied()
    };
    match (outcome(a), outcome(b)) {
        (Some(one), Some(other)) => {
            if one == other {
                Same
            } else {
                Differ(Contradiction)
            }
        }
        (Some("open"), None) | (None, Some("open")) => Differ(Loose),
        (None, None) => {
            if same_words(&a.value.text, &b.value.text) {
                Same
            } else {
                Apart
            }
        }
        _ => Apart,
    }
}

/// Quoted findings: the same words, or one phrase in two wordings.
fn findings(a: &str, b: &str) -> Stand {
    let (one, other) = (content(a), content(b));
    if one == other {
        return Same;
    }
    if one.len() != other.len() || one.len() < 2 {
        return Apart;
    }
    let equal = one.iter().zip(&other).filter(|(a, b)| a == b).count();
    let stem = |a: &str, b: &str| a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count() >= 4;
    let near = one.iter().zip(&other).all(|(a, b)| a == b || stem(a, b));
    if near && equal * 2 >= one.len() { Differ(Wording) } else { Apart }
}

/// Words of a value that say something, in lower case.
pub(crate) fn content(text: &str) -> Vec<String> {
    let words =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.filter(|word| !EMPTY.contains(&word.as_str())).collect()
}

fn synonym(a: &str, b: &str) -> bool {
    a == b || SYNONYMS.iter().any(|words| words.contains(&a) && words.contains(&b))
}

fn share_word(a: &str, b: &str) -> bool {
    let other = content(b);
    content(a).iter().any(|a| other.iter().any(|b| synonym(a, b)))
}

/// Whether two values are the same words, synonyms and empty words aside.
pub(crate) fn same_words(a: &str, b: &str) -> bool {
    let (one, other) = (content(a), content(b));
    one.len() == other.len() && one.iter().zip(&other).all(|(a, b)| synonym(a, b))
}
