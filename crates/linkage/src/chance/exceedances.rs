//! The upper tail of what chance gives: how many values a draw are at least this large.

use crate::result;
use serde::{Deserialize, Serialize};

/// Exceedances to which the tail is fitted, at most.
const TAIL: usize = 100;
/// Fewest exceedances to which a tail is fitted.
const COUNTED: usize = 12;
/// Mean excess, in weight or strength, below which the highest values are one and the same.
const LEAST_EXCESS: f64 = 1e-6;

/// Half the width of a 95% interval of the normal distribution, in standard deviations.
const NORMAL_95: f64 = 1.96;

/// A sample from all draws with a tail beyond it.
///
/// The expected number a draw is told so that it is right on average over samples where values are independent within a draw. Where a
/// register like those drawn shows values of its own, it shows on average (n + 1)/R of them, for R draws, above the n + 1st highest of the
/// draws, since each of the pooled values is as likely to be in any of the R + 1 registers: so a value that n of the
/// draws' reach is told (n + 1)/R. Beyond the threshold, excesses are exponential (Pickands 1975: excesses over
/// a high threshold; the exponential is the Gumbel domain's, in which the maximum of log Bayes factors lies). Their mean
/// is known from n of them only, so that the share beyond an excess t is (1 + t/(n·mean))^−n, the predictive
/// distribution of the exponential (Lawless and Fredette 2005), and not exp(−t/mean), which is too small far out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Exceedances {
    draws: f64,
    /// Values of all draws, highest first.
    values: Vec<f64>,
    tail: Option<Tail>,
}

/// A fitted tail.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Tail {
    pub(super) threshold: f64,
    /// Values above the threshold.
    pub(super) above: usize,
    /// Their mean excess.
    pub(super) mean: f64,
}

impl Tail {
    /// Fitted to the highest of these values, which come in descending order; `None` where they are too few or all one.
    fn fit(count: usize, highest: impl Iterator<Item = f64>) -> Option<Tail> {
        let above = TAIL.min(count.saturating_sub(1));
        if above < COUNTED {
            return None;
        }
        let highest: Vec<f64> = highest.take(above + 1).collect();
        let threshold = *highest.last()?;
        let mean = highest.iter().map(|value| value - threshold).sum::<f64>() / above as f64;
        (mean > LEAST_EXCESS).then_some(Tail { threshold, above, mean })
    }

    /// Expected number a draw beyond a value above the threshold.
    fn beyond(&self, value: f64, draws: f64) -> f64 {
        let n = self.above as f64;
        (n + 1.0) / draws * (-n * ((value - self.threshold) / (n * self.mean)).ln_1p()).exp()
    }

    /// The 95% interval of the expected number a draw beyond a value above the threshold.
    fn interval(&self, value: f64, draws: f64) -> (f64, f64) {
        let (n, excess) = (self.above as f64, (value - self.threshold) / self.mean);
        let plug_in = (n + 1.0) / draws * (-excess).exp();
        let count = NORMAL_95 / n.sqrt();
        // Ratio of the mean of n exponential values to its expectation, at the ends of 95% (Wilson and Hilferty 1931).
        let ratio = |end: f64| (1.0 - 1.0 / (9.0 * n) + end / (3.0 * n.sqrt())).powi(3);
        let below = count.hypot(excess * (ratio(NORMAL_95) - 1.0));
        let above = count.hypot(excess * (1.0 - ratio(-NORMAL_95)));
        (plug_in * (-below).exp(), plug_in * above.exp())
    }
}

/// Expected number a draw at least this large, from a tail or from how many are.
fn expected(tail: Option<Tail>, draws: f64, value: f64, count: impl FnOnce() -> f64) -> f64 {
    match tail {
        Some(tail) if value > tail.threshold => tail.beyond(value, draws),
        _ => (count() + 1.0) / draws,
    }
}

impl Exceedances {
    /// From values of this many draws.
    pub fn new(mut values: Vec<f64>, draws: u32) -> Exceedances {
        values.sort_unstable_by(|x, y| y.total_cmp(x));
        let tail = Tail::fit(values.len(), values.iter().copied());
        Exceedances { draws: f64::from(draws.max(1)), values, tail }
    }

    /// Expected number a draw at least this large.
    pub fn expected(&self, value: f64) -> f64 {
        expected(self.tail, self.draws, value, || self.count(value))
    }

    /// The sample with its tail only where that can be fitted to what is left without any one of its draws, of which the largest holds
    /// so many values: else a register would be judged by a tail and the draws by counts.
    pub(super) fn or_counts(self, largest: usize) -> Exceedances {
        let tail = self.tail.filter(|_| self.values.len() > largest + COUNTED);
        Exceedances { tail, ..self }
    }

    /// The same sample as one of its draws sees it: without the values of that draw. They are still counted a
    /// draw of all, so that a value no other reached is told alike in every draw, and in a register that was not drawn.
    pub(super) fn without<'a>(&'a self, mut own: Vec<f64>) -> Others<'a> {
        own.sort_unstable_by(|x, y| y.total_cmp(x));
        let mut skipped = own.iter().peekable();
        let others = self.values.iter().copied().filter(|value| skipped.next_if_eq(&value).is_none());
        let tail = self.tail.and_then(|_| Tail::fit(self.values.len() - own.len(), others));
        Others { all: self, own, tail }
    }

    /// Expected number with its 95% interval, and whether it comes from the fitted tail.
    ///
    /// A counted number has the interval of a Poisson count. Beyond the threshold, the number of values above it and their
    /// mean excess are estimated from the same n values and independently of each other (Rényi 1953): the log of the
    /// plug-in estimate, (n + 1)/R·exp(−x) for an excess of x means, has the error of the count and x times that of the
    /// mean. The interval joins theirs (Zou and Donner 2008, section 2). It lies around the plug-in estimate; the
    /// expected number itself is larger, see [`Exceedances`], and is never outside.
    pub fn e_value(&self, value: f64) -> result::EValue {
        let expected = self.expected(value);
        match self.tail.filter(|tail| value > tail.threshold) {
            Some(tail) => {
                let (low, high) = tail.interval(value, self.draws);
                let from_tail = self.count(value) < COUNTED as f64;
                result::EValue { value: expected, low: low.min(expected), high: high.max(expected), from_tail }
            }
            None => {
                let factor = (NORMAL_95 / (self.count(value) + 1.0).sqrt()).exp();
                result::EValue { value: expected, low: expected / factor, high: expected * factor, from_tail: false }
            }
        }
    }

    pub(super) fn tail(&self) -> Option<Tail> {
        self.tail
    }

    fn count(&self, value: f64) -> f64 {
        count(&self.values, value) as f64
    }
}

/// A sample without the values of one of its draws.
pub(super) struct Others<'a> {
    all: &'a Exceedances,
    own: Vec<f64>,
    tail: Option<Tail>,
}

impl Others<'_> {
    /// Expected number a draw at least this large.
    pub(super) fn expected(&self, value: f64) -> f64 {
        let count = || (count(&self.all.values, value) - count(&self.own, value)) as f64;
        expected(self.tail, self.all.draws, value, count)
    }
}

/// How many of these, highest first, are at least so large.
fn count(values: &[f64], value: f64) -> usize {
    values.partition_point(|&other| other >= value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::RngExt;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    #[test]
    fn values_that_are_all_one_have_no_tail_and_a_counted_e_value() {
        let all = Exceedances::new(vec![4.0; 300], 100);
        let e_value = all.e_value(5.0);
        assert_eq!((e_value.value, e_value.from_tail), (0.01, false));
        assert!(e_value.low < e_value.value && e_value.high > e_value.value && e_value.high.is_finite());
        assert_eq!(all.e_value(4.0).value, 3.01);
    }

    #[test]
    fn beyond_the_draws_the_expected_number_falls_as_the_excesses_do() {
        let all = Exceedances::new((0..1_000).map(|k| -(f64::from(k) + 0.5).ln()).collect(), 100);
        // Values of an exponential distribution: ten a draw at least −ln 1000, a factor e fewer for each unit more.
        let ratio = all.expected(2.0) / all.expected(3.0);
        assert!((ratio.ln() - 1.0).abs() < 0.1, "{ratio}");
        assert!(all.e_value(3.0).from_tail);
    }

    #[test]
    fn far_beyond_a_small_sample_the_expected_number_is_right_on_average() {
        const SAMPLES: u64 = 100_000;
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let mut values = |draws: u32| -> Vec<f64> {
            (0..3 * draws).map(|_| -random.random_range(f64::MIN_POSITIVE..1.0f64).ln()).collect()
        };
        let mut told = 0;
        for _ in 0..SAMPLES {
            let all = Exceedances::new(values(10), 10);
            told += values(1).into_iter().filter(|&value| all.expected(value) <= 0.01).count();
        }
        let mean = told as f64 / SAMPLES as f64;
        // Standard error 0.0003; with exp(−t/mean) for the tail it is 0.016.
        assert!((mean - 0.01).abs() < 0.0013, "{mean}");
    }

    #[test]
    fn a_draw_sees_the_values_of_the_others_as_if_its_own_had_never_been() {
        let draws: Vec<Vec<f64>> =
            (0..30u32).map(|k| (0..8u32).map(|j| f64::from((37 * k + 101 * j) % 61)).collect()).collect();
        let all = Exceedances::new(draws.concat(), 30);
        for own in 0..draws.len() {
            let rest: Vec<f64> =
                draws.iter().enumerate().filter(|(k, _)| *k != own).flat_map(|(_, d)| d.clone()).collect();
            let (others, alone) = (all.without(draws[own].clone()), Exceedances::new(rest, 30));
            for value in [-1.0, 3.0, 30.0, 42.0, 60.0, 75.0] {
                assert_eq!(others.expected(value), alone.expected(value));
            }
        }
    }
}
