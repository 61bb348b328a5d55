//! Did the deaths of a series happen at a place where many die: a bridge, a hospice, a block of flats?
//!
//! In a register of one town every place has hundreds of deaths around it, so a count says nothing by itself. It is held against what
//! other deaths of the same kinds in the same part of the town have around them: that differs with the kinds, with how many live there,
//! and with how coordinates were made (centroids put many deaths on each point). The fullest other places are left out of it: a mean
//! over deaths would be that of the one large hospital among them.

mod grid;

use crate::describe::{NEARBY_KM, within_km};
use crate::overview::Overview;
use crate::result::Explanation;
use colligate_register::Kind;
use colligate_register::wording::{counted, figure, listed};
use grid::{At, Grid};
use rustc_hash::FxHashSet;

/// Deaths at most this far from each other, in kilometres, are at one place.
const AT_KM: f64 = 0.1;
/// Fewer other deaths than this are not many.
const MANY: usize = 5;
/// Nor are fewer than so many times what is usual: places vary by more than a Poisson number does.
const TIMES: f64 = 3.0;
/// A place has more than its surroundings give where a Poisson number with the mean of the surroundings reaches its count
/// with at most this probability.
const RARE: f64 = 0.001;
/// Deaths of the surroundings whose own counts are taken, at most.
const SAMPLE: usize = 500;
/// Fewest such deaths that tell what is usual; the surroundings are widened until they hold so many.
const ENOUGH: usize = 20;
/// The surroundings are widened to this many kilometres at most: then they are the whole register.
const WIDEST_KM: f64 = 100.0;
/// Fullest other places of the surroundings that are left out, as a hospital is.
const LEFT_OUT: usize = 2;

/// Name of the explanation.
const NAME: &str = "a place where many die";

/// Holds the number of other deaths of the members' kinds around the members (the lower median, so that half of the members
/// or more have so many) against the mean of deaths of those kinds around the centre that are neither at the place itself nor at
/// the [`LEFT_OUT`] fullest others.
pub(crate) fn explanation(overview: &Overview, members: &[usize], centre: Option<At>) -> Explanation {
    let told = |sentence: String, supported: bool| Explanation { name: NAME.into(), sentence, supported };
    let kinds: FxHashSet<Kind> = members.iter().map(|&death| overview.kind(death)).collect();
    let mut names: Vec<String> = kinds.iter().map(ToString::to_string).collect();
    names.sort_unstable();
    let names = listed(&names);
    let spots: Vec<At> = members.iter().filter_map(|&member| overview.point(member)).collect();
    let (Some(centre), false) = (centre, spots.is_empty()) else {
        return told("no coordinates on record for its deaths".to_owned(), false);
    };
    let other = |&(death, _): &(usize, At)| kinds.contains(&overview.kind(death)) && !members.contains(&death);
    let all: Vec<At> = overview.placed().filter(other).map(|(_, point)| point).collect();
    let grid = Grid::new(all.iter().copied());
    let mut counts: Vec<usize> = spots.iter().map(|&spot| grid.count(spot)).collect();
    counts.sort_unstable();
    let here = counts[(counts.len() - 1) / 2];
    let others = counted(here, "other such death", "other such deaths");
    let at = format!("half of its deaths or more have {others} ({names}) within {:.0} m", 1000.0 * AT_KM);
    let Some(Usual { mean, km }) = Usual::around(&grid, &all, centre, &spots) else {
        return told(format!("{at}; too few died elsewhere to say whether that is many"), false);
    };
    let supported = here >= MANY && here as f64 >= TIMES * mean && poisson_tail(here, mean) <= RARE;
    let among = match km.is_finite() {
        true => format!("within {km} km of the centre"),
        false => "anywhere in the register".to_owned(),
    };
    let mean = figure(mean);
    let places = format!("neither at that place nor at the {LEFT_OUT} fullest others");
    told(format!("{at}; such a death {among}, but {places}, has {mean} on average"), supported)
}

/// What is usual around a series.
struct Usual {
    /// Other deaths that a death has at its place, on average.
    mean: f64,
    /// Among deaths within so many kilometres of the centre; infinite where all were looked at.
    km: f64,
}

impl Usual {
    /// `None` where too few died elsewhere.
    fn around(grid: &Grid, all: &[At], centre: At, spots: &[At]) -> Option<Usual> {
        let apart = |point: &&At| !spots.iter().any(|spot| within_km(**point, *spot, AT_KM));
        let mut km = NEARBY_KM;
        loop {
            let near: Vec<At> =
                all.iter().filter(|point| within_km(**point, centre, km)).filter(apart).copied().collect();
            let counts = without_fullest(counts(grid, &near));
            if counts.len() >= ENOUGH {
                let sum: usize = counts.iter().map(|(_, count)| count).sum();
                return Some(Usual { mean: sum as f64 / counts.len() as f64, km });
            }
            if km.is_infinite() {
                return None;
            }
            km = if 2.0 * km > WIDEST_KM { f64::INFINITY } else { 2.0 * km };
        }
    }
}

/// How many others each of these points has at its place; of many, an even sample.
fn counts(grid: &Grid, points: &[At]) -> Vec<(At, usize)> {
    let sample = points.iter().step_by(points.len().div_ceil(SAMPLE).max(1));
    sample.map(|&point| (point, grid.count(point).saturating_sub(1))).collect()
}

/// Without the points of the fullest places, and those so near that they count some of the same deaths.
fn without_fullest(mut counts: Vec<(At, usize)>) -> Vec<(At, usize)> {
    for _ in 0..LEFT_OUT {
        let Some(&(fullest, _)) = counts.iter().max_by_key(|(_, count)| *count) else { break };
        counts.retain(|(point, _)| !within_km(*point, fullest, 2.0 * AT_KM));
    }
    counts
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
    fn what_is_usual_leaves_the_place_itself_and_two_hospitals_out_and_reaches_as_far_as_it_must() {
        let km = 1.0 / colligate_evidence::KM_A_DEGREE;
        let place = |north: f64, many: usize| std::iter::repeat_n((51.0 + north * km, 0.0), many);
        // The place, two hospitals, and thirty pairs of deaths half a kilometre apart.
        let town = (0..30).flat_map(|k| place(5.0 + 0.5 * f64::from(k), 2));
        let all: Vec<At> = place(0.0, 40).chain(place(0.4, 90)).chain(place(0.8, 70)).chain(town).collect();
        let grid = Grid::new(all.iter().copied());
        let usual = Usual::around(&grid, &all, (51.0, 0.0), &[(51.0, 0.0)]).unwrap();
        assert_eq!((usual.mean, usual.km), (1.0, 16.0));
        assert!(Usual::around(&grid, &all[..200], (51.0, 0.0), &[(51.0, 0.0)]).is_none());
    }
}
