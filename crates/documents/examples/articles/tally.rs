//! Counts of what was read right, and what they are worth.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Draws of the bootstrap.
const DRAWS: usize = 1000;
const SEED: u64 = 1;

/// Right, read and named: from which precision and recall come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub right: usize,
    pub read: usize,
    pub found: usize,
    pub named: usize,
}

impl Tally {
    /// One value that is named.
    pub fn one(right: bool, read: bool) -> Tally {
        Tally { right: right.into(), read: read.into(), found: right.into(), named: 1 }
    }

    pub fn add(&mut self, one: Tally) {
        self.right += one.right;
        self.read += one.read;
        self.found += one.found;
        self.named += one.named;
    }

    pub fn sum<'t>(tallies: impl IntoIterator<Item = &'t Tally>) -> Tally {
        let mut sum = Tally::default();
        tallies.into_iter().for_each(|one| sum.add(*one));
        sum
    }

    pub fn precision(&self) -> f64 {
        self.right as f64 / self.read.max(1) as f64
    }

    pub fn recall(&self) -> f64 {
        self.found as f64 / self.named.max(1) as f64
    }

    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        2.0 * precision * recall / (precision + recall).max(1e-9)
    }
}

/// Standard errors of figures: articles on one incident are of a kind, so incidents are drawn anew with replacement (Efron 1979).
#[derive(Clone, Copy, Debug)]
pub struct Error {
    pub recall: f64,
    pub f1: f64,
}

impl Error {
    /// By the tallies of the incidents.
    pub fn of(tallies: &[Tally]) -> Error {
        let mut random = ChaCha8Rng::seed_from_u64(SEED);
        let mut drawn: [Vec<f64>; 2] = Default::default();
        for _ in 0..if tallies.is_empty() { 0 } else { DRAWS } {
            let draws = (0..tallies.len()).map(|_| random.random_range(0..tallies.len()));
            let sum = Tally::sum(draws.filter_map(|at| tallies.get(at)));
            drawn[0].push(sum.recall());
            drawn[1].push(sum.f1());
        }
        Error { recall: deviation(&drawn[0]), f1: deviation(&drawn[1]) }
    }
}

fn deviation(values: &[f64]) -> f64 {
    let count = values.len().max(2) as f64;
    let mean = values.iter().sum::<f64>() / count;
    (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0)).sqrt()
}

/// Mean B-cubed precision and recall.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cubed {
    precision: f64,
    recall: f64,
    count: f64,
}

impl Cubed {
    pub fn add(&mut self, precision: f64, recall: f64) {
        self.precision += precision;
        self.recall += recall;
        self.count += 1.0;
    }

    /// All of several parts.
    pub fn sum<'c>(parts: impl IntoIterator<Item = &'c Cubed>) -> Cubed {
        let mut sum = Cubed::default();
        for part in parts {
            sum.precision += part.precision;
            sum.recall += part.recall;
            sum.count += part.count;
        }
        sum
    }

    pub fn f1(&self) -> f64 {
        self.parts().2
    }

    pub fn parts(&self) -> (f64, f64, f64) {
        let (precision, recall) = (self.precision / self.count.max(1.0), self.recall / self.count.max(1.0));
        (precision, recall, 2.0 * precision * recall / (precision + recall).max(1e-9))
    }
}

impl std::fmt::Display for Cubed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (precision, recall, f1) = self.parts();
        write!(f, "precision {precision:.3}, recall {recall:.3}, F1 {f1:.3} ({} articles)", self.count)
    }
}
