//! Coordinates that are exchanged or have lost their sign show by the region in which all the others lie.

use super::{deaths, lines};
use crate::death::Point;
use crate::field::Field;
use crate::register::Register;
use crate::reject::Reject;
use crate::wording::plural;

/// Fewer points than this show no region.
const LEAST: usize = 12;

/// Share of the points at each end that may be faulty themselves and does not shape the region.
const TAIL: f64 = 0.02;

/// Points at each end that do not shape it, at least: in a small register one faulty point would.
const LEAST_TAIL: usize = 2;

/// How far the region reaches beyond the box of the points between the tails, in degrees.
const MARGIN: f64 = 1.0;

/// How far the core reaches beyond the middle fifth of the points, in lengths of it.
const FENCE: f64 = 8.0;

struct Region {
    lat: (f64, f64),
    lon: (f64, f64),
}

impl Region {
    /// Where all points lie but the outermost.
    fn of(register: &Register) -> Option<Region> {
        Region::between(register, |count| ((count as f64 * TAIL) as usize).max(LEAST_TAIL), 0.0)
    }

    /// Where the middle fifth of the points lies, and eight times as far on either side, which is four standard deviations of a
    /// normal spread: faulty points do not move it unless they are two in five.
    fn core(register: &Register) -> Option<Region> {
        Region::between(register, |count| 2 * count / 5, FENCE)
    }

    /// The box without so many points at each end, widened by a share of itself and the margin.
    fn between(register: &Register, tail: impl Fn(usize) -> usize, wider: f64) -> Option<Region> {
        let points: Vec<_> = register.deaths.iter().filter_map(|death| death.point).collect();
        if points.len() < LEAST {
            return None;
        }
        let ends = |mut values: Vec<f64>| {
            let low = tail(values.len());
            let high = values.len() - 1 - low;
            let first = *values.select_nth_unstable_by(low, f64::total_cmp).1;
            let last = *values.select_nth_unstable_by(high, f64::total_cmp).1;
            let more = wider * (last - first) + MARGIN;
            (first - more, last + more)
        };
        Some(Region {
            lat: ends(points.iter().map(|point| point.lat).collect()),
            lon: ends(points.iter().map(|point| point.lon).collect()),
        })
    }

    fn has(&self, lat: f64, lon: f64) -> bool {
        (self.lat.0..=self.lat.1).contains(&lat) && (self.lon.0..=self.lon.1).contains(&lon)
    }
}

const EXCHANGED: &str =
    "latitude and longitude are exchanged: the other way round the point lies among the rest of the register";

/// Takes out points that lie in the region once exchanged or with the other sign, and counts those that lie far outside.
pub(super) fn run(register: &mut Register, rejects: &mut Vec<Reject>, notes: &mut Vec<String>) {
    let Some(core) = Region::core(register) else { return };
    let mut faulty = 0;
    for death in &mut register.deaths {
        let Some(Point { lat, lon, .. }) = death.point.filter(|point| !core.has(point.lat, point.lon)) else {
            continue;
        };
        if core.has(lon, lat) {
            faulty += 1;
            rejects.push(Reject::field(death.line, Field::Point.as_str(), &format!("{lat}, {lon}"), EXCHANGED));
            death.point = None;
        }
    }
    let mut outside = Vec::new();
    // Without the exchanged ones, the outermost points show the region.
    let region = Region::of(register).unwrap_or(core);
    for death in &mut register.deaths {
        let Some(point) = death.point.filter(|point| !region.has(point.lat, point.lon)) else { continue };
        let (lat, lon) = (point.lat, point.lon);
        let fault = if region.has(lon, lat) {
            EXCHANGED
        } else if region.has(lat, -lon) {
            "the longitude has the wrong sign: with the other the point lies among the rest of the register"
        } else if region.has(-lat, lon) {
            "the latitude has the wrong sign: with the other the point lies among the rest of the register"
        } else {
            outside.push(death.line);
            continue;
        };
        faulty += 1;
        rejects.push(Reject::field(death.line, Field::Point.as_str(), &format!("{lat}, {lon}"), fault));
        death.point = None;
    }
    if faulty > 0 {
        notes.push(format!(
            "{} had coordinates exchanged or with a wrong sign; {} used without a place.",
            deaths(faulty),
            plural(faulty, "it is", "they are")
        ));
    }
    if !outside.is_empty() {
        let lie = plural(outside.len(), "lies", "lie");
        notes.push(format!(
            "{} {lie} more than a degree outside the region of the rest ({}); check the coordinates.",
            deaths(outside.len()),
            lines(&outside, outside.len())
        ));
    }
}
