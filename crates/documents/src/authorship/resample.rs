//! How far the likelihood ratio depends on who the reference writers happen to be.

use super::bounds::Bounds;
use super::calibrate::{Calibration, SHRINK};
use super::metrics::weight;
use super::trials::Trials;
use super::validation::CalibrationUsed;
use super::verdict::ratio;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::Serialize;

/// The middle nine tenths of the likelihood ratios over resamples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Range {
    /// Log10 LR that one resample in twenty is below.
    pub low: f64,
    /// Log10 LR that one resample in twenty is above.
    pub high: f64,
    /// True where `low` was cut off at a bound: the true one may lie beyond.
    pub low_at_bound: bool,
    /// True where `high` was.
    pub high_at_bound: bool,
}

impl Range {
    /// From one log10 LR to another, of which those at a bound were cut off there.
    pub(super) fn between(low: f64, high: f64, bounds: &Bounds) -> Self {
        Self { low, high, low_at_bound: bounds.is_at(low), high_at_bound: bounds.is_at(high) }
    }

    /// The range of a comparison that was not made.
    pub(super) fn none() -> Self {
        Self { low: 0.0, high: 0.0, low_at_bound: false, high_at_bound: false }
    }

    /// In words: `from 1/2.1 to 4.1 (at the bound)`.
    pub fn words(&self) -> String {
        format!("from {} to {}", at_bound(self.low, self.low_at_bound), at_bound(self.high, self.high_at_bound))
    }
}

/// A likelihood ratio; one that was cut off says so.
pub fn at_bound(log10_lr: f64, is_at_bound: bool) -> String {
    format!("{}{}", ratio(log10_lr), if is_at_bound { " (at the bound)" } else { "" })
}

/// The range over `draws` resamples: the writers are drawn anew with replacement (Efron 1979), as impostors and as
/// those calibrated on, and the score and its calibration made again. The space stays as it is. Each draw has its own
/// random stream, so the threads do not matter.
pub(super) fn range(
    trials: &Trials,
    used: &CalibrationUsed,
    writers: usize,
    draws: u32,
    seed: u64,
    score: impl Fn(&[f64]) -> f64 + Sync,
) -> Range {
    let one = |draw: u32| {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(u64::from(draw) + 1);
        let mut weights = vec![0.0; writers];
        for _ in 0..writers {
            if let Some(weight) = weights.get_mut(random.random_range(0..writers)) {
                *weight += 1.0;
            }
        }
        let scores = trials.scores(&weights);
        let line = Calibration::fit(&scores, weight(&scores, true), SHRINK);
        used.bounds.hold(line.log10_lr(score(&weights)))
    };
    let mut found: Vec<f64> = (0..draws.max(1)).into_par_iter().map(one).collect();
    found.sort_by(f64::total_cmp);
    let at = |share: f64| found.get(((found.len() - 1) as f64 * share).round() as usize).copied().unwrap_or(0.0);
    Range::between(at(0.05), at(0.95), &used.bounds)
}
