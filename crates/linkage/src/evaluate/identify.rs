//! Finding the series to which a death belongs, and the rest of a series from one of its members.

use serde::{Deserialize, Serialize};

/// How the weights of one death with each member of a series become one score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// The heaviest link: single linkage.
    Single,
    /// The mean weight: average linkage.
    Average,
    /// The lightest link: complete linkage.
    Complete,
    /// The weight of the mean Bayes factor over the members: the new death carried its values over from one of them,
    /// each with equal probability. A mean of e-values is an e-value (Vovk and Wang 2021, section 3), so it stays
    /// honest for a series of any size, where the heaviest link of a long series is heavy by chance.
    MeanFactor,
}

impl Aggregation {
    /// All of them.
    pub const ALL: [Aggregation; 4] =
        [Aggregation::Single, Aggregation::Average, Aggregation::Complete, Aggregation::MeanFactor];

    /// The score from the weights (log10 of Bayes factors) with each member; −∞ for none.
    pub fn score(self, weights: impl Iterator<Item = f64>) -> f64 {
        let weights: Vec<f64> = weights.collect();
        let n = weights.len() as f64;
        let top = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if weights.is_empty() {
            return f64::NEG_INFINITY;
        }
        match self {
            Aggregation::Single => top,
            Aggregation::Average => weights.iter().sum::<f64>() / n,
            Aggregation::Complete => weights.iter().copied().fold(f64::INFINITY, f64::min),
            Aggregation::MeanFactor => {
                top + (weights.iter().map(|weight| 10f64.powf(weight - top)).sum::<f64>() / n).log10()
            }
        }
    }
}

/// Ranks of the right series for each case that has one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Identification {
    /// For each case, its number and the rank (from 1) of the best of its series, ties at their best.
    pub best: Vec<(usize, usize)>,
    /// The same with ties at their worst.
    pub worst: Vec<(usize, usize)>,
}

impl Identification {
    /// Share of cases whose series stands among the first `k`, ties at their best.
    pub fn hit_at(&self, k: usize) -> f64 {
        share(&self.best, k)
    }

    /// The same with ties at their worst.
    pub fn hit_at_worst(&self, k: usize) -> f64 {
        share(&self.worst, k)
    }
}

fn share(ranks: &[(usize, usize)], k: usize) -> f64 {
    ranks.iter().filter(|(_, rank)| *rank <= k).count() as f64 / ranks.len().max(1) as f64
}

/// Leaves each case out in turn and ranks all series by `score(case, other members)`. Series may overlap and may have
/// one member; a series left empty is not ranked. Cases none of whose series has another member are not counted.
pub fn identify(series: &[Vec<usize>], score: impl Fn(usize, &[usize]) -> f64) -> Identification {
    let mut cases: Vec<usize> = series.iter().filter(|members| members.len() > 1).flatten().copied().collect();
    cases.sort_unstable();
    cases.dedup();
    let (mut best, mut worst) = (Vec::new(), Vec::new());
    for case in cases {
        let mut top = f64::NEG_INFINITY;
        let mut scores: Vec<f64> = Vec::with_capacity(series.len());
        for members in series {
            let others: Vec<usize> = members.iter().copied().filter(|&member| member != case).collect();
            if others.is_empty() {
                continue;
            }
            let value = score(case, &others);
            if others.len() < members.len() {
                top = top.max(value);
            } else {
                scores.push(value);
            }
        }
        best.push((case, 1 + scores.iter().filter(|value| **value > top).count()));
        worst.push((case, 1 + scores.iter().filter(|value| **value >= top).count()));
    }
    Identification { best, worst }
}

/// How much of a series one member finds: the mean over members of the share of the others that stand among the `top`
/// heaviest of all `cases`. `None` where no series has two members.
pub fn found_in_nearest(
    series: &[Vec<usize>],
    cases: &[usize],
    weight: impl Fn(usize, usize) -> f64,
    tops: &[usize],
) -> Option<Vec<f64>> {
    let mut found = vec![0.0; tops.len()];
    let mut members = 0.0;
    for series in series.iter().filter(|series| series.len() > 1) {
        for &member in series {
            let mut order: Vec<(f64, usize)> =
                cases.iter().filter(|&&case| case != member).map(|&case| (weight(member, case), case)).collect();
            order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            for (found, &top) in found.iter_mut().zip(tops) {
                let hits = order.iter().take(top).filter(|(_, case)| series.contains(case)).count();
                *found += hits as f64 / (series.len() - 1) as f64;
            }
            members += 1.0;
        }
    }
    (members > 0.0).then(|| found.into_iter().map(|sum| sum / members).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(i: usize, j: usize) -> f64 {
        -(i.abs_diff(j) as f64)
    }

    #[test]
    fn a_case_left_out_finds_its_series() {
        let series = vec![vec![0, 1, 2], vec![10, 11], vec![20], vec![3, 19]];
        let single = identify(&series, |case, others| Aggregation::Single.score(others.iter().map(|&o| near(case, o))));
        assert_eq!(single.best.len(), 7);
        assert!(single.best.contains(&(10, 1)) && single.best.contains(&(3, 3)), "{single:?}");
        assert_eq!(single.hit_at(3), 1.0);
        assert_eq!(single.hit_at(1), 5.0 / 7.0);
    }

    #[test]
    fn ties_have_a_best_and_a_worst_rank() {
        let series = vec![vec![0, 1], vec![2], vec![3]];
        let flat = identify(&series, |_, _| 0.0);
        assert_eq!((flat.best[0].1, flat.worst[0].1), (1, 3));
    }

    #[test]
    fn the_mean_factor_lies_between_the_mean_and_the_heaviest() {
        let weights = [2.0, 0.0, -1.0];
        let score = |how: Aggregation| how.score(weights.into_iter());
        assert!(score(Aggregation::Average) < score(Aggregation::MeanFactor));
        assert!(score(Aggregation::MeanFactor) < score(Aggregation::Single));
        assert_eq!(score(Aggregation::Complete), -1.0);
        assert_eq!(Aggregation::MeanFactor.score([].into_iter()), f64::NEG_INFINITY);
    }

    #[test]
    fn one_member_finds_the_rest() {
        let cases: Vec<usize> = (0..30).collect();
        let found = found_in_nearest(&[vec![4, 5, 6], vec![9]], &cases, near, &[1, 4]).unwrap();
        assert_eq!(found[1], 1.0);
        assert!((found[0] - 1.0 / 3.0).abs() < 1e-9);
    }
}
