//! Jacquez's test: how many nearest neighbours in space are nearest neighbours in time.
//!
//! (Jacquez 1996, "A k nearest neighbour test for space-time interaction", Statistics in Medicine 15: 1935–1949.)

use super::error::InteractionError;
use super::events::Events;
use super::permutations::{Permutations, Permuted};
use super::ranks::{LANES, Rank, Ranks, Statistic, Window, WindowTable, fit_16_bits, permuted};
use super::tree::Tree;
use crate::error::ScanError;
use colligate_register::Progress;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Neighbours kept in memory, ties included, at most: 512 MB of them.
const KEPT: u64 = 1 << 27;

/// What Jacquez's test gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Jacquez {
    /// Number of nearest neighbours looked at.
    pub k: usize,
    /// Over all events, how many of the `k` nearest in space are among the `k` nearest in time: Jacquez's cumulative
    /// statistic J_k. A whole number unless neighbours are tied.
    pub observed: f64,
    /// Its mean over all permutations: n · k² / (n − 1).
    pub expected: f64,
    /// How the permutations compare; `None` without any.
    pub permuted: Option<Permuted>,
}

/// Counts the nearest neighbours in space that are nearest neighbours in time, and asks how often chance gives as many.
///
/// **Ties.** Where several events are equally far at the `k`-th place, each counts with the share of the remaining places
/// among them: the mean over all ways to break the ties, so that the order of the input does not matter. Registers of days have
/// many. Two distances, or two times apart, are tied where they are equal as computed.
///
/// Neighbours in space are found once, in a k-d tree. Who is near a time in time depends on the times alone, which a
/// permutation does not change: those windows too are found once, and a permutation only counts, 64 at a time. For *n*
/// events and *B* permutations that is O(n log n + B · n · k) without ties.
///
/// ```
/// use colligate_scan::Silent;
/// use colligate_scan::interaction::{Events, Permutations, jacquez};
/// // Time runs along the street.
/// let street: Vec<(f64, f64, f64)> = (0..30).map(|house| f64::from(house)).map(|at| (at * at, 0.0, at * at)).collect();
/// let found = jacquez(&Events::on_plane(&street)?, 3, Permutations::new(999, 1), &Silent)?;
/// assert_eq!(found.observed, 90.0);
/// assert_eq!(found.permuted.map(|permuted| permuted.p_value), Some(0.001));
/// # Ok::<(), colligate_scan::interaction::InteractionError>(())
/// ```
///
/// # Errors
/// [`InteractionError::BadSetting`] where `k` is 0; [`InteractionError::TooFew`] where there are not more than `k`
/// events; [`InteractionError::TooManyTies`] where neighbours at one distance do not fit into 512 MB;
/// [`ScanError::Cancelled`].
pub fn jacquez(
    events: &Events,
    k: usize,
    permutations: Permutations,
    progress: &dyn Progress,
) -> Result<Jacquez, InteractionError> {
    if k == 0 {
        return Err(InteractionError::BadSetting {
            what: "the number of nearest neighbours",
            found: 0.0,
            wanted: "it must be 1 or more",
        });
    }
    events.at_least(k + 1)?;
    let ranks = Ranks::new(events.times());
    let in_time: Vec<NearInTime> = (0..ranks.times.len()).map(|rank| NearInTime::of(rank, k, &ranks)).collect();
    let tree = Tree::new(events.places());
    let in_space = NearInSpace::new(&tree, k)?;
    let at: Vec<u32> = tree.order().iter().map(|&event| ranks.of_event[event as usize]).collect();
    let observed = observed(&in_space, &in_time, &at);
    let count = if fit_16_bits(&ranks) { permuted_counts::<u16> } else { permuted_counts::<u32> };
    let statistics = count(&in_space, &in_time, &at, permutations, progress)?;
    let n = events.len() as f64;
    Ok(Jacquez {
        k,
        observed,
        expected: n * (k * k) as f64 / (n - 1.0),
        permuted: Permuted::compare(observed, statistics),
    })
}

/// The nearest in time of an event of one time: all events of some ranks, and of more ranks the share that still belongs.
#[derive(Clone, Copy, Debug, PartialEq)]
struct NearInTime {
    full: Window,
    wide: Window,
    /// With how much an event in `wide`, but not in `full`, counts; 1 where nothing is tied and the two are one.
    share: f64,
}

impl NearInTime {
    fn of(rank: usize, k: usize, ranks: &Ranks) -> NearInTime {
        let own = Window { first: rank as u32, count: 1 };
        let others = ranks.events(own) as usize - 1;
        if others >= k {
            return NearInTime { full: Window { count: 0, ..own }, wide: own, share: k as f64 / others as f64 };
        }
        let gap = |other: Option<&f64>| other.map_or(f64::INFINITY, |time| (time - ranks.times[rank]).abs());
        let (mut full, mut inside) = (own, others);
        loop {
            let (first, end) = (full.first as usize, (full.first + full.count) as usize);
            let before = gap(first.checked_sub(1).and_then(|before| ranks.times.get(before)));
            let after = gap(ranks.times.get(end));
            let wide = Window {
                first: full.first - u32::from(before <= after && before.is_finite()),
                count: full.count
                    + u32::from(before <= after && before.is_finite())
                    + u32::from(after <= before && after.is_finite()),
            };
            let more = ranks.events(wide) as usize - 1 - inside;
            if inside + more >= k || more == 0 {
                let tied = inside + more > k;
                let share = if tied { (k - inside) as f64 / more as f64 } else { 1.0 };
                return NearInTime { full: if tied { full } else { wide }, wide, share };
            }
            (full, inside) = (wide, inside + more);
        }
    }
}

/// The nearest in space of each position: first those that belong for certain, then those tied at the last place.
struct NearInSpace {
    neighbours: Vec<u32>,
    spans: Vec<Span>,
}

#[derive(Clone, Copy)]
struct Span {
    from: usize,
    tied_from: usize,
    to: usize,
    /// With how much each of the tied counts.
    share: f64,
}

impl NearInSpace {
    fn new(tree: &Tree, k: usize) -> Result<NearInSpace, InteractionError> {
        let events = tree.order().len();
        let reaches: Vec<f64> = (0..events)
            .into_par_iter()
            .map_init(Vec::new, |best, position| tree.reach_of_nearest(position, k, best))
            .collect();
        let inside = |found: &mut Vec<u32>, position: usize| {
            tree.within(position, reaches[position], found);
            found.len() as u64 - 1
        };
        let total: u64 = (0..events).into_par_iter().map_init(Vec::new, inside).sum();
        if total > KEPT {
            return Err(InteractionError::TooManyTies { found: total, most: KEPT });
        }
        let sorted = |position: usize| {
            let mut found = Vec::new();
            tree.within(position, reaches[position], &mut found);
            found.retain(|&other| other as usize != position);
            let nearer = |other: u32| tree.squared(position, other as usize) < reaches[position];
            let sure = if found.len() == k {
                k
            } else {
                found.sort_unstable_by_key(|&other| (!nearer(other), other));
                found.partition_point(|&other| nearer(other))
            };
            (found, sure)
        };
        let lists: Vec<(Vec<u32>, usize)> = (0..events).into_par_iter().map(sorted).collect();
        let mut near = NearInSpace { neighbours: Vec::with_capacity(total as usize), spans: Vec::new() };
        for (list, sure) in lists {
            let from = near.neighbours.len();
            near.neighbours.extend_from_slice(&list);
            let tied = (list.len() - sure).max(1);
            let share = (k - sure) as f64 / tied as f64;
            near.spans.push(Span { from, tied_from: from + sure, to: near.neighbours.len(), share });
        }
        Ok(near)
    }

    /// Those that belong for certain, those tied, and the share with which the latter count.
    fn of(&self, position: usize) -> (&[u32], &[u32], f64) {
        let span = self.spans[position];
        (&self.neighbours[span.from..span.tied_from], &self.neighbours[span.tied_from..span.to], span.share)
    }
}

/// How many neighbours in time there are among some, counted with their shares.
#[inline(always)]
fn shared(wide: u64, full: u64, share: f64) -> f64 {
    share * wide as f64 + (1.0 - share) * full as f64
}

/// The statistic where the events at the positions have these ranks.
fn observed(in_space: &NearInSpace, in_time: &[NearInTime], ranks: &[u32]) -> f64 {
    let at = |position: usize| {
        let near = in_time[ranks[position] as usize];
        let count = |neighbours: &[u32], window: Window| {
            let inside = |&&other: &&u32| ranks[other as usize].wrapping_sub(window.first) < window.count;
            neighbours.iter().filter(inside).count() as u64
        };
        let among = |neighbours| shared(count(neighbours, near.wide), count(neighbours, near.full), near.share);
        let (sure, tied, share) = in_space.of(position);
        among(sure) + share * among(tied)
    };
    (0..ranks.len()).map(at).sum()
}

/// The statistic of each permutation.
fn permuted_counts<R: Rank>(
    in_space: &NearInSpace,
    in_time: &[NearInTime],
    ranks: &[u32],
    permutations: Permutations,
    progress: &dyn Progress,
) -> Result<Vec<f64>, ScanError> {
    let table =
        |window: fn(&NearInTime) -> Window| WindowTable::<R>::new(&in_time.iter().map(window).collect::<Vec<_>>());
    let (wide, full) = (table(|near| near.wide), table(|near| near.full));
    let shares: Vec<f64> = in_time.iter().map(|near| near.share).collect();
    let any_tied = shares.iter().any(|&share| share < 1.0);
    permuted(ranks, permutations, &NearInBoth { in_space, wide, full, shares, any_tied }, progress)
}

/// The statistic for many permutations at once.
struct NearInBoth<'a, R> {
    in_space: &'a NearInSpace,
    wide: WindowTable<R>,
    full: WindowTable<R>,
    shares: Vec<f64>,
    any_tied: bool,
}

impl<R: Rank> Statistic<R> for NearInBoth<'_, R> {
    #[inline(always)]
    fn of(&self, lanes: &[[R; LANES]]) -> [f64; LANES] {
        let mut total = [0.0; LANES];
        for position in 0..lanes.len() {
            let (sure, tied, share) = self.in_space.of(position);
            for (neighbours, weight) in [(sure, 1.0), (tied, share)] {
                if neighbours.is_empty() {
                    continue;
                }
                let wide = self.wide.count(lanes, position, neighbours);
                let full = if self.any_tied { self.full.count(lanes, position, neighbours) } else { wide };
                for lane in 0..LANES {
                    let share = self.shares[lanes[position][lane].index()];
                    total[lane] += weight * shared(wide[lane], full[lane], share);
                }
            }
        }
        total
    }
}
