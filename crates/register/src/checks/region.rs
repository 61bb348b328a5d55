//! Coordinates that are exchanged or have lost their sign show by the region in which all the others lie.

use super::deaths;
use crate::field::Field;
use crate::register::Register;
use crate::reject::Reject;

/// Fewer points than this show no region.
const LEAST: usize = 12;

/// Share of the points at each end that may be faulty themselves and does not shape the region.
const TAIL: f64 = 0.02;

/// Points at each end that do not shape it, at least: in a small register one faulty point would.
const LEAST_TAIL: usize = 2;

/// How far the region reaches beyond the box of the points between the tails, in degrees.
const MARGIN: f64 = 1.0;

/// Lines named in a note at most.
const LINES: usize = 10;

struct Region {
    lat: (f64, f64),
    lon: (f64, f64),
}

impl Region {
    fn of(register: &Register) -> Option<Region> {
        let points: Vec<_> = register.deaths.iter().filter_map(|death| death.point).collect();
        if points.len() < LEAST {
            return None;
        }
        let ends = |mut values: Vec<f64>| {
            let low = ((values.len() as f64 * TAIL) as usize).max(LEAST_TAIL);
            let high = values.len() - 1 - low;
            let first = *values.select_nth_unstable_by(low, f64::total_cmp).1;
            let last = *values.select_nth_unstable_by(high, f64::total_cmp).1;
            (first - MARGIN, last + MARGIN)
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

/// Takes out points that lie in the region once exchanged or with the other sign, and counts those that lie far outside.
pub(super) fn run(register: &mut Register, rejects: &mut Vec<Reject>, notes: &mut Vec<String>) {
    let Some(region) = Region::of(register) else { return };
    let mut outside = Vec::new();
    let mut faulty = 0;
    for death in &mut register.deaths {
        let Some(point) = death.point.filter(|point| !region.has(point.lat, point.lon)) else { continue };
        let (lat, lon) = (point.lat, point.lon);
        let fault = if region.has(lon, lat) {
            "latitude and longitude are exchanged: the other way round the point lies among the rest of the register"
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
            "{} had coordinates exchanged or with a wrong sign; they are used without a place.",
            deaths(faulty)
        ));
    }
    if !outside.is_empty() {
        let lines: Vec<String> = outside.iter().take(LINES).map(u64::to_string).collect();
        let more = if outside.len() > LINES { ", …" } else { "" };
        notes.push(format!(
            "{} lie more than a degree outside the region of the rest (lines {}{more}); check their coordinates.",
            deaths(outside.len()),
            lines.join(", ")
        ));
    }
}
