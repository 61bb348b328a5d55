//! How the words around a run of capitals show it to be a place.

use super::lexicon::is;
use super::text::Text;

/// How the text shows that something is a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// "BALTIMORE (AP) —" at the head of a paragraph.
    Dateline,
    /// "in Rocky Mount".
    In,
    /// "Rocky Mount police", "a Rocky Mount man".
    Police,
    /// ", of Cleveland," after a person; "from Hull".
    Home,
    /// A name of the gazetteer, or one with its state, anywhere.
    Named,
    /// Part of the name of a hospital, school or newspaper.
    Part,
}

const BEFORE_PLACE: [&str; 8] = ["in", "near", "outside", "at", "around", "to", "into", "across"];

/// What stands after a town to name its people and offices.
const AFTER_TOWN: [&str; 51] = [
    "men",
    "women",
    "children",
    "teens",
    "students",
    "student",
    "club",
    "nightclub",
    "church",
    "store",
    "school",
    "area",
    "bar",
    "shooting",
    "shootings",
    "party",
    "hotel",
    "murder",
    "homicide",
    "killing",
    "community",
    "motel",
    "restaurant",
    "mall",
    "couples",
    "police",
    "firefighters",
    "fire",
    "man",
    "woman",
    "boy",
    "girl",
    "teen",
    "teenager",
    "resident",
    "residents",
    "officers",
    "officer",
    "mayor",
    "couple",
    "toddler",
    "home",
    "house",
    "neighborhood",
    "detectives",
    "authorities",
    "city",
    "family",
    "mother",
    "father",
    "apartment",
];

const NEWSPAPERS: [&str; 30] = [
    "register",
    "standard",
    "sentinel",
    "courier",
    "advocate",
    "bee",
    "telegram",
    "ledger",
    "bulletin",
    "project",
    "journal",
    "tribune",
    "sun",
    "times",
    "post",
    "news",
    "herald",
    "gazette",
    "globe",
    "chronicle",
    "star",
    "press",
    "observer",
    "examiner",
    "dispatch",
    "enquirer",
    "inquirer",
    "record",
    "daily",
    "banner",
];

/// Whether a word ends the name of a newspaper or the like.
pub(super) fn newspaper(text: &Text, at: usize) -> bool {
    NEWSPAPERS.contains(&text.word(at))
}

/// Whether a sentence is written as headlines are, most of its words with a capital: then a capital shows nothing.
pub(super) fn headline_style(text: &Text, at: usize) -> bool {
    let sentence = text.sentence(at);
    let words = (sentence.start..sentence.end).filter(|at| text.is_word(*at) && text.word(*at).len() > 3);
    let (capital, all) = words.fold((0, 0), |(capital, all), at| (capital + usize::from(text.capital(at)), all + 1));
    all >= 4 && capital * 10 >= all * 7
}

/// Whether the words after a name make it part of a town: "the Austin neighborhood".
pub(super) fn part_of_town(text: &Text, to: usize) -> bool {
    text.any(
        to,
        &[
            "neighborhood",
            "neighbourhood",
            "section",
            "district",
            "projects",
            "subdivision",
            "housing",
            "complex",
            "apartments",
            "estate",
            "precinct",
        ],
    )
}

/// Whether police or the like stand at a token.
pub(super) fn police(text: &Text, at: usize) -> bool {
    text.any(at, &["police", "firefighters", "pd", "officers", "sheriff"])
}

/// How the words around a run of capitals show it to be a place.
pub(super) fn shown(text: &Text, from: usize, to: usize) -> Shown {
    let sentence = text.sentence(from);
    let head = from == sentence.start && text.breaks(from) > 0 || from <= 1;
    let dash = |at: usize| {
        text.any(at, &["—", "–", "-", "(", "―"])
            && text.tokens.get(at).is_some_and(|token| token.spaced || token.start > 0)
    };
    let named = (from..to).find(|at| text.word(*at) == ",").unwrap_or(to);
    let upper = (from..named).all(|at| {
        !text.is_word(at) || text.tokens.get(at).is_some_and(|token| token.upper) || text.written(at).len() <= 2
    });
    if head
        && (dash(to) && (upper || text.any(to, &["—", "–"]) || text.word(to) == "(" && from <= 1)
            || upper && (text.breaks(to) > 0 || text.word(to) == "," || text.word(to) == ":"))
    {
        return Shown::Dateline;
    }
    // "Barnet, Enfield and Haringey Health Trust".
    let list = (to..sentence.end.min(to + 12))
        .take_while(|at| text.capital(*at) || text.any(*at, &[",", "and", "&"]))
        .collect::<Vec<_>>();
    if text.any(to, &[",", "and", "&"])
        && list.iter().any(|at| text.any(*at, &["and", "&"]))
        && list.iter().any(|at| text.any(*at, &["trust", "council", "board", "partnership"]))
    {
        return Shown::Part;
    }
    let tail = text.word(to);
    if text.capital(to) && NEWSPAPERS.contains(&tail) {
        return Shown::Part;
    }
    let before = from.checked_sub(1).filter(|at| *at >= sentence.start).map(|at| text.word(at)).unwrap_or_default();
    if AFTER_TOWN.contains(&tail) && !text.is_possessive(to) && !matches!(before, "of") {
        return Shown::Police;
    }
    if text.can(to, is::ORGANISATION | is::STREET | is::SITE) && text.capital(to) {
        return Shown::Part;
    }
    if matches!(before, "of" | "from") {
        let place = from.checked_sub(2).is_some_and(|at| {
            text.any(
                at,
                &[
                    "city", "town", "village", "outside", "north", "south", "east", "west", "area", "part", "block",
                    "streets", "side", "borough", "miles",
                ],
            )
        });
        return if place { Shown::In } else { Shown::Home };
    }
    if BEFORE_PLACE.contains(&before) {
        return Shown::In;
    }
    // "In a Salford bakery", "inside their Salford home".
    let article = matches!(before, "a" | "an" | "the" | "his" | "her" | "their") && from >= sentence.start + 2;
    if article
        && text.any(from - 2, &["in", "at", "inside", "outside", "near"])
        && text.is_word(to)
        && !text.capital(to)
        && text.word(to) != "and"
    {
        return Shown::In;
    }
    Shown::Named
}
