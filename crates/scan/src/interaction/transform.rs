//! What Mantel's test makes of a distance.

use super::error::InteractionError;
use serde::{Deserialize, Serialize};

/// A distance *d* counts as (constant + *d*) ^ exponent.
///
/// Mantel (1967) recommends the reciprocal, exponent −1, of the distance and a constant: plain distances are ruled by the
/// many pairs that are far apart, which say nothing of contagion. The constant says up to where pairs count as
/// close.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transform {
    /// Added to the distance, in its unit; 0 or more, above 0 where the exponent is below.
    pub constant: f64,
    /// The power, not 0.
    pub exponent: f64,
}

impl Transform {
    /// 1 / (constant + distance).
    pub fn reciprocal(constant: f64) -> Transform {
        Transform { constant, exponent: -1.0 }
    }

    /// The distance as it is: the test then asks whether pairs far apart in space are far apart in time.
    pub fn plain() -> Transform {
        Transform { constant: 0.0, exponent: 1.0 }
    }

    /// What a distance counts as.
    pub fn of(self, distance: f64) -> f64 {
        let base = self.constant + distance;
        match self.exponent {
            -1.0 => 1.0 / base,
            1.0 => base,
            exponent => base.powf(exponent),
        }
    }

    pub(super) fn check(self) -> Result<(), InteractionError> {
        let bad = |what, found, wanted| Err(InteractionError::BadSetting { what, found, wanted });
        if !(self.constant >= 0.0 && self.constant.is_finite()) {
            return bad("the constant added to a distance", self.constant, "it must be 0 or more");
        }
        if self.exponent == 0.0 || !self.exponent.is_finite() {
            return bad("the exponent of a distance", self.exponent, "it must be a number other than 0");
        }
        if self.exponent < 0.0 && self.constant == 0.0 {
            return bad("the constant added to a distance", 0.0, "it must be above 0 where the exponent is below 0");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_pairs_count_most_under_the_reciprocal() {
        let close = Transform::reciprocal(0.5);
        assert_eq!((close.of(0.0), close.of(1.5), Transform::plain().of(1.5)), (2.0, 0.5, 1.5));
        assert_eq!(Transform { constant: 0.0, exponent: 2.0 }.of(3.0), 9.0);
    }

    #[test]
    fn senseless_transforms_are_refused() {
        assert!(Transform::reciprocal(0.0).check().is_err());
        assert!(Transform { constant: 1.0, exponent: 0.0 }.check().is_err());
        assert!(Transform { constant: f64::NAN, exponent: 1.0 }.check().is_err());
        assert!(Transform::plain().check().is_ok());
    }
}
