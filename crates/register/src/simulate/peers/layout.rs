//! Where a county's deaths happen: neighbourhoods, hot spots, and evenly between them.

use super::super::draw::{Draw, running};
use super::LAYOUT;

/// Latitude and longitude of the first county; the others follow 3° east, ten to a row, rows 2° south.
const FIRST_COUNTY: (f64, f64) = (41.85, -87.70);
const KM_A_DEGREE: f64 = 111.195;

const NEIGHBOURHOODS: usize = 40;
/// Standard deviation in km of the neighbourhoods' centres, and of the deaths around a centre.
const CENTRES_SD_KM: f64 = 10.0;
const BLOB_SD_KM: f64 = 1.5;
const BLOB_SD_LOG_SD: f64 = 0.5;
/// Weights of the neighbourhoods follow a Dirichlet distribution with this parameter.
const NEIGHBOURHOOD_ALPHA: f64 = 0.7;
/// Share of deaths spread evenly over the county, and share at one of its hot spots (hospitals, homes).
const EVEN_SHARE: f64 = 0.25;
const HOT_SHARE: f64 = 0.08;
const HOT_SPOTS: usize = 60;

/// One county. Places are kilometres east and north of its middle.
pub(super) struct Layout {
    half_km: f64,
    centres: Vec<(f64, f64)>,
    spreads: Vec<f64>,
    weights: Vec<f64>,
    hot: Vec<(f64, f64)>,
    hot_weights: Vec<f64>,
}

impl Layout {
    /// Draws the layout of a county of this side, `scale` times as wide as a full one.
    pub fn draw(seed: u64, county: usize, side_km: f64, scale: f64) -> Layout {
        let mut draw = Draw::stream(seed, LAYOUT, county as u64);
        let half_km = side_km / 2.0;
        let clamp = |(x, y): (f64, f64)| (x.clamp(-half_km, half_km), y.clamp(-half_km, half_km));
        let centres = (0..NEIGHBOURHOODS).map(|_| clamp(draw.blob(CENTRES_SD_KM * scale))).collect();
        let spreads =
            (0..NEIGHBOURHOODS).map(|_| BLOB_SD_KM * scale * draw.normal(0.0, BLOB_SD_LOG_SD).exp()).collect();
        let weights = running((0..NEIGHBOURHOODS).map(|_| draw.gamma(NEIGHBOURHOOD_ALPHA)));
        let hot = (0..HOT_SPOTS).map(|_| clamp(draw.blob(CENTRES_SD_KM * scale * 1.3))).collect();
        let hot_weights = running((0..HOT_SPOTS).map(|_| draw.exponential(1.0)));
        Layout { half_km, centres, spreads, weights, hot, hot_weights }
    }

    /// A place, and whether it is a hot spot; never one unless `hot_spots`.
    pub fn place(&self, hot_spots: bool, draw: &mut Draw) -> ((f64, f64), bool) {
        let at = draw.unit();
        if at < EVEN_SHARE {
            ((draw.between(-self.half_km, self.half_km), draw.between(-self.half_km, self.half_km)), false)
        } else if hot_spots && at > 1.0 - HOT_SHARE {
            (self.hot[draw.by_running(&self.hot_weights)], true)
        } else {
            let which = draw.by_running(&self.weights);
            let (x, y) = self.centres[which];
            let (dx, dy) = draw.blob(self.spreads[which]);
            ((x + dx, y + dy), false)
        }
    }
}

/// Latitude and longitude of a place in a county.
pub(super) fn degrees(county: usize, (x, y): (f64, f64)) -> (f64, f64) {
    let row = FIRST_COUNTY.0 - 2.0 * (county / 10) as f64;
    let lon = FIRST_COUNTY.1 + 3.0 * (county % 10) as f64 + x / (KM_A_DEGREE * row.to_radians().cos());
    let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
    (round(row + y / KM_A_DEGREE), round(lon))
}
