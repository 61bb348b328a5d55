//! Points around which circles are drawn and at which cases are counted, and the distance between them.

use crate::error::ScanError;
use serde::{Deserialize, Serialize};

/// Radius of the Earth in kilometres: SaTScan's, so that radii and the order of neighbours are its own. (The mean
/// radius is 6371.0088 km: Moritz 2000, Geodetic Reference System 1980. The difference is 0.06%.)
pub const EARTH_RADIUS_KM: f64 = 6367.0;

/// How coordinates are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CoordinateSystem {
    /// Latitude and longitude in degrees; distances in kilometres.
    Earth,
    /// x and y on a plane; distances in the same unit.
    Plane,
}

/// Points on the Earth or on a plane.
///
/// Points on the Earth are kept as points in space, so that one straight-line distance serves for sorting; it grows
/// with the great-circle distance, into which it is turned wherever a distance is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Locations {
    points: Vec<[f64; 3]>,
    given: Vec<[f64; 2]>,
    system: CoordinateSystem,
}

impl Locations {
    /// Points given in either system.
    ///
    /// # Errors
    /// As [`Self::on_earth`] and [`Self::on_plane`].
    pub fn new(system: CoordinateSystem, coordinates: &[(f64, f64)]) -> Result<Locations, ScanError> {
        let most = u32::MAX as usize - 1;
        if coordinates.len() > most {
            return Err(ScanError::TooMany { what: "locations", found: coordinates.len(), most });
        }
        let mut points = Vec::with_capacity(coordinates.len());
        for (location, &(first, second)) in coordinates.iter().enumerate() {
            points.push(point(system, first, second).ok_or(ScanError::BadCoordinates {
                location,
                first,
                second,
                wanted: match system {
                    CoordinateSystem::Earth => "latitude lies in −90 to 90 and longitude in −180 to 180 degrees",
                    CoordinateSystem::Plane => "x and y are finite numbers",
                },
            })?);
        }
        let given = coordinates.iter().map(|&(first, second)| [first, second]).collect();
        Ok(Locations { points, given, system })
    }

    /// Points given by latitude and longitude in degrees.
    ///
    /// # Errors
    /// [`ScanError::BadCoordinates`] outside −90 to 90 and −180 to 180; [`ScanError::TooMany`] past 2³² − 2 points.
    pub fn on_earth(degrees: &[(f64, f64)]) -> Result<Locations, ScanError> {
        Locations::new(CoordinateSystem::Earth, degrees)
    }

    /// Points given by x and y in kilometres on a plane.
    ///
    /// # Errors
    /// [`ScanError::BadCoordinates`] where one is not finite; [`ScanError::TooMany`] past 2³² − 2 points.
    pub fn on_plane(kilometres: &[(f64, f64)]) -> Result<Locations, ScanError> {
        Locations::new(CoordinateSystem::Plane, kilometres)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The coordinates of a point as they were given.
    pub fn coordinates(&self, location: u32) -> [f64; 2] {
        self.given.get(location as usize).copied().unwrap_or([f64::NAN; 2])
    }

    /// How the coordinates were given.
    pub fn system(&self) -> CoordinateSystem {
        self.system
    }

    /// Distance of two locations in kilometres, along the great circle on the Earth.
    pub fn distance_km(&self, a: u32, b: u32) -> f64 {
        match (self.points.get(a as usize), self.points.get(b as usize)) {
            (Some(a), Some(b)) => self.along_ground(straight(a, b)),
            _ => f64::NAN,
        }
    }

    /// The points in space (on a plane: x, 0, y).
    pub(crate) fn points(&self) -> &[[f64; 3]] {
        &self.points
    }

    /// The point in space that stands for a location, in kilometres.
    pub(crate) fn point(&self, location: usize) -> [f64; 3] {
        self.points[location]
    }

    /// Square of the straight-line distance in square kilometres.
    pub(crate) fn straight_squared(&self, a: usize, b: usize) -> f64 {
        (0..3).map(|axis| (self.points[a][axis] - self.points[b][axis]).powi(2)).sum()
    }

    /// The straight-line distance that belongs to a distance along the ground.
    pub(crate) fn straight(&self, ground_km: f64) -> f64 {
        match self.system {
            CoordinateSystem::Earth => {
                let half_turn = std::f64::consts::PI * EARTH_RADIUS_KM;
                2.0 * EARTH_RADIUS_KM * (0.5 * ground_km.min(half_turn) / EARTH_RADIUS_KM).sin()
            }
            CoordinateSystem::Plane => ground_km,
        }
    }

    /// The distance along the ground that belongs to a straight-line distance.
    pub(crate) fn along_ground(&self, straight: f64) -> f64 {
        match self.system {
            CoordinateSystem::Earth => 2.0 * EARTH_RADIUS_KM * (0.5 * straight / EARTH_RADIUS_KM).min(1.0).asin(),
            CoordinateSystem::Plane => straight,
        }
    }
}

/// Straight-line distance.
pub(crate) fn straight(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

fn point(system: CoordinateSystem, first: f64, second: f64) -> Option<[f64; 3]> {
    match system {
        CoordinateSystem::Earth => {
            let (north, around) = (first * std::f64::consts::PI / 180.0, second * std::f64::consts::PI / 180.0);
            let on_map = first.abs() <= 90.0 && second.abs() <= 180.0;
            on_map.then(|| {
                [
                    EARTH_RADIUS_KM * around.cos() * north.cos(),
                    EARTH_RADIUS_KM * around.sin() * north.cos(),
                    EARTH_RADIUS_KM * north.sin(),
                ]
            })
        }
        CoordinateSystem::Plane => (first.is_finite() && second.is_finite()).then_some([first, 0.0, second]),
    }
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
    fn coordinates_off_the_map_are_refused() {
        assert!(Locations::on_earth(&[(91.0, 0.0)]).is_err());
        assert!(Locations::on_earth(&[(f64::NAN, 0.0)]).is_err());
        assert!(Locations::on_plane(&[(f64::INFINITY, 0.0)]).is_err());
    }
}
