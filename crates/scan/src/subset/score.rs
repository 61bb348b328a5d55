//! The score of a set of cells, and the best set among all.

/// Expectation-based Poisson score of `observed` cases where `expected` are: log likelihood ratio of a rate raised in
/// the set against the expected one, `C · ln(C/B) + B − C`, 0 where there is no excess (Neill, Moore, Sabhnani and Daniel
/// 2005; Neill 2012).
pub fn poisson_score(observed: f64, expected: f64) -> f64 {
    if observed > expected { observed * (observed / expected).ln() + expected - observed } else { 0.0 }
}

/// The set of cells, each given as (observed, expected), with the highest [`poisson_score`]; as a bit for each cell.
///
/// The score grows with the observed and falls with the expected number and is convex in the two, so that the best of all
/// 2ⁿ sets is a run from the front of the cells sorted by observed over expected (Neill 2012: the linear-time
/// subset scanning property). Cells without a case are never in it. O(n log n). At most 64 cells; those past them are
/// not looked at.
///
/// ```
/// use colligate_scan::subset::{best_subset, poisson_score};
/// let (set, score) = best_subset(&[(1.0, 2.0), (6.0, 2.0), (9.0, 4.0), (0.0, 0.1)]);
/// assert_eq!(set, 0b0110);
/// assert_eq!(score, poisson_score(15.0, 6.0));
/// ```
pub fn best_subset(cells: &[(f64, f64)]) -> (u64, f64) {
    let mut order = [0u8; 64];
    let mut with_cases = 0;
    for (cell, _) in cells.iter().enumerate().take(64).filter(|&(_, &(observed, _))| observed > 0.0) {
        order[with_cases] = cell as u8;
        with_cases += 1;
    }
    let order = &mut order[..with_cases];
    let ratio = |cell: u8| cells[cell as usize].0 / cells[cell as usize].1;
    order.sort_unstable_by(|&a, &b| ratio(b).total_cmp(&ratio(a)).then(a.cmp(&b)));
    let (mut set, mut best_set, mut best_score) = (0u64, 0u64, 0.0);
    let (mut observed, mut expected) = (0.0, 0.0);
    for &cell in order.iter() {
        let (here, usual) = cells[cell as usize];
        (observed, expected, set) = (observed + here, expected + usual, set | 1 << cell);
        let score = poisson_score(observed, expected);
        if score > best_score {
            (best_set, best_score) = (set, score);
        }
    }
    (best_set, best_score)
}

/// The score of the best of all sets of any number of cells with cases, which are put in order.
pub(super) fn best_score(cells: &mut [(f64, f64)]) -> f64 {
    cells.sort_unstable_by(|a, b| (b.0 * a.1).total_cmp(&(a.0 * b.1)));
    let (mut observed, mut expected, mut best) = (0.0, 0.0, 0.0);
    for &(here, usual) in cells.iter() {
        (observed, expected) = (observed + here, expected + usual);
        best = poisson_score(observed, expected).max(best);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn the_best_run_is_the_best_of_all_subsets() {
        let mut random = ChaCha8Rng::seed_from_u64(4);
        for round in 0..300 {
            let count = 1 + round % 11;
            let cells: Vec<(f64, f64)> = (0..count)
                .map(|_| (f64::from(random.random_range(0..6u8)), f64::from(random.random_range(1..40u8)) / 8.0))
                .collect();
            let of = |set: u64| {
                let inside = || cells.iter().enumerate().filter(|&(cell, _)| set >> cell & 1 == 1);
                poisson_score(inside().map(|(_, cell)| cell.0).sum(), inside().map(|(_, cell)| cell.1).sum())
            };
            let best = (0..1u64 << count).map(of).fold(0.0, f64::max);
            let (set, score) = best_subset(&cells);
            assert!((score - best).abs() < 1e-9 && (of(set) - best).abs() < 1e-9, "{cells:?}: {set:b} {score} {best}");
            assert!((best_score(&mut cells.clone()) - best).abs() < 1e-9);
        }
    }

    #[test]
    fn without_an_excess_nothing_is_chosen() {
        assert_eq!(best_subset(&[(1.0, 2.0), (0.0, 1.0)]), (0, 0.0));
        assert_eq!(best_subset(&[]), (0, 0.0));
    }

    #[test]
    fn a_mode_may_have_sixty_four_values() {
        let cells = vec![(3.0, 1.0); 64];
        assert_eq!(best_subset(&cells).0, u64::MAX);
    }
}
