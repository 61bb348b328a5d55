//! Weights of evidence.

use serde::{Deserialize, Serialize};

/// Weight of evidence: log10 of a Bayes factor (Good 1950, ch. 6, in bans). `+2` says that "linked" explains the
/// resemblance a hundred times better than "unrelated", `−1` that it explains it ten times worse, `0` says nothing.
///
/// ```
/// use colligate_evidence::Weight;
/// assert_eq!(Weight::of_factor(100.0), Weight(2.0));
/// assert_eq!((Weight(2.0) + Weight(-0.5)).factor().round(), 32.0);
/// assert_eq!(Weight(2.0).to_string(), "+2.0");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weight(pub f64);

impl Weight {
    /// The weight of a Bayes factor. A factor that is not above zero gives the lowest weight a float can hold.
    pub fn of_factor(factor: f64) -> Weight {
        Weight(factor.max(f64::MIN_POSITIVE).log10())
    }

    /// The Bayes factor: ten to the weight.
    pub fn factor(self) -> f64 {
        10f64.powf(self.0)
    }
}

impl std::ops::Add for Weight {
    type Output = Weight;
    fn add(self, other: Weight) -> Weight {
        Weight(self.0 + other.0)
    }
}

impl std::iter::Sum for Weight {
    fn sum<I: Iterator<Item = Weight>>(weights: I) -> Weight {
        Weight(weights.map(|weight| weight.0).sum())
    }
}

impl std::fmt::Display for Weight {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:+.1}", self.0)
    }
}
