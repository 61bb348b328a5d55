//! From the strongest windows around every centre to a list of clusters that do not repeat each other.

use crate::monte_carlo::SAME;
use crate::search::{EVERYWHERE, Found};
use serde::{Deserialize, Serialize};

/// When a weaker cluster repeats a stronger one and is left out. The names in brackets are SaTScan's. Two clusters with at least
/// one interval between them never repeat each other: a place may have an outbreak in March and another one in September.
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
    /// Never: all windows that a centre offers (no restrictions).
    None,
    /// Where they share a case, which SaTScan does not offer. Nothing needs to lie between two clusters of one place.
    NoSharedCases,
}

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
    /// True for a window of time alone, over all places.
    fn in_time_alone(&self, found: &Found) -> bool;
}

/// Puts the strongest first. Of equally strong ones: the one in time alone, then the one with fewer places, then the one whose
/// nearest place comes first by name, then the one with the first centre, then the one that starts first.
pub(crate) fn ranked(mut found: Vec<Found>, geometry: &impl Geometry) -> Vec<Found> {
    rank_by(&mut found, |&one| one, geometry);
    found
}

/// The same for what holds a window.
pub(crate) fn rank_by<T>(found: &mut [T], window: impl Fn(&T) -> Found, geometry: &impl Geometry) {
    let score = |one: &T| window(one).score;
    let centre_and_start = |one: &T| (window(one).centre, window(one).start);
    found.sort_by(|a, b| score(b).total_cmp(&score(a)).then(centre_and_start(a).cmp(&centre_and_start(b))));
    let mut start = 0;
    while start < found.len() {
        let alike = found[start..].iter().take_while(|one| score(&found[start]) - score(one) < SAME).count();
        let end = start + alike;
        if alike > 1 {
            found[start..end].sort_by_cached_key(|one| {
                let one = window(one);
                let nearest = geometry.places(&Found { members: 1, ..one }).first().copied().unwrap_or(u32::MAX);
                (one.centre != EVERYWHERE, one.members, nearest, one.centre, one.start)
            });
        }
        start = end;
    }
}

/// The strongest window, then the strongest that does not repeat it, and so on: `most` at most, besides those in time alone.
pub(crate) fn distinct(ranked: &[Found], overlap: Overlap, most: usize, geometry: &impl Geometry) -> Vec<Found> {
    let mut kept = Selected::new(overlap, geometry);
    let mut in_space = 0;
    for window in ranked {
        let in_time_alone = geometry.in_time_alone(window);
        if (in_space < most || in_time_alone) && !kept.repeats(window) {
            in_space += usize::from(!in_time_alone);
            kept.add(*window);
        }
    }
    kept.windows
}

/// What became of the windows that SaTScan passes over.
#[derive(Default)]
pub(crate) struct PassedOver {
    /// How many were added to the clusters.
    pub(crate) added: usize,
    /// Those that are stronger than every cluster they clash with, the strongest first.
    pub(crate) stronger: Vec<Found>,
}

/// Adds windows that clash with none of `kept` that is `listed`, or, of circles, with weaker ones alone that are not `surprising`.
/// Says which of the others are stronger than what they clash with.
pub(crate) fn add_passed_over(
    kept: &mut Vec<Found>,
    ranked: &[Found],
    overlap: Overlap,
    geometry: &impl Geometry,
    listed: impl Fn(&Found) -> bool,
    surprising: impl Fn(&Found) -> bool,
) -> PassedOver {
    let mut stronger: Vec<Found> = Vec::new();
    let before = kept.len();
    for window in ranked {
        let clashes = |other: &&Found| clash(other, window, overlap, geometry);
        if stronger.iter().any(|other| clashes(&other)) {
            continue;
        }
        let others = || kept.iter().filter(|other| listed(other)).filter(clashes);
        let strongest = others().map(|other| other.score).reduce(f64::max);
        let gives_way = geometry.in_time_alone(window) || others().any(&surprising);
        match strongest {
            Some(strongest) if strongest >= window.score - SAME => {}
            Some(_) if gives_way => stronger.push(*window),
            _ => kept.push(*window),
        }
    }
    PassedOver { added: kept.len() - before, stronger }
}

/// True where only one of two windows may be reported: they meet in time, and the criterion forbids both, or they have one centre.
fn clash(stronger: &Found, window: &Found, overlap: Overlap, geometry: &impl Geometry) -> bool {
    let meet = stronger.end + 1 >= window.start && window.end + 1 >= stronger.start;
    if !meet || geometry.in_time_alone(stronger) != geometry.in_time_alone(window) {
        return false;
    }
    let mut selected = Selected::new(overlap, geometry);
    selected.add(*stronger);
    stronger.centre == window.centre || selected.repeats(window)
}

/// The windows selected so far, none of which repeats another.
pub(crate) struct Selected<'a, G> {
    overlap: Overlap,
    geometry: &'a G,
    pub(crate) windows: Vec<Found>,
    /// For each place, or each case, the numbers of the windows that hold it.
    holding: Vec<Vec<u32>>,
}

impl<'a, G: Geometry> Selected<'a, G> {
    /// None yet.
    pub(crate) fn new(overlap: Overlap, geometry: &'a G) -> Selected<'a, G> {
        Selected { overlap, geometry, windows: Vec::new(), holding: Vec::new() }
    }

    /// True where a window repeats one that is kept.
    pub(crate) fn repeats(&self, window: &Found) -> bool {
        let held_with = |numbers: Vec<u32>| {
            let holding = numbers.into_iter().filter_map(|number| self.holding.get(number as usize)).flatten();
            holding.into_iter().any(|&other| self.meet_in_time(&self.windows[other as usize], window))
        };
        match self.overlap {
            Overlap::NoSharedCases => held_with(self.geometry.cases(window)),
            _ if self.geometry.in_time_alone(window) => false,
            Overlap::NoSharedPlaces => held_with(self.geometry.places(window)),
            Overlap::None => false,
            _ => self.windows.iter().any(|other| {
                !self.geometry.in_time_alone(other)
                    && self.meet_in_time(other, window)
                    && self.centres_clash(other, window)
            }),
        }
    }

    /// Keeps a window.
    pub(crate) fn add(&mut self, window: Found) {
        let numbers = match self.overlap {
            Overlap::NoSharedCases => self.geometry.cases(&window),
            Overlap::NoSharedPlaces if !self.geometry.in_time_alone(&window) => self.geometry.places(&window),
            _ => Vec::new(),
        };
        let number = self.windows.len() as u32;
        if let Some(&last) = numbers.iter().max() {
            self.holding.resize_with(self.holding.len().max(last as usize + 1), Vec::new);
        }
        numbers.into_iter().for_each(|one| self.holding[one as usize].push(number));
        self.windows.push(window);
    }

    /// False where an interval lies between two windows. Windows next to each other meet, as in SaTScan.
    fn meet_in_time(&self, a: &Found, b: &Found) -> bool {
        self.overlap == Overlap::NoSharedCases || (a.end + 1 >= b.start && b.end + 1 >= a.start)
    }

    /// True where a criterion about centres forbids `window` besides a stronger one.
    fn centres_clash(&self, stronger: &Found, window: &Found) -> bool {
        let holds = |big: &Found, small: &Found| {
            // SaTScan compares in single precision.
            self.geometry.between(big.centre, small.centre) as f32 <= self.geometry.radius(big) as f32
        };
        match self.overlap {
            Overlap::NoCentreInOther => holds(stronger, window) || holds(window, stronger),
            Overlap::NoCentreInStronger => holds(stronger, window),
            Overlap::NoCentreInWeaker => holds(window, stronger),
            Overlap::NoPairOfCentres => holds(stronger, window) && holds(window, stronger),
            Overlap::NoSharedPlaces | Overlap::NoSharedCases | Overlap::None => false,
        }
    }
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
        fn in_time_alone(&self, found: &Found) -> bool {
            found.centre == EVERYWHERE
        }
    }

    fn window(score: f64, centre: u32, members: u32) -> Found {
        Found { score, centre, members, start: 0, end: 0, observed: 3, measure: 1.0 }
    }

    fn kept(overlap: Overlap) -> Vec<u32> {
        // 0 reaches to 2; 2 stays at home; 3 reaches to 5; 5 reaches to 8; 1 reaches to 3.
        let all = [window(9.0, 0, 3), window(8.0, 2, 1), window(7.0, 3, 3), window(6.0, 5, 4), window(5.0, 1, 3)];
        distinct(&ranked(all.to_vec(), &Row), overlap, 10, &Row).iter().map(|found| found.centre).collect()
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

    /// Three windows on the same ground: on days 0 to 3, `gap` days later, and over all of it.
    fn kept_apart(overlap: Overlap, gap: u32) -> Vec<f64> {
        let at = |score: f64, start: u32, end: u32| Found { start, end, ..window(score, 3, 2) };
        let all = vec![at(9.0, 0, 3), at(8.0, 4 + gap, 6 + gap), at(7.0, 0, 20)];
        distinct(&ranked(all, &Row), overlap, 10, &Row).iter().map(|found| found.score).collect()
    }

    #[test]
    fn a_cluster_of_the_same_places_is_kept_if_an_interval_lies_between() {
        let restricted = [
            Overlap::NoSharedPlaces,
            Overlap::NoCentreInOther,
            Overlap::NoCentreInStronger,
            Overlap::NoCentreInWeaker,
            Overlap::NoPairOfCentres,
        ];
        for overlap in restricted {
            assert_eq!(kept_apart(overlap, 1), [9.0, 8.0], "{overlap:?}");
            assert_eq!(kept_apart(overlap, 0), [9.0], "{overlap:?}: windows next to each other meet");
        }
        assert_eq!(kept_apart(Overlap::None, 0), [9.0, 8.0, 7.0]);
    }

    #[test]
    fn clusters_of_time_alone_do_not_count_and_do_not_repeat() {
        let alone = |score: f64| Found { centre: EVERYWHERE, ..window(score, 0, 2) };
        let all = [window(9.0, 0, 2), alone(8.0), alone(7.0), window(6.0, 4, 2), window(5.0, 7, 2)];
        let kept: Vec<f64> = distinct(&all, Overlap::NoSharedPlaces, 2, &Row).iter().map(|one| one.score).collect();
        assert_eq!(kept, [9.0, 8.0, 7.0, 6.0]);
    }

    #[test]
    fn what_satscan_passes_over_is_added_or_told_but_never_lost() {
        let at = |score: f64, centre: u32, start: u32, end: u32| Found { start, end, ..window(score, centre, 2) };
        let first = at(9.0, 3, 0, 3);
        let over = |kept: &[Found], window: Found, surprising: bool| {
            let mut kept = kept.to_vec();
            let passed = add_passed_over(&mut kept, &[window], Overlap::NoSharedPlaces, &Row, |_| true, |_| surprising);
            (passed.added, passed.stronger.len(), kept.len())
        };
        let last = at(8.0, 3, 8, 9);
        assert_eq!(over(&[first], last, true), (1, 0, 2), "it clashes with nothing");
        assert_eq!(over(&[first, at(2.0, 4, 7, 8)], last, false), (1, 0, 3), "only with a weak cluster");
        assert_eq!(over(&[first, at(5.0, 4, 7, 8)], last, true), (0, 1, 2), "with a weaker one that is surprising");
        assert_eq!(over(&[first, at(8.5, 4, 7, 8)], last, true), (0, 0, 2), "with a stronger one");
        let alone = |score: f64, start: u32, end: u32| Found { centre: EVERYWHERE, ..at(score, 0, start, end) };
        assert_eq!(over(&[alone(9.0, 0, 2), alone(2.0, 6, 8)], alone(7.0, 5, 6), false), (0, 1, 2), "in time alone");
    }
}
