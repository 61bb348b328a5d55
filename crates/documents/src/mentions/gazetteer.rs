//! Places by name, with what they lie in.

use super::lexicon::lines;
use super::types::PlaceKind;
use rustc_hash::FxHashMap;

/// Words in the longest name looked for.
pub(crate) const LONGEST: usize = 4;

/// A place of the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: PlaceKind,
    /// What it lies in, where that is known and only one is.
    pub(crate) within: Option<&'static str>,
    /// Whether a city has the name too, as Washington and Lebanon.
    pub(crate) also_city: bool,
}

/// Places by name in lower case, words joined by one space.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    names: FxHashMap<String, Entry>,
    /// Abbreviations of states, as written, without full stops: "Calif", "NC".
    states: FxHashMap<String, &'static str>,
}

const US: &str = include_str!("../../gazetteer/us.txt");
const UK: &str = include_str!("../../gazetteer/uk.txt");
const WORLD: &str = include_str!("../../gazetteer/countries.txt");

impl Gazetteer {
    pub(super) fn build() -> Gazetteer {
        let mut all = Gazetteer::default();
        for line in lines(US) {
            let mut parts = line.splitn(4, ';').map(str::trim);
            let (Some(code), Some(name), Some(news), Some(cities)) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            for short in [code, news] {
                all.states.insert(short.replace('.', ""), name);
            }
            all.add(name, PlaceKind::State, Some("United States"));
            for city in cities.split(',') {
                all.add(city.trim(), PlaceKind::City, Some(name));
            }
        }
        for line in lines(UK).chain(lines(WORLD)) {
            let Some((kind, list)) = line.split_once(';') else { continue };
            let (kind, within) = kind.split_once('>').map_or((kind, None), |(kind, place)| (kind, Some(place.trim())));
            let kind = match kind.trim() {
                "country" => PlaceKind::Country,
                "county" => PlaceKind::County,
                _ => PlaceKind::City,
            };
            for name in list.split(',') {
                all.add(name.trim(), kind, within);
            }
        }
        all
    }

    fn add(&mut self, name: &'static str, kind: PlaceKind, within: Option<&'static str>) {
        let entry = self.names.entry(key(name)).or_insert(Entry { kind, within, also_city: false });
        entry.also_city |= entry.kind != kind && (kind == PlaceKind::City || entry.kind == PlaceKind::City);
        if entry.kind == kind && entry.within != within {
            // Two places of one name: which one is meant, the text must say. A place first given without its county gets it.
            entry.within = entry.within.xor(within);
        }
        // A state or country stays one beside a town of its name.
        entry.kind = entry.kind.min(kind);
    }

    /// The place of this name, in lower case with single spaces.
    pub(crate) fn named(&self, name: &str) -> Option<Entry> {
        self.names.get(name).copied()
    }

    /// The name of the state of this key, as written in the list.
    pub(crate) fn state_name(&self, name: &str) -> Option<&'static str> {
        self.states.values().copied().find(|state| key(state) == name)
    }

    /// The state that an abbreviation stands for, as written without full stops.
    pub(crate) fn state(&self, short: &str) -> Option<&'static str> {
        self.states.get(short).copied()
    }
}

/// The form of a name under which it is kept: lower case, "saint" shortened, no full stops.
pub(crate) fn key(name: &str) -> String {
    let lower = name.to_ascii_lowercase().replace('.', "").replace('-', " ");
    match lower.strip_prefix("saint ") {
        Some(rest) => format!("st {rest}"),
        None => lower,
    }
}
