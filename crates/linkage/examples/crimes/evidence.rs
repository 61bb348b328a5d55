//! Evidence of burglaries as ratios `K/f`: kernels against the background of all crimes, each pair left out of its own.

use super::data::Crime;
use super::windows::{SHORTEST, expected_gap, expected_laplace};
use colligate_evidence::{laplace, pareto_disc};
use colligate_linkage::train::fit_mixture;

/// Backgrounds of all crimes, counted once.
pub struct Backgrounds {
    place: PlaceBackground,
    time: Vec<f64>,
    first: f64,
    hours: Circle,
    week: Circle,
    length: LengthBackground,
    mo: [Vec<f64>; 3],
    mo_known: [f64; 3],
    distances: Ranks,
    gaps: Ranks,
    expected_gaps: Ranks,
}

/// Ratio of a category: one over its frequency among the other crimes where both have it, else 0; 1 where missing.
pub fn mo(backgrounds: &Backgrounds, crimes: &[Crime], k: usize, i: usize, j: usize) -> f64 {
    match (crimes[i].mo[k], crimes[j].mo[k]) {
        (Some(a), Some(b)) if a == b => (backgrounds.mo_known[k] - 1.0) / (backgrounds.mo[k][a as usize] - 1.0),
        (Some(_), Some(_)) => 0.0,
        _ => 1.0,
    }
}

impl Backgrounds {
    pub fn new(crimes: &[Crime]) -> Backgrounds {
        let mut mo: [Vec<f64>; 3] = Default::default();
        let mut mo_known = [0.0; 3];
        for crime in crimes {
            for k in 0..3 {
                if let Some(code) = crime.mo[k] {
                    let code = code as usize;
                    if mo[k].len() <= code {
                        mo[k].resize(code + 1, 0.0);
                    }
                    mo[k][code] += 1.0;
                    mo_known[k] += 1.0;
                }
            }
        }
        let first = crimes.iter().map(|crime| crime.from).fold(f64::MAX, f64::min).floor();
        Backgrounds {
            place: PlaceBackground::new(crimes),
            time: rates(crimes, first),
            first,
            hours: Circle::new(crimes, 1.0, 24),
            week: Circle::new(crimes, 7.0, 28),
            length: LengthBackground::new(crimes),
            mo,
            mo_known,
            distances: Ranks::new(crimes, distance2),
            gaps: Ranks::new(crimes, gap),
            expected_gaps: Ranks::new(crimes, gap_over_windows),
        }
    }

    /// Place by rank: ratios `b(1 − p)^(b−1)` where `p` is the share of all pairs of crimes at most as far apart.
    pub fn distance_rank(&self, crimes: &[Crime], powers: &[f64], i: usize, j: usize) -> Vec<f64> {
        rank_kernels(self.distances.share(distance2(&crimes[i], &crimes[j])), powers)
    }

    /// The same, `p` being the larger of the shares of other crimes at most as far from either of the two.
    pub fn neighbour_rank(&self, crimes: &[Crime], powers: &[f64], i: usize, j: usize) -> Vec<f64> {
        rank_kernels(self.distances.share_near(i, j, distance2(&crimes[i], &crimes[j])), powers)
    }

    /// Time gap by rank among all pairs.
    pub fn gap_rank(&self, crimes: &[Crime], powers: &[f64], i: usize, j: usize) -> Vec<f64> {
        rank_kernels(self.gaps.share(gap(&crimes[i], &crimes[j])), powers)
    }

    /// Time gap by rank among all pairs, its mean over both windows.
    pub fn expected_gap_rank(&self, crimes: &[Crime], powers: &[f64], i: usize, j: usize) -> Vec<f64> {
        rank_kernels(self.expected_gaps.share(gap_over_windows(&crimes[i], &crimes[j])), powers)
    }

    /// Place at each scale in kilometres.
    pub fn place(&self, crimes: &[Crime], scales: &[f64], i: usize, j: usize) -> Vec<f64> {
        let d2 = distance2(&crimes[i], &crimes[j]);
        let f = self.place.without(i, j, d2).max(self.place.without(j, i, d2));
        scales.iter().map(|scale| pareto_disc(d2, *scale) / f).collect()
    }

    /// Time gap at each scale in days: the kernel's mean over both windows.
    pub fn gap(&self, crimes: &[Crime], scales: &[f64], i: usize, j: usize) -> Vec<f64> {
        let (a, b) = (&crimes[i], &crimes[j]);
        let f = self.rate(a).max(self.rate(b));
        scales.iter().map(|scale| expected_laplace((a.from, a.to), (b.from, b.to), *scale) / f).collect()
    }

    fn rate(&self, crime: &Crime) -> f64 {
        let day = (0.5 * (crime.from + crime.to) - self.first) as usize;
        self.time[day.min(self.time.len() - 1)]
    }

    /// Time of day at each scale in hours.
    pub fn hour(&self, scales: &[f64], i: usize, j: usize) -> Vec<f64> {
        scales.iter().map(|scale| self.hours.ratio(i, j, *scale)).collect()
    }

    /// Place in the week at each scale in quarters of a day.
    pub fn week(&self, scales: &[f64], i: usize, j: usize) -> Vec<f64> {
        scales.iter().map(|scale| self.week.ratio(i, j, *scale)).collect()
    }

    /// Length of the window at each scale in natural logarithms.
    pub fn length(&self, scales: &[f64], i: usize, j: usize) -> Vec<f64> {
        let (a, b) = (self.length.logs[i], self.length.logs[j]);
        let f = self.length.density[i].max(self.length.density[j]);
        scales.iter().map(|scale| laplace(a - b, *scale) / f).collect()
    }
}

/// Densities of Beta(1, b) at `p`: a mean of one when `p` is spread evenly, as it is over pairs of the pool; the larger
/// `b`, the more only the very nearest count (calibrators of Vovk and Wang 2021, section 2).
fn rank_kernels(p: f64, powers: &[f64]) -> Vec<f64> {
    powers.iter().map(|b| b * (1.0 - p).powf(b - 1.0)).collect()
}

/// Days between the middles of the windows.
pub fn gap(a: &Crime, b: &Crime) -> f64 {
    (0.5 * (a.from + a.to) - 0.5 * (b.from + b.to)).abs()
}

/// Mean days between the two, each spread evenly over its window.
fn gap_over_windows(a: &Crime, b: &Crime) -> f64 {
    expected_gap((a.from, a.to), (b.from, b.to))
}

/// Sorted differences of all pairs, and of each crime with the others.
struct Ranks {
    all: Vec<f64>,
    of: Vec<Vec<f64>>,
}

impl Ranks {
    fn new(crimes: &[Crime], difference: impl Fn(&Crime, &Crime) -> f64) -> Ranks {
        let sorted = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            values
        };
        let of = |i: usize| {
            let others = (0..crimes.len()).filter(|&k| k != i);
            sorted(others.map(|k| difference(&crimes[i], &crimes[k])).collect())
        };
        let of: Vec<Vec<f64>> = (0..crimes.len()).map(of).collect();
        Ranks { all: sorted(of.concat()), of }
    }

    fn share(&self, value: f64) -> f64 {
        middle_rank(&self.all, value)
    }

    fn share_near(&self, i: usize, j: usize, value: f64) -> f64 {
        middle_rank(&self.of[i], value).max(middle_rank(&self.of[j], value))
    }
}

/// Share of sorted values below a value, ties counting half.
fn middle_rank(sorted: &[f64], value: f64) -> f64 {
    let below = sorted.partition_point(|other| *other < value);
    let upto = sorted.partition_point(|other| *other <= value);
    0.5 * (below + upto) as f64 / sorted.len() as f64
}

pub fn distance2(a: &Crime, b: &Crime) -> f64 {
    (a.at.0 - b.at.0).powi(2) + (a.at.1 - b.at.1).powi(2)
}

/// Density of crimes a square kilometre: kernel estimates at several scales, weighted by likelihood.
struct PlaceBackground {
    weights: Vec<f64>,
    sums: Vec<Vec<f64>>,
    even: f64,
    n: f64,
}

const SPREADS_KM: [f64; 6] = [0.1, 0.25, 0.5, 1.0, 2.0, 5.0];

impl PlaceBackground {
    fn new(crimes: &[Crime]) -> PlaceBackground {
        let n = crimes.len() as f64;
        let sums: Vec<Vec<f64>> = (0..crimes.len())
            .map(|j| {
                let at = |scale: &f64| {
                    let others = (0..crimes.len()).filter(|&k| k != j);
                    others.map(|k| pareto_disc(distance2(&crimes[j], &crimes[k]), *scale)).sum()
                };
                SPREADS_KM.iter().map(at).collect()
            })
            .collect();
        let range = |f: fn(&Crime) -> f64| {
            let (low, high) = crimes.iter().map(f).fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
            high - low
        };
        let even = 1.0 / (range(|crime| crime.at.0) * range(|crime| crime.at.1));
        let rows: Vec<Vec<f64>> =
            sums.iter().map(|sums| sums.iter().map(|sum| sum / (n - 1.0) / even).collect()).collect();
        PlaceBackground { weights: fit_mixture(&rows, |_| 1.0, &[]), sums, even, n }
    }

    /// Density at crime `at` with neither it nor `other` counted.
    fn without(&self, at: usize, _other: usize, d2: f64) -> f64 {
        let rest = 1.0 - self.weights.iter().sum::<f64>();
        let parts = self.weights.iter().zip(&self.sums[at]).zip(&SPREADS_KM);
        parts.map(|((w, sum), scale)| w * (sum - pareto_disc(d2, *scale)).max(0.0) / (self.n - 2.0)).sum::<f64>()
            + rest.max(1e-3) * self.even
    }
}

/// Share of crimes a day, smoothed by a triangle of a season.
fn rates(crimes: &[Crime], first: f64) -> Vec<f64> {
    const SMOOTH: f64 = 45.0;
    let last = crimes.iter().map(|crime| crime.to).fold(f64::MIN, f64::max);
    let length = (last - first) as usize + 1;
    let mut rates = vec![0.0; length];
    for crime in crimes {
        let middle = 0.5 * (crime.from + crime.to) - first;
        let weight = |day: usize| (1.0 - (day as f64 + 0.5 - middle).abs() / SMOOTH).max(0.0);
        let total: f64 = (0..length).map(weight).sum();
        (0..length).for_each(|day| rates[day] += weight(day) / total / crimes.len() as f64);
    }
    rates
}

/// Where crimes lie on a circle (the day, the week), each spread over its window.
struct Circle {
    bins: usize,
    spread: Vec<Vec<f64>>,
    background: Vec<f64>,
    factors: std::cell::RefCell<std::collections::BTreeMap<u64, Vec<f64>>>,
}

impl Circle {
    /// A circle of `period` days in `bins` bins.
    fn new(crimes: &[Crime], period: f64, bins: usize) -> Circle {
        const POINTS: usize = 400;
        let spread: Vec<Vec<f64>> = crimes
            .iter()
            .map(|crime| {
                let mut spread = vec![0.0; bins];
                let length = (crime.to - crime.from).max(SHORTEST).min(period);
                for k in 0..POINTS {
                    let at = crime.from + length * (k as f64 + 0.5) / POINTS as f64;
                    let bin = ((at / period).rem_euclid(1.0) * bins as f64) as usize;
                    spread[bin.min(bins - 1)] += 1.0 / POINTS as f64;
                }
                spread
            })
            .collect();
        let mut background = vec![2.0 / bins as f64; bins];
        spread.iter().for_each(|spread| background.iter_mut().zip(spread).for_each(|(sum, share)| *sum += share));
        let total: f64 = background.iter().sum();
        background.iter_mut().for_each(|share| *share /= total);
        Circle { bins, spread, background, factors: Default::default() }
    }

    /// Probability of both windows when one time was carried over to the other through a wrapped Laplace kernel of this
    /// scale (in bins), against both drawn from the background.
    fn ratio(&self, i: usize, j: usize, scale: f64) -> f64 {
        let mut factors = self.factors.borrow_mut();
        let kernel = factors.entry(scale.to_bits()).or_insert_with(|| {
            let raw: Vec<f64> = (0..self.bins).map(|gap| (-(gap.min(self.bins - gap) as f64) / scale).exp()).collect();
            let total: f64 = raw.iter().sum();
            raw.into_iter().map(|value| value / total).collect()
        });
        let (p, q) = (&self.spread[i], &self.spread[j]);
        let mut both = 0.0;
        for (a, p) in p.iter().enumerate().filter(|(_, p)| **p > 0.0) {
            for (b, q) in q.iter().enumerate().filter(|(_, q)| **q > 0.0) {
                both += p * q * kernel[a.abs_diff(b)];
            }
        }
        let mean = |spread: &[f64]| spread.iter().zip(&self.background).map(|(p, f)| p * f).sum::<f64>();
        both / mean(p).max(mean(q))
    }
}

/// Lengths of windows on a logarithmic scale.
struct LengthBackground {
    logs: Vec<f64>,
    density: Vec<f64>,
}

impl LengthBackground {
    fn new(crimes: &[Crime]) -> LengthBackground {
        const SMOOTH: f64 = 0.4;
        let logs: Vec<f64> = crimes.iter().map(|crime| (crime.to - crime.from + SHORTEST).ln()).collect();
        let density = |i: usize| {
            let others = (0..logs.len()).filter(|&k| k != i);
            others.map(|k| laplace(logs[i] - logs[k], SMOOTH)).sum::<f64>() / (logs.len() - 1) as f64
        };
        let density = (0..logs.len()).map(density).collect();
        LengthBackground { logs, density }
    }
}
