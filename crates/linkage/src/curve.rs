//! A path through places on which what is near stays near.

use colligate_evidence::Spot;
use colligate_register::Register;

/// A Hilbert curve of order 16 over the square that holds some places.
struct Curve {
    south: f64,
    west: f64,
    /// Length of a degree of longitude beside one of latitude.
    cos: f64,
    scale: f64,
}

impl Curve {
    /// Over places in degrees of latitude and longitude.
    fn over(places: impl Iterator<Item = (f64, f64)> + Clone) -> Curve {
        const SIDE: u32 = 1 << 16;
        let low = places.clone().fold((f64::MAX, f64::MAX), |low, at| (low.0.min(at.0), low.1.min(at.1)));
        let high = places.fold((f64::MIN, f64::MIN), |high, at| (high.0.max(at.0), high.1.max(at.1)));
        let cos = (0.5 * (low.0 + high.0)).to_radians().cos();
        let side = (high.0 - low.0).max((high.1 - low.1) * cos).max(1e-9);
        Curve { south: low.0, west: low.1, cos, scale: f64::from(SIDE - 1) / side }
    }

    /// How far along the curve a place is.
    fn position(&self, (lat, lon): (f64, f64)) -> u64 {
        hilbert(((lon - self.west) * self.cos * self.scale) as u32, ((lat - self.south) * self.scale) as u32)
    }
}

/// Units in the order of a curve over their places, so that a run of them is a neighbourhood.
pub(crate) fn along_curve(spots: &[Spot], mut units: Vec<u32>) -> Vec<u32> {
    let at = |unit: &u32| (spots[*unit as usize].lat, spots[*unit as usize].lon);
    let curve = Curve::over(units.iter().map(at));
    units.sort_by_cached_key(|unit| (curve.position(at(unit)), *unit));
    units
}

/// Deaths from which a register no longer fits the caches of a processor.
const LARGE: usize = 200_000;

/// Puts the deaths of a large register in the order of a curve over their places, those without one last; a smaller one
/// keeps the order of its source.
///
/// Deaths are compared with their neighbours. Where these stand far apart in memory, fetching them costs more than
/// comparing them.
pub fn lay_out(register: &mut Register) {
    if register.deaths.len() < LARGE {
        return;
    }
    let points = register.deaths.iter().filter_map(|death| death.point);
    let curve = Curve::over(points.map(|point| (point.lat, point.lon)));
    register.deaths.sort_by_cached_key(|death| {
        let position = death.point.map(|point| curve.position((point.lat, point.lon)));
        (position.is_none(), position)
    });
}

/// Distance along the Hilbert curve of order 16 to this cell.
fn hilbert(mut x: u32, mut y: u32) -> u64 {
    let mut distance = 0u64;
    let mut side = 1u32 << 15;
    while side > 0 {
        let (right, up) = (u32::from(x & side > 0), u32::from(y & side > 0));
        distance += u64::from(side) * u64::from(side) * u64::from((3 * right) ^ up);
        if up == 0 {
            if right == 1 {
                x = (2 * side - 1).wrapping_sub(x) & 0xFFFF;
                y = (2 * side - 1).wrapping_sub(y) & 0xFFFF;
            }
            std::mem::swap(&mut x, &mut y);
        }
        side /= 2;
    }
    distance
}

#[cfg(test)]
mod tests {
    use super::*;
    use colligate_register::{Death, Point};

    #[test]
    fn a_large_register_is_laid_out_by_place_and_keeps_every_death() {
        let mut register = Register::default();
        for number in 0..LARGE {
            let mut death = Death::new(&number.to_string());
            // Neighbours stand half the register apart.
            let lat = 51.0 + (number % 2 * LARGE + number) as f64 * 1e-6;
            death.point = (number % 1000 != 7).then_some(Point { lat, lon: 0.1, imprecision_m: 0.0 });
            register.deaths.push(death);
        }
        lay_out(&mut register);
        let known = register.deaths.iter().position(|death| death.point.is_none());
        assert_eq!(known, Some(LARGE - LARGE / 1000));
        let far = register.deaths[..LARGE - LARGE / 1000].windows(2).filter(|two| {
            let lat = |k: usize| two[k].point.map_or(0.0, |point| point.lat);
            (lat(0) - lat(1)).abs() > 0.02
        });
        assert!(far.count() < 10);
        let mut ids: Vec<&str> = register.deaths.iter().map(|death| death.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), LARGE);
    }

    #[test]
    fn a_small_register_keeps_the_order_of_its_source() {
        let deaths = ["c", "a", "b"].into_iter().map(Death::new).collect();
        let mut register = Register { deaths, ..Register::default() };
        lay_out(&mut register);
        let ids: Vec<&str> = register.deaths.iter().map(|death| death.id.as_str()).collect();
        assert_eq!(ids, ["c", "a", "b"]);
    }
}
