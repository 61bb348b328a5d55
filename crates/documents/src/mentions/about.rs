//! What a document is about: who died, where and when, by weights that add up over its mentions.

use super::cast::Cast;
use super::headline::Headline;
use super::model::Model;
use super::places::{PlaceAt, Shown};
use super::text::Text;
use super::town_features::{self, Candidate};
use super::types::DateMention;
use super::when::{Expression, Precision};
use jiff::civil::Date;

/// Words of the event itself.
pub(super) const EVENT: [&str; 46] = [
    "collision",
    "collided",
    "struck",
    "hit",
    "hanged",
    "suspended",
    "drowned",
    "jumped",
    "fell",
    "fall",
    "overdose",
    "ligature",
    "shot",
    "shooting",
    "shootings",
    "killed",
    "killing",
    "died",
    "dies",
    "dead",
    "found",
    "gunfire",
    "fired",
    "wounded",
    "injured",
    "happened",
    "occurred",
    "stabbed",
    "stabbing",
    "murder",
    "murdered",
    "homicide",
    "fatally",
    "gunshot",
    "gunned",
    "body",
    "opened",
    "robbery",
    "victim",
    "victims",
    "death",
    "deaths",
    "fight",
    "incident",
    "collapsed",
    "pronounced",
];
/// Words of what comes after it: courts, press, mourning.
const AFTERMATH: [&str; 46] = [
    "commenced",
    "investigation",
    "inquest",
    "concluded",
    "opened",
    "born",
    "admitted",
    "discharged",
    "referred",
    "birth",
    "said",
    "says",
    "told",
    "court",
    "charged",
    "arrested",
    "announced",
    "pleaded",
    "sentenced",
    "convicted",
    "funeral",
    "vigil",
    "appeared",
    "conference",
    "arraigned",
    "released",
    "identified",
    "hearing",
    "trial",
    "bond",
    "indicted",
    "statement",
    "updated",
    "posted",
    "custody",
    "guilty",
    "jury",
    "judge",
    "surgery",
    "confirmed",
    "memorial",
    "interview",
    "testified",
    "turned",
    "filed",
    "reported",
];
/// Words of proceedings and registers, whose days are not the event's.
const PROCESS: [&str; 8] =
    ["commenced", "opened", "concluded", "inquest", "investigation", "born", "birth", "determination"];
/// Words that say when it happened.
const HAPPENED: [&str; 26] = [
    "happened",
    "occurred",
    "place",
    "shot",
    "shooting",
    "stabbed",
    "killed",
    "gunfire",
    "began",
    "died",
    "found",
    "collision",
    "collided",
    "struck",
    "hit",
    "hanged",
    "suspended",
    "drowned",
    "jumped",
    "fell",
    "fall",
    "passed",
    "suffered",
    "deceased",
    "death",
    "fatal",
];
/// Tokens before and after a date within which a word colours it.
const NEAR: usize = 9;

/// The city, town or county of the event: the place with most weight, by what all its mentions tell.
pub(crate) fn city(
    text: &Text,
    places: &[PlaceAt],
    title: Option<&str>,
    headline: Option<&Headline>,
) -> Option<Candidate> {
    let model = Model::shared();
    let mut best: Option<(f32, Candidate)> = None;
    for candidate in town_features::candidates(text, places, title, headline) {
        let weight = model.town(&candidate.features);
        if best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Words before a place that make it another than the event's.
const ELSEWHERE: [&str; 16] = [
    "hospital",
    "airlifted",
    "flown",
    "transported",
    "taken",
    "arrested",
    "jail",
    "court",
    "custody",
    "lives",
    "transferred",
    "treated",
    "hospitals",
    "college",
    "university",
    "prison",
];

/// The weight of a place by how it is mentioned, as judged. `headline` and `title` are its words in the form of a key.
pub(super) fn hand_weight(
    text: &Text,
    places: &[PlaceAt],
    keys: &[String],
    name: &str,
    headline: &str,
    title: &str,
) -> f32 {
    let mine = || places.iter().zip(keys).filter(|(_, key)| *key == name).map(|(place, _)| place);
    let mut weight: f32 = mine().map(|place| mention_weight(text, place)).sum();
    if mine().any(|place| place.known) {
        weight += 1.5;
    }
    let phrase = format!(" {name} ");
    if headline.contains(&phrase) {
        weight += 2.5;
    } else if title.contains(&phrase) {
        weight += 0.6;
    }
    weight
}

fn mention_weight(text: &Text, place: &PlaceAt) -> f32 {
    let number = text.sentence_of(place.from);
    let sentence = text.sentence(place.from);
    let early = 1.0 / (1.0 + 0.25 * number as f32);
    let event = (sentence.start..sentence.end).any(|at| text.any(at, &EVENT));
    // Where they were taken, arrested or tried.
    let before = place.from.saturating_sub(9).max(sentence.start)..place.from;
    let elsewhere = place.shown == Shown::In && before.clone().any(|at| text.any(at, &ELSEWHERE));
    let sure = if place.known { 1.0 } else { 0.65 } * if elsewhere { 0.25 } else { 1.0 };
    match place.shown {
        Shown::Dateline => 4.0 * sure,
        Shown::In => sure * (0.4 + early * if event { 3.0 } else { 1.2 }),
        Shown::Police => 0.6 + 1.8 * early,
        Shown::Named => 0.2 + early,
        Shown::Home => 0.2,
        Shown::Part => 0.2 + 0.2 * early,
    }
}

/// The day or days of the event: the date with most weight.
pub(crate) fn when(
    text: &Text,
    dates: &[DateMention],
    tokens: &[(usize, usize)],
    dated: Option<Date>,
) -> Option<usize> {
    let mut best: Option<(f32, usize)> = None;
    for (index, (date, (from, to))) in dates.iter().zip(tokens).enumerate() {
        let Some(when) = date.when.filter(|when| when.precision <= Precision::Week) else { continue };
        // The day that the document bears at its head.
        let own = *from < 12 && Some(when.from) == dated && matches!(date.expression, Expression::Absolute(_));
        if own {
            continue;
        }
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
            let before =
                (from.saturating_sub(NEAR).max(sentence.start)..*from).rev().position(|at| text.any(at, words));
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
        // An inquest opened or an investigation commenced that day; a birth.
        if nearest(&PROCESS).is_some_and(|far| event.is_none_or(|event| event > far)) {
            weight -= 4.0;
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
