//! How common a value is among deaths of one kind, and at one institution.

use crate::institutions::{Institutions, NONE};
use colligate_register::{Kind, Register};
use rustc_hash::FxHashMap;

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
/// institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// Kind of death.
    pub kind: Kind,
    /// Number of the institution, or [`NONE`].
    pub institution: u32,
}

impl Class {
    /// The class of each death of a register.
    pub(crate) fn of_all(register: &Register, institutions: &Institutions) -> Vec<Class> {
        let class = |(i, death): (usize, &colligate_register::Death)| Class {
            kind: death.kind,
            institution: if institutions.is_town(i) { NONE } else { institutions.of(i) },
        };
        register.deaths.iter().enumerate().map(class).collect()
    }

    /// One class for all deaths.
    pub(crate) fn any() -> Class {
        Class { kind: Kind::Unknown, institution: NONE }
    }
}

/// Share of each value among the deaths of each kind, shrunk towards its share among all deaths by [`PRIOR`] deaths'
/// worth, so that a kind with few deaths borrows from the others (a Dirichlet prior; Good 1965).
#[derive(Clone, Debug, Default)]
pub struct Background {
    by_kind: Vec<FxHashMap<u32, u32>>,
    kind_total: Vec<u32>,
    institution: FxHashMap<(u32, u32), u32>,
    institution_total: FxHashMap<u32, u32>,
    all: FxHashMap<u32, u32>,
    total: u32,
}

/// Weight of the wider share in the narrower one, in deaths.
pub const PRIOR: f64 = 20.0;

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
            if class.institution != NONE {
                *background.institution.entry((class.institution, value)).or_default() += 1;
            }
            background.add_total(class);
        }
        background
    }

    fn add_total(&mut self, class: Class) {
        self.kind_total[class.kind as usize] += 1;
        self.total += 1;
        if class.institution != NONE {
            *self.institution_total.entry(class.institution).or_default() += 1;
        }
    }

    /// Makes the totals those of the deaths instead of the values, for values of which a death can have several.
    pub fn with_totals(mut self, deaths: impl Iterator<Item = Class>) -> Background {
        self.kind_total = vec![0; Kind::ALL.len()];
        self.institution_total.clear();
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
    /// and 0 elsewhere, is one. At an institution, the larger of the frequency there and that of the kind.
    pub fn frequency(&self, class: Class, value: u32) -> f64 {
        let others = |count: Option<&u32>| f64::from(count.copied().unwrap_or(1).max(1) - 1);
        let all = others(self.all.get(&value)) / others(Some(&self.total)).max(1.0);
        let Share { count, of } = self.share(class.kind, value);
        let kind = (others(Some(&count)) + PRIOR * all) / (others(Some(&of)) + PRIOR);
        let there = match self.institution_total.get(&class.institution) {
            None => 0.0,
            total => {
                let count = self.institution.get(&(class.institution, value));
                (others(count) + PRIOR * kind) / (others(total) + PRIOR)
            }
        };
        kind.max(there).clamp(0.5 / f64::from(self.total.max(1)), 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(kind: Kind) -> Class {
        Class { kind, institution: NONE }
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
        let home = Class { kind: Kind::Natural, institution: 7 };
        let values = (0..1000).map(|_| (class(Kind::Natural), 0)).chain((0..100).map(|_| (home, 1)));
        let background = Background::count(values);
        assert!(background.frequency(home, 1) > 0.8);
        assert!(background.frequency(class(Kind::Natural), 1) < 0.1);
    }
}
