//! Small p-values from few draws: the extreme-value distribution fitted to the simulated maxima.

use serde::{Deserialize, Serialize};

/// Euler's constant, the mean of a standard Gumbel variable.
const EULER_GAMMA: f64 = 0.577_215_664_901_532_9;

/// A Gumbel distribution of the strongest statistic of a draw. It gives p-values below one over the number of draws,
/// and fits the maxima of scans well (Abrams, Kulldorff and Kleinman 2010).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gumbel {
    /// The mode, in units of the statistic.
    pub location: f64,
    /// The scale, above 0, in units of the statistic.
    pub scale: f64,
}

impl Gumbel {
    /// Fits mean and standard deviation of the values, as Abrams et al. do. `None` below two values or where all are
    /// the same.
    pub fn fit(values: &[f64]) -> Option<Gumbel> {
        if values.len() < 2 {
            return None;
        }
        let count = values.len() as f64;
        let mean = values.iter().sum::<f64>() / count;
        let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
        let scale = (6.0 * variance).sqrt() / std::f64::consts::PI;
        (scale > 0.0).then_some(Gumbel { location: mean - EULER_GAMMA * scale, scale })
    }

    /// Probability that a draw has a statistic above this one.
    pub fn p_value(self, statistic: f64) -> f64 {
        -(-(-(statistic - self.location) / self.scale).exp()).exp_m1()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fit_gives_back_the_distribution_the_values_come_from() {
        let quantiles: Vec<f64> =
            (0..20_000).map(|rank| 5.0 - 0.8 * (-((f64::from(rank) + 0.5) / 20_000.0).ln()).ln()).collect();
        let fitted = Gumbel::fit(&quantiles).unwrap();
        assert!((fitted.location - 5.0).abs() < 0.01 && (fitted.scale - 0.8).abs() < 0.01, "{fitted:?}");
        assert!((fitted.p_value(9.0) - 0.00672).abs() < 3e-4);
    }

    #[test]
    fn values_without_spread_have_no_fit() {
        assert_eq!(Gumbel::fit(&[1.0]), None);
        assert_eq!(Gumbel::fit(&[1.0, 1.0, 1.0]), None);
    }

    #[test]
    fn tiny_p_values_do_not_round_to_nothing() {
        let p = Gumbel { location: 5.0, scale: 1.0 }.p_value(65.0);
        assert!(p > 0.0 && p < 1e-25);
    }
}
