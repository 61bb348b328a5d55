//! The carry-over formula and its kernels.

/// The Bayes factor of one piece of evidence: `(1 − w) + w · ratio`, where `ratio = K(x_i, x_j) / f(x_j)`.
///
/// Under *unrelated* the second value is drawn from the background `f`; under *linked* it is carried over from the
/// first through the kernel `K` with probability `w` (0 to 1) and drawn from the background otherwise. Because `K` and
/// `f` are both densities, the mean factor over unrelated pairs is one, and a mismatch costs at most `1 − w`.
///
/// ```
/// use colligate_evidence::carry_over;
/// // A circumstance found in one death in 500, in both deaths:
/// assert_eq!(carry_over(0.5, 500.0), 250.5);
/// // Not shared: the worst it can do.
/// assert_eq!(carry_over(0.5, 0.0), 0.5);
/// ```
#[inline]
pub fn carry_over(w: f64, ratio: f64) -> f64 {
    (1.0 - w) + w * ratio
}

/// Density of a value at distance `gap` under a two-sided exponential (Laplace) kernel with this scale, in one over the
/// unit of `gap`: `exp(−|gap| / scale) / (2 · scale)`.
#[inline]
pub fn laplace(gap: f64, scale: f64) -> f64 {
    (-gap.abs() / scale).exp() / (2.0 * scale)
}

/// Density per unit area at distance `d` under a heavy-tailed kernel on the plane with this scale:
/// `(1 + d²/scale²)^−2 / (π · scale²)`, a bivariate Student distribution with two degrees of freedom. Half of its mass
/// lies within one scale, a fifth beyond two.
#[inline]
pub fn pareto_disc(d2: f64, scale: f64) -> f64 {
    let s2 = scale * scale;
    let t = 1.0 + d2 / s2;
    1.0 / (std::f64::consts::PI * s2 * t * t)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_factor_of_unrelated_pairs_is_one_and_a_mismatch_costs_what_is_not_carried_over() {
        for w in [0.0, 0.2, 0.5, 0.9, 1.0] {
            assert_eq!(carry_over(w, 0.0), 1.0 - w);
            for share in [0.001, 0.25, 0.8] {
                let mean = share * carry_over(w, 1.0 / share) + (1.0 - share) * carry_over(w, 0.0);
                assert!((mean - 1.0).abs() < 1e-12, "{w} {share}: {mean}");
            }
        }
    }

    #[test]
    fn kernels_have_their_values_at_none_one_and_two_scales() {
        let close = |value: f64, expected: f64| assert!((value / expected - 1.0).abs() < 1e-12, "{value} {expected}");
        for scale in [0.5, 3.0] {
            for gaps in [0.0, 1.0, 2.0, -2.0] {
                close(laplace(gaps * scale, scale), (-gaps.abs()).exp() / (2.0 * scale));
            }
            for (distance, quotient) in [(0.0, 1.0), (1.0, 4.0), (2.0, 25.0)] {
                let at = pareto_disc(distance * distance * scale * scale, scale);
                close(at, 1.0 / (std::f64::consts::PI * scale * scale * quotient));
            }
        }
    }

    #[test]
    fn kernels_hold_a_mass_of_one() {
        let step = 0.01;
        let line: f64 = (-100_000..100_000).map(|k| laplace(f64::from(k) * step, 7.0) * step).sum();
        assert!((line - 1.0).abs() < 1e-5, "{line}");
        let disc: f64 = (0..2_000_000)
            .map(|k| {
                let d = (f64::from(k) + 0.5) * step;
                pareto_disc(d * d, 0.5) * 2.0 * std::f64::consts::PI * d * step
            })
            .sum();
        assert!((disc - 1.0).abs() < 1e-4, "{disc}");
        let half: f64 = (0..50)
            .map(|k| {
                let d = (f64::from(k) + 0.5) * step;
                pareto_disc(d * d, 0.5) * 2.0 * std::f64::consts::PI * d * step
            })
            .sum();
        assert!((half - 0.5).abs() < 1e-3, "{half}");
    }
}
