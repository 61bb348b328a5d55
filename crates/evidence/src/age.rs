//! Evidence from age.

use crate::background::Class;
use crate::carry_over::{carry_over, laplace};
use crate::columns::{exp_bound, padded};
use crate::describe::Describe;
use crate::institutions::NONE;
use crate::mean_ratio::{MeanRatios, mean_ratios};
use crate::model::Model;
use crate::place::least;
use colligate_register::{Kind, Register};
use std::collections::BTreeMap;
use std::ops::Range;

/// What the search needs of ages: whole years, or a way back to the full comparison.
#[derive(Clone)]
pub(crate) struct FastAge {
    w: f64,
    scale: f64,
    ages: Vec<Option<(f32, f32)>>,
    /// The year of an age known to the year; [`NOT_WHOLE`] otherwise.
    years: Vec<u8>,
    inverse: Vec<f32>,
    kernel: Vec<f32>,
}

const NOT_WHOLE: u8 = u8::MAX;

impl FastAge {
    #[inline]
    pub(crate) fn factor(&self, i: usize, j: usize) -> f64 {
        let (a, b) = (self.years[i], self.years[j]);
        if a != NOT_WHOLE && b != NOT_WHOLE {
            let kernel = f64::from(self.kernel[usize::from(a.abs_diff(b))]);
            return carry_over(self.w, kernel * f64::from(self.inverse[i].min(self.inverse[j])));
        }
        match (self.ages[i], self.ages[j]) {
            (Some(a), Some(b)) => {
                let kernel = kernel(a, b, self.scale);
                carry_over(self.w, kernel * f64::from(self.inverse[i].min(self.inverse[j])))
            }
            _ => 1.0,
        }
    }

    /// The range of an age in years, where known.
    pub(crate) fn range(&self, i: usize) -> Option<(f32, f32)> {
        self.ages[i]
    }

    /// What the factors of a death are made of at most: the share not carried over, the height of the kernel times `w`
    /// over the background, and how fast it falls, in one over years.
    pub(crate) fn parts(&self, i: usize) -> (f32, f32, f32) {
        let (rest, tall, steep) = self.kernel_parts();
        (rest, tall * self.inverse[i], steep)
    }

    fn kernel_parts(&self) -> (f32, f32, f32) {
        ((1.0 - self.w) as f32, (self.w * laplace(0.0, self.scale)) as f32, (1.0 / self.scale) as f32)
    }
}

/// Ages of a run of deaths in plain columns.
pub(crate) struct AgeColumns {
    low: Vec<f32>,
    high: Vec<f32>,
    inverse: Vec<f32>,
}

impl AgeColumns {
    pub(crate) fn new(age: &FastAge, deaths: &[u32]) -> AgeColumns {
        let of = |&death: &u32| age.ages[death as usize].unwrap_or_default();
        AgeColumns {
            low: padded(deaths.iter().map(|death| of(death).0)),
            high: padded(deaths.iter().map(|death| of(death).1)),
            inverse: padded(deaths.iter().map(|&death| age.inverse[death as usize])),
        }
    }

    /// Multiplies `out` by bounds on the factors of `a` with those of `range`: the kernel over two ranges of age is at
    /// most that of the least difference between them.
    #[inline(always)]
    pub(crate) fn bounds(&self, age: &FastAge, a: usize, range: Range<usize>, out: &mut [f32]) {
        let (low, high, inverse) = (self.low[a], self.high[a], self.inverse[a]);
        let (rest, tall, steep) = age.kernel_parts();
        let n = out.len();
        let (lows, highs) = (&self.low[range.clone()][..n], &self.high[range.clone()][..n]);
        let inverses = &self.inverse[range][..n];
        for k in 0..n {
            let (above, below) = (lows[k] - high, low - highs[k]);
            let gap = if above > below { above } else { below };
            let gap = if gap > 0.0 { gap } else { 0.0 };
            let near = least(inverse, inverses[k]);
            let known = rest + tall * exp_bound(gap * steep) * near;
            out[k] *= if near > 0.0 { known } else { 1.0 };
        }
    }
}

/// Ages in years: a Laplace kernel of the difference against the density of ages among deaths of that kind.
pub struct AgeEvidence {
    fast: FastAge,
    kinds: Vec<Kind>,
    counts: Vec<Vec<u32>>,
    pub(crate) means: Vec<f64>,
}

/// Oldest age in years that the tables hold.
const OLDEST: usize = 125;
/// Half-width in years of the triangle that smooths the density of ages.
const SMOOTH: usize = 4;
/// Weight, in deaths, of the density among all deaths in that of one kind.
const PRIOR: f64 = 50.0;
/// Share of an even spread over 0 to 100 years in every density, so that no age is impossible.
const EVEN: f64 = 0.02;
/// Pairs of each kind from which the mean ratio is taken.
const PAIRS: usize = 200_000;
/// Weight, in deaths, of the density of the kind in that of an institution.
const BORROWED: f64 = 20.0;

impl AgeEvidence {
    /// Counts the ages of a register, with mean ratios taken before where there are any.
    pub fn new(register: &Register, classes: &[Class], model: &Model, means: Option<&MeanRatios>) -> AgeEvidence {
        let ages: Vec<_> = register.deaths.iter().map(|death| death.age.map(|age| (age.low, age.high))).collect();
        let kinds: Vec<Kind> = register.deaths.iter().map(|death| death.kind).collect();
        let mut counts = vec![vec![0u32; OLDEST + 1]; Kind::ALL.len()];
        for (age, kind) in ages.iter().zip(&kinds) {
            if let Some((low, high)) = age {
                counts[*kind as usize][year(0.5 * (low + high))] += 1;
            }
        }
        let densities = densities(&counts);
        let there = narrower(&ages, classes, |class| class.institution);
        let so = narrower(&ages, classes, |class| class.manner);
        let inverse = ages.iter().zip(classes).map(|(age, class)| match age {
            None => 0.0,
            Some((low, high)) => {
                let range = year(*low)..=year(*high).max(year(*low));
                let mean = |density: &[f64]| {
                    let density = &density[range.clone()];
                    density.iter().sum::<f64>() / density.len() as f64
                };
                let density = mean(&densities[class.kind as usize]);
                let of = |class: Option<&(f64, Vec<f64>)>, borrowed: f64| {
                    class.map_or(0.0, |(n, own)| (n * mean(own) + borrowed * density) / (n + borrowed))
                };
                let there = of(there.get(&class.institution), BORROWED);
                let so = of(so.get(&class.manner), PRIOR);
                (1.0 / density.max(there).max(so)) as f32
            }
        });
        let mut inverse: Vec<f32> = inverse.collect();
        let scale = model.age.scale;
        let ratio = |i: usize, j: usize| {
            let near = f64::from(inverse[i].min(inverse[j]));
            Some(kernel(ages[i]?, ages[j]?, scale) * near)
        };
        let means = means.map_or_else(|| mean_ratios(&kinds, PAIRS, ratio), |means| means.age.clone());
        inverse.iter_mut().zip(&kinds).for_each(|(inverse, kind)| *inverse /= means[*kind as usize] as f32);
        let table = (0..=usize::from(u8::MAX)).map(|gap| laplace(gap as f64, scale) as f32).collect();
        let whole = |age: &Option<(f32, f32)>| match age {
            Some((low, high)) if low == high && low.fract() == 0.0 => year(*low) as u8,
            _ => NOT_WHOLE,
        };
        let years = ages.iter().map(whole).collect();
        let fast = FastAge { w: model.age.w, scale, ages, years, inverse, kernel: table };
        AgeEvidence { fast, kinds, counts, means }
    }

    pub(crate) fn fast(&self) -> FastAge {
        self.fast.clone()
    }
}

/// The kernel at the difference of two ages; where one is a range, its mean over the range.
fn kernel(a: (f32, f32), b: (f32, f32), scale: f64) -> f64 {
    if a.0 == a.1 && b.0 == b.1 {
        return laplace(f64::from(a.0 - b.0), scale);
    }
    const POINTS: usize = 5;
    let at = |range: (f32, f32), k: usize| {
        f64::from(range.0) + f64::from(range.1 - range.0) * (k as f64 + 0.5) / POINTS as f64
    };
    let pairs = (0..POINTS * POINTS).map(|k| laplace(at(a, k / POINTS) - at(b, k % POINTS), scale));
    pairs.sum::<f64>() / (POINTS * POINTS) as f64
}

/// The row of the tables for an age.
fn year(age: f32) -> usize {
    (age.max(0.0) as usize).min(OLDEST)
}

/// Deaths and density of ages per year at each institution, or in each manner.
fn narrower(
    ages: &[Option<(f32, f32)>],
    classes: &[Class],
    number: impl Fn(&Class) -> u32,
) -> BTreeMap<u32, (f64, Vec<f64>)> {
    let mut counts: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (age, class) in ages.iter().zip(classes).filter(|(_, class)| number(class) != NONE) {
        if let Some((low, high)) = age {
            let counts = counts.entry(number(class)).or_insert_with(|| vec![0; OLDEST + 1]);
            counts[year(0.5 * (low + high))] += 1;
        }
    }
    let density = |(institution, counts): (u32, Vec<u32>)| {
        let n = f64::from(counts.iter().sum::<u32>());
        (institution, (n, smooth(&counts).into_iter().map(|sum| sum / n).collect()))
    };
    counts.into_iter().map(density).collect()
}

/// Counts of ages smoothed by a triangle.
fn smooth(counts: &[u32]) -> Vec<f64> {
    let mut density = vec![0.0; OLDEST + 1];
    for (age, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let window = age.saturating_sub(SMOOTH - 1)..=(age + SMOOTH - 1).min(OLDEST);
        let weight = |near: usize| (SMOOTH - near.abs_diff(age)) as f64;
        let total: f64 = window.clone().map(weight).sum();
        for near in window {
            density[near] += f64::from(count) * weight(near) / total;
        }
    }
    density
}

/// Density of ages per year for each kind: counts smoothed by a triangle, mixed with those of all deaths.
fn densities(counts: &[Vec<u32>]) -> Vec<Vec<f64>> {
    let all: Vec<u32> = (0..=OLDEST).map(|age| counts.iter().map(|kind| kind[age]).sum()).collect();
    let total = f64::from(all.iter().sum::<u32>()).max(1.0);
    let all = smooth(&all);
    let of_kind = |counts: &Vec<u32>| -> Vec<f64> {
        let n = f64::from(counts.iter().sum::<u32>());
        let mix = |(own, all): (f64, &f64)| {
            let density = (own + PRIOR * all / total) / (n + PRIOR);
            (1.0 - EVEN) * density + EVEN / 100.0
        };
        smooth(counts).into_iter().zip(&all).map(mix).collect()
    };
    counts.iter().map(of_kind).collect()
}

impl Describe for AgeEvidence {
    fn name(&self) -> &'static str {
        "age"
    }

    #[inline]
    fn factor(&self, i: usize, j: usize) -> f64 {
        self.fast.factor(i, j)
    }

    fn bound(&self, i: usize) -> f64 {
        carry_over(self.fast.w, laplace(0.0, self.fast.scale) * f64::from(self.fast.inverse[i])).max(1.0)
    }

    fn sentence(&self, i: usize, j: usize) -> String {
        let (Some(a), Some(b)) = (self.fast.ages[i], self.fast.ages[j]) else {
            return "age not on record for both".to_owned();
        };
        let rarer = if self.fast.inverse[i] <= self.fast.inverse[j] { i } else { j };
        let (centre, gap) = (0.5 * (a.0 + a.1), (0.5 * (a.0 + a.1) - 0.5 * (b.0 + b.1)).abs());
        let counts = &self.counts[self.kinds[rarer] as usize];
        let reach = gap.ceil() as usize;
        let window = year(centre).saturating_sub(reach)..=(year(centre) + reach).min(OLDEST);
        let near: u32 = counts[window].iter().sum();
        let of: u32 = counts.iter().sum();
        let apart = match gap {
            gap if gap < 0.01 => "the same age".to_owned(),
            gap if gap < 1.0 => "less than a year apart".to_owned(),
            gap if gap < 1.5 => "1 year apart".to_owned(),
            gap => format!("{gap:.0} years apart"),
        };
        format!(
            "ages {} and {}: {apart}; {near} of {of} {} deaths are as close in age",
            words(a),
            words(b),
            self.kinds[rarer]
        )
    }
}

fn words((low, high): (f32, f32)) -> String {
    if low != high {
        format!("{low:.0}–{high:.0}")
    } else if low < 2.0 && low.fract() != 0.0 {
        format!("{:.0} months", low * 12.0)
    } else {
        format!("{low:.0}")
    }
}
