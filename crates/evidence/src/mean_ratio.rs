//! The mean ratio over unrelated pairs, which a ratio is divided by so that the mean Bayes factor is one.

use crate::category::MISSING;
use colligate_register::Kind;
use rayon::prelude::*;

/// The mean ratios by kind of death of a register's place, time and age. They move slowly as a register grows, so that a
/// replay takes them anew once a month and carries them over in between.
#[derive(Clone, Debug, PartialEq)]
pub struct MeanRatios {
    pub(crate) place: Vec<f64>,
    pub(crate) time: Vec<f64>,
    pub(crate) age: Vec<f64>,
}

/// Fewest deaths of a kind from which its mean ratio is taken.
const ENOUGH: usize = 100;
/// Fewest and most deaths whose pairs with all others of their kind are taken.
const ANCHORS: (usize, usize) = (24, 400);
/// Times the pairs asked for from which not all are taken.
const THIN: usize = 10;
/// Furthest that a ratio is moved either way.
const FURTHEST: f64 = 2.0;

/// The mean ratio `K/f` over pairs of deaths of each kind, from about so many pairs a kind: deaths evenly spread over the
/// register, each with the others of its kind (with every second or third of them and so on where they are many). 1 for a
/// kind with few deaths.
///
/// Taking the background at whichever of the two deaths makes it larger keeps every ratio on the conservative side, and
/// the mean below one; over many kinds of evidence that would add up. Pairs of which `ratio` says nothing are left out.
pub(crate) fn mean_ratios(
    kinds: &[Kind],
    pairs: usize,
    ratio: impl Fn(usize, usize) -> Option<f64> + Sync,
) -> Vec<f64> {
    let mut by_kind: Vec<Vec<usize>> = vec![Vec::new(); Kind::ALL.len()];
    kinds.iter().enumerate().for_each(|(i, kind)| by_kind[*kind as usize].push(i));
    let mean = |deaths: &Vec<usize>| {
        if deaths.len() < ENOUGH {
            return 1.0;
        }
        let anchors = (pairs / deaths.len()).clamp(ANCHORS.0, ANCHORS.1);
        let step = deaths.len().div_ceil(anchors);
        let thin = (anchors * deaths.len() / (THIN * pairs).max(1)).max(1);
        let of = |(number, anchor): (usize, &usize)| {
            let others = deaths.iter().skip(number % thin).step_by(thin).filter(|other| *other != anchor);
            let ratios = others.filter_map(|other| ratio(*anchor, *other));
            ratios.fold((0.0, 0u64), |(sum, n), ratio| (sum + ratio, n + 1))
        };
        let sums: Vec<(f64, u64)> = deaths.par_iter().step_by(step).enumerate().map(of).collect();
        let (sum, n) = sums.iter().fold((0.0, 0), |(sum, n), one| (sum + one.0, n + one.1));
        if n == 0 { 1.0 } else { (sum / n as f64).clamp(1.0 / FURTHEST, FURTHEST) }
    };
    by_kind.iter().map(mean).collect()
}

/// The same for values of which the kernel is "the same", over all pairs of deaths with a value: the smaller of the two
/// inverse frequencies where they have one value, 0 where not. 1 for a kind with few deaths.
pub(crate) fn mean_ratios_of_same(kinds: &[Kind], values: &[u32], inverse: &[f32]) -> Vec<f64> {
    let mut by_kind: Vec<Vec<(u32, f32)>> = vec![Vec::new(); Kind::ALL.len()];
    for (i, kind) in kinds.iter().enumerate().filter(|(i, _)| values[*i] != MISSING) {
        by_kind[*kind as usize].push((values[i], inverse[i]));
    }
    let mean = |mut deaths: Vec<(u32, f32)>| {
        if deaths.len() < ENOUGH {
            return 1.0;
        }
        deaths.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        // In order of their inverse frequencies, each is the smaller in its pairs with those that follow.
        let of_value = |same: &[(u32, f32)]| -> f64 {
            same.iter().enumerate().map(|(k, (_, inverse))| f64::from(*inverse) * (same.len() - 1 - k) as f64).sum()
        };
        let sum: f64 = deaths.chunk_by(|a, b| a.0 == b.0).map(of_value).sum();
        let pairs = 0.5 * deaths.len() as f64 * (deaths.len() - 1) as f64;
        (sum / pairs).clamp(1.0 / FURTHEST, FURTHEST)
    };
    by_kind.into_iter().map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_that_of_the_pairs_of_a_kind() {
        let kinds: Vec<Kind> = (0..400).map(|i| if i % 2 == 0 { Kind::Drug } else { Kind::Natural }).collect();
        let means = mean_ratios(&kinds, 1_000_000, |i, j| match (i % 2, j % 2) {
            (0, 0) => Some(0.8),
            (1, 1) if j % 3 == 0 => Some(1.6),
            (1, 1) => None,
            _ => Some(9.0),
        });
        assert!((means[Kind::Drug as usize] - 0.8).abs() < 1e-12);
        assert!((means[Kind::Natural as usize] - 1.6).abs() < 1e-12);
        assert_eq!(means[Kind::Fall as usize], 1.0);
    }

    #[test]
    fn the_mean_over_same_values_is_that_of_all_pairs() {
        let kinds = vec![Kind::Drug; 150];
        let values: Vec<u32> = (0..150).map(|i| if i % 7 == 0 { MISSING } else { i % 3 }).collect();
        let inverse: Vec<f32> = (0..150).map(|i| 0.5 + (i * 37 % 11) as f32).collect();
        let (mut sum, mut pairs) = (0.0, 0.0);
        for (i, j) in (0..150).flat_map(|i| (0..i).map(move |j| (i, j))) {
            if values[i] != MISSING && values[j] != MISSING {
                pairs += 1.0;
                sum += if values[i] == values[j] { f64::from(inverse[i].min(inverse[j])) } else { 0.0 };
            }
        }
        let mean: f64 = sum / pairs;
        let means = mean_ratios_of_same(&kinds, &values, &inverse);
        assert!((means[Kind::Drug as usize] - mean.clamp(0.5, 2.0)).abs() < 1e-9, "{mean}");
        assert_eq!(means[Kind::Fall as usize], 1.0);
    }
}
