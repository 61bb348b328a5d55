//! Place in plain columns: what no pair of spots exceeds, for one spot against a run of others.

use super::{KM_A_DEGREE, Place, Spot};
use crate::carry_over::carry_over;
use crate::columns::padded;
use crate::institutions::NONE;
use std::f64::consts::PI;
use std::ops::Range;

/// Stands for no institution on the side of the one spot, so that it equals no other's.
const NEITHER: u32 = NONE - 1;
/// Share by which squared distances are lowered against rounding; see [`PlaceColumns::bounds`].
const MARGIN: f32 = 1e-3;

/// Spots as columns of single precision.
pub(crate) struct PlaceColumns {
    /// Kilometres east (to be scaled by both roots of the cosine) and north of a common origin.
    east: Vec<f32>,
    north: Vec<f32>,
    root_cos: Vec<f32>,
    /// One over the background; 0 for an institution or a place not known.
    area: Vec<f32>,
    institution: Vec<u32>,
    /// The most that two deaths at the same institution can be worth; 0 elsewhere.
    same: Vec<f32>,
    /// Largest error of a distance squared that [`MARGIN`] does not cover.
    slack: f32,
    rest: f32,
    /// Height of the two parts of the kernel, times `w`, and one over their squared scales.
    height: [f32; 2],
    flat: [f32; 2],
}

impl PlaceColumns {
    pub(crate) fn new<'a>(place: &Place, spots: impl Iterator<Item = &'a Spot>) -> PlaceColumns {
        let spots: Vec<&Spot> = spots.collect();
        let known = || spots.iter().filter(|spot| spot.is_known());
        let origin = known().next().map_or((0.0, 0.0), |spot| (spot.lat, spot.lon));
        let east = |spot: &&Spot| ((spot.lon - origin.1) * KM_A_DEGREE) as f32;
        let north = |spot: &&Spot| ((spot.lat - origin.0) * KM_A_DEGREE) as f32;
        let extent = known().flat_map(|spot| [east(spot).abs(), north(spot).abs()]).fold(0f32, f32::max);
        // Two coordinates rounded, each by at most half a unit in the last place, doubled for what follows.
        let error = extent * f32::EPSILON * 2.0;
        let same = |spot: &&Spot| match spot.is_institution() {
            true => carry_over(f64::from(spot.w), f64::from(spot.inverse)).max(1.0) as f32,
            false => 0.0,
        };
        let scales = [place.scale, super::SAME_ADDRESS_KM];
        let shares = [1.0 - place.same_address, place.same_address];
        PlaceColumns {
            east: padded(spots.iter().map(east)),
            north: padded(spots.iter().map(north)),
            root_cos: padded(spots.iter().map(|spot| spot.root_cos as f32)),
            area: padded(spots.iter().map(|spot| spot.area())),
            institution: padded(spots.iter().map(|spot| spot.institution)),
            same: padded(spots.iter().map(same)),
            slack: error * error * (1.0 + 1.0 / MARGIN),
            rest: (1.0 - place.w) as f32,
            height: [0, 1].map(|k| (place.w * shares[k] / (PI * scales[k] * scales[k])) as f32),
            flat: [0, 1].map(|k| (1.0 / (scales[k] * scales[k])) as f32),
        }
    }

    /// Sets `out` to bounds on the factors of spot `a` with the spots of `range`, 0 for those farther apart than the
    /// square root of `max2` kilometres.
    ///
    /// The kernel falls with distance, so that its value at a distance rounded down is a bound: where a distance is wrong
    /// by `e`, its square is wrong by at most `m·d² + e²·(1 + 1/m)`, for any `m` above 0.
    #[inline(always)]
    pub(crate) fn bounds(&self, a: usize, range: Range<usize>, max2: f32, out: &mut [f32]) {
        let (east, north, root_cos) = (self.east[a], self.north[a], self.root_cos[a]);
        let (area, same) = (self.area[a], self.same[a]);
        let institution = if self.institution[a] == NONE { NEITHER } else { self.institution[a] };
        let (rest, slack, [tall, narrow], flat) = (self.rest, self.slack, self.height, self.flat);
        let farthest = max2 * (1.0 + f32::EPSILON * 8.0) + slack;
        let n = range.len();
        let (easts, norths) = (&self.east[range.clone()][..n], &self.north[range.clone()][..n]);
        let (root_coss, areas) = (&self.root_cos[range.clone()][..n], &self.area[range.clone()][..n]);
        let (institutions, sames) = (&self.institution[range.clone()][..n], &self.same[range][..n]);
        let out = &mut out[..n];
        for k in 0..n {
            let dx = (easts[k] - east) * (root_cos * root_coss[k]);
            let dy = norths[k] - north;
            let d2 = dx * dx + dy * dy;
            let low = d2 * (1.0 - MARGIN) - slack;
            let low = if low > 0.0 { low } else { 0.0 };
            // No branch and one division: what lets the compiler do several at once.
            let (s, t) = (1.0 + low * flat[0], 1.0 + low * flat[1]);
            let (s2, t2) = (s * s, t * t);
            let near = least(area, areas[k]);
            let own = rest + (tall * t2 + narrow * s2) / (s2 * t2) * near;
            let named = if institution == institutions[k] { least(same, sames[k]) } else { 1.0 };
            let named = if near > 0.0 { 0.0 } else { named };
            let bound = if own > named { own } else { named };
            out[k] = if d2 > farthest { 0.0 } else { bound };
        }
    }
}

/// The smaller of two numbers, without the care for NaN that costs the compiler its vectors.
#[inline(always)]
pub(crate) fn least(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}
