//! Gini's coefficient of clusters, and the choice among lists of them.

use crate::clusters::Geometry;
use crate::likelihood::Statistic;
use crate::reported::Reported;
use crate::search::Found;

/// A cluster to report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Kept {
    pub(crate) found: Found,
    /// It belongs to the clusters that the coefficient chose, and is surprising enough to count.
    pub(crate) gini: bool,
}

/// How unevenly clusters part the cases: twice the area between Lorenz's curve and the diagonal, where the clusters and all that lies
/// outside are put in order of observed over expected (Han et al. 2016). As SaTScan has it, expected cases are divided by the whole
/// measure, which for the Bernoulli model is cases and controls together.
pub(crate) fn coefficient(statistic: Statistic, clusters: &[Found]) -> f64 {
    if clusters.is_empty() {
        return 0.0;
    }
    let (cases, measure) = (statistic.cases(), statistic.measure());
    let inside = |value: fn(&Found) -> f64| clusters.iter().map(value).sum::<f64>();
    let outside = (cases - inside(|one| f64::from(one.observed)), measure - inside(|one| one.measure), 0.0);
    let mut parts: Vec<(f64, f64, f64)> =
        clusters.iter().map(|one| (f64::from(one.observed), one.measure, one.score)).chain([outside]).collect();
    let ratio = |&(observed, measure, _): &(f64, f64, f64)| {
        let expected = statistic.expected(measure);
        if expected == 0.0 { 0.0 } else { observed / expected }
    };
    parts.sort_by(|a, b| ratio(b).total_cmp(&ratio(a)).then(b.2.total_cmp(&a.2)));
    parts.pop();
    let (mut base, mut height, mut twice_below) = (1.0, 1.0, 0.0);
    let mut step = |next_base: f64, next_height: f64| {
        twice_below += (base - next_base) * (height + next_height);
        (base, height) = (next_base, next_height);
    };
    let (mut next_base, mut next_height) = (1.0, 1.0);
    for (observed, part, _) in parts {
        next_base -= statistic.expected(part) / measure;
        next_height -= observed / cases;
        step(next_base, next_height);
    }
    step(0.0, 0.0);
    1.0 - twice_below
}

/// The clusters to report: those of `plain`, and those of the list (of one for each largest share, from small to large) that has the largest
/// coefficient, or else of the last list that has any. `counts` tells which are surprising enough for the coefficient.
pub(crate) fn choose(
    reported: &Reported,
    plain: Vec<Found>,
    lists: &[Vec<Found>],
    statistic: Statistic,
    counts: impl Fn(&Found) -> bool,
    geometry: &impl Geometry,
) -> Vec<Kept> {
    let mut kept: Vec<Kept> = plain.into_iter().map(|found| Kept { found, gini: false }).collect();
    let Some(gini) = &reported.gini else {
        return kept;
    };
    if gini.alone {
        kept.clear();
    }
    if gini.every_share {
        lists.iter().for_each(|list| join(&mut kept, list, &counts, geometry));
        return kept;
    }
    let of_surprising = |list: &Vec<Found>| {
        let surprising: Vec<Found> = list.iter().copied().filter(&counts).collect();
        coefficient(statistic, &surprising)
    };
    let mut best: Option<(&Vec<Found>, f64)> = None;
    for list in lists {
        let found = of_surprising(list);
        if found > best.map_or(0.0, |(_, coefficient)| coefficient) {
            best = Some((list, found));
        }
    }
    let chosen = best.map(|(list, _)| list).or_else(|| lists.iter().rev().find(|list| !list.is_empty()));
    chosen.into_iter().for_each(|list| join(&mut kept, list, &counts, geometry));
    kept
}

/// Adds the clusters of a list that are not there yet, and marks those that are.
fn join(kept: &mut Vec<Kept>, list: &[Found], counts: &impl Fn(&Found) -> bool, geometry: &impl Geometry) {
    let places = |found: &Found| {
        let mut places = geometry.places(found);
        places.sort_unstable();
        places
    };
    for found in list {
        let gini = counts(found);
        let span = |one: &Found| (one.start, one.end, one.members);
        let twin = kept.iter_mut().find(|other| {
            let other = &other.found;
            span(other) == span(found) && (other.centre == found.centre || places(other) == places(found))
        });
        match twin {
            Some(twin) => twin.gini |= gini,
            None => kept.push(Kept { found: *found, gini }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reported::GiniClusters;

    fn found(centre: u32, members: u32, observed: u32, measure: f64) -> Found {
        Found { score: f64::from(observed) / measure, centre, members, start: 0, end: 0, observed, measure }
    }

    #[test]
    fn the_coefficient_is_the_area_off_the_diagonal() {
        let statistic = Statistic::Poisson { cases: 100.0 };
        assert_eq!(coefficient(statistic, &[]), 0.0);
        // 60 cases where 20 were expected: the curve bends at (0.8, 0.4), and the area between is (0.8 - 0.4) / 2.
        assert!((coefficient(statistic, &[found(0, 1, 60, 20.0)]) - 0.4).abs() < 1e-12);
        // A low rate counts as well: 10 where 30 were expected leave 90 of 70 outside.
        assert!((coefficient(statistic, &[found(0, 1, 10, 30.0)]) - 0.2).abs() < 1e-12);
        // 40 of 10, 30 of 15, 30 of 75: (0.9, 0.6), (0.75, 0.3).
        let two = [found(0, 1, 40, 10.0), found(1, 1, 30, 15.0)];
        let twice: f64 = 0.1 * 1.6 + 0.15 * 0.9 + 0.75 * 0.3;
        assert!((coefficient(statistic, &two) - (1.0 - twice)).abs() < 1e-12);
    }

    #[test]
    fn expected_cases_of_the_bernoulli_model_are_divided_by_everybody() {
        let statistic = Statistic::Bernoulli { cases: 50.0, people: 200.0 };
        // 20 cases of 40 people, 10 expected: (1 - 10/200, 1 - 20/50).
        let twice: f64 = 0.05 * 1.6 + 0.95 * 0.6;
        assert!((coefficient(statistic, &[found(0, 1, 20, 40.0)]) - (1.0 - twice)).abs() < 1e-12);
    }

    /// Places in a row; a window holds those from its centre on.
    struct Row;

    impl Geometry for Row {
        fn places(&self, found: &Found) -> Vec<u32> {
            (found.centre..found.centre + found.members).collect()
        }
        fn cases(&self, _: &Found) -> Vec<u32> {
            Vec::new()
        }
        fn between(&self, a: u32, b: u32) -> f64 {
            f64::from(a.abs_diff(b))
        }
        fn radius(&self, found: &Found) -> f64 {
            f64::from(found.members)
        }
        fn in_time_alone(&self, _: &Found) -> bool {
            false
        }
    }

    fn chosen(every_share: bool, alone: bool, counts: impl Fn(&Found) -> bool) -> Vec<(u32, bool)> {
        let large = found(0, 5, 60, 40.0);
        let small = [found(0, 1, 30, 5.0), found(4, 1, 28, 5.0)];
        let gini = GiniClusters { shares: Vec::new(), max_p_value: 0.05, every_share, alone };
        let reported = Reported { gini: Some(gini), ..Reported::default() };
        let lists = [vec![found(0, 1, 30, 5.0)], small.to_vec(), vec![large]];
        let statistic = Statistic::Poisson { cases: 100.0 };
        let kept = choose(&reported, vec![large], &lists, statistic, counts, &Row);
        kept.iter().map(|kept| (kept.found.observed, kept.gini)).collect()
    }

    #[test]
    fn the_list_that_parts_cases_best_is_added() {
        assert_eq!(chosen(false, false, |_| true), [(60, false), (30, true), (28, true)]);
        assert_eq!(chosen(false, true, |_| true), [(30, true), (28, true)]);
        assert_eq!(chosen(true, false, |_| true), [(60, true), (30, true), (28, true)]);
        // What does not count for the coefficient is reported all the same.
        assert_eq!(chosen(false, false, |one| one.observed == 28), [(60, false), (30, false), (28, true)]);
        assert_eq!(chosen(false, false, |_| false), [(60, false)]);
    }
}
