//! The upper tail of the Poisson distribution.

/// Probability that a Poisson variable of this mean is `least` or more.
///
/// Terms are summed away from the nearer side of the mode, so that small tails keep their digits.
pub(super) fn at_least(least: u64, mean: f64) -> f64 {
    if least == 0 {
        return 1.0;
    }
    if mean <= 0.0 {
        return 0.0;
    }
    let first = least as f64;
    if first > mean {
        let mut term = (first * mean.ln() - mean - ln_factorial(least)).exp();
        let (mut sum, mut number) = (0.0, first);
        while term > sum * f64::EPSILON {
            sum += term;
            number += 1.0;
            term *= mean / number;
        }
        sum.min(1.0)
    } else {
        let mut number = first - 1.0;
        let mut term = (number * mean.ln() - mean - ln_factorial(least - 1)).exp();
        let mut below = 0.0;
        while number >= 0.0 && term > below * f64::EPSILON {
            below += term;
            term *= number / mean;
            number -= 1.0;
        }
        (1.0 - below).max(0.0)
    }
}

/// Logarithm of a factorial: summed up to 255, above by Stirling's series, whose next term is then below 10⁻¹².
fn ln_factorial(number: u64) -> f64 {
    if number < 256 {
        return (2..=number).map(|factor| (factor as f64).ln()).sum();
    }
    let n = number as f64;
    n * n.ln() - n + 0.5 * (std::f64::consts::TAU * n).ln() + 1.0 / (12.0 * n) - 1.0 / (360.0 * n.powi(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_agree_with_their_definition() {
        for mean in [0.2, 1.394, 7.0, 40.0] {
            let mut below = 0.0;
            let mut term = f64::exp(-mean);
            for least in 0..60 {
                assert!((at_least(least, mean) - (1.0 - below)).abs() < 1e-12, "{least} of {mean}");
                below += term;
                term *= mean / (least as f64 + 1.0);
            }
        }
    }

    #[test]
    fn small_and_large_tails_keep_their_digits() {
        let first = (-1f64).exp() / (2..=40).map(f64::from).product::<f64>();
        let more = 1.0 + 1.0 / 41.0 + 1.0 / (41.0 * 42.0) + 1.0 / (41.0 * 42.0 * 43.0);
        assert!((at_least(40, 1.0) / (first * more) - 1.0).abs() < 1e-6, "{}", at_least(40, 1.0));
        assert!((at_least(1_000_000, 1e6) - 0.5).abs() < 1e-3);
        assert_eq!((at_least(0, 3.0), at_least(2, 0.0)), (1.0, 0.0));
    }

    #[test]
    fn the_series_joins_the_sum() {
        let sum: f64 = (2..=300u64).map(|factor| (factor as f64).ln()).sum();
        assert!((ln_factorial(300) - sum).abs() < 1e-9);
    }
}
