//! What chance alone gives: from the series of null registers to E-values.
//!
//! Series of one size are compared with null series of that size: each weight becomes a *strength*, minus log10 of the
//! expected number of null series of that size at least as heavy. On that common scale the series of all sizes compete,
//! in the register as in each null register: the strongest is kept, those that share a death with it go. The E-value
//! of a kept series is the mean number of series kept in a null register with at least its strength.
//!
//! A null register keeps what describes each death, so that the members of a real series, alike as they are, come out
//! as a series there too, a little farther apart. What a series is held against must not be the series itself: null
//! series made of two or more of its own members are left out of its null ([`Null::apart_from`]).

use crate::result;
use crate::series::{Grown, without_overlap_by};
use rayon::prelude::*;

/// Null series kept from each draw and size: far more than any reporting level needs.
pub const KEPT_A_DRAW: usize = 40;
/// Exceedances from which the exponential tail of a distribution is fitted.
const TAIL: usize = 100;
/// Fewest exceedances for which the empirical count is used.
const COUNTED: usize = 12;
/// Strength below which a series is of no interest: expected thirty times and more in one register.
const WEAKEST: f64 = -1.5;
/// Strength from which a null series can move the E-values that are looked at.
const MATTERS: f64 = -1.0;
/// E-value up to which a series is held against its own null; above it is of no interest either way.
const JUDGED_APART: f64 = 20.0;

/// A sorted sample from all draws with an exponential tail beyond it (Pickands 1975: excesses over a high threshold;
/// the exponential is the Gumbel domain's, and the maximum of log Bayes factors lies in it).
#[derive(Clone, Debug, Default)]
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
            (threshold, above, mean.max(1e-6))
        });
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

/// What null registers say of a size and weight.
pub struct Curves {
    by_size: Vec<Exceedances>,
    strengths: Exceedances,
}

impl Curves {
    /// From the series found in each draw by size, without those that are left out.
    fn new(found: &[Vec<Vec<Grown>>], left_out: impl Fn(&Grown) -> bool + Sync) -> Curves {
        let draws = found.len() as u32;
        let sizes = found.first().map_or(0, Vec::len);
        let of_size = |size: usize| {
            let sets = found.iter().flat_map(|draw| draw[size].iter()).filter(|set| !left_out(set));
            Exceedances::new(sets.map(|set| set.weight).collect(), draws)
        };
        let by_size = (0..sizes).map(of_size).collect();
        let mut curves = Curves { by_size, strengths: Exceedances::default() };
        let kept = |draw: &Vec<Vec<Grown>>| -> Vec<f64> {
            let sets = draw.iter().flatten().filter(|set| !left_out(set));
            curves.keep(sets).into_iter().map(|strong| strong.strength).collect()
        };
        let strengths = found.iter().flat_map(kept).collect();
        curves.strengths = Exceedances::new(strengths, draws);
        curves
    }

    /// Strength of a set of this size and weight.
    pub fn strength(&self, size: usize, weight: f64) -> f64 {
        let sample = self.by_size.get(size.wrapping_sub(2));
        sample.map_or(f64::MIN, |sample| -sample.expected(weight).max(f64::MIN_POSITIVE).log10())
    }

    /// E-value of a strength.
    pub fn e_value(&self, strength: f64) -> result::EValue {
        self.strengths.e_value(strength)
    }

    /// The sets that are kept, strongest first.
    fn keep<'a>(&self, sets: impl Iterator<Item = &'a Grown>) -> Vec<Strong<'a>> {
        let strong = sets.map(|set| Strong { strength: self.strength(set.members.len(), set.weight), set });
        let mut all: Vec<Strong> = strong.filter(|strong| strong.strength > WEAKEST).collect();
        all.sort_by(|x, y| y.strength.total_cmp(&x.strength).then_with(|| x.set.members.cmp(&y.set.members)));
        without_overlap_by(all.into_iter(), |strong| &strong.set.members)
    }
}

/// A set with its strength.
struct Strong<'a> {
    strength: f64,
    set: &'a Grown,
}

/// A series of a register with its E-value.
pub struct Judged {
    /// The series.
    pub set: Grown,
    /// Minus log10 of the expected number of null series of its size at least as heavy.
    pub strength: f64,
    /// Expected number of null series, of any size, at least as strong.
    pub e_value: result::EValue,
    /// What it was held against, where that is not what all are.
    pub own: Option<Curves>,
}

/// Null registers and what they say.
pub struct Null {
    /// The series found in each draw, by size.
    found: Vec<Vec<Vec<Grown>>>,
    curves: Curves,
}

impl Null {
    /// From the series found in each draw, by size.
    pub fn new(found: Vec<Vec<Vec<Grown>>>) -> Null {
        let curves = Curves::new(&found, |_| false);
        Null { found, curves }
    }

    /// The series found in each draw, by size.
    pub fn into_found(self) -> Vec<Vec<Vec<Grown>>> {
        self.found
    }

    /// What all null series say.
    pub fn curves(&self) -> &Curves {
        &self.curves
    }

    /// What the null series say that are not made of two or more of these units. Nothing where none of those is strong
    /// enough to matter.
    pub fn apart_from(&self, members: &[u32]) -> Option<Curves> {
        let own = |set: &Grown| set.members.iter().filter(|unit| members.contains(unit)).nth(1).is_some();
        let strength = |set: &Grown| self.curves.strength(set.members.len(), set.weight);
        let matters = |set: &&Grown| own(set) && strength(set) > MATTERS;
        self.found.iter().flatten().flatten().find(matters)?;
        Some(Curves::new(&self.found, own))
    }

    /// The series of a register that are kept, each with its E-value, the smallest first.
    pub fn judge(&self, found: &[Vec<Grown>]) -> Vec<Judged> {
        let judge = |strong: Strong| {
            let set = strong.set.clone();
            let pooled = self.curves.e_value(strong.strength);
            let own = if pooled.value <= JUDGED_APART { self.apart_from(&set.members) } else { None };
            match own {
                None => Judged { set, strength: strong.strength, e_value: pooled, own: None },
                Some(own) => {
                    let strength = own.strength(set.members.len(), set.weight);
                    Judged { set, strength, e_value: own.e_value(strength), own: Some(own) }
                }
            }
        };
        let mut all: Vec<Judged> = self.curves.keep(found.iter().flatten()).into_par_iter().map(judge).collect();
        all.sort_by(|x, y| {
            let by = x.e_value.value.total_cmp(&y.e_value.value).then(y.strength.total_cmp(&x.strength));
            by.then_with(|| x.set.members.cmp(&y.set.members))
        });
        all
    }

    /// How many null registers there were.
    pub fn draws(&self) -> u32 {
        self.found.len() as u32
    }

    /// The curve of expected counts for the chart.
    pub fn chance(&self, observed: &[f64]) -> result::Chance {
        let highest = observed.iter().copied().fold(2.0, f64::max) + 0.5;
        let points = 120;
        let at = |k: usize| WEAKEST + (highest - WEAKEST) * k as f64 / points as f64;
        let point = |strength: f64| {
            let e_value = self.curves.e_value(strength);
            (strength, e_value.value, e_value.low, e_value.high)
        };
        let tail = self.curves.strengths.tail;
        result::Chance {
            curve: (0..=points).map(|k| point(at(k))).collect(),
            observed: observed.to_vec(),
            tail_from: tail.map(|(threshold, _, _)| threshold),
            tail_rate: tail.map(|(_, _, mean)| std::f64::consts::LOG10_E / mean),
            tail_rate_se: tail.map(|(_, above, mean)| std::f64::consts::LOG10_E / mean / (above as f64).sqrt()),
        }
    }
}
