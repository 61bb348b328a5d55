//! What is kept of the windows a search meets.

use super::stretches::{Stretch, Stretches};
use crate::bounds::{Bounds, Row};
use std::cmp::Reverse;

/// Log likelihood ratios closer than this are the same but for rounding.
const TIE: f64 = 1e-11;

/// A window as the search meets it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    /// Log likelihood ratio.
    pub(crate) score: f64,
    /// Number of the centre, or [`EVERYWHERE`](super::EVERYWHERE).
    pub(crate) centre: u32,
    /// How many of the centre's neighbours are inside.
    pub(crate) members: u32,
    /// Number of the first interval.
    pub(crate) start: u32,
    /// Number of the last interval.
    pub(crate) end: u32,
    /// Cases inside.
    pub(crate) observed: u32,
    /// Measure inside.
    pub(crate) measure: f64,
}

/// What is kept of the windows of one arrangement.
pub(crate) trait Keeper {
    /// False where a window from interval `start` to interval `end` is certainly not kept. `raw` is its measure in the unit of
    /// the table of bounds.
    fn may_keep(&self, times: (usize, usize), observed: u32, raw: f64) -> bool;
    /// Takes a window that passed the test.
    fn offer(&mut self, found: Found);
    /// True where all windows must be offered, also those that begin or end without a case and so are not the strongest.
    fn wants_all(&self) -> bool {
        false
    }
}

/// Keeps the statistic of the strongest window alone: what a draw needs.
pub(crate) struct Strongest<'b> {
    bounds: &'b Bounds,
    /// Its statistic; 0 where no window is of the kind wanted.
    pub(crate) score: f64,
    row: &'b Row,
}

impl<'b> Strongest<'b> {
    /// Keeps nothing yet.
    pub(crate) fn new(bounds: &'b Bounds) -> Strongest<'b> {
        Strongest { bounds, score: 0.0, row: bounds.row(0.0) }
    }
}

impl Keeper for Strongest<'_> {
    #[inline]
    fn may_keep(&self, _: (usize, usize), observed: u32, raw: f64) -> bool {
        self.row.may_win(observed, raw)
    }

    fn offer(&mut self, found: Found) {
        if found.score > self.score {
            self.score = found.score;
            self.row = self.bounds.row(found.score);
        }
    }
}

/// Which window of a stretch is kept, as SaTScan has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prefer {
    /// The strongest; of equally strong ones the one with fewer places, then the one that ends first, then the shorter.
    FewerPlaces,
    /// The strongest; of equally strong ones the one that ends last, then the shorter, then the one with fewer places.
    LaterEnd,
    /// The one that ends last, then the shorter, however strong.
    Latest,
}

impl Prefer {
    fn prefers(self, one: &Found, other: &Found) -> bool {
        let first_met = (one.members, one.end, Reverse(one.start)) < (other.members, other.end, Reverse(other.start));
        let later = |found: &Found| (Reverse(found.end), Reverse(found.start), found.members);
        let (stronger, as_strong) = (one.score > other.score + TIE, one.score > other.score - TIE);
        match self {
            Prefer::FewerPlaces => stronger || as_strong && first_met,
            Prefer::LaterEnd => stronger || as_strong && later(one) < later(other),
            Prefer::Latest => later(one) < later(other),
        }
    }
}

/// Keeps the strongest window of each of several stretches of time.
pub(crate) struct BestOfStretches<'b> {
    bounds: &'b Bounds,
    prefer: Prefer,
    /// Windows must be stronger than this.
    least: f64,
    stretches: Stretches,
    best: Vec<Option<Found>>,
    rows: Vec<&'b Row>,
}

impl<'b> BestOfStretches<'b> {
    /// Keeps nothing yet.
    pub(crate) fn new(bounds: &'b Bounds, stretches: Stretches, least: f64, prefer: Prefer) -> BestOfStretches<'b> {
        let count = stretches.count();
        let rows = vec![bounds.row((least - TIE).max(0.0)); count];
        BestOfStretches { bounds, prefer, least, stretches, best: vec![None; count], rows }
    }

    /// The stretches that have a window, and the strongest window of each.
    pub(crate) fn best(self) -> impl Iterator<Item = (Stretch, Found)> {
        self.stretches.into_iter().zip(self.best).filter_map(|(stretch, best)| Some((stretch, best?)))
    }
}

impl Keeper for BestOfStretches<'_> {
    #[inline]
    fn may_keep(&self, times: (usize, usize), observed: u32, raw: f64) -> bool {
        self.stretches.number(times).is_some_and(|number| self.rows[number].may_win(observed, raw))
    }

    fn wants_all(&self) -> bool {
        self.prefer == Prefer::Latest
    }

    fn offer(&mut self, found: Found) {
        let number = self.stretches.number((found.start as usize, found.end as usize));
        let Some(number) = number.filter(|_| found.score > self.least) else { return };
        if self.best[number].is_none_or(|best| self.prefer.prefers(&found, &best)) {
            let before = self.best[number].map_or(0.0, |best| best.score);
            self.best[number] = Some(found);
            if self.prefer != Prefer::Latest {
                self.rows[number] = self.bounds.row((before.max(found.score) - TIE).max(0.0));
            }
        }
    }
}
