//! Knox's test: how many pairs of events are near in space and near in time.
//!
//! (Knox 1964, "The detection of space-time interactions", Applied Statistics 13: 25–29.)

use super::error::InteractionError;
use super::events::Events;
use super::moments::{PairSums, mean_and_variance};
use super::near::NearPairs;
use super::permutations::{Permutations, Permuted};
use super::poisson;
use super::ranks::{LANES, Rank, Ranks, Statistic, Window, WindowTable, fit_16_bits, permuted};
use super::tree::Tree;
use crate::error::ScanError;
use colligate_register::Progress;
use serde::{Deserialize, Serialize};

/// What counts as near. Both bounds belong to it: a pair at exactly this distance, or this long apart, is near, as in R's
/// `surveillance` and Python's `pointpats`. For *less than*, give [`f64::next_down`] of the bound.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Near {
    /// Largest distance in kilometres, 0 or more: along the great circle for places on the Earth.
    pub km: f64,
    /// Longest time apart, 0 or more, in the unit of the times.
    pub time: f64,
}

/// What Knox's test gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Knox {
    /// All pairs of events.
    pub pairs: u64,
    /// Pairs near in space.
    pub near_in_space: u64,
    /// Pairs near in time.
    pub near_in_time: u64,
    /// Pairs near in both: the statistic.
    pub observed: u64,
    /// How many chance gives in the mean over all permutations: near in space · near in time / pairs.
    pub expected: f64,
    /// Exact variance over all permutations (David and Barton 1966; Barton and David 1966).
    pub variance: f64,
    /// (observed − expected) / √variance; 0 where the variance is 0. Far from normal where few pairs are expected.
    pub standardised: f64,
    /// Probability of the observed number *or more* if the number were a Poisson variable of that expectation. Knox's
    /// approximation: good where few pairs are near in space and in time, too small a p-value otherwise, for pairs that share
    /// an event are not independent.
    pub poisson_p_value: f64,
    /// Probability of *more* than the observed number under the same approximation: what R's `surveillance::knox` prints.
    pub poisson_p_value_above: f64,
    /// How the permutations compare; `None` without any.
    pub permuted: Option<Permuted>,
}

/// Counts the pairs of events that are near in space and in time, and asks how often chance gives as many.
///
/// Pairs near in space are found once, in a k-d tree; a permutation only counts which of them are near in time, 64
/// permutations at a time. For *n* events, *s* pairs near in space and *B* permutations that is O(n log n + s + B · (n +
/// s)) time and 4 bytes a pair near in space, at most 256 MB of them: where there are more they are found anew for each 64
/// permutations.
///
/// ```
/// use colligate_scan::Silent;
/// use colligate_scan::interaction::{Events, Near, Permutations, knox};
/// // Four events at four corners in four years, and a pair at one door within a day.
/// let events = Events::on_plane(&[
///     (0.0, 0.0, 0.0), (9.0, 0.0, 365.0), (0.0, 9.0, 730.0), (9.0, 9.0, 1095.0), (5.0, 5.0, 500.0), (5.0, 5.0, 501.0),
/// ])?;
/// let found = knox(&events, Near { km: 1.0, time: 30.0 }, Permutations::new(999, 1), &Silent)?;
/// assert_eq!((found.near_in_space, found.near_in_time, found.observed), (1, 1, 1));
/// assert_eq!(found.expected, 1.0 / 15.0);
/// let p = found.permuted.map_or(1.0, |permuted| permuted.p_value);
/// assert!((p - 1.0 / 15.0).abs() < 0.03);
/// # Ok::<(), colligate_scan::interaction::InteractionError>(())
/// ```
///
/// # Errors
/// [`InteractionError::TooFew`] below two events; [`InteractionError::BadSetting`] where a bound is not 0 or more; [`ScanError::Cancelled`].
pub fn knox(
    events: &Events,
    near: Near,
    permutations: Permutations,
    progress: &dyn Progress,
) -> Result<Knox, InteractionError> {
    events.at_least(2)?;
    for (what, found) in [("the largest distance in kilometres", near.km), ("the longest time apart", near.time)] {
        if !(found >= 0.0 && found.is_finite()) {
            return Err(InteractionError::BadSetting { what, found, wanted: "it must be 0 or more" });
        }
    }
    let ranks = Ranks::new(events.times());
    let windows = windows(&ranks.times, near.time);
    let in_time = pairs_in_time(&ranks, &windows);
    let straight = events.places().straight(near.km);
    let pairs = NearPairs::new(Tree::new(events.places()), straight * straight);
    let in_space = PairSums::of_graph(pairs.pairs(), pairs.neighbours_squared());
    let (expected, variance) = mean_and_variance(in_space, in_time, events.len());

    let at: Vec<u32> = pairs.order().iter().map(|&event| ranks.of_event[event as usize]).collect();
    let observed = near_in_both(&pairs, &windows, &at);
    let count = if fit_16_bits(&ranks) { permuted_counts::<u16> } else { permuted_counts::<u32> };
    let statistics = count(&pairs, &windows, &at, permutations, progress)?;
    let n = events.len() as u64;
    Ok(Knox {
        pairs: n * (n - 1) / 2,
        near_in_space: pairs.pairs(),
        near_in_time: in_time.values as u64,
        observed,
        expected,
        variance,
        standardised: if variance > 0.0 { (observed as f64 - expected) / variance.sqrt() } else { 0.0 },
        poisson_p_value: poisson::at_least(observed, expected),
        poisson_p_value_above: poisson::at_least(observed + 1, expected),
        permuted: Permuted::compare(observed as f64, statistics),
    })
}

/// For each distinct time, the run of ranks near it. Differences are rounded once, which keeps their order: the run has
/// no gaps.
fn windows(times: &[f64], longest: f64) -> Vec<Window> {
    let (mut first, mut end) = (0, 0);
    let around = |(rank, &time): (usize, &f64)| {
        while first < rank && time - times[first] > longest {
            first += 1;
        }
        end = end.max(rank + 1);
        while end < times.len() && times[end] - time <= longest {
            end += 1;
        }
        Window { first: first as u32, count: (end - first) as u32 }
    };
    times.iter().enumerate().map(around).collect()
}

/// Pairs near in time, and how they share events.
fn pairs_in_time(ranks: &Ranks, windows: &[Window]) -> PairSums {
    let (mut neighbours, mut squares) = (0u64, 0.0);
    for (rank, &window) in windows.iter().enumerate() {
        let events = ranks.events(Window { first: rank as u32, count: 1 });
        let others = ranks.events(window) - 1;
        neighbours += events * others;
        squares += events as f64 * (others as f64).powi(2);
    }
    PairSums::of_graph(neighbours / 2, squares)
}

/// Pairs near in both, where the events at the positions have these ranks.
fn near_in_both(pairs: &NearPairs, windows: &[Window], ranks: &[u32]) -> u64 {
    let mut found = Vec::new();
    let at = |position: usize| {
        let window = windows[ranks[position] as usize];
        let inside = |&&other: &&u32| ranks[other as usize].wrapping_sub(window.first) < window.count;
        pairs.after(position, &mut found).iter().filter(inside).count() as u64
    };
    (0..ranks.len()).map(at).sum()
}

/// Pairs near in both in each permutation.
fn permuted_counts<R: Rank>(
    pairs: &NearPairs,
    windows: &[Window],
    ranks: &[u32],
    permutations: Permutations,
    progress: &dyn Progress,
) -> Result<Vec<f64>, ScanError> {
    permuted(ranks, permutations, &NearInBoth { pairs, table: WindowTable::<R>::new(windows) }, progress)
}

/// Pairs near in both, for many permutations at once.
struct NearInBoth<'a, R> {
    pairs: &'a NearPairs,
    table: WindowTable<R>,
}

impl<R: Rank> Statistic<R> for NearInBoth<'_, R> {
    #[inline(always)]
    fn of(&self, lanes: &[[R; LANES]]) -> [f64; LANES] {
        let mut total = [0u64; LANES];
        let mut found = Vec::new();
        for position in 0..lanes.len() {
            let neighbours = self.pairs.after(position, &mut found);
            if !neighbours.is_empty() {
                let inside = self.table.count(lanes, position, neighbours);
                total.iter_mut().zip(inside).for_each(|(total, inside)| *total += inside);
            }
        }
        total.map(|pairs| pairs as f64)
    }
}
