//! How the towns of one text stand to each other: which is part of which, and which lie in the state that the text tells of.

use super::cast::Cast;
use super::lexicon::Lexicon;
use super::places::{self, PlaceAt};
use super::text::Text;
use super::town_features::{Candidate, NAMES, town_key};
use super::types::PlaceKind;

/// Places of its state with more people at which a town's size counts half.
const HALF: f32 = 20.0;
/// What the largest town of a state tells of it, beside the state's own name.
const BY_TOWN: f32 = 0.5;

/// Adds the numbers that need all candidates. `title` is the whole title, with the name of its paper or station.
pub(super) fn relate(text: &Text, places: &[PlaceAt], title: Option<&str>, found: &mut [Candidate]) {
    let gazetteer = Lexicon::shared().places();
    let keys: Vec<String> = found.iter().map(|candidate| candidate.key.clone()).collect();
    let entries: Vec<_> = keys.iter().map(|key| gazetteer.named(key)).collect();
    let title = title.map(Text::new).map(|title| {
        let places = places::find(&title, &Cast::default());
        (title, places)
    });
    let titled: Vec<String> = title
        .iter()
        .flat_map(|(title, places)| places.iter().map(|place| town_key(title.slice(place.from, place.to))))
        .collect();
    let votes = votes(text, places, title.as_ref());
    let size = |at: usize| match entries.get(at) {
        Some(Some(entry)) if entry.states != 0 => HALF / (HALF + f32::from(entry.rank)),
        _ => 0.0,
    };
    let told_of: Vec<bool> = found.iter().map(is_told_of).collect();
    for (at, candidate) in found.iter_mut().enumerate() {
        let own = &candidate.key;
        let county = keys.get(at).is_some_and(|key| key.ends_with(" county") || key.ends_with(" parish"));
        // The city may be named in the name of the paper or station alone.
        let part = keys.iter().chain(&titled).any(|other| other != own && gazetteer.is_part(own, other));
        // "Police of Chicago" in Englewood: had it police of its own, theirs would be named.
        let held =
            keys.iter().zip(&told_of).any(|(other, told)| *told && other != own && gazetteer.is_part(own, other));
        let part_of_told = told_of.get(at) == Some(&false) && (held || named_with_city(text, places, own));
        let holds = keys.iter().any(|other| other != own && gazetteer.is_part(other, own));
        let states = entries.get(at).copied().flatten().map_or(0, |entry| entry.states);
        let others = || votes.iter().filter(|vote| vote.place != *own);
        let told: f32 = others().map(|vote| vote.weight).sum();
        let agreeing: f32 = others().filter(|vote| vote.state & states != 0).map(|vote| vote.weight).sum();
        let known = states != 0 && told > 0.0;
        for (name, value) in NAMES.iter().zip(&mut candidate.features) {
            match *name {
                "part_of_named" => *value = f32::from(u8::from(part)),
                "holds_named" => *value = f32::from(u8::from(holds)),
                "in_state" if known => *value = agreeing / told,
                "not_in_state" if known => *value = f32::from(u8::from(agreeing == 0.0)),
                "size" => *value = size(at),
                "part_of_told" => *value = f32::from(u8::from(part_of_told)),
                "unheard" => *value = f32::from(u8::from(states == 0 && !county)),
                _ => {}
            }
        }
    }
}

/// Whether a town's police or people, or a dateline, are told of.
fn is_told_of(candidate: &Candidate) -> bool {
    NAMES.iter().zip(&candidate.features).any(|(name, value)| matches!(*name, "police" | "dateline") && *value > 0.0)
}

/// "East Flatbush, Brooklyn": a place followed by the city that holds it.
fn named_with_city(text: &Text, places: &[PlaceAt], own: &str) -> bool {
    places.windows(2).any(|pair| {
        let [place, city] = pair else { return false };
        let [part, whole] = [place, city].map(|place| town_key(text.slice(place.from, place.to)));
        part == own
            && city.from == place.to + 1
            && text.word(place.to) == ","
            && Lexicon::shared().places().is_part(&part, &whole)
    })
}

/// A state that the text or its title tells of.
struct Vote {
    /// Its bit.
    state: u64,
    weight: f32,
    /// The place that tells of it.
    place: String,
}

/// States by what tells of them: written out, alone or after a town, or large towns that lie in one state alone.
fn votes(text: &Text, places: &[PlaceAt], title: Option<&(Text, Vec<PlaceAt>)>) -> Vec<Vote> {
    let of_title = title
        .iter()
        .flat_map(|(title, places)| places.iter().filter_map(|place| vote(title, place)))
        .collect::<Vec<_>>();
    places.iter().filter_map(|place| vote(text, place)).chain(of_title).collect()
}

fn vote(text: &Text, place: &PlaceAt) -> Option<Vote> {
    let gazetteer = Lexicon::shared().places();
    let name = text.slice(place.from, place.to);
    let key = town_key(name);
    let early = 1.0 / (1.0 + 0.25 * text.sentence_of(place.from) as f32);
    let (state, weight) = match place.kind {
        PlaceKind::State => {
            let named = gazetteer.state_name(&key).or_else(|| gazetteer.state(&name.replace('.', "")))?;
            (gazetteer.bit(named), 1.0)
        }
        _ if text.word(place.to) == "," && place.within.is_some() => {
            (gazetteer.bit(place.within.as_deref().unwrap_or_default()), 1.0)
        }
        PlaceKind::City => {
            let entry = gazetteer.major(&key).filter(|entry| entry.states != 0)?;
            (gazetteer.bit(entry.within?), BY_TOWN * HALF / (HALF + f32::from(entry.rank)))
        }
        _ => return None,
    };
    (state != 0).then_some(Vote { state, weight: weight * early, place: key })
}
