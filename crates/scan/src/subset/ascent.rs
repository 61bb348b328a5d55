//! The best choice of values in one window: one mode at a time, with the others held fast, until nothing improves.

use super::baseline::{Inside, bits};
use super::cases::MarkedCases;
use super::modes::MAX_VALUES;
use super::score::{best_score, best_subset};

/// Rounds over all modes, at most: scores rise in each, in practice for two or three.
const MOST_ROUNDS: u32 = 50;
/// Gain of a score, as a share of it, below which it is rounding.
const ROUNDING: f64 = 1e-12;

/// What one window holds, and how values are chosen in it.
pub(super) struct Window<'a> {
    pub(super) cases: &'a MarkedCases,
    pub(super) circle: &'a Inside,
    /// Cells with cases inside, and how many.
    pub(super) inside: &'a [(u32, u32)],
    /// Share of all cases that fall into the interval.
    pub(super) share: f64,
}

/// A choice of values with what it gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Choice {
    /// Chosen values of each mode, a bit for each.
    pub(super) values: Vec<u64>,
    pub(super) score: f64,
    pub(super) observed: u32,
    pub(super) expected: f64,
}

impl Window<'_> {
    /// The best choice that is found from all values.
    pub(super) fn first(&self, tallies: &mut Tallies) -> Choice {
        self.ascend(self.cases.modes().iter().map(|mode| all(mode.values().len())).collect(), tallies)
    }

    /// The best choice that is found from so many choices by lot, where it is better than `best`. `lot` numbers the window:
    /// the same window has the same lots in every permutation, so that data and permutations are searched alike.
    pub(super) fn again(&self, mut best: Choice, restarts: u32, lot: u64, tallies: &mut Tallies) -> Choice {
        let modes = self.cases.modes();
        // With one mode the first ascent is exact.
        let restarts = if modes.len() == 1 { 0 } else { u64::from(restarts) };
        for restart in 0..restarts {
            let begin = modes.iter().zip(0u64..).map(|(mode, number)| {
                let every = all(mode.values().len());
                let drawn = mixed(mixed(mixed(lot) ^ restart) ^ number) & every;
                if drawn == 0 { every } else { drawn }
            });
            let found = self.ascend(begin.collect(), tallies);
            if found.score > best.score * (1.0 + ROUNDING) {
                best = found;
            }
        }
        best
    }

    /// A score that no choice exceeds: that of the best set of cells, whether or not they are all combinations of some
    /// values. Cells of a choice without a case in the window would only add to what is expected.
    pub(super) fn bound(&self, cells: &mut Vec<(f64, f64)>) -> f64 {
        cells.clear();
        let usual = |cell| self.share * self.circle.usual(cell);
        cells.extend(self.inside.iter().map(|&(cell, cases)| (f64::from(cases), usual(cell))));
        best_score(cells) * (1.0 + 1e-9)
    }

    fn ascend(&self, mut values: Vec<u64>, tallies: &mut Tallies) -> Choice {
        let mut score = 0.0;
        let mut best = Choice::default();
        let mut expected = [0.0; MAX_VALUES];
        let mut cells = [(0.0, 0.0); MAX_VALUES];
        // Modes in a row that gave no more.
        let mut idle = 0;
        tallies.take(self, &values);
        for mode in (0..values.len()).cycle().take(MOST_ROUNDS as usize * values.len()) {
            let first = self.cases.first()[mode];
            let range = first..first + self.cases.modes()[mode].values().len();
            let count = range.len();
            let together = &tallies.circle[range.clone()];
            self.circle.expected_by_value(&values, mode, self.share, together, &mut expected[..count]);
            for ((cell, &observed), &expected) in cells.iter_mut().zip(&tallies.window[range]).zip(&expected[..count]) {
                *cell = (f64::from(observed), expected);
            }
            let (chosen, reached) = best_subset(&cells[..count]);
            if reached > score * (1.0 + ROUNDING) {
                let changed = values[mode] != chosen;
                (score, values[mode], idle) = (reached, chosen, 0);
                let sum = |of: &dyn Fn(usize) -> f64| bits(chosen).map(of).sum::<f64>();
                best = Choice {
                    values: values.clone(),
                    score,
                    observed: sum(&|value| cells[value].0) as u32,
                    expected: sum(&|value| cells[value].1),
                };
                if changed {
                    tallies.take(self, &values);
                }
            } else {
                idle += 1;
            }
            if idle >= values.len() {
                break;
            }
        }
        best
    }
}

/// Cases with each value of each mode that have chosen values in all other modes, by the number of the value among those
/// of all modes. One pass over the cells serves all modes: a cell with chosen values in all modes counts for each of
/// its values, one with chosen values in all but one counts for its value in that one.
#[derive(Clone, Debug, Default)]
pub(super) struct Tallies {
    /// Of the window.
    window: Vec<u32>,
    /// Of the circle over the whole study period.
    circle: Vec<u32>,
    chosen: Vec<u64>,
}

impl Tallies {
    fn take(&mut self, window: &Window, values: &[u64]) {
        window.cases.put_bits(values, &mut self.chosen);
        tally(window.cases, &self.chosen, window.inside.iter().copied(), &mut self.window);
        tally(window.cases, &self.chosen, window.circle.cells(), &mut self.circle);
    }
}

fn tally(cases: &MarkedCases, chosen: &[u64], cells: impl Iterator<Item = (u32, u32)>, counts: &mut Vec<u32>) {
    counts.clear();
    counts.resize(chosen.len() * 64, 0);
    for (cell, number) in cells {
        let (mut missing, mut value) = (0, 0);
        for (word, (&has, &chosen)) in cases.bits(cell).iter().zip(chosen).enumerate() {
            let not_chosen = has & !chosen;
            if not_chosen != 0 {
                missing += not_chosen.count_ones();
                value = word * 64 + not_chosen.trailing_zeros() as usize;
            }
        }
        match missing {
            0 => {
                let values = cases.marks(cell).iter().zip(cases.first());
                values.for_each(|(&mark, first)| counts[first + mark as usize] += number);
            }
            1 => counts[value] += number,
            _ => {}
        }
    }
}

/// All of so many values.
fn all(values: usize) -> u64 {
    if values >= MAX_VALUES { u64::MAX } else { (1 << values) - 1 }
}

/// Scatters the bits of a number (the finaliser of SplitMix64; Steele, Lea and Flood 2014).
fn mixed(number: u64) -> u64 {
    let mut scattered = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    scattered = (scattered ^ (scattered >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    scattered = (scattered ^ (scattered >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    scattered ^ (scattered >> 31)
}
