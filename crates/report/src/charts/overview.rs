//! The small map that shows where in its region a series lies.

use super::basemap::{Frame, Layer, inside};
use super::map::{METRES_A_DEGREE, scale_bar};
use super::{path, void};
use crate::html::markup::{Markup, Px};
use colligate_linkage::result::Series;

const SIZE: f64 = 260.0;

/// From the middle to the edge, in metres: far enough to know the region by its coast and borders.
const REACH: f64 = 130_000.0;

/// The extent of the series fills at most this share of the overview.
const LARGEST: f64 = 0.4;

/// Latitude beyond which the drawing would be stretched out of shape, in degrees.
const HIGHEST: f64 = 80.0;

/// The overview, or nothing where the series has no centre.
pub fn overview(m: &mut Markup, series: &Series) {
    let (Some(lat), Some(lon)) = (series.lat, series.lon) else { return };
    if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) {
        return;
    }
    let lat = lat.clamp(-HIGHEST, HIGHEST);
    let extent = series.extent_m.filter(|metres| metres.is_finite()).unwrap_or(0.0);
    let reach = REACH.max(extent / 2.0 / LARGEST);
    let high = (reach / METRES_A_DEGREE).min(60.0);
    let wide = high / lat.to_radians().cos();
    let frame = Frame { west: lon - wide, south: lat - high, east: lon + wide, north: lat + high };
    let pixels =
        |&(x, y): &(f64, f64)| ((x - frame.west) / (2.0 * wide) * SIZE, (frame.north - y) / (2.0 * high) * SIZE);
    m.element(
        "svg",
        &[
            ("class", &"overview"),
            ("viewBox", &format_args!("0 0 {SIZE} {SIZE}")),
            ("role", &"img"),
            ("aria-label", &"Overview of the region round the series"),
        ],
        |m| {
            void(m, "rect", &[("class", &"water"), ("width", &SIZE), ("height", &SIZE)]);
            let pieces = inside(frame);
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
                    .map(|piece| path(piece.points.iter().map(pixels), ring))
                    .collect();
                if !drawn.is_empty() {
                    void(m, "path", &[("class", &class), ("d", &drawn)]);
                }
            }
            let middle = SIZE / 2.0;
            let r = (extent / 2.0 / reach * middle).max(5.0);
            void(m, "circle", &[("class", &"halo"), ("cx", &middle), ("cy", &middle), ("r", &Px(r + 5.0))]);
            void(m, "circle", &[("class", &"spot"), ("cx", &middle), ("cy", &middle), ("r", &Px(r))]);
            scale_bar(m, SIZE, SIZE, 2.0 * reach / SIZE);
        },
    );
}
