//! What is kept of the windows a search meets.

use crate::bounds::{Bounds, Row};

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
    /// The row of the table a window that ends in this interval is tested against.
    fn row(&self, end: usize) -> &Row;
    /// Takes a window that passed the test.
    fn offer(&mut self, found: Found);
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
    fn row(&self, _: usize) -> &Row {
        self.row
    }

    fn offer(&mut self, found: Found) {
        if found.score > self.score {
            self.score = found.score;
            self.row = self.bounds.row(found.score);
        }
    }
}

/// Keeps the strongest window of each stretch of intervals in which windows end. Of equally strong ones the one with fewer
/// places, then the one that ends first, then the shorter (the order in which SaTScan meets them).
pub(crate) struct BestOfStretches<'b> {
    bounds: &'b Bounds,
    stretch: usize,
    best: Vec<Option<Found>>,
    rows: Vec<&'b Row>,
}

impl<'b> BestOfStretches<'b> {
    /// Keeps nothing yet of `intervals` intervals in stretches of so many.
    pub(crate) fn new(bounds: &'b Bounds, intervals: usize, stretch: usize) -> BestOfStretches<'b> {
        let stretch = stretch.clamp(1, intervals.max(1));
        let stretches = intervals.div_ceil(stretch);
        BestOfStretches { bounds, stretch, best: vec![None; stretches], rows: vec![bounds.row(0.0); stretches] }
    }

    /// The windows kept, in the order of their stretches.
    pub(crate) fn best(self) -> impl Iterator<Item = Found> {
        self.best.into_iter().flatten()
    }
}

impl Keeper for BestOfStretches<'_> {
    #[inline]
    fn row(&self, end: usize) -> &Row {
        self.rows[end / self.stretch]
    }

    fn offer(&mut self, found: Found) {
        if found.score <= 0.0 {
            return;
        }
        let stretch = found.end as usize / self.stretch;
        let better = self.best[stretch].is_none_or(|best| {
            let order = |one: Found| (one.members, one.end, std::cmp::Reverse(one.start));
            found.score > best.score + TIE || (found.score > best.score - TIE && order(found) < order(best))
        });
        if better {
            let before = self.best[stretch].map_or(0.0, |best| best.score);
            self.best[stretch] = Some(found);
            self.rows[stretch] = self.bounds.row(before.max(found.score) - TIE);
        }
    }
}
