//! Case numbers: each stands for one death. A row that repeats one is used where it says all that the first says and more, and
//! rejected otherwise.

use crate::death::{Death, DeathId};
use rustc_hash::FxHashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Case numbers seen, by a hash of 64 bits: 16 bytes a death instead of a second copy of every number.
#[derive(Default)]
pub(crate) struct Ids {
    first: FxHashMap<u64, u32>,
    /// Deaths whose hash another death had before: none in any register short of billions.
    others: Vec<u32>,
}

impl Ids {
    /// Takes up a case number; gives the death that has it already, if one does.
    pub fn insert(&mut self, id: &DeathId, number: u32, deaths: &[Death]) -> Option<u32> {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let is = |at: u32| deaths.get(at as usize).is_some_and(|death| death.id == *id);
        match self.first.entry(hasher.finish()) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(number);
                None
            }
            std::collections::hash_map::Entry::Occupied(entry) if is(*entry.get()) => Some(*entry.get()),
            std::collections::hash_map::Entry::Occupied(_) => {
                let seen = self.others.iter().copied().find(|&at| is(at));
                if seen.is_none() {
                    self.others.push(number);
                }
                seen
            }
        }
    }
}

/// How a row that repeats a case number stands to the death that has it.
pub(crate) enum Repeat {
    /// It says the same.
    Same,
    /// It says less.
    Less,
    /// It says all of it and more.
    More,
    /// It says something else.
    Else,
}

/// Compares a row with the death of the same case number.
pub(crate) fn repeat(first: &Death, again: &Death) -> Repeat {
    match (says_all_of(first, again), says_all_of(again, first)) {
        (true, true) => Repeat::Same,
        (true, false) => Repeat::Less,
        (false, true) => Repeat::More,
        (false, false) => Repeat::Else,
    }
}

/// True where nothing that the second tells is missing from the first or differs there. What follows from other fields (kind,
/// circumstances, substances that the cause names) is not asked.
fn says_all_of(more: &Death, less: &Death) -> bool {
    fn holds<T: PartialEq>(more: Option<&T>, less: Option<&T>) -> bool {
        less.is_none() || more == less
    }
    holds(more.died.as_ref(), less.died.as_ref())
        && holds(more.known_from.as_ref(), less.known_from.as_ref())
        && holds(more.point.as_ref(), less.point.as_ref())
        && holds(more.place.as_ref(), less.place.as_ref())
        && holds(more.place_kind.as_ref(), less.place_kind.as_ref())
        && holds(more.age.as_ref(), less.age.as_ref())
        && holds(more.sex.as_ref(), less.sex.as_ref())
        && holds(more.manner.as_ref(), less.manner.as_ref())
        && holds(more.category.as_ref(), less.category.as_ref())
        && holds(more.cause.as_ref(), less.cause.as_ref())
        && holds(more.narrative.as_ref(), less.narrative.as_ref())
        && less
            .substances
            .iter()
            .flatten()
            .all(|substance| more.substances.iter().flatten().any(|other| other == substance))
        && (less.substances.is_none() || more.substances.is_some())
        && (less.contacts.is_empty() || more.contacts == less.contacts)
}
