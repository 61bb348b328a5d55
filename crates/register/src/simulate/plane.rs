//! Metres on the ground, near enough for a city or a county.

/// Mean radius of the Earth in metres (IUGG; Moritz 2000).
const EARTH_M: f64 = 6_371_008.8;

/// The point so many metres east and north of (latitude, longitude), in degrees to six decimals (0.1 m).
pub(crate) fn offset((lat, lon): (f64, f64), (east, north): (f64, f64)) -> (f64, f64) {
    let dlat = (north / EARTH_M).to_degrees();
    let dlon = (east / (EARTH_M * lat.to_radians().cos())).to_degrees();
    (six_decimals(lat + dlat), six_decimals(lon + dlon))
}

/// Distance in metres between two points (haversine).
pub(crate) fn metres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let half_lat = ((lat_b - lat_a) / 2.0).sin();
    let half_lon = ((b.1 - a.1).to_radians() / 2.0).sin();
    let h = half_lat * half_lat + lat_a.cos() * lat_b.cos() * half_lon * half_lon;
    2.0 * EARTH_M * h.sqrt().min(1.0).asin()
}

fn six_decimals(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_moved_500_metres_lies_500_metres_away() {
        let start = (51.5355, 0.0760);
        assert!((metres(start, offset(start, (400.0, -300.0))) - 500.0).abs() < 0.5);
    }
}
