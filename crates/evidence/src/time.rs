//! Evidence from time: the gap between two deaths against the rate of deaths of that kind then.

use crate::background::Share;
use crate::carry_over::carry_over;
use crate::columns::exp_bound;
use crate::likeness::Common;
use crate::mean_ratio::{MeanRatios, mean_ratios};
use crate::model::Model;
use crate::place::least;
use colligate_register::wording::{counted, plural};
use colligate_register::{DateRange, Day, Death, Kind, Register, Span};

/// Time evidence of a register: an exponential kernel of the gap in days, against a background that follows the trend,
/// the season and the weekday of deaths of each kind.
pub struct Time {
    w: f64,
    scale: f64,
    first: i32,
    kernel: Vec<f32>,
    days: Vec<i32>,
    /// Days within which the date of each death is known.
    within: Vec<u32>,
    inverse: Vec<Vec<f32>>,
    counts: Vec<Vec<u32>>,
    pub(crate) means: Vec<f64>,
}

/// A day that is not known.
pub const NO_DAY: i32 = i32::MIN;
/// Half-width in days of the triangle that smooths the rate: a season, not a week.
const SMOOTH: usize = 45;
/// Weight, in deaths, of the rate of all deaths in that of one kind.
const PRIOR: f64 = 200.0;
/// Share of an even spread over the whole register in every rate.
const EVEN: f64 = 0.05;
/// Pairs of each kind from which the mean ratio is taken.
const PAIRS: usize = 200_000;
/// Days within which a date must be known to say anything: a month, over which the kernel hardly changes. Of a death known by
/// its year the day in the middle would be made up; such a date says nothing.
const EXACT: u32 = 31;
/// Days within which two dates must be known for an equal one to mean one event, as where a body is found after some days: two
/// deaths of one month at one address are no event.
const ONE_EVENT: u32 = 7;
/// Longest register in days (300 years); dates beyond are treated as unknown.
const LONGEST: i32 = 110_000;

impl Time {
    /// Counts the days of a register, with mean ratios taken before where there are any.
    pub fn new(register: &Register, model: &Model, means: Option<&MeanRatios>) -> Time {
        let day = |death: &colligate_register::Death| death.day().map_or(NO_DAY, |day| day.0);
        let mut days: Vec<i32> = register.deaths.iter().map(day).collect();
        let last = days.iter().copied().max().filter(|&day| day != NO_DAY).unwrap_or(0);
        days.iter_mut().for_each(|day| {
            if *day < last - LONGEST {
                *day = NO_DAY;
            }
        });
        let within = |death: &Death| death.died.map_or(u32::MAX, Span::length_in_days);
        let within: Vec<u32> = register.deaths.iter().map(within).collect();
        let first = days.iter().copied().filter(|&day| day != NO_DAY).min().unwrap_or(0);
        let length = (last - first + 1) as usize;
        let mut counts = vec![vec![0u32; length]; Kind::ALL.len()];
        let dated = register.deaths.iter().zip(&days).zip(&within);
        for ((death, &day), _) in dated.filter(|((_, day), within)| **day != NO_DAY && **within <= EXACT) {
            counts[death.kind as usize][(day - first) as usize] += 1;
        }
        let weekday = |at: usize| usize::from(Day(first + at as i32).weekday());
        let scale = model.time.scale;
        let mass: Vec<f64> = (0..length).map(|at| mass(at, length, scale)).collect();
        let inverse = inverses(&counts, weekday, &mass);
        let kernel = (0..length).map(|gap| crate::carry_over::laplace(gap as f64, scale) as f32).collect();
        let mut time = Time { w: model.time.w, scale, first, kernel, days, within, inverse, counts, means: Vec::new() };
        let kinds: Vec<Kind> = register.deaths.iter().map(|death| death.kind).collect();
        let ratio = |i: usize, j: usize| match time.is_exact(i) && time.is_exact(j) {
            true => time.ratio(kinds[i], (time.days[i], time.days[j])),
            false => None,
        };
        time.means = means.map_or_else(|| mean_ratios(&kinds, PAIRS, ratio), |means| means.time.clone());
        for (inverse, mean) in time.inverse.iter_mut().zip(&time.means) {
            inverse.iter_mut().for_each(|inverse| *inverse /= *mean as f32);
        }
        time
    }

    /// The kernel over the rate for two days of deaths of a kind; nothing where either is not known.
    fn ratio(&self, kind: Kind, (a, b): (i32, i32)) -> Option<f64> {
        let near = self.inverse(kind, a).min(self.inverse(kind, b));
        (near > 0.0).then(|| f64::from(self.kernel[a.abs_diff(b) as usize] * near))
    }

    /// The day of each death since 1970, or [`NO_DAY`]: where it stands on a timeline, however vaguely it is known.
    pub fn days(&self) -> &[i32] {
        &self.days
    }

    /// True where the date of a death is known to within a month or better: only then does it say anything.
    pub fn is_exact(&self, death: usize) -> bool {
        self.within.get(death).is_some_and(|&within| within <= EXACT)
    }

    /// True where the date of a death is known well enough for one on the same day to be of the same event.
    pub fn shows_an_event(&self, death: usize) -> bool {
        self.within.get(death).is_some_and(|&within| within <= ONE_EVENT)
    }

    /// The day of a death and one over the rate of deaths of its kind on it: 0 where the date is not known, or too vaguely to
    /// say anything.
    pub fn date(&self, kind: Kind, death: usize) -> (i32, f32) {
        let day = self.days.get(death).copied().unwrap_or(NO_DAY);
        (day, if self.is_exact(death) { self.inverse(kind, day) } else { 0.0 })
    }

    /// True for a day that is known.
    pub fn is_known(&self, day: i32) -> bool {
        day != NO_DAY
    }

    /// One over the rate (share of the kind's deaths a day) on this day; 0 where the day is not known.
    #[inline]
    pub fn inverse(&self, kind: Kind, day: i32) -> f32 {
        let at = day.wrapping_sub(self.first);
        self.inverse[kind as usize].get(at as usize).copied().unwrap_or(0.0)
    }

    /// The Bayes factor of two deaths on these days, given the inverse rates there; 1 where either is not known or has no rate.
    #[inline]
    pub fn factor(&self, a: (i32, f32), b: (i32, f32)) -> f64 {
        let known = a.0 != NO_DAY && b.0 != NO_DAY && a.1 > 0.0 && b.1 > 0.0;
        match self.kernel.get(a.0.abs_diff(b.0) as usize) {
            Some(kernel) if known => carry_over(self.w, f64::from(kernel * a.1.min(b.1))),
            _ => 1.0,
        }
    }

    /// A factor that no pair with a death with this inverse rate exceeds.
    pub(crate) fn bound(&self, inverse: f32) -> f64 {
        carry_over(self.w, f64::from(self.kernel.first().copied().unwrap_or(0.0) * inverse)).max(1.0)
    }

    /// Multiplies `out` by bounds on the factors of a date with those of a run of days and inverse rates.
    #[inline(always)]
    pub(crate) fn bounds(&self, (day, rate): (i32, f32), days: &[i32], rates: &[f32], out: &mut [f32]) {
        let (rest, tall, steep) = self.parts();
        let n = out.len();
        let (days, rates) = (&days[..n], &rates[..n]);
        for k in 0..n {
            let gap = days[k].wrapping_sub(day).wrapping_abs() as f32;
            let near = least(rate, rates[k]);
            let known = rest + tall * exp_bound(gap * steep) * near;
            out[k] *= if near > 0.0 { known } else { 1.0 };
        }
    }

    /// What the factor is made of: the share not carried over, the height of the kernel times `w`, and how fast it falls, in
    /// one over days.
    pub(crate) fn parts(&self) -> (f32, f32, f32) {
        let tall = self.w * crate::carry_over::laplace(0.0, self.scale);
        ((1.0 - self.w) as f32, tall as f32, (1.0 / self.scale) as f32)
    }

    /// Whether two deaths are of the same day; dates that are not known exactly enough are not compared.
    pub fn in_both(&self, i: usize, j: usize) -> Common {
        match (self.days[i], self.days[j]) {
            _ if !self.is_exact(i) || !self.is_exact(j) => Common::NotCompared,
            (NO_DAY, _) | (_, NO_DAY) => Common::NotCompared,
            (a, b) if a == b => Common::Everything,
            _ => Common::Some,
        }
    }

    /// Why, in a sentence: the gap, and how many deaths of the kind fall into it.
    pub fn sentence(&self, register: &Register, i: usize, j: usize) -> String {
        let (a, b) = (self.days[i], self.days[j]);
        if a == NO_DAY || b == NO_DAY {
            return "date not on record for both".to_owned();
        }
        let deaths = (&register.deaths[i], &register.deaths[j]);
        if !self.is_exact(i) || !self.is_exact(j) {
            let died = |death: &Death| death.dates().map_or_else(String::new, |dates| dates.words());
            return match (died(deaths.0), died(deaths.1)) {
                (one, other) if one == other => format!("both {one}: not known exactly enough to say how far apart"),
                (one, other) => format!("one {one}, the other {other}: not known exactly enough to say how far apart"),
            };
        }
        let kinds = (deaths.0.kind, deaths.1.kind);
        let kind = if self.inverse(kinds.0, a) <= self.inverse(kinds.1, b) { kinds.0 } else { kinds.1 };
        let counts = &self.counts[kind as usize];
        let of: u32 = counts.iter().sum();
        let window = (a.min(b) - self.first) as usize..=(a.max(b) - self.first) as usize;
        let between: u32 = counts[window].iter().sum();
        let gap = match (a.abs_diff(b), deaths.0.dates().zip(deaths.1.dates())) {
            (_, Some((one, other))) if !one.is_day() || !other.is_day() => apart(one, other),
            (0, _) => "on the same day".to_owned(),
            (gap, _) => format!("{} apart", counted(gap, "day", "days")),
        };
        let counts = Share { count: between, of }.among(&format!("{kind} deaths"));
        format!("{gap}; {counts} {} in that time", plural(between, "falls", "fall"))
    }
}

/// How far apart two dates can be, of which one is not known to the day: `0 to 9 days apart`.
fn apart(one: DateRange, other: DateRange) -> String {
    let least = (one.first() - other.last()).max(other.first() - one.last()).max(0);
    let most = (one.last() - other.first()).max(other.last() - one.first());
    format!("{least} to {} apart", counted(most.unsigned_abs(), "day", "days"))
}

/// Share of the kernel around a day that lies within the register: nearly 1 in its middle, one half at its ends. A
/// death carried over beyond the ends would not be on record, so the kernel is scaled to what is.
fn mass(at: usize, length: usize, scale: f64) -> f64 {
    let side = |days: usize| 0.5 * (1.0 - (-(days as f64) / scale).exp());
    (side(at + 1) + side(length - at)).max(0.1)
}

/// One over the rate by kind and day.
fn inverses(counts: &[Vec<u32>], weekday: impl Fn(usize) -> usize, mass: &[f64]) -> Vec<Vec<f32>> {
    let length = counts.first().map_or(0, Vec::len);
    let all: Vec<u32> = (0..length).map(|at| counts.iter().map(|kind| kind[at]).sum()).collect();
    let total = f64::from(all.iter().sum::<u32>()).max(1.0);
    let smooth_all = smooth(&all);
    let of_kind = |counts: &Vec<u32>| -> Vec<f32> {
        let n = f64::from(counts.iter().sum::<u32>());
        let weekdays = weekdays(counts, &weekday);
        let own = smooth(counts);
        let rate = |at: usize| {
            let rate = (own[at] + PRIOR * smooth_all[at] / total) / (n + PRIOR);
            ((1.0 - EVEN) * rate + EVEN / length as f64) * weekdays[weekday(at)]
        };
        (0..length).map(|at| (1.0 / (rate(at) * mass[at])) as f32).collect()
    };
    counts.iter().map(of_kind).collect()
}

/// Counts smoothed by a triangle, cut and scaled at the ends so that they still sum to the same.
fn smooth(counts: &[u32]) -> Vec<f64> {
    let mut smooth = vec![0.0; counts.len()];
    for (at, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let window = at.saturating_sub(SMOOTH)..=(at + SMOOTH).min(counts.len() - 1);
        let weight = |near: usize| (SMOOTH + 1 - near.abs_diff(at)) as f64;
        let total: f64 = window.clone().map(weight).sum();
        for near in window {
            smooth[near] += f64::from(count) * weight(near) / total;
        }
    }
    smooth
}

/// How much more often than on a mean day deaths fall on each weekday, shrunk towards 1.
fn weekdays(counts: &[u32], weekday: &impl Fn(usize) -> usize) -> [f64; 7] {
    const PRIOR_A_DAY: f64 = 50.0;
    let (mut deaths, mut days) = ([0.0; 7], [0.0; 7]);
    for (at, &count) in counts.iter().enumerate() {
        deaths[weekday(at)] += f64::from(count);
        days[weekday(at)] += 1.0;
    }
    let mean = deaths.iter().sum::<f64>() / counts.len().max(1) as f64;
    std::array::from_fn(|day| {
        let expected = mean * days[day];
        (deaths[day] + PRIOR_A_DAY) / (expected + PRIOR_A_DAY)
    })
}
