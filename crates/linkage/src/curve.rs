//! A path through places on which what is near stays near.

use colligate_evidence::Spot;

/// Units in the order of a Hilbert curve over their places, so that a run of them is a neighbourhood.
pub(crate) fn along_curve(spots: &[Spot], mut units: Vec<u32>) -> Vec<u32> {
    const SIDE: u32 = 1 << 16;
    let spot = |unit: u32| &spots[unit as usize];
    let low = units.iter().fold((f64::MAX, f64::MAX), |low, &u| (low.0.min(spot(u).lat), low.1.min(spot(u).lon)));
    let high = units.iter().fold((f64::MIN, f64::MIN), |high, &u| (high.0.max(spot(u).lat), high.1.max(spot(u).lon)));
    let cos = (0.5 * (low.0 + high.0)).to_radians().cos();
    let side = (high.0 - low.0).max((high.1 - low.1) * cos).max(1e-9);
    let scale = f64::from(SIDE - 1) / side;
    let position =
        |unit: u32| hilbert(((spot(unit).lon - low.1) * cos * scale) as u32, ((spot(unit).lat - low.0) * scale) as u32);
    units.sort_by_cached_key(|&unit| (position(unit), unit));
    units
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
