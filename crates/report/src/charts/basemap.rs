//! Coasts and borders for the overview maps, out of `geometry/base.geo` (`geometry/convert.mjs` tells its layout and
//! its sources, all public domain).

use std::sync::OnceLock;

/// Longitude and latitude in degrees.
type Point = (f64, f64);

static BASE: &[u8] = include_bytes!("../../geometry/base.geo");

/// Grid steps to a degree.
const STEPS: f64 = 500.0;

/// What a line of the base map is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Land, the United States left out: rings.
    Land,
    /// Lakes: rings.
    Lake,
    /// Land of the United States: rings. It is drawn over lakes, whose shore it follows better.
    UnitedStates,
    /// Borders of countries.
    Country,
    /// Borders of states.
    State,
    /// Borders of counties.
    County,
}

/// A rectangle in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Western edge.
    pub west: f64,
    /// Southern edge.
    pub south: f64,
    /// Eastern edge.
    pub east: f64,
    /// Northern edge.
    pub north: f64,
}

/// A piece of the base map inside a frame: longitude, latitude.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// What it is.
    pub layer: Layer,
    /// Its points; a ring for the first three layers, an open line for the others.
    pub points: Vec<Point>,
}

struct Line {
    layer: Layer,
    bounds: Frame,
    points: Vec<Point>,
}

/// What of the base map lies in a frame, in the order in which it is drawn. The frame may reach beyond ±180°.
pub fn inside(frame: Frame) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for line in lines() {
        for turn in [-360.0, 0.0, 360.0] {
            let frame = Frame { west: frame.west + turn, east: frame.east + turn, ..frame };
            if overlaps(line.bounds, frame) {
                let back = |points: Vec<Point>| points.into_iter().map(|(lon, lat)| (lon - turn, lat)).collect();
                let parts = if line.layer <= Layer::UnitedStates {
                    vec![clip_ring(&line.points, frame)]
                } else {
                    clip_line(&line.points, frame)
                };
                let parts = parts.into_iter().filter(|points| !points.is_empty());
                pieces.extend(parts.map(|points| Piece { layer: line.layer, points: back(points) }));
            }
        }
    }
    pieces
}

fn lines() -> &'static [Line] {
    static LINES: OnceLock<Vec<Line>> = OnceLock::new();
    LINES.get_or_init(|| read(BASE).unwrap_or_default())
}

/// All lines of the file; `None` where it breaks off.
fn read(bytes: &[u8]) -> Option<Vec<Line>> {
    let mut bytes = bytes.strip_prefix(b"CGEO1")?;
    let mut lines = Vec::new();
    while !bytes.is_empty() {
        let layer = match unsigned(&mut bytes)? {
            0 => Layer::Land,
            1 => Layer::Lake,
            2 => Layer::UnitedStates,
            3 => Layer::Country,
            4 => Layer::State,
            5 => Layer::County,
            _ => return None,
        };
        for _ in 0..unsigned(&mut bytes)? {
            let count = unsigned(&mut bytes)?;
            let (mut x, mut y) = (0, 0);
            let mut points = Vec::with_capacity(count as usize);
            for _ in 0..count {
                x += signed(&mut bytes)?;
                y += signed(&mut bytes)?;
                points.push((x as f64 / STEPS, y as f64 / STEPS));
            }
            lines.push(Line { layer, bounds: bounds(&points), points });
        }
    }
    Some(lines)
}

fn unsigned(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..63).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return Some(value);
        }
    }
    None
}

fn signed(bytes: &mut &[u8]) -> Option<i64> {
    let value = unsigned(bytes)?;
    Some((value >> 1) as i64 ^ -((value & 1) as i64))
}

fn bounds(points: &[Point]) -> Frame {
    let none = Frame { west: f64::MAX, south: f64::MAX, east: f64::MIN, north: f64::MIN };
    points.iter().fold(none, |frame, &(lon, lat)| Frame {
        west: frame.west.min(lon),
        south: frame.south.min(lat),
        east: frame.east.max(lon),
        north: frame.north.max(lat),
    })
}

fn overlaps(a: Frame, b: Frame) -> bool {
    a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north
}

/// The part of a ring inside the frame (Sutherland and Hodgman 1974).
fn clip_ring(ring: &[Point], frame: Frame) -> Vec<Point> {
    let Frame { west, south, east, north } = frame;
    let ring = clip_side(ring, |(x, _)| x - west, |a, b| at_x(a, b, west));
    let ring = clip_side(&ring, |(x, _)| east - x, |a, b| at_x(a, b, east));
    let ring = clip_side(&ring, |(_, y)| y - south, |a, b| at_y(a, b, south));
    clip_side(&ring, |(_, y)| north - y, |a, b| at_y(a, b, north))
}

fn clip_side(ring: &[Point], depth: impl Fn(Point) -> f64, cut: impl Fn(Point, Point) -> Point) -> Vec<Point> {
    let mut kept = Vec::new();
    let Some(mut before) = ring.last().copied() else { return kept };
    for &point in ring {
        if (depth(before) >= 0.0) != (depth(point) >= 0.0) {
            kept.push(cut(before, point));
        }
        if depth(point) >= 0.0 {
            kept.push(point);
        }
        before = point;
    }
    kept
}

fn at_x(a: Point, b: Point, x: f64) -> Point {
    (x, a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0))
}

fn at_y(a: Point, b: Point, y: f64) -> Point {
    (a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1), y)
}

/// The parts of a line inside the frame. A step that crosses the edge is kept whole: the drawing is cut at its edge.
fn clip_line(line: &[Point], frame: Frame) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    let mut open = false;
    for step in line.windows(2) {
        if !overlaps(bounds(step), frame) {
            open = false;
            continue;
        }
        match parts.last_mut().filter(|_| open) {
            Some(part) => part.extend(step.last()),
            None => parts.push(step.to_vec()),
        }
        open = true;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_map_can_be_read_to_its_end() {
        let lines = read(BASE).unwrap();
        assert!(lines.len() > 6_000);
        let all = [Layer::Land, Layer::Lake, Layer::UnitedStates, Layer::Country, Layer::State, Layer::County];
        assert!(all.iter().all(|layer| lines.iter().any(|line| line.layer == *layer)));
        assert!(
            lines
                .iter()
                .all(|line| overlaps(line.bounds, Frame { west: -181.0, south: -91.0, east: 191.0, north: 91.0 }))
        );
        assert!(read(&BASE[..BASE.len() - 1]).is_none());
    }

    #[test]
    fn london_is_land_and_the_middle_of_the_atlantic_is_nothing() {
        let london = inside(Frame { west: -0.6, south: 51.3, east: 0.4, north: 51.7 });
        assert!(london.iter().any(|piece| piece.layer == Layer::Land));
        assert_eq!(inside(Frame { west: -40.0, south: 35.0, east: -39.0, north: 36.0 }), []);
    }

    #[test]
    fn land_goes_on_over_the_antimeridian() {
        let width = |west: f64| {
            let pieces = inside(Frame { west, south: -19.0, east: west + 6.0, north: -15.0 });
            pieces
                .iter()
                .flat_map(|piece| &piece.points)
                .map(|(lon, _)| (lon - west).rem_euclid(360.0))
                .fold(0.0, f64::max)
        };
        assert!(width(177.0) > 2.5 && width(-183.0) > 2.5);
    }

    #[test]
    fn clipped_rings_stay_inside_the_frame() {
        let frame = Frame { west: -89.5, south: 42.0, east: -86.5, north: 44.0 };
        let pieces = inside(frame);
        assert!(pieces.iter().any(|piece| piece.layer == Layer::County));
        for (lon, lat) in
            pieces.iter().filter(|piece| piece.layer <= Layer::UnitedStates).flat_map(|piece| &piece.points)
        {
            assert!((frame.west..=frame.east).contains(lon) && (frame.south..=frame.north).contains(lat));
        }
    }
}
