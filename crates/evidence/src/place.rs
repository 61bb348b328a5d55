//! Evidence from place: the distance between two deaths against the density of deaths of that kind there.

mod antimeridian;
mod columns;
mod density;
mod nearby;

use crate::background::Share;
use crate::carry_over::{carry_over, pareto_disc};
use crate::institutions::{Institutions, NONE};
use crate::likeness::Common;
use crate::mean_ratio::{MeanRatios, mean_ratios};
use crate::model::Model;
use colligate_register::{Kind, Register, wording};
pub(crate) use columns::{PlaceColumns, least};
use density::densities;
use nearby::Nearby;
use std::sync::{Arc, OnceLock};

/// Mean radius of the Earth in kilometres (IUGG; Moritz 2000), as used for all distances.
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// Kilometres in a degree of latitude.
pub const KM_A_DEGREE: f64 = EARTH_RADIUS_KM * std::f64::consts::PI / 180.0;

/// Pairs of each kind from which the mean ratio is taken: more than elsewhere, since the near ones count for most.
const PAIRS: usize = 2_000_000;

/// Half the narrow part of the kernel lies within this many kilometres: one address, however it was geocoded.
pub(crate) const SAME_ADDRESS_KM: f64 = 0.015;

/// Where a death is, with the background there: all that place evidence needs, so that a null register can hand one
/// death the spot of another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Latitude in degrees; NaN where the place is not known.
    pub lat: f64,
    /// Longitude in degrees; above 180 in a register on both sides of the antimeridian.
    pub lon: f64,
    /// Square root of the cosine of the latitude.
    root_cos: f64,
    /// One over the background: square kilometres for a place of its own, one over its share for an institution.
    pub(crate) inverse: f32,
    /// Number of the institution or town, or [`NONE`].
    pub(crate) institution: u32,
    /// Probability that this kind of place is carried over.
    pub(crate) w: f32,
}

impl Spot {
    const UNKNOWN: Spot =
        Spot { lat: f64::NAN, lon: f64::NAN, root_cos: f64::NAN, inverse: 0.0, institution: NONE, w: 0.0 };

    /// True where the place is known.
    #[inline]
    pub fn is_known(&self) -> bool {
        !self.lat.is_nan()
    }

    /// True for an institution, a town centroid or another place where many die.
    pub fn is_institution(&self) -> bool {
        self.institution != NONE
    }

    /// Square of the distance in kilometres to another spot; see [`plane_distance2`].
    #[inline]
    pub fn distance2(&self, other: &Spot) -> f64 {
        plane_distance2((self.lat, self.lon, self.root_cos), (other.lat, other.lon, other.root_cos))
    }

    /// Square root of the cosine of the latitude.
    pub fn root_cos(&self) -> f64 {
        self.root_cos
    }

    /// One over the density of deaths of the kind there, in square kilometres; 0 for an institution.
    pub fn area(&self) -> f32 {
        if self.is_institution() { 0.0 } else { self.inverse }
    }
}

/// Square of the distance in kilometres on the local plane between two places, each a latitude and a longitude in degrees
/// and the square root of the cosine of the latitude (equirectangular; the error is under 0.1% up to 100 km below 60° of
/// latitude). NaN where either is not known.
#[inline]
pub fn plane_distance2(a: (f64, f64, f64), b: (f64, f64, f64)) -> f64 {
    let dy = (a.0 - b.0) * KM_A_DEGREE;
    let degrees = (a.1 - b.1).abs();
    let dx = degrees.min(360.0 - degrees) * KM_A_DEGREE * a.2 * b.2;
    dx * dx + dy * dy
}

/// Place evidence of a register.
///
/// A place of its own is compared by distance, with a heavy-tailed kernel, against the density of such places for
/// deaths of that kind. That density is a mixture of kernel estimates at several scales at once, from 100 m to 10 km,
/// among deaths of the kind and among all, with weights learned by maximum likelihood, each death left out of its own
/// (Smyth & Wolpert 1999, stacked density estimation), so that neither a dense street nor an empty county misleads.
///
/// A place where many die (a hospital, a home, the centroid of a town) is compared by name: the same or not, as common
/// as it is among deaths of that kind at such places. Its distance to other places says nothing.
pub struct Place {
    spots: Vec<Spot>,
    pub(crate) w: f64,
    pub(crate) scale: f64,
    pub(crate) same_address: f64,
    kinds: Vec<Kind>,
    institutions: Arc<Institutions>,
    /// For sentences; made when the first is asked for.
    nearby: OnceLock<Nearby>,
    pub(crate) means: Vec<f64>,
}

impl Place {
    /// Counts the places of a register, with mean ratios taken before where there are any.
    pub fn new(
        register: &Register,
        institutions: Arc<Institutions>,
        model: &Model,
        means: Option<&MeanRatios>,
    ) -> Place {
        let kinds: Vec<Kind> = register.deaths.iter().map(|death| death.kind).collect();
        let around = antimeridian::Unwrapped::new(register.deaths.iter().filter_map(|death| death.point));
        let own = |i: usize| {
            let point = register.deaths[i].point.filter(|_| institutions.of(i) == NONE);
            point.map(|point| (point.lat, around.longitude(point.lon), kinds[i]))
        };
        let points: Vec<_> = (0..register.deaths.len()).filter_map(|i| own(i).map(|point| (i, point))).collect();
        let density = densities(&points.iter().map(|(_, point)| *point).collect::<Vec<_>>());
        let mut spots = vec![Spot::UNKNOWN; register.deaths.len()];
        for ((i, (lat, lon, _)), density) in points.into_iter().zip(density) {
            let root_cos = lat.to_radians().cos().max(0.0).sqrt();
            let inverse = (1.0 / density) as f32;
            spots[i] = Spot { lat, lon, root_cos, inverse, institution: NONE, w: model.place.w as f32 };
        }
        for (i, death) in register.deaths.iter().enumerate().filter(|(i, _)| institutions.of(*i) != NONE) {
            let Some(point) = death.point else { continue };
            spots[i] = Spot {
                lat: point.lat,
                lon: around.longitude(point.lon),
                root_cos: point.lat.to_radians().cos().max(0.0).sqrt(),
                inverse: (1.0 / institutions.frequency(i, kinds[i])) as f32,
                institution: institutions.of(i),
                w: if institutions.is_town(i) { model.place.w } else { model.place.w_same_institution } as f32,
            };
        }
        let (w, same_address) = (model.place.w, model.place.same_address);
        let mut place = Place {
            spots,
            w,
            scale: model.place.scale_m / 1000.0,
            same_address,
            kinds,
            institutions,
            nearby: OnceLock::new(),
            means: Vec::new(),
        };
        let ratio = |i: usize, j: usize| place.ratio(&place.spots[i], &place.spots[j]);
        place.means = means.map_or_else(|| mean_ratios(&place.kinds, PAIRS, ratio), |means| means.place.clone());
        for (spot, kind) in place.spots.iter_mut().zip(&place.kinds).filter(|(spot, _)| !spot.is_institution()) {
            spot.inverse /= place.means[*kind as usize] as f32;
        }
        place
    }

    /// The kernel over the density for two places of their own; nothing for others.
    fn ratio(&self, a: &Spot, b: &Spot) -> Option<f64> {
        let own = a.is_known() && b.is_known() && !a.is_institution() && !b.is_institution();
        own.then(|| self.kernel(a.distance2(b)) * f64::from(a.inverse.min(b.inverse)))
    }

    /// The spot of each death of the register.
    pub fn spots(&self) -> &[Spot] {
        &self.spots
    }

    /// Density of the kernel at this squared distance, per square kilometre.
    #[inline]
    fn kernel(&self, d2: f64) -> f64 {
        (1.0 - self.same_address) * pareto_disc(d2, self.scale) + self.same_address * pareto_disc(d2, SAME_ADDRESS_KM)
    }

    /// The Bayes factor of two spots; 1 where either is not known.
    #[inline]
    pub fn factor(&self, a: &Spot, b: &Spot) -> f64 {
        if a.institution == NONE && b.institution == NONE {
            let d2 = a.distance2(b);
            if d2.is_nan() {
                return 1.0;
            }
            return carry_over(self.w, self.kernel(d2) * f64::from(a.inverse.min(b.inverse)));
        }
        self.institution_factor(a, b)
    }

    fn institution_factor(&self, a: &Spot, b: &Spot) -> f64 {
        if a.institution == NONE || b.institution == NONE {
            return 1.0;
        }
        let w = f64::from(a.w.min(b.w));
        if a.institution != b.institution {
            return 1.0 - w;
        }
        carry_over(w, f64::from(a.inverse.min(b.inverse)))
    }

    /// Whether two deaths are at the same place: one institution or town, or one spot.
    pub fn in_both(&self, i: usize, j: usize) -> Common {
        let (a, b) = (&self.spots[i], &self.spots[j]);
        match (a.is_institution(), b.is_institution()) {
            _ if !a.is_known() || !b.is_known() => Common::NotCompared,
            (true, true) if a.institution == b.institution => Common::Everything,
            (true, true) => Common::Nothing,
            (false, false) if a.distance2(b) == 0.0 => Common::Everything,
            (false, false) => Common::Some,
            _ => Common::NotCompared,
        }
    }

    /// Why, in a sentence: the distance, and how many deaths of the kind lie as near.
    pub fn sentence(&self, i: usize, j: usize) -> String {
        let (a, b) = (&self.spots[i], &self.spots[j]);
        if !a.is_known() || !b.is_known() {
            return "place not on record for both".to_owned();
        }
        if a.is_institution() && b.is_institution() {
            let what = if self.institutions.is_town(i) { "town" } else { "place where many die" };
            if a.institution != b.institution {
                return format!("not the same {what}");
            }
            let share = self.institutions.share(i, self.kinds[i]);
            return format!("the same {what}; {} at such places", share.among(&format!("{} deaths", self.kinds[i])));
        }
        if a.is_institution() || b.is_institution() {
            return "one of them at a place where many die: its distance says nothing".to_owned();
        }
        let d2 = a.distance2(b);
        let rarer = if a.inverse <= b.inverse { i } else { j };
        let kind = self.kinds[rarer];
        let nearby = self.nearby.get_or_init(|| Nearby::new(&self.spots, &self.kinds));
        // The death itself is no nearer to anything.
        let near = nearby.within(&self.spots, &self.spots[rarer], kind, d2).saturating_sub(1);
        let of = nearby.of(kind);
        let counts =
            Share { count: near as u32, of: of as u32 }.among(&format!("{kind} deaths with a place on record"));
        format!("{} apart; {counts} {} as near", wording::distance(1000.0 * d2.sqrt()), wording::are(near))
    }
}
