//! Deaths in cells as wide as a place, to count those at one.

use super::AT_KM;
use crate::describe::within_km;
use colligate_evidence::KM_A_DEGREE;
use rustc_hash::FxHashMap;

/// Width of a cell in kilometres: a little more than [`AT_KM`], so that rounding leaves nothing out.
const CELL_KM: f64 = 1.01 * AT_KM;

/// Latitude and longitude in degrees.
pub(super) type At = (f64, f64);

/// Points in cells.
pub(super) struct Grid {
    cells: FxHashMap<(i32, i32), Vec<At>>,
}

impl Grid {
    pub(super) fn new(points: impl Iterator<Item = At>) -> Grid {
        let mut cells: FxHashMap<(i32, i32), Vec<At>> = FxHashMap::default();
        points.for_each(|point| cells.entry(Grid::cell(point)).or_default().push(point));
        Grid { cells }
    }

    /// Rows of equal latitude; within one, columns as wide as a place is at that latitude.
    fn cell((lat, lon): At) -> (i32, i32) {
        let row = (lat * KM_A_DEGREE / CELL_KM).floor() as i32;
        (row, Grid::column(row, lon))
    }

    fn column(row: i32, lon: f64) -> i32 {
        let lat = f64::from(row) * CELL_KM / KM_A_DEGREE;
        (lon * KM_A_DEGREE * lat.to_radians().cos().max(0.01) / CELL_KM).floor() as i32
    }

    /// Points at the place of this one.
    pub(super) fn count(&self, at: At) -> usize {
        let (row, _) = Grid::cell(at);
        let cells = (row - 1..=row + 1).flat_map(|row| {
            let column = Grid::column(row, at.1);
            (column - 1..=column + 1).map(move |column| (row, column))
        });
        let points = cells.filter_map(|cell| self.cells.get(&cell)).flatten();
        points.filter(|point| within_km(**point, at, AT_KM)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_counts_as_comparing_with_every_point_does() {
        for lat in [0.0, 51.5, -68.0] {
            let point = |k: usize| {
                let (a, b) = ((k * 7_919 % 997) as f64 / 997.0, (k * 104_729 % 991) as f64 / 991.0);
                (lat + 0.01 * a, 179.99 + 0.01 * b)
            };
            let points: Vec<At> = (0..400).map(point).collect();
            let grid = Grid::new(points.iter().copied());
            for &at in &points {
                let near = points.iter().filter(|point| within_km(**point, at, AT_KM)).count();
                assert_eq!(grid.count(at), near);
            }
        }
    }
}
