//! How far a likelihood ratio may go on the data that it was calibrated on.
//!
//! The empirical lower and upper bounds (ELUB) of Vergeer et al. 2016 (<https://doi.org/10.1016/j.scijus.2016.06.003>):
//! beyond them, decisions by the likelihood ratio would cost more than decisions without it, once one misleading
//! comparison more than was seen is allowed for on either side. The weights are such that a writer counts once, so the
//! one more is a whole writer.

use super::metrics::{Judged, weight};
use serde::Serialize;

/// Step of log10 LR in which bounds are sought.
const STEP: f64 = 0.01;

/// The range in which likelihood ratios are supported by the data: log10, `lower` ≤ 0 ≤ `upper`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bounds {
    /// Least log10 LR reported.
    pub lower: f64,
    /// Largest log10 LR reported.
    pub upper: f64,
}

impl Bounds {
    /// The bounds from calibrated comparisons.
    pub fn of(judged: &[Judged]) -> Self {
        let farthest = judged.iter().map(|one| one.log10_lr.abs()).fold(0.0, f64::max).min(20.0);
        let turned: Vec<Judged> =
            judged.iter().map(|one| Judged { log10_lr: -one.log10_lr, same: !one.same, ..*one }).collect();
        Self { lower: 0.0 - upper(&turned, farthest), upper: upper(judged, farthest) }
    }

    /// A log10 LR within the bounds.
    pub fn hold(&self, log10_lr: f64) -> f64 {
        log10_lr.clamp(self.lower, self.upper)
    }

    /// True for a log10 LR that was [held](Self::hold) at a bound.
    pub fn is_at(&self, log10_lr: f64) -> bool {
        log10_lr <= self.lower || log10_lr >= self.upper
    }
}

/// The largest threshold up to which every decision at prior odds of one over it is cheaper with the likelihood ratios
/// than without.
fn upper(judged: &[Judged], farthest: f64) -> f64 {
    let (same, different) = (weight(judged, true) + 1.0, weight(judged, false) + 1.0);
    let pays = |threshold: f64| {
        let beyond = |is: bool| {
            judged.iter().filter(|one| one.same == is && one.log10_lr > threshold).map(|one| one.weight).sum::<f64>()
        };
        let missed = (same - beyond(true)) / same;
        let misled = (beyond(false) + 1.0) / different;
        missed + misled * 10f64.powf(threshold) <= 1.0
    };
    let steps = (farthest / STEP).ceil() as u32;
    (0..=steps).map(|k| f64::from(k) * STEP).take_while(|&threshold| pays(threshold)).last().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(same: &[f64], different: &[f64]) -> Vec<Judged> {
        let all = |values: &[f64], same| values.iter().map(move |&v| Judged::new(v, same)).collect::<Vec<_>>();
        [all(same, true), all(different, false)].concat()
    }

    #[test]
    fn ninety_nine_of_each_that_part_cleanly_support_ninety_nine_and_no_more() {
        // Nothing missed but the one allowed for, 1/100; one in 100 misled: 1/100 + LR/100 ≤ 1.
        let bounds = Bounds::of(&judged(&[6.0; 99], &[-6.0; 99]));
        assert!((bounds.upper - 99.0f64.log10()).abs() <= STEP, "{bounds:?}");
        assert!((bounds.lower + 99.0f64.log10()).abs() <= STEP, "{bounds:?}");
    }

    #[test]
    fn what_says_nothing_is_held_at_one() {
        assert_eq!(Bounds::of(&judged(&[0.1, -0.1, 0.2], &[0.1, -0.1, 0.2])), Bounds { lower: 0.0, upper: 0.0 });
        assert_eq!(Bounds::of(&[]).hold(3.0), 0.0);
    }

    #[test]
    fn one_strongly_misleading_comparison_lowers_the_bound() {
        let clean = judged(&[2.0; 50], &[-1.0; 50]);
        let mut misled = clean.clone();
        misled.extend(judged(&[], &[2.0; 3]));
        assert!(Bounds::of(&misled).upper < Bounds::of(&clean).upper);
    }
}
