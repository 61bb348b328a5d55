//! The country that a text tells of, by its own words, before a gazetteer is asked: Kent Police are not in the state of Washington.

use super::gazetteer::{Gazetteer, key};
use super::lexicon::{Lexicon, is};
use super::text::Text;
use super::tokens::TokenKind;
use super::types::PlaceKind;

/// A country whose towns the gazetteer knows by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Country {
    UnitedKingdom,
    Ireland,
    Canada,
    Australia,
    NewZealand,
    India,
}

impl Country {
    pub(crate) const ALL: [Country; 6] = [
        Country::UnitedKingdom,
        Country::Ireland,
        Country::Canada,
        Country::Australia,
        Country::NewZealand,
        Country::India,
    ];

    /// The country of a code in the lists.
    pub(crate) fn of_code(code: &str) -> Option<Country> {
        let at = ["GB", "IE", "CA", "AU", "NZ", "IN"].iter().position(|known| *known == code)?;
        Country::ALL.get(at).copied()
    }
}

/// What words of offices, courts and money weigh for a country; phrases of one or two words.
const WORDS: [(&str, Country, f32); 49] = [
    ("crown court", Country::UnitedKingdom, 2.0),
    ("magistrates", Country::UnitedKingdom, 1.0),
    ("constabulary", Country::UnitedKingdom, 2.0),
    ("cps", Country::UnitedKingdom, 2.0),
    ("nhs", Country::UnitedKingdom, 2.0),
    ("iopc", Country::UnitedKingdom, 2.0),
    ("ipcc", Country::UnitedKingdom, 2.0),
    ("hmp", Country::UnitedKingdom, 2.0),
    ("metropolitan police", Country::UnitedKingdom, 1.0),
    ("inquest", Country::UnitedKingdom, 0.5),
    ("england", Country::UnitedKingdom, 1.5),
    ("scotland", Country::UnitedKingdom, 1.5),
    ("wales", Country::UnitedKingdom, 1.0),
    ("britain", Country::UnitedKingdom, 1.5),
    ("uk", Country::UnitedKingdom, 1.5),
    ("northern ireland", Country::UnitedKingdom, 3.0),
    ("£", Country::UnitedKingdom, 2.0),
    ("garda", Country::Ireland, 4.0),
    ("gardaí", Country::Ireland, 4.0),
    ("gardai", Country::Ireland, 4.0),
    ("ireland", Country::Ireland, 2.0),
    ("irish", Country::Ireland, 1.0),
    ("taoiseach", Country::Ireland, 3.0),
    ("canada", Country::Canada, 3.0),
    ("canadian", Country::Canada, 2.0),
    ("rcmp", Country::Canada, 4.0),
    ("ontario provincial", Country::Canada, 4.0),
    ("opp", Country::Canada, 2.0),
    ("mounties", Country::Canada, 3.0),
    ("australia", Country::Australia, 3.0),
    ("australian", Country::Australia, 2.0),
    ("nsw", Country::Australia, 4.0),
    ("victoria police", Country::Australia, 4.0),
    ("queensland police", Country::Australia, 3.0),
    ("new south", Country::Australia, 3.0),
    ("zealand", Country::NewZealand, 4.0),
    ("māori", Country::NewZealand, 2.0),
    ("india", Country::India, 3.0),
    ("lakh", Country::India, 3.0),
    ("crore", Country::India, 3.0),
    ("rupees", Country::India, 2.0),
    ("₹", Country::India, 3.0),
    ("panchayat", Country::India, 2.0),
    ("taluk", Country::India, 3.0),
    ("ips", Country::India, 1.0),
    ("perth", Country::Australia, 0.5),
    ("wellington", Country::NewZealand, 0.5),
    ("hamilton", Country::Canada, 0.5),
    ("cork", Country::Ireland, 0.5),
];
/// Words of the offices of the United States.
const STATES: [&str; 22] = [
    "sheriff",
    "deputies",
    "fbi",
    "atf",
    "dea",
    "neighborhood",
    "felony",
    "arraigned",
    "homicides",
    "interstate",
    "highway",
    "apartment",
    "911",
    "district",
    "attorney",
    "county",
    "examiner",
    "indicted",
    "honor",
    "gunshot",
    "u",
    "freeway",
];
/// Most that the words for the United States or the towns of a country weigh.
const MOST: f32 = 4.0;

/// The country of a text; none for the United States, and where nothing tells of another.
pub(crate) fn of(text: &Text) -> Option<Country> {
    let places = Lexicon::shared().places();
    let mut weight = [0.0_f32; Country::ALL.len()];
    let mut towns = [0.0_f32; Country::ALL.len()];
    let (mut states, mut words) = (0.0_f32, 0.0_f32);
    for at in 0..text.tokens.len() {
        let word = text.word(at);
        for (phrase, country, gain) in &WORDS {
            let two = phrase.split_once(' ');
            let here = match two {
                Some((first, second)) => word == first && text.word(at + 1) == second && text.capital(at),
                None => word == *phrase && (text.capital(at) || !text.is_word(at) || word.len() > 4),
            };
            if here {
                weight[*country as usize] += gain;
            }
        }
        words += if STATES.contains(&word) && word != "u" { 0.5 } else { 0.0 };
        states += f32::from(u8::from(is_state(text, places, at)));
        if text.is_word(at) && text.capital(at) {
            for (number, country) in Country::ALL.into_iter().enumerate() {
                towns[number] += town(text, places, at, country);
            }
        }
        // "12 May" or "May 12".
        let month = text.can(at, is::MONTH) && text.capital(at);
        let number = |at: usize| text.kind(at) == Some(TokenKind::Number) && text.written(at).len() <= 2;
        if month && at > 0 && number(at - 1) {
            weight.iter_mut().for_each(|weight| *weight += 0.2);
        } else if month && number(at + 1) {
            states += 0.5;
        }
    }
    let total = |at: usize| weight[at].min(12.0) + towns[at].min(MOST);
    let best = (0..Country::ALL.len()).max_by(|a, b| total(*a).total_cmp(&total(*b)).then(b.cmp(a)))?;
    (total(best) >= 1.0 && total(best) > states * 1.5 + words.min(MOST)).then(|| Country::ALL[best])
}

/// A state of the United States by name, or by an abbreviation after a comma.
fn is_state(text: &Text, places: &Gazetteer, at: usize) -> bool {
    if !text.capital(at) {
        return false;
    }
    let after_comma = at > 0 && text.word(at - 1) == ",";
    let short = after_comma && text.written(at).len() <= 5 && places.state(text.written(at)).is_some();
    let state = |name: &str| places.named(name).is_some_and(|entry| entry.kind == PlaceKind::State);
    short || state(text.word(at)) && text.word(at) != "georgia" || state(&key(text.slice(at, at + 2)))
}

/// What a name at a token weighs for a country that has a place of it: less where the United States have one too, more where its police
/// are named.
fn town(text: &Text, places: &Gazetteer, at: usize, country: Country) -> f32 {
    let longest = (1..=3).rev().find(|length| places.at_home(country, &key(text.slice(at, at + length))).is_some());
    let Some(length) = longest else { return 0.0 };
    let name = key(text.slice(at, at + length));
    let shared = places.named(&name).is_some_and(|entry| entry.states != 0 && !entry.abroad);
    let police = text.any(at + length, &["police", "constabulary"]) && text.capital(at + length);
    // "Paris, Ontario": a region after a comma tells of its country.
    let region = places.at_home(country, &name).is_some_and(|entry| entry.kind == PlaceKind::County)
        && country != Country::UnitedKingdom
        && at > 0
        && text.word(at - 1) == ",";
    if region {
        return 2.0;
    }
    match (shared, police) {
        (true, false) => 0.25,
        (true, true) => 1.0,
        (false, false) => 1.0,
        (false, true) => 2.0,
    }
}
