//! Learning the model from labelled series: how often linked deaths carry each value over, and how far.

mod calibrate;
mod mixture;
mod write;

pub use calibrate::{Exponents, fit_exponents, fit_exponents_about};
pub use mixture::{CarryOverFit, Prior, ScaleFit, fit_carry_over, fit_mixture, fit_scale, fit_weighted};
pub use write::LearnedFrom;

use crate::world::Evidence;
use colligate_evidence::{Institutions, Model, Place};
use colligate_register::{DeathId, Register};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How strongly the starting model holds against the labelled pairs, in pairs: with few labelled series a parameter
/// would else run to 0 or 1, and one wrong field would hide a link for good.
pub const PRIOR_PAIRS: f64 = 2.0;
/// Largest `w` that is learned; see [`Model::from_toml`] for why it is below 1.
const MOST: f64 = 0.999;

/// What was learned about one parameter of the model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    /// Its name in the model file: `time.scale`.
    pub parameter: String,
    /// Its value in the starting model.
    pub start: f64,
    /// Its value in the trained model.
    pub estimate: f64,
    /// Standard error: of `w` itself, of the natural logarithm of a scale or exponent. `None` where the likelihood is
    /// flat or highest at an end.
    pub standard_error: Option<f64>,
    /// How much the log-likelihood (natural) of the labelled pairs under this kind of evidence rose from the starting
    /// model's. Parameters of one kind of evidence share it.
    pub gain: f64,
    /// Labelled pairs with both values on record, each series of `m` deaths counting `m − 1`.
    pub n: f64,
}

/// A trained model with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Trained {
    /// The model, ready to be written.
    pub model: Model,
    /// What was learned, in the order of the model file. A parameter no labelled pair speaks of is kept and left out.
    pub report: Vec<Learned>,
}

/// Why nothing can be learned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrainError {
    /// A labelled death is not in the register.
    #[error("the labelled series name death {0}, which the register does not hold")]
    UnknownDeath(DeathId),
    /// No series with two deaths.
    #[error("no labelled series has two deaths or more; training needs at least one")]
    NoPairs,
    /// One death stands twice in a series.
    #[error("death {0} stands twice in one labelled series")]
    Twice(DeathId),
}

/// Learns every `w` and every scale of the model by maximum likelihood from labelled series: all pairs within a series
/// are linked, and the register is the pool from which backgrounds are counted. Each pair of a series of `m` deaths
/// counts `2/m`, since its `m(m − 1)/2` pairs hold `m − 1` independent carry-overs. [`PRIOR_PAIRS`] pairs hold the
/// starting model against very few labels. The caps of groups are kept.
pub fn train(register: &Register, series: &[Vec<DeathId>], start: &Model) -> Result<Trained, TrainError> {
    let pairs = labelled_pairs(register, series)?;
    let mut model = start.clone();
    let mut report = Vec::new();
    let shapes = shapes();
    let grid = profile(register, &pairs, start, &shapes, |_| GRID.map(f64::exp2).to_vec());
    let best = |name: &str, profile: &Profiles| profile.get(name).and_then(|points| top(points));
    let fine = profile(register, &pairs, start, &shapes, |name| {
        let Some(best) = best(name, &grid) else { return vec![1.0] };
        FINE.iter().map(|step| best.times * step.exp2()).collect()
    });
    let at_start = ratios(register, &pairs, start);
    for (name, shape) in &shapes {
        let Some(now) = at_start.get(name).filter(|ratios| ratios.iter().any(|ratio| *ratio != 1.0)) else { continue };
        let w = (shape.w)(start);
        let before: f64 = now
            .iter()
            .zip(&pairs)
            .map(|(ratio, pair)| pair.weight * (1.0 - w + w * ratio).max(f64::MIN_POSITIVE).ln())
            .sum();
        let found = best(name, &fine);
        let fit = found.map_or_else(|| fit(now, &pairs, w), |found| found.fit);
        let gain = fit.log_likelihood - before;
        let w_now = fit.w.min(MOST);
        (shape.set_w)(&mut model, w_now);
        let learned = |parameter: String, start: f64, estimate: f64, standard_error: Option<f64>| Learned {
            parameter,
            start,
            estimate,
            standard_error,
            gain,
            n: fit.n,
        };
        report.push(learned(format!("{name}.w"), w, w_now, fit.standard_error));
        if let (Some(found), Some((field, get, set))) = (found, shape.form) {
            let value = limited(field, get(start) * found.times);
            set(&mut model, value);
            report.push(learned(format!("{name}.{field}"), get(start), value, error(&fine[name], found)));
        }
    }
    learn_address(register, &pairs, start, &mut model, &mut report);
    learn_institution(register, &pairs, start, &mut model, &mut report);
    Ok(Trained { model, report })
}

/// Ratios of place under a model that is changed first.
fn place_ratios(register: &Register, pairs: &[Pair], model: &Model, change: impl Fn(&mut Model)) -> Vec<f64> {
    let mut changed = model.clone();
    (changed.place.w, changed.place.w_same_institution) = (0.5, 0.0);
    change(&mut changed);
    let place = Place::new(register, Arc::new(Institutions::new(register)), &changed, None);
    let spots = place.spots();
    pairs.iter().map(|pair| (2.0 * place.factor(&spots[pair.i], &spots[pair.j]) - 1.0).max(0.0)).collect()
}

/// Splits the kernel of place between the very same address and its neighbourhood, as a mixture of the two.
fn learn_address(register: &Register, pairs: &[Pair], start: &Model, model: &mut Model, report: &mut Vec<Learned>) {
    let near = place_ratios(register, pairs, model, |model| model.place.same_address = 0.0);
    let same = place_ratios(register, pairs, model, |model| model.place.same_address = 1.0);
    let n: f64 = pairs.iter().zip(&near).filter(|(_, ratio)| **ratio != 1.0).map(|(pair, _)| pair.weight).sum();
    if n == 0.0 {
        return;
    }
    let rows: Vec<Vec<f64>> = near.into_iter().zip(same).map(|(near, same)| vec![near, same]).collect();
    let parts = |w: f64, same: f64| [1.0 - w, w * (1.0 - same), w * same];
    let prior = parts(start.place.w, start.place.same_address).map(|share| share * PRIOR_PAIRS);
    let found = fit_mixture(&rows, |k| pairs[k].weight, &prior);
    let likelihood = |[none, near, same]: [f64; 3]| -> f64 {
        let log = |row: &[f64]| (none + near * row[0] + same * row[1]).max(f64::MIN_POSITIVE).ln();
        rows.iter().zip(pairs).map(|(row, pair)| pair.weight * log(row)).sum()
    };
    let before = likelihood(parts(model.place.w, model.place.same_address));
    let w = (found[0] + found[1]).min(MOST);
    let estimate = (found[1] / (found[0] + found[1])).clamp(0.0, MOST);
    (model.place.w, model.place.same_address) = (w, estimate);
    report.iter_mut().filter(|learned| learned.parameter == "place.w").for_each(|learned| learned.estimate = w);
    report.push(Learned {
        parameter: "place.same_address".to_owned(),
        start: start.place.same_address,
        estimate,
        standard_error: None,
        gain: likelihood(parts(w, estimate)) - before,
        n,
    });
}

/// The `w` of places where many die, from pairs that both happened at such places.
fn learn_institution(register: &Register, pairs: &[Pair], start: &Model, model: &mut Model, report: &mut Vec<Learned>) {
    let found = place_ratios(register, pairs, model, |model| {
        (model.place.w, model.place.w_same_institution) = (0.0, 0.5);
    });
    let w = start.place.w_same_institution;
    let fit = fit(&found, pairs, w);
    if fit.n == 0.0 {
        return;
    }
    let before = found.iter().zip(pairs).map(|(ratio, pair)| pair.weight * (1.0 - w + w * ratio).ln()).sum::<f64>();
    model.place.w_same_institution = fit.w.min(MOST);
    report.push(Learned {
        parameter: "place.w_same_institution".to_owned(),
        start: w,
        estimate: model.place.w_same_institution,
        standard_error: fit.standard_error,
        gain: fit.log_likelihood - before,
        n: fit.n,
    });
}

/// Powers of two by which a starting scale is multiplied first, and then the best of those.
const GRID: [f64; 9] = [-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0];
const FINE: [f64; 7] = [-0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75];

/// A linked pair by index, and how much it counts.
struct Pair {
    i: usize,
    j: usize,
    weight: f64,
}

fn labelled_pairs(register: &Register, series: &[Vec<DeathId>]) -> Result<Vec<Pair>, TrainError> {
    let index: FxHashMap<&DeathId, usize> =
        register.deaths.iter().enumerate().map(|(i, death)| (&death.id, i)).collect();
    let mut pairs = Vec::new();
    for series in series {
        let find = |id: &DeathId| index.get(id).copied().ok_or_else(|| TrainError::UnknownDeath(id.clone()));
        let members: Vec<usize> = series.iter().map(find).collect::<Result<_, _>>()?;
        for (at, &i) in members.iter().enumerate() {
            for &j in &members[at + 1..] {
                if i == j {
                    return Err(TrainError::Twice(register.deaths[i].id.clone()));
                }
                pairs.push(Pair { i, j, weight: 2.0 / members.len() as f64 });
            }
        }
    }
    if pairs.is_empty() { Err(TrainError::NoPairs) } else { Ok(pairs) }
}

/// A parameter of the form of a kernel: its field in the model file, how to read it and how to set it.
type Form = (&'static str, fn(&Model) -> f64, fn(&mut Model, f64));

/// How to read and set the parameters of one kind of evidence.
struct Shape {
    w: fn(&Model) -> f64,
    set_w: fn(&mut Model, f64),
    form: Option<Form>,
}

macro_rules! shape {
    ($kind:ident) => {
        (stringify!($kind), Shape { w: |m| m.$kind.w, set_w: |m, w| m.$kind.w = w, form: None })
    };
    ($kind:ident, $form:ident) => {
        (
            stringify!($kind),
            Shape {
                w: |m| m.$kind.w,
                set_w: |m, w| m.$kind.w = w,
                form: Some((stringify!($form), |m| m.$kind.$form, |m, value| m.$kind.$form = value)),
            },
        )
    };
}

/// All kinds of evidence, in the order of the model file.
fn shapes() -> Vec<(&'static str, Shape)> {
    vec![
        shape!(place, scale_m),
        shape!(time, scale),
        shape!(age, scale),
        shape!(kind),
        shape!(sex),
        shape!(manner),
        shape!(category),
        shape!(place_kind),
        shape!(substances, carry),
        shape!(circumstances, carry),
        shape!(contacts, carry),
        shape!(cause, kappa),
        shape!(narrative, kappa),
    ]
}

/// A value of a form parameter that a model may hold.
fn limited(field: &str, value: f64) -> f64 {
    match field {
        "carry" => value.clamp(0.01, MOST),
        "kappa" => value.clamp(0.01, 0.99),
        _ => value,
    }
}

/// One point of a profile likelihood: a multiple of the starting value, and the best `w` there.
#[derive(Clone, Copy)]
struct Point {
    times: f64,
    fit: CarryOverFit,
}

/// Profile likelihood of the form of each kind of evidence.
type Profiles = BTreeMap<&'static str, Vec<Point>>;

/// Profiles of all kinds of evidence at once: step `k` sets every form to its own `k`-th multiple, since no kind of
/// evidence depends on the parameters of another.
fn profile(
    register: &Register,
    pairs: &[Pair],
    start: &Model,
    shapes: &[(&'static str, Shape)],
    multiples: impl Fn(&str) -> Vec<f64>,
) -> Profiles {
    let mut profiles = Profiles::new();
    let multiples: Vec<Vec<f64>> = shapes.iter().map(|(name, _)| multiples(name)).collect();
    for k in 0..multiples.iter().map(Vec::len).max().unwrap_or(0) {
        let mut model = start.clone();
        for ((_, shape), multiples) in shapes.iter().zip(&multiples) {
            if let (Some((field, get, set)), Some(times)) = (shape.form, multiples.get(k)) {
                set(&mut model, limited(field, get(start) * times));
            }
        }
        let found = ratios(register, pairs, &model);
        for ((name, shape), multiples) in shapes.iter().zip(&multiples) {
            let (Some((_, get, _)), Some(_), Some(ratios)) = (shape.form, multiples.get(k), found.get(name)) else {
                continue;
            };
            let fit = fit(ratios, pairs, (shape.w)(start));
            if fit.n > 0.0 {
                profiles.entry(name).or_default().push(Point { times: get(&model) / get(start), fit });
            }
        }
    }
    profiles
}

/// The point of highest likelihood; among equals the one nearest the starting value.
fn top(points: &[Point]) -> Option<Point> {
    let far = |point: &Point| point.times.ln().abs();
    points.iter().copied().max_by(|a, b| {
        let likelihood = a.fit.log_likelihood.total_cmp(&b.fit.log_likelihood);
        likelihood.then(far(b).total_cmp(&far(a)))
    })
}

/// Standard error of the logarithm of the form, from the curvature of the profile at its top.
fn error(points: &[Point], best: Point) -> Option<f64> {
    let at = points.iter().position(|point| point.times == best.times)?;
    let (below, above) = (points.get(at.checked_sub(1)?)?, points.get(at + 1)?);
    let step = 0.5 * (above.times / below.times).ln();
    let drop = 2.0 * best.fit.log_likelihood - below.fit.log_likelihood - above.fit.log_likelihood;
    let curvature = drop / (step * step);
    (curvature > 1e-9 && step > 0.0).then(|| curvature.sqrt().recip())
}

fn fit(ratios: &[f64], pairs: &[Pair], start: f64) -> CarryOverFit {
    fit_weighted(ratios, |k| pairs[k].weight, Prior { w: start, weight: PRIOR_PAIRS })
}

/// The ratio `K/f` of each labelled pair under each kind of evidence; 1 where it says nothing. The factor is a straight
/// line in `w`, so its value at one half gives the ratio.
fn ratios(register: &Register, pairs: &[Pair], model: &Model) -> BTreeMap<&'static str, Vec<f64>> {
    let mut half = model.clone();
    shapes().iter().for_each(|(_, shape)| (shape.set_w)(&mut half, 0.5));
    // At a place where many die nothing is to be learned about distance.
    half.place.w_same_institution = 0.0;
    let evidence = Evidence::new(register, &half);
    let ratio = |factor: f64| (2.0 * factor - 1.0).max(0.0);
    let mut all: BTreeMap<&'static str, Vec<f64>> = BTreeMap::new();
    for (k, pair) in pairs.iter().enumerate() {
        let mut put = |name: &'static str, value: f64| {
            all.entry(name).or_insert_with(|| vec![1.0; pairs.len()])[k] = value;
        };
        let spots = evidence.place.spots();
        put("place", ratio(evidence.place.factor(&spots[pair.i], &spots[pair.j])));
        let date = |i: usize| evidence.time.date(register.deaths[i].kind, i);
        put("time", ratio(evidence.time.factor(date(pair.i), date(pair.j))));
        for kind in evidence.description.evidence() {
            match kind.members() {
                [] => put(kind.name(), ratio(kind.factor(pair.i, pair.j))),
                members => members.iter().for_each(|m| put(m.name(), ratio(m.factor(pair.i, pair.j)))),
            }
        }
    }
    all
}
