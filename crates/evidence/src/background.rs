//! How common a value is among deaths of one kind, and at one institution.

use crate::institutions::{Institutions, NONE};
use colligate_register::{Kind, Register, Term};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A count behind a rarity: `count` of `of` deaths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Deaths of this kind with the value.
    pub count: u32,
    /// Deaths of this kind with any value on record.
    pub of: u32,
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {}", self.count, self.of)
    }
}

/// What the background of a death is conditional on: its kind and, where it died at a place where many die, that
/// institution; and its manner, where that is not the usual one of the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// Kind of death.
    pub kind: Kind,
    /// Number of the institution, or [`NONE`].
    pub institution: u32,
    /// Number of the deaths of this kind and manner, or [`NONE`].
    pub manner: u32,
}

/// Share of a kind from which a manner is the usual one: the background of the kind is nearly its own.
const USUAL: f64 = 0.9;

impl Class {
    /// The class of each death of a register.
    pub(crate) fn of_all(register: &Register, institutions: &Institutions) -> Vec<Class> {
        let manners = unusual_manners(register);
        let class = |(i, death): (usize, &colligate_register::Death)| Class {
            kind: death.kind,
            institution: if institutions.is_town(i) { NONE } else { institutions.of(i) },
            manner: death.manner.and_then(|manner| manners.get(&(death.kind, manner)).copied()).unwrap_or(NONE),
        };
        register.deaths.iter().enumerate().map(class).collect()
    }

    /// One class for all deaths.
    pub(crate) fn any() -> Class {
        Class { kind: Kind::Unknown, institution: NONE, manner: NONE }
    }

    /// The class without the manner, for what tells the manner itself.
    pub(crate) fn of_any_manner(self) -> Class {
        Class { manner: NONE, ..self }
    }
}

/// A number for each kind and manner of which the manner is not the usual one of the kind. Those who fell by intent
/// differ from the other fallen in age, cause and place, so that what is rare among falls is common among them; one rarity
/// would be counted in each.
fn unusual_manners(register: &Register) -> BTreeMap<(Kind, Term), u32> {
    let mut counts: BTreeMap<(Kind, Term), u32> = BTreeMap::new();
    let mut totals = [0u32; Kind::ALL.len()];
    for death in &register.deaths {
        if let Some(manner) = death.manner {
            *counts.entry((death.kind, manner)).or_default() += 1;
            totals[death.kind as usize] += 1;
        }
    }
    counts.retain(|(kind, _), count| f64::from(*count) < USUAL * f64::from(totals[*kind as usize]));
    counts.into_keys().zip(0..).collect()
}

/// Share of each value among the deaths of each kind, shrunk towards its share among all deaths by [`PRIOR`] deaths'
/// worth, so that a kind with few deaths borrows from the others (a Dirichlet prior; Good 1965).
#[derive(Clone, Debug, Default)]
pub struct Background {
    by_kind: Vec<FxHashMap<u32, u32>>,
    kind_total: Vec<u32>,
    institutions: Within,
    manners: Within,
    all: FxHashMap<u32, u32>,
    total: u32,
}

/// Weight of the wider share in the narrower one, in deaths.
pub const PRIOR: f64 = 20.0;

/// Counts of values among narrower classes of deaths, each with its number: institutions, or manners of a kind.
#[derive(Clone, Debug, Default)]
struct Within {
    counts: FxHashMap<(u32, u32), u32>,
    totals: FxHashMap<u32, u32>,
}

impl Within {
    fn add(&mut self, class: u32, value: u32) {
        if class != NONE {
            *self.counts.entry((class, value)).or_default() += 1;
        }
    }

    fn add_total(&mut self, class: u32) {
        if class != NONE {
            *self.totals.entry(class).or_default() += 1;
        }
    }

    /// Frequency of the value among the other deaths of the class, shrunk towards that of the wider one; 0 for no class.
    fn frequency(&self, class: u32, value: u32, wider: f64) -> f64 {
        match self.totals.get(&class) {
            None => 0.0,
            total => (others(self.counts.get(&(class, value))) + PRIOR * wider) / (others(total) + PRIOR),
        }
    }
}

/// A count without the death that asks.
fn others(count: Option<&u32>) -> f64 {
    f64::from(count.copied().unwrap_or(1).max(1) - 1)
}

impl Background {
    /// Counts values of deaths, each with the class of its death.
    pub fn count(values: impl Iterator<Item = (Class, u32)>) -> Background {
        let mut background = Background {
            by_kind: vec![FxHashMap::default(); Kind::ALL.len()],
            kind_total: vec![0; Kind::ALL.len()],
            ..Background::default()
        };
        for (class, value) in values {
            *background.by_kind[class.kind as usize].entry(value).or_default() += 1;
            *background.all.entry(value).or_default() += 1;
            background.institutions.add(class.institution, value);
            background.manners.add(class.manner, value);
            background.add_total(class);
        }
        background
    }

    fn add_total(&mut self, class: Class) {
        self.kind_total[class.kind as usize] += 1;
        self.total += 1;
        self.institutions.add_total(class.institution);
        self.manners.add_total(class.manner);
    }

    /// Makes the totals those of the deaths instead of the values, for values of which a death can have several.
    pub fn with_totals(mut self, deaths: impl Iterator<Item = Class>) -> Background {
        self.kind_total = vec![0; Kind::ALL.len()];
        self.institutions.totals.clear();
        self.manners.totals.clear();
        self.total = 0;
        deaths.for_each(|class| self.add_total(class));
        self
    }

    /// The counts of this value among deaths of this kind.
    pub fn share(&self, kind: Kind, value: u32) -> Share {
        let count = self.by_kind.get(kind as usize).and_then(|values| values.get(&value)).copied().unwrap_or(0);
        Share { count, of: self.kind_total.get(kind as usize).copied().unwrap_or(0) }
    }

    /// The frequency of this value among the other deaths of this class, above 0 and at most 1, for a death that has it:
    /// the death itself is left out, so that over pairs of deaths the mean of `1/frequency` where both have one value,
    /// and 0 elsewhere, is one. At an institution, or where the manner is not the usual one of the kind, the larger of the
    /// frequency there and that of the kind.
    pub fn frequency(&self, class: Class, value: u32) -> f64 {
        let all = others(self.all.get(&value)) / others(Some(&self.total)).max(1.0);
        let Share { count, of } = self.share(class.kind, value);
        let kind = (others(Some(&count)) + PRIOR * all) / (others(Some(&of)) + PRIOR);
        let there = self.institutions.frequency(class.institution, value, kind);
        let so = self.manners.frequency(class.manner, value, kind);
        kind.max(there).max(so).clamp(0.5 / f64::from(self.total.max(1)), 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(kind: Kind) -> Class {
        Class { kind, institution: NONE, manner: NONE }
    }

    #[test]
    fn a_kind_with_few_deaths_borrows_from_the_others() {
        let values = (0..1000).map(|k| (class(Kind::Natural), u32::from(k % 10 == 0)));
        let background = Background::count(values.chain([(class(Kind::Drowning), 1)]));
        let drowning = background.frequency(class(Kind::Drowning), 1);
        assert!(drowning > 0.09 && drowning < 0.11, "{drowning}");
        assert!((background.frequency(class(Kind::Natural), 1) - 0.1).abs() < 0.002);
        assert_eq!(background.share(Kind::Natural, 1).to_string(), "100 of 1000");
    }

    #[test]
    fn what_is_common_at_an_institution_is_not_rare_there() {
        let home = Class { kind: Kind::Natural, institution: 7, manner: NONE };
        let values = (0..1000).map(|_| (class(Kind::Natural), 0)).chain((0..100).map(|_| (home, 1)));
        let background = Background::count(values);
        assert!(background.frequency(home, 1) > 0.8);
        assert!(background.frequency(class(Kind::Natural), 1) < 0.1);
    }

    #[test]
    fn what_is_common_in_one_manner_is_not_rare_there() {
        let mut register = Register::default();
        let (accident, suicide) = (register.terms.intern("accident"), register.terms.intern("suicide"));
        for k in 0..1000 {
            let mut death = colligate_register::Death::new(&k.to_string());
            death.kind = Kind::Fall;
            death.manner = Some(if k < 40 { suicide } else { accident });
            register.deaths.push(death);
        }
        let classes = Class::of_all(&register, &Institutions::new(&register));
        assert!(classes[..40].iter().all(|class| class.manner == classes[0].manner && class.manner != NONE));
        assert!(classes[40..].iter().all(|class| class.manner == NONE));
        let young = |k: usize| u32::from(k < 40);
        let background = Background::count(classes.iter().enumerate().map(|(k, &class)| (class, young(k))));
        assert!(background.frequency(classes[0], 1) > 0.6, "{}", background.frequency(classes[0], 1));
        assert!(background.frequency(classes[0].of_any_manner(), 1) < 0.05);
    }
}
