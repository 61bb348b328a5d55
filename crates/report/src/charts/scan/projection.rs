//! From coordinates to pixels: degrees squeezed by the cosine of the middle latitude, or a plane as it is.

use crate::charts::basemap::Frame;
use colligate_scan::{CoordinateSystem, EARTH_RADIUS_KM};

/// Width of a map, in pixels.
pub const WIDTH: f64 = 720.0;

/// Least and greatest height of a map, in pixels.
const HEIGHTS: (f64, f64) = (380.0, 610.0);

/// Room around what is shown, in pixels.
const MARGIN: f64 = 26.0;

/// How far circles may widen the map beyond the places, as a share of the extent of the places.
const BEYOND: f64 = 0.3;

/// The least extent of a map of the Earth, in degrees of latitude: about 500 m.
const LEAST: f64 = 0.0045;

/// Latitude beyond which degrees of longitude are squeezed no further.
const HIGHEST: f64 = 80.0;

/// Corners of a circle.
const CORNERS: u32 = 72;

/// A rectangle of squeezed coordinates: west, south, east, north.
type Rectangle = [f64; 4];

/// Where things stand on a map.
#[derive(Clone, Copy, Debug)]
pub struct Projection {
    system: CoordinateSystem,
    /// Longitude from which others are counted eastwards, so that a map may lie across the antimeridian.
    start: f64,
    /// Width of a degree of longitude in degrees of latitude.
    squeeze: f64,
    /// Pixels to a degree of latitude, or to a unit of the plane.
    scale: f64,
    /// Squeezed coordinates of the middle of the map.
    middle: (f64, f64),
    /// Height of the map in pixels.
    pub height: f64,
}

impl Projection {
    /// The map that holds these places and as much of these circles as its size allows; `None` where no place has
    /// coordinates.
    pub fn over(system: CoordinateSystem, places: &[[f64; 2]], circles: &[([f64; 2], f64)]) -> Option<Projection> {
        let known: Vec<[f64; 2]> = places.iter().copied().filter(is_known).collect();
        known.first()?;
        let earth = system == CoordinateSystem::Earth;
        let squeeze = if earth {
            let (south, north) = range(known.iter().map(|place| place[0]));
            ((south + north) / 2.0).clamp(-HIGHEST, HIGHEST).to_radians().cos()
        } else {
            1.0
        };
        let start = if earth { westernmost(&known) } else { 0.0 };
        let bare = Projection { system, start, squeeze, scale: 1.0, middle: (0.0, 0.0), height: 0.0 };
        let around = bounds(known.iter().map(|&place| bare.squeezed(place)));
        let [west, south, east, north] = around;
        let reach = BEYOND * (east - west).max(north - south);
        let corners = circles.iter().filter(|(centre, _)| is_known(centre));
        let corners = corners.flat_map(|&(centre, radius)| bare.corners(centre, radius));
        let wider = bounds(corners.chain([(west, south), (east, north)]));
        let [west, south, east, north] = [
            wider[0].max(west - reach),
            wider[1].max(south - reach),
            wider[2].min(east + reach),
            wider[3].min(north + reach),
        ];
        let least = if earth { LEAST } else { f64::MIN_POSITIVE };
        let (mut wide, mut high) = (east - west, north - south);
        if wide.max(high) < least || wide.max(high) <= 0.0 {
            (wide, high) = if earth { (LEAST, LEAST) } else { (1.0, 1.0) };
        }
        let room = WIDTH - 2.0 * MARGIN;
        let height = (room * high / wide.max(f64::MIN_POSITIVE) + 2.0 * MARGIN).clamp(HEIGHTS.0, HEIGHTS.1);
        let scale = (room / wide).min((height - 2.0 * MARGIN) / high);
        let middle = ((west + east) / 2.0, (south + north) / 2.0);
        Some(Projection { scale, middle, height, ..bare })
    }

    /// Where a point stands, in pixels.
    pub fn pixels(&self, point: [f64; 2]) -> (f64, f64) {
        self.drawn(self.squeezed(point))
    }

    /// The outline of a circle with this centre and radius (kilometres along the ground, or units of the plane).
    pub fn ring(&self, centre: [f64; 2], radius: f64) -> Vec<(f64, f64)> {
        self.corners(centre, radius).map(|corner| self.drawn(corner)).collect()
    }

    /// Kilometres, or units of the plane, to a pixel.
    pub fn length_of_pixel(&self) -> f64 {
        match self.system {
            CoordinateSystem::Earth => EARTH_RADIUS_KM.to_radians() / self.scale,
            CoordinateSystem::Plane => 1.0 / self.scale,
        }
    }

    /// The frame of the map in degrees; `None` on a plane.
    pub fn frame(&self) -> Option<Frame> {
        let (wide, high) = (WIDTH / 2.0 / self.scale / self.squeeze, self.height / 2.0 / self.scale);
        let lon = self.start + self.middle.0 / self.squeeze;
        let lat = self.middle.1;
        let frame = Frame { west: lon - wide, south: lat - high, east: lon + wide, north: lat + high };
        (self.system == CoordinateSystem::Earth).then_some(frame)
    }

    /// Pixels of a longitude and latitude of the base map, which counts longitudes as its frame does.
    pub fn of_base(&self, (lon, lat): (f64, f64)) -> (f64, f64) {
        self.drawn(((lon - self.start) * self.squeeze, lat))
    }

    fn squeezed(&self, [first, second]: [f64; 2]) -> (f64, f64) {
        match self.system {
            CoordinateSystem::Earth => ((second - self.start).rem_euclid(360.0) * self.squeeze, first),
            CoordinateSystem::Plane => (first, second),
        }
    }

    fn drawn(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (WIDTH / 2.0 + (x - self.middle.0) * self.scale, self.height / 2.0 - (y - self.middle.1) * self.scale)
    }

    /// Corners of a circle: on the Earth, the points a great-circle distance away from the centre in all directions.
    fn corners(&self, centre: [f64; 2], radius: f64) -> impl Iterator<Item = (f64, f64)> + use<> {
        let (system, squeeze) = (self.system, self.squeeze);
        let (x, y) = self.squeezed(centre);
        let radius = if radius.is_finite() { radius.max(0.0) } else { 0.0 };
        (0..CORNERS).map(move |corner| {
            let (east, north) = (std::f64::consts::TAU * f64::from(corner) / f64::from(CORNERS)).sin_cos();
            match system {
                CoordinateSystem::Plane => (x + radius * east, y + radius * north),
                CoordinateSystem::Earth => {
                    let (angle, lat) = (radius / EARTH_RADIUS_KM, y.to_radians());
                    let sine = lat.sin() * angle.cos() + lat.cos() * angle.sin() * north;
                    let turn = (east * angle.sin() * lat.cos()).atan2(angle.cos() - lat.sin() * sine);
                    (x + turn.to_degrees() * squeeze, sine.clamp(-1.0, 1.0).asin().to_degrees())
                }
            }
        })
    }
}

fn is_known(point: &[f64; 2]) -> bool {
    point.iter().all(|coordinate| coordinate.is_finite())
}

fn range(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    numbers.fold((f64::MAX, f64::MIN), |(low, high), number| (low.min(number), high.max(number)))
}

fn bounds(points: impl Iterator<Item = (f64, f64)>) -> Rectangle {
    points.fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[west, south, east, north], (x, y)| {
        [west.min(x), south.min(y), east.max(x), north.max(y)]
    })
}

/// The longitude east of the widest empty stretch, less half of that stretch: from there eastwards all places come without a break.
fn westernmost(places: &[[f64; 2]]) -> f64 {
    let mut longitudes: Vec<f64> = places.iter().map(|place| place[1]).collect();
    longitudes.sort_by(f64::total_cmp);
    let (Some(&first), Some(&last)) = (longitudes.first(), longitudes.last()) else { return 0.0 };
    let mut widest = (360.0 - (last - first), first);
    for pair in longitudes.windows(2) {
        if let [west, east] = *pair
            && east - west > widest.0
        {
            widest = (east - west, east);
        }
    }
    widest.1 - widest.0 / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_on_both_sides_of_the_antimeridian_stay_together() {
        let places = [[-17.0, 179.0], [-17.5, -179.0]];
        let map = Projection::over(CoordinateSystem::Earth, &places, &[]).unwrap();
        let [(west, _), (east, _)] = places.map(|place| map.pixels(place));
        assert!(west < east && (0.0..=WIDTH).contains(&west) && (0.0..=WIDTH).contains(&east));
        assert!((map.frame().map_or(0.0, |frame| frame.east - frame.west)) < 5.0);
    }

    #[test]
    fn a_circle_on_the_ground_is_as_wide_as_its_radius_says() {
        let places = [[40.0, -74.0], [41.0, -73.0]];
        let map = Projection::over(CoordinateSystem::Earth, &places, &[]).unwrap();
        let ring = map.ring([40.5, -73.5], 20.0);
        let (low, high) = range(ring.iter().map(|(x, _)| *x));
        assert!(((high - low) * map.length_of_pixel() - 40.0).abs() < 0.2);
    }

    #[test]
    fn one_place_and_a_plane_have_a_map_and_no_place_has_none() {
        assert!(Projection::over(CoordinateSystem::Earth, &[], &[]).is_none());
        assert!(Projection::over(CoordinateSystem::Earth, &[[f64::NAN, 1.0]], &[]).is_none());
        for system in [CoordinateSystem::Earth, CoordinateSystem::Plane] {
            let map = Projection::over(system, &[[5.0, 6.0]], &[([5.0, 6.0], 0.0)]).unwrap();
            assert_eq!(map.pixels([5.0, 6.0]), (WIDTH / 2.0, map.height / 2.0));
            assert!(map.length_of_pixel() > 0.0);
        }
    }
}
