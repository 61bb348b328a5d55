//! Maximum likelihood of the carry-over formula from the ratios `K/f` of linked pairs.
//!
//! Backgrounds are counted from the pool and stay as they are, so that unlinked pairs say nothing more here: what is
//! to be learned is how often linked pairs carry a value over, and how far the kernel reaches.

use serde::{Deserialize, Serialize};

/// An estimate of the probability `w` with which linked pairs carry a value over.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CarryOverFit {
    /// The estimate, 0 to 1.
    pub w: f64,
    /// Natural logarithm of the likelihood at the estimate, relative to `w = 0`; never negative without a prior.
    pub log_likelihood: f64,
    /// Standard error from the curvature of the log-likelihood (observed information; Efron and Hinkley 1978); `None`
    /// where the estimate lies at 0 or 1 or nothing was observed.
    pub standard_error: Option<f64>,
    /// Sum of the weights of the pairs whose ratio says anything (is not exactly 1).
    pub n: f64,
}

/// Pairs seen before any were seen, as a Beta prior on `w`: `weight` pairs of which the share `w` carried over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// Where it pulls to, 0 to 1.
    pub w: f64,
    /// How strongly, in pairs; 0 is maximum likelihood.
    pub weight: f64,
}

impl Prior {
    /// No prior: maximum likelihood.
    pub const NONE: Prior = Prior { w: 0.5, weight: 0.0 };
}

/// The `w` that maximises the sum over linked pairs of `log((1 − w) + w · ratio)`. The sum is concave in `w`, so the
/// zero of its slope is the one maximum. A ratio of exactly 1 (a missing field) says nothing.
///
/// ```
/// use colligate_linkage::train::fit_carry_over;
/// // Seven of ten linked pairs share a category that one in a hundred has by chance.
/// let fit = fit_carry_over(&[100., 100., 100., 100., 100., 100., 100., 0., 0., 0.]);
/// assert!((fit.w - 0.7).abs() < 0.01);
/// ```
pub fn fit_carry_over(ratios: &[f64]) -> CarryOverFit {
    fit_weighted(ratios, |_| 1.0, Prior::NONE)
}

/// As [`fit_carry_over`], each pair counting `weight(index)` times, with a prior on `w`.
pub fn fit_weighted(ratios: &[f64], weight: impl Fn(usize) -> f64, prior: Prior) -> CarryOverFit {
    let pairs: Vec<(f64, f64)> =
        ratios.iter().enumerate().filter(|(_, r)| **r != 1.0).map(|(k, &r)| (r, weight(k))).collect();
    let n: f64 = pairs.iter().map(|(_, weight)| weight).sum();
    let total = |f: &dyn Fn(f64) -> f64| -> f64 { pairs.iter().map(|(r, weight)| weight * f(*r)).sum() };
    let slope = |w: f64| {
        let prior = prior.weight * (prior.w / w - (1.0 - prior.w) / (1.0 - w));
        total(&|r| (r - 1.0) / (1.0 - w + w * r)) + if prior.is_nan() { 0.0 } else { prior }
    };
    let w = falling_zero(slope);
    let information = total(&|r| ((r - 1.0) / (1.0 - w + w * r)).powi(2))
        + prior.weight * (prior.w / (w * w) + (1.0 - prior.w) / ((1.0 - w) * (1.0 - w)));
    let inside = w > 0.0 && w < 1.0 && information > 0.0;
    CarryOverFit {
        w,
        log_likelihood: total(&|r| (1.0 - w + w * r).max(f64::MIN_POSITIVE).ln()),
        standard_error: inside.then(|| information.sqrt().recip()),
        n,
    }
}

/// The zero in 0 to 1 of a function that falls; the nearer end where it has none; 0 where it is flat.
fn falling_zero(f: impl Fn(f64) -> f64) -> f64 {
    const HALVINGS: usize = 50;
    const EDGE: f64 = 1e-9;
    if f(EDGE) <= 0.0 {
        return 0.0;
    }
    if f(1.0 - EDGE) >= 0.0 {
        return 1.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if f(middle) > 0.0 { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// An estimate of a kernel's scale together with `w`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScaleFit {
    /// The scale, in the unit of the range searched.
    pub scale: f64,
    /// Standard error of the natural logarithm of the scale, from the curvature of the profile likelihood; `None` at the
    /// ends of the range or where the profile is flat.
    pub log_scale_error: Option<f64>,
    /// `w` at that scale.
    pub fit: CarryOverFit,
}

/// Points of the grid over which a scale is searched before the best stretch is searched finely: the profile
/// likelihood can have several tops.
const GRID: usize = 17;
/// Golden-section steps within the best stretch.
const GOLDEN: usize = 24;

/// The scale from `low` to `high` (both above 0), and its `w`, that maximise the likelihood: a grid on the logarithm of
/// the scale, then golden-section search about its best point (Kiefer 1953). `fit_at` gives the fit at one scale.
pub fn fit_scale(low: f64, high: f64, mut fit_at: impl FnMut(f64) -> CarryOverFit) -> ScaleFit {
    let (low, high) = (low.ln(), high.ln());
    let step = (high - low) / (GRID - 1) as f64;
    let mut at = |x: f64| fit_at(x.exp());
    let profile: Vec<f64> = (0..GRID).map(|k| at(low + k as f64 * step).log_likelihood).collect();
    let top = (0..GRID).fold(0, |best, k| if profile[k] > profile[best] { k } else { best });
    let (mut a, mut b) = (low + top.saturating_sub(1) as f64 * step, low + (top + 1).min(GRID - 1) as f64 * step);
    let golden = 0.5 * (5f64.sqrt() - 1.0);
    let (mut c, mut d) = (b - golden * (b - a), a + golden * (b - a));
    let (mut at_c, mut at_d) = (at(c).log_likelihood, at(d).log_likelihood);
    for _ in 0..GOLDEN {
        if at_c >= at_d {
            (b, d, at_d) = (d, c, at_c);
            c = b - golden * (b - a);
            at_c = at(c).log_likelihood;
        } else {
            (a, c, at_c) = (c, d, at_d);
            d = a + golden * (b - a);
            at_d = at(d).log_likelihood;
        }
    }
    let x = 0.5 * (a + b);
    let fit = at(x);
    let wide = 0.25 * step;
    let curvature =
        (2.0 * fit.log_likelihood - at(x - wide).log_likelihood - at(x + wide).log_likelihood) / (wide * wide);
    let inside = x - low > 0.01 * step && high - x > 0.01 * step;
    ScaleFit { scale: x.exp(), log_scale_error: (inside && curvature > 1e-9).then(|| curvature.sqrt().recip()), fit }
}

/// Steps of expectation and maximisation in [`fit_mixture`], at most.
const STEPS: usize = 500;

/// Weights `w_k` that maximise the sum over linked pairs of `log((1 − Σ w_k) + Σ w_k · ratio_k)`: a kernel that is a
/// mixture of kernels of different reach (or of joint kernels of two kinds of evidence), by expectation and
/// maximisation (Dempster, Laird and Rubin 1977). `rows` holds the ratios of each pair, all rows of one length;
/// `prior` holds pairs seen before any were seen: of the background, then of each component; missing ones are 0.
pub fn fit_mixture(rows: &[Vec<f64>], weight: impl Fn(usize) -> f64, prior: &[f64]) -> Vec<f64> {
    let parts = rows.first().map_or(0, Vec::len);
    let mut w = vec![1.0 / (parts + 1) as f64; parts];
    let weights: Vec<f64> = (0..rows.len()).map(weight).collect();
    let total = weights.iter().sum::<f64>() + prior.iter().sum::<f64>();
    for _ in 0..STEPS {
        let background = 1.0 - w.iter().sum::<f64>();
        let mut next: Vec<f64> = (0..parts).map(|k| prior.get(k + 1).copied().unwrap_or(0.0)).collect();
        for (row, weight) in rows.iter().zip(&weights) {
            let factor = background + w.iter().zip(row).map(|(w, r)| w * r).sum::<f64>();
            if factor > 0.0 {
                next.iter_mut().zip(w.iter().zip(row)).for_each(|(next, (w, r))| *next += weight * w * r / factor);
            }
        }
        next.iter_mut().for_each(|next| *next /= total.max(f64::MIN_POSITIVE));
        let moved = next.iter().zip(&w).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        w = next;
        if moved < 1e-7 {
            break;
        }
    }
    w
}

#[cfg(test)]
mod tests {
    use super::*;
    use colligate_evidence::laplace;
    use rand::{RngExt, SeedableRng};

    #[test]
    fn the_share_that_carries_over_is_recovered_with_its_error() {
        let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(1);
        let f = 0.1;
        let ratios: Vec<f64> = (0..4000)
            .map(|_| {
                let same = random.random::<f64>() < 0.6 || random.random::<f64>() < f;
                if same { 1.0 / f } else { 0.0 }
            })
            .collect();
        let fit = fit_carry_over(&ratios);
        assert!((fit.w - 0.6).abs() < 4.0 * fit.standard_error.unwrap(), "{fit:?}");
        assert!(fit.standard_error.unwrap() < 0.02);
    }

    #[test]
    fn all_or_nothing_lies_at_the_ends_without_an_error() {
        assert_eq!(fit_carry_over(&[0.0, 0.0]).w, 0.0);
        assert_eq!(fit_carry_over(&[5.0, 5.0]).w, 1.0);
        assert_eq!(fit_carry_over(&[]).w, 0.0);
        assert_eq!(fit_carry_over(&[1.0, 1.0]).n, 0.0);
        assert!(fit_carry_over(&[5.0]).standard_error.is_none());
    }

    #[test]
    fn a_prior_keeps_an_estimate_from_the_ends() {
        let fit = fit_weighted(&[5.0, 5.0], |_| 1.0, Prior { w: 0.5, weight: 2.0 });
        assert!(fit.w > 0.5 && fit.w < 0.95, "{fit:?}");
        let none = fit_weighted(&[], |_| 1.0, Prior { w: 0.3, weight: 2.0 });
        assert!((none.w - 0.3).abs() < 1e-6);
    }

    #[test]
    fn the_scale_of_a_kernel_is_recovered() {
        let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(2);
        let gaps: Vec<f64> = (0..3000)
            .map(|_| match random.random::<f64>() < 0.7 {
                true => -20.0 * (1.0 - random.random::<f64>()).ln() * if random.random::<bool>() { 1.0 } else { -1.0 },
                false => random.random_range(-500.0..500.0),
            })
            .collect();
        let fit_at =
            |scale: f64| fit_carry_over(&gaps.iter().map(|gap| laplace(*gap, scale) * 1000.0).collect::<Vec<_>>());
        let found = fit_scale(1.0, 400.0, fit_at);
        assert!((found.scale / 20.0).ln().abs() < 4.0 * found.log_scale_error.unwrap(), "{found:?}");
        assert!((found.fit.w - 0.7).abs() < 0.05, "{found:?}");
    }

    #[test]
    fn a_mixture_of_one_is_the_carry_over_formula() {
        let ratios = [10.0, 0.0, 10.0, 3.0, 0.2];
        let rows: Vec<Vec<f64>> = ratios.iter().map(|r| vec![*r]).collect();
        let w = fit_mixture(&rows, |_| 1.0, &[]);
        assert!((w[0] - fit_carry_over(&ratios).w).abs() < 1e-3);
    }
}
