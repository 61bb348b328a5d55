//! What a model found beside what lists and grammar found.

use super::{FoundName, NameKind};
use crate::mentions::{
    Mentions, Organisation, Person, Place, PlaceKind, place_kind, place_within, same_name, same_organisation,
};
use std::ops::Range;

/// Adds to the mentions of a text the names that are not among them; gives those added. Where the grammar has something already, be it a
/// person or a date, that stands.
pub(crate) fn merge(text: &str, mentions: &mut Mentions, names: &[FoundName]) -> Vec<FoundName> {
    let mut taken: Vec<Range<usize>> = mentions
        .people
        .iter()
        .flat_map(|person| &person.mentions)
        .chain(mentions.places.iter().map(|place| &place.characters))
        .chain(mentions.organisations.iter().flat_map(|organisation| &organisation.mentions))
        .chain(mentions.dates.iter().map(|date| &date.characters))
        .chain(mentions.substances.iter().map(|substance| &substance.characters))
        .chain(mentions.counts.iter().map(|count| &count.characters))
        .chain(mentions.durations.iter().map(|duration| &duration.characters))
        .cloned()
        .collect();
    taken.sort_by_key(|range| (range.start, range.end));
    let mut added = Vec::new();
    for name in names {
        let at = &name.characters;
        // Those of one kind do not overlap, those of two seldom do: one that begins far before is not looked for.
        let near = taken.partition_point(|range| range.start < at.end);
        let overlaps = taken.iter().take(near).rev().take(8).any(|range| range.end > at.start);
        let written = text.get(at.clone()).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        if overlaps || !written.chars().any(char::is_alphabetic) {
            continue;
        }
        match name.kind {
            NameKind::Person => person(mentions, written, at),
            NameKind::Place => place(mentions, written, at),
            NameKind::Organisation => organisation(mentions, written, at),
        }
        added.push(name.clone());
    }
    mentions.places.sort_by_key(|place| place.characters.start);
    added
}

fn person(mentions: &mut Mentions, written: String, at: &Range<usize>) {
    let words = |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).collect() };
    let own = words(&written);
    let same = |known: &Person| {
        let known = known.name.as_deref().map(words).unwrap_or_default();
        known == own || same_name(&known, &own) || own.len() == 1 && known.len() > 1 && known.last() == own.first()
    };
    match mentions.people.iter_mut().find(|known| same(known)) {
        Some(known) => {
            known.mentions.push(at.clone());
            known.mentions.sort_by_key(|range| range.start);
        }
        // Behind all others: claims know people by their position.
        None => mentions.people.push(Person { name: Some(written), mentions: vec![at.clone()], ..Person::default() }),
    }
}

fn place(mentions: &mut Mentions, name: String, at: &Range<usize>) {
    // A place that no gazetteer knows is taken for a town: of the kinds of name that models mark it is the commonest.
    let kind = place_kind(&name).unwrap_or(PlaceKind::City);
    let within = place_within(&name).map(str::to_owned);
    mentions.places.push(Place { characters: at.clone(), name, kind, within });
}

fn organisation(mentions: &mut Mentions, name: String, at: &Range<usize>) {
    match mentions.organisations.iter_mut().find(|known| same_organisation(known, &name)) {
        Some(known) => {
            known.mentions.push(at.clone());
            known.mentions.sort_by_key(|range| range.start);
        }
        None => mentions.organisations.push(Organisation { name, forms: Vec::new(), mentions: vec![at.clone()] }),
    }
}
