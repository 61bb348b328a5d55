//! From which day to which a register goes: the one sense of its calendar that scans, tests and replays share.

use crate::time::Day;

/// Fewest deaths that show where a register ends.
const LEAST: usize = 20;
/// Share of the deaths that may stand alone at either end, rounded down, but one at least: mistyped dates are few.
const SHARE: f64 = 0.03;
/// Deaths that the days before those that stand alone would hold at the rate of the others. So long a silence comes by chance
/// once in three thousand.
const SILENCE: f64 = 8.0;
/// Times the longest gap among the others: a register of summers is silent every winter.
const LONGER: i32 = 2;
/// Days that those that stand alone lie apart at least.
const APART: i32 = 30;

/// The first and the last day of the deaths of a register, without those whose dates stand alone far before or after all
/// others. A single date that was typed a year too late would else be the end of the register, and what goes on at its true end
/// would be long over.
///
/// ```
/// use colligate_register::{Calendar, Day};
/// let start = Day::from_ymd(2019, 1, 1).unwrap();
/// let days = (0..400).map(|k| start + k).chain([start + 1_000]);
/// let calendar = Calendar::of(days).unwrap();
/// assert_eq!((calendar.last(), calendar.after().count), (start + 399, 1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    first: Day,
    last: Day,
    before: Alone,
    after: Alone,
}

/// Deaths whose dates stand alone at one end of a register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Alone {
    /// How many there are.
    pub count: usize,
    /// The farthest of their days from the others.
    pub farthest: Option<Day>,
}

impl Calendar {
    /// The calendar of deaths on these days; `None` where there are none.
    pub fn of(days: impl IntoIterator<Item = Day>) -> Option<Calendar> {
        let mut days: Vec<Day> = days.into_iter().collect();
        days.sort_unstable();
        let (&earliest, &latest) = (days.first()?, days.last()?);
        let all = Calendar { first: earliest, last: latest, before: Alone::default(), after: Alone::default() };
        if days.len() < LEAST {
            return Some(all);
        }
        let most = ((days.len() as f64 * SHARE) as usize).max(1);
        let Some(usual) = days.get(most..days.len() - most).and_then(Usual::of) else { return Some(all) };
        let silent = |at: usize| match (days.get(at), days.get(at + 1)) {
            (Some(&one), Some(&next)) => usual.is_broken_by(next - one),
            _ => false,
        };
        let before = (0..most).rev().find(|&at| silent(at)).map_or(0, |at| at + 1);
        let after = (days.len() - 1 - most..days.len() - 1).find(|&at| silent(at)).map_or(0, |at| days.len() - 1 - at);
        let alone = |count: usize, farthest: Day| Alone { count, farthest: (count > 0).then_some(farthest) };
        Some(Calendar {
            first: days.get(before).copied().unwrap_or(earliest),
            last: days.get(days.len() - 1 - after).copied().unwrap_or(latest),
            before: alone(before, earliest),
            after: alone(after, latest),
        })
    }

    /// The first day, without the deaths that stand alone before it.
    pub fn first(&self) -> Day {
        self.first
    }

    /// The last day, without the deaths that stand alone after it.
    pub fn last(&self) -> Day {
        self.last
    }

    /// Deaths that stand alone before the first day.
    pub fn before(&self) -> Alone {
        self.before
    }

    /// Deaths that stand alone after the last day.
    pub fn after(&self) -> Alone {
        self.after
    }
}

/// How deaths usually follow each other.
struct Usual {
    /// Deaths a day.
    rate: f64,
    /// The longest gap between two, in days.
    longest: i32,
}

impl Usual {
    fn of(days: &[Day]) -> Option<Usual> {
        let (first, last) = (days.first()?, days.last()?);
        let longest = days.iter().zip(days.iter().skip(1)).map(|(one, next)| *next - *one).max().unwrap_or(0);
        Some(Usual { rate: days.len() as f64 / f64::from((*last - *first).max(1)), longest })
    }

    fn is_broken_by(&self, gap: i32) -> bool {
        gap >= APART && gap >= LONGER.saturating_mul(self.longest) && f64::from(gap) * self.rate >= SILENCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(days: impl IntoIterator<Item = i32>) -> (i32, i32, usize, usize) {
        let calendar = Calendar::of(days.into_iter().map(Day))
            .map(|one| (one.first.0, one.last.0, one.before.count, one.after.count));
        calendar.unwrap_or_default()
    }

    #[test]
    fn dates_that_stand_alone_far_after_or_before_the_others_end_no_register() {
        let bulk = || (0..600).map(|k| 10_000 + 2 * k);
        assert_eq!(of(bulk()), (10_000, 11_198, 0, 0));
        assert_eq!(of(bulk().chain([11_198 + 365])), (10_000, 11_198, 0, 1));
        assert_eq!(
            of(bulk().chain([11_300, 11_563, 15_000, 30_000, 31_000, 40_000])),
            (10_000, 11_198, 0, 6),
            "one in a hundred"
        );
        assert_eq!(of(bulk().chain([-10_000, 12_000])), (10_000, 11_198, 1, 1));
        // Twenty a month later are deaths, not slips.
        assert_eq!(of(bulk().chain((0..20).map(|k| 11_300 + k))), (10_000, 11_319, 0, 0));
    }

    #[test]
    fn a_register_of_summers_a_thin_one_and_a_small_one_keep_all_their_days() {
        let summers = (0..6).flat_map(|year| (0..90).map(move |day| 10_000 + 365 * year + day));
        assert_eq!(of(summers.chain([10_000 + 365 * 6, 10_003 + 365 * 6])).1, 10_003 + 365 * 6);
        assert_eq!(of((0..40).map(|k| 100 * k).chain([4_500])).1, 4_500);
        assert_eq!(of((0..15).chain([9_000])).1, 9_000);
        assert_eq!(Calendar::of([]), None);
    }

    #[test]
    fn a_register_that_thins_out_ends_where_it_ends() {
        let thinning = (0..2_000).map(|k| 10_000 + k / 4).chain((0..30).map(|k| 10_505 + 15 * k));
        assert_eq!(of(thinning).1, 10_505 + 15 * 29);
    }
}
