//! Whether weights mean what they say.

use serde::{Deserialize, Serialize};

/// Pairs of about one predicted probability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Mean predicted probability of a link.
    pub predicted: f64,
    /// Share of pairs that are linked.
    pub observed: f64,
    /// Pairs in the bin.
    pub n: u64,
    /// Linked pairs in the bin.
    pub linked: u64,
}

/// How predicted probabilities compare with what was so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// Bins of predicted probability, from low to high, empty ones left out.
    pub bins: Vec<Bin>,
    /// Prior probability of a link that was used.
    pub base_rate: f64,
    /// Mean of minus log2 of the probability given to what was so, in bits a pair.
    pub log_score: f64,
    /// The same for a forecast that gives every pair the base rate.
    pub log_score_of_base_rate: f64,
    /// Mean Bayes factor over unlinked pairs: at most 1 where the weights are honest.
    pub mean_factor_unlinked: f64,
}

/// Edges of the bins, as probabilities; finer at the ends, where decisions lie.
const EDGES: [f64; 11] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99];

/// Compares the posterior of each pair, `base rate odds × 10^weight`, with its label. Pairs are `(weight, is linked)`.
/// Where `base_rate` is `None` the share of linked pairs is used.
pub fn reliability(pairs: &[(f64, bool)], base_rate: Option<f64>) -> Reliability {
    let n = pairs.len().max(1) as f64;
    let share = pairs.iter().filter(|pair| pair.1).count() as f64 / n;
    let base_rate = base_rate.unwrap_or(share).clamp(1e-12, 1.0 - 1e-12);
    let odds = base_rate / (1.0 - base_rate);
    let mut sums = [(0.0, 0u64, 0u64); EDGES.len() + 1];
    let (mut log_score, mut log_base) = (0.0, 0.0);
    let (mut factors, mut unlinked) = (0.0, 0.0);
    for &(weight, linked) in pairs {
        let factor = 10f64.powf(weight);
        let p = (odds * factor / (1.0 + odds * factor)).clamp(1e-12, 1.0 - 1e-12);
        let p = if p.is_nan() { 1.0 - 1e-12 } else { p };
        let bin = &mut sums[EDGES.partition_point(|&edge| edge <= p)];
        bin.0 += p;
        bin.1 += 1;
        bin.2 += u64::from(linked);
        log_score -= if linked { p.log2() } else { (1.0 - p).log2() };
        log_base -= if linked { base_rate.log2() } else { (1.0 - base_rate).log2() };
        if !linked {
            factors += factor;
            unlinked += 1.0;
        }
    }
    let bin = |&(sum, n, linked): &(f64, u64, u64)| Bin {
        predicted: sum / n as f64,
        observed: linked as f64 / n as f64,
        n,
        linked,
    };
    Reliability {
        bins: sums.iter().filter(|sum| sum.1 > 0).map(bin).collect(),
        base_rate,
        log_score: log_score / n,
        log_score_of_base_rate: log_base / n,
        mean_factor_unlinked: factors / unlinked,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn honest_weights_lie_on_the_diagonal() {
        // Of 900 unlinked pairs 90 share a thing that 90 of 100 linked pairs share: factors 9 and 1/9.
        let mut pairs = vec![(9f64.log10(), true); 90];
        pairs.extend(vec![(-9f64.log10(), true); 10]);
        pairs.extend(vec![(9f64.log10(), false); 90]);
        pairs.extend(vec![(-9f64.log10(), false); 810]);
        let found = reliability(&pairs, None);
        assert_eq!(found.bins.len(), 2);
        for bin in &found.bins {
            assert!((bin.predicted - bin.observed).abs() < 1e-9, "{bin:?}");
        }
        assert!((found.mean_factor_unlinked - 1.0).abs() < 1e-9);
        assert!(found.log_score < found.log_score_of_base_rate);
    }
}
