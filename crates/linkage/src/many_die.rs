//! Did the deaths of a series happen at a place where many die: a bridge, a hospice, a block of flats?
//!
//! In a register of one town every place has hundreds of deaths around it, so a count says nothing by itself. It is held
//! against what other deaths of the same kinds in the same part of the town have around them: that differs with the kinds,
//! with how many live there, and with how coordinates were made (centroids put many deaths on each point).

use crate::describe::{NEARBY_KM, within_km};
use crate::overview::Overview;
use crate::result::Explanation;
use colligate_evidence::KM_A_DEGREE;
use colligate_register::Kind;
use colligate_register::wording::{counted, figure, listed};
use rustc_hash::{FxHashMap, FxHashSet};

/// Deaths at most this far from each other, in kilometres, are at one place.
const AT_KM: f64 = 0.1;
/// Fewer other deaths than this are not many.
const MANY: usize = 5;
/// A place has more than its surroundings give where a Poisson number with the mean of the surroundings reaches its count
/// with at most this probability.
const RARE: f64 = 0.001;
/// Deaths of the surroundings whose own counts are taken, at most.
const SAMPLE: usize = 500;
/// Fewest such deaths that tell what is usual.
const ENOUGH: usize = 20;

/// Name of the explanation.
const NAME: &str = "a place where many die";

/// Holds the number of other deaths of the members' kinds around the members (the lower median, so that half of the members
/// or more have so many) against the mean of deaths of those kinds within [`NEARBY_KM`] of the centre that are not at
/// the place itself; where these are too few, of all deaths of those kinds.
///
/// The mean is over deaths, so one large hospital nearby makes it large: a bridge next to a hospital at which as many die of
/// the same kinds is not told from it.
pub(crate) fn explanation(overview: &Overview, members: &[usize], centre: Option<(f64, f64)>) -> Explanation {
    let told = |sentence: String, supported: bool| Explanation { name: NAME.into(), sentence, supported };
    let kinds: FxHashSet<Kind> = members.iter().map(|&death| overview.kind(death)).collect();
    let mut names: Vec<String> = kinds.iter().map(ToString::to_string).collect();
    names.sort_unstable();
    let names = listed(&names);
    let others = |&(death, _): &(usize, (f64, f64))| kinds.contains(&overview.kind(death)) && !members.contains(&death);
    let all: Vec<(usize, (f64, f64))> = overview.placed().filter(others).collect();
    let spots: Vec<(f64, f64)> = members.iter().filter_map(|&member| overview.point(member)).collect();
    let (Some(centre), false) = (centre, spots.is_empty()) else {
        return told("no coordinates on record for its deaths".to_owned(), false);
    };
    let grid = Grid::new(all.iter().map(|(_, point)| *point));
    let mut counts: Vec<usize> = spots.iter().map(|&spot| grid.count(spot)).collect();
    counts.sort_unstable();
    let here = counts[(counts.len() - 1) / 2];
    let apart = |point: &(f64, f64)| !spots.iter().any(|spot| within_km(*point, *spot, AT_KM));
    let points = all.iter().map(|(_, point)| *point).filter(apart);
    let near: Vec<(f64, f64)> = points.clone().filter(|point| within_km(*point, centre, NEARBY_KM)).collect();
    let (around, among) = match near.len() >= ENOUGH {
        true => (near, format!("within {NEARBY_KM} km of the centre")),
        false => (points.collect(), "anywhere in the register".to_owned()),
    };
    let others = counted(here, "other such death", "other such deaths");
    let at = format!("half of its deaths or more have {others} ({names}) within {:.0} m", 1000.0 * AT_KM);
    if around.len() < ENOUGH {
        return told(format!("{at}; too few died elsewhere to say whether that is many"), false);
    }
    let usual = grid.mean(&around);
    let supported = here >= MANY && poisson_tail(here, usual) <= RARE;
    let usual = figure(usual);
    told(format!("{at}; such a death {among}, but not at that place, has {usual} on average"), supported)
}

/// Width of a cell in kilometres: a little more than [`AT_KM`], so that rounding leaves nothing out.
const CELL_KM: f64 = 1.01 * AT_KM;

/// Points in cells as wide as a place, to count those at one.
struct Grid {
    cells: FxHashMap<(i32, i32), Vec<(f64, f64)>>,
}

impl Grid {
    fn new(points: impl Iterator<Item = (f64, f64)>) -> Grid {
        let mut cells: FxHashMap<(i32, i32), Vec<(f64, f64)>> = FxHashMap::default();
        points.for_each(|point| cells.entry(Grid::cell(point)).or_default().push(point));
        Grid { cells }
    }

    /// Rows of equal latitude; within one, columns as wide as a place is at that latitude.
    fn cell((lat, lon): (f64, f64)) -> (i32, i32) {
        let row = (lat * KM_A_DEGREE / CELL_KM).floor() as i32;
        (row, Grid::column(row, lon))
    }

    fn column(row: i32, lon: f64) -> i32 {
        let lat = f64::from(row) * CELL_KM / KM_A_DEGREE;
        (lon * KM_A_DEGREE * lat.to_radians().cos().max(0.01) / CELL_KM).floor() as i32
    }

    /// Points at the place of this one.
    fn count(&self, at: (f64, f64)) -> usize {
        let (row, _) = Grid::cell(at);
        let cells = (row - 1..=row + 1).flat_map(|row| {
            let column = Grid::column(row, at.1);
            (column - 1..=column + 1).map(move |column| (row, column))
        });
        let points = cells.filter_map(|cell| self.cells.get(&cell)).flatten();
        points.filter(|point| within_km(**point, at, AT_KM)).count()
    }

    /// How many others these have around them on average; of many, an even sample.
    fn mean(&self, points: &[(f64, f64)]) -> f64 {
        let sample = points.iter().step_by(points.len().div_ceil(SAMPLE).max(1));
        let (sum, of) = sample.fold((0, 0), |(sum, of), &point| (sum + self.count(point).saturating_sub(1), of + 1));
        sum as f64 / f64::from(of.max(1))
    }
}

/// Probability that a Poisson number of this mean is at least so large.
fn poisson_tail(least: usize, mean: f64) -> f64 {
    let (mut term, mut below) = ((-mean).exp(), 0.0);
    for k in 0..least {
        below += term;
        term *= mean / (k + 1) as f64;
    }
    (1.0 - below).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_is_that_of_tables() {
        for (least, mean, tail) in [(0, 2.0, 1.0), (1, 2.0, 0.864_665), (5, 1.0, 0.003_660), (10, 3.0, 0.001_102)] {
            assert!((poisson_tail(least, mean) - tail).abs() < 1e-6, "{least} {mean}");
        }
    }

    #[test]
    fn the_grid_counts_as_comparing_with_every_point_does() {
        for lat in [0.0, 51.5, -68.0] {
            let point = |k: usize| {
                let (a, b) = ((k * 7_919 % 997) as f64 / 997.0, (k * 104_729 % 991) as f64 / 991.0);
                (lat + 0.01 * a, 179.99 + 0.01 * b)
            };
            let points: Vec<(f64, f64)> = (0..400).map(point).collect();
            let grid = Grid::new(points.iter().copied());
            for &at in &points {
                let near = points.iter().filter(|point| within_km(**point, at, AT_KM)).count();
                assert_eq!(grid.count(at), near);
            }
        }
    }
}
