//! Units laid out in cells, so that those near a unit are found without looking at the rest.

use super::Reach;
use crate::world::World;
use colligate_evidence::{Columns, KM_A_DEGREE};
use rayon::prelude::*;
use std::ops::Range;

/// Units in plain columns, by cell and within a cell by date; and the cells.
pub struct Cells<'a> {
    /// The columns, in the order of the cells.
    pub columns: Columns<'a>,
    /// The unit in each row of the columns.
    pub units: Vec<u32>,
    rings: i64,
    height: f64,
    /// Row, first cell of the row.
    rows: Vec<(i64, usize)>,
    cells: Vec<Cell>,
}

struct Cell {
    row: i64,
    column: i64,
    range: Range<usize>,
}

/// Rings of cells that hold all units within reach of one, at most. With more rings fewer of the pairs looked at lie
/// beyond the reach (a third lie within it with one ring, half with two), but runs are shorter.
const RINGS: i64 = 3;
/// Rows of a block: a cell with more makes several, so that threads share it.
const LEFT: usize = 256;
/// Units in the cell of a typical unit from which the runs are long enough.
const CROWD: usize = 96;

impl<'a> Cells<'a> {
    /// Lays out the units. Within a reach in kilometres only those with a known place are; without one, all are in one
    /// cell.
    pub fn new(world: &World<'a>, reach: &Reach) -> Cells<'a> {
        let (mut height, mut units, mut cells) = lay_out(world, reach, 1);
        // Cells of half the height hold about a quarter of the units.
        let crowd = crowd(&cells);
        let rings = (1..=RINGS).rev().find(|rings| crowd / (rings * rings) as usize >= CROWD).unwrap_or(1);
        if rings > 1 && height.is_finite() {
            (height, units, cells) = lay_out(world, reach, rings);
        }
        let mut rows: Vec<(i64, usize)> = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            if rows.last().is_none_or(|(last, _)| *last != cell.row) {
                rows.push((cell.row, at));
            }
        }
        let spots: Vec<_> = units.iter().map(|&unit| &world.spots[unit as usize]).collect();
        let dates: Vec<_> = units.iter().map(|&unit| world.dates[unit as usize]).collect();
        let deaths: Vec<u32> = units.iter().map(|&unit| world.deaths[unit as usize]).collect();
        let evidence = world.evidence;
        let columns = Columns::new(&evidence.place, &evidence.time, &evidence.description, &spots, &dates, &deaths);
        Cells { columns, units, rings, height, rows, cells }
    }

    /// Blocks of rows to be compared with each other, which together hold every pair within reach once: a run of rows
    /// with those after it in its own cell, and with those of each cell ahead.
    pub fn blocks(&self) -> Vec<Block> {
        let parts = self.cells.iter().enumerate().flat_map(|(at, cell)| {
            let starts = cell.range.clone().step_by(LEFT);
            starts.map(move |from| (at, from..(from + LEFT).min(cell.range.end)))
        });
        parts.map(|(cell, left)| Block { cell, left }).collect()
    }

    /// What a block is compared with: rows of its own cell, then of those ahead.
    pub fn others(&self, block: &Block) -> impl Iterator<Item = Range<usize>> + '_ {
        let cell = &self.cells[block.cell];
        let own = block.left.start..cell.range.end;
        std::iter::once(own).chain(self.ahead(cell).map(|other| other.range.clone()))
    }

    fn row(&self, row: i64) -> &[Cell] {
        match self.rows.binary_search_by_key(&row, |(row, _)| *row) {
            Ok(at) => &self.cells[self.rows[at].1..self.rows.get(at + 1).map_or(self.cells.len(), |(_, cell)| *cell)],
            Err(_) => &[],
        }
    }

    /// Cells that come after this one and can hold a unit within reach.
    fn ahead(&self, cell: &Cell) -> impl Iterator<Item = &Cell> {
        let column = cell.column;
        let same = self.row(cell.row).iter().filter(move |other| (1..=self.rings).contains(&(other.column - column)));
        let own = width(cell.row, self.height);
        let later = (1..=self.rings).flat_map(move |ring| {
            let next = cell.row + ring;
            let wide = width(next, self.height);
            let reach = self.rings as f64 * own.max(wide);
            let west = ((column as f64 * own - reach) / wide).floor() as i64;
            let east = (((column + 1) as f64 * own + reach) / wide).floor() as i64;
            let row = self.row(next);
            let from = row.partition_point(|other| other.column < west);
            row[from..].iter().take_while(move |other| other.column <= east)
        });
        same.chain(later.filter(|_| self.height.is_finite()))
    }
}

/// Height of the cells in degrees of latitude, the units in the order of cells and dates, and the cells.
fn lay_out(world: &World, reach: &Reach, rings: i64) -> (f64, Vec<u32>, Vec<Cell>) {
    let height = reach.max_km / rings as f64 / KM_A_DEGREE;
    let bounded = height.is_finite();
    let key = |unit: usize| {
        let spot = &world.spots[unit];
        if !bounded {
            return (0, 0);
        }
        let row = (spot.lat / height).floor() as i64;
        (row, (spot.lon / width(row, height)).floor() as i64)
    };
    let mut order: Vec<((i64, i64), i32, u32)> = (0..world.spots.len())
        .filter(|&unit| !bounded || world.spots[unit].is_known())
        .map(|unit| (key(unit), world.dates[unit].0, unit as u32))
        .collect();
    order.par_sort_unstable();
    let mut cells: Vec<Cell> = Vec::new();
    for (at, &((row, column), _, _)) in order.iter().enumerate() {
        match cells.last_mut() {
            Some(cell) if (cell.row, cell.column) == (row, column) => cell.range.end = at + 1,
            _ => cells.push(Cell { row, column, range: at..at + 1 }),
        }
    }
    (height, order.into_iter().map(|(_, _, unit)| unit).collect(), cells)
}

/// Units in the cell of a typical unit.
fn crowd(cells: &[Cell]) -> usize {
    let (units, squares) =
        cells.iter().map(|cell| cell.range.len()).fold((0, 0), |(n, s), len| (n + len, s + len * len));
    squares / units.max(1)
}

/// Rows of one cell, to be compared with those at and after them.
pub struct Block {
    cell: usize,
    /// The rows.
    pub left: Range<usize>,
}

/// Width of the cells of a row in degrees of longitude.
fn width(row: i64, height: f64) -> f64 {
    let nearest_equator = (row as f64 * height).abs().min(((row + 1) as f64 * height).abs());
    // The widest of the row's two edges, so that one column is at least as wide as its share of the reach everywhere.
    let farthest = (nearest_equator + height).min(89.9);
    height / farthest.to_radians().cos()
}
