//! Units laid out in plain columns, and bounds on the factors of one with a run of others.

use crate::describe::Description;
use crate::place::{Place, PlaceColumns, Spot, least};
use crate::plain::PlainColumns;
use crate::time::Time;
use std::ops::Range;

/// Units bounded at once.
pub const RUN: usize = 256;
/// Units that a processor does at once, at most; columns are padded and runs rounded up to as many.
const LANES: usize = 8;
/// Units of a run that are given up together: enough to keep vectors busy, few enough that often none has hope.
const PART: usize = 32;

/// A column with room for the last run to be rounded up.
pub(crate) fn padded<T: Copy + Default>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.extend([T::default(); LANES]);
    values
}
/// Lifts every bound over what single precision can have rounded off: fifteen operations of half a unit each.
const ROUNDING: f32 = 1.0 + 1e-5;

/// A number that `exp(−x)` does not exceed, for `x` of 0 or more: one over the first five terms of the series of `exp(x)`,
/// all above 0. Too large by 0.4% at 1, 6% at 2 and 59% at 4.
#[inline(always)]
pub(crate) fn exp_bound(x: f32) -> f32 {
    1.0 / (1.0 + x * (1.0 + x * (0.5 + x * (1.0 / 6.0 + x * (1.0 / 24.0)))))
}

/// Units in plain columns of single precision, in the order in which they are searched.
///
/// What the search needs of a pair before it looks at it closely is a bound on its Bayes factor: close in place, time and
/// plain evidence, crude in what compares sets and words. Column by column a processor does several
/// pairs at once.
pub struct Columns<'a> {
    arch: pulp::Arch,
    time: &'a Time,
    description: &'a Description,
    units: usize,
    place: PlaceColumns,
    days: Vec<i32>,
    rates: Vec<f32>,
    plain: PlainColumns,
    rich: Vec<f32>,
    /// Bound on what describes a unit, and on that with its date.
    most: Vec<f32>,
    most_apart: Vec<f32>,
}

impl<'a> Columns<'a> {
    /// Lays out units: the spot, the date and the death (its index in the register) of each.
    pub fn new(
        place: &Place,
        time: &'a Time,
        description: &'a Description,
        spots: &[&Spot],
        dates: &[(i32, f32)],
        deaths: &[u32],
    ) -> Columns<'a> {
        let most = deaths.iter().map(|&death| description.bound(death as usize) * ROUNDING);
        Columns {
            arch: pulp::Arch::new(),
            time,
            description,
            place: PlaceColumns::new(place, spots.iter().copied()),
            units: deaths.len(),
            days: padded(dates.iter().map(|date| date.0)),
            rates: padded(dates.iter().map(|date| date.1)),
            plain: description.plain.columns(deaths),
            rich: padded(deaths.iter().map(|&death| description.rich_bound(death as usize))),
            most: padded(most.clone()),
            most_apart: padded(most.zip(dates).map(|(most, date)| most * time.bound(date.1) as f32)),
        }
    }

    /// The day of each unit.
    pub fn days(&self) -> &[i32] {
        &self.days[..self.units]
    }

    /// Sets `out` to bounds on the Bayes factors of unit `a` with the units of `range` (at most [`RUN`]), 0 for those
    /// farther away than the square root of `max2` kilometres and where it is seen early that none reaches `floor`. Returns
    /// how many are as near, and whether any bound may reach `floor`; where none may, `out` holds nothing of use.
    pub fn bounds(&self, a: usize, range: Range<usize>, max2: f32, floor: f32, out: &mut [f32; RUN]) -> (u32, bool) {
        // The same code for the widest vectors that this processor has. The numbers are the same with any.
        self.arch.dispatch(|| self.bounds_here(a, range, max2, floor, out))
    }

    #[inline(always)]
    fn bounds_here(&self, a: usize, range: Range<usize>, max2: f32, floor: f32, out: &mut [f32; RUN]) -> (u32, bool) {
        let n = range.len();
        let padded = range.start + n.next_multiple_of(LANES);
        let (mut within, mut hope) = (0, false);
        for (part, from) in out[..padded - range.start].chunks_mut(PART).zip((range.start..padded).step_by(PART)) {
            let rows = from..from + part.len();
            self.place.bounds(a, rows.clone(), max2, part);
            let real = part.len().min(range.end - from);
            within += part[..real].iter().map(|&bound| u32::from(bound > 0.0)).sum::<u32>();
            if highest(part, self.most_apart[a], &self.most_apart[rows.clone()]) < floor {
                part.fill(0.0);
                continue;
            }
            let (days, rates) = (&self.days[rows.clone()], &self.rates[rows.clone()]);
            self.time.bounds((self.days[a], self.rates[a]), days, rates, part);
            if highest(part, self.most[a], &self.most[rows.clone()]) < floor {
                part.fill(0.0);
                continue;
            }
            self.description.plain.bounds(&self.plain, a, rows.clone(), part);
            let rich = self.rich[a] * ROUNDING;
            for (bound, &other) in part.iter_mut().zip(&self.rich[rows]) {
                *bound *= least(rich, other * ROUNDING);
            }
            hope = true;
        }
        (within, hope)
    }
}

/// The highest of these bounds when each is multiplied by the smaller of two more: that of the one unit and of the other.
#[inline(always)]
fn highest(bounds: &[f32], own: f32, others: &[f32]) -> f32 {
    // Numbers above 0 are in the order of their bits, whose maximum a processor takes of several at once.
    let bits = bounds.iter().zip(others).map(|(&bound, &other)| (bound * least(own, other)).to_bits());
    f32::from_bits(bits.max().unwrap_or(0))
}
