//! One death against the whole register: bounds from as few bytes a death as will do.
//!
//! To ask for the nearest of a million deaths is to look at each once, and what that costs is reading memory. So every
//! value is cut to a byte or two, always towards the side on which the bound can only grow, and of what varies by death only the
//! side of the one that is asked about is taken: the smaller of two inverse frequencies is at most that.

use crate::age::FastAge;
use crate::carry_over::carry_over;
use crate::columns::{exp_bound, padded};
use crate::describe::Description;
use crate::institutions::NONE;
use crate::place::{KM_A_DEGREE, Place, SAME_ADDRESS_KM, Spot, least};
use crate::plain::PLAIN;
use crate::time::{NO_DAY, Time};
use std::f64::consts::PI;
use std::ops::Range;

/// Deaths bounded at once.
pub const RUN: usize = 256;

/// A register in narrow columns, in its own order.
pub struct Narrow<'a> {
    arch: pulp::Arch,
    place: &'a Place,
    time: &'a Time,
    description: &'a Description,
    deaths: usize,
    /// Kilometres east and north of a common origin; the former to be scaled by `least_cos`.
    east: Vec<f32>,
    north: Vec<f32>,
    /// [`OWN`], [`UNKNOWN`], or a number that deaths of one institution have in common.
    whereabouts: Vec<u16>,
    days: Vec<u16>,
    /// Age in whole years, the lower end rounded down and the upper end up; [`NO_AGE`] in both where not known.
    low: Vec<u8>,
    high: Vec<u8>,
    categories: [Vec<u8>; PLAIN - 1],
    rich: Vec<u16>,
    rates: Vec<f32>,
    /// Latitude and longitude of the origin, in degrees.
    origin: (f64, f64),
    /// The least probability that an institution is carried over.
    least_w: f64,
    /// Cosine of the latitude farthest from the equator.
    least_cos: f32,
    /// Error of a distance in kilometres by rounding, at most.
    error: f32,
}

/// A place of its own.
const OWN: u16 = 0;
/// No place, or one that is not known.
const UNKNOWN: u16 = 1;
/// Days that fall into one step: registers reach over as many as 110,000 days.
const DAYS_A_STEP: i32 = 2;
const NO_STEP: u16 = u16::MAX;
const NO_AGE: u8 = u8::MAX;
/// No value on record; others are numbered from 1, some of them alike.
const NO_VALUE: u8 = 0;
/// Once around the equator, in kilometres.
const AROUND_KM: f32 = (360.0 * KM_A_DEGREE) as f32;
/// Lifts a bound over the rounding of single precision.
const ROUNDING: f32 = 1.0 + 1e-5;

impl<'a> Narrow<'a> {
    /// Lays out a register; `rates` are one over the rate of deaths of its kind on the day of each death.
    pub fn new(place: &'a Place, time: &'a Time, description: &'a Description, rates: Vec<f32>) -> Narrow<'a> {
        let spots = place.spots();
        let known = || spots.iter().filter(|spot| spot.is_known());
        let origin = known().next().map_or((0.0, 0.0), |spot| (spot.lat, spot.lon));
        let east = |spot: &Spot| if spot.is_known() { from_origin(origin, spot).0 } else { 0.0 };
        let north = |spot: &Spot| if spot.is_known() { from_origin(origin, spot).1 } else { 0.0 };
        let extent = known().flat_map(|spot| [east(spot).abs(), north(spot).abs()]).fold(0f32, f32::max);
        let first_day = time.days().iter().copied().filter(|&day| day != NO_DAY).min().unwrap_or(0);
        let age = description.plain.age();
        let category = |k: usize| {
            let value = |i: usize| description.plain.value(i, k).map_or(NO_VALUE, |value| (value % 255) as u8 + 1);
            padded((0..spots.len()).map(value))
        };
        Narrow {
            arch: pulp::Arch::new(),
            deaths: spots.len(),
            east: padded(spots.iter().map(east)),
            north: padded(spots.iter().map(north)),
            whereabouts: padded(spots.iter().map(whereabouts)),
            days: padded(time.days().iter().map(|&day| step(day, first_day))),
            low: padded((0..spots.len()).map(|i| age.range(i).map_or(NO_AGE, |(low, _)| low.clamp(0.0, 250.0) as u8))),
            high: padded(
                (0..spots.len()).map(|i| age.range(i).map_or(NO_AGE, |(_, high)| high.ceil().clamp(0.0, 250.0) as u8)),
            ),
            categories: std::array::from_fn(category),
            rich: padded((0..spots.len()).map(|i| rounded_up(description.rich_bound(i) * ROUNDING))),
            rates,
            origin,
            least_w: known().filter(|spot| spot.is_institution()).map(|spot| f64::from(spot.w)).fold(1.0, f64::min),
            least_cos: known().map(|spot| spot.root_cos() * spot.root_cos()).fold(1.0, f64::min) as f32 * (1.0 - 1e-6),
            // Two coordinates, each rounded to half a unit in the last place, and what is done with their difference.
            error: extent * f32::EPSILON * 4.0,
            place,
            time,
            description,
        }
    }

    /// How many deaths there are.
    pub fn len(&self) -> usize {
        self.deaths
    }

    /// True for an empty register.
    pub fn is_empty(&self) -> bool {
        self.deaths == 0
    }

    /// Sets `out` to bounds on the Bayes factors of death `a` with the deaths of `range` (at most [`RUN`]).
    pub fn bounds(&self, a: usize, range: Range<usize>, out: &mut [f32; RUN]) {
        let out = &mut out[..range.len()];
        self.arch.dispatch(|| {
            self.place(&self.place.spots()[a], range.clone(), out);
            self.time(a, range.clone(), out);
            self.age(self.description.plain.age(), a, range.clone(), out);
            for k in 0..PLAIN - 1 {
                self.category(k, a, range.clone(), out);
            }
            let own = f32::from_bits(u32::from(self.rich[a]) << 16);
            for (bound, &other) in out.iter_mut().zip(&self.rich[range.clone()]) {
                *bound *= least(own, f32::from_bits(u32::from(other) << 16)) * ROUNDING;
            }
        });
    }

    #[inline(always)]
    fn place(&self, spot: &Spot, range: Range<usize>, out: &mut [f32]) {
        let own = whereabouts(spot);
        let others = &self.whereabouts[range.clone()];
        match own {
            UNKNOWN => out.fill(1.0),
            OWN => {
                let (east, north) = from_origin(self.origin, spot);
                let shares = [1.0 - self.place.same_address, self.place.same_address];
                let scales = [self.place.scale, SAME_ADDRESS_KM];
                let height = |k: usize| {
                    (self.place.w * shares[k] / (PI * scales[k] * scales[k])) as f32 * spot.area() * ROUNDING
                };
                let flat = |k: usize| (1.0 / (scales[k] * scales[k])) as f32;
                let (tall, narrow, broad, steep) = (height(0), height(1), flat(0), flat(1));
                let rest = (1.0 - self.place.w) as f32;
                let (cos, error) = (self.least_cos, self.error);
                let (easts, norths) = (&self.east[range.clone()], &self.north[range]);
                for k in 0..out.len() {
                    let around = (easts[k] - east).abs();
                    let dx = (least(around, AROUND_KM - around) * cos - error).max(0.0);
                    let dy = ((norths[k] - north).abs() - error).max(0.0);
                    let d2 = (dx * dx + dy * dy) * (1.0 - 1e-6);
                    let (s, t) = (1.0 + d2 * broad, 1.0 + d2 * steep);
                    let (s2, t2) = (s * s, t * t);
                    let near = rest + (tall * t2 + narrow * s2) / (s2 * t2);
                    out[k] = if others[k] == OWN { near } else { 1.0 };
                }
            }
            _ => {
                let same = (carry_over(f64::from(spot.w), f64::from(spot.inverse)) as f32).max(1.0) * ROUNDING;
                let apart = (1.0 - self.least_w) as f32 * ROUNDING;
                for (out, &other) in out.iter_mut().zip(others) {
                    let there = if other == own { same } else { apart };
                    *out = if other <= UNKNOWN { 1.0 } else { there };
                }
            }
        }
    }

    #[inline(always)]
    fn time(&self, a: usize, range: Range<usize>, out: &mut [f32]) {
        let own = self.days[a];
        if own == NO_STEP {
            return;
        }
        let (rest, tall, steep) = self.time.parts();
        let tall = tall * self.rates[a] * ROUNDING;
        for (out, &other) in out.iter_mut().zip(&self.days[range]) {
            let steps = i32::from(own) - i32::from(other);
            let gap = (steps.abs() * DAYS_A_STEP - (DAYS_A_STEP - 1)).max(0) as f32;
            let known = rest + tall * exp_bound(gap * steep);
            *out *= if other == NO_STEP { 1.0 } else { known };
        }
    }

    #[inline(always)]
    fn age(&self, age: &FastAge, a: usize, range: Range<usize>, out: &mut [f32]) {
        let Some((low, high)) = age.range(a) else { return };
        let (rest, tall, steep) = age.parts(a);
        let tall = tall * ROUNDING;
        let (lows, highs) = (&self.low[range.clone()], &self.high[range]);
        for k in 0..out.len() {
            let (above, below) = (f32::from(lows[k]) - high, low - f32::from(highs[k]));
            let gap = above.max(below).max(0.0);
            let known = rest + tall * exp_bound(gap * steep);
            out[k] *= if lows[k] == NO_AGE { 1.0 } else { known };
        }
    }

    #[inline(always)]
    fn category(&self, k: usize, a: usize, range: Range<usize>, out: &mut [f32]) {
        let own = self.categories[k][a];
        if own == NO_VALUE {
            return;
        }
        let (w, inverse) = self.description.plain.weighing(a, k);
        let same = carry_over(w, f64::from(inverse)) as f32 * ROUNDING;
        let apart = (1.0 - w) as f32 * ROUNDING;
        for (out, &other) in out.iter_mut().zip(&self.categories[k][range]) {
            let known = if other == own { same } else { apart };
            *out *= if other == NO_VALUE { 1.0 } else { known };
        }
    }
}

/// Kilometres east (at the equator) and north of an origin.
fn from_origin(origin: (f64, f64), spot: &Spot) -> (f32, f32) {
    (((spot.lon - origin.1) * KM_A_DEGREE) as f32, ((spot.lat - origin.0) * KM_A_DEGREE) as f32)
}

fn whereabouts(spot: &Spot) -> u16 {
    match (spot.is_known(), spot.institution) {
        (false, _) => UNKNOWN,
        (true, NONE) => OWN,
        (true, number) => (number % u32::from(u16::MAX - 2)) as u16 + 2,
    }
}

fn step(day: i32, first: i32) -> u16 {
    match day {
        NO_DAY => NO_STEP,
        day => ((day - first) / DAYS_A_STEP) as u16,
    }
}

/// The upper half of the number's bits, rounded up: for numbers above 0 the next that has so few.
fn rounded_up(value: f32) -> u16 {
    ((value.to_bits() + 0xFFFF) >> 16) as u16
}
