//! What the method is worth on the reference writers at this length, and the calibration that follows from it.

use super::bounds::Bounds;
use super::calibrate::{Calibration, SHRINK};
use super::metrics::{Judged, TippettPoint, auc, cllr, least_cllr, tippett, weight};
use super::trials::Trials;
use serde::Serialize;

/// Step of the Tippett curves in log10 LR.
const TIPPETT_STEP: f64 = 0.05;
/// Bars in which the scores of the comparisons are counted, and the share of them that lies beyond the outermost edge on either side:
/// the score of two texts of one writer who copied from the one into the other has no end.
const BARS: usize = 40;
const BEYOND: f64 = 0.005;

/// How the method fared on comparisons of known truth among the reference writers, each judged by a calibration that
/// saw neither of its writers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Validation {
    /// Writers compared with each other.
    pub writers: usize,
    /// Comparisons of a writer with the same writer.
    pub same: usize,
    /// Comparisons of two writers.
    pub different: usize,
    /// Median words of the texts taken as questioned.
    pub words: usize,
    /// Most words of the texts taken as known.
    pub known_words: usize,
    /// Writers with a single text, whose two halves were compared for want of others.
    pub split: usize,
    /// Probability that a comparison of one writer scores above one of two.
    pub auc: f64,
    /// Log-likelihood-ratio cost; 1 is saying nothing.
    pub cllr: f64,
    /// The least cost that the scores allow.
    pub least_cllr: f64,
    /// Share of the comparisons of two writers with at least the likelihood ratio found: how often it misleads.
    pub as_strong_different: f64,
    /// Share of the comparisons of one writer with at most the likelihood ratio found.
    pub as_weak_same: f64,
    /// The Tippett plot.
    pub tippett: Vec<TippettPoint>,
    /// The scores of the comparisons before calibration, counted in bars of one width; the first and the last hold the few that lie
    /// beyond them too.
    pub scores: Vec<ScoreBar>,
}

/// How many comparisons have a score of about this.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreBar {
    /// Lowest score of the bar.
    pub from: f64,
    /// Highest.
    pub to: f64,
    /// Share of the comparisons of one writer, each writer counted once.
    pub same: f64,
    /// Share of the comparisons of two writers.
    pub different: f64,
}

/// The numbers that turn the score into the likelihood ratio.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CalibrationUsed {
    /// Natural log of the likelihood ratio at a score of 0, and what each point of score adds.
    #[serde(flatten)]
    pub line: Calibration,
    /// Bounds on log10 LR.
    pub bounds: Bounds,
    /// Writers' worth of silent comparisons added ([`SHRINK`]).
    pub shrink: f64,
}

/// Judges the trials and calibrates on them.
pub(super) struct Judgement {
    /// Log10 LR of each trial, by the calibration of the other folds and within the bounds.
    judged: Vec<Judged>,
    scores: Vec<Judged>,
    pub used: CalibrationUsed,
}

impl Judgement {
    /// The judgement with every writer counted once.
    pub fn of(trials: &Trials, writers: usize) -> Self {
        let scores = trials.scores(&vec![1.0; writers]);
        let mut judged = scores.clone();
        for fold in 0..trials.folds {
            let others = scores.iter().zip(&trials.trials).filter(|(_, trial)| trial.fold != fold).map(|(one, _)| *one);
            let seen: Vec<Judged> = others.collect();
            let line = Calibration::fit(&seen, weight(&seen, true), SHRINK);
            for (one, trial) in judged.iter_mut().zip(&trials.trials) {
                if trial.fold == fold {
                    one.log10_lr = line.log10_lr(one.log10_lr);
                }
            }
        }
        let bounds = Bounds::of(&judged);
        judged.iter_mut().for_each(|one| one.log10_lr = bounds.hold(one.log10_lr));
        let line = Calibration::fit(&scores, weight(&scores, true), SHRINK);
        Self { judged, scores, used: CalibrationUsed { line, bounds, shrink: SHRINK } }
    }

    /// What to tell of it, for a likelihood ratio found and known texts of so many words.
    pub fn validation(&self, trials: &Trials, log10_lr: f64, known_words: usize) -> Validation {
        let share = |same: bool, counts: &dyn Fn(f64) -> bool| {
            let beyond: Vec<Judged> = self.judged.iter().filter(|one| counts(one.log10_lr)).copied().collect();
            weight(&beyond, same) / weight(&self.judged, same).max(f64::MIN_POSITIVE)
        };
        Validation {
            writers: trials.writers,
            same: self.judged.iter().filter(|one| one.same).count(),
            different: self.judged.iter().filter(|one| !one.same).count(),
            words: trials.words.get(trials.words.len() / 2).copied().unwrap_or(0),
            known_words,
            split: trials.split,
            auc: auc(&self.scores).unwrap_or(0.5),
            cllr: cllr(&self.judged).unwrap_or(1.0),
            least_cllr: least_cllr(&self.scores).unwrap_or(1.0),
            as_strong_different: share(false, &|found| found >= log10_lr),
            as_weak_same: share(true, &|found| found <= log10_lr),
            tippett: tippett(&self.judged, TIPPETT_STEP),
            scores: bars(&self.scores),
        }
    }
}

/// The scores in bars.
fn bars(scores: &[Judged]) -> Vec<ScoreBar> {
    let mut sorted: Vec<f64> = scores.iter().map(|one| one.log10_lr).collect();
    sorted.sort_by(f64::total_cmp);
    let beyond = (sorted.len() as f64 * BEYOND) as usize;
    let (low, high) = (sorted.get(beyond), sorted.iter().rev().nth(beyond));
    let (Some(&low), Some(&high)) = (low, high) else { return Vec::new() };
    let width = (high - low) / BARS as f64;
    if !width.is_finite() || width <= 0.0 {
        return Vec::new();
    }
    let edge = |at: usize| low + at as f64 * width;
    let mut bars: Vec<ScoreBar> =
        (0..BARS).map(|at| ScoreBar { from: edge(at), to: edge(at + 1), same: 0.0, different: 0.0 }).collect();
    let (same, different) = (weight(scores, true), weight(scores, false));
    for one in scores {
        let at = (((one.log10_lr - low) / width).max(0.0) as usize).min(BARS - 1);
        if let Some(bar) = bars.get_mut(at) {
            if one.same { bar.same += one.weight / same } else { bar.different += one.weight / different }
        }
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_score_is_in_one_bar() {
        let scores: Vec<Judged> = (0..=100).map(|k| Judged::new(f64::from(k), k % 3 == 0)).collect();
        let bars = super::bars(&scores);
        assert_eq!((bars.len(), bars[0].from, bars[BARS - 1].to), (BARS, 0.0, 100.0));
        let sum = |of: fn(&ScoreBar) -> f64| bars.iter().map(of).sum::<f64>();
        assert!((sum(|bar| bar.same) - 1.0).abs() < 1e-9 && (sum(|bar| bar.different) - 1.0).abs() < 1e-9);
        let far: Vec<Judged> =
            (0..=1000).map(|k| Judged::new(f64::from(if k == 1000 { 9999 } else { k }), k % 2 == 0)).collect();
        assert_eq!(super::bars(&far)[BARS - 1].to, 995.0);
        assert!(super::bars(&[Judged::new(1.0, true)]).is_empty() && super::bars(&[]).is_empty());
    }
}
