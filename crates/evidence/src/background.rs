//! How common a value is among deaths of one kind, at one institution and in one manner.

use crate::class::{Among, Class, Classes};
use crate::institutions::NONE;
use colligate_register::Kind;
use colligate_register::wording::{plural, thousands};
use rustc_hash::FxHashMap;

/// A count behind a rarity: `count` of `of` deaths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Share {
    /// Deaths with the value.
    pub count: u32,
    /// Deaths with any value on record.
    pub of: u32,
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {}", thousands(self.count), thousands(self.of))
    }
}

impl Share {
    /// The share among deaths that are described in the plural: `12 of 3,402 drug-related deaths`, `1 of 1 fall death`.
    pub fn among(&self, deaths: &str) -> String {
        format!("{self} {}", agreeing(self.of, deaths))
    }
}

/// A description of deaths in the plural, in the form that goes with their number.
pub(crate) fn agreeing(of: u32, deaths: &str) -> String {
    deaths.replacen("deaths", plural(of, "death", "deaths"), 1)
}

/// Share of each value among the deaths of each kind, shrunk towards its share among all deaths by [`PRIOR`] deaths'
/// worth, so that a kind with few deaths borrows from the others (a Dirichlet prior; Good 1965).
#[derive(Clone, Debug, Default)]
pub(crate) struct Background {
    by_kind: Vec<FxHashMap<u32, u32>>,
    kind_total: Vec<u32>,
    institutions: Within,
    manners: Within,
    all: FxHashMap<u32, u32>,
    total: u32,
}

/// Weight of the wider share in the narrower one, in deaths.
pub(crate) const PRIOR: f64 = 20.0;

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

    fn share(&self, class: u32, value: u32) -> Share {
        let count = |count: Option<&u32>| count.copied().unwrap_or(0);
        Share { count: count(self.counts.get(&(class, value))), of: count(self.totals.get(&class)) }
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
        self.most_common(class, value).1.clamp(0.5 / f64::from(self.total.max(1)), 1.0)
    }

    /// Among which deaths of its class this value is most common, and the counts among them: what decides its frequency.
    pub fn deciding(&self, class: Class, value: u32) -> (Among, Share) {
        let among = self.most_common(class, value).0;
        let share = match among {
            Among::Kind => self.share(class.kind, value),
            Among::Institution => self.institutions.share(class.institution, value),
            Among::Manner => self.manners.share(class.manner, value),
        };
        (among, share)
    }

    /// The counts behind the frequency of a value, in words: those of the kind, which `kind` names, and of the narrower deaths
    /// that decide it, where they do; and among which deaths the last were counted.
    pub fn told(&self, classes: &Classes, class: Class, value: u32, kind: &str) -> (String, String) {
        let wide = self.share(class.kind, value);
        match self.deciding(class, value) {
            (Among::Kind, _) => (wide.to_string(), agreeing(wide.of, kind)),
            (among, share) => {
                (format!("{} and {share}", wide.among(kind)), agreeing(share.of, &classes.words(class, among)))
            }
        }
    }

    fn most_common(&self, class: Class, value: u32) -> (Among, f64) {
        let all = others(self.all.get(&value)) / others(Some(&self.total)).max(1.0);
        let Share { count, of } = self.share(class.kind, value);
        let kind = (others(Some(&count)) + PRIOR * all) / (others(Some(&of)) + PRIOR);
        let there = self.institutions.frequency(class.institution, value, kind);
        let so = self.manners.frequency(class.manner, value, kind);
        let narrower = [(Among::Institution, there), (Among::Manner, so)];
        narrower.into_iter().fold((Among::Kind, kind), |most, one| if one.1 > most.1 { one } else { most })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(kind: Kind) -> Class {
        Class { kind, institution: NONE, manner: NONE }
    }

    #[test]
    fn counts_of_one_death_speak_of_one() {
        let share = |count, of| Share { count, of }.among("fall deaths with circumstances on record");
        assert_eq!(share(1, 1), "1 of 1 fall death with circumstances on record");
        assert_eq!(share(0, 2), "0 of 2 fall deaths with circumstances on record");
        assert_eq!(share(12, 3_402), "12 of 3,402 fall deaths with circumstances on record");
    }

    #[test]
    fn a_kind_with_few_deaths_borrows_from_the_others() {
        let values = (0..1000).map(|k| (class(Kind::Natural), u32::from(k % 10 == 0)));
        let background = Background::count(values.chain([(class(Kind::Drowning), 1)]));
        let drowning = background.frequency(class(Kind::Drowning), 1);
        assert!(drowning > 0.09 && drowning < 0.11, "{drowning}");
        assert!((background.frequency(class(Kind::Natural), 1) - 0.1).abs() < 0.002);
        assert_eq!(background.share(Kind::Natural, 1).to_string(), "100 of 1,000");
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
    fn what_is_common_in_one_manner_is_not_rare_there_and_its_counts_are_told() {
        let suicide = Class { manner: 0, ..class(Kind::Fall) };
        let young = |k: u32| u32::from(k < 40);
        let values = (0..1000).map(|k| (if k < 40 { suicide } else { class(Kind::Fall) }, young(k)));
        let background = Background::count(values);
        assert!(background.frequency(suicide, 1) > 0.6, "{}", background.frequency(suicide, 1));
        assert!(background.frequency(class(Kind::Fall), 1) < 0.05);
        assert_eq!(background.deciding(suicide, 1), (Among::Manner, Share { count: 40, of: 40 }));
        assert_eq!(background.deciding(class(Kind::Fall), 1), (Among::Kind, Share { count: 40, of: 1000 }));
    }
}
