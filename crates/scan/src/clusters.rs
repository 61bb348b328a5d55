//! From the strongest windows around every centre to a list of clusters that do not repeat each other.

use crate::monte_carlo::SAME;
use crate::search::{EVERYWHERE, Found};
use serde::{Deserialize, Serialize};

/// When a weaker cluster repeats a stronger one and is left out. The names in brackets are SaTScan's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overlap {
    /// Where they share a place (no geographical overlap; the default).
    NoSharedPlaces,
    /// Where the centre of either lies in the other (no cluster centres in other clusters).
    NoCentreInOther,
    /// Where its centre lies in a stronger cluster (no cluster centres in more likely clusters).
    NoCentreInStronger,
    /// Where the centre of a stronger cluster lies in it (no cluster centres in less likely clusters).
    NoCentreInWeaker,
    /// Where each has its centre in the other (no pairs of centres both in each other's clusters).
    NoPairOfCentres,
    /// Never: the strongest window around each centre (no restrictions).
    None,
    /// Where they share a case, which SaTScan does not offer: one place may have clusters at different times. The
    /// strongest window of each centre in each stretch of the longest window's length is in the running.
    NoSharedCases,
}

/// Clusters SaTScan reports at most, where overlap is restricted.
const MOST_CLUSTERS: usize = 500;

/// What decides about repetition.
pub(crate) trait Geometry {
    /// Places inside a window, from near to far.
    fn places(&self, found: &Found) -> Vec<u32>;
    /// Numbers of the cases inside a window.
    fn cases(&self, found: &Found) -> Vec<u32>;
    /// Straight-line distance between two centres.
    fn between(&self, a: u32, b: u32) -> f64;
    /// Straight-line radius of a window.
    fn radius(&self, found: &Found) -> f64;
    /// How many places, cases and centres there are.
    fn counts(&self) -> (usize, usize, usize);
}

/// Puts the strongest first. Of equally strong ones: the one in time alone, then the one with fewer places, then the one whose
/// nearest place comes first by name, then the one with the first centre.
pub(crate) fn ranked(mut found: Vec<Found>, geometry: &impl Geometry) -> Vec<Found> {
    rank_by(&mut found, |&one| one, geometry);
    found
}

/// The same for what holds a window.
pub(crate) fn rank_by<T>(found: &mut [T], window: impl Fn(&T) -> Found, geometry: &impl Geometry) {
    let score = |one: &T| window(one).score;
    found.sort_by(|a, b| score(b).total_cmp(&score(a)).then(window(a).centre.cmp(&window(b).centre)));
    let mut start = 0;
    while start < found.len() {
        let alike = found[start..].iter().take_while(|one| score(&found[start]) - score(one) < SAME).count();
        let end = start + alike;
        if alike > 1 {
            found[start..end].sort_by_cached_key(|one| {
                let one = window(one);
                let nearest = geometry.places(&one).first().copied().unwrap_or(u32::MAX);
                (one.centre != EVERYWHERE, one.members, nearest, one.centre)
            });
        }
        start = end;
    }
}

/// The strongest window, then the strongest that does not repeat it, and so on.
pub(crate) fn distinct(ranked: &[Found], overlap: Overlap, geometry: &impl Geometry) -> Vec<Found> {
    let (places, cases, centres) = geometry.counts();
    let most = if overlap == Overlap::None { places.max(centres) } else { MOST_CLUSTERS.min(centres.max(1)) };
    let most = if overlap == Overlap::NoSharedCases { usize::MAX } else { most };
    let mut taken = vec![false; if overlap == Overlap::NoSharedCases { cases } else { places }];
    let mut kept: Vec<Found> = Vec::new();
    let mut of_space = 0;
    for window in ranked {
        let in_time_alone = window.centre == EVERYWHERE;
        if of_space >= most && !in_time_alone {
            continue;
        }
        let others = || kept.iter().filter(|other| other.centre != EVERYWHERE);
        let holds = |big: &Found, small: &Found| {
            // SaTScan compares in single precision.
            geometry.between(big.centre, small.centre) as f32 <= geometry.radius(big) as f32
        };
        let repeats = match overlap {
            _ if in_time_alone && overlap != Overlap::NoSharedCases => false,
            Overlap::None => false,
            Overlap::NoSharedPlaces => geometry.places(window).iter().any(|&place| taken[place as usize]),
            Overlap::NoSharedCases => geometry.cases(window).iter().any(|&case| taken[case as usize]),
            Overlap::NoCentreInOther => others().any(|other| holds(other, window) || holds(window, other)),
            Overlap::NoCentreInStronger => others().any(|other| holds(other, window)),
            Overlap::NoCentreInWeaker => others().any(|other| holds(window, other)),
            Overlap::NoPairOfCentres => others().any(|other| holds(other, window) && holds(window, other)),
        };
        if repeats {
            continue;
        }
        match overlap {
            Overlap::NoSharedPlaces if !in_time_alone => {
                geometry.places(window).iter().for_each(|&place| taken[place as usize] = true);
            }
            Overlap::NoSharedCases => {
                geometry.cases(window).iter().for_each(|&case| taken[case as usize] = true);
            }
            _ => {}
        }
        of_space += usize::from(!in_time_alone);
        kept.push(*window);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Centres in a row, one unit apart; a window reaches `members − 1` to the right.
    struct Row;

    impl Geometry for Row {
        fn places(&self, found: &Found) -> Vec<u32> {
            (found.centre..found.centre + found.members).collect()
        }
        fn cases(&self, found: &Found) -> Vec<u32> {
            vec![10 * found.centre + found.start]
        }
        fn between(&self, a: u32, b: u32) -> f64 {
            f64::from(a.abs_diff(b))
        }
        fn radius(&self, found: &Found) -> f64 {
            f64::from(found.members - 1)
        }
        fn counts(&self) -> (usize, usize, usize) {
            (10, 100, 10)
        }
    }

    fn window(score: f64, centre: u32, members: u32) -> Found {
        Found { score, centre, members, start: 0, end: 0, observed: 3, measure: 1.0 }
    }

    fn kept(overlap: Overlap) -> Vec<u32> {
        // 0 reaches to 2; 2 stays at home; 3 reaches to 5; 5 reaches to 8; 1 reaches to 3.
        let all = [window(9.0, 0, 3), window(8.0, 2, 1), window(7.0, 3, 3), window(6.0, 5, 4), window(5.0, 1, 3)];
        distinct(&ranked(all.to_vec(), &Row), overlap, &Row).iter().map(|found| found.centre).collect()
    }

    #[test]
    fn each_criterion_leaves_out_what_it_names() {
        assert_eq!(kept(Overlap::NoSharedPlaces), [0, 3]);
        assert_eq!(kept(Overlap::NoCentreInOther), [0, 3]);
        assert_eq!(kept(Overlap::NoCentreInStronger), [0, 3]);
        assert_eq!(kept(Overlap::NoCentreInWeaker), [0, 2]);
        assert_eq!(kept(Overlap::NoPairOfCentres), [0, 2, 3]);
        assert_eq!(kept(Overlap::None), [0, 2, 3, 5, 1]);
        assert_eq!(kept(Overlap::NoSharedCases), [0, 2, 3, 5, 1]);
    }

    #[test]
    fn of_equally_strong_windows_the_smaller_comes_first() {
        let all = vec![window(5.0, 3, 2), window(5.0 - 1e-10, 7, 1), window(5.0 + 1e-10, 1, 2)];
        let centres: Vec<u32> = ranked(all, &Row).iter().map(|found| found.centre).collect();
        assert_eq!(centres, [7, 1, 3]);
    }
}
