//! Mantel's test: whether closeness in space and closeness in time go together over all pairs of events.
//!
//! (Mantel 1967, "The detection of disease clustering and a generalized regression approach", Cancer Research 27:
//! 209–220.)

use super::error::InteractionError;
use super::events::Events;
use super::moments::mean_and_variance;
use super::pair_sums::Sides;
use super::permutations::{Permutations, Permuted};
use super::transform::Transform;
use colligate_register::Progress;
use serde::{Deserialize, Serialize};

/// What Mantel's test gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mantel {
    /// Sum over pairs, each once, of what the distance in space counts as times what that in time counts as: Mantel's Z.
    pub observed: f64,
    /// Its exact mean over all permutations.
    pub expected: f64,
    /// Its exact variance over all permutations.
    pub variance: f64,
    /// (observed − expected) / √variance; 0 where the variance is 0. Skewed to the right under chance, so that tables of the
    /// normal distribution give p-values somewhat too small.
    pub standardised: f64,
    /// Correlation over pairs of what the two distances count as, −1 to 1; 0 where all pairs are alike.
    pub correlation: f64,
    /// How the permutations of Z compare; `None` without any.
    pub permuted: Option<Permuted>,
}

/// Sums, over all pairs of events, what their distance in space counts as times what their distance in time counts
/// as, and asks how often chance gives as much.
///
/// Z and the correlation differ by constants that permutations leave alone: one p-value is that of both. Mean and
/// variance are exact without any permutation.
///
/// Every pair counts, so the cost is O(n²) once and O(n²) a permutation, with O(n) memory: distances in space are worked out
/// once for 128 permutations, and 8 permutations are summed at a time. No matrix is kept. Exponents other than −1 and 1
/// for the time cost about ten times as much, a power for each pair and permutation.
///
/// ```
/// use colligate_scan::Silent;
/// use colligate_scan::interaction::{Events, Permutations, Transform, mantel};
/// let street: Vec<(f64, f64, f64)> = (0..30).map(|house| f64::from(house)).map(|at| (at, 0.0, 10.0 * at)).collect();
/// let events = Events::on_plane(&street)?;
/// let found = mantel(&events, Transform::plain(), Transform::plain(), Permutations::new(999, 1), &Silent)?;
/// assert!((found.correlation - 1.0).abs() < 1e-12);
/// assert_eq!(found.permuted.map(|permuted| permuted.p_value), Some(0.001));
/// # Ok::<(), colligate_scan::interaction::InteractionError>(())
/// ```
///
/// # Errors
/// [`InteractionError::TooFew`] below two events; [`InteractionError::BadSetting`] where a transform makes no sense;
/// [`ScanError::Cancelled`](crate::ScanError::Cancelled).
pub fn mantel(
    events: &Events,
    space: Transform,
    time: Transform,
    permutations: Permutations,
    progress: &dyn Progress,
) -> Result<Mantel, InteractionError> {
    events.at_least(2)?;
    space.check()?;
    time.check()?;
    let sides = Sides { events, space, time };
    let (in_space, in_time) = (sides.in_space(), sides.in_time());
    let (expected, variance) = mean_and_variance(in_space, in_time, events.len());
    let observed = sides.product();
    let spread = (in_space.centred(events.len()).squares * in_time.centred(events.len()).squares).sqrt();
    Ok(Mantel {
        observed,
        expected,
        variance,
        standardised: if variance > 0.0 { (observed - expected) / variance.sqrt() } else { 0.0 },
        correlation: if spread > 0.0 { (observed - expected) / spread } else { 0.0 },
        permuted: Permuted::compare(observed, sides.permuted_products(permutations, progress)?),
    })
}
