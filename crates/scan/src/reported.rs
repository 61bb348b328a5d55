//! Which of the clusters found are reported.

use crate::analysis::SpatialLimits;
use crate::error::ScanError;
use serde::{Deserialize, Serialize};

/// Which of the clusters found are reported. The default: the strongest window and all that do not repeat a stronger one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reported {
    /// Clusters at most; `None`: as many as there are.
    pub most: Option<u32>,
    /// Only circles within these limits are reported, while draws go by those of the analysis: a small cluster is held
    /// against large ones.
    pub space: Option<SpatialLimits>,
    /// Also the clusters of the largest share that parts cases best.
    pub gini: Option<GiniClusters>,
}

/// Clusters of several largest shares, from which Gini's coefficient chooses (Han, Zhu, Kulldorff, Hostovich, Stinchcomb, Tatalovich,
/// Lewis and Feuer 2016): instead of one large circle, several small ones, where they tell the cases better apart from the
/// population. Only in a scan of space alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GiniClusters {
    /// Largest shares tried, each above 0 up to 1. Those above the largest share of the analysis are left out, and the largest that
    /// remains is that of all clusters.
    pub shares: Vec<f64>,
    /// Only clusters with a p-value below this count for the coefficient. SaTScan's default is 0.05.
    pub max_p_value: f64,
    /// Report the clusters of every share, not only of the best.
    pub every_share: bool,
    /// Report these clusters only, without those chosen from all one by one.
    pub alone: bool,
}

impl GiniClusters {
    /// SaTScan's largest shares.
    pub const SHARES: [f64; 15] = [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5];
}

impl Reported {
    /// True where nothing is asked for.
    pub(crate) fn is_default(&self) -> bool {
        *self == Reported::default()
    }

    /// The limits of the circles that are reported, one for each largest share tried, from small to large; empty where they are
    /// those of the analysis.
    pub(crate) fn limits(&self, analysis: SpatialLimits) -> Result<Vec<SpatialLimits>, ScanError> {
        let widest = self.space.unwrap_or(analysis);
        let Some(gini) = &self.gini else {
            return Ok(self.space.into_iter().collect());
        };
        let mut shares: Vec<f64> = gini.shares.iter().copied().filter(|&share| share <= widest.max_share).collect();
        shares.sort_by(f64::total_cmp);
        shares.dedup();
        if !shares.first().is_some_and(|&share| share > 0.0) {
            let wanted = "there must be one above 0 and up to the largest share of a circle";
            let found = shares.first().copied().unwrap_or(f64::NAN);
            return Err(ScanError::BadLimit { limit: "the smallest share for Gini clusters", found, wanted });
        }
        Ok(shares.into_iter().map(|max_share| SpatialLimits { max_share, ..widest }).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: SpatialLimits = SpatialLimits { max_share: 0.5, max_radius: None };

    fn shares(reported: &Reported, analysis: SpatialLimits) -> Vec<f64> {
        reported.limits(analysis).unwrap().iter().map(|limits| limits.max_share).collect()
    }

    #[test]
    fn shares_above_the_largest_are_left_out() {
        let gini =
            GiniClusters { shares: vec![0.4, 0.1, 0.3, 0.1], max_p_value: 0.05, every_share: false, alone: false };
        let mut reported = Reported { gini: Some(gini), ..Reported::default() };
        assert_eq!(shares(&reported, HALF), [0.1, 0.3, 0.4]);
        reported.space = Some(SpatialLimits { max_share: 0.3, max_radius: Some(2.0) });
        assert_eq!(shares(&reported, HALF), [0.1, 0.3]);
        assert_eq!(reported.limits(HALF).unwrap()[0].max_radius, Some(2.0));
        assert!(reported.limits(HALF).is_ok());
        reported.space = Some(SpatialLimits { max_share: 0.05, max_radius: None });
        assert!(reported.limits(HALF).is_err());
        assert_eq!(Reported::default().limits(HALF).unwrap(), []);
    }
}
