//! Places by name, with what they lie in.

use super::country::Country;
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
    /// States of the United States that hold a place of the name, a bit for each in the order of the list.
    pub(crate) states: u64,
    /// How many places of its state have more people, where it has fewest above it.
    pub(crate) rank: u16,
}

impl Entry {
    fn new(kind: PlaceKind, within: Option<&'static str>) -> Entry {
        Entry { kind, within, also_city: false, minor: false, abroad: false, states: 0, rank: u16::MAX }
    }
}

/// Names by which reports call a city besides its own.
const CALLED: [(&str, &str); 4] =
    [("dc", "Washington"), ("nyc", "New York"), ("philly", "Philadelphia"), ("vegas", "Las Vegas")];

/// Places by name in lower case, words joined by one space.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    names: FxHashMap<String, Entry>,
    /// Abbreviations of states, as written, without full stops: "Calif", "NC".
    states: FxHashMap<String, &'static str>,
    /// Names of states in the order of the list.
    order: Vec<&'static str>,
    /// Places that a large city holds or that lie close to it, with the keys of such cities.
    parts: FxHashMap<String, Vec<String>>,
    /// Places of each other country, by name: regions and towns with the region that they lie in.
    home: [FxHashMap<String, Entry>; Country::ALL.len()],
}

const US: &str = include_str!("../../gazetteer/us.txt");
const US_PLACES: &str = include_str!("../../gazetteer/us_places.txt");
const US_PARTS: &str = include_str!("../../gazetteer/us_parts.txt");
const UK: &str = include_str!("../../gazetteer/uk.txt");
const ABROAD: &str = include_str!("../../gazetteer/abroad.txt");
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
            all.order.push(name);
            all.add(name, PlaceKind::State, Some("United States"), false);
            for city in cities.split(',') {
                all.add(city.trim(), PlaceKind::City, Some(name), false);
                all.held(city.trim(), name, u16::MAX);
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
        for line in lines(UK) {
            let Some((kind, list)) = line.split_once(';') else { continue };
            let (kind, within) = kind.split_once('>').map_or((kind, None), |(kind, place)| (kind, Some(place.trim())));
            let kind = match kind.trim() {
                "country" => PlaceKind::Country,
                "county" => PlaceKind::County,
                _ => PlaceKind::City,
            };
            for name in list.split(',') {
                all.settle(Country::UnitedKingdom, name.trim(), kind, within);
            }
        }
        for line in lines(ABROAD) {
            let mut parts = line.splitn(3, ';').map(str::trim);
            let (Some(code), Some(region), Some(towns)) = (parts.next(), parts.next(), parts.next()) else { continue };
            let Some(country) = Country::of_code(code) else { continue };
            let region = Some(region).filter(|region| !region.is_empty());
            for name in towns.split(',') {
                all.settle(country, name.trim(), PlaceKind::City, region);
            }
            if let Some(region) = region {
                all.settle(country, region, PlaceKind::County, None);
            }
        }
        all.add_minor();
        all.add_parts();
        all
    }

    /// A place of another country; where it has two of one name, the text must say which is meant.
    fn settle(&mut self, country: Country, name: &'static str, kind: PlaceKind, within: Option<&'static str>) {
        let Some(places) = self.home.get_mut(country as usize) else { return };
        let fresh = Entry { abroad: true, ..Entry::new(kind, within) };
        let entry = places.entry(key(name)).or_insert(fresh);
        entry.also_city |= entry.kind != kind;
        if entry.kind == kind && entry.within != within {
            entry.within = entry.within.xor(within);
        } else if kind < entry.kind {
            (entry.kind, entry.within) = (kind, within);
        }
    }

    /// The place of this name in a country other than the United States.
    pub(crate) fn at_home(&self, country: Country, name: &str) -> Option<Entry> {
        self.home.get(country as usize)?.get(name).copied()
    }

    /// The place of this name for a text that tells of a country; none for the United States. Where only the United States have the name in
    /// the lists, it may be a place all the same, but in none of their states.
    pub(crate) fn named_in(&self, name: &str, country: Option<Country>) -> Option<Entry> {
        let Some(country) = country else { return self.named(name) };
        self.at_home(country, name).or_else(|| {
            let entry = self.named(name)?;
            let kept = entry.abroad || matches!(entry.kind, PlaceKind::State | PlaceKind::Country);
            Some(if kept { entry } else { Entry { within: None, ..entry } })
        })
    }

    /// Small places, where no better known one has the name.
    fn add_minor(&mut self) {
        for line in lines(US_PLACES) {
            let Some((code, list)) = line.split_once(';') else { continue };
            let state = self.states.get(code.trim()).copied();
            for (rank, name) in (0_u16..).zip(list.split(',').map(str::trim)) {
                let fresh = Entry { minor: true, ..Entry::new(PlaceKind::City, state) };
                let entry = self.names.entry(key(name)).or_insert(fresh);
                if entry.minor && entry.within != state {
                    entry.within = None;
                }
                self.held(name, state.unwrap_or_default(), rank);
            }
        }
        for (short, city) in CALLED {
            if let Some(entry) = self.named(&key(city)) {
                let within = entry.within.filter(|_| short != "dc").or(Some("District of Columbia"));
                let states = if short == "dc" { self.bit("District of Columbia") } else { entry.states };
                let city = Entry { kind: PlaceKind::City, within, abroad: false, states, ..entry };
                self.names.insert(short.to_owned(), city);
            }
        }
    }

    fn add_parts(&mut self) {
        for line in lines(US_PARTS) {
            let mut fields = line.splitn(3, ';').map(str::trim);
            let (Some(_), Some(city), Some(list)) = (fields.next(), fields.next(), fields.next()) else { continue };
            for name in list.split(',').map(str::trim) {
                self.parts.entry(key(name)).or_default().push(key(city));
            }
        }
    }

    /// Notes that a state holds a place, with so many larger ones.
    fn held(&mut self, name: &str, state: &str, rank: u16) {
        let bit = self.bit(state);
        if let Some(entry) = self.names.get_mut(&key(name)) {
            entry.states |= bit;
            entry.rank = entry.rank.min(rank);
        }
    }

    /// The bit of a state of the United States by its name; none for other names.
    pub(crate) fn bit(&self, state: &str) -> u64 {
        self.order.iter().position(|name| *name == state).map_or(0, |at| 1 << at)
    }

    /// Whether a place may be part of a large city, or lies close to it. Both by their keys.
    pub(crate) fn is_part(&self, place: &str, city: &str) -> bool {
        self.parts.get(place).is_some_and(|cities| cities.iter().any(|other| other == city))
    }

    fn add(&mut self, name: &'static str, kind: PlaceKind, within: Option<&'static str>, abroad: bool) {
        let entry = self.names.entry(key(name)).or_insert(Entry { abroad, ..Entry::new(kind, within) });
        entry.also_city |= entry.kind != kind && (kind == PlaceKind::City || entry.kind == PlaceKind::City);
        if entry.kind == kind && entry.within != within {
            // Two places of one name: which one is meant, the text must say. A place first given without its county gets it.
            entry.within = entry.within.xor(within);
        }
        // A state or country stays one beside a town of its name, and lies where it lies.
        if kind < entry.kind {
            (entry.kind, entry.within) = (kind, within);
        }
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

/// The name of the city that a report calls by another: "Washington" for "D.C.".
pub(crate) fn proper(name: &str) -> Option<&'static str> {
    let key = key(name);
    CALLED.iter().find(|(short, _)| *short == key).map(|(_, city)| *city)
}

/// The form of a name under which it is kept: lower case, "saint" shortened, no full stops.
pub(crate) fn key(name: &str) -> String {
    let lower = name.to_ascii_lowercase().replace('.', "").replace('-', " ");
    match lower.strip_prefix("saint ") {
        Some(rest) => format!("st {rest}"),
        None => lower,
    }
}
