//! How common a value is among deaths of one kind.

use colligate_register::Kind;
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

/// Share of each value among the deaths of each kind, shrunk towards its share among all deaths by [`PRIOR`] deaths'
/// worth, so that a kind with few deaths borrows from the others (a Dirichlet prior; Good 1965).
#[derive(Clone, Debug, Default)]
pub struct Background {
    by_kind: Vec<FxHashMap<u32, u32>>,
    kind_total: Vec<u32>,
    all: FxHashMap<u32, u32>,
    total: u32,
}

/// Weight of the share among all deaths, in deaths.
pub const PRIOR: f64 = 20.0;

impl Background {
    /// Counts values of deaths, each with the kind of its death.
    pub fn count(values: impl Iterator<Item = (Kind, u32)>) -> Background {
        let mut background = Background {
            by_kind: vec![FxHashMap::default(); Kind::ALL.len()],
            kind_total: vec![0; Kind::ALL.len()],
            ..Background::default()
        };
        for (kind, value) in values {
            *background.by_kind[kind as usize].entry(value).or_default() += 1;
            background.kind_total[kind as usize] += 1;
            *background.all.entry(value).or_default() += 1;
            background.total += 1;
        }
        background
    }

    /// Makes the totals those of the deaths instead of the values, for values of which a death can have several.
    pub fn with_totals(mut self, deaths: impl Iterator<Item = Kind>) -> Background {
        self.kind_total = vec![0; Kind::ALL.len()];
        self.total = 0;
        for kind in deaths {
            self.kind_total[kind as usize] += 1;
            self.total += 1;
        }
        self
    }

    /// The counts of this value among deaths of this kind.
    pub fn share(&self, kind: Kind, value: u32) -> Share {
        let count = self.by_kind.get(kind as usize).and_then(|values| values.get(&value)).copied().unwrap_or(0);
        Share { count, of: self.kind_total.get(kind as usize).copied().unwrap_or(0) }
    }

    /// The frequency of this value among deaths of this kind, above 0 and at most 1.
    pub fn frequency(&self, kind: Kind, value: u32) -> f64 {
        let all = f64::from(self.all.get(&value).copied().unwrap_or(0)) / f64::from(self.total.max(1));
        let Share { count, of } = self.share(kind, value);
        let floor = 0.5 / f64::from(self.total.max(1));
        ((f64::from(count) + PRIOR * all) / (f64::from(of) + PRIOR)).clamp(floor, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_with_few_deaths_borrows_from_the_others() {
        let values = (0..1000).map(|k| (Kind::Natural, u32::from(k % 10 == 0))).chain([(Kind::Drowning, 1)]);
        let background = Background::count(values);
        let drowning = background.frequency(Kind::Drowning, 1);
        assert!(drowning > 0.1 && drowning < 0.2, "{drowning}");
        assert!((background.frequency(Kind::Natural, 1) - 0.1).abs() < 0.001);
        assert_eq!(background.share(Kind::Natural, 1).to_string(), "100 of 1000");
    }
}
