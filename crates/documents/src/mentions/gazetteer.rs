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
    /// Whether it is a place only where the words around it say so: small, and its name may be anything's.
    pub(crate) minor: bool,
    /// Whether only places outside the United States have the name.
    pub(crate) abroad: bool,
}

/// Places by name in lower case, words joined by one space.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    names: FxHashMap<String, Entry>,
    /// Abbreviations of states, as written, without full stops: "Calif", "NC".
    states: FxHashMap<String, &'static str>,
}

const US: &str = include_str!("../../gazetteer/us.txt");
const US_PLACES: &str = include_str!("../../gazetteer/us_places.txt");
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
            all.add(name, PlaceKind::State, Some("United States"), false);
            for city in cities.split(',') {
                all.add(city.trim(), PlaceKind::City, Some(name), false);
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
                all.add(name.trim(), kind, within, true);
            }
        }
        all.add_minor();
        all
    }

    /// Small places, where no better known one has the name.
    fn add_minor(&mut self) {
        for line in lines(US_PLACES) {
            let Some((code, list)) = line.split_once(';') else { continue };
            let state = self.states.get(code.trim()).copied();
            for name in list.split(',').map(str::trim) {
                let fresh =
                    Entry { kind: PlaceKind::City, within: state, also_city: false, minor: true, abroad: false };
                let entry = self.names.entry(key(name)).or_insert(fresh);
                if entry.minor && entry.within != state {
                    entry.within = None;
                }
            }
        }
    }

    fn add(&mut self, name: &'static str, kind: PlaceKind, within: Option<&'static str>, abroad: bool) {
        let entry =
            self.names.entry(key(name)).or_insert(Entry { kind, within, also_city: false, minor: false, abroad });
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

    /// The place of this name that is one wherever it stands.
    pub(crate) fn major(&self, name: &str) -> Option<Entry> {
        self.named(name).filter(|entry| !entry.minor)
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
