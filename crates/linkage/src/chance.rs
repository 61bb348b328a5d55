//! What chance alone gives: from the series of null registers to E-values.
//!
//! Series of one size are compared with null series of that size: each weight becomes a *strength*, minus log10 of the
//! expected number of null series of that size at least as heavy. On that common scale the series of all sizes compete,
//! in the register as in each null register: the strongest is kept, those that share a death with it go. The E-value
//! of a kept series is the mean number of series kept in a null register with at least its strength.

use crate::result;
use crate::series::{Grown, without_overlap_by};
use serde::{Deserialize, Serialize};

/// Null series kept from each draw and size: far more than any reporting level needs.
pub const KEPT_A_DRAW: usize = 40;
/// Exceedances from which the exponential tail of a distribution is fitted.
const TAIL: usize = 100;
/// Fewest exceedances for which the empirical count is used.
const COUNTED: usize = 12;
/// Mean excess, in weight or strength, below which the highest values are one and the same.
const LEAST_EXCESS: f64 = 1e-6;
/// Strength from which a series is beyond doubt. Past it the fitted tails of two sizes, far out, say no more of the one than
/// of the other: a pair must not displace the four deaths it is part of because its size has the steeper tail.
const SETTLED: f64 = 6.0;
/// Strength below which a series is of no interest: expected thirty times and more in one register.
pub(crate) const WEAKEST: f64 = -1.5;

/// A sorted sample from all draws with an exponential tail beyond it (Pickands 1975: excesses over a high threshold;
/// the exponential is the Gumbel domain's, and the maximum of log Bayes factors lies in it).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Exceedances {
    draws: f64,
    /// Values of all draws, highest first.
    values: Vec<f64>,
    /// Threshold, number above it, mean excess.
    tail: Option<(f64, usize, f64)>,
}

impl Exceedances {
    /// From values of this many draws.
    pub fn new(mut values: Vec<f64>, draws: u32) -> Exceedances {
        values.sort_unstable_by(|x, y| y.total_cmp(x));
        let above = TAIL.min(values.len().saturating_sub(1));
        let tail = (above >= COUNTED).then(|| {
            let threshold = values[above];
            let mean = values[..above].iter().map(|value| value - threshold).sum::<f64>() / above as f64;
            (threshold, above, mean)
        });
        // Where the highest values are all one there is no form to fit.
        let tail = tail.filter(|(_, _, mean)| *mean > LEAST_EXCESS);
        Exceedances { draws: f64::from(draws.max(1)), values, tail }
    }

    /// Expected number a draw at least this large.
    pub fn expected(&self, value: f64) -> f64 {
        match self.tail {
            Some((threshold, above, mean)) if value > threshold => {
                above as f64 / self.draws * (-(value - threshold) / mean).exp()
            }
            _ => self.count(value).max(0.5) / self.draws,
        }
    }

    /// Expected number with its 95% interval, and whether it comes from the fitted tail.
    pub fn e_value(&self, value: f64) -> result::EValue {
        let expected = self.expected(value);
        let (relative, from_tail) = match self.tail {
            Some((threshold, above, mean)) if value > threshold => {
                // The threshold count and the mean excess are both estimated from `above` exceedances.
                let lever = 1.0 + (value - threshold) / mean;
                (lever / (above as f64).sqrt(), self.count(value) < COUNTED as f64)
            }
            _ => (1.0 / self.count(value).max(1.0).sqrt(), false),
        };
        let factor = (1.96 * relative).exp();
        result::EValue { value: expected, low: expected / factor, high: expected * factor, from_tail }
    }

    fn count(&self, value: f64) -> f64 {
        self.values.partition_point(|&other| other >= value) as f64
    }
}

/// A series with its strength.
#[derive(Clone, Debug, PartialEq)]
pub struct Strong {
    /// Minus log10 of the expected number of null series of its size at least as heavy.
    pub strength: f64,
    /// The series.
    pub set: Grown,
}

/// What the null registers say. It can be kept, and a register that has grown a little since be judged by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Null {
    draws: u32,
    by_size: Vec<Exceedances>,
    strengths: Exceedances,
}

impl Null {
    /// From the series found in each draw, by size.
    pub fn new(found: &[Vec<Vec<Grown>>], sizes: usize) -> Null {
        let draws = found.len() as u32;
        let weights = |size: usize| found.iter().flat_map(move |draw| draw[size].iter().map(|set| set.weight));
        let by_size = (0..sizes).map(|size| Exceedances::new(weights(size).collect(), draws)).collect();
        let mut null = Null { draws, by_size, strengths: Exceedances::default() };
        let kept = found.iter().flat_map(|draw| null.keep(draw)).map(|strong| strong.strength).collect();
        null.strengths = Exceedances::new(kept, draws);
        null
    }

    /// How many null registers there were.
    pub fn draws(&self) -> u32 {
        self.draws
    }

    fn strong(&self, set: &Grown) -> Strong {
        let strength = self
            .by_size
            .get(set.members.len().wrapping_sub(2))
            .map_or(f64::MIN, |sample| -sample.expected(set.weight).max(f64::MIN_POSITIVE).log10());
        Strong { strength, set: set.clone() }
    }

    /// Strength of a set of this size and weight.
    pub fn strength(&self, size: usize, weight: f64) -> f64 {
        self.strong(&Grown { members: vec![0; size], weight }).strength
    }

    /// The series of a register that are kept, strongest first.
    pub fn keep(&self, found: &[Vec<Grown>]) -> Vec<Strong> {
        let all = found.iter().flatten().map(|set| self.strong(set));
        compete(all.filter(|strong| strong.strength > WEAKEST).collect())
    }

    /// E-value of a strength.
    pub fn e_value(&self, strength: f64) -> result::EValue {
        self.strengths.e_value(strength)
    }

    /// The curve of expected counts for the chart.
    pub fn chance(&self, observed: &[f64]) -> result::Chance {
        let highest = observed.iter().copied().fold(2.0, f64::max) + 0.5;
        let points = 120;
        let at = |k: usize| WEAKEST + (highest - WEAKEST) * k as f64 / points as f64;
        let point = |strength: f64| {
            let e_value = self.e_value(strength);
            (strength, e_value.value, e_value.low, e_value.high)
        };
        let tail = self.strengths.tail;
        result::Chance {
            curve: (0..=points).map(|k| point(at(k))).collect(),
            observed: observed.to_vec(),
            tail_from: tail.map(|(threshold, _, _)| threshold),
            tail_rate: tail.map(|(_, _, mean)| std::f64::consts::LOG10_E / mean),
            tail_rate_se: tail.map(|(_, above, mean)| std::f64::consts::LOG10_E / mean / (above as f64).sqrt()),
        }
    }
}

/// The strongest first; those that share a unit with a stronger one go. Past [`SETTLED`] the heavier comes first.
fn compete(mut all: Vec<Strong>) -> Vec<Strong> {
    let settled = |strong: &Strong| strong.strength.min(SETTLED);
    all.sort_by(|x, y| {
        let by_strength = settled(y).total_cmp(&settled(x));
        by_strength.then_with(|| y.set.weight.total_cmp(&x.set.weight)).then_with(|| x.set.members.cmp(&y.set.members))
    });
    without_overlap_by(all.into_iter(), |strong| &strong.set.members)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_are_all_one_have_no_tail_and_a_counted_e_value() {
        let all = Exceedances::new(vec![4.0; 300], 100);
        let e_value = all.e_value(5.0);
        assert_eq!((e_value.value, e_value.from_tail), (0.005, false));
        assert!(e_value.low < e_value.value && e_value.high > e_value.value && e_value.high.is_finite());
        assert_eq!(all.e_value(4.0).value, 3.0);
    }

    #[test]
    fn beyond_the_draws_the_expected_number_falls_as_the_excesses_do() {
        let all = Exceedances::new((0..1_000).map(|k| -(f64::from(k) + 0.5).ln()).collect(), 100);
        // Values of an exponential distribution: ten a draw at least −ln 1000, a factor e fewer for each unit more.
        let ratio = all.expected(2.0) / all.expected(3.0);
        assert!((ratio.ln() - 1.0).abs() < 0.1, "{ratio}");
        assert!(all.e_value(3.0).from_tail);
    }
}
