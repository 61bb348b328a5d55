//! One death against the whole register: bounds from as few bytes a death as will do.
//!
//! To ask for the nearest of a million deaths is to look at each once, and what that costs is reading memory. So every
//! value is cut to a byte or two, always towards the side on which the bound can only grow, and of what varies by death only the
//! side of the one that is asked about is taken: the smaller of two inverse frequencies is at most that. Deaths that
//! are near each other stand in one run, whose box bounds them all before any is looked at.

mod bounds;
mod runs;

use crate::columns::{LANES, highest, padded};
use crate::describe::Description;
use crate::institutions::NONE;
use crate::place::{KM_A_DEGREE, Place, Spot};
use crate::plain::PLAIN;
use crate::time::{NO_DAY, Time};
use runs::Run;
use std::ops::Range;

/// Deaths in a run.
pub const RUN: usize = 256;
/// Deaths of a run that are given up together.
const PART: usize = 64;

/// A register in narrow columns.
pub struct Narrow<'a> {
    arch: pulp::Arch,
    place: &'a Place,
    time: &'a Time,
    description: &'a Description,
    /// The death in each row, and the row of each death.
    deaths: Vec<u32>,
    rows: Vec<u32>,
    runs: Vec<Run>,
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
    /// Bound on what describes a death.
    most: Vec<u16>,
    /// One over the rate of deaths of its kind on the day of each death, by death.
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
    /// Lays out a register in the order of `deaths`, best one in which deaths near each other in place are near each
    /// other; `rates` are one over the rate of deaths of its kind on the day of each death.
    pub fn new(
        place: &'a Place,
        time: &'a Time,
        description: &'a Description,
        rates: Vec<f32>,
        deaths: Vec<u32>,
    ) -> Narrow<'a> {
        let spots = place.spots();
        let known = || spots.iter().filter(|spot| spot.is_known());
        let origin = known().next().map_or((0.0, 0.0), |spot| (spot.lat, spot.lon));
        let east = |spot: &Spot| if spot.is_known() { from_origin(origin, spot).0 } else { 0.0 };
        let north = |spot: &Spot| if spot.is_known() { from_origin(origin, spot).1 } else { 0.0 };
        let extent = known().flat_map(|spot| [east(spot).abs(), north(spot).abs()]).fold(0f32, f32::max);
        let first_day = time.days().iter().copied().filter(|&day| day != NO_DAY).min().unwrap_or(0);
        let age = description.plain.age();
        let order = || deaths.iter().map(|&death| death as usize);
        let category = |k: usize| {
            let value = |i: usize| description.plain.value(i, k).map_or(NO_VALUE, |value| (value % 255) as u8 + 1);
            padded(order().map(value))
        };
        let low = |i: usize| age.range(i).map_or(NO_AGE, |(low, _)| low.clamp(0.0, 250.0) as u8);
        let high = |i: usize| age.range(i).map_or(NO_AGE, |(_, high)| high.ceil().clamp(0.0, 250.0) as u8);
        let most = |i: usize| description.bound(i) * ROUNDING;
        let mut rows = vec![0; deaths.len()];
        deaths.iter().enumerate().for_each(|(row, &death)| rows[death as usize] = row as u32);
        let mut narrow = Narrow {
            arch: pulp::Arch::new(),
            rows,
            runs: Vec::new(),
            east: padded(order().map(|i| east(&spots[i]))),
            north: padded(order().map(|i| north(&spots[i]))),
            whereabouts: padded(order().map(|i| whereabouts(&spots[i]))),
            days: padded(order().map(|i| if time.is_exact(i) { step(time.days()[i], first_day) } else { NO_STEP })),
            low: padded(order().map(low)),
            high: padded(order().map(high)),
            categories: std::array::from_fn(category),
            rich: padded(order().map(|i| rounded_up(description.rich_bound(i) * ROUNDING))),
            most: padded(order().map(|i| rounded_up(most(i)))),
            origin,
            least_w: known().filter(|spot| spot.is_institution()).map(|spot| f64::from(spot.w)).fold(1.0, f64::min),
            least_cos: known().map(|spot| spot.root_cos() * spot.root_cos()).fold(1.0, f64::min) as f32 * (1.0 - 1e-6),
            // Two coordinates, each rounded to half a unit in the last place, and what is done with their difference.
            error: extent * f32::EPSILON * 4.0,
            rates,
            deaths,
            place,
            time,
            description,
        };
        let first = (0..narrow.deaths.len()).step_by(RUN);
        narrow.runs = first.map(|first| Run::new(&narrow, first..(first + RUN).min(narrow.deaths.len()))).collect();
        narrow
    }

    /// How many runs of deaths there are.
    pub fn runs(&self) -> usize {
        self.runs.len()
    }

    /// A bound on the Bayes factors of a death with the deaths of a run.
    pub fn run_bound(&self, death: usize, run: usize) -> f32 {
        self.runs[run].bound(self, death)
    }

    /// Adds the deaths of a run whose bound with this one reaches `least`, each with its bound.
    pub fn hopeful(&self, death: usize, run: usize, least: f32, out: &mut Vec<(f32, u32)>) {
        self.arch.dispatch(Hopes { narrow: self, death, run, least, out });
    }

    #[inline(always)]
    fn hopeful_here(&self, death: usize, run: usize, least: f32, out: &mut Vec<(f32, u32)>) {
        let mut bounds = [0f32; PART];
        let level = self.runs[run].level(self, death);
        let end = ((run + 1) * RUN).min(self.deaths.len());
        for from in (run * RUN..end).step_by(PART) {
            let real = PART.min(end - from);
            let part = &mut bounds[..real.next_multiple_of(LANES)];
            if self.bound_part(death, from..from + part.len(), level, least, part) {
                let others = &self.deaths[from..from + real];
                let open = part.iter().zip(others).filter(|(bound, other)| **bound >= least && **other != death as u32);
                out.extend(open.map(|(&bound, &other)| (bound, other)));
            }
        }
    }

    /// Sets `part` to bounds with the deaths of these rows; false where none reaches `least`.
    #[inline(always)]
    fn bound_part(
        &self,
        death: usize,
        rows: Range<usize>,
        (place, time): (Option<f32>, Option<f32>),
        least: f32,
        part: &mut [f32],
    ) -> bool {
        let a = self.rows[death] as usize;
        match place {
            Some(place) => part.fill(place),
            None => self.place(&self.place.spots()[death], rows.clone(), part),
        }
        let own = wide(self.most[a]);
        let most = || self.most[rows.clone()].iter().map(|&most| wide(most));
        if highest(part, own, most()) * self.soonest(death) < least {
            return false;
        }
        match time {
            Some(time) => part.iter_mut().for_each(|bound| *bound *= time),
            None => self.time(a, self.rates[death], rows.clone(), part),
        }
        if highest(part, own, most()) < least {
            return false;
        }
        self.age(self.description.plain.age(), death, rows.clone(), part);
        for k in 0..PLAIN - 1 {
            self.category(k, death, a, rows.clone(), part);
        }
        let own = wide(self.rich[a]);
        for (bound, &other) in part.iter_mut().zip(&self.rich[rows]) {
            *bound *= crate::place::least(own, wide(other)) * ROUNDING;
        }
        true
    }
}

/// A look at one run. A closure would be a function of its own, without the vectors of the processor at hand.
struct Hopes<'n, 'a> {
    narrow: &'n Narrow<'a>,
    death: usize,
    run: usize,
    least: f32,
    out: &'n mut Vec<(f32, u32)>,
}

impl pulp::NullaryFnOnce for Hopes<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.narrow.hopeful_here(self.death, self.run, self.least, self.out);
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

/// The number that [`rounded_up`] made so short.
#[inline(always)]
fn wide(bits: u16) -> f32 {
    f32::from_bits(u32::from(bits) << 16)
}
