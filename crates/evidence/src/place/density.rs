//! Density of deaths per square kilometre at several scales at once.

use super::KM_A_DEGREE;
use colligate_register::Kind;
use rayon::prelude::*;
use std::ops::Range;

/// Radii of the kernel estimates, in kilometres.
const SCALES_KM: [f64; 6] = [0.025, 0.1, 0.3, 1.0, 3.0, 10.0];
/// Cells a radius: deaths in one cell share their density.
const CELLS: f64 = 4.0;
/// Components of the mixture: each scale among deaths of the kind and among all, and one even spread.
const COMPONENTS: usize = 2 * SCALES_KM.len() + 1;
/// Steps of expectation and maximisation.
const STEPS: usize = 40;
/// Deaths of a kind from which the weights are learned, at most.
const LEARN: usize = 4_000;
/// Fewest deaths of a kind that has weights of its own.
const ENOUGH: usize = 200;
/// Least weight of the even spread: no place is impossible.
const EVEN: f64 = 1e-3;

const KINDS: usize = Kind::ALL.len();

/// Density per square kilometre of deaths of the point's kind at each point, the point itself left out.
pub(super) fn densities(points: &[(f64, f64, Kind)]) -> Vec<f64> {
    if points.is_empty() {
        return Vec::new();
    }
    let mut components = vec![[0f32; COMPONENTS]; points.len()];
    let mut totals = [0usize; KINDS];
    points.iter().for_each(|(_, _, kind)| totals[*kind as usize] += 1);
    for (s, &radius) in SCALES_KM.iter().enumerate() {
        let scale = estimate(points, radius);
        for ((row, (own, all)), (_, _, kind)) in components.iter_mut().zip(scale).zip(points) {
            row[2 * s] = own / (totals[*kind as usize] as f32 - 1.0).max(1.0);
            row[2 * s + 1] = all / (points.len() as f32 - 1.0).max(1.0);
        }
    }
    let even = (1.0 / area(points)) as f32;
    components.iter_mut().for_each(|row| row[COMPONENTS - 1] = even);
    let pooled = learn(&components.iter().collect::<Vec<_>>());
    let by_kind: Vec<[f64; COMPONENTS]> = (0..KINDS)
        .map(|kind| match totals[kind] {
            n if n < ENOUGH => pooled,
            _ => {
                let of_kind = components.iter().zip(points).filter(|(_, point)| point.2 as usize == kind);
                learn(&of_kind.map(|(row, _)| row).collect::<Vec<_>>())
            }
        })
        .collect();
    let mix = |(row, point): (&[f32; COMPONENTS], &(f64, f64, Kind))| {
        row.iter().zip(&by_kind[point.2 as usize]).map(|(&density, weight)| f64::from(density) * weight).sum()
    };
    components.iter().zip(points).map(mix).collect()
}

/// Area of the box around all points in square kilometres, at least one.
fn area(points: &[(f64, f64, Kind)]) -> f64 {
    let bounds = |value: fn(&(f64, f64, Kind)) -> f64| {
        points.iter().map(value).fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)))
    };
    let (south, north) = bounds(|point| point.0);
    let (west, east) = bounds(|point| point.1);
    let cos = (0.5 * (south + north)).to_radians().cos();
    ((north - south) * KM_A_DEGREE).max(1.0) * ((east - west) * KM_A_DEGREE * cos).max(1.0)
}

/// Weights of the mixture by expectation and maximisation on leave-one-out densities (Dempster, Laird and Rubin 1977).
fn learn(rows: &[&[f32; COMPONENTS]]) -> [f64; COMPONENTS] {
    let mut weights = [1.0 / COMPONENTS as f64; COMPONENTS];
    let step = rows.len().div_ceil(LEARN).max(1);
    for _ in 0..STEPS {
        let mut next = [0.0; COMPONENTS];
        let mut total = 0.0;
        for row in rows.iter().step_by(step) {
            let parts: [f64; COMPONENTS] = std::array::from_fn(|c| weights[c] * f64::from(row[c]));
            let sum: f64 = parts.iter().sum();
            if sum > 0.0 {
                next.iter_mut().zip(parts).for_each(|(next, part)| *next += part / sum);
                total += 1.0;
            }
        }
        weights = next.map(|next: f64| next / f64::max(total, 1.0));
        weights[COMPONENTS - 1] = weights[COMPONENTS - 1].max(EVEN);
    }
    weights
}

/// One occupied cell.
struct Cell {
    lon: f64,
    /// Deaths of each kind in it: a range of `Grid::counts`.
    counts: Range<u32>,
}

/// Occupied cells by row from south to north, in a row from west to east.
struct Grid {
    cells: Vec<Cell>,
    counts: Vec<(u8, f32)>,
    /// Number of each row with its cells.
    rows: Vec<(i64, Range<usize>)>,
    /// Cell of each point.
    cell_of: Vec<u32>,
    /// Height of the cells in degrees.
    height: f64,
}

impl Grid {
    fn new(points: &[(f64, f64, Kind)], height: f64) -> Grid {
        let mut grid = Grid { cells: Vec::new(), counts: Vec::new(), rows: Vec::new(), cell_of: Vec::new(), height };
        let key = |lat: f64, lon: f64| {
            let row = (lat / height).floor() as i64;
            (row, (lon / (height / grid.cos_of(row))).floor() as i64)
        };
        let numbered = points.par_iter().enumerate();
        let mut order: Vec<((i64, i64), u8, u32)> =
            numbered.map(|(i, point)| (key(point.0, point.1), point.2 as u8, i as u32)).collect();
        order.par_sort_unstable();
        grid.cell_of = vec![0u32; points.len()];
        let mut last = None;
        for &(key, kind, i) in &order {
            if last != Some(key) {
                let (at, counts) = (grid.cells.len(), grid.counts.len() as u32);
                let lon = (key.1 as f64 + 0.5) * height / grid.cos_of(key.0);
                grid.cells.push(Cell { lon, counts: counts..counts });
                match grid.rows.last_mut() {
                    Some((row, cells)) if *row == key.0 => cells.end = at + 1,
                    _ => grid.rows.push((key.0, at..at + 1)),
                }
                last = Some(key);
            }
            grid.count(kind);
            grid.cell_of[i as usize] = grid.cells.len() as u32 - 1;
        }
        grid
    }

    /// One more death of this kind in the last cell, whose deaths come by kind.
    fn count(&mut self, kind: u8) {
        let Some(cell) = self.cells.last_mut() else { return };
        match self.counts[cell.counts.start as usize..].last_mut() {
            Some((last, count)) if *last == kind => *count += 1.0,
            _ => {
                self.counts.push((kind, 1.0));
                cell.counts.end += 1;
            }
        }
    }

    fn lat_of(&self, row: i64) -> f64 {
        (row as f64 + 0.5) * self.height
    }

    fn cos_of(&self, row: i64) -> f64 {
        self.lat_of(row).to_radians().cos().max(1e-3)
    }

    /// Sums of the kernel for each cell of the row at this position in `rows`, by kind.
    fn sums(&self, at: usize, radius: f64) -> Vec<[f32; KINDS]> {
        let (row, cells) = &self.rows[at];
        let (lat, cos) = (self.lat_of(*row), self.cos_of(*row));
        let width = radius / (KM_A_DEGREE * cos);
        let reach = CELLS as i64 + 1;
        let first = self.rows[..at].iter().rev().take_while(|(other, _)| *other >= row - reach).count();
        let near = self.rows[at - first..].iter().take_while(|(other, _)| *other <= row + reach);
        let mut sums = vec![[0f32; KINDS]; cells.len()];
        for (other, others) in near {
            let dy = (self.lat_of(*other) - lat) * KM_A_DEGREE;
            let others = &self.cells[others.clone()];
            // Both rows run from west to east, and so does the first cell within reach.
            let mut west = 0;
            for (cell, sums) in self.cells[cells.clone()].iter().zip(&mut sums) {
                while others.get(west).is_some_and(|other| other.lon < cell.lon - width) {
                    west += 1;
                }
                for other in others[west..].iter().take_while(|other| other.lon <= cell.lon + width) {
                    let dx = (other.lon - cell.lon) * KM_A_DEGREE * cos;
                    let inside = (1.0 - (dx * dx + dy * dy) / (radius * radius)) as f32;
                    if inside > 0.0 {
                        let counts = &self.counts[other.counts.start as usize..other.counts.end as usize];
                        counts.iter().for_each(|(kind, count)| sums[*kind as usize] += inside * count);
                    }
                }
            }
        }
        sums
    }
}

/// Sums of the Epanechnikov kernel over the deaths within the radius of each point, per square kilometre: among deaths
/// of its kind, and among all; the point itself left out.
fn estimate(points: &[(f64, f64, Kind)], radius: f64) -> Vec<(f32, f32)> {
    let grid = Grid::new(points, radius / CELLS / KM_A_DEGREE);
    let sums: Vec<Vec<[f32; KINDS]>> = (0..grid.rows.len()).into_par_iter().map(|at| grid.sums(at, radius)).collect();
    let sums: Vec<[f32; KINDS]> = sums.into_iter().flatten().collect();
    let height_of_kernel = (2.0 / (std::f64::consts::PI * radius * radius)) as f32;
    let at = |(point, &cell): (&(f64, f64, Kind), &u32)| {
        let sums = &sums[cell as usize];
        let own = (sums[point.2 as usize] - 1.0).max(0.0);
        let all = (sums.iter().sum::<f32>() - 1.0).max(0.0);
        (own * height_of_kernel, all * height_of_kernel)
    };
    points.iter().zip(&grid.cell_of).map(at).collect()
}
