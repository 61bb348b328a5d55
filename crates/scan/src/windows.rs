//! Windows: a circle on the map times an interval of days, and how large either may be.

use crate::error::ScanError;
use colligate_register::Day;
use serde::{Deserialize, Serialize};

/// Which intervals of days a scan tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Timing {
    /// Intervals that reach to the last day of the study period: clusters still alive (Kulldorff 2001).
    Prospective,
    /// Intervals anywhere in the study period.
    Retrospective,
}

/// How large a window may be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowLimits {
    /// Largest radius of the circle in kilometres, along the ground; `None`: as far as the share allows.
    pub max_radius_km: Option<f64>,
    /// Largest share of all cases that a circle may hold over the whole study period, above 0 up to 1. The default,
    /// one half, is Kulldorff's (1997): past it a window is better told as a lack of cases outside.
    pub max_share_of_cases: f64,
    /// Longest interval in days, at least 1.
    pub max_days: u32,
    /// Fewest cases that make a cluster, at least 1. The default, 2, is that of Kulldorff et al. (2005).
    pub min_cases: u32,
    /// Which intervals are tried.
    pub timing: Timing,
}

impl WindowLimits {
    /// Circles up to half of the cases, intervals up to `max_days` and clusters of two cases or more.
    pub fn new(timing: Timing, max_days: u32) -> WindowLimits {
        WindowLimits { max_radius_km: None, max_share_of_cases: 0.5, max_days, min_cases: 2, timing }
    }

    /// The same with circles no wider than this radius in kilometres.
    pub fn within_km(self, radius: f64) -> WindowLimits {
        WindowLimits { max_radius_km: Some(radius), ..self }
    }

    /// Tells which limit makes no sense.
    ///
    /// # Errors
    /// [`ScanError::BadLimit`].
    pub(crate) fn check(&self) -> Result<(), ScanError> {
        let bad = |limit, found, wanted| Err(ScanError::BadLimit { limit, found, wanted });
        match self.max_radius_km {
            Some(km) if !(km.is_finite() && km >= 0.0) => {
                return bad("the largest radius in kilometres", km, "it must be 0 or more");
            }
            _ => {}
        }
        if !(self.max_share_of_cases > 0.0 && self.max_share_of_cases <= 1.0) {
            return bad("the largest share of cases", self.max_share_of_cases, "it must lie above 0 and up to 1");
        }
        if self.max_days == 0 {
            return bad("the longest interval in days", 0.0, "it must be 1 or more");
        }
        if self.min_cases == 0 {
            return bad("the fewest cases of a cluster", 0.0, "it must be 1 or more");
        }
        Ok(())
    }
}

/// A circle on the map times an interval of days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// Location in the middle of the circle.
    pub centre: u32,
    /// Radius in kilometres, along the ground: the distance of the farthest location inside.
    pub radius_km: f64,
    /// Locations inside, from the middle outwards.
    pub locations: Vec<u32>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senseless_limits_are_refused() {
        let good = WindowLimits::new(Timing::Retrospective, 30);
        assert_eq!(good.check(), Ok(()));
        assert_eq!(good.within_km(0.0).check(), Ok(()));
        assert!(good.within_km(f64::NAN).check().is_err());
        assert!(WindowLimits { max_share_of_cases: 0.0, ..good }.check().is_err());
        assert!(WindowLimits { max_days: 0, ..good }.check().is_err());
        assert!(WindowLimits { min_cases: 0, ..good }.check().is_err());
    }
}
