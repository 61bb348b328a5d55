//! Sums over all pairs of events, block by block, so that no matrix of pairs is ever kept.

use super::events::Events;
use super::moments::PairSums;
use super::permutations::Permutations;
use super::ranks::Ranks;
use super::transform::Transform;
use crate::error::ScanError;
use colligate_register::Progress;
use rayon::prelude::*;

/// Permutations summed side by side.
const LANES: usize = 8;
/// Permutations for which one pass over the pairs serves: what a pair costs in space is shared by so many.
const ROUND: usize = 128;
/// Events whose pairs are one piece of work.
const ROWS: usize = 32;
/// Events whose distances from one event are worked out in one go.
const COLUMNS: usize = 512;

/// What distances in space and in time count as.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub(super) events: &'a Events,
    pub(super) space: Transform,
    pub(super) time: Transform,
}

impl Sides<'_> {
    /// Sums over the pairs in space.
    pub(super) fn in_space(self) -> PairSums {
        let events = self.events.len();
        let (values, squares, rows_squared) = (0..events)
            .into_par_iter()
            .map(|event| {
                let (mut row, mut squares) = (0.0, 0.0);
                let mut distances = [0.0; COLUMNS];
                for from in (0..events).step_by(COLUMNS) {
                    for &value in self.values_of(event, from, events, &mut distances) {
                        row += value;
                        squares += value * value;
                    }
                }
                let itself = self.space.of(0.0);
                (row - itself, squares - itself * itself)
            })
            .collect::<Vec<_>>()
            .into_iter()
            .fold((0.0, 0.0, 0.0), |sums, (row, squares)| (sums.0 + row, sums.1 + squares, sums.2 + row * row));
        PairSums { values: values / 2.0, squares: squares / 2.0, rows_squared }
    }

    /// Sums over the pairs in time: equal times are taken together.
    pub(super) fn in_time(self) -> PairSums {
        let ranks = Ranks::new(self.events.times());
        let at: Vec<f64> = ranks.before.windows(2).map(|next| (next[1] - next[0]) as f64).collect();
        let itself = self.time.of(0.0);
        let row = |(&time, &events): (&f64, &f64)| {
            let (mut row, mut squares) = (-itself, -itself * itself);
            for (other, others) in ranks.times.iter().zip(&at) {
                let value = self.time.of((time - other).abs());
                row += others * value;
                squares += others * value * value;
            }
            (events * row, events * squares, events * row * row)
        };
        let rows: Vec<_> = ranks.times.par_iter().zip(&at).map(row).collect();
        let sums = rows.iter().fold((0.0, 0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2));
        PairSums { values: sums.0 / 2.0, squares: sums.1 / 2.0, rows_squared: sums.2 }
    }

    /// Sum over pairs of space times time for the arrangement as it is.
    pub(super) fn product(self) -> f64 {
        let as_it_is = vec![self.events.times().iter().map(|&time| [time; LANES]).collect()];
        self.products(&as_it_is).first().copied().unwrap_or(0.0)
    }

    /// Sum over pairs of space times time for each permutation.
    ///
    /// # Errors
    /// [`ScanError::Cancelled`].
    pub(super) fn permuted_products(
        self,
        permutations: Permutations,
        progress: &dyn Progress,
    ) -> Result<Vec<f64>, ScanError> {
        progress.stage("permutations", u64::from(permutations.count));
        let mut all = Vec::with_capacity(permutations.count as usize);
        for first in permutations.batches(ROUND) {
            if progress.cancelled() {
                return Err(ScanError::Cancelled);
            }
            let round = (permutations.count - first).min(ROUND as u32);
            let groups: Vec<u32> = (first..first + round).step_by(LANES).collect();
            let times: Vec<Vec<[f64; LANES]>> =
                groups.par_iter().map(|&group| self.deal(permutations, group)).collect();
            all.extend(self.products(&times).into_iter().take(round as usize));
            progress.advance(u64::from(round));
        }
        Ok(all)
    }

    /// Times dealt out anew for the permutations from `first` on, side by side for each event.
    fn deal(self, permutations: Permutations, first: u32) -> Vec<[f64; LANES]> {
        let mut lanes = vec![[0.0; LANES]; self.events.len()];
        for lane in 0..LANES {
            let mut dealt = self.events.times().to_vec();
            permutations.deal(first + lane as u32, &mut dealt);
            lanes.iter_mut().zip(dealt).for_each(|(row, time)| row[lane] = time);
        }
        lanes
    }

    /// One sum for each lane of each group of arrangements.
    fn products(self, groups: &[Vec<[f64; LANES]>]) -> Vec<f64> {
        let events = self.events.len();
        let piece = |&from: &usize| pulp::Arch::new().dispatch(Piece { sides: self, groups, from });
        let pieces: Vec<usize> = (0..events).step_by(ROWS).collect();
        let sums: Vec<Vec<[f64; LANES]>> = pieces.par_iter().map(piece).collect();
        let mut total = vec![0.0; groups.len() * LANES];
        for piece in sums {
            total.iter_mut().zip(piece.iter().flatten()).for_each(|(total, sum)| *total += sum);
        }
        total
    }

    /// What the distances of one event to a run of others count as.
    fn values_of(self, event: usize, from: usize, to: usize, values: &mut [f64; COLUMNS]) -> &[f64] {
        let values = &mut values[..(to - from).min(COLUMNS)];
        for (other, value) in (from as u32..).zip(values.iter_mut()) {
            *value = self.space.of(self.events.places().distance_km(event as u32, other));
        }
        values
    }

    /// Adds the products of one event with a run of others.
    #[inline(always)]
    fn add(self, values: &[f64], own: &[f64; LANES], others: &[[f64; LANES]], sums: &mut [f64; LANES]) {
        let Transform { constant, exponent } = self.time;
        if exponent == -1.0 {
            sweep(values, own, others, sums, |value, gap| value / (constant + gap));
        } else if exponent == 1.0 {
            sweep(values, own, others, sums, |value, gap| value * (constant + gap));
        } else {
            sweep(values, own, others, sums, |value, gap| value * self.time.of(gap));
        }
    }
}

/// The pairs of a run of events with all that come after.
struct Piece<'a> {
    sides: Sides<'a>,
    groups: &'a [Vec<[f64; LANES]>],
    from: usize,
}

impl pulp::NullaryFnOnce for Piece<'_> {
    type Output = Vec<[f64; LANES]>;

    #[inline(always)]
    fn call(self) -> Vec<[f64; LANES]> {
        let Piece { sides, groups, from } = self;
        let events = sides.events.len();
        let mut sums = vec![[0.0; LANES]; groups.len()];
        let mut values = [0.0; COLUMNS];
        for column in (from..events).step_by(COLUMNS) {
            for row in from..(from + ROWS).min(events) {
                let (begin, end) = (column.max(row + 1), (column + COLUMNS).min(events));
                if begin >= end {
                    continue;
                }
                let values = sides.values_of(row, begin, end, &mut values);
                for (group, sum) in groups.iter().zip(&mut sums) {
                    sides.add(values, &group[row], &group[begin..end], sum);
                }
            }
        }
        sums
    }
}

#[inline(always)]
fn sweep(
    values: &[f64],
    own: &[f64; LANES],
    others: &[[f64; LANES]],
    sums: &mut [f64; LANES],
    product: impl Fn(f64, f64) -> f64,
) {
    let mut run = [0.0; LANES];
    for (&value, other) in values.iter().zip(others) {
        for lane in 0..LANES {
            run[lane] += product(value, (own[lane] - other[lane]).abs());
        }
    }
    (0..LANES).for_each(|lane| sums[lane] += run[lane]);
}
