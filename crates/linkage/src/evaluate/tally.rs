//! What was found, fold by fold, and the figures made of it.

use super::pairs::Stratum;
use super::result::{AtRank, Calibration, Discrimination, Fold, Hit, Identified, Nearest};
use super::truth::Truth;
use super::{Aggregation, Identification, Judged, auc_error_by_series, curves, found_in_top, identify, reliability_in};
use crate::nearest::NearestIndex;
use colligate_register::Progress;

/// Heaviest pairs among which linked ones are counted.
const TOP_PAIRS: [usize; 6] = [10, 50, 100, 200, 500, 1000];
/// Ranks at which hits are told.
const HITS: [usize; 4] = [1, 5, 10, 50];
/// Ranks among the nearest that are looked at.
const NEAREST: usize = 100;
/// Ways to find the series of a death that are told.
const AGGREGATIONS: [Aggregation; 2] = [Aggregation::MeanFactor, Aggregation::Single];
/// Steps to which curves are thinned.
const STEPS: usize = 150;
/// Whole weights at which it is told what is called linked.
const WEIGHTS: std::ops::RangeInclusive<i32> = 0..=9;
/// Edges of the bins of predicted probability: decades where pairs are many, finer where decisions lie.
const EDGES: [f64; 14] = [1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99];

/// Weights and ranks as they come in.
pub(super) struct Tally {
    /// Weight of each linked pair.
    pub linked: Vec<f64>,
    /// Weights of unlinked pairs within reach and beyond it, each with its fold.
    pub unlinked: [Vec<(f64, usize)>; 2],
    nearest: Vec<f64>,
    members: u64,
    identified: [Identification; AGGREGATIONS.len()],
}

impl Tally {
    pub fn new(truth: &Truth) -> Tally {
        Tally {
            linked: vec![0.0; truth.pairs.len()],
            unlinked: [Vec::new(), Vec::new()],
            nearest: vec![0.0; NEAREST],
            members: 0,
            identified: AGGREGATIONS.map(|_| Identification { best: Vec::new(), worst: Vec::new() }),
        }
    }

    /// Asks each member of these series for its nearest deaths.
    pub fn ask_nearest(&mut self, truth: &Truth, held: &[usize], index: &NearestIndex, progress: &dyn Progress) {
        for deaths in held.iter().map(|&at| &truth.series[at]).filter(|deaths| deaths.len() > 1) {
            for &member in deaths {
                let near = index.heaviest(member, NEAREST, None);
                let mut hits = 0.0;
                for (rank, found) in self.nearest.iter_mut().enumerate() {
                    let is_hit = near.get(rank).is_some_and(|link| deaths.contains(&(link.b as usize)));
                    hits += f64::from(u8::from(is_hit));
                    *found += hits / (deaths.len() - 1) as f64;
                }
                self.members += 1;
                progress.advance(1);
            }
        }
    }

    /// Leaves each member of these series out and looks for its series.
    pub fn ask_series(&mut self, truth: &Truth, held: &[usize], weight: impl Fn(u32, u32) -> f64) {
        let mut cases: Vec<usize> = held.iter().flat_map(|&at| truth.series[at].iter().copied()).collect();
        cases.sort_unstable();
        for (how, told) in AGGREGATIONS.into_iter().zip(&mut self.identified) {
            let found = identify(&truth.series, |case, others| match cases.binary_search(&case) {
                Ok(_) => how.score(others.iter().map(|&other| weight(case as u32, other as u32))),
                // Not of this fold: asked in its own.
                Err(_) => 0.0,
            });
            let own = |(case, _): &(usize, usize)| cases.binary_search(case).is_ok();
            told.best.extend(found.best.into_iter().filter(own));
            told.worst.extend(found.worst.into_iter().filter(own));
        }
    }

    /// Share found by rank among the nearest; no rank beyond the number of other deaths is told.
    pub fn nearest(&self, deaths: usize) -> Nearest {
        let share =
            |(rank, sum): (usize, &f64)| AtRank { top: rank as u64 + 1, share: sum / self.members.max(1) as f64 };
        let ranks = NEAREST.min(deaths.saturating_sub(1));
        Nearest { members: self.members, found: self.nearest.iter().enumerate().take(ranks).map(share).collect() }
    }

    pub fn identification(&self, truth: &Truth) -> Vec<Identified> {
        let hit = |found: &Identification, top: usize| Hit {
            top: top as u64,
            best: found.hit_at(top),
            worst: found.hit_at_worst(top),
        };
        let told = |(by, found): (Aggregation, &Identification)| Identified {
            by,
            cases: found.best.len() as u64,
            series: truth.series.len() as u64,
            hits: HITS.map(|top| hit(found, top)).to_vec(),
        };
        AGGREGATIONS.into_iter().zip(&self.identified).map(told).collect()
    }

    /// Linked pairs and unlinked ones within reach, of one fold or of all.
    fn judged(&self, fold_of: &dyn Fn(usize) -> usize, within: &Stratum, fold: Option<usize>) -> Vec<Judged> {
        let wanted = |of: usize| fold.is_none_or(|fold| fold == of);
        let linked = self.linked.iter().enumerate().filter(|(at, _)| wanted(fold_of(*at)));
        let linked = linked.map(|(_, &weight)| Judged { weight, linked: true, count: 1.0 });
        let unlinked = self.unlinked[0].iter().filter(|(_, of)| wanted(*of));
        linked.chain(unlinked.map(|&(weight, _)| Judged { weight, linked: false, count: within.count() })).collect()
    }

    pub fn discrimination(&self, truth: &Truth, within: &Stratum) -> Discrimination {
        let judged = self.judged(&|_| 0, within, None);
        let found = curves(&judged);
        let series: Vec<usize> =
            (0..judged.len()).map(|at| truth.pairs.get(at).map_or(0, |pair| pair.series)).collect();
        Discrimination {
            auc: found.auc,
            auc_error: found.auc_error,
            auc_error_by_series: auc_error_by_series(&judged, &series),
            average_precision: found.average_precision,
            thresholds: WEIGHTS.filter_map(|weight| found.at(f64::from(weight))).collect(),
            points: found.thinned(STEPS),
            found_in_top: TOP_PAIRS.map(|top| AtRank { top: top as u64, share: found_in_top(&judged, top) }).to_vec(),
        }
    }

    pub fn calibration(&self, deaths: usize, [within, beyond]: [&Stratum; 2]) -> Calibration {
        let mut judged = self.judged(&|_| 0, within, None);
        let of_beyond = |&(weight, _): &(f64, usize)| Judged { weight, linked: false, count: beyond.count() };
        judged.extend(self.unlinked[1].iter().map(of_beyond));
        let all = deaths as f64 * (deaths as f64 - 1.0) / 2.0;
        let linked = self.linked.len() as f64;
        let found = reliability_in(&judged, Some(linked / all), &EDGES);
        let a_pair = judged.iter().map(|pair| pair.count).sum::<f64>() / linked;
        Calibration {
            base_rate: found.base_rate,
            bins: found.bins,
            mean_factor_unlinked: found.mean_factor_unlinked,
            mean_factor_error: mean_error(&judged),
            bits: found.log_score * a_pair,
            bits_of_base_rate: found.log_score_of_base_rate * a_pair,
        }
    }

    pub fn folds(&self, truth: &Truth, fold_of: &[usize], folds: usize, within: &Stratum) -> Vec<Fold> {
        let of_pair = |at: usize| fold_of[truth.pairs[at].series];
        let told = |fold: usize| {
            let found = curves(&self.judged(&of_pair, within, Some(fold)));
            let held = |at: &usize| fold_of[*at] == fold && truth.series[*at].len() > 1;
            Fold {
                series: (0..truth.series.len()).filter(held).count() as u64,
                linked: found.linked,
                auc: Some(found.auc).filter(|auc| auc.is_finite()),
            }
        };
        (0..folds).map(told).collect()
    }
}

/// Standard error of the mean Bayes factor over unlinked pairs, pairs taken as independent draws of their stratum.
fn mean_error(judged: &[Judged]) -> f64 {
    let unlinked = || judged.iter().filter(|pair| !pair.linked);
    let all: f64 = unlinked().map(|pair| pair.count).sum();
    let factor = |pair: &Judged| 10f64.powf(pair.weight);
    let mean = unlinked().map(|pair| pair.count * factor(pair)).sum::<f64>() / all;
    unlinked().map(|pair| (pair.count * (factor(pair) - mean)).powi(2)).sum::<f64>().sqrt() / all
}
