//! The model of case linkage, how it is trained, and how it is measured.

use super::data::{Crimes, Pair};
use super::evidence::{Backgrounds, mo};
use colligate_linkage::evaluate::{Aggregation, curves, found_in_nearest, found_in_top, identify, reliability};
use colligate_linkage::train::{Exponents, fit_exponents, fit_mixture};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::fmt::Write;

const PLACE_KM: [f64; 6] = [0.1, 0.3, 0.8, 2.0, 4.0, 8.0];
const GAP_DAYS: [f64; 5] = [1.0, 5.0, 20.0, 60.0, 200.0];
const HOURS: [f64; 3] = [0.7, 2.0, 5.0];
const WEEK: [f64; 3] = [1.0, 3.0, 8.0];
const LENGTH: [f64; 3] = [0.2, 0.6, 1.5];

/// Kinds of evidence.
pub const KINDS: [&str; 11] =
    ["place", "gap", "hour", "week", "length", "mo1", "mo2", "mo3", "distance rank", "neighbour rank", "gap rank"];
const POWERS: [f64; 7] = [2.0, 5.0, 15.0, 50.0, 150.0, 500.0, 2000.0];
const NEAR_POWERS: [f64; 6] = [2.0, 5.0, 15.0, 50.0, 150.0, 400.0];

/// Ratios `K/f` of every pair of crimes: `ratios[kind][scale]`, single precision.
pub struct Features {
    n: usize,
    rows: Vec<[Vec<f32>; 11]>,
}

impl Features {
    pub fn new(all: &Crimes) -> Features {
        let crimes = &all.crimes;
        let b = Backgrounds::new(crimes);
        let n = crimes.len();
        let single = |rows: Vec<f64>| rows.into_iter().map(|r| r as f32).collect::<Vec<f32>>();
        let mut rows = Vec::with_capacity(n * (n - 1) / 2);
        for j in 1..n {
            for i in 0..j {
                rows.push([
                    single(b.place(crimes, &PLACE_KM, i, j)),
                    single(b.gap(crimes, &GAP_DAYS, i, j)),
                    single(b.hour(&HOURS, i, j)),
                    single(b.week(&WEEK, i, j)),
                    single(b.length(&LENGTH, i, j)),
                    vec![mo(&b, crimes, 0, i, j) as f32],
                    vec![mo(&b, crimes, 1, i, j) as f32],
                    vec![mo(&b, crimes, 2, i, j) as f32],
                    single(b.distance_rank(crimes, &POWERS, i, j)),
                    single(b.neighbour_rank(crimes, &NEAR_POWERS, i, j)),
                    single(b.gap_rank(crimes, &POWERS, i, j)),
                ]);
            }
        }
        Features { n, rows }
    }

    fn of(&self, i: usize, j: usize) -> &[Vec<f32>; 11] {
        let (i, j) = (i.min(j), i.max(j));
        debug_assert!(j < self.n);
        &self.rows[j * (j - 1) / 2 + i]
    }
}

/// Which kinds of evidence make one kernel: a product over factors, each a mixture over the kernels of some kinds. One
/// factor is a mixture of scales; two (gap and hour) are a joint kernel that can carry one over, the other, or both.
pub type Kernel = Vec<Vec<usize>>;

/// What is tried.
#[derive(Clone, Debug)]
pub struct Recipe {
    pub name: String,
    /// Models whose weights are averaged, each a set of kernels.
    pub members: Vec<Vec<Kernel>>,
    /// Each linked pair counts 1 over the pairs of its series to this power.
    pub evened: f64,
    /// Prior pairs of the mixtures, spread evenly.
    pub prior: f64,
    /// Pull of the exponents towards 1; `None` for none learned.
    pub pull: Option<f64>,
}

/// A trained model: the mean of its members' weights.
pub struct Linker {
    members: Vec<Member>,
}

struct Member {
    kernels: Vec<(Kernel, Vec<f64>)>,
    exponents: Option<Exponents>,
}

/// The ratios of one kernel: of each factor by itself, and of all factors together.
fn ratios(kernel: &Kernel, features: &[Vec<f32>; 11]) -> Vec<f64> {
    let mut rows: Vec<f64> = vec![1.0];
    for factor in kernel {
        let own: Vec<f64> = factor.iter().flat_map(|k| features[*k].iter().map(|r| f64::from(*r))).collect();
        let products: Vec<f64> = rows.iter().flat_map(|x| own.iter().map(move |y| x * y)).collect();
        rows.extend(products);
    }
    rows.split_off(1)
}

/// Most that linked pairs carry over: a mismatch must stay possible.
const MOST: f64 = 0.99;

impl Linker {
    pub fn train(features: &Features, pairs: &[&Pair], recipe: &Recipe) -> Linker {
        let member = |kernels: &Vec<Kernel>| Member::train(features, pairs, kernels, recipe);
        Linker { members: recipe.members.iter().map(member).collect() }
    }

    /// Weight of a pair: log10 of the Bayes factor.
    pub fn weight(&self, features: &Features, i: usize, j: usize) -> f64 {
        self.members.iter().map(|member| member.weight(features, i, j)).sum::<f64>() / self.members.len() as f64
    }
}

impl Member {
    fn train(features: &Features, pairs: &[&Pair], kernels: &[Kernel], recipe: &Recipe) -> Member {
        let linked: Vec<&&Pair> = pairs.iter().filter(|pair| pair.linked).collect();
        let sample = |pair: &Pair| if pair.linked { pair.weight.powf(recipe.evened) } else { 1.0 };
        let fit = |kernel: &Kernel| {
            let rows: Vec<Vec<f64>> = linked.iter().map(|pair| ratios(kernel, features.of(pair.i, pair.j))).collect();
            let components = rows.first().map_or(0, Vec::len) + 1;
            let prior = vec![recipe.prior / components as f64; components];
            let mut w = fit_mixture(&rows, |k| sample(linked[k]), &prior);
            let total = w.iter().sum::<f64>();
            if total > MOST {
                w.iter_mut().for_each(|w| *w *= MOST / total);
            }
            (kernel.clone(), w)
        };
        let mut linker = Member { kernels: kernels.iter().map(fit).collect(), exponents: None };
        if let Some(pull) = recipe.pull {
            let rows: Vec<Vec<f64>> = pairs.iter().map(|pair| linker.logs(features, pair.i, pair.j)).collect();
            let labels: Vec<bool> = pairs.iter().map(|pair| pair.linked).collect();
            linker.exponents = fit_exponents(&rows, &labels, |k| sample(pairs[k]), pull);
        }
        linker
    }

    fn logs(&self, features: &Features, i: usize, j: usize) -> Vec<f64> {
        let features = features.of(i, j);
        let log = |(kernel, w): &(Kernel, Vec<f64>)| {
            let background = 1.0 - w.iter().sum::<f64>();
            (background + ratios(kernel, features).iter().zip(w).map(|(r, w)| r * w).sum::<f64>()).ln()
        };
        self.kernels.iter().map(log).collect()
    }

    /// Weight of a pair: log10 of the Bayes factor.
    fn weight(&self, features: &Features, i: usize, j: usize) -> f64 {
        let logs = self.logs(features, i, j);
        let total = self.exponents.as_ref().map_or_else(|| logs.iter().sum(), |exponents| exponents.total(&logs));
        total / std::f64::consts::LN_10
    }
}

/// Figures of cross-validation inside the training part.
pub struct Inside {
    pub auc: f64,
    /// Share of the linked pairs among the heaviest 120.
    pub top: f64,
    /// Mean of minus log2 of the probability given to what was so.
    pub bits: f64,
}

/// Ten-fold cross-validation inside the training part. `by_offender` holds out connected offenders, else pairs are dealt
/// out at random, as the split deals them.
pub fn cross_validated(all: &Crimes, features: &Features, recipe: &Recipe, by_offender: bool) -> Inside {
    figures(all, by_offender, |train, held| {
        let linker = Linker::train(features, train, recipe);
        held.iter().map(|pair| (linker.weight(features, pair.i, pair.j), pair.linked)).collect()
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
    Inside { auc: curves(&scored).auc, top: found_in_top(&scored, 120), bits }
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
    let scored: Vec<(f64, bool)> = test.map(|pair| (linker.weight(features, pair.i, pair.j), pair.linked)).collect();
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
    let inside: Vec<(f64, bool)> = all
        .pairs
        .iter()
        .filter(within)
        .map(|pair| (of(pair.i).weight(features, pair.i, pair.j), pair.linked))
        .collect();
    let touching: Vec<(f64, bool)> = all
        .pairs
        .iter()
        .flat_map(|pair| {
            let own = [pair.i, pair.j].map(|crime| (of(crime).weight(features, pair.i, pair.j), pair.linked));
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
            table[i][j] = of(i).weight(features, i, j);
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

/// Kernels of place, gap and hour, and the codes; gap and hour, and the codes, each apart or as one joint kernel.
fn member(place: &[&[usize]], joint_hour: bool, joint_codes: bool) -> Vec<Kernel> {
    let kernel = |factors: &[&[usize]]| factors.iter().map(|factor| factor.to_vec()).collect::<Kernel>();
    let mut kernels = vec![kernel(place)];
    kernels.extend(if joint_hour { vec![kernel(&[&[10], &[2]])] } else { vec![kernel(&[&[10]]), kernel(&[&[2]])] });
    kernels.extend(match joint_codes {
        true => vec![kernel(&[&[5], &[6], &[7]])],
        false => vec![kernel(&[&[5]]), kernel(&[&[6]]), kernel(&[&[7]])],
    });
    kernels
}

fn apart(kinds: &[usize]) -> Vec<Kernel> {
    kinds.iter().map(|kind| vec![vec![*kind]]).collect()
}

fn recipe(name: &str, members: Vec<Vec<Kernel>>) -> Recipe {
    Recipe { name: name.to_owned(), members, evened: 0.0, prior: 1.0, pull: Some(1.0) }
}

/// What was tried.
pub fn recipes() -> Vec<Recipe> {
    let (near, far): (&[&[usize]], &[&[usize]]) = (&[&[9]], &[&[8]]);
    let density = apart(&[0, 1, 2, 3, 5, 6, 7]);
    let mut out = vec![
        Recipe { pull: None, ..recipe("density, no exponents", vec![density.clone()]) },
        Recipe { evened: 0.5, ..recipe("density, series evened by a root", vec![density.clone()]) },
        Recipe { prior: 20.0, ..recipe("density, prior of 20 pairs", vec![density.clone()]) },
        recipe("density", vec![density]),
        recipe("density, length of window", vec![apart(&[0, 1, 2, 3, 4, 5, 6, 7])]),
        recipe("density, no weekday", vec![apart(&[0, 1, 2, 5, 6, 7])]),
        Recipe { pull: None, ..recipe("neighbour rank, no exponents", vec![apart(&[9, 10, 2, 3, 5, 6, 7])]) },
        recipe("neighbour rank, weekday", vec![apart(&[9, 10, 2, 3, 5, 6, 7])]),
    ];
    for (name, place) in [("neighbour rank", near), ("distance rank", far)] {
        out.push(recipe(&format!("{name}, all apart"), vec![member(place, false, false)]));
        out.push(recipe(&format!("{name}, gap with hour"), vec![member(place, true, false)]));
        out.push(recipe(&format!("{name}, codes together"), vec![member(place, false, true)]));
        out.push(recipe(&format!("{name}, both"), vec![member(place, true, true)]));
    }
    out.push(recipe("neighbour rank with gap", vec![member(&[&[9], &[10]], true, true)]));
    out.push(recipe("mean of both ranks", vec![member(near, true, true), member(far, true, true)]));
    out
}

/// The recipe with the highest mean of the two areas in cross-validation inside the training part.
pub fn chosen() -> Recipe {
    recipe("neighbour rank, both", vec![member(&[&[9]], true, true)])
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
        let ours = test.iter().map(|pair| (linker.weight(features, pair.i, pair.j), pair.linked)).collect();
        [area(logistic(&train, &test)), area(ours)]
    };
    (0..20).map(split).collect()
}
