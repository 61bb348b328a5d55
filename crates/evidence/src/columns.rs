//! Units laid out in plain columns, and bounds on the factors of one with a run of others.

use crate::describe::Description;
use crate::place::{Place, PlaceColumns, Spot, least};
use crate::plain::PlainColumns;
use crate::time::{NO_DAY, Time};
use std::ops::Range;

/// Units that a processor does at once, at most; columns are padded and runs rounded up to as many.
pub(crate) const LANES: usize = 8;
/// Units that are bounded, and given up, together: enough to keep vectors busy, few enough that often none has hope.
const PART: usize = 32;

/// How near two units must be, and how much alike, to be looked at closely.
#[derive(Clone, Copy, Debug)]
pub struct Within {
    /// The square of the farthest distance, in kilometres squared.
    pub max_km2: f32,
    /// The longest gap, in days.
    pub max_days: i32,
    /// The least Bayes factor.
    pub least: f32,
}

/// First and last of the days that are compared with one; none for a day that is not known, unless every gap will do, which
/// [`i32::MAX`] means.
pub fn days_within(day: i32, max_days: i32) -> Option<(i32, i32)> {
    match (day, max_days) {
        (_, i32::MAX) => Some((i32::MIN, i32::MAX)),
        (NO_DAY, _) => None,
        _ => Some((day.saturating_sub(max_days).max(NO_DAY + 1), day.saturating_add(max_days))),
    }
}

/// Two rows with the bound on their Bayes factor.
#[derive(Clone, Copy, Debug)]
pub struct Hopeful {
    /// The one row.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// What their Bayes factor does not exceed.
    pub bound: f32,
}

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

    /// Adds the pairs of the rows `left` with the rows `others`, both in order of date, whose bound reaches the least factor;
    /// where the two overlap, each pair once. Returns how many pairs lie within the distance and the gap.
    pub fn hopeful(&self, left: Range<usize>, others: Range<usize>, within: &Within, out: &mut Vec<Hopeful>) -> u64 {
        // The same code for the widest vectors that this processor has. The numbers are the same with any.
        self.arch.dispatch(Hopes { columns: self, left, others, within, out })
    }

    #[inline(always)]
    fn hopeful_here(&self, left: Range<usize>, others: Range<usize>, within: &Within, out: &mut Vec<Hopeful>) -> u64 {
        let mut bounds = [0f32; PART];
        let mut compared = 0;
        let (mut start, mut end) = (others.start, others.start);
        for a in left {
            let Some((earliest, latest)) = days_within(self.days[a], within.max_days) else { continue };
            while start < others.end && self.days[start] < earliest {
                start += 1;
            }
            while end < others.end && self.days[end] <= latest {
                end += 1;
            }
            let mut from = if others.contains(&a) { a + 1 } else { start };
            while from < end {
                let real = PART.min(end - from);
                let rows = from..from + real.next_multiple_of(LANES);
                let part = &mut bounds[..rows.len()];
                let (near, hope) = self.bound_part(a, rows, real, within, part);
                compared += u64::from(near);
                if hope {
                    for (k, &bound) in part[..real].iter().enumerate() {
                        if bound >= within.least {
                            out.push(Hopeful { a: a as u32, b: (from + k) as u32, bound });
                        }
                    }
                }
                from += real;
            }
        }
        compared
    }

    /// Sets `part` to bounds on the Bayes factors of `a` with `rows`, given up as soon as none reaches the least factor.
    /// Returns how many of the first `real` lie near enough, and whether any bound may reach the least factor.
    #[inline(always)]
    fn bound_part(&self, a: usize, rows: Range<usize>, real: usize, within: &Within, part: &mut [f32]) -> (u32, bool) {
        self.place.bounds(a, rows.clone(), within.max_km2, part);
        let near = part[..real].iter().map(|&bound| u32::from(bound > 0.0)).sum::<u32>();
        if highest(part, self.most_apart[a], self.most_apart[rows.clone()].iter().copied()) < within.least {
            return (near, false);
        }
        let (days, rates) = (&self.days[rows.clone()], &self.rates[rows.clone()]);
        self.time.bounds((self.days[a], self.rates[a]), days, rates, part);
        if highest(part, self.most[a], self.most[rows.clone()].iter().copied()) < within.least {
            return (near, false);
        }
        self.description.plain.bounds(&self.plain, a, rows.clone(), part);
        let rich = self.rich[a] * ROUNDING;
        for (bound, &other) in part.iter_mut().zip(&self.rich[rows]) {
            *bound *= least(rich, other * ROUNDING);
        }
        (near, part.iter().map(|bound| bound.to_bits()).max().unwrap_or(0) >= within.least.to_bits())
    }
}

/// A look at one block. A closure might be a function of its own, without the vectors of the processor at hand.
struct Hopes<'n, 'a> {
    columns: &'n Columns<'a>,
    left: Range<usize>,
    others: Range<usize>,
    within: &'n Within,
    out: &'n mut Vec<Hopeful>,
}

impl pulp::NullaryFnOnce for Hopes<'_, '_> {
    type Output = u64;

    #[inline(always)]
    fn call(self) -> u64 {
        self.columns.hopeful_here(self.left, self.others, self.within, self.out)
    }
}

/// The highest of these bounds when each is multiplied by the smaller of two more: that of the one unit and of the other.
#[inline(always)]
pub(crate) fn highest(bounds: &[f32], own: f32, others: impl Iterator<Item = f32>) -> f32 {
    // Numbers above 0 are in the order of their bits, whose maximum a processor takes of several at once.
    let bits = bounds.iter().zip(others).map(|(&bound, other)| (bound * least(own, other)).to_bits());
    f32::from_bits(bits.max().unwrap_or(0))
}
