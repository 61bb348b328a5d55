//! Where cases can be: points on the Earth or on a plane, and the distance between them.

use crate::error::ScanError;

/// Mean radius of the Earth in kilometres (Moritz 2000, Geodetic Reference System 1980, arithmetic mean radius).
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// Points at which cases are counted and around which circles are drawn. A point may have no cases: circles are drawn
/// around it all the same.
///
/// Points on the Earth are kept as points in space, so that one straight-line distance serves for sorting; it grows
/// with the great-circle distance, into which it is turned wherever a distance is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Locations {
    points: Vec<[f64; 3]>,
    on_earth: bool,
}

impl Locations {
    /// Points given by latitude and longitude in degrees.
    ///
    /// # Errors
    /// [`ScanError::BadCoordinates`] outside −90 to 90 and −180 to 180; [`ScanError::TooMany`] past 2³² − 1 points.
    pub fn on_earth(degrees: &[(f64, f64)]) -> Result<Locations, ScanError> {
        let wanted = "latitude lies in −90 to 90 and longitude in −180 to 180 degrees";
        let mut points = Vec::with_capacity(few_enough(degrees)?);
        for (location, &(lat, lon)) in degrees.iter().enumerate() {
            if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) {
                return Err(ScanError::BadCoordinates { location, first: lat, second: lon, wanted });
            }
            let (north, around) = (lat.to_radians(), lon.to_radians());
            points.push(
                [north.cos() * around.cos(), north.cos() * around.sin(), north.sin()]
                    .map(|part| part * EARTH_RADIUS_KM),
            );
        }
        Ok(Locations { points, on_earth: true })
    }

    /// Points given by x and y in kilometres on a plane.
    ///
    /// # Errors
    /// [`ScanError::BadCoordinates`] where one is not finite; [`ScanError::TooMany`] past 2³² − 1 points.
    pub fn on_plane(kilometres: &[(f64, f64)]) -> Result<Locations, ScanError> {
        let wanted = "x and y are finite numbers of kilometres";
        let mut points = Vec::with_capacity(few_enough(kilometres)?);
        for (location, &(x, y)) in kilometres.iter().enumerate() {
            if !(x.is_finite() && y.is_finite()) {
                return Err(ScanError::BadCoordinates { location, first: x, second: y, wanted });
            }
            points.push([x, 0.0, y]);
        }
        Ok(Locations { points, on_earth: false })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// Distance of two locations in kilometres, along the great circle on the Earth.
    pub fn distance_km(&self, a: u32, b: u32) -> f64 {
        match (self.points.get(a as usize), self.points.get(b as usize)) {
            (Some(a), Some(b)) => self.along_ground(squared(a, b).sqrt()),
            _ => f64::NAN,
        }
    }

    /// Square of the straight-line distance in square kilometres: orders points as [`Self::distance_km`] does.
    pub(crate) fn straight_squared(&self, a: usize, b: usize) -> f64 {
        squared(&self.points[a], &self.points[b])
    }

    /// The point in space that stands for a location, in kilometres.
    pub(crate) fn point(&self, location: usize) -> [f64; 3] {
        self.points[location]
    }

    /// The third coordinate: two points within a straight-line distance differ in it by no more than that.
    pub(crate) fn height(&self, location: usize) -> f64 {
        self.points[location][2]
    }

    /// The straight-line distance that belongs to a distance along the ground.
    pub(crate) fn straight(&self, ground_km: f64) -> f64 {
        if self.on_earth {
            let half_turn = std::f64::consts::PI * EARTH_RADIUS_KM;
            2.0 * EARTH_RADIUS_KM * (0.5 * ground_km.min(half_turn) / EARTH_RADIUS_KM).sin()
        } else {
            ground_km
        }
    }

    fn along_ground(&self, straight: f64) -> f64 {
        if self.on_earth {
            2.0 * EARTH_RADIUS_KM * (0.5 * straight / EARTH_RADIUS_KM).min(1.0).asin()
        } else {
            straight
        }
    }
}

fn squared(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

fn few_enough<T>(points: &[T]) -> Result<usize, ScanError> {
    let most = u32::MAX as usize;
    if points.len() > most {
        return Err(ScanError::TooMany { what: "locations", found: points.len(), most });
    }
    Ok(points.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_latitude_is_a_360th_of_the_way_around() {
        let locations = Locations::on_earth(&[(40.0, -74.0), (41.0, -74.0), (40.0, 106.0)]).unwrap();
        let degree = EARTH_RADIUS_KM * 1f64.to_radians();
        assert!((locations.distance_km(0, 1) - degree).abs() < 1e-9);
        assert!((locations.distance_km(0, 2) - 100.0 * degree).abs() < 1e-6);
    }

    #[test]
    fn straight_and_ground_distances_turn_into_each_other() {
        let locations = Locations::on_earth(&[]).unwrap();
        for km in [0.0, 0.3, 12.0, 9000.0] {
            assert!((locations.along_ground(locations.straight(km)) - km).abs() < 1e-9);
        }
    }

    #[test]
    fn coordinates_off_the_map_are_refused() {
        assert!(Locations::on_earth(&[(91.0, 0.0)]).is_err());
        assert!(Locations::on_earth(&[(f64::NAN, 0.0)]).is_err());
        assert!(Locations::on_plane(&[(f64::INFINITY, 0.0)]).is_err());
    }
}
