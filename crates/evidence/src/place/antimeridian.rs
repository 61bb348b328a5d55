//! Registers on both sides of the antimeridian, as that of Fiji: longitudes without a jump between near places.

use colligate_register::Point;

/// How longitudes of a register are written so that near places have near ones.
pub(super) struct Unwrapped {
    /// Longitudes up to this one get a turn more; none where the register lies on one side.
    west: Option<f64>,
}

impl Unwrapped {
    /// The turn is added where the widest gap between longitudes is not the one across the antimeridian.
    pub(super) fn new(points: impl Iterator<Item = Point>) -> Unwrapped {
        let mut lons: Vec<f64> = points.map(|point| point.lon).collect();
        let (low, high) = lons.iter().fold((f64::MAX, f64::MIN), |(low, high), &lon| (low.min(lon), high.max(lon)));
        // Anything that spans less has its widest gap across the antimeridian.
        if high - low <= 180.0 {
            return Unwrapped { west: None };
        }
        lons.sort_unstable_by(f64::total_cmp);
        let widest = lons.windows(2).max_by(|x, y| (x[1] - x[0]).total_cmp(&(y[1] - y[0])));
        let west = widest.filter(|two| two[1] - two[0] > low + 360.0 - high).map(|two| two[0]);
        Unwrapped { west }
    }

    pub(super) fn longitude(&self, lon: f64) -> f64 {
        match self.west {
            Some(west) if lon <= west => lon + 360.0,
            _ => lon,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_register_on_both_sides_is_turned() {
        let of = |lons: &[f64]| Unwrapped::new(lons.iter().map(|&lon| Point { lat: 0.0, lon, imprecision_m: 0.0 }));
        let fiji = of(&[178.0, 179.9, -179.9, -178.5]);
        assert_eq!(fiji.longitude(179.9), 179.9);
        assert!((fiji.longitude(-179.9) - 180.1).abs() < 1e-9);
        let wide = of(&[-120.0, -60.0, 0.0, 60.0, 120.0]);
        assert_eq!(wide.longitude(-120.0), -120.0);
        assert_eq!(of(&[-0.1, 0.1]).longitude(-0.1), -0.1);
        assert_eq!(of(&[]).longitude(5.0), 5.0);
    }
}
