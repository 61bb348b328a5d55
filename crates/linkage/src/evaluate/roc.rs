//! How well weights tell linked pairs from unlinked ones: receiver operating characteristic, precision and recall.

use serde::{Deserialize, Serialize};

/// One point of the curves: all pairs at or above the threshold are called linked.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Threshold {
    /// Lowest weight that is called linked.
    pub weight: f64,
    /// Linked pairs called linked.
    pub true_links: u64,
    /// Unlinked pairs called linked.
    pub false_links: u64,
    /// Share of linked pairs called linked (recall; sensitivity).
    pub recall: f64,
    /// Share of unlinked pairs called linked.
    pub false_rate: f64,
    /// Share of pairs called linked that are.
    pub precision: f64,
}

/// Both curves of one set of labelled pairs and the areas under them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curves {
    /// Points from the highest weight to the lowest, one for each distinct weight.
    pub points: Vec<Threshold>,
    /// Area under the receiver operating characteristic: the probability that a linked pair weighs more than an
    /// unlinked one, ties counting one half (Mann and Whitney 1947). NaN without pairs of both sorts.
    pub auc: f64,
    /// Its standard error (Hanley and McNeil 1982), which takes pairs as independent.
    pub auc_error: f64,
    /// Mean over linked pairs of the precision at their weight (average precision).
    pub average_precision: f64,
    /// Linked pairs.
    pub linked: u64,
    /// Unlinked pairs.
    pub unlinked: u64,
}

/// The curves of labelled pairs, `(weight, is linked)`.
///
/// ```
/// use colligate_linkage::evaluate::curves;
/// let found = curves(&[(3.0, true), (2.0, false), (1.0, true), (0.0, false)]);
/// assert_eq!(found.auc, 0.75);
/// ```
pub fn curves(pairs: &[(f64, bool)]) -> Curves {
    let mut sorted = pairs.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let linked = sorted.iter().filter(|pair| pair.1).count() as u64;
    let unlinked = sorted.len() as u64 - linked;
    let (mut points, mut auc, mut average_precision) = (Vec::new(), 0.0, 0.0);
    let (mut true_links, mut false_links) = (0u64, 0u64);
    for tied in sorted.chunk_by(|a, b| a.0 == b.0) {
        let hits = tied.iter().filter(|pair| pair.1).count() as u64;
        let misses = tied.len() as u64 - hits;
        auc += misses as f64 * (true_links as f64 + 0.5 * hits as f64);
        true_links += hits;
        false_links += misses;
        let precision = true_links as f64 / (true_links + false_links) as f64;
        average_precision += hits as f64 * precision;
        points.push(Threshold {
            weight: tied[0].0,
            true_links,
            false_links,
            recall: true_links as f64 / linked.max(1) as f64,
            false_rate: false_links as f64 / unlinked.max(1) as f64,
            precision,
        });
    }
    let auc = auc / (linked as f64 * unlinked as f64);
    Curves {
        points,
        auc,
        auc_error: auc_error(auc, linked as f64, unlinked as f64),
        average_precision: average_precision / linked as f64,
        linked,
        unlinked,
    }
}

fn auc_error(auc: f64, linked: f64, unlinked: f64) -> f64 {
    let (q1, q2) = (auc / (2.0 - auc), 2.0 * auc * auc / (1.0 + auc));
    let square = auc * (1.0 - auc) + (linked - 1.0) * (q1 - auc * auc) + (unlinked - 1.0) * (q2 - auc * auc);
    (square.max(0.0) / (linked * unlinked)).sqrt()
}

/// Share of all linked pairs that stand among the `top` heaviest pairs; where ties straddle the border, its expectation
/// over their orders.
pub fn found_in_top(pairs: &[(f64, bool)], top: usize) -> f64 {
    let mut sorted = pairs.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let linked = sorted.iter().filter(|pair| pair.1).count();
    let (mut left, mut found) = (top as f64, 0.0);
    for tied in sorted.chunk_by(|a, b| a.0 == b.0) {
        let hits = tied.iter().filter(|pair| pair.1).count() as f64;
        let share = (left / tied.len() as f64).min(1.0);
        found += hits * share;
        left -= share * tied.len() as f64;
        if left <= 0.0 {
            break;
        }
    }
    found / linked as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_count_one_half() {
        assert_eq!(curves(&[(1.0, true), (1.0, false)]).auc, 0.5);
        assert_eq!(curves(&[(2.0, true), (1.0, false), (1.0, true)]).auc, 0.75);
        assert!(curves(&[(2.0, true)]).auc.is_nan());
    }

    #[test]
    fn precision_and_recall_follow_the_threshold() {
        let found = curves(&[(3.0, true), (2.0, false), (1.0, true)]);
        let last = found.points[2];
        assert_eq!((last.recall, last.false_rate), (1.0, 1.0));
        assert!((last.precision - 2.0 / 3.0).abs() < 1e-12);
        assert!((found.average_precision - (1.0 + 2.0 / 3.0) / 2.0).abs() < 1e-12);
    }

    #[test]
    fn pairs_tied_at_the_border_are_shared_out() {
        let pairs = [(2.0, true), (1.0, true), (1.0, false), (0.0, false)];
        assert_eq!(found_in_top(&pairs, 1), 0.5);
        assert_eq!(found_in_top(&pairs, 2), 0.75);
        assert_eq!(found_in_top(&pairs, 10), 1.0);
    }
}
