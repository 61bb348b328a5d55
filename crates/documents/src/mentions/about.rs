//! What a document is about: who died, where and when, by weights that add up over its mentions.

use super::cast::Cast;
use super::gazetteer::key;
use super::places::{PlaceAt, Shown};
use super::text::Text;
use super::types::{DateMention, PlaceKind};
use super::when::Precision;
use jiff::civil::Date;

/// Words of the event itself.
const EVENT: [&str; 34] = [
    "shot", "shooting", "shootings", "killed", "killing", "died", "dies", "dead", "found", "gunfire", "fired", "wounded", "injured",
    "happened", "occurred", "stabbed", "stabbing", "murder", "murdered", "homicide", "fatally", "gunshot", "gunned", "body",
    "opened", "robbery", "victim", "victims", "death", "deaths", "fight", "incident", "collapsed", "pronounced",
];
/// Words of what comes after it: courts, press, mourning.
const AFTERMATH: [&str; 46] = [
    "commenced", "investigation", "inquest", "concluded", "opened", "born", "admitted", "discharged", "referred", "birth",
    "said", "says", "told", "court", "charged", "arrested", "announced", "pleaded", "sentenced", "convicted", "funeral",
    "vigil", "appeared", "conference", "arraigned", "released", "identified", "hearing", "trial", "bond", "indicted", "statement",
    "updated", "posted", "custody", "guilty", "jury", "judge", "surgery", "confirmed", "memorial", "interview", "testified", "turned",
    "filed", "reported",
];
/// Words that say when it happened.
const HAPPENED: [&str; 9] = ["happened", "occurred", "place", "shot", "shooting", "stabbed", "killed", "gunfire", "began"];
/// Tokens before and after a date within which a word colours it.
const NEAR: usize = 9;

/// The city, town or county of the event: the place with most weight over all its mentions.
pub(crate) fn city(text: &Text, places: &[PlaceAt], title: Option<(&Text, &[PlaceAt])>) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    let keys: Vec<String> = places.iter().map(|place| key(text.slice(place.from, place.to))).collect();
    for (first, place) in places.iter().enumerate() {
        let (Some(name), true) = (keys.get(first), matches!(place.kind, PlaceKind::City | PlaceKind::County)) else { continue };
        if keys.iter().take(first).any(|earlier| earlier == name) {
            continue;
        }
        let mut weight = 0.0;
        for (other, _) in places.iter().zip(&keys).filter(|(_, key)| *key == name) {
            weight += mention_weight(text, other);
        }
        if places.iter().zip(&keys).any(|(other, key)| key == name && other.known) {
            weight += 1.5;
        }
        if place.kind == PlaceKind::County {
            weight -= 3.0;
        }
        if let Some((title, found)) = title {
            let named = found.iter().any(|other| key(title.slice(other.from, other.to)) == *name && other.shown != Shown::Part);
            weight += if named { 2.5 } else { 0.0 };
        }
        if best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, first));
        }
    }
    best.filter(|(weight, _)| *weight > 0.5).map(|(_, first)| first)
}

fn mention_weight(text: &Text, place: &PlaceAt) -> f32 {
    let number = text.sentence_of(place.from);
    let sentence = text.sentence(place.from);
    let early = 1.0 / (1.0 + 0.25 * number as f32);
    let event = (sentence.start..sentence.end).any(|at| text.any(at, &EVENT));
    match place.shown {
        Shown::Dateline => 4.0,
        Shown::In => 0.4 + early * if event { 3.0 } else { 1.2 },
        Shown::Police => 0.6 + 1.8 * early,
        Shown::Named => 0.2 + early,
        Shown::Home => 0.1,
        Shown::Part => 0.1 + 0.2 * early,
    }
}

/// The day or days of the event: the date with most weight.
pub(crate) fn when(text: &Text, dates: &[DateMention], tokens: &[(usize, usize)], dated: Option<Date>) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for (index, (date, (from, to))) in dates.iter().zip(tokens).enumerate() {
        let Some(when) = date.when.filter(|when| when.precision <= Precision::Week) else { continue };
        let sentence = text.sentence(*from);
        let number = text.sentence_of(*from);
        let mut weight = 3.0 / (1.0 + 0.3 * number as f32);
        weight += if when.precision == Precision::Day { 0.5 } else { -1.5 };
        if dated.is_some_and(|day| when.from > day) {
            continue;
        }
        if (sentence.start..sentence.end).any(|at| text.any(at, &EVENT)) {
            weight += 1.5;
        }
        let nearest = |words: &[&str]| {
            let before = (from.saturating_sub(NEAR).max(sentence.start)..*from).rev().position(|at| text.any(at, words));
            let after = (*to..(to + NEAR).min(sentence.end)).position(|at| text.any(at, words)).map(|far| far + 2);
            before.into_iter().chain(after).min()
        };
        let (event, aftermath) = (nearest(&HAPPENED), nearest(&AFTERMATH));
        if let Some(far) = event {
            weight += 2.5 / (1.0 + 0.25 * far as f32);
        }
        if let Some(far) = aftermath
            && event.is_none_or(|event| event > far)
        {
            weight -= 3.0 / (1.0 + 0.2 * far as f32);
        }
        if let Some(far) = nearest(&["died", "dies"])
            && event.is_none_or(|event| event > far)
        {
            weight -= 0.3;
        }
        if best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, index));
        }
    }
    best.filter(|(weight, _)| *weight > 0.3).map(|(_, index)| index)
}

/// Those of the cast who died, by weight.
pub(crate) fn dead(cast: &Cast, weights: &[f32]) -> Vec<usize> {
    (0..cast.members.len()).filter(|person| weights.get(*person).is_some_and(|weight| *weight > 0.0)).collect()
}
