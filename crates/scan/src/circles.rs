//! The circles around every location, found once for all draws: neighbours from near to far.

use crate::cases::Cases;
use crate::windows::WindowLimits;
use rayon::prelude::*;

/// For each location its neighbours from near to far, as far as the limits let a circle reach. Which cases fall on
/// which day does not matter here, so permutations share it.
pub(crate) struct Circles {
    /// Neighbours of all locations in one list, each list beginning with the location itself or another at its point.
    members: Vec<u32>,
    /// True for a member after which the circle is a circle: the next one is farther away. Locations at one distance
    /// enter together, so that the order of the input does not matter.
    closes: Vec<bool>,
    starts: Vec<usize>,
}

impl Circles {
    /// Finds the circles around every location.
    pub(crate) fn around_all(cases: &Cases, limits: &WindowLimits) -> Circles {
        let locations = cases.locations();
        let most_cases = (limits.max_share_of_cases * cases.len() as f64 * (1.0 + 1e-12)).floor() as usize;
        // So many locations always hold more cases than a circle may: none farther away needs to be sorted.
        let empty = (0..locations.len() as u32).filter(|&location| cases.at(location).is_empty()).count();
        let enough = most_cases + empty + 1;
        let reach = limits.max_radius_km.map_or(f64::INFINITY, |km| locations.straight(km) * (1.0 + 1e-12));
        let mut by_height: Vec<u32> = (0..locations.len() as u32).collect();
        by_height.sort_by(|&a, &b| locations.height(a as usize).total_cmp(&locations.height(b as usize)));
        let lists: Vec<Vec<(u32, bool)>> = (0..locations.len())
            .into_par_iter()
            .map(|centre| {
                let height = locations.height(centre);
                let low = by_height.partition_point(|&other| locations.height(other as usize) < height - reach);
                let high = by_height.partition_point(|&other| locations.height(other as usize) <= height + reach);
                let mut near: Vec<(f64, u32)> = by_height[low..high]
                    .iter()
                    .map(|&other| (locations.straight_squared(centre, other as usize), other))
                    .filter(|&(squared, _)| squared <= reach * reach)
                    .collect();
                let nearer = |a: &(f64, u32), b: &(f64, u32)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
                if enough < near.len() {
                    near.select_nth_unstable_by(enough, nearer);
                    near.truncate(enough);
                }
                near.sort_unstable_by(nearer);
                rings(&near, cases, most_cases)
            })
            .collect();
        let mut circles = Circles { members: Vec::new(), closes: Vec::new(), starts: vec![0] };
        for list in lists {
            circles.members.extend(list.iter().map(|&(member, _)| member));
            circles.closes.extend(list.iter().map(|&(_, closes)| closes));
            circles.starts.push(circles.members.len());
        }
        circles
    }

    /// How many centres there are.
    pub(crate) fn centres(&self) -> usize {
        self.starts.len() - 1
    }

    /// The locations around a centre, from near to far.
    pub(crate) fn members(&self, centre: usize) -> &[u32] {
        &self.members[self.starts[centre]..self.starts[centre + 1]]
    }

    /// For each of [`Self::members`], whether a circle ends after it.
    pub(crate) fn closes(&self, centre: usize) -> &[bool] {
        &self.closes[self.starts[centre]..self.starts[centre + 1]]
    }
}

/// Marks where circles end and cuts the list where a circle would hold too many cases.
fn rings(near: &[(f64, u32)], cases: &Cases, most_cases: usize) -> Vec<(u32, bool)> {
    let mut marked = Vec::with_capacity(near.len());
    let mut inside = 0;
    for ring in near.chunk_by(|a, b| a.0 == b.0) {
        inside += ring.iter().map(|&(_, location)| cases.at(location).len()).sum::<usize>();
        if inside > most_cases {
            break;
        }
        marked.extend(ring.iter().map(|&(_, location)| (location, false)));
        if let Some(last) = marked.last_mut() {
            last.1 = true;
        }
    }
    marked.shrink_to_fit();
    marked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locations::Locations;
    use crate::study_period::StudyPeriod;
    use crate::windows::Timing;
    use colligate_register::Day;

    fn row_of_four(limits: WindowLimits) -> Circles {
        let locations = Locations::on_plane(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (4.0, 0.0)]).unwrap();
        let period = StudyPeriod::new(Day(0), Day(0)).unwrap();
        let each = [(0, Day(0)), (1, Day(0)), (2, Day(0)), (3, Day(0))];
        Circles::around_all(&Cases::new(locations, period, &each).unwrap(), &limits)
    }

    #[test]
    fn locations_at_one_distance_enter_a_circle_together() {
        let all = WindowLimits { max_share_of_cases: 1.0, ..WindowLimits::new(Timing::Retrospective, 1) };
        let circles = row_of_four(all);
        assert_eq!(circles.centres(), 4);
        assert_eq!(circles.members(1), [1, 0, 2, 3]);
        assert_eq!(circles.closes(1), [true, false, true, true]);
    }

    #[test]
    fn circles_stop_at_the_radius_and_at_the_share() {
        let near = WindowLimits { max_share_of_cases: 1.0, ..WindowLimits::new(Timing::Retrospective, 1) };
        assert_eq!(row_of_four(near.within_km(1.0)).members(0), [0, 1]);
        let half = WindowLimits::new(Timing::Retrospective, 1);
        assert_eq!(row_of_four(half).members(1), [1], "a ring of two would make three quarters");
    }
}
