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

/// Words between the phrase and the end of a street's name: "River Woods Parkway", "Park Hill Avenue".
const REACH_OF_STREET: usize = 2;

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
        Ok(PlaceKinds { phrases: list.build()?, kinds, exact })
    }

    /// The kind of place that a text speaks of; `None` where it does not say, as a plain street address does not.
    pub fn classify(&self, text: &str) -> Option<&str> {
        let text = text.trim();
        let text =
            if text.contains('\u{2019}') { Cow::Owned(text.replace('\u{2019}', "'")) } else { Cow::Borrowed(text) };
        let rule = match self.exact.get(text.to_lowercase().as_str()) {
            Some(&rule) => rule,
            None => {
                self.phrases.find(&text).filter(|hit| !names_a_street(&text, hit.end)).map(|hit| hit.meaning).min()?
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

/// Whether the phrase that ends here is part of a street's name.
fn names_a_street(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    let rest = rest.split([',', '(', ')', ';', '/', '#', ':', '\n']).next().unwrap_or_default();
    if !rest.starts_with(' ') {
        return false;
    }
    let mut words = rest.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.by_ref().take(REACH_OF_STREET).any(|word| STREET_ENDS.iter().any(|end| word.eq_ignore_ascii_case(end)))
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
