//! How the model of case linkage is measured.

use super::data::{Crimes, Pair};
use super::features::{Features, KINDS};
use super::linker::Linker;
use super::recipes::Recipe;
use colligate_linkage::evaluate::{Aggregation, curves, found_in_nearest, found_in_top, identify, reliability};
use colligate_linkage::train::fit_exponents;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::fmt::Write;

/// Figures of cross-validation inside the training part.
pub struct Inside {
    pub auc: f64,
    /// Share of the linked pairs among the heaviest 120, 240 and 480: as many of all as 50, 100 and 200 in the test part.
    pub tops: [f64; 3],
    /// Mean of minus log2 of the probability given to what was so.
    pub bits: f64,
}

/// Ten-fold cross-validation inside the training part. `by_offender` holds out connected offenders, else pairs are dealt
/// out at random, as the split deals them.
pub fn cross_validated(all: &Crimes, features: &Features, recipe: &Recipe, by_offender: bool) -> Inside {
    figures(all, by_offender, |train, held| {
        let linker = Linker::train(features, train, recipe);
        held.iter().map(|pair| (linker.weight(pair.i, pair.j), pair.linked)).collect()
    })
}

fn figures(all: &Crimes, by_offender: bool, score: impl Fn(&[&Pair], &[&Pair]) -> Vec<(f64, bool)>) -> Inside {
    let train: Vec<&Pair> = all.pairs.iter().filter(|pair| pair.train).collect();
    let dealt = |pair: &Pair| (pair.i * 7919 + pair.j * 104_729 + pair.i * pair.j) % 1009 % 10;
    // A pair across two folds is judged in one of them.
    let home = |pair: &Pair| all.fold[if dealt(pair) % 2 == 0 { pair.i } else { pair.j }];
    let mut scored = Vec::new();
    for fold in 0..10 {
        let outside = |crime: usize| all.fold[crime] != Some(fold);
        let (learn, held): (Vec<&Pair>, Vec<&Pair>) = match by_offender {
            true => (
                train.iter().copied().filter(|pair| outside(pair.i) && outside(pair.j)).collect(),
                train.iter().copied().filter(|pair| home(pair) == Some(fold)).collect(),
            ),
            false => train.iter().copied().partition(|pair| dealt(pair) != fold),
        };
        scored.extend(score(&learn, &held));
    }
    let bits = reliability(&scored, None).log_score;
    Inside { auc: curves(&scored).auc, tops: [120, 240, 480].map(|top| found_in_top(&scored, top)), bits }
}

/// What was measured, in words and as the figures that a test holds.
pub struct Measured {
    pub text: String,
    pub auc: f64,
    /// The split: share of linked pairs in the top 50, 100, 200. The folds: hit@1, 5, 10, 50 of the heaviest link.
    pub found: Vec<f64>,
}

/// The split of the vignette.
pub fn split(all: &Crimes, features: &Features, recipe: &Recipe) -> Measured {
    let train: Vec<&Pair> = all.pairs.iter().filter(|pair| pair.train).collect();
    let linker = Linker::train(features, &train, recipe);
    let test = all.pairs.iter().filter(|pair| !pair.train);
    let scored: Vec<(f64, bool)> = test.map(|pair| (linker.weight(pair.i, pair.j), pair.linked)).collect();
    let found = curves(&scored);
    let tops = [50, 100, 200].map(|top| found_in_top(&scored, top));
    let honest = reliability(&scored, None);
    let mut out = format!(
        "split: AUC {:.4} (error {:.4}), average precision {:.3}, found in top 50/100/200: {:.3?}\n",
        found.auc, found.auc_error, found.average_precision, tops
    );
    let _ = writeln!(
        out,
        "  mean factor over unlinked {:.2}; bits a pair {:.4} against {:.4}",
        honest.mean_factor_unlinked, honest.log_score, honest.log_score_of_base_rate
    );
    for bin in &honest.bins {
        let _ = writeln!(out, "  predicted {:.4} observed {:.4} of {}", bin.predicted, bin.observed, bin.n);
    }
    for member in &linker.members {
        let _ =
            writeln!(out, "  exponents {:.2?}", member.exponents.as_ref().map(|e| (&e.exponents, &e.standard_errors)));
        for (kernel, w) in &member.kernels {
            let names: Vec<Vec<&str>> = kernel.iter().map(|f| f.iter().map(|k| KINDS[*k]).collect()).collect();
            let _ = writeln!(out, "  {names:?}: w {:.3}, by part {w:.3?}", w.iter().sum::<f64>());
        }
    }
    Measured { text: out, auc: found.auc, found: tops.to_vec() }
}

/// Folds by connected offenders: each fold's crimes are judged by a model trained on pairs wholly outside the fold.
pub fn folds(all: &Crimes, features: &Features, recipe: &Recipe) -> Measured {
    let linkers: Vec<Linker> = (0..10)
        .map(|held| {
            let outside = |crime: usize| all.fold[crime] != Some(held);
            let pairs: Vec<&Pair> = all.pairs.iter().filter(|pair| outside(pair.i) && outside(pair.j)).collect();
            Linker::train(features, &pairs, recipe)
        })
        .collect();
    let of = |crime: usize| &linkers[all.fold[crime].unwrap_or(0)];
    let within = |pair: &&Pair| all.fold[pair.i] == all.fold[pair.j];
    let inside: Vec<(f64, bool)> =
        all.pairs.iter().filter(within).map(|pair| (of(pair.i).weight(pair.i, pair.j), pair.linked)).collect();
    let touching: Vec<(f64, bool)> = all
        .pairs
        .iter()
        .flat_map(|pair| {
            let own = [pair.i, pair.j].map(|crime| (of(crime).weight(pair.i, pair.j), pair.linked));
            if within(&pair) { own[..1].to_vec() } else { own.to_vec() }
        })
        .collect();
    let auc = curves(&inside).auc;
    let mut out = format!(
        "folds: pooled AUC {auc:.4} over {} pairs within folds; {:.4} over {} pairs touching folds\n",
        inside.len(),
        curves(&touching).auc,
        touching.len()
    );
    let mut single = Vec::new();
    let cases: Vec<usize> = (0..all.crimes.len()).filter(|crime| all.fold[*crime].is_some()).collect();
    let mut table = vec![vec![0.0f64; all.crimes.len()]; all.crimes.len()];
    for &i in &cases {
        for &j in cases.iter().filter(|j| **j != i) {
            table[i][j] = of(i).weight(i, j);
        }
    }
    for how in Aggregation::ALL {
        let found = identify(&all.offenders, |case, others| how.score(others.iter().map(|&other| table[case][other])));
        let best = [1, 5, 10, 50].map(|k| found.hit_at(k));
        let worst = [1, 5, 10, 50].map(|k| found.hit_at_worst(k));
        let n = found.best.len();
        let _ = writeln!(out, "  {how:?}: hit@1/5/10/50 {best:.3?}, ties at worst {worst:.3?}, {n} crimes");
        if how == Aggregation::Single {
            single = best.to_vec();
        }
    }
    if let Some(near) = found_in_nearest(&all.offenders, &cases, |i, j| table[i][j], &[10, 50]) {
        let _ = writeln!(out, "  of a series found in the nearest 10 / 50: {:.3} / {:.3}", near[0], near[1]);
    }
    Measured { text: out, auc, found: single }
}

/// The logistic regression of the peer's vignette on its own evidence.
fn logistic(train: &[&Pair], held: &[&Pair]) -> Vec<(f64, bool)> {
    let rows: Vec<Vec<f64>> = train.iter().map(|pair| pair.peers.clone()).collect();
    let labels: Vec<bool> = train.iter().map(|pair| pair.linked).collect();
    let fit = fit_exponents(&rows, &labels, |_| 1.0, 0.0);
    let score = |pair: &Pair| fit.as_ref().map_or(0.0, |fit| fit.total(&pair.peers)) / std::f64::consts::LN_10;
    held.iter().map(|pair| (score(pair), pair.linked)).collect()
}

/// The peer's logistic regression in cross-validation inside the training part.
pub fn logistic_inside(all: &Crimes, by_offender: bool) -> Inside {
    figures(all, by_offender, logistic)
}

/// Twenty other splits of all pairs, 70 to 30 at random: areas of the peer's logistic regression and of the recipe.
pub fn other_splits(all: &Crimes, features: &Features, recipe: &Recipe) -> Vec<[f64; 2]> {
    let area = |scored: Vec<(f64, bool)>| curves(&scored).auc;
    let split = |draw: u64| {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        random.set_stream(draw);
        let (train, test): (Vec<&Pair>, Vec<&Pair>) = all.pairs.iter().partition(|_| random.random::<f64>() < 0.7);
        let linker = Linker::train(features, &train, recipe);
        let ours = test.iter().map(|pair| (linker.weight(pair.i, pair.j), pair.linked)).collect();
        [area(logistic(&train, &test)), area(ours)]
    };
    (0..20).map(split).collect()
}
