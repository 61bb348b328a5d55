//! A few sentences about a death.

use super::super::draw::Draw;
use crate::death::Sex;

const FINDERS: [&str; 10] = [
    "a friend",
    "a relative",
    "the partner",
    "a neighbour",
    "the landlord",
    "a cleaner",
    "a passer-by",
    "a colleague",
    "a carer",
    "police on a welfare check",
];
const POSTURES: [&str; 8] = [
    "on the floor",
    "in bed",
    "in an armchair",
    "in the bathroom",
    "at the kitchen table",
    "beside a parked car",
    "under a blanket",
    "in the hallway",
];
const HISTORIES: [&str; 10] = [
    "high blood pressure",
    "diabetes",
    "back pain",
    "heavy drinking",
    "low mood",
    "asthma",
    "heart disease",
    "epilepsy",
    "opioid dependence",
    "no illness known to the family",
];
const SCENES: [&str; 9] = [
    "no injuries were seen",
    "the door had to be forced",
    "tablets were collected",
    "foil and a lighter lay nearby",
    "the room was tidy",
    "a glass was kept for testing",
    "the radio was playing",
    "there was no note",
    "a meal stood untouched",
];
const DETAILS: [&str; 8] = [
    "a green thermos flask stood beside the body",
    "a man with a clipboard had called the day before",
    "two clean glasses stood on a tray",
    "a needle mark was seen on the ankle",
    "a paper boat lay on the pillow",
    "all medicine bottles had been emptied",
    "an unaddressed parcel stood open",
    "a new helper had been mentioned",
];
const ENDINGS: [&str; 4] = [
    "life was pronounced extinct at the scene",
    "pronounced in the emergency department",
    "resuscitation was tried without success",
    "toxicology and a post-mortem were asked for",
];

/// A detail that only a series has.
pub(super) fn detail(draw: &mut Draw) -> &'static str {
    DETAILS[draw.below(DETAILS.len())]
}

/// The sentences.
pub(super) fn write(
    age: u8,
    sex: Sex,
    place_kind: &str,
    substances: &[&str],
    detail: Option<&str>,
    draw: &mut Draw,
) -> String {
    let mut one = |texts: &[&'static str]| texts[draw.below(texts.len())];
    let mut text = format!(
        "A {age} year old {} was found by {} {} ({place_kind}). Known: {}",
        sex.as_str(),
        one(&FINDERS),
        one(&POSTURES),
        one(&HISTORIES)
    );
    let (more, scene, scene_too, ending) = (one(&HISTORIES), one(&SCENES), one(&SCENES), one(&ENDINGS));
    if draw.chance(0.5) {
        text.push_str(" and ");
        text.push_str(more);
        text.push_str("; ");
        text.push_str(scene_too);
    }
    for part in [Some(scene), detail].into_iter().flatten() {
        text.push_str("; ");
        text.push_str(part);
    }
    if !substances.is_empty() {
        text.push_str("; toxicology found ");
        text.push_str(&substances.join(" and "));
    }
    text.push_str("; ");
    text.push_str(ending);
    text.push('.');
    text
}
