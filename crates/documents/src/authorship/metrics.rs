//! How good likelihood ratios are: AUC, Cllr and its minimum, c@1, Tippett curves.

use serde::Serialize;

/// A likelihood ratio whose truth is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Logarithm to base 10 of the likelihood ratio; any score for [`auc`] and [`least_cllr`].
    pub log10_lr: f64,
    /// True where one writer wrote both.
    pub same: bool,
    /// How much it counts, above 0.
    pub weight: f64,
}

impl Judged {
    /// One that counts once.
    pub fn new(log10_lr: f64, same: bool) -> Self {
        Self { log10_lr, same, weight: 1.0 }
    }
}

/// Points of a Tippett plot (Tippett et al. 1968; Evett and Buckleton 1996): how many comparisons have at least a
/// likelihood ratio.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TippettPoint {
    /// Logarithm to base 10 of the likelihood ratio.
    pub log10_lr: f64,
    /// Share of the comparisons of one writer with that or more.
    pub same: f64,
    /// Share of the comparisons of two writers with that or more: misleading where the likelihood ratio is above 1.
    pub different: f64,
}

/// Log-likelihood-ratio cost (Brümmer and du Preez 2006, eq. 39): 0 is perfect, 1 is saying nothing, above 1 misleads.
/// Both kinds of comparison count the same, however many there are. `None` unless there are some of both.
///
/// ```
/// use colligate_documents::authorship::metrics::{Judged, cllr};
/// let silent = [Judged::new(0.0, true), Judged::new(0.0, false)];
/// assert_eq!(cllr(&silent), Some(1.0));
/// ```
pub fn cllr(judged: &[Judged]) -> Option<f64> {
    let cost = |one: &Judged| {
        let against = if one.same { -one.log10_lr } else { one.log10_lr } * std::f64::consts::LN_10;
        one.weight * log1p_exp(against) / std::f64::consts::LN_2
    };
    let mean = |same: bool| {
        let weight = weight(judged, same);
        (weight > 0.0).then(|| judged.iter().filter(|one| one.same == same).map(cost).sum::<f64>() / weight)
    };
    Some(f64::midpoint(mean(true)?, mean(false)?))
}

/// The least Cllr that any rising function of the scores could have, found by pooling adjacent violators (Brümmer and
/// du Preez 2006, section 7). What Cllr has more than this is lost in calibration.
pub fn least_cllr(judged: &[Judged]) -> Option<f64> {
    let (same, different) = (weight(judged, true), weight(judged, false));
    if same <= 0.0 || different <= 0.0 {
        return None;
    }
    let mut sorted = judged.to_vec();
    sorted.sort_by(|a, b| a.log10_lr.total_cmp(&b.log10_lr));
    // Blocks of (weight of one writer, weight of two), of rising share; equal scores are one block from the start.
    let mut blocks: Vec<(f64, f64)> = Vec::new();
    for run in sorted.chunk_by(|a, b| a.log10_lr == b.log10_lr) {
        let mut block = (weight(run, true) / same, weight(run, false) / different);
        while let Some(&(s, d)) = blocks.last().filter(|(s, d)| s * block.1 >= block.0 * d) {
            block = (block.0 + s, block.1 + d);
            blocks.pop();
        }
        blocks.push(block);
    }
    let cost = |&(s, d): &(f64, f64)| {
        let part = |mass: f64, other: f64| if mass > 0.0 { mass * ((mass + other) / mass).log2() } else { 0.0 };
        part(s, d) + part(d, s)
    };
    Some(blocks.iter().map(cost).sum::<f64>() / 2.0)
}

/// Probability that a comparison of one writer scores above one of two writers; ties count half (Mann and Whitney
/// 1947).
pub fn auc(judged: &[Judged]) -> Option<f64> {
    let (same, different) = (weight(judged, true), weight(judged, false));
    let mut sorted = judged.to_vec();
    sorted.sort_by(|a, b| a.log10_lr.total_cmp(&b.log10_lr));
    let (mut below, mut area) = (0.0, 0.0);
    for run in sorted.chunk_by(|a, b| a.log10_lr == b.log10_lr) {
        let tied = weight(run, false);
        area += weight(run, true) * (below + tied / 2.0);
        below += tied;
    }
    (same > 0.0 && different > 0.0).then(|| area / (same * different))
}

/// c@1 (Peñas and Rodrigo 2011): the share of right answers, where an unanswered comparison earns the share of right
/// answers among all. Answered are those with a likelihood ratio beyond `answered` (log10) in either direction.
pub fn c_at_1(judged: &[Judged], answered: f64) -> Option<f64> {
    let total = judged.iter().map(|one| one.weight).sum::<f64>();
    let given = |one: &&Judged| one.log10_lr.abs() > answered;
    let right: f64 =
        judged.iter().filter(given).filter(|one| one.same == (one.log10_lr > 0.0)).map(|one| one.weight).sum();
    let open = total - judged.iter().filter(given).map(|one| one.weight).sum::<f64>();
    (total > 0.0).then(|| (right + open * right / total) / total)
}

/// The Tippett plot at every `step` of log10 LR from the lowest to the highest.
pub fn tippett(judged: &[Judged], step: f64) -> Vec<TippettPoint> {
    let (same, different) = (weight(judged, true).max(f64::MIN_POSITIVE), weight(judged, false).max(f64::MIN_POSITIVE));
    let values = || judged.iter().map(|one| (one.log10_lr / step).clamp(-1e6, 1e6));
    let (low, high) = (values().fold(0.0, f64::min).floor() as i64, values().fold(0.0, f64::max).ceil() as i64);
    let point = |k: i64| {
        let log10_lr = k as f64 * step;
        let beyond: Vec<Judged> = judged.iter().filter(|one| one.log10_lr >= log10_lr).copied().collect();
        TippettPoint { log10_lr, same: weight(&beyond, true) / same, different: weight(&beyond, false) / different }
    };
    (low..=high).map(point).collect()
}

/// Weight of the comparisons of one writer, or of two.
pub(super) fn weight(judged: &[Judged], same: bool) -> f64 {
    // The size, because an empty sum of floats is −0, which would be shown.
    judged.iter().filter(|one| one.same == same).map(|one| one.weight).sum::<f64>().abs()
}

/// ln(1 + eˣ) without overflow.
pub(super) fn log1p_exp(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn judged(same: &[f64], different: &[f64]) -> Vec<Judged> {
        let all = |values: &[f64], same| values.iter().map(move |&v| Judged::new(v, same)).collect::<Vec<_>>();
        [all(same, true), all(different, false)].concat()
    }

    #[test]
    fn cllr_is_its_closed_form() {
        // LR 3 for one writer, 1/3 and 1 for two: ½ [log2(1 + 1/3) + ½ (log2(1 + 1/3) + log2 2)].
        let cost = (4.0f64 / 3.0).log2();
        let expected = 0.5 * (cost + 0.5 * (cost + 1.0));
        let found = cllr(&judged(&[3.0f64.log10()], &[-(3.0f64.log10()), 0.0])).unwrap();
        assert!((found - expected).abs() < 1e-12);
        assert!(cllr(&judged(&[-400.0], &[400.0])).unwrap().is_finite());
        assert_eq!(cllr(&judged(&[1.0], &[])), None);
    }

    #[test]
    fn the_least_cllr_is_nothing_for_scores_that_part_and_one_for_scores_that_say_nothing() {
        assert_eq!(least_cllr(&judged(&[2.0, 3.0], &[0.0, 1.0])), Some(0.0));
        assert_eq!(least_cllr(&judged(&[0.0, 0.0], &[0.0, 0.0])), Some(1.0));
        assert_eq!(least_cllr(&judged(&[0.0, 1.0], &[2.0, 3.0])), Some(1.0));
    }

    #[test]
    fn a_tippett_plot_falls_from_all_to_none() {
        let points = tippett(&judged(&[0.25, 0.75], &[-0.4, 0.1]), 0.5);
        let shown: Vec<_> = points.iter().map(|p| (p.log10_lr, p.same, p.different)).collect();
        assert_eq!(shown, [(-0.5, 1.0, 1.0), (0.0, 1.0, 0.5), (0.5, 0.5, 0.0), (1.0, 0.0, 0.0)]);
    }

    #[test]
    fn unanswered_comparisons_earn_the_share_of_right_answers() {
        // Two right, one wrong, one open: (2 + 1 · 2/4) / 4.
        assert_eq!(c_at_1(&judged(&[1.0, 1.0, -1.0], &[0.0]), 0.0), Some(0.625));
    }

    proptest! {
        #[test]
        fn no_rising_function_of_the_scores_costs_less_than_the_least(
            same in prop::collection::vec(-3.0..3.0f64, 1..20),
            different in prop::collection::vec(-3.0..3.0f64, 1..20),
            slope in 0.1..3.0f64, shift in -2.0..2.0f64,
        ) {
            let scores = judged(&same, &different);
            let least = least_cllr(&scores).unwrap();
            let risen: Vec<_> = scores.iter().map(|one| Judged { log10_lr: slope * one.log10_lr + shift, ..*one }).collect();
            prop_assert!(least <= cllr(&risen).unwrap() + 1e-12);
            prop_assert!((0.0..=1.0 + 1e-12).contains(&least));
            prop_assert!((auc(&risen).unwrap() - auc(&scores).unwrap()).abs() < 1e-12);
        }

        #[test]
        fn the_auc_is_the_share_of_pairs_in_order(
            same in prop::collection::vec(0u8..6, 1..15), different in prop::collection::vec(0u8..6, 1..15),
        ) {
            let floats = |values: &[u8]| values.iter().map(|&v| f64::from(v)).collect::<Vec<_>>();
            let pairs = same.iter().flat_map(|s| different.iter().map(move |d| match s.cmp(d) {
                std::cmp::Ordering::Greater => 1.0, std::cmp::Ordering::Equal => 0.5, std::cmp::Ordering::Less => 0.0,
            }));
            let expected = pairs.sum::<f64>() / (same.len() * different.len()) as f64;
            prop_assert!((auc(&judged(&floats(&same), &floats(&different))).unwrap() - expected).abs() < 1e-12);
        }
    }
}
