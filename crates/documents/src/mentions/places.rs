//! Places: of the gazetteer, and those that the words around them show.

use super::cast::Cast;
use super::gazetteer::{LONGEST, key};
use super::lexicon::{Lexicon, is};
pub(crate) use super::shown::Shown;
use super::shown::{headline_style, part_of_town, police, shown};
use super::text::Text;
use super::tokens::TokenKind;
use super::types::PlaceKind;

/// A place at tokens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlaceAt {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) kind: PlaceKind,
    pub(crate) within: Option<String>,
    pub(crate) shown: Shown,
    /// Whether the gazetteer or a state beside it vouches for it.
    pub(crate) known: bool,
    /// Whether it is one of the small places of the gazetteer.
    pub(crate) minor: bool,
}

pub(crate) fn find(text: &Text, cast: &Cast) -> Vec<PlaceAt> {
    let mut found: Vec<PlaceAt> = Vec::new();
    let mut people = cast.at.iter().filter(|at| at.to > at.from).peekable();
    let mut at = 0;
    while at < text.tokens.len() {
        while people.next_if(|person| person.to <= at).is_some() {}
        if let Some(person) = people.peek().filter(|person| person.from <= at && text.capital(person.from)) {
            at = person.to;
            continue;
        }
        let limit = people.peek().map_or(text.tokens.len(), |person| person.from.max(at + 1));
        let place = block(text, at).or_else(|| capitals(text, at, limit));
        match place {
            Some(place) => {
                at = place.to.max(at + 1);
                found.push(place);
            }
            None => at += 1,
        }
    }
    // Small places of the United States are none where all that is told of lies elsewhere.
    let entry = |place: &PlaceAt| Lexicon::shared().places().major(&key(text.slice(place.from, place.to)));
    let major = || found.iter().filter(|place| place.known && !place.minor).filter_map(entry);
    if major().any(|entry| entry.abroad) && !major().any(|entry| !entry.abroad) {
        found.retain(|place| !place.minor || place.within.is_some() && text.word(place.to) == ",");
    }
    found
}

fn starts(text: &Text, at: usize) -> bool {
    (text.is_word(at) && text.capital(at))
        || text.kind(at) == Some(TokenKind::Number) && text.any(at + 1, &["th", "st", "nd", "rd"])
}

/// "3100 block of Redwood", "191 Menahan St."
fn block(text: &Text, at: usize) -> Option<PlaceAt> {
    if text.word(at) == "block" && text.word(at + 1) == "of" {
        let from = if at > 0 && text.kind(at - 1) == Some(TokenKind::Number) { at - 1 } else { at };
        let to = capital_end(text, at + 2, text.tokens.len());
        return (to > at + 2).then(|| place(from, to, PlaceKind::Street, Shown::Named));
    }
    if text.kind(at) == Some(TokenKind::Number)
        && text.capital(at + 1)
        && text.is_word(at + 1)
        && text.breaks(at + 1) == 0
    {
        let to = capital_end(text, at + 1, text.tokens.len());
        let street = (at + 2..to).rev().find(|last| text.can(*last, is::STREET))?;
        return Some(place(at, street + 1, PlaceKind::Street, Shown::Named));
    }
    None
}

fn place(from: usize, to: usize, kind: PlaceKind, shown: Shown) -> PlaceAt {
    PlaceAt { from, to, kind, within: None, shown, known: false, minor: false }
}

/// The end of a run of capitals: "St. Mary", "Winston-Salem", "Isle of Wight", "St Margaret's Church".
#[expect(clippy::if_same_then_else, reason = "each branch is one way in which a name goes on")]
fn capital_end(text: &Text, from: usize, limit: usize) -> usize {
    let end = text.sentence(from).end.min(limit);
    let mut at = from;
    while at < end && (at == from || text.breaks(at) == 0) {
        let next = starts(text, at + 1) && at + 1 < end;
        if starts(text, at) {
            at += 1 + usize::from(text.kind(at) == Some(TokenKind::Number));
        } else if at > from
            && (text.word(at) == "." && text.joined(at) && text.written(at - 1).len() <= 2 || text.any(at, &["-", "&"]))
            && next
        {
            at += 1;
        } else if at > from
            && text.is_possessive(at)
            && next
            && (at + 1..end.min(at + 5)).take_while(|later| starts(text, *later)).any(|later| text.can(later, is::SITE))
        {
            at += 1;
        } else if at > from
            && text.any(at, &["of", "upon", "on", "in", "le"])
            && text.any(at - 1, &["isle", "stoke", "newcastle", "kingston", "city", "university"])
            && next
        {
            at += 1;
        } else {
            break;
        }
    }
    at
}

fn capitals(text: &Text, at: usize, limit: usize) -> Option<PlaceAt> {
    if !starts(text, at)
        || text.any(at, &["a", "an", "the", "in", "at", "on"])
        || text.can(at, is::WEEKDAY | is::TITLE) && !text.any(at, &["st"])
    {
        return None;
    }
    // "D.C." has four tokens.
    if text.phrase(at, &["d", ".", "c"]) && text.joined(at + 1) && text.joined(at + 2) {
        let to = at + 3 + usize::from(text.word(at + 3) == "." && text.joined(at + 3));
        let within = Some("District of Columbia".to_owned());
        return Some(PlaceAt { within, known: true, ..place(at, to, PlaceKind::City, shown(text, at, to)) });
    }
    let to = capital_end(text, at, limit);
    // "Suffered from Depression", "died of Sepsis": no place.
    let ill = at >= 2
        && text.any(at - 1, &["from", "of", "with"])
        && (at.saturating_sub(3)..at - 1).any(|word| text.any(word, &ILL));
    if ill {
        return None;
    }
    let last = to - 1;
    let gazetteer = Lexicon::shared().places();
    // Townships keep the word in their name.
    if let Some(end) = (at + 1..to).find(|end| text.any(*end, &["township", "twp"])) {
        return Some(PlaceAt { known: true, ..place(at, end + 1, PlaceKind::City, shown(text, at, end + 1)) });
    }
    // County or parish, then streets and sites, by their last word.
    if let Some(end) = (at + 1..to).find(|end| text.any(*end, &["county", "parish"])) {
        return Some(PlaceAt { known: true, ..place(at, end + 1, PlaceKind::County, shown(text, at, end + 1)) });
    }
    // "Holly Hill" is a town where a town would stand, else a street.
    let town = text.can(last, is::TAIL) && !matches!(shown(text, at, to), Shown::Named | Shown::Part | Shown::Home);
    if to > at + 1
        && text.can(last, is::STREET)
        && !town
        && !text.any(last, &["ct", "pl", "court"])
        && !known(text, at, to)
    {
        return Some(place(at, to, PlaceKind::Street, Shown::Named));
    }
    if to > at + 1 && text.can(last, is::SITE) && !town && !known(text, at, to) {
        return Some(place(at, to, PlaceKind::Site, Shown::Named));
    }
    let abbreviated = to + usize::from(text.word(to) == "." && text.joined(to));
    // With its state: "Amarillo, Texas", "Puyallup, Wash.", "Baltimore, MD".
    if text.word(to) == ","
        && let Some((state, end)) = state(text, to + 1)
        && (1..=4).contains(&(to - at))
        && !text.can(last, is::ORGANISATION)
    {
        let within = Some(state.to_owned());
        let minor = gazetteer.major(&key(text.slice(at, to))).is_none();
        let shown = shown(text, at, end);
        return Some(PlaceAt { from: at, to, kind: PlaceKind::City, within, shown, known: true, minor });
    }
    // With its country or region: "Ontario, Canada", "Gosport, Hampshire".
    if text.word(to) == ","
        && let Some(within) = region(text, to + 1)
        && (1..=4).contains(&(to - at))
        && !text.can(last, is::ORGANISATION)
        && !text.can(at, is::MONTH | is::WEEKDAY)
        && !common(text, at, to)
    {
        let kind =
            gazetteer.named_in(&key(text.slice(at, to)), text.country).map_or(PlaceKind::City, |entry| entry.kind);
        return Some(PlaceAt { within: Some(within), known: true, ..place(at, to, kind, shown(text, at, to)) });
    }
    // "East Baltimore", "South Memphis": the town, unless the whole is one.
    if to > at + 1
        && text.any(
            at,
            &[
                "north",
                "south",
                "east",
                "west",
                "northeast",
                "northwest",
                "southeast",
                "southwest",
                "downtown",
                "central",
                "sw",
                "se",
                "ne",
                "nw",
                "metro",
            ],
        )
        && !known(text, at, (at + 3).min(to))
        && !known(text, at, at + 2)
        && let Some(mut town) = capitals(text, at + 1, limit)
        && town.known
        && (town.kind == PlaceKind::City
            || gazetteer.named(&key(text.slice(town.from, town.to))).is_some_and(|entry| entry.also_city))
    {
        town.kind = PlaceKind::City;
        if town.shown == Shown::Named {
            town.shown = shown(text, at, town.to);
        }
        return Some(town);
    }
    // The longest name of the gazetteer that begins here.
    for length in (1..=LONGEST.min(to - at)).rev() {
        let end = at + length;
        let Some(entry) = gazetteer.named_in(&key(text.slice(at, end)), text.country) else { continue };
        // "August", "Friday": no towns by themselves.
        if length == 1 && text.can(at, is::MONTH | is::WEEKDAY) {
            continue;
        }
        let part = end < to && !text.can(end, is::PERSON | is::RANK | is::COMMON)
            || text.can(end, is::ORGANISATION | is::STREET | is::SITE) && text.capital(end);
        let shown = if part && !police(text, end) { Shown::Part } else { shown(text, at, end) };
        // A small place is one where the words around say so, and by its whole name.
        let told = matches!(shown, Shown::In | Shown::Dateline | Shown::Police | Shown::Home);
        if entry.minor && (!told || common(text, at, end)) {
            continue;
        }
        // "Jackson", "Florence": also names of people, so not by themselves at the head of a sentence.
        if at > text.sentence(at).start
            && text.capital(at - 1)
            && text.is_word(at - 1)
            && !text.can(at - 1, is::NOT_NAME | is::COMMON)
            && text.breaks(at) == 0
        {
            return None;
        }
        let city = entry.also_city && matches!(shown, Shown::In | Shown::Police | Shown::Dateline);
        let kind = if part_of_town(text, end) {
            PlaceKind::Site
        } else if city {
            PlaceKind::City
        } else {
            entry.kind
        };
        let within = entry.within.filter(|_| !city || kind == PlaceKind::City).map(str::to_owned);
        return Some(PlaceAt { from: at, to: end, kind, within, shown, known: true, minor: entry.minor });
    }
    if let Some((_, end)) = state(text, at).filter(|(name, _)| name.len() > 4 && abbreviated > at) {
        return Some(PlaceAt { known: true, ..place(at, end, PlaceKind::State, shown(text, at, end)) });
    }
    // Unknown to the gazetteer: shown by a preposition, by "police", or by a dateline.
    if (at..to).any(|part| {
        text.can(part, is::NOT_NAME | is::MONTH | is::WEEKDAY | is::ORGANISATION)
            && !text.any(
                part,
                &[
                    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "new", "st",
                    "park", "high", "city",
                ],
            )
    }) {
        let end = (at + 1..to).find(|end| police(text, *end))?;
        let town = (at..end).all(|part| {
            !text.can(part, is::NOT_NAME | is::ORGANISATION | is::COMMON | is::RANK)
                || text.can(part, is::TAIL)
                || text.any(
                    part,
                    &[
                        "north", "south", "east", "west", "northern", "southern", "eastern", "western", "new", "st",
                        "park", "city",
                    ],
                )
        });
        return town.then(|| place(at, end, PlaceKind::City, Shown::Police));
    }
    let how = shown(text, at, to);
    let plain =
        to - at <= 3 && !common(text, at, to) && !text.can(at, is::RANK | is::RELATIVE) && !text.sentence(at).shouted;
    if part_of_town(text, to) {
        return Some(place(at, to, PlaceKind::Site, how));
    }
    if headline_style(text, at) {
        return None;
    }
    let before = at.checked_sub(1).is_some_and(|before| text.any(before, &["in", "near", "outside", "of", "from"]));
    let towns = matches!(how, Shown::Police | Shown::Dateline) || before && !text.is_possessive(to);
    // "SAPD", "RE": letters alone are an office.
    let letters =
        (at..to).any(|part| text.written(part).len() <= 4 && text.tokens.get(part).is_some_and(|token| token.upper));
    if letters && how != Shown::Dateline {
        return None;
    }
    let institution = text.any(to, &["hospital", "church", "school", "university", "jail"]);
    (plain && towns && !institution && !matches!(how, Shown::Named | Shown::Part))
        .then(|| place(at, to, PlaceKind::City, how))
}

/// Words before a preposition that make what follows an illness, a treatment or a cause.
const ILL: [&str; 16] = [
    "suffered",
    "suffering",
    "suffers",
    "suffer",
    "died",
    "dying",
    "dead",
    "recovered",
    "recovering",
    "diagnosed",
    "history",
    "symptoms",
    "signs",
    "effects",
    "recover",
    "resulting",
];

/// The country, or the region of the text's country, whose name begins at a token.
fn region(text: &Text, at: usize) -> Option<String> {
    let places = Lexicon::shared().places();
    (1..=3).rev().find_map(|length| {
        let entry = places.named_in(&key(text.slice(at, at + length)), text.country)?;
        let holds = entry.kind == PlaceKind::Country || text.country.is_some() && entry.kind == PlaceKind::County;
        (text.capital(at) && holds)
            .then(|| text.slice(at, at + length).split_whitespace().collect::<Vec<_>>().join(" "))
    })
}

/// Whether all words are ones that reports use for other things than places.
fn common(text: &Text, from: usize, to: usize) -> bool {
    (from..to).all(|part| text.can(part, is::COMMON | is::PERSON | is::RELATIVE | is::RANK))
}

/// A state by name or abbreviation at a token, and the position after it.
fn state(text: &Text, at: usize) -> Option<(&'static str, usize)> {
    let places = Lexicon::shared().places();
    for length in [2, 1] {
        let name = key(text.slice(at, at + length));
        if text.capital(at) && places.named(&name).is_some_and(|entry| entry.kind == PlaceKind::State) {
            return places.state_name(&name).map(|name| (name, at + length));
        }
    }
    // "N.C." is four tokens, "Wash." two.
    let mut end = at + 1;
    while text.word(end) == "." && text.joined(end) {
        end += 1;
        if text.written(end).len() == 1 && text.joined(end) && text.capital(end) {
            end += 1;
        }
    }
    let short = text.slice(at, end).replace('.', "");
    places.state(&short).map(|name| (name, end))
}

fn known(text: &Text, from: usize, to: usize) -> bool {
    Lexicon::shared().places().named_in(&key(text.slice(from, to)), text.country).is_some()
}
