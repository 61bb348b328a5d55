//! What chance alone gives: from the series of null registers to E-values.
//!
//! Series of one size are compared with null series of that size: each weight becomes a *strength*, minus log10 of the
//! expected number of null series of that size at least as heavy. On that common scale the series of all sizes compete,
//! in the register as in each null register: the strongest is kept, those that share a death with it go. The E-value
//! of a kept series is the mean number of series kept in a null register with at least its strength.
//!
//! The series of a null register are compared with those of the others, as the series of the register are: were they compared
//! with themselves too, each would lower its own strength, and E-values would be too small.

mod exceedances;
#[cfg(test)]
mod tests;

use crate::null::RULES;
use crate::result;
use crate::series::{Grown, without_overlap_by};
use exceedances::{Exceedances, Tail};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Null series kept from each draw and size: far more than any reporting level needs.
pub const KEPT_A_DRAW: usize = 40;
/// Strength from which a series is beyond doubt. Past it the fitted tails of two sizes, far out, say no more of the one than
/// of the other: a pair must not displace the four deaths it is part of because its size has the steeper tail.
const SETTLED: f64 = 6.0;
/// Strength below which a series is of no interest: expected thirty times and more in one register.
pub(crate) const WEAKEST: f64 = -1.5;

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
    /// [`RULES`] at the time; 0 where it was kept without.
    #[serde(default)]
    rules: u32,
    draws: u32,
    by_size: Vec<Exceedances>,
    strengths: Exceedances,
}

impl Null {
    /// From the series found in each draw, by size.
    pub fn new(found: &[Vec<Vec<Grown>>], sizes: usize) -> Null {
        let draws = found.len() as u32;
        let weights = |size: usize| found.iter().flat_map(move |draw| draw[size].iter().map(|set| set.weight));
        let largest = |size: usize| found.iter().map(|draw| draw[size].len()).max().unwrap_or_default();
        let of_size = |size: usize| Exceedances::new(weights(size).collect(), draws).or_counts(largest(size));
        let by_size = (0..sizes).map(of_size).collect();
        let null = Null { rules: RULES, draws, by_size, strengths: Exceedances::default() };
        let kept: Vec<f64> = found.par_iter().flat_map_iter(|draw| null.keep_of_draw(draw)).collect();
        Null { strengths: Exceedances::new(kept, draws), ..null }
    }

    /// True where these are of the rules in force ([`RULES`]); others say nothing of what is found now.
    pub fn is_current(&self) -> bool {
        self.rules == RULES
    }

    /// How many null registers there were.
    pub fn draws(&self) -> u32 {
        self.draws
    }

    /// Strength of a set of this size and weight.
    pub fn strength(&self, size: usize, weight: f64) -> f64 {
        self.by_size.get(size.wrapping_sub(2)).map_or(f64::MIN, |sample| strength_of(sample.expected(weight)))
    }

    /// The series of a register that are kept, strongest first.
    pub fn keep(&self, found: &[Vec<Grown>]) -> Vec<Strong> {
        compete(found, |size, weight| self.strength(size, weight))
    }

    /// Strengths of the series that are kept in one of the null registers.
    fn keep_of_draw(&self, found: &[Vec<Grown>]) -> Vec<f64> {
        let weights = |sets: &Vec<Grown>| sets.iter().map(|set| set.weight).collect();
        let by_size = self.by_size.iter().zip(found);
        let others: Vec<_> = by_size.map(|(sample, sets)| sample.without(weights(sets))).collect();
        let strength = |size: usize, weight: f64| {
            others.get(size - 2).map_or(f64::MIN, |sample| strength_of(sample.expected(weight)))
        };
        compete(found, strength).into_iter().map(|strong| strong.strength).collect()
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
        let rate = |tail: &Tail| std::f64::consts::LOG10_E / tail.mean;
        let tail = self.strengths.tail();
        result::Chance {
            curve: (0..=points).map(|k| point(at(k))).collect(),
            observed: observed.to_vec(),
            tail_from: tail.map(|tail| tail.threshold),
            tail_rate: tail.as_ref().map(rate),
            tail_rate_se: tail.as_ref().map(|tail| rate(tail) / (tail.above as f64).sqrt()),
        }
    }
}

fn strength_of(expected: f64) -> f64 {
    -expected.max(f64::MIN_POSITIVE).log10()
}

/// The series of one register, by size, with the strength that a size and a weight have: the strongest first; those that
/// share a unit with a stronger one go. Past [`SETTLED`] the heavier comes first.
fn compete(found: &[Vec<Grown>], strength: impl Fn(usize, f64) -> f64) -> Vec<Strong> {
    let strong = |set: &Grown| Strong { strength: strength(set.members.len(), set.weight), set: set.clone() };
    let mut all: Vec<Strong> = found.iter().flatten().map(strong).filter(|strong| strong.strength > WEAKEST).collect();
    let settled = |strong: &Strong| strong.strength.min(SETTLED);
    all.sort_by(|x, y| {
        let by_strength = settled(y).total_cmp(&settled(x));
        by_strength.then_with(|| y.set.weight.total_cmp(&x.set.weight)).then_with(|| x.set.members.cmp(&y.set.members))
    });
    without_overlap_by(all.into_iter(), |strong| &strong.set.members)
}
