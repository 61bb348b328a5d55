//! Density of deaths per square kilometre at several scales at once.

use super::KM_A_DEGREE;
use colligate_register::Kind;
use rayon::prelude::*;

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
    lat: f64,
    lon: f64,
    counts: [f32; KINDS],
}

/// Sums of the Epanechnikov kernel over the deaths within the radius of each point, per square kilometre: among deaths
/// of its kind, and among all; the point itself left out.
fn estimate(points: &[(f64, f64, Kind)], radius: f64) -> Vec<(f32, f32)> {
    let height = radius / CELLS / KM_A_DEGREE;
    let row_of = |lat: f64| (lat / height).floor() as i64;
    let cos_of = |row: i64| (((row as f64 + 0.5) * height).to_radians().cos()).max(1e-3);
    let key = |lat: f64, lon: f64| {
        let row = row_of(lat);
        (row, (lon / (height / cos_of(row))).floor() as i64)
    };
    let mut order: Vec<((i64, i64), u32)> =
        points.iter().enumerate().map(|(i, point)| (key(point.0, point.1), i as u32)).collect();
    order.par_sort_unstable();
    let mut cells: Vec<Cell> = Vec::new();
    let mut rows: Vec<(i64, usize)> = Vec::new();
    let mut cell_of = vec![0u32; points.len()];
    let mut last = None;
    for &(key, i) in &order {
        if last != Some(key) {
            if rows.last().is_none_or(|(row, _)| *row != key.0) {
                rows.push((key.0, cells.len()));
            }
            let lat = (key.0 as f64 + 0.5) * height;
            let lon = (key.1 as f64 + 0.5) * height / cos_of(key.0);
            cells.push(Cell { lat, lon, counts: [0.0; KINDS] });
            last = Some(key);
        }
        let cell = cells.len() - 1;
        cells[cell].counts[points[i as usize].2 as usize] += 1.0;
        cell_of[i as usize] = cell as u32;
    }
    let row_range = |row: i64| -> &[Cell] {
        match rows.binary_search_by_key(&row, |(row, _)| *row) {
            Ok(at) => &cells[rows[at].1..rows.get(at + 1).map_or(cells.len(), |(_, start)| *start)],
            Err(_) => &[],
        }
    };
    let reach = CELLS as i64 + 1;
    let sums: Vec<[f32; KINDS]> = cells
        .par_iter()
        .map(|cell| {
            let mut sums = [0f32; KINDS];
            let row = row_of(cell.lat);
            let cos = cell.lat.to_radians().cos().max(1e-3);
            let width = radius / (KM_A_DEGREE * cos);
            for near in row - reach..=row + reach {
                let cells = row_range(near);
                let from = cells.partition_point(|other| other.lon < cell.lon - width);
                for other in cells[from..].iter().take_while(|other| other.lon <= cell.lon + width) {
                    let dy = (other.lat - cell.lat) * KM_A_DEGREE;
                    let dx = (other.lon - cell.lon) * KM_A_DEGREE * cos;
                    let inside = (1.0 - (dx * dx + dy * dy) / (radius * radius)) as f32;
                    if inside > 0.0 {
                        sums.iter_mut().zip(&other.counts).for_each(|(sum, count)| *sum += inside * count);
                    }
                }
            }
            sums
        })
        .collect();
    let height_of_kernel = (2.0 / (std::f64::consts::PI * radius * radius)) as f32;
    let at = |(point, &cell): (&(f64, f64, Kind), &u32)| {
        let sums = &sums[cell as usize];
        let own = (sums[point.2 as usize] - 1.0).max(0.0);
        let all = (sums.iter().sum::<f32>() - 1.0).max(0.0);
        (own * height_of_kernel, all * height_of_kernel)
    };
    points.iter().zip(&cell_of).map(at).collect()
}
