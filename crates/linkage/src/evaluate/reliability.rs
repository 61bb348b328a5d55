//! Whether weights mean what they say.

use super::judged::Judged;
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
    /// Mean Bayes factor over unlinked pairs: at most 1 where the weights are honest and no unlinked pair was left out.
    pub mean_factor_unlinked: f64,
}

/// Edges of the bins, as probabilities; finer at the ends, where decisions lie.
const EDGES: [f64; 11] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99];
/// Nearest to 0 and 1 that a probability is taken to be.
const LEAST: f64 = 1e-15;

/// Compares the posterior of each pair, `base rate odds × 10^weight`, with its label. Pairs are `(weight, is linked)`, or
/// [`Judged`] where some stand for more than themselves. Where `base_rate` is `None` the share of linked pairs is used.
pub fn reliability<P: Copy + Into<Judged>>(pairs: &[P], base_rate: Option<f64>) -> Reliability {
    reliability_in(pairs, base_rate, &EDGES)
}

/// As [`reliability`], with bins of predicted probability that end at these edges, rising.
pub fn reliability_in<P: Copy + Into<Judged>>(pairs: &[P], base_rate: Option<f64>, edges: &[f64]) -> Reliability {
    let judged = || pairs.iter().map(|&pair| -> Judged { pair.into() });
    let n = judged().map(|pair| pair.count).sum::<f64>().max(1.0);
    let share = judged().filter(|pair| pair.linked).map(|pair| pair.count).sum::<f64>() / n;
    let base_rate = base_rate.unwrap_or(share).clamp(LEAST, 1.0 - LEAST);
    let odds = base_rate / (1.0 - base_rate);
    let mut sums = vec![(0.0, 0.0, 0.0); edges.len() + 1];
    let (mut log_score, mut log_base) = (0.0, 0.0);
    let (mut factors, mut unlinked) = (0.0, 0.0);
    for Judged { weight, linked, count } in judged() {
        let factor = 10f64.powf(weight);
        let p = (odds * factor / (1.0 + odds * factor)).clamp(LEAST, 1.0 - LEAST);
        let p = if p.is_nan() { 1.0 - LEAST } else { p };
        let bin = &mut sums[edges.partition_point(|&edge| edge <= p)];
        bin.0 += count * p;
        bin.1 += count;
        log_score -= count * if linked { p.log2() } else { (1.0 - p).log2() };
        log_base -= count * if linked { base_rate.log2() } else { (1.0 - base_rate).log2() };
        if linked {
            bin.2 += count;
        } else {
            factors += count * factor;
            unlinked += count;
        }
    }
    let bin = |&(sum, n, linked): &(f64, f64, f64)| Bin {
        predicted: sum / n,
        observed: linked / n,
        n: n.round() as u64,
        linked: linked.round() as u64,
    };
    Reliability {
        bins: sums.iter().filter(|sum| sum.1 > 0.0).map(bin).collect(),
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
