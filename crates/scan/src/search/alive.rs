//! The draws of surveillance: permutation, high rates, windows that reach to the last day.
//!
//! Such windows differ only in where they start, so a circle has a handful of counts, one for each start. When
//! a case comes in, the counts of all starts up to its time rise by one: one addition of a row of ones. A window can win only
//! when its count reaches a threshold that depends on its start and on the weight of the circle; thresholds never fall while the
//! circle grows. So after a look at all starts, the smallest distance to a threshold says how many cases can come in before
//! another look is due.
//!
//! Cases before the first start never count. Which they are differs from draw to draw, so a word of 64 bits for each case
//! says in which of 64 draws it counts, and the neighbours of a centre are read once for all of them.

use super::Search;
use super::block::Block;
use crate::arrangement::Arrangement;
use crate::measure::Measure;
use std::ops::Range;
use std::sync::OnceLock;

/// Starts at most: they must fit into a byte.
const MOST_STARTS: usize = 256;

/// Circles whose weights agree in these many leading bits share a row of thresholds: eight rows to each doubling.
const BITS: u32 = 52 - 3;

/// Counts that no threshold of the table reaches.
const NEVER: i16 = i16::MAX / 2;

/// The walk through the circles around one centre, for a block of draws.
struct Walk<'w, 'd, 'a, const STARTS: usize> {
    alive: &'d Alive<'a>,
    block: &'w Block,
    members: &'w [u32],
    draws: &'w mut Draws<'d, STARTS>,
}

/// Where each draw stands.
struct Draws<'d, const STARTS: usize> {
    counts: Vec<[i16; STARTS]>,
    /// Cases that can come in before another look is due.
    before_next_look: Vec<i16>,
    thresholds: Vec<&'d [[i16; STARTS]]>,
    best: Vec<f64>,
}

impl<const STARTS: usize> pulp::NullaryFnOnce for Walk<'_, '_, '_, STARTS> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Walk { alive, block, members, draws } = self;
        let steps = alive.steps.as_chunks::<STARTS>().0;
        let Draws { counts, before_next_look, thresholds, best } = draws;
        let mut weight = 0.0f64;
        for &place in members {
            let (more, counts_in) = block.at(place);
            weight += more;
            let row = (weight.to_bits() >> BITS).saturating_sub(alive.lowest) as usize;
            for case in counts_in {
                let draw = usize::from(case.draw);
                let (counts, step) = (&mut counts[draw], &steps[usize::from(case.until)]);
                for start in 0..STARTS {
                    counts[start] += step[start];
                }
                let due = &mut before_next_look[draw];
                if *due > 0 {
                    *due -= 1;
                    continue;
                }
                let row = &thresholds[draw][row];
                // How many more cases the window needs that is nearest to its threshold.
                let mut missing = i16::MAX;
                for start in 0..STARTS {
                    missing = missing.min(row[start] - counts[start]);
                }
                if missing > 0 {
                    *due = missing - 1;
                } else if alive.look(weight, counts, &mut best[draw]) {
                    thresholds[draw] = alive.thresholds(best[draw]).as_chunks::<STARTS>().0;
                }
            }
        }
    }
}

/// What all draws share.
pub(crate) struct Alive<'a> {
    search: &'a Search<'a>,
    places: &'a [f64],
    /// Where the cases of each place begin; the same in every draw.
    starts: &'a [u32],
    /// The first interval in which a window starts.
    first: u32,
    /// Cases of all places from each start on, in the order of the starts.
    cases_then: Vec<f64>,
    /// Starts, padded to whole registers.
    padded: usize,
    /// For each start, the row that adds one to all starts up to it.
    steps: Vec<i16>,
    /// Thresholds for rising best statistics, worked out when first needed.
    thresholds: Vec<OnceLock<Vec<i16>>>,
    lowest: u64,
    rows: usize,
    arch: pulp::Arch,
}

impl<'a> Alive<'a> {
    /// `None` where the scan is of another kind.
    pub(crate) fn new(search: &'a Search<'a>, observed: &'a Arrangement) -> Option<Alive<'a>> {
        let windows = &search.windows;
        let starts_in_all = windows.longest + 1 - windows.shortest;
        let fits = windows.alive && !windows.whole && !windows.everywhere && search.wanted.low.is_none();
        let Measure::Product { places, before, .. } = search.measure else { return None };
        if !fits || starts_in_all > MOST_STARTS || places.len() >= 1 << 24 {
            return None;
        }
        let first = windows.intervals - windows.longest;
        let all = before[windows.intervals];
        let cases_then = (first..first + starts_in_all).map(|start| all - before[start]).collect();
        let padded = starts_in_all.next_power_of_two().max(16);
        let steps =
            (0..starts_in_all).flat_map(|until| (0..padded).map(move |start| i16::from(start <= until))).collect();
        let row = |weight: f64| weight.to_bits() >> BITS;
        let (lowest, highest) = (row(1.0), row(all.max(1.0)));
        Some(Alive {
            search,
            places,
            starts: &observed.starts,
            first: first as u32,
            cases_then,
            padded,
            steps,
            thresholds: (0..=search.bounds.number(f64::MAX)).map(|_| OnceLock::new()).collect(),
            lowest,
            rows: (highest - lowest + 1) as usize,
            arch: pulp::Arch::new(),
        })
    }

    /// The statistic of the strongest window of each draw of a range of at most [`BLOCK`](crate::monte_carlo::BLOCK);
    /// `deal` makes a draw.
    pub(crate) fn strongest(&self, range: Range<u32>, deal: impl FnMut(u32, &mut Arrangement)) -> Vec<f64> {
        let last = self.cases_then.len() as u32 - 1;
        let draws = range.len();
        let block = Block::new(self.places, self.starts, self.first, last, range, deal);
        match self.padded {
            16 => self.walk::<16>(&block, draws),
            32 => self.walk::<32>(&block, draws),
            64 => self.walk::<64>(&block, draws),
            128 => self.walk::<128>(&block, draws),
            _ => self.walk::<256>(&block, draws),
        }
    }

    fn walk<const STARTS: usize>(&self, block: &Block, count: usize) -> Vec<f64> {
        let mut draws = Draws {
            counts: vec![[0; STARTS]; count],
            before_next_look: vec![0; count],
            thresholds: vec![self.thresholds(0.0).as_chunks::<STARTS>().0; count],
            best: vec![0.0; count],
        };
        let mut members = Vec::new();
        for &number in self.search.circles.near_each_other() {
            self.search.circles.members(number as usize, &mut members);
            draws.counts.fill([0; STARTS]);
            draws.before_next_look.fill(0);
            // The widest registers of the machine are used; whole numbers are added, so the result is the same.
            self.arch.dispatch(Walk { alive: self, block, members: &members, draws: &mut draws });
        }
        draws.best
    }

    /// Works out the windows that may win; true where one did.
    #[cold]
    #[inline(never)]
    fn look(&self, weight: f64, counts: &[i16], best: &mut f64) -> bool {
        let (unit, statistic) = (self.search.measure.unit(), self.search.statistic);
        let mut won = false;
        for (&count, then) in counts.iter().zip(&self.cases_then) {
            let (observed, raw) = (count as u32, weight * then);
            if self.search.bounds.row(*best).may_win(observed, raw)
                && self.search.wanted.wants(statistic, observed, raw / unit)
            {
                let score = statistic.ratio(f64::from(observed), raw / unit);
                if score > *best {
                    (*best, won) = (score, true);
                }
            }
        }
        won
    }

    /// For each row of weights and each start, the fewest cases with which a window may beat a statistic.
    fn thresholds(&self, best: f64) -> &[i16] {
        self.thresholds[self.search.bounds.number(best)].get_or_init(|| {
            let bounds = self.search.bounds.row(best);
            let mut table = vec![NEVER; self.rows * self.padded];
            for (start, then) in self.cases_then.iter().enumerate() {
                let mut count = 0;
                for row in 0..self.rows {
                    // The lightest circle of the row; of the first row also those that weigh less than one.
                    let lightest = if row == 0 { 0.0 } else { f64::from_bits((self.lowest + row as u64) << BITS) };
                    while bounds.high(count) <= lightest * then {
                        count += 1;
                    }
                    table[row * self.padded + start] = (count as i16).min(NEVER);
                }
            }
            table
        })
    }
}
