//! What is known of each town or county of a text that has to do with whether it happened there, as numbers that a fitted model weighs.

use super::about::{EVENT, hand_weight};
use super::gazetteer::{key, proper};
use super::headline::Headline;
use super::places::{PlaceAt, Shown};
use super::text::Text;
use super::town_relations;
use super::types::PlaceKind;

/// Names of the numbers, in their order.
pub(crate) const NAMES: [&str; 37] = [
    "hand",
    "county",
    "dateline",
    "in_event",
    "in_plain",
    "in_elsewhere",
    "police",
    "named",
    "home",
    "part",
    "mentions",
    "first",
    "major",
    "minor",
    "with_state",
    "headline",
    "tail",
    "near",
    "inside_another",
    "holds_another",
    "has_county",
    "scene",
    "seat",
    "home_first",
    "title_in",
    "title_people",
    "title_only",
    "close_event",
    "town_of",
    "suburb_of_it",
    "part_of_named",
    "holds_named",
    "in_state",
    "not_in_state",
    "size",
    "unheard",
    "part_of_told",
];

/// How many there are.
pub(crate) const COUNT: usize = NAMES.len();

/// Words before a place that make it another than the event's.
const ELSEWHERE: [&str; 26] = [
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
    "lived",
    "transferred",
    "treated",
    "hospitals",
    "college",
    "university",
    "prison",
    "courthouse",
    "born",
    "moved",
    "captured",
    "funeral",
    "buried",
    "graduated",
    "native",
    "office",
];
/// Words before a place that put the event beside it.
const NEAR: [&str; 8] = ["near", "outside", "miles", "north", "south", "east", "west", "suburb"];
/// Words of a scene.
const SCENE: [&str; 12] = [
    "block",
    "street",
    "avenue",
    "apartment",
    "home",
    "house",
    "scene",
    "happened",
    "occurred",
    "road",
    "park",
    "drive",
];

/// A town or county with its numbers.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Where it is first named among the places, of the text or, where the text never names it, of the title.
    pub(crate) place: usize,
    pub(crate) in_title: bool,
    pub(crate) key: String,
    pub(crate) features: [f32; COUNT],
}

/// The towns and counties of a text. `title` is the whole title with the tail that names its paper or station.
pub(crate) fn candidates(
    text: &Text,
    places: &[PlaceAt],
    title: Option<&str>,
    headline: Option<&Headline>,
) -> Vec<Candidate> {
    let plain = |text: &str| {
        let words: Vec<String> = key(text)
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        format!(" {} ", words.join(" "))
    };
    let head = headline.map(|headline| plain(headline.text.text)).unwrap_or_default();
    let whole = title.map(plain).unwrap_or_default();
    let keys: Vec<String> = places.iter().map(|place| town_key(text.slice(place.from, place.to))).collect();
    let mut found: Vec<Candidate> = Vec::new();
    for (first, (place, name)) in places.iter().zip(&keys).enumerate() {
        if !matches!(place.kind, PlaceKind::City | PlaceKind::County) || found.iter().any(|other| other.key == *name) {
            continue;
        }
        let county = place.kind == PlaceKind::County;
        let mut of = [0.0_f32; COUNT];
        let [
            hand,
            is_county,
            dateline,
            in_event,
            in_plain,
            in_elsewhere,
            police,
            named,
            home,
            part,
            mentions,
            early,
            major,
            minor,
            with_state,
            in_headline,
            in_tail,
            near,
            inside,
            holds,
            has_county,
            scene,
            seat,
            home_first,
            title_in,
            title_people,
            _,
            close_event,
            town_of,
            suburb_of_it,
            ..,
        ] = &mut of;
        in_title(headline, name, title_in, title_people);
        *is_county = f32::from(u8::from(county));
        *hand = hand_weight(text, places, &keys, name, &head, &whole);
        let mut count = 0.0_f32;
        for (other, _) in places
            .iter()
            .zip(&keys)
            .filter(|(other, key)| *key == name && matches!(other.kind, PlaceKind::City | PlaceKind::County))
        {
            let number = text.sentence_of(other.from);
            let sentence = text.sentence(other.from);
            let decay = 1.0 / (1.0 + 0.25 * number as f32);
            if count == 0.0 {
                *early = decay;
                *home_first = f32::from(u8::from(other.shown == Shown::Home));
            }
            count += 1.0;
            let before = other.from.saturating_sub(9).max(sentence.start)..other.from;
            let close = other.from.saturating_sub(3).max(sentence.start)..other.from;
            let elsewhere = before.clone().any(|at| text.any(at, &ELSEWHERE));
            let event = (sentence.start..sentence.end).any(|at| text.any(at, &EVENT));
            match other.shown {
                Shown::Dateline => *dateline = 1.0,
                Shown::In if elsewhere => *in_elsewhere += 1.0,
                Shown::In if event => *in_event += 0.3 + decay,
                Shown::In => *in_plain += 0.3 + decay,
                Shown::Police => *police += 0.3 + decay,
                Shown::Named => *named += 0.3 + decay,
                Shown::Home => *home += 1.0,
                Shown::Part => *part += 1.0,
            }
            // "A shooting at a home in Salford": the nearer the word, the surer.
            let near_event = before.clone().rev().position(|at| text.any(at, &EVENT) || text.any(at, &SCENE));
            if let Some(gap) = near_event.filter(|_| other.shown == Shown::In && !elsewhere) {
                *close_event = close_event.max((0.3 + decay) / (1.0 + 0.2 * gap as f32));
            }
            if other.from >= 2 && text.word(other.from - 1) == "of" {
                let parts = ["town", "city", "village", "suburb", "section", "neighborhood", "part", "side", "area"];
                *town_of = town_of.max(f32::from(u8::from(text.any(other.from - 2, &parts))));
            }
            if text.any(other.to, &["suburb", "suburbs"]) {
                *suburb_of_it = 1.0;
            }
            if close.clone().any(|at| text.any(at, &NEAR)) {
                *near += 1.0;
            }
            if other.shown == Shown::In && before.clone().any(|at| text.any(at, &SCENE)) && !elsewhere {
                *scene += 1.0;
            }
            *minor = f32::from(u8::from(other.minor));
            *major = f32::from(u8::from(other.known && !other.minor && !county));
            *with_state = with_state.max(f32::from(u8::from(text.word(other.to) == "," && other.within.is_some())));
        }
        for value in [in_event, in_plain, in_elsewhere, police, named, home, part, near, scene] {
            *value = value.ln_1p();
        }
        *mentions = count.ln_1p();
        let phrase = format!(" {name} ");
        *in_headline = f32::from(u8::from(head.contains(&phrase)));
        *in_tail = f32::from(u8::from(!head.contains(&phrase) && whole.contains(&phrase)));
        let other_holds =
            |holder: &String, held: &String| holder != held && format!(" {holder} ").contains(&format!(" {held} "));
        *inside = f32::from(u8::from(keys.iter().any(|other| other_holds(other, name))));
        *holds = f32::from(u8::from(keys.iter().any(|other| other_holds(name, other))));
        let own_county = [format!("{name} county"), format!("{name} parish")];
        *has_county = f32::from(u8::from(keys.iter().any(|other| own_county.contains(other))));
        *seat = *has_county * *major;
        found.push(Candidate { place: first, in_title: false, key: name.clone(), features: of });
    }
    for (place, at) in headline.iter().flat_map(|headline| headline.places.iter().enumerate()) {
        let name = headline.map(|headline| town_key(headline.text.slice(at.from, at.to))).unwrap_or_default();
        let town = matches!(at.kind, PlaceKind::City | PlaceKind::County);
        if !town || found.iter().any(|other| other.key == name) {
            continue;
        }
        let mut of = [0.0_f32; COUNT];
        let flag = |value: bool| f32::from(u8::from(value));
        let (mut within, mut people) = (0.0, 0.0);
        in_title(headline, &name, &mut within, &mut people);
        for (slot, value) in NAMES.iter().zip(&mut of) {
            match *slot {
                "major" => *value = flag(at.known && !at.minor && at.kind == PlaceKind::City),
                "minor" => *value = flag(at.minor),
                "headline" | "title_only" => *value = 1.0,
                "county" => *value = flag(at.kind == PlaceKind::County),
                "title_in" => *value = within,
                "title_people" => *value = people,
                _ => {}
            }
        }
        found.push(Candidate { place, in_title: true, key: name, features: of });
    }
    town_relations::relate(text, places, title, &mut found);
    found
}

/// The key of a town, one for all the names that reports have for it.
pub(super) fn town_key(name: &str) -> String {
    key(proper(name).unwrap_or(name))
}

/// Whether the title has something happen in a place, and whether it speaks of its people or police.
fn in_title(headline: Option<&Headline>, name: &str, within: &mut f32, people: &mut f32) {
    let Some(headline) = headline else { return };
    for at in headline.places.iter().filter(|at| town_key(headline.text.slice(at.from, at.to)) == name) {
        match at.shown {
            Shown::In | Shown::Dateline => *within = 1.0,
            Shown::Police => *people = 1.0,
            _ => {}
        }
    }
}
