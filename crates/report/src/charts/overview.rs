//! The small map that shows where in its region a series lies.

use super::basemap::{Frame, Layer, Piece, inside};
use super::map::{METRES_A_DEGREE, scale_bar};
use super::{path, void};
use crate::html::markup::{Markup, Px};
use colligate_linkage::result::Series;

const SIZE: f64 = 260.0;

/// From the middle to the edge, in metres: the first at which there is enough coast and border to know the region by.
const REACHES: [f64; 3] = [130_000.0, 260_000.0, 520_000.0];

/// Points of coast and border, well inside the frame, that are enough to know a region by.
const ENOUGH: usize = 40;

/// Radius in pixels beyond which the extent is drawn faintly, so that borders below it can be seen.
const WIDE: f64 = 14.0;

/// The extent of the series fills at most this share of the overview.
const LARGEST: f64 = 0.4;

/// Latitude beyond which the drawing would be stretched out of shape, in degrees.
const HIGHEST: f64 = 80.0;

/// The overview of a series, or nothing where it has no centre.
pub fn overview(m: &mut Markup, series: &Series) {
    if let (Some(lat), Some(lon)) = (series.lat, series.lon) {
        let extent = series.extent_m.filter(|metres| metres.is_finite()).unwrap_or(0.0);
        region(m, (lat, lon), extent, "Overview of the region round the series");
    }
}

/// The overview of the region round a centre (latitude, longitude) of something with this extent in metres.
pub fn region(m: &mut Markup, (lat, lon): (f64, f64), extent: f64, label: &str) {
    if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) {
        return;
    }
    let lat = lat.clamp(-HIGHEST, HIGHEST);
    let mut shown = None;
    for reach in REACHES {
        let reach = reach.max(extent / 2.0 / LARGEST);
        let frame = frame(lat, lon, reach);
        let pieces = inside(frame);
        let enough = telling(&pieces, frame) >= ENOUGH;
        shown = Some((reach, frame, pieces));
        if enough {
            break;
        }
    }
    let Some((reach, frame, pieces)) = shown else { return };
    let pixels = |&(x, y): &(f64, f64)| {
        ((x - frame.west) / (frame.east - frame.west) * SIZE, (frame.north - y) / (frame.north - frame.south) * SIZE)
    };
    m.element(
        "svg",
        &[
            ("class", &"overview"),
            ("viewBox", &format_args!("0 0 {SIZE} {SIZE}")),
            ("role", &"img"),
            ("aria-label", &label),
        ],
        |m| {
            void(m, "rect", &[("class", &"water"), ("width", &SIZE), ("height", &SIZE)]);
            draw_base(m, &pieces, pixels);
            let middle = SIZE / 2.0;
            let r = (extent / 2.0 / reach * middle).max(5.0);
            void(m, "circle", &[("class", &"halo"), ("cx", &middle), ("cy", &middle), ("r", &Px(r + 5.0))]);
            let class = if r > WIDE { "spot wide" } else { "spot" };
            void(m, "circle", &[("class", &class), ("cx", &middle), ("cy", &middle), ("r", &Px(r))]);
            scale_bar(m, SIZE, SIZE, 2.0 * reach / SIZE);
        },
    );
}

/// Coasts and borders, from land up to the borders of countries.
pub fn draw_base(m: &mut Markup, pieces: &[Piece], pixels: impl Fn(&(f64, f64)) -> (f64, f64)) {
    let layers: [(Layer, &'static str); 6] = [
        (Layer::Land, "land"),
        (Layer::Lake, "lake"),
        (Layer::UnitedStates, "land"),
        (Layer::County, "county"),
        (Layer::State, "state"),
        (Layer::Country, "country"),
    ];
    for (layer, class) in layers {
        let ring = layer <= Layer::UnitedStates;
        let drawn: String = pieces
            .iter()
            .filter(|piece| piece.layer == layer)
            .map(|piece| path(piece.points.iter().map(&pixels), ring))
            .collect();
        if !drawn.is_empty() {
            void(m, "path", &[("class", &class), ("d", &drawn)]);
        }
    }
}

fn frame(lat: f64, lon: f64, reach: f64) -> Frame {
    let high = (reach / METRES_A_DEGREE).min(60.0);
    let wide = high / lat.to_radians().cos();
    Frame { west: lon - wide, south: lat - high, east: lon + wide, north: lat + high }
}

/// Points in the middle three quarters of the frame.
fn telling(pieces: &[Piece], frame: Frame) -> usize {
    let (lon, lat) = ((frame.west + frame.east) / 2.0, (frame.south + frame.north) / 2.0);
    let (wide, high) = (0.375 * (frame.east - frame.west), 0.375 * (frame.north - frame.south));
    let within = |point: &&(f64, f64)| (point.0 - lon).abs() < wide && (point.1 - lat).abs() < high;
    pieces.iter().flat_map(|piece| &piece.points).filter(within).count()
}
