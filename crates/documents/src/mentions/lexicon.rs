//! The words that the grammar knows, with what they can be.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word can be, as bits.
pub(crate) mod is {
    /// A given name.
    pub(crate) const FIRST: u32 = 1;
    /// A family name.
    pub(crate) const SURNAME: u32 = 1 << 1;
    /// A common word of reports, which a capital makes no name.
    pub(crate) const COMMON: u32 = 1 << 2;
    /// A month.
    pub(crate) const MONTH: u32 = 1 << 3;
    /// A day of the week.
    pub(crate) const WEEKDAY: u32 = 1 << 4;
    /// Mr, Mrs, Dr: before any name.
    pub(crate) const TITLE: u32 = 1 << 5;
    /// A rank or office of an authority, before a name: sergeant, sheriff, mayor.
    pub(crate) const RANK: u32 = 1 << 6;
    /// The last word of an organisation: department, office, hospital.
    pub(crate) const ORGANISATION: u32 = 1 << 7;
    /// The last word of a street: avenue, road.
    pub(crate) const STREET: u32 = 1 << 8;
    /// The last word of a site: park, church, apartments.
    pub(crate) const SITE: u32 = 1 << 9;
    /// A noun for a person: man, girl, victim.
    pub(crate) const PERSON: u32 = 1 << 10;
    /// A noun for a relative or friend: mother, brother.
    pub(crate) const RELATIVE: u32 = 1 << 11;
    /// Words that are never part of a person's name though they are written with a capital.
    pub(crate) const NOT_NAME: u32 = 1 << 12;
    /// Verbs of saying.
    pub(crate) const SAID: u32 = 1 << 13;
    /// Ending of a family name: Jr, III.
    pub(crate) const SUFFIX: u32 = 1 << 14;
    /// Particle inside a name: de, van.
    pub(crate) const PARTICLE: u32 = 1 << 15;
    /// Number word.
    pub(crate) const NUMBER: u32 = 1 << 16;
    /// A trade, before or after a name: barber, chef.
    pub(crate) const TRADE: u32 = 1 << 17;
    /// Female noun or title.
    pub(crate) const FEMALE: u32 = 1 << 18;
    /// Male noun or title.
    pub(crate) const MALE: u32 = 1 << 19;
    /// The last word of the name of a town: heights, springs.
    pub(crate) const TAIL: u32 = 1 << 20;
}

/// Words and phrases with their meanings.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: FxHashMap<&'static str, u32>,
    places: super::gazetteer::Gazetteer,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

const LISTS: [(&str, u32); 5] = [
    (include_str!("../../words/first_names.txt"), is::FIRST),
    (include_str!("../../words/us_given_names.txt"), is::FIRST),
    (include_str!("../../words/surnames.txt"), is::SURNAME),
    (include_str!("../../words/us_family_names.txt"), is::SURNAME),
    (include_str!("../../words/common.txt"), is::COMMON),
];
const CLASSES: &str = include_str!("../../words/classes.txt");

impl Lexicon {
    /// The words that come with the program.
    pub(crate) fn shared() -> &'static Lexicon {
        &LEXICON
    }

    fn build() -> Lexicon {
        let mut words: FxHashMap<&'static str, u32> = FxHashMap::default();
        for (list, bit) in LISTS {
            for word in lines(list).flat_map(str::split_whitespace) {
                *words.entry(word).or_default() |= bit;
            }
        }
        for line in lines(CLASSES) {
            let Some((class, list)) = line.split_once(':') else { continue };
            let bit = class_bits(class.trim());
            for word in list.split_whitespace() {
                *words.entry(word).or_default() |= bit;
            }
        }
        Lexicon { words, places: super::gazetteer::Gazetteer::build() }
    }

    /// What a word in lower case can be.
    pub(crate) fn flags(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Places by name.
    pub(crate) fn places(&self) -> &super::gazetteer::Gazetteer {
        &self.places
    }
}

/// Lines of a list without its comments.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn class_bits(class: &str) -> u32 {
    match class {
        "month" => is::MONTH | is::NOT_NAME,
        "weekday" => is::WEEKDAY | is::NOT_NAME,
        "title" => is::TITLE,
        "title female" => is::TITLE | is::FEMALE,
        "title male" => is::TITLE | is::MALE,
        "rank" => is::RANK,
        "organisation" => is::ORGANISATION | is::NOT_NAME,
        "street" => is::STREET,
        "site" => is::SITE,
        "person" => is::PERSON,
        "person female" => is::PERSON | is::FEMALE,
        "person male" => is::PERSON | is::MALE,
        "relative" => is::RELATIVE,
        "relative female" => is::RELATIVE | is::FEMALE,
        "relative male" => is::RELATIVE | is::MALE,
        "given female" => is::FEMALE,
        "given male" => is::MALE,
        "not name" => is::NOT_NAME,
        "said" => is::SAID,
        "suffix" => is::SUFFIX,
        "particle" => is::PARTICLE,
        "number" => is::NUMBER,
        "trade" => is::TRADE,
        "tail" => is::TAIL,
        _ => 0,
    }
}
