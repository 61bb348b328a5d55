//! Calibration of the total weight: exponents for dependent evidence.
//!
//! Kinds of evidence that tell the same fact twice make the sum of weights too large. Learned from labelled pairs, linked
//! and not, each kind of evidence gets an exponent on its Bayes factor: `log odds = c + Σ a_k · log B_k`. With all `a_k`
//! at 1 it is the sum of weights unchanged; evidence that only repeats others falls towards 0.

use serde::{Deserialize, Serialize};

/// Exponents of the Bayes factors of each kind of evidence, and the intercept that goes with them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exponents {
    /// Log odds (natural) of a link at a total weight of 0, in the labelled pairs.
    pub intercept: f64,
    /// One exponent a kind of evidence.
    pub exponents: Vec<f64>,
    /// Standard errors of the exponents from the information matrix, the pull counted in.
    pub standard_errors: Vec<f64>,
}

impl Exponents {
    /// The total weight of a pair, in the unit of the weights given: the sum of exponent times weight.
    pub fn total(&self, weights: &[f64]) -> f64 {
        self.exponents.iter().zip(weights).map(|(a, weight)| a * weight).sum()
    }
}

/// Newton steps, at most.
const STEPS: usize = 50;

/// Logistic regression of the labels on natural-log Bayes factors, each exponent pulled towards 1 with a normal prior of
/// precision `pull` (ridge regression about the independent model; Hoerl and Kennard 1970). `sample` is how much each
/// pair counts. `None` where the equations cannot be solved.
pub fn fit_exponents(
    rows: &[Vec<f64>],
    linked: &[bool],
    sample: impl Fn(usize) -> f64,
    pull: f64,
) -> Option<Exponents> {
    fit_exponents_about(rows, linked, sample, pull, &vec![1.0; rows.first()?.len()])
}

/// As [`fit_exponents`], each exponent pulled towards its own `centre`: 1 for a Bayes factor, 0 for further evidence that
/// is to count only as far as the labels show it to. `None` also where a centre is missing.
pub fn fit_exponents_about(
    rows: &[Vec<f64>],
    linked: &[bool],
    sample: impl Fn(usize) -> f64,
    pull: f64,
    centre: &[f64],
) -> Option<Exponents> {
    if rows.first()?.len() != centre.len() {
        return None;
    }
    let mut beta: Vec<f64> = std::iter::once(0.0).chain(centre.iter().copied()).collect();
    let size = beta.len();
    let mut hessian = Vec::new();
    for _ in 0..STEPS {
        hessian = vec![vec![0.0; size]; size];
        let mut slope = vec![0.0; size];
        for (k, (row, &linked)) in rows.iter().zip(linked).enumerate() {
            let values: Vec<f64> = std::iter::once(1.0).chain(row.iter().copied()).collect();
            let eta: f64 = beta.iter().zip(&values).map(|(b, value)| b * value).sum();
            let p = 1.0 / (1.0 + (-eta).exp());
            let (weight, off) = (sample(k), f64::from(u8::from(linked)) - p);
            for ((line, slope), value) in hessian.iter_mut().zip(&mut slope).zip(&values) {
                *slope += weight * off * value;
                let scaled = weight * p * (1.0 - p) * value;
                line.iter_mut().zip(&values).for_each(|(cell, other)| *cell += scaled * other);
            }
        }
        for (c, line) in hessian.iter_mut().enumerate() {
            // The intercept is not pulled; the little keeps the equations solvable.
            let (pull, centre) = if c == 0 { (1e-6, 0.0) } else { (pull, centre[c - 1]) };
            line[c] += pull;
            slope[c] -= pull * (beta[c] - centre);
        }
        let mut step = solve(&hessian, &slope)?;
        // Far from the top a Newton step can overshoot: no coefficient moves by more than one.
        let largest = step.iter().fold(0.0f64, |most, x| most.max(x.abs()));
        if largest > 1.0 {
            step.iter_mut().for_each(|x| *x /= largest);
        }
        beta.iter_mut().zip(&step).for_each(|(b, s)| *b += s);
        if largest < 1e-8 {
            break;
        }
    }
    let errors = (1..size).map(|c| {
        let unit: Vec<f64> = (0..size).map(|d| f64::from(u8::from(c == d))).collect();
        solve(&hessian, &unit).map_or(f64::NAN, |column| column[c].sqrt())
    });
    let standard_errors = errors.collect();
    Some(Exponents { intercept: beta[0], exponents: beta[1..].to_vec(), standard_errors })
}

/// Solves a symmetric positive system by Gaussian elimination with pivots.
fn solve(matrix: &[Vec<f64>], right: &[f64]) -> Option<Vec<f64>> {
    let size = right.len();
    let mut rows: Vec<Vec<f64>> = matrix.to_vec();
    let mut x = right.to_vec();
    for c in 0..size {
        let pivot = (c..size).max_by(|&a, &b| rows[a][c].abs().total_cmp(&rows[b][c].abs()))?;
        let largest = rows[pivot][c].abs();
        if largest.is_nan() || largest <= 1e-300 {
            return None;
        }
        rows.swap(c, pivot);
        x.swap(c, pivot);
        let (above, below) = rows.split_at_mut(c + 1);
        let (line, value) = (&above[c], x[c]);
        for (other, right) in below.iter_mut().zip(&mut x[c + 1..]) {
            let factor = other[c] / line[c];
            other.iter_mut().zip(line).skip(c).for_each(|(cell, own)| *cell -= factor * own);
            *right -= factor * value;
        }
    }
    for c in (0..size).rev() {
        let known: f64 = (c + 1..size).map(|d| rows[c][d] * x[d]).sum();
        x[c] = (x[c] - known) / rows[c][c];
    }
    Some(x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};

    #[test]
    fn evidence_that_tells_the_same_fact_twice_counts_once() {
        let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(3);
        let (mut rows, mut linked) = (Vec::new(), Vec::new());
        for k in 0..4000 {
            let is_linked = k % 4 == 0;
            let share = if is_linked { 0.8 } else { 0.1 };
            let factor = |same: bool| if same { 8f64.ln() } else { (0.2f64 / 0.9).ln() };
            let (a, b) = (random.random::<f64>() < share, random.random::<f64>() < share);
            rows.push(vec![factor(a), factor(a), factor(b)]);
            linked.push(is_linked);
        }
        let fit = fit_exponents(&rows, &linked, |_| 1.0, 1.0).unwrap();
        assert!((fit.exponents[0] + fit.exponents[1] - 1.0).abs() < 0.2, "{fit:?}");
        assert!((fit.exponents[2] - 1.0).abs() < 0.2, "{fit:?}");
        assert!((fit.intercept - (1f64 / 3.0).ln()).abs() < 0.2, "{fit:?}");
    }

    #[test]
    fn few_pairs_leave_an_exponent_near_what_it_is_pulled_towards() {
        let rows = vec![vec![0.1, 0.2], vec![-0.1, 0.1], vec![0.2, -0.1]];
        let fit = fit_exponents_about(&rows, &[true, false, false], |_| 1.0, 10.0, &[1.0, 0.0]).unwrap();
        assert!((fit.exponents[0] - 1.0).abs() < 0.05 && fit.exponents[1].abs() < 0.05, "{fit:?}");
        assert!(fit_exponents_about(&rows, &[true, false, false], |_| 1.0, 10.0, &[1.0]).is_none());
    }

    #[test]
    fn without_pairs_there_is_nothing_to_learn() {
        assert!(fit_exponents(&[], &[], |_| 1.0, 1.0).is_none());
    }
}
