//! From scores to likelihood ratios, by logistic regression on comparisons whose truth is known.
//!
//! ln LR = intercept + slope · score (Brümmer and du Preez 2006; Morrison 2013,
//! <https://doi.org/10.1080/00450618.2012.733025>), both kinds of comparison weighted to count the same, so that the
//! odds that come out are a likelihood ratio. It is shrunk towards 1: every score also counts as seen once with either
//! answer, with the weight of [`SHRINK`] writers in all (the targets of Platt 1999, with 2; on shrinking, Morrison and
//! Poh 2018, <https://doi.org/10.1016/j.scijus.2017.12.005>). The fewer the writers, the nearer to 1 it stays.

use super::metrics::{Judged, weight};
use serde::Serialize;

/// Writers' worth of comparisons that say nothing, added to those seen. Set for what it means (a sixteenth of 150
/// writers, a third of 20), not fitted.
pub const SHRINK: f64 = 10.0;

/// Newton steps, at most.
const STEPS: usize = 60;

/// What turns a score into a likelihood ratio.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// Natural log of the likelihood ratio at a score of 0.
    pub intercept: f64,
    /// What a score of 1 more adds to it; never below 0.
    pub slope: f64,
}

impl Calibration {
    /// Calibrates on scores (in [`Judged::log10_lr`]) of known truth from so many writers. Says nothing (LR 1 whatever
    /// the score) where there are not both kinds, or where higher scores do not go with one writer.
    pub fn fit(scores: &[Judged], writers: f64, shrink: f64) -> Self {
        let (same, different) = (weight(scores, true), weight(scores, false));
        if same <= 0.0 || different <= 0.0 || writers <= 0.0 {
            return Self::silent();
        }
        let target = |same: bool| (f64::from(u8::from(same)) * writers + shrink / 2.0) / (writers + shrink);
        let of = |one: &Judged| (one.log10_lr, target(one.same), one.weight / if one.same { same } else { different });
        let rows: Vec<(f64, f64, f64)> = scores.iter().map(of).collect();
        let mean = rows.iter().map(|(x, _, w)| w * x).sum::<f64>() / 2.0;
        let spread = (rows.iter().map(|(x, _, w)| w * (x - mean).powi(2)).sum::<f64>() / 2.0).sqrt();
        if spread <= 1e-12 {
            return Self::silent();
        }
        // On scores with mean 0 and spread 1 the two equations are well apart.
        let (mut a, mut b) = (0.0f64, 0.0f64);
        for _ in 0..STEPS {
            let (mut ga, mut gb, mut haa, mut hab, mut hbb) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for &(x, target, w) in &rows {
                let x = (x - mean) / spread;
                let p = 1.0 / (1.0 + (-(a + b * x)).exp());
                let (off, curve) = (w * (target - p), w * p * (1.0 - p));
                ga += off;
                gb += off * x;
                haa += curve;
                hab += curve * x;
                hbb += curve * x * x;
            }
            let size = haa * hbb - hab * hab;
            if size <= 1e-300 {
                break;
            }
            let (da, db) = ((hbb * ga - hab * gb) / size, (haa * gb - hab * ga) / size);
            // A step of more than 2 overshoots where the classes part cleanly.
            let keep = 2.0 / da.abs().max(db.abs()).max(2.0);
            a += keep * da;
            b += keep * db;
            if da.abs().max(db.abs()) < 1e-10 {
                break;
            }
        }
        if b > 0.0 { Self { intercept: a - b * mean / spread, slope: b / spread } } else { Self::silent() }
    }

    /// LR 1, whatever the score.
    pub fn silent() -> Self {
        Self { intercept: 0.0, slope: 0.0 }
    }

    /// Logarithm to base 10 of the likelihood ratio for a score.
    pub fn log10_lr(&self, score: f64) -> f64 {
        (self.intercept + self.slope * score) / std::f64::consts::LN_10
    }
}

#[cfg(test)]
mod tests {
    use super::super::metrics::{cllr, log1p_exp};
    use super::*;
    use proptest::prelude::*;

    fn scores(rows: &[(f64, bool, f64)]) -> Vec<Judged> {
        rows.iter().map(|&(log10_lr, same, weight)| Judged { log10_lr, same, weight }).collect()
    }

    #[test]
    fn two_scores_give_the_known_solution() {
        // At score 1 three in four are of one writer, at −1 one in four: ln LR = ±ln 3.
        let rows = scores(&[(1.0, true, 3.0), (1.0, false, 1.0), (-1.0, true, 1.0), (-1.0, false, 3.0)]);
        let fitted = Calibration::fit(&rows, 8.0, 0.0);
        assert!(fitted.intercept.abs() < 1e-9);
        assert!((fitted.slope - 3.0f64.ln()).abs() < 1e-9);
        // With as many silent writers as real ones: (3/4 + 1/2) / 2 = 5/8, ln LR = ±ln(5/3).
        let shrunk = Calibration::fit(&rows, 8.0, 8.0);
        assert!((shrunk.slope - (5.0f64 / 3.0).ln()).abs() < 1e-9);
    }

    #[test]
    fn unequal_numbers_do_not_shift_the_likelihood_ratio() {
        let few = scores(&[(1.0, true, 3.0), (1.0, false, 1.0), (-1.0, true, 1.0), (-1.0, false, 3.0)]);
        let many = scores(&[(1.0, true, 3.0), (1.0, false, 50.0), (-1.0, true, 1.0), (-1.0, false, 150.0)]);
        let (few, many) = (Calibration::fit(&few, 8.0, 2.0), Calibration::fit(&many, 8.0, 2.0));
        assert!((few.slope - many.slope).abs() < 1e-9 && (few.intercept - many.intercept).abs() < 1e-9);
    }

    #[test]
    fn scores_that_part_cleanly_stay_finite_and_bounded_by_the_writers() {
        let rows: Vec<_> = (0..20).map(|k| Judged::new(if k < 10 { -5.0 } else { 5.0 }, k >= 10)).collect();
        let fitted = Calibration::fit(&rows, 10.0, 10.0);
        assert!((fitted.log10_lr(5.0) - 3.0f64.log10()).abs() < 1e-6);
    }

    #[test]
    fn scores_the_wrong_way_round_say_nothing() {
        let rows = scores(&[(-1.0, true, 1.0), (1.0, false, 1.0), (0.0, true, 1.0), (0.0, false, 1.0)]);
        assert_eq!(Calibration::fit(&rows, 4.0, 2.0), Calibration::silent());
        assert_eq!(Calibration::fit(&scores(&[(1.0, true, 1.0)]), 4.0, 2.0), Calibration::silent());
    }

    proptest! {
        #[test]
        fn no_other_line_has_a_smaller_cost(
            same in prop::collection::vec(-2.0..3.0f64, 3..20), different in prop::collection::vec(-3.0..2.0f64, 3..20),
            da in -0.5..0.5f64, db in -0.5..0.5f64,
        ) {
            let rows: Vec<_> = same.iter().map(|&x| Judged::new(x, true)).chain(different.iter().map(|&x| Judged::new(x, false))).collect();
            let fitted = Calibration::fit(&rows, 10.0, 2.0);
            prop_assume!(fitted.slope > 0.0);
            let cost = |line: Calibration| {
                let one = |row: &Judged| {
                    let z = line.intercept + line.slope * row.log10_lr;
                    let target = (f64::from(u8::from(row.same)) * 10.0 + 1.0) / 12.0;
                    (target * log1p_exp(-z) + (1.0 - target) * log1p_exp(z)) / if row.same { same.len() } else { different.len() } as f64
                };
                rows.iter().map(one).sum::<f64>()
            };
            let other = Calibration { intercept: fitted.intercept + da, slope: fitted.slope + db };
            prop_assert!(cost(fitted) <= cost(other) + 1e-9);
            let calibrated: Vec<_> = rows.iter().map(|row| Judged { log10_lr: fitted.log10_lr(row.log10_lr), ..*row }).collect();
            prop_assert!(cllr(&calibrated).unwrap() <= 1.0 + 1e-9, "worse than saying nothing on its own data");
        }
    }
}
