//! Dealing known series into folds, so that each is judged by a model that has not seen it.

use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

/// The fold of each series, and how many series with a pair could be held out apart from each other: series that share
/// a death stay together. Dealt at random by the seed, the largest first, each to the fold with the fewest pairs.
pub(super) fn deal(series: &[Vec<usize>], folds: usize, seed: u64) -> (Vec<usize>, usize) {
    let groups = connected(series);
    let pairs = |group: &Vec<usize>| -> usize {
        group.iter().map(|&at| series[at].len() * series[at].len().saturating_sub(1) / 2).sum()
    };
    let mut groups: Vec<(usize, Vec<usize>)> = groups.into_iter().map(|group| (pairs(&group), group)).collect();
    groups.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    groups.sort_by_key(|(pairs, _)| std::cmp::Reverse(*pairs));
    let mut held = vec![0; folds.max(1)];
    let mut fold_of = vec![0; series.len()];
    for (pairs, group) in &groups {
        let least = held.iter().min().copied().unwrap_or(0);
        let fold = held.iter().position(|held| *held == least).unwrap_or(0);
        held[fold] += pairs;
        group.iter().for_each(|&at| fold_of[at] = fold);
    }
    (fold_of, groups.iter().filter(|(pairs, _)| *pairs > 0).count())
}

/// Series by number, together where they share a death, in the order of the first of each.
fn connected(series: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..series.len()).collect();
    let mut first: std::collections::BTreeMap<usize, usize> = Default::default();
    for (at, deaths) in series.iter().enumerate() {
        for &death in deaths {
            let other = *first.entry(death).or_insert(at);
            let (a, b) = (root[at], root[other]);
            let (low, high) = (a.min(b), a.max(b));
            root.iter_mut().filter(|root| **root == high).for_each(|root| *root = low);
        }
    }
    let mut groups: std::collections::BTreeMap<usize, Vec<usize>> = Default::default();
    root.iter().enumerate().for_each(|(at, &root)| groups.entry(root).or_default().push(at));
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_that_share_a_death_stay_together_and_pairs_are_spread() {
        let series = vec![vec![0, 1, 2, 3], vec![4, 5], vec![5, 6], vec![7, 8, 9, 10], vec![11], vec![12, 13]];
        let (folds, apart) = deal(&series, 2, 1);
        assert_eq!(apart, 4);
        assert_eq!(folds[1], folds[2]);
        assert_ne!(folds[0], folds[3]);
        assert_eq!(deal(&series, 2, 1).0, folds);
        assert_eq!(deal(&series, 1, 1).0, vec![0; 6]);
    }
}
