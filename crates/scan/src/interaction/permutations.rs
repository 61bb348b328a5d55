//! How often chance gives a statistic as high: the times dealt out anew among the places.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

/// How far a permuted statistic may lie below the observed one and still count as equal, as a share of it: sums of the
/// same terms in another order differ by less.
const ROUNDING: f64 = 1e-11;

/// How often the times are dealt out anew, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permutations {
    /// How often; 999 is usual, 0 gives no p-value.
    pub count: u32,
    /// Seed. Permutation `i` has stream `i` of it, so that a longer run begins with the same permutations.
    pub seed: u64,
}

impl Permutations {
    /// This many permutations from this seed.
    pub fn new(count: u32, seed: u64) -> Permutations {
        Permutations { count, seed }
    }

    /// The first permutation of each batch of this many.
    pub(super) fn batches(self, size: usize) -> Vec<u32> {
        (0..self.count).step_by(size.max(1)).collect()
    }

    /// Deals the values out in the way of this permutation.
    pub(crate) fn deal<T>(self, permutation: u32, values: &mut [T]) {
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream(u64::from(permutation));
        values.shuffle(&mut random);
    }
}

/// What the permutations gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Permuted {
    /// Share of the arrangements, the observed one among them, with a statistic at least as high: (1 + as high) / (1 +
    /// permutations) (Dwass 1957). One-sided: a test against *fewer* near pairs than chance gives is not made.
    pub p_value: f64,
    /// Mean of the permuted statistics.
    pub mean: f64,
    /// Variance of the permuted statistics, with one less than their number below the line.
    pub variance: f64,
    /// Statistic of each permutation, in their order.
    pub statistics: Vec<f64>,
}

impl Permuted {
    /// Compares the observed statistic with the permuted ones; `None` without permutations.
    pub(super) fn compare(observed: f64, statistics: Vec<f64>) -> Option<Permuted> {
        if statistics.is_empty() {
            return None;
        }
        let count = statistics.len() as f64;
        let threshold = observed - ROUNDING * observed.abs();
        let as_high = statistics.iter().filter(|&&statistic| statistic >= threshold).count() as f64;
        let mean = statistics.iter().sum::<f64>() / count;
        let variance =
            statistics.iter().map(|statistic| (statistic - mean).powi(2)).sum::<f64>() / (count - 1.0).max(1.0);
        Some(Permuted { p_value: (1.0 + as_high) / (1.0 + count), mean, variance, statistics })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_statistics_count_against_the_observed_one() {
        let permuted = Permuted::compare(3.0, vec![1.0, 3.0 - 1e-14, 4.0]).unwrap();
        assert_eq!(permuted.p_value, 0.75);
        assert!((permuted.mean - 8.0 / 3.0).abs() < 1e-12 && (permuted.variance - 7.0 / 3.0).abs() < 1e-12);
        assert_eq!(Permuted::compare(3.0, vec![]), None);
    }

    #[test]
    fn each_permutation_has_a_stream_of_its_own() {
        let deal = |permutation| {
            let mut values: Vec<u32> = (0..50).collect();
            Permutations::new(9, 5).deal(permutation, &mut values);
            values
        };
        assert_eq!(deal(3), deal(3));
        assert_ne!(deal(3), deal(4));
    }
}
