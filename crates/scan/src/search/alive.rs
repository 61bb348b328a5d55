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
use crate::arrangement::Arrangement;
use crate::measure::Measure;
use crate::monte_carlo::BLOCK;
use std::ops::Range;
use std::sync::OnceLock;

/// Starts at most: they must fit into a byte.
const MOST_STARTS: usize = 255;

/// Starts are padded to a multiple of this, so that whole registers are added.
const PADDING: usize = 16;

/// Circles whose weights agree in these many leading bits share a row of thresholds: sixteen rows to each doubling.
const BITS: u32 = 52 - 4;

/// Counts that no threshold of the table reaches.
const NEVER: i16 = i16::MAX / 2;

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
    padded: usize,
    /// For each start, the row that adds one to all starts up to it.
    steps: Vec<i16>,
    /// Thresholds for rising best statistics, worked out when first needed.
    thresholds: Vec<OnceLock<Vec<i16>>>,
    lowest: u64,
    rows: usize,
}

/// A block of draws: for each case, in which draws it counts and with which start its time ends.
struct Block {
    counts_in: Vec<u64>,
    starts_until: Vec<u8>,
}

/// The case of a circle: number of the neighbour times 256, plus the last start it counts for.
type Entry = u32;

/// The circles around one centre.
#[derive(Default)]
struct Centre {
    members: Vec<u32>,
    weights: Vec<f64>,
    rows: Vec<u32>,
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
        let padded = starts_in_all.next_multiple_of(PADDING);
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
        })
    }

    /// The statistic of the strongest window of each draw of a range of at most [`BLOCK`]; `deal` makes a draw.
    pub(crate) fn strongest(&self, range: Range<u32>, deal: impl FnMut(u32, &mut Arrangement)) -> Vec<f64> {
        let draws = range.len();
        let block = self.block(range, deal);
        let mut best = vec![0.0; draws];
        let mut entries: Vec<Vec<Entry>> = vec![Vec::new(); draws];
        let (mut centre, mut counts) = (Centre::default(), vec![0i16; self.padded]);
        for number in 0..self.search.circles.centres() {
            self.gather(number, &block, &mut centre, &mut entries);
            for (list, best) in entries.iter_mut().zip(&mut best) {
                self.walk(list, &centre, &mut counts, best);
                list.clear();
            }
        }
        best
    }

    fn block(&self, range: Range<u32>, mut deal: impl FnMut(u32, &mut Arrangement)) -> Block {
        let cases = self.starts.last().map_or(0, |&count| count as usize);
        let width = BLOCK as usize;
        let mut block = Block { counts_in: vec![0; cases], starts_until: vec![0; cases * width] };
        let last = self.cases_then.len() as u32 - 1;
        let mut drawn = Arrangement::default();
        for (draw, number) in range.enumerate() {
            deal(number, &mut drawn);
            for (case, &time) in drawn.times.iter().enumerate() {
                if time >= self.first {
                    block.counts_in[case] |= 1 << draw;
                    block.starts_until[case * width + draw] = (time - self.first).min(last) as u8;
                }
            }
        }
        block
    }

    /// Lists for each draw the cases that count around a centre, from near to far.
    fn gather(&self, number: usize, block: &Block, centre: &mut Centre, entries: &mut [Vec<Entry>]) {
        let width = BLOCK as usize;
        self.search.circles.members(number, &mut centre.members);
        centre.weights.clear();
        centre.rows.clear();
        let mut weight = 0.0;
        for (neighbour, &place) in centre.members.iter().enumerate() {
            weight += self.places[place as usize];
            centre.weights.push(weight);
            centre.rows.push(((weight.to_bits() >> BITS).saturating_sub(self.lowest)) as u32);
            for case in self.starts[place as usize] as usize..self.starts[place as usize + 1] as usize {
                let mut left = block.counts_in[case];
                let until = &block.starts_until[case * width..(case + 1) * width];
                while left != 0 {
                    let draw = left.trailing_zeros() as usize;
                    left &= left - 1;
                    entries[draw].push((neighbour as u32) << 8 | u32::from(until[draw]));
                }
            }
        }
    }

    /// Lets the cases of one draw come into the circles around a centre, one by one.
    fn walk(&self, list: &[Entry], centre: &Centre, counts: &mut [i16], best: &mut f64) {
        counts.fill(0);
        let mut thresholds = self.thresholds(*best);
        let mut before_next_look = 0i16;
        for &entry in list {
            let until = (entry & 255) as usize;
            let step = &self.steps[until * self.padded..(until + 1) * self.padded];
            counts.iter_mut().zip(step).for_each(|(count, one)| *count += one);
            if before_next_look > 0 {
                before_next_look -= 1;
                continue;
            }
            let neighbour = (entry >> 8) as usize;
            let row = centre.rows[neighbour] as usize * self.padded;
            let missing = least_missing(&thresholds[row..row + self.padded], counts);
            if missing > 0 {
                before_next_look = missing - 1;
            } else if self.look(centre.weights[neighbour], counts, best) {
                thresholds = self.thresholds(*best);
            }
        }
    }

    /// Works out the windows that may win; true where one did.
    #[cold]
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

/// How many more cases the window needs that is nearest to its threshold.
#[inline]
fn least_missing(thresholds: &[i16], counts: &[i16]) -> i16 {
    thresholds.iter().zip(counts).fold(i16::MAX, |least, (threshold, count)| least.min(threshold - count))
}
