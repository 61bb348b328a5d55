//! Random draws from counted streams.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Exp1, Gamma, StandardNormal};

/// One stream of random numbers. Streams of one seed are independent of one another.
pub(crate) struct Draw(ChaCha8Rng);

impl Draw {
    /// Stream `index` of a purpose. Purposes keep the streams of different tasks apart.
    pub(crate) fn stream(seed: u64, purpose: u16, index: u64) -> Draw {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream((u64::from(purpose) << 48) | (index & 0xFFFF_FFFF_FFFF));
        Draw(rng)
    }

    /// Uniform in [0, 1).
    pub(crate) fn unit(&mut self) -> f64 {
        self.0.random()
    }

    /// Uniform in [low, high).
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// True with this probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Uniform in 0..n; 0 where n is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { self.0.random_range(0..n) }
    }

    /// Uniform whole number from `low` to `high`, both included, whichever comes first.
    pub(crate) fn whole(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low.min(high)..=high.max(low))
    }

    /// Normal.
    pub(crate) fn normal(&mut self, mean: f64, sd: f64) -> f64 {
        let z: f64 = StandardNormal.sample(&mut self.0);
        mean + sd * z
    }

    /// Exponential.
    pub(crate) fn exponential(&mut self, mean: f64) -> f64 {
        let e: f64 = Exp1.sample(&mut self.0);
        mean * e
    }

    /// Gamma of scale one; 0 where the shape is not above 0.
    pub(crate) fn gamma(&mut self, shape: f64) -> f64 {
        Gamma::new(shape, 1.0).map_or(0.0, |gamma| gamma.sample(&mut self.0))
    }

    /// The generator itself, for distributions of `rand_distr`.
    pub(crate) fn rng(&mut self) -> &mut ChaCha8Rng {
        &mut self.0
    }

    /// Poisson by counting exponential gaps; meant for means below about 50.
    pub(crate) fn poisson(&mut self, mean: f64) -> usize {
        let mut sum = self.exponential(1.0);
        let mut count = 0;
        while sum < mean {
            count += 1;
            sum += self.exponential(1.0);
        }
        count
    }

    /// Index drawn in proportion to weights; 0 where there are none.
    pub(crate) fn weighted(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let total: f64 = weights.clone().sum();
        let mut left = self.unit() * total;
        let mut last = 0;
        for (i, weight) in weights.enumerate() {
            if weight > 0.0 {
                last = i;
                if left < weight {
                    return i;
                }
                left -= weight;
            }
        }
        last
    }

    /// Index drawn from running sums of weights, as [`running`] makes them.
    pub(crate) fn by_running(&mut self, sums: &[f64]) -> usize {
        Draw::at(self.unit(), sums)
    }

    /// Index that a number from 0 to 1 stands for among running sums of weights.
    pub(crate) fn at(unit: f64, sums: &[f64]) -> usize {
        let total = sums.last().copied().unwrap_or(0.0);
        let at = unit * total;
        sums.partition_point(|&sum| sum <= at).min(sums.len().saturating_sub(1))
    }

    /// East and north of a point uniform in a disc.
    pub(crate) fn disc(&mut self, radius: f64) -> (f64, f64) {
        let (r, angle) = (radius * self.unit().sqrt(), self.unit() * std::f64::consts::TAU);
        (r * angle.cos(), r * angle.sin())
    }

    /// East and north of a point normal in both directions.
    pub(crate) fn blob(&mut self, sd: f64) -> (f64, f64) {
        (self.normal(0.0, sd), self.normal(0.0, sd))
    }
}

/// Running sums of weights, for [`Draw::by_running`].
pub(crate) fn running(weights: impl Iterator<Item = f64>) -> Vec<f64> {
    weights
        .scan(0.0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_gives_the_same_numbers_again_and_another_gives_others() {
        let first = |index| Draw::stream(7, 1, index).unit();
        assert_eq!(first(3), first(3));
        assert_ne!(first(3), first(4));
        assert_ne!(first(3), Draw::stream(7, 2, 3).unit());
    }

    #[test]
    fn weights_are_kept() {
        let mut draw = Draw::stream(1, 0, 0);
        let sums = running([1.0, 0.0, 3.0].into_iter());
        let mut counts = [0; 3];
        for _ in 0..4000 {
            counts[draw.by_running(&sums)] += 1;
            counts[draw.weighted([1.0, 0.0, 3.0].into_iter())] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((1850..2150).contains(&counts[0]), "{counts:?}");
    }
}
