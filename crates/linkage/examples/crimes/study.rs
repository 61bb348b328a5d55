//! The model of case linkage, how it is trained, and how it is measured.

use super::data::{Crimes, Pair};
use super::evidence::{Backgrounds, mo};
use colligate_linkage::evaluate::{Aggregation, curves, found_in_nearest, found_in_top, identify, reliability};
use colligate_linkage::train::{Exponents, fit_exponents, fit_mixture};
use std::fmt::Write;

const PLACE_KM: [f64; 6] = [0.1, 0.3, 0.8, 2.0, 4.0, 8.0];
const GAP_DAYS: [f64; 5] = [1.0, 5.0, 20.0, 60.0, 200.0];
const HOURS: [f64; 3] = [0.7, 2.0, 5.0];
const WEEK: [f64; 3] = [1.0, 3.0, 8.0];
const LENGTH: [f64; 3] = [0.2, 0.6, 1.5];

/// Kinds of evidence.
pub const KINDS: [&str; 8] = ["place", "gap", "hour", "week", "length", "mo1", "mo2", "mo3"];

/// Ratios `K/f` of every pair of crimes: `ratios[kind][scale]`, single precision.
pub struct Features {
    n: usize,
    rows: Vec<[Vec<f32>; 8]>,
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
                ]);
            }
        }
        Features { n, rows }
    }

    fn of(&self, i: usize, j: usize) -> &[Vec<f32>; 8] {
        let (i, j) = (i.min(j), i.max(j));
        debug_assert!(j < self.n);
        &self.rows[j * (j - 1) / 2 + i]
    }
}

/// What is tried.
#[derive(Clone, Debug)]
pub struct Recipe {
    pub name: String,
    /// Kinds of evidence used.
    pub kinds: Vec<usize>,
    /// Place and gap as one joint kernel.
    pub joint: bool,
    /// Each linked pair counts 1 over the pairs of its series to this power.
    pub evened: f64,
    /// Prior pairs of the mixtures, spread evenly.
    pub prior: f64,
    /// Pull of the exponents towards 1; `None` for none learned.
    pub pull: Option<f64>,
}

/// A trained model.
pub struct Linker {
    kinds: Vec<Kind>,
    exponents: Option<Exponents>,
}

/// One kind of evidence: weights over its ratios.
struct Kind {
    parts: Parts,
    w: Vec<f64>,
}

#[derive(Clone, Copy)]
enum Parts {
    One(usize),
    Joint(usize, usize),
}

impl Parts {
    fn row(self, features: &[Vec<f32>; 8]) -> Vec<f64> {
        let of = |k: usize| features[k].iter().map(|r| f64::from(*r));
        match self {
            Parts::One(k) => of(k).collect(),
            Parts::Joint(a, b) => {
                let mut row: Vec<f64> = of(a).chain(of(b)).collect();
                row.extend(of(a).flat_map(|x| of(b).map(move |y| x * y)));
                row
            }
        }
    }
}

impl Linker {
    pub fn train(features: &Features, pairs: &[&Pair], recipe: &Recipe) -> Linker {
        let linked: Vec<&&Pair> = pairs.iter().filter(|pair| pair.linked).collect();
        let mut parts: Vec<Parts> = recipe.kinds.iter().map(|k| Parts::One(*k)).collect();
        if recipe.joint {
            parts.retain(|part| !matches!(part, Parts::One(0 | 1)));
            parts.insert(0, Parts::Joint(0, 1));
        }
        let sample = |pair: &Pair| if pair.linked { pair.weight.powf(recipe.evened) } else { 1.0 };
        let kind = |parts: Parts| {
            let rows: Vec<Vec<f64>> = linked.iter().map(|pair| parts.row(features.of(pair.i, pair.j))).collect();
            let components = rows.first().map_or(0, Vec::len) + 1;
            let prior = vec![recipe.prior / components as f64; components];
            let mut w = fit_mixture(&rows, |k| sample(linked[k]), &prior);
            let most = w.iter().sum::<f64>();
            if most > 0.99 {
                w.iter_mut().for_each(|w| *w *= 0.99 / most);
            }
            Kind { parts, w }
        };
        let mut linker = Linker { kinds: parts.into_iter().map(kind).collect(), exponents: None };
        if let Some(pull) = recipe.pull {
            let rows: Vec<Vec<f64>> = pairs.iter().map(|pair| linker.logs(features, pair.i, pair.j)).collect();
            let labels: Vec<bool> = pairs.iter().map(|pair| pair.linked).collect();
            linker.exponents = fit_exponents(&rows, &labels, |k| sample(pairs[k]), pull);
        }
        linker
    }

    fn logs(&self, features: &Features, i: usize, j: usize) -> Vec<f64> {
        let features = features.of(i, j);
        let log = |kind: &Kind| {
            let background = 1.0 - kind.w.iter().sum::<f64>();
            let row = kind.parts.row(features);
            (background + row.iter().zip(&kind.w).map(|(r, w)| r * w).sum::<f64>()).ln()
        };
        self.kinds.iter().map(log).collect()
    }

    /// Weight of a pair: log10 of the Bayes factor.
    pub fn weight(&self, features: &Features, i: usize, j: usize) -> f64 {
        let logs = self.logs(features, i, j);
        let total = self.exponents.as_ref().map_or_else(|| logs.iter().sum(), |exponents| exponents.total(&logs));
        total / std::f64::consts::LN_10
    }
}

pub struct Inside {
    pub auc: f64,
    pub top: f64,
}

/// Ten-fold cross-validation inside the training part, pairs dealt to folds as the split deals them: at random.
pub fn cross_validated(all: &Crimes, features: &Features, recipe: &Recipe) -> Inside {
    let train: Vec<&Pair> = all.pairs.iter().filter(|pair| pair.train).collect();
    let fold = |pair: &Pair| (pair.i * 7919 + pair.j * 104_729 + pair.i * pair.j) % 1009 % 10;
    let mut scored = Vec::new();
    for held in 0..10 {
        let others: Vec<&Pair> = train.iter().copied().filter(|pair| fold(pair) != held).collect();
        let linker = Linker::train(features, &others, recipe);
        let held = train.iter().filter(|pair| fold(pair) == held);
        scored.extend(held.map(|pair| (linker.weight(features, pair.i, pair.j), pair.linked)));
    }
    Inside { auc: curves(&scored).auc, top: found_in_top(&scored, 120) }
}

/// The split of the vignette.
pub fn split(all: &Crimes, features: &Features, recipe: &Recipe) -> String {
    let train: Vec<&Pair> = all.pairs.iter().filter(|pair| pair.train).collect();
    let linker = Linker::train(features, &train, recipe);
    let test = all.pairs.iter().filter(|pair| !pair.train);
    let scored: Vec<(f64, bool)> =
        test.map(|pair| (linker.weight(features, pair.i, pair.j), pair.linked)).collect();
    let found = curves(&scored);
    let tops = [50, 100, 200].map(|top| format!("{:.1}%", 100.0 * found_in_top(&scored, top)));
    let honest = reliability(&scored, None);
    let mut out = format!(
        "split: AUC {:.4} (error {:.4}), average precision {:.3}, found in top 50/100/200: {}\n",
        found.auc, found.auc_error, found.average_precision, tops.join(" / ")
    );
    let _ = writeln!(out, "  mean factor over unlinked {:.2}; bits a pair {:.4} against {:.4}", honest.mean_factor_unlinked, honest.log_score, honest.log_score_of_base_rate);
    for bin in &honest.bins {
        let _ = writeln!(out, "  predicted {:.4} observed {:.4} of {}", bin.predicted, bin.observed, bin.n);
    }
    if let Some(e) = &linker.exponents {
        let _ = writeln!(out, "  exponents {:.2?} errors {:.2?}", e.exponents, e.standard_errors);
    }
    for kind in &linker.kinds {
        let name = match kind.parts { Parts::One(k) => KINDS[k].to_owned(), Parts::Joint(a, b) => format!("{}×{}", KINDS[a], KINDS[b]) };
        let _ = writeln!(out, "  {name}: w {:.3?}", kind.w);
    }
    out
}

/// Folds by connected offenders: each fold's crimes are judged by a model trained on pairs wholly outside the fold.
pub fn folds(all: &Crimes, features: &Features, recipe: &Recipe) -> String {
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
    let mut out = format!(
        "folds: pooled AUC {:.4} over {} pairs within folds; {:.4} over {} pairs touching folds\n",
        curves(&inside).auc, inside.len(), curves(&touching).auc, touching.len()
    );
    let cases: Vec<usize> = (0..all.crimes.len()).filter(|crime| all.fold[*crime].is_some()).collect();
    let mut table = vec![vec![0.0f64; all.crimes.len()]; all.crimes.len()];
    for &i in &cases {
        for &j in cases.iter().filter(|j| **j != i) {
            table[i][j] = of(i).weight(features, i, j);
        }
    }
    for how in Aggregation::ALL {
        let found = identify(&all.offenders, |case, others| how.score(others.iter().map(|&other| table[case][other])));
        let best = [1, 5, 10, 50].map(|k| format!("{:.3}", found.hit_at(k)));
        let worst = [1, 5, 10, 50].map(|k| format!("{:.3}", found.hit_at_worst(k)));
        let _ = writeln!(out, "  {how:?}: hit@1/5/10/50 {} (ties at worst {}; {} crimes)", best.join(" / "), worst.join(" / "), found.best.len());
    }
    if let Some(near) = found_in_nearest(&all.offenders, &cases, |i, j| table[i][j], &[10, 50]) {
        let _ = writeln!(out, "  of a series found in the nearest 10 / 50: {:.3} / {:.3}", near[0], near[1]);
    }
    out
}

fn recipe(name: &str, kinds: &[usize], joint: bool, evened: f64, prior: f64, pull: Option<f64>) -> Recipe {
    Recipe { name: name.to_owned(), kinds: kinds.to_vec(), joint, evened, prior, pull }
}

/// All that were tried.
pub fn recipes() -> Vec<Recipe> {
    let all = [0, 1, 2, 3, 4, 5, 6, 7];
    let peers = [0, 1, 2, 3, 5, 6, 7];
    vec![
        recipe("peers' evidence", &peers, false, 0.0, 1.0, None),
        recipe("peers' evidence, exponents", &peers, false, 0.0, 1.0, Some(1.0)),
        recipe("with length", &all, false, 0.0, 1.0, None),
        recipe("with length, exponents", &all, false, 0.0, 1.0, Some(1.0)),
        recipe("no week", &[0, 1, 2, 4, 5, 6, 7], false, 0.0, 1.0, Some(1.0)),
        recipe("joint", &all, true, 0.0, 1.0, Some(1.0)),
        recipe("joint, prior 10", &all, true, 0.0, 10.0, Some(1.0)),
        recipe("joint, no exponents", &all, true, 0.0, 1.0, None),
        recipe("evened half", &all, false, 0.5, 1.0, Some(1.0)),
        recipe("evened", &all, false, 1.0, 1.0, Some(1.0)),
        recipe("evened, no exponents", &all, false, 1.0, 1.0, None),
        recipe("joint evened half", &all, true, 0.5, 1.0, Some(1.0)),
    ]
}

/// What cross-validation inside the training part chose.
pub fn chosen() -> Recipe {
    recipe("with length, exponents", &[0, 1, 2, 3, 4, 5, 6, 7], false, 0.0, 1.0, Some(1.0))
}
