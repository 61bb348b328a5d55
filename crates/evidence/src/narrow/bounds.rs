//! What the place, date, age and categories of one death are worth at most beside those of a run of others.

use super::{
    AROUND_KM, DAYS_A_STEP, NO_AGE, NO_STEP, NO_VALUE, Narrow, OWN, ROUNDING, UNKNOWN, from_origin, whereabouts,
};
use crate::age::FastAge;
use crate::carry_over::carry_over;
use crate::columns::exp_bound;
use crate::place::{SAME_ADDRESS_KM, Spot, least};
use std::f64::consts::PI;
use std::ops::Range;

impl Narrow<'_> {
    /// A bound on the factors of the date of a death with any other.
    pub(super) fn soonest(&self, death: usize) -> f32 {
        self.time.bound(self.rates[death]) as f32 * ROUNDING
    }

    /// Heights of the two parts of the kernel around a spot, one over their squared scales, and what is not carried over.
    pub(super) fn kernel(&self, spot: &Spot) -> ([f32; 2], [f32; 2], f32) {
        let shares = [1.0 - self.place.same_address, self.place.same_address];
        let scales = [self.place.scale, SAME_ADDRESS_KM];
        let height =
            |k: usize| (self.place.w * shares[k] / (PI * scales[k] * scales[k])) as f32 * spot.area() * ROUNDING;
        let flat = |k: usize| (1.0 / (scales[k] * scales[k])) as f32;
        ([height(0), height(1)], [flat(0), flat(1)], (1.0 - self.place.w) as f32)
    }

    /// What two deaths at the institution of this spot are worth, and what one there and one at another.
    pub(super) fn named(&self, spot: &Spot) -> (f32, f32) {
        let same = (carry_over(f64::from(spot.w), f64::from(spot.inverse)) as f32).max(1.0) * ROUNDING;
        (same, (1.0 - self.least_w) as f32 * ROUNDING)
    }

    #[inline(always)]
    pub(super) fn place(&self, spot: &Spot, range: Range<usize>, out: &mut [f32]) {
        let own = whereabouts(spot);
        let others = &self.whereabouts[range.clone()];
        match own {
            UNKNOWN => out.fill(1.0),
            OWN => {
                let (east, north) = from_origin(self.origin, spot);
                let ([tall, narrow], [broad, steep], rest) = self.kernel(spot);
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
                let (same, apart) = self.named(spot);
                for (out, &other) in out.iter_mut().zip(others) {
                    let there = if other == own { same } else { apart };
                    *out = if other <= UNKNOWN { 1.0 } else { there };
                }
            }
        }
    }

    #[inline(always)]
    pub(super) fn time(&self, a: usize, rate: f32, range: Range<usize>, out: &mut [f32]) {
        let own = self.days[a];
        if own == NO_STEP {
            return;
        }
        let (rest, tall, steep) = self.time.parts();
        let tall = tall * rate * ROUNDING;
        for (out, &other) in out.iter_mut().zip(&self.days[range]) {
            let known = rest + tall * exp_bound(days_apart(own.abs_diff(other)) * steep);
            *out *= if other == NO_STEP { 1.0 } else { known };
        }
    }

    #[inline(always)]
    pub(super) fn age(&self, age: &FastAge, death: usize, range: Range<usize>, out: &mut [f32]) {
        let Some((low, high)) = age.range(death) else { return };
        let (rest, tall, steep) = age.parts(death);
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
    pub(super) fn category(&self, k: usize, death: usize, a: usize, range: Range<usize>, out: &mut [f32]) {
        let own = self.categories[k][a];
        if own == NO_VALUE {
            return;
        }
        let (w, inverse) = self.description.plain.weighing(death, k);
        let same = carry_over(w, f64::from(inverse)) as f32 * ROUNDING;
        let apart = (1.0 - w) as f32 * ROUNDING;
        for (out, &other) in out.iter_mut().zip(&self.categories[k][range]) {
            let known = if other == own { same } else { apart };
            *out *= if other == NO_VALUE { 1.0 } else { known };
        }
    }
}

/// The fewest days that lie between two so many steps apart.
#[inline(always)]
pub(super) fn days_apart(steps: u16) -> f32 {
    (i32::from(steps) * DAYS_A_STEP - (DAYS_A_STEP - 1)).max(0) as f32
}
