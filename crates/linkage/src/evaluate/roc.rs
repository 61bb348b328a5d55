//! How well weights tell linked pairs from unlinked ones: receiver operating characteristic, precision and recall.

use super::judged::{Judged, heaviest_first};
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

/// The curves of labelled pairs: `(weight, is linked)`, or [`Judged`] where some stand for more than themselves.
///
/// ```
/// use colligate_linkage::evaluate::curves;
/// let found = curves(&[(3.0, true), (2.0, false), (1.0, true), (0.0, false)]);
/// assert_eq!(found.auc, 0.75);
/// ```
pub fn curves<P: Copy + Into<Judged>>(pairs: &[P]) -> Curves {
    let sorted = heaviest_first(pairs);
    let judged = [true, false].map(|sort| sorted.iter().filter(|pair| pair.linked == sort).count() as f64);
    let [linked, unlinked] = hits_and_misses(&sorted);
    let (mut points, mut auc, mut average_precision) = (Vec::new(), 0.0, 0.0);
    let (mut true_links, mut false_links) = (0.0, 0.0);
    for tied in sorted.chunk_by(|a, b| a.weight == b.weight) {
        let [hits, misses] = hits_and_misses(tied);
        auc += misses * (true_links + 0.5 * hits);
        true_links += hits;
        false_links += misses;
        let precision = true_links / (true_links + false_links);
        average_precision += hits * precision;
        points.push(Threshold {
            weight: tied[0].weight,
            true_links: true_links.round() as u64,
            false_links: false_links.round() as u64,
            recall: true_links / linked.max(1.0),
            false_rate: false_links / unlinked.max(1.0),
            precision,
        });
    }
    let auc = auc / (linked * unlinked);
    Curves {
        points,
        auc,
        auc_error: auc_error(auc, judged[0], judged[1]),
        average_precision: average_precision / linked,
        linked: linked.round() as u64,
        unlinked: unlinked.round() as u64,
    }
}

fn hits_and_misses(pairs: &[Judged]) -> [f64; 2] {
    [true, false].map(|sort| pairs.iter().filter(|pair| pair.linked == sort).map(|pair| pair.count).sum())
}

fn auc_error(auc: f64, linked: f64, unlinked: f64) -> f64 {
    let (q1, q2) = (auc / (2.0 - auc), 2.0 * auc * auc / (1.0 + auc));
    let square = auc * (1.0 - auc) + (linked - 1.0) * (q1 - auc * auc) + (unlinked - 1.0) * (q2 - auc * auc);
    (square.max(0.0) / (linked * unlinked)).sqrt()
}

/// Share of all linked pairs that stand among the `top` heaviest pairs; where ties straddle the border, its expectation
/// over their orders.
pub fn found_in_top<P: Copy + Into<Judged>>(pairs: &[P], top: usize) -> f64 {
    let sorted = heaviest_first(pairs);
    let [linked, _] = hits_and_misses(&sorted);
    let (mut left, mut found) = (top as f64, 0.0);
    for tied in sorted.chunk_by(|a, b| a.weight == b.weight) {
        let [hits, misses] = hits_and_misses(tied);
        let share = (left / (hits + misses)).min(1.0);
        found += hits * share;
        left -= share * (hits + misses);
        if left <= 0.0 {
            break;
        }
    }
    found / linked
}

/// Standard error of the area where linked pairs of one series are not independent: from how much the series differ in
/// the share of unlinked pairs below each of their pairs (Obuchowski 1997, the linked side only, since unlinked pairs
/// are many). `series` names the series of each pair and is read for linked ones. `None` with fewer than two series.
pub fn auc_error_by_series(pairs: &[Judged], series: &[usize]) -> Option<f64> {
    let unlinked: Vec<Judged> = pairs.iter().copied().filter(|pair| !pair.linked).collect();
    let unlinked = heaviest_first(&unlinked);
    let mut above = vec![0.0];
    above.extend(unlinked.iter().scan(0.0, |sum, pair| {
        *sum += pair.count;
        Some(*sum)
    }));
    let all = above[unlinked.len()];
    let below = |weight: f64| {
        let heavier = above[unlinked.partition_point(|pair| pair.weight > weight)];
        let level = above[unlinked.partition_point(|pair| pair.weight >= weight)];
        1.0 - 0.5 * (heavier + level) / all
    };
    let mut sums: std::collections::BTreeMap<usize, (f64, f64)> = Default::default();
    for (pair, &series) in pairs.iter().zip(series).filter(|(pair, _)| pair.linked) {
        let sum = sums.entry(series).or_default();
        *sum = (sum.0 + below(pair.weight), sum.1 + 1.0);
    }
    let (total, n) = sums.values().fold((0.0, 0.0), |all, sum| (all.0 + sum.0, all.1 + sum.1));
    let groups = sums.len() as f64;
    let square: f64 = sums.values().map(|(sum, count)| (sum - count * total / n).powi(2)).sum();
    (sums.len() > 1 && all > 0.0).then(|| (square * groups / (groups - 1.0)).sqrt() / n)
}

impl Curves {
    /// The points that a drawing of about this many steps across and up needs, on plain and on logarithmic axes: the
    /// first in each step, and the last of all.
    pub fn thinned(&self, steps: usize) -> Vec<Threshold> {
        let steps = steps as f64;
        let cell = |point: &Threshold| {
            let part = |share: f64| (share * steps) as i64;
            // Ten decades are as wide as the plain axis.
            let log = part(point.false_rate.max(1e-12).log10() / 10.0);
            (part(point.recall), part(point.false_rate), part(point.precision), log)
        };
        let mut last = None;
        let new = |point: &&Threshold| last.replace(cell(point)) != Some(cell(point));
        let mut kept: Vec<Threshold> = self.points.iter().filter(new).copied().collect();
        kept.extend(self.points.last().filter(|end| kept.last() != Some(*end)));
        kept
    }

    /// What is called linked at or above this weight; `None` where no pair is as heavy.
    pub fn at(&self, weight: f64) -> Option<Threshold> {
        let beyond = self.points.partition_point(|point| point.weight >= weight);
        beyond.checked_sub(1).map(|at| Threshold { weight, ..self.points[at] })
    }
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

    #[test]
    fn a_pair_that_stands_for_many_counts_as_many() {
        let judged = |weight: f64, linked: bool, count: f64| Judged { weight, linked, count };
        let sampled = [judged(3.0, true, 1.0), judged(2.0, false, 10.0), judged(1.0, true, 1.0)];
        let mut all = vec![(3.0, true), (1.0, true)];
        all.extend([(2.0, false); 10]);
        let (found, whole) = (curves(&sampled), curves(&all));
        assert_eq!((found.auc, found.average_precision), (whole.auc, whole.average_precision));
        assert_eq!(found.points, whole.points);
        assert_eq!(found_in_top(&sampled, 11), found_in_top(&all, 11));
    }

    #[test]
    fn series_that_differ_widen_the_error() {
        let pair = |weight: f64, linked: bool| Judged::from((weight, linked));
        let pairs = [pair(3.0, true), pair(3.0, true), pair(0.0, true), pair(0.0, true), pair(1.0, false)];
        // Placements 1, 1, 0, 0: as two series the area is known from two numbers, as four from four.
        let two = auc_error_by_series(&pairs, &[0, 0, 1, 1, 9]).unwrap();
        let four = auc_error_by_series(&pairs, &[0, 1, 2, 3, 9]).unwrap();
        assert!((two - 0.5).abs() < 1e-12 && (four - (1.0f64 / 12.0).sqrt()).abs() < 1e-12, "{two} {four}");
        assert_eq!(auc_error_by_series(&pairs, &[0; 5]), None);
    }

    #[test]
    fn a_thinned_curve_keeps_its_shape_and_its_end() {
        let pairs: Vec<(f64, bool)> = (0..5000).map(|k| (-f64::from(k), k % 7 == 0)).collect();
        let found = curves(&pairs);
        let thin = found.thinned(50);
        assert!(thin.len() < 300, "{}", thin.len());
        assert_eq!(thin.last(), found.points.last());
        assert_eq!(found.at(-10.5).map(|point| point.true_links), Some(2));
        assert!(found.at(1.0).is_none());
    }
}
