//! How far the likelihood ratio depends on who the reference writers happen to be.

use super::calibrate::{Calibration, SHRINK};
use super::metrics::weight;
use super::trials::Trials;
use super::validation::CalibrationUsed;
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
    Range { low: at(0.05), high: at(0.95) }
}
