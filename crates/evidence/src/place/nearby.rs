//! How many deaths of a kind lie as near as some distance: exact counts for sentences, without a look at each death.

use super::{KM_A_DEGREE, Spot};
use colligate_register::Kind;

/// Height of a band of latitude in degrees, some two kilometres.
const HEIGHT: f64 = 0.02;
/// Lifts a bound over rounding.
const MARGIN: f64 = 1.0 + 1e-9;

/// Deaths with a known place by kind, in bands of latitude from south to north, those of a band from west to east.
pub(super) struct Nearby {
    kinds: Vec<Bands>,
}

#[derive(Default)]
struct Bands {
    /// Number of the first band.
    first: i64,
    /// Where each band starts among the rows, and their end.
    starts: Vec<usize>,
    rows: Vec<u32>,
}

fn band(lat: f64) -> i64 {
    (lat / HEIGHT).floor() as i64
}

impl Nearby {
    pub(super) fn new(spots: &[Spot], kinds: &[Kind]) -> Nearby {
        let mut all: Vec<Bands> = Kind::ALL.iter().map(|_| Bands::default()).collect();
        for (i, kind) in kinds.iter().enumerate() {
            if spots[i].is_known() {
                all[*kind as usize].rows.push(i as u32);
            }
        }
        all.iter_mut().for_each(|bands| bands.sort(spots));
        Nearby { kinds: all }
    }

    /// Deaths of a kind with a known place.
    pub(super) fn of(&self, kind: Kind) -> usize {
        self.kinds[kind as usize].rows.len()
    }

    /// Deaths of a kind within a distance of a spot whose square in kilometres is `d2`.
    pub(super) fn within(&self, spots: &[Spot], spot: &Spot, kind: Kind, d2: f64) -> usize {
        self.kinds[kind as usize].within(spots, spot, d2)
    }
}

impl Bands {
    fn sort(&mut self, spots: &[Spot]) {
        let spot = |row: u32| &spots[row as usize];
        self.rows.sort_unstable_by(|&a, &b| {
            let by_band = band(spot(a).lat).cmp(&band(spot(b).lat));
            by_band.then(spot(a).lon.total_cmp(&spot(b).lon)).then(a.cmp(&b))
        });
        let bands = || self.rows.iter().map(|&row| band(spot(row).lat));
        let (Some(first), Some(last)) = (bands().next(), bands().next_back()) else { return };
        let start = |number: i64| self.rows.partition_point(|&row| band(spot(row).lat) < number);
        self.starts = (first..=last + 1).map(start).collect();
        self.first = first;
    }

    fn within(&self, spots: &[Spot], spot: &Spot, d2: f64) -> usize {
        let reach = d2.sqrt() / KM_A_DEGREE * MARGIN;
        let last = self.first + self.starts.len() as i64 - 2;
        let bands = band(spot.lat - reach).max(self.first)..=band(spot.lat + reach).min(last);
        bands.map(|number| self.within_band(number, spots, spot, d2)).sum()
    }

    fn within_band(&self, number: i64, spots: &[Spot], spot: &Spot, d2: f64) -> usize {
        let at = (number - self.first) as usize;
        let rows = &self.rows[self.starts[at]..self.starts[at + 1]];
        let is_near = |row: &&u32| spot.distance2(&spots[**row as usize]) <= d2;
        let each = |rows: &[u32]| rows.iter().filter(is_near).count();
        let (certain, possible) = degrees(number, spot, d2);
        // At a pole no longitude is far from another.
        if possible.is_nan() || possible >= 180.0 || spot.lon - possible < -180.0 || spot.lon + possible > 180.0 {
            return each(rows);
        }
        let west_of = |lon: f64| rows.partition_point(|&row| spots[row as usize].lon < lon);
        let (from, to) = (west_of(spot.lon - possible), west_of(spot.lon + possible));
        if certain <= 0.0 {
            return each(&rows[from..to]);
        }
        let (inner, outer) = (west_of(spot.lon - certain), west_of(spot.lon + certain));
        each(&rows[from..inner]) + (outer - inner) + each(&rows[outer..to])
    }
}

/// Degrees of longitude from a spot within which every place of a band lies as near, and beyond which none does.
fn degrees(number: i64, spot: &Spot, d2: f64) -> (f64, f64) {
    let edges = [number as f64 * HEIGHT, (number + 1) as f64 * HEIGHT].map(|edge| edge.clamp(-90.0, 90.0));
    let gaps = edges.map(|edge| (edge - spot.lat).abs() * KM_A_DEGREE);
    let inside = edges[0] <= spot.lat && spot.lat <= edges[1];
    let nearest = if inside { 0.0 } else { gaps[0].min(gaps[1]) / MARGIN };
    let farthest = gaps[0].max(gaps[1]) * MARGIN;
    // No band lies on both sides of the equator, so the cosine is greatest and least at its edges.
    let root_cos = edges.map(|edge| edge.to_radians().cos().max(0.0).sqrt() * spot.root_cos);
    let across = |gap: f64, root_cos: f64| (d2 - gap * gap).max(0.0).sqrt() / (KM_A_DEGREE * root_cos);
    let certain = if farthest * farthest > d2 { 0.0 } else { across(farthest, root_cos[0].max(root_cos[1])) / MARGIN };
    (certain, across(nearest, root_cos[0].min(root_cos[1])) * MARGIN + 1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::institutions::NONE;
    use proptest::prelude::*;

    fn spot((lat, lon): (f64, f64)) -> Spot {
        let root_cos = lat.to_radians().cos().max(0.0).sqrt();
        Spot { lat, lon, root_cos, inverse: 1.0, institution: NONE, w: 0.9 }
    }

    fn counted(points: &[(f64, f64)]) {
        let mut spots: Vec<Spot> = points.iter().copied().map(spot).collect();
        spots.push(Spot::UNKNOWN);
        let kinds: Vec<Kind> = (0..spots.len()).map(|k| if k % 3 == 0 { Kind::Fall } else { Kind::Natural }).collect();
        let nearby = Nearby::new(&spots, &kinds);
        for (i, j) in (0..points.len()).flat_map(|i| (0..points.len()).map(move |j| (i, j))) {
            let d2 = spots[i].distance2(&spots[j]);
            let near = |k: &usize| kinds[*k] == kinds[i] && spots[i].distance2(&spots[*k]) <= d2;
            let plain = (0..spots.len()).filter(near).count();
            assert_eq!(nearby.within(&spots, &spots[i], kinds[i], d2), plain, "{:?} {:?}", spots[i], spots[j]);
        }
    }

    proptest! {
        #[test]
        fn counts_are_those_of_a_look_at_each(
            points in prop::collection::vec((-90.0f64..=90.0, -180.0f64..=180.0), 1..30),
            near in prop::collection::vec((51.3f64..51.6, -0.2f64..0.2), 1..60),
        ) {
            counted(&points);
            counted(&near);
        }
    }

    #[test]
    fn counts_hold_at_the_edges_of_the_map_and_where_places_are_one() {
        let edges = [0.0, 0.02, -0.02, 90.0, -90.0, 51.48, 51.5];
        let all = |lon: f64| edges.map(|lat| (lat, lon));
        counted(&[all(0.0), all(180.0), all(-180.0), all(179.99), all(0.0)].concat());
    }
}
