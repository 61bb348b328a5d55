//! The circles that a subset scan tries: around every location, from near to far.

use super::cases::MarkedCases;
use super::limits::SubsetLimits;
use rayon::prelude::*;

/// Locations around one centre from near to far, and where circles end among them.
pub(super) struct Around {
    pub(super) members: Vec<u32>,
    /// How many members each circle has, ascending.
    pub(super) ends: Vec<usize>,
}

/// Finds the circles around every location that are not nearly those of another. Locations at one distance enter
/// together.
pub(super) fn around_all(cases: &MarkedCases, limits: &SubsetLimits) -> Vec<Around> {
    let locations = cases.locations();
    let most_cases = (limits.max_share_of_cases * cases.len() as f64 * (1.0 + 1e-12)).floor() as usize;
    let reach = limits.max_radius_km.map_or(f64::INFINITY, |km| locations.straight(km) * (1.0 + 1e-12));
    let apart = apart(cases, limits.spacing);
    let around = |centre: usize| {
        let mut near: Vec<(f64, u32)> = (0..locations.len())
            .map(|other| (locations.straight_squared(centre, other), other as u32))
            .filter(|&(squared, _)| squared <= reach * reach)
            .collect();
        near.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut found = Around { members: Vec::new(), ends: Vec::new() };
        let (mut inside, mut last) = (0, 0);
        for ring in near.chunk_by(|a, b| a.0 == b.0) {
            inside += ring.iter().map(|&(_, location)| cases.at(location).len()).sum::<usize>();
            if inside > most_cases {
                break;
            }
            found.members.extend(ring.iter().map(|&(_, location)| location));
            if apart[centre] <= limits.spacing * ring[0].0.sqrt() {
                break;
            }
            if inside > last && inside as f64 >= limits.growth * last as f64 {
                found.ends.push(found.members.len());
                last = inside;
            }
        }
        found.members.truncate(found.ends.last().copied().unwrap_or(0));
        found.members.shrink_to_fit();
        found
    };
    (0..locations.len()).into_par_iter().map(around).collect()
}

/// How far each location lies from those before it, where each next one is the farthest from all before (farthest-first
/// traversal; Gonzalez 1985): the locations above any distance are that far apart, and every other is nearer to one
/// of them. Without a spacing, all are infinitely far apart.
fn apart(cases: &MarkedCases, spacing: f64) -> Vec<f64> {
    let locations = cases.locations();
    let mut apart = vec![f64::INFINITY; locations.len()];
    if spacing == 0.0 || apart.is_empty() {
        return apart;
    }
    let mut nearest = vec![f64::INFINITY; locations.len()];
    let mut next = 0;
    for _ in 0..locations.len() {
        let last = next;
        apart[last] = nearest[last].sqrt();
        nearest[last] = f64::NEG_INFINITY;
        let mut farthest = f64::NEG_INFINITY;
        for (other, near) in nearest.iter_mut().enumerate().filter(|(_, near)| **near >= 0.0) {
            *near = near.min(locations.straight_squared(last, other));
            if *near > farthest {
                (next, farthest) = (other, *near);
            }
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StudyPeriod;
    use crate::locations::Locations;
    use crate::subset::{Intervals, Mode};
    use colligate_register::Day;

    #[test]
    fn circles_grow_by_rings_with_cases_up_to_the_share() {
        let locations = Locations::on_plane(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (4.0, 0.0), (9.0, 0.0)]).unwrap();
        let period = StudyPeriod::new(Day(0), Day(0)).unwrap();
        let given = [0, 0, 2, 3].map(|location| (location, Day(0)));
        let mode = Mode::new("any", &[""; 4]).unwrap();
        let cases = MarkedCases::new(locations, period, &given, vec![mode]).unwrap();
        let all = SubsetLimits { max_share_of_cases: 1.0, growth: 1.0, ..SubsetLimits::new(Intervals::ToTheEnd, &[1]) };
        let around = |limits: SubsetLimits, centre: usize| {
            let mut circles = around_all(&cases, &limits);
            let found = circles.swap_remove(centre);
            (found.members, found.ends)
        };
        assert_eq!(around(all.clone(), 1), (vec![1, 0, 2, 3], vec![3, 4]));
        assert_eq!(around(all.clone().within_km(1.0), 1), (vec![1, 0, 2], vec![3]));
        assert_eq!(around(SubsetLimits { growth: 1.5, ..all.clone() }, 1), (vec![1, 0, 2], vec![3]));
        assert_eq!(around(SubsetLimits { max_share_of_cases: 0.5, ..all }, 1), (vec![], vec![]));
    }
}
