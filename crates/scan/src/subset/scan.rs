//! The subset scan.

use super::cases::MarkedCases;
use super::clusters::{SubsetCluster, distinct};
use super::error::SubsetError;
use super::limits::SubsetLimits;
use super::search::Search;
use crate::error::ScanError;
use crate::interaction::Permutations;
use colligate_register::Progress;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// What a subset scan gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubsetScan {
    /// Clusters, strongest first; not only surprising ones, but none weaker than what every permutation has (without
    /// permutations, than half the strongest). No two share a case.
    pub clusters: Vec<SubsetCluster>,
    /// Score of the best choice of all windows in each permutation, in their order.
    pub strongest: Vec<f64>,
}

/// Without permutations, clusters weaker than so much of the strongest are left out.
const WITHOUT_PERMUTATIONS: f64 = 0.5;

/// Scans for places, times and choices of values with more cases than expected.
///
/// **Windows** are circles around locations times intervals of the given lengths. **Score**: expectation-based
/// Poisson ([`poisson_score`](super::poisson_score)). **Expected**, with λ the independence,
///
/// ```text
/// E = n(interval)/N · ( (1 − λ) · n(circle, values) + λ · n(circle) · Π_modes n(circle, values of the mode)/n(circle) )
/// ```
///
/// all counted over the whole study period: with λ = 1 the product of the marginals of history within the circle, towards 0
/// the count of exactly such cases there. **Choice**: in each window one mode at a time is chosen exactly, until no mode
/// improves; with several modes the best of all combinations may be missed, which restarts make rarer. With one mode the
/// search is exact.
///
/// **Level.** A permutation deals the days out anew among the cases, which keep their places and values, and is searched just as
/// the data are. So the p-value of the strongest cluster is at most `a` with probability at most `a` wherever days and the
/// rest are independent, whatever the expectations are worth; those of weaker clusters are too large rather than too
/// small. A change over time in one place or one group alone is what it finds, be it an outbreak or a new way of testing.
///
/// **Cost**: with *w* windows that hold enough cases, *m* modes, *r* restarts and *B*
/// permutations, O(B · w · r · (c + m · values)), *c* being the combinations of values in a circle; windows that cannot beat the
/// strongest so far are passed over by a bound on their score.
///
/// ```
/// use colligate_register::Day;
/// use colligate_scan::interaction::Permutations;
/// use colligate_scan::subset::{Intervals, MarkedCases, Mode, SubsetLimits, subset_scan};
/// use colligate_scan::{Locations, Silent, StudyPeriod};
/// // Five districts, two years; in the last month six men in the second district, all with xylazine.
/// let places: Vec<(f64, f64)> = (0..5).map(|district| (2.0 * f64::from(district), 0.0)).collect();
/// let mut cases: Vec<(u32, Day)> = (0..400u32).map(|i| (i % 5, Day((i * 37 % 730) as i32))).collect();
/// let mut sex: Vec<&str> = (0..400).map(|i| if i % 3 == 0 { "female" } else { "male" }).collect();
/// let mut xylazine: Vec<bool> = (0..400).map(|i| i % 7 == 0).collect();
/// for day in 705..711 {
///     cases.push((1, Day(day)));
///     sex.push("male");
///     xylazine.push(true);
/// }
/// let modes = vec![Mode::new("sex", &sex)?, Mode::yes_no("xylazine", &xylazine)];
/// let period = StudyPeriod::new(Day(0), Day(729))?;
/// let cases = MarkedCases::new(Locations::on_plane(&places)?, period, &cases, modes)?;
/// let limits = SubsetLimits::new(Intervals::ToTheEnd, &[28, 56]);
/// let found = subset_scan(&cases, &limits, Permutations::new(99, 1), &Silent)?;
/// let strongest = &found.clusters[0];
/// assert_eq!(strongest.locations, [1]);
/// assert_eq!((&strongest.chosen[0].values[..], &strongest.chosen[1].values[..]), (&["male".into()][..], &["yes".into()][..]));
/// assert!(strongest.cases.ends_with(&[400, 401, 402, 403, 404, 405]));
/// assert_eq!(strongest.p_value, Some(0.01));
/// # Ok::<(), colligate_scan::subset::SubsetError>(())
/// ```
///
/// # Errors
/// [`SubsetError::TooLong`], and [`ScanError`] for other limits or where the user wants to stop.
pub fn subset_scan(
    cases: &MarkedCases,
    limits: &SubsetLimits,
    permutations: Permutations,
    progress: &dyn Progress,
) -> Result<SubsetScan, SubsetError> {
    limits.check(cases.period())?;
    let search = Search::new(cases, limits);
    progress.stage("permutations", u64::from(permutations.count) + 1);
    // The first is the data as they are.
    let highest: Vec<f64> = (0..=permutations.count)
        .into_par_iter()
        .map_init(
            || search.memory(),
            |memory, number| {
                if progress.cancelled() {
                    return 0.0;
                }
                let mut days = cases.days().to_vec();
                if let Some(permutation) = number.checked_sub(1) {
                    permutations.deal(permutation, &mut days);
                }
                let strongest = search.strongest(&days, memory);
                progress.advance(1);
                strongest
            },
        )
        .collect();
    let (own, strongest) = (highest[0], highest[1..].to_vec());
    let least = strongest.iter().copied().reduce(f64::min).unwrap_or(WITHOUT_PERMUTATIONS * own).min(own);
    progress.stage("data", search.centres() as u64);
    let found: Vec<_> = (0..search.centres())
        .into_par_iter()
        .map_init(
            || search.memory(),
            |memory, centre| {
                if progress.cancelled() {
                    return Vec::new();
                }
                let best = search.best_around(centre, cases.days(), least * (1.0 - 1e-9), memory);
                progress.advance(1);
                best
            },
        )
        .flatten_iter()
        .collect();
    if progress.cancelled() {
        return Err(ScanError::Cancelled.into());
    }
    let clusters = distinct(found, &search, cases, limits.max_clusters, &strongest);
    Ok(SubsetScan { clusters, strongest })
}
