//! Every pair of units near enough in place and time whose weight can reach the floor.

use crate::world::World;
use colligate_evidence::plane_distance2;
use rayon::prelude::*;
use std::ops::Range;

/// How far the search reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// Farthest apart two deaths are compared, in kilometres.
    pub max_km: f64,
    /// Longest gap over which two deaths are compared, in days.
    pub max_days: i32,
    /// Weight below which a pair is not a link.
    pub floor: f64,
}

/// A link between two units, the smaller number first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RawLink {
    /// One unit.
    pub a: u32,
    /// The other unit.
    pub b: u32,
    /// Weight: log10 of the Bayes factor.
    pub weight: f32,
}

/// Kilometres in a degree of latitude.
const KM_A_DEGREE: f64 = colligate_evidence::EARTH_RADIUS_KM * std::f64::consts::PI / 180.0;

/// Units in plain columns, by cell and within a cell by date; and the cells.
pub struct Columns {
    height: f64,
    /// Row, first cell of the row.
    rows: Vec<(i64, usize)>,
    cells: Vec<Cell>,
    units: Vec<u32>,
    deaths: Vec<u32>,
    lat: Vec<f64>,
    lon: Vec<f64>,
    root_cos: Vec<f64>,
    day: Vec<i32>,
    rate: Vec<f32>,
    /// One over the background of place; 0 for an institution, whose place is compared by name.
    area: Vec<f32>,
    bound: Vec<f32>,
}

struct Cell {
    row: i64,
    column: i64,
    range: Range<usize>,
}

impl Columns {
    /// Lays the units with a known place out in cells of this many kilometres.
    fn new(world: &World, km: f64) -> Columns {
        let height = km / KM_A_DEGREE;
        let mut order: Vec<((i64, i64), i32, u32)> = (0..world.spots.len())
            .filter(|&unit| world.spots[unit].is_known())
            .map(|unit| {
                let spot = &world.spots[unit];
                let row = (spot.lat / height).floor() as i64;
                ((row, (spot.lon / width(row, height)).floor() as i64), world.dates[unit].0, unit as u32)
            })
            .collect();
        order.sort_unstable();
        let mut cells: Vec<Cell> = Vec::new();
        let mut rows: Vec<(i64, usize)> = Vec::new();
        for (at, &((row, column), _, _)) in order.iter().enumerate() {
            match cells.last_mut() {
                Some(cell) if (cell.row, cell.column) == (row, column) => cell.range.end = at + 1,
                _ => {
                    if rows.last().is_none_or(|(last, _)| *last != row) {
                        rows.push((row, cells.len()));
                    }
                    cells.push(Cell { row, column, range: at..at + 1 });
                }
            }
        }
        let units: Vec<u32> = order.into_iter().map(|(_, _, unit)| unit).collect();
        let spot = |&unit: &u32| &world.spots[unit as usize];
        let date = |&unit: &u32| world.dates[unit as usize];
        let deaths: Vec<u32> = units.iter().map(|&unit| world.deaths[unit as usize]).collect();
        Columns {
            height,
            rows,
            cells,
            lat: units.iter().map(|unit| spot(unit).lat).collect(),
            lon: units.iter().map(|unit| spot(unit).lon).collect(),
            root_cos: units.iter().map(|unit| spot(unit).root_cos()).collect(),
            day: units.iter().map(|unit| date(unit).0).collect(),
            rate: units.iter().map(|unit| date(unit).1).collect(),
            area: units.iter().map(|unit| spot(unit).area()).collect(),
            bound: deaths.iter().map(|&death| world.evidence.description.bound(death as usize)).collect(),
            deaths,
            units,
        }
    }

    fn row(&self, row: i64) -> &[Cell] {
        match self.rows.binary_search_by_key(&row, |(row, _)| *row) {
            Ok(at) => &self.cells[self.rows[at].1..self.rows.get(at + 1).map_or(self.cells.len(), |(_, cell)| *cell)],
            Err(_) => &[],
        }
    }

    /// Cells that come after this one and can hold a unit within one cell height.
    fn ahead(&self, cell: &Cell) -> impl Iterator<Item = &Cell> {
        let same = self.row(cell.row).iter().filter(move |other| other.column == cell.column + 1);
        let own = width(cell.row, self.height);
        let next = cell.row + 1;
        let reach = own.max(width(next, self.height));
        let west = (((cell.column as f64) * own - reach) / width(next, self.height)).floor() as i64;
        let east = (((cell.column + 1) as f64 * own + reach) / width(next, self.height)).floor() as i64;
        let row = self.row(next);
        let from = row.partition_point(|other| other.column < west);
        same.chain(row[from..].iter().take_while(move |other| other.column <= east))
    }
}

/// Width of the cells of a row in degrees of longitude.
fn width(row: i64, height: f64) -> f64 {
    let nearest_equator = (row as f64 * height).abs().min(((row + 1) as f64 * height).abs());
    // The widest of the row's two edges, so that one column is at least as wide as the reach everywhere in the row.
    let farthest = (nearest_equator + height).min(89.9);
    height / farthest.to_radians().cos()
}

/// All links within reach and how many pairs were compared, in the order of the units.
pub fn links(world: &World, reach: &Reach) -> (Vec<RawLink>, u64) {
    let columns = Columns::new(world, reach.max_km);
    let cell_links = |cell: &Cell| {
        let mut out = Vec::new();
        let mut compared = score_block(world, reach, &columns, cell.range.clone(), None, &mut out);
        for other in columns.ahead(cell) {
            compared += score_block(world, reach, &columns, cell.range.clone(), Some(other.range.clone()), &mut out);
        }
        (out, compared)
    };
    let blocks: Vec<(Vec<RawLink>, u64)> = columns.cells.par_iter().map(cell_links).collect();
    let compared = blocks.iter().map(|(_, compared)| compared).sum();
    let mut links: Vec<RawLink> = blocks.into_iter().flat_map(|(links, _)| links).collect();
    links.sort_unstable_by_key(|link| (link.a, link.b));
    (links, compared)
}

/// Scores one block of plain columns: the pairs of the rows `left` with the rows `right`, or among themselves, both in
/// order of date. Adds the links to `out` and returns how many pairs lay within reach.
///
/// A pair is dropped as soon as a bound on what is still unknown of it leaves no hope of the floor: first place and
/// time with a bound on the description, then the plain description with a bound on the rich one. The bounds hold for
/// every pair, so the links are those of scoring all of it.
pub fn score_block(
    world: &World,
    reach: &Reach,
    columns: &Columns,
    left: Range<usize>,
    right: Option<Range<usize>>,
    out: &mut Vec<RawLink>,
) -> u64 {
    let max2 = reach.max_km * reach.max_km;
    let floor = 10f64.powf(reach.floor) * (1.0 - 1e-6);
    let (place, time) = (&world.evidence.place, &world.evidence.time);
    let description = &world.evidence.description;
    let mut compared = 0;
    let others = right.clone().unwrap_or(left.clone());
    let mut start = others.start;
    for a in left {
        let (lat, lon, root_cos) = (columns.lat[a], columns.lon[a], columns.root_cos[a]);
        let (day, rate, area, bound) = (columns.day[a], columns.rate[a], columns.area[a], columns.bound[a]);
        let earliest = day.saturating_sub(reach.max_days);
        while start < others.end && columns.day[start] < earliest {
            start += 1;
        }
        let from = if right.is_none() { a + 1 } else { start };
        let latest = day.saturating_add(reach.max_days);
        let to = from + columns.day[from..others.end.max(from)].partition_point(|&other| other <= latest);
        for b in from..to {
            let d2 = plane_distance2((lat, lon, root_cos), (columns.lat[b], columns.lon[b], columns.root_cos[b]));
            if d2 > max2 {
                continue;
            }
            compared += 1;
            let near = area.min(columns.area[b]);
            let most = f64::from(bound.min(columns.bound[b]));
            let most_place = if near > 0.0 {
                place.bound_at(d2, near)
            } else {
                place.factor(&world.spots[columns.units[a] as usize], &world.spots[columns.units[b] as usize])
            };
            let when = time.factor((day, rate), (columns.day[b], columns.rate[b]));
            if most_place * when * most < floor {
                continue;
            }
            let (i, j) = (columns.deaths[a] as usize, columns.deaths[b] as usize);
            let plain = description.plain_factor(i, j);
            let rich = f64::from(description.rich_bound(i).min(description.rich_bound(j)));
            if most_place * when * plain * rich < floor {
                continue;
            }
            let (x, y) = (columns.units[a], columns.units[b]);
            let weight = (world.place_time(x as usize, y as usize) * plain * description.rich_factor(i, j)).log10();
            if weight >= reach.floor {
                out.push(RawLink { a: x.min(y), b: x.max(y), weight: weight as f32 });
            }
        }
    }
    compared
}
