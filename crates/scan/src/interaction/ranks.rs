//! Times as ranks, and several permutations counted side by side.
//!
//! A test asks of two events only whether the time of one lies in a window around that of the other. Among the distinct
//! times in order such a window is a run of ranks, found once for each time, and the question is one subtraction and one
//! comparison of small whole numbers: a processor answers it for [`LANES`] permutations at once.

use super::permutations::Permutations;
use crate::error::ScanError;
use colligate_register::Progress;
use rayon::prelude::*;

/// Permutations counted side by side: enough that a loop over them stays a loop, which the compiler turns into wide
/// instructions.
pub(super) const LANES: usize = 64;

/// Neighbours counted before lanes are emptied into wider ones: a lane of 16 bits holds this many.
const RUN: usize = 1 << 15;

/// Ranks of the times of all events, and how many events have each.
pub(super) struct Ranks {
    /// The distinct times, ascending.
    pub(super) times: Vec<f64>,
    /// How many events come before each distinct time, and at the end all.
    pub(super) before: Vec<u64>,
    /// Rank of the time of each event.
    pub(super) of_event: Vec<u32>,
}

impl Ranks {
    /// Ranks the times, which must be numbers. Zero and minus zero are one.
    pub(super) fn new(times: &[f64]) -> Ranks {
        let mut distinct: Vec<f64> = times.iter().map(|time| time + 0.0).collect();
        distinct.sort_unstable_by(f64::total_cmp);
        distinct.dedup();
        let of_event: Vec<u32> =
            times.iter().map(|time| distinct.partition_point(|other| other < time) as u32).collect();
        let mut before = vec![0u64; distinct.len() + 1];
        for &rank in &of_event {
            before[rank as usize + 1] += 1;
        }
        for rank in 0..distinct.len() {
            before[rank + 1] += before[rank];
        }
        Ranks { times: distinct, before, of_event }
    }

    /// How many events have a rank from `first`, `count` ranks on.
    pub(super) fn events(&self, window: Window) -> u64 {
        self.before[(window.first + window.count) as usize] - self.before[window.first as usize]
    }
}

/// A run of ranks: `count` of them from `first`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) first: u32,
    pub(super) count: u32,
}

/// A rank in as few bits as will do.
pub(super) trait Rank: Copy + Default + Send + Sync {
    /// From a number that fits.
    fn new(number: u32) -> Self;
    /// As a place in a list.
    fn index(self) -> usize;
    /// One more where the rank lies in the run of `count` from `first`.
    fn plus_inside(self, rank: Self, first: Self, count: Self) -> Self;
}

macro_rules! rank {
    ($bits:ty) => {
        impl Rank for $bits {
            fn new(number: u32) -> Self {
                number as $bits
            }
            fn index(self) -> usize {
                self as usize
            }
            #[inline(always)]
            fn plus_inside(self, rank: Self, first: Self, count: Self) -> Self {
                self.wrapping_add(<$bits>::from(rank.wrapping_sub(first) < count))
            }
        }
    };
}
rank!(u16);
rank!(u32);

/// The ranks of [`LANES`] permutations side by side, for each position.
pub(super) type Lanes<R> = Vec<[R; LANES]>;

/// Deals the ranks out anew for the permutations from `first` on; lanes past the last permutation repeat the ranks as
/// they are.
pub(super) fn deal<R: Rank>(ranks: &[R], permutations: Permutations, first: u32) -> Lanes<R> {
    let deal = |lane: u32| {
        let mut dealt = ranks.to_vec();
        if first + lane < permutations.count {
            permutations.deal(first + lane, &mut dealt);
        }
        dealt
    };
    let dealt: Vec<Vec<R>> = (0..LANES as u32).map(deal).collect();
    (0..ranks.len()).map(|position| std::array::from_fn(|lane| dealt[lane][position])).collect()
}

/// Windows of all distinct times, laid out for lanes.
pub(super) struct WindowTable<R> {
    rows: Vec<[R; 2]>,
}

impl<R: Rank> WindowTable<R> {
    pub(super) fn new(windows: &[Window]) -> WindowTable<R> {
        WindowTable { rows: windows.iter().map(|window| [R::new(window.first), R::new(window.count)]).collect() }
    }

    /// Counts, lane by lane, the neighbours whose rank lies in the window of the rank at a position.
    #[inline(always)]
    pub(super) fn count(&self, lanes: &[[R; LANES]], position: usize, neighbours: &[u32]) -> [u64; LANES] {
        let mut total = [0; LANES];
        let (mut first, mut count) = ([R::default(); LANES], [R::default(); LANES]);
        for (lane, rank) in lanes[position].iter().enumerate() {
            [first[lane], count[lane]] = self.rows[rank.index()];
        }
        for run in neighbours.chunks(RUN) {
            let mut inside = [R::default(); LANES];
            for &neighbour in run {
                let row = &lanes[neighbour as usize];
                for lane in 0..LANES {
                    inside[lane] = inside[lane].plus_inside(row[lane], first[lane], count[lane]);
                }
            }
            for lane in 0..LANES {
                total[lane] += inside[lane].index() as u64;
            }
        }
        total
    }
}

/// A statistic worked out for [`LANES`] arrangements at once.
pub(super) trait Statistic<R>: Sync {
    /// Its values where each position has these ranks. Must always be inlined, into code for the widest instructions of
    /// the processor.
    fn of(&self, lanes: &[[R; LANES]]) -> [f64; LANES];
}

struct Batch<'a, R, S> {
    statistic: &'a S,
    lanes: &'a [[R; LANES]],
}

impl<R, S: Statistic<R>> pulp::NullaryFnOnce for Batch<'_, R, S> {
    type Output = [f64; LANES];

    #[inline(always)]
    fn call(self) -> [f64; LANES] {
        self.statistic.of(self.lanes)
    }
}

/// The statistic of every permutation.
///
/// # Errors
/// [`ScanError::Cancelled`].
pub(super) fn permuted<R: Rank>(
    ranks: &[u32],
    permutations: Permutations,
    statistic: &impl Statistic<R>,
    progress: &dyn Progress,
) -> Result<Vec<f64>, ScanError> {
    progress.stage("permutations", u64::from(permutations.count));
    let ranks: Vec<R> = ranks.iter().map(|&rank| R::new(rank)).collect();
    let of_batch = |&first: &u32| {
        if progress.cancelled() {
            return Vec::new();
        }
        let lanes = deal(&ranks, permutations, first);
        let batch = pulp::Arch::new().dispatch(Batch { statistic, lanes: &lanes });
        let batch: Vec<f64> = batch.into_iter().take((permutations.count - first) as usize).collect();
        progress.advance(batch.len() as u64);
        batch
    };
    let statistics = permutations.batches(LANES).par_iter().map(of_batch).flatten_iter().collect();
    if progress.cancelled() { Err(ScanError::Cancelled) } else { Ok(statistics) }
}

/// True where ranks and counts of them fit into 16 bits.
pub(super) fn fit_16_bits(ranks: &Ranks) -> bool {
    ranks.times.len() < usize::from(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_times_share_a_rank() {
        let ranks = Ranks::new(&[5.0, -0.0, 5.0, 2.5, 0.0]);
        assert_eq!(ranks.times, [0.0, 2.5, 5.0]);
        assert_eq!(ranks.of_event, [2, 0, 2, 1, 0]);
        assert_eq!(ranks.before, [0, 2, 3, 5]);
        assert_eq!(ranks.events(Window { first: 1, count: 2 }), 3);
    }

    #[test]
    fn lanes_count_past_what_one_of_them_holds() {
        let lanes: Lanes<u16> = vec![[0; LANES]; 70_001];
        let neighbours: Vec<u32> = (1..70_001).collect();
        let table = WindowTable::new(&[Window { first: 0, count: 1 }]);
        assert_eq!(table.count(&lanes, 0, &neighbours), [70_000; LANES]);
    }

    #[test]
    fn an_empty_window_holds_nothing() {
        let lanes: Lanes<u32> = vec![[0; LANES]; 3];
        let table = WindowTable::new(&[Window { first: 0, count: 0 }]);
        assert_eq!(table.count(&lanes, 0, &[1, 2]), [0; LANES]);
    }

    #[test]
    fn lanes_past_the_last_permutation_are_left_alone() {
        let ranks: Vec<u32> = (0..40).collect();
        let lanes = deal(&ranks, Permutations::new(3, 1), 0);
        assert!(lanes.iter().zip(&ranks).all(|(row, &rank)| row[3] == rank));
        assert!(lanes.iter().zip(&ranks).any(|(row, &rank)| row[2] != rank));
    }
}
