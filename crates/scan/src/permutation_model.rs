//! The space-time permutation model: chance means that the dates could as well be dealt out anew among the places.
//!
//! It needs cases only, no population. Places where many cases are and times when many cases are make no cluster by
//! themselves: a window expects the share of its circle times the number of its interval, `µ = n(circle) · n(interval) / C`.
//! A change of population that differs from place to place looks like a cluster. (Kulldorff, Heffernan, Hartman,
//! Assunção and Mostashari 2005, "A space-time permutation scan statistic for disease outbreak detection", PLoS Medicine
//! 2(3): e59.)

use crate::cases::Cases;
use crate::clusters::{Cluster, Overlap, distinct};
use crate::error::ScanError;
use crate::monte_carlo::{Draws, Simulated};
use crate::search::{DaysInside, Search};
use crate::windows::WindowLimits;
use rand::seq::SliceRandom;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// What a scan gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScanResult {
    /// Clusters, strongest first; not only surprising ones.
    pub clusters: Vec<Cluster>,
    /// The draws they were compared with.
    pub simulated: Simulated,
}

/// Scans for places and times with more cases than the space-time permutation model expects.
///
/// A draw deals the dates of all cases out anew among their places. Clusters that repeat a stronger one are left out;
/// with [`Overlap::Cases`] the strongest window of each centre in each stretch of `max_days` days is in the running, with
/// [`Overlap::Locations`] the strongest of each centre.
///
/// ```
/// use colligate_register::Day;
/// use colligate_scan::{Cases, Draws, Overlap, StudyPeriod, Timing, WindowLimits, space_time_permutation};
/// let mut events: Vec<(f64, f64, Day)> =
///     (0..200).map(|i| (43.0 + 0.01 * f64::from(i % 14), -88.0, Day(i * 37 % 365))).collect();
/// events.extend((0..8).map(|i| (43.02, -88.0, Day(100 + i))));
/// let period = StudyPeriod::new(Day(0), Day(364))?;
/// let cases = Cases::from_points(period, &events)?;
/// let limits = WindowLimits::new(Timing::Retrospective, 30).within_km(1.0);
/// let result = space_time_permutation(&cases, &limits, Overlap::Cases, &Draws::new(99, 1))?;
/// let strongest = &result.clusters[0];
/// assert!(strongest.cases.ends_with(&[200, 201, 202, 203, 204, 205, 206, 207]));
/// assert_eq!(strongest.significance.map(|found| found.p_value), Some(0.01));
/// # Ok::<(), colligate_scan::ScanError>(())
/// ```
///
/// # Errors
/// [`ScanError::BadLimit`].
pub fn space_time_permutation(
    cases: &Cases,
    limits: &WindowLimits,
    overlap: Overlap,
    draws: &Draws,
) -> Result<ScanResult, ScanError> {
    limits.check()?;
    let search = Search::new(cases, limits);
    let stretch = match overlap {
        Overlap::Locations => cases.period().days(),
        Overlap::Cases => limits.max_days,
    };
    let found: Vec<_> = (0..search.centres())
        .into_par_iter()
        .map_init(DaysInside::default, |inside, centre| search.best_around(centre, cases.days(), stretch, inside))
        .flatten_iter()
        .collect();
    let observed = found.iter().map(|window| window.score).fold(0.0, f64::max);
    let simulated = Simulated::run(draws, observed, |random, (days, inside): &mut (Vec<u32>, DaysInside)| {
        days.clear();
        days.extend_from_slice(cases.days());
        days.shuffle(random);
        search.strongest(days, inside)
    });
    let clusters = distinct(found, &search, cases, overlap, &simulated);
    Ok(ScanResult { clusters, simulated })
}
