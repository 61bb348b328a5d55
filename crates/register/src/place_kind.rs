//! The kind of place, read from the words of an address or of a place column.

use crate::phrases::{PhraseList, Phrases, VocabularyError};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::LazyLock;

static EMBEDDED: &str = include_str!("../vocabulary/place_kinds.toml");

static SHARED: LazyLock<Option<PlaceKinds>> = LazyLock::new(|| PlaceKinds::embedded().ok());

/// The rules of `vocabulary/place_kinds.toml`, whose head explains them.
#[derive(Debug)]
pub struct PlaceKinds {
    phrases: Phrases,
    /// Kind of each rule, in the order of the file.
    kinds: Box<[Box<str>]>,
    /// The rules that do not read the first part of an address with a house number.
    names_streets: Box<[bool]>,
    /// Whole values with the rule that they decide; [`UNKNOWN`] where they say nothing.
    exact: FxHashMap<Box<str>, u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    unknown: Vec<String>,
    place: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    kind: String,
    #[serde(default)]
    names_streets: bool,
    phrases: Vec<String>,
    #[serde(default)]
    exact: Vec<String>,
}

const UNKNOWN: u32 = u32::MAX;

/// Words that end the name of a street: what stands before one names the street, not the place.
const STREET_ENDS: [&str; 43] = [
    "street",
    "st",
    "avenue",
    "ave",
    "av",
    "road",
    "rd",
    "drive",
    "dr",
    "boulevard",
    "blvd",
    "lane",
    "ln",
    "court",
    "ct",
    "circle",
    "cir",
    "place",
    "pl",
    "parkway",
    "pkwy",
    "terrace",
    "ter",
    "way",
    "crescent",
    "close",
    "grove",
    "gardens",
    "row",
    "trail",
    "highway",
    "hwy",
    "turnpike",
    "mews",
    "rise",
    "walk",
    "hill",
    "square",
    "sq",
    "bend",
    "view",
    "edge",
    "plaza",
];

/// Words that a flat's number follows.
const FLATS: [&str; 5] = ["apt", "apartment", "flat", "house", "building"];

/// Words between the phrase and the end of a street's name: "River Woods Parkway", "Park Hill Avenue".
const REACH_OF_STREET: usize = 2;

/// Words at which the name of a street cannot go on: "in car on road".
const PREPOSITIONS: [&str; 12] =
    ["on", "in", "at", "near", "by", "off", "of", "the", "and", "along", "behind", "beside"];

impl PlaceKinds {
    /// The rules that come with the program.
    pub fn embedded() -> Result<PlaceKinds, VocabularyError> {
        PlaceKinds::from_toml(EMBEDDED)
    }

    /// Rules in the format of `vocabulary/place_kinds.toml`.
    pub fn from_toml(text: &str) -> Result<PlaceKinds, VocabularyError> {
        let file: File = toml::from_str(text)?;
        let mut list = PhraseList::default();
        let mut exact = FxHashMap::default();
        for (number, rule) in (0_u32..).zip(&file.place) {
            for phrase in &rule.phrases {
                list.add(phrase, number, &rule.kind)?;
            }
            for word in &rule.exact {
                exact.insert(word.as_str().into(), number);
            }
        }
        // A kind's own name means it, even where a rule higher up would read it otherwise.
        for (number, rule) in (0_u32..).zip(&file.place) {
            exact.entry(rule.kind.as_str().into()).or_insert(number);
        }
        exact.extend(file.unknown.iter().map(|word| (word.as_str().into(), UNKNOWN)));
        let kinds = file.place.iter().map(|rule| rule.kind.as_str().into()).collect();
        let names_streets = file.place.iter().map(|rule| rule.names_streets).collect();
        Ok(PlaceKinds { phrases: list.build()?, kinds, names_streets, exact })
    }

    /// The kind of place that a text speaks of; `None` where it does not say, as a plain street address does not.
    pub fn classify(&self, text: &str) -> Option<&str> {
        let text = text.trim();
        let text =
            if text.contains('\u{2019}') { Cow::Owned(text.replace('\u{2019}', "'")) } else { Cow::Borrowed(text) };
        let rule = match self.exact.get(text.to_lowercase().as_str()) {
            Some(&rule) => rule,
            None => {
                let address = address_part(&text);
                let names_street = |rule: u32| self.names_streets.get(rule as usize).copied().unwrap_or(false);
                let hits = self.phrases.find(&text).filter(|hit| hit.end > address || !names_street(hit.meaning));
                let hits =
                    hits.filter(|hit| !names_a_street(&text, hit.end) && !numbers_a_flat(&text, hit.start, hit.end));
                hits.map(|hit| hit.meaning).min()?
            }
        };
        self.kinds.get(rule as usize).map(|kind| &**kind)
    }
}

/// The kind of place that a text speaks of, by the rules that come with the program.
///
/// ```
/// use colligate_register::place_kind;
/// assert_eq!(place_kind::classify("Hospital - ER/Outpatient"), Some("hospital"));
/// assert_eq!(place_kind::classify("Decedent’s Home"), Some("home"));
/// assert_eq!(place_kind::classify("1204 N. Lake Drive"), None);
/// ```
pub fn classify(text: &str) -> Option<&'static str> {
    SHARED.as_ref()?.classify(text)
}

/// The canonical value of a field that holds kinds of place: one of the known kinds, or else the text itself in lower
/// case without spaces around it; empty where it says that the kind is not known.
pub fn canonical(text: &str) -> Cow<'static, str> {
    let trimmed = text.trim();
    match SHARED.as_ref() {
        Some(kinds) if kinds.exact.get(trimmed.to_lowercase().as_str()) == Some(&UNKNOWN) => Cow::Borrowed(""),
        Some(kinds) => kinds.classify(trimmed).map_or_else(|| Cow::Owned(trimmed.to_lowercase()), Cow::Borrowed),
        None => Cow::Owned(trimmed.to_lowercase()),
    }
}

/// The end of the first part of an address that begins with a house number; 0 for other texts.
fn address_part(text: &str) -> usize {
    let numbered = text.starts_with(|letter: char| letter.is_ascii_digit());
    if numbered { text.find([',', '(', ';', '\n']).unwrap_or(text.len()) } else { 0 }
}

/// Whether the phrase at `start..end` only numbers a flat: "Apartment 3".
fn numbers_a_flat(text: &str, start: usize, end: usize) -> bool {
    let word = text.get(start..end).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default().trim_start_matches([' ', '.', '#']);
    let number = after.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    FLATS.iter().any(|flat| word.eq_ignore_ascii_case(flat))
        && (number.len() == 1 || number.contains(|letter: char| letter.is_ascii_digit()))
}

/// Whether the phrase that ends here is part of a street's name.
fn names_a_street(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    let rest = rest.split([',', '(', ')', ';', '/', '#', ':', '\n']).next().unwrap_or_default();
    if !rest.starts_with(' ') {
        return false;
    }
    let words = rest.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_any = |word: &str, list: &[&str]| list.iter().any(|other| word.eq_ignore_ascii_case(other));
    words.take(REACH_OF_STREET).take_while(|word| !is_any(word, &PREPOSITIONS)).any(|word| is_any(word, &STREET_ENDS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_rules_are_sound() {
        PlaceKinds::embedded().unwrap();
    }

    #[test]
    fn places_are_told_by_their_words() {
        for (text, kind) in [
            ("Residence", "home"),
            ("Decedent's Home", "home"),
            ("Friend’s Apartment", "home"),
            ("Hospital - Dead On Arrival", "hospital"),
            ("Hiospital", "hospital"),
            ("Nursing Home", "care home"),
            ("Hospice Facility", "hospice"),
            ("Super 8 Motel, room 206", "hotel"),
            ("New Haven Inn", "hotel"),
            ("Homeless Shelter", "shelter"),
            ("In Vehicle in parking lot", "vehicle"),
            ("Parking Lot", "street"),
            ("In car on road", "vehicle"),
            ("7100 W. Hampton Avenue (rear alley)", "street"),
            ("9200 W. Froedtert Hospital", "hospital"),
            ("1200 S. 1st Street, in the river", "water"),
            ("Friend's apartment", "home"),
            ("Middlesex Hospital parking lot", "street"),
            ("Street", "street"),
            ("Forest, Wooded Area", "park"),
            ("St Margaret's churchyard", "churchyard"),
            ("River, Stream or Canal", "water"),
            ("Railroad Track", "railway"),
            ("Penal Institution", "prison"),
            ("Office Building", "workplace"),
            ("Other", "other"),
        ] {
            assert_eq!(classify(text), Some(kind), "{text}");
        }
    }

    #[test]
    fn a_street_address_says_nothing_of_the_kind_of_place() {
        for text in [
            "4080 S. 65th Street #4",
            "2900 W. Forest Home Avenue",
            "100 North Lake Drive, 206",
            "12 River Woods Parkway",
            "3 Hospital Road",
            "5 Church St.",
            "77 Park Hill Avenue",
            "1501 Miller Park Way",
            "12 Rivers Bend #4",
            "7 Yorkshire Drive Apt. 3",
            "W. Wisconsin Avenue, Apartment #B",
            "",
            "Unknown",
        ] {
            assert_eq!(classify(text), None, "{text}");
        }
    }

    #[test]
    fn every_kind_maps_to_itself() {
        for kind in &PlaceKinds::embedded().unwrap().kinds {
            assert_eq!(classify(kind), Some(&**kind));
            assert_eq!(canonical(&kind.to_uppercase()), &**kind);
        }
    }

    #[test]
    fn a_kind_that_nobody_listed_is_kept() {
        assert_eq!(canonical(" Lighthouse "), "lighthouse");
        assert_eq!(canonical("unknown"), "");
    }
}
