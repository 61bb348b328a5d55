//! The search for the strongest windows of arrangements of the cases.
//!
//! Several arrangements (draws) are searched together, circle by circle, so that the circles and their measure are read and
//! summed once for all of them. Two ways of going through the windows of a circle share this frame: [`sparse`] looks
//! only where a case came in, [`dense`] everywhere. A third, [`alive`], serves the draws of daily surveillance.

pub(crate) mod alive;
mod block;
mod dense;
mod further;
mod keep;
mod sparse;
mod stretches;

pub(crate) use further::Further;
pub(crate) use keep::{BestOfStretches, Found, Keeper, Prefer, Strongest};
pub(crate) use stretches::{Stretch, Stretches};

use crate::arrangement::Arrangement;
use crate::bounds::{Bounds, Wanted};
use crate::circles::Circles;
use crate::likelihood::Statistic;
use crate::measure::{Inside, Measure, PeopleInside, ProductInside, TableInside};

/// The centre of a window that holds all places: a cluster in time alone.
pub(crate) const EVERYWHERE: u32 = u32::MAX;

/// Which intervals of time are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Windows {
    /// Number of intervals the study period is cut into.
    pub(crate) intervals: usize,
    /// Fewest intervals of a window.
    pub(crate) shortest: usize,
    /// Most intervals of a window.
    pub(crate) longest: usize,
    /// Only windows that reach to the end of the study period.
    pub(crate) alive: bool,
    /// Also the whole study period: clusters in space alone.
    pub(crate) whole: bool,
    /// Also all places together: clusters in time alone.
    pub(crate) everywhere: bool,
}

impl Windows {
    /// True where windows of space and time in general are tried, not only the whole period.
    pub(crate) fn in_time(&self) -> bool {
        self.intervals > 1
    }
}

/// What all arrangements of one scan share.
pub(crate) struct Search<'a> {
    pub(crate) circles: &'a Circles,
    pub(crate) measure: &'a Measure,
    pub(crate) statistic: Statistic,
    pub(crate) wanted: Wanted,
    pub(crate) windows: Windows,
    pub(crate) bounds: Bounds,
    pub(crate) places: usize,
}

/// Memory used again from centre to centre.
#[derive(Default)]
pub(crate) struct Memory {
    members: Vec<u32>,
    sums: Vec<f64>,
    sparse: Vec<sparse::TimesInside>,
    dense: Vec<Vec<u32>>,
}

impl<'a> Search<'a> {
    /// Prepares a search.
    pub(crate) fn new(
        circles: &'a Circles,
        measure: &'a Measure,
        statistic: Statistic,
        wanted: Wanted,
        windows: Windows,
        places: usize,
    ) -> Search<'a> {
        let bounds = Bounds::new(statistic, wanted, measure.unit());
        Search { circles, measure, statistic, wanted, windows, bounds, places }
    }

    /// The same search with other windows.
    pub(crate) fn with(&self, windows: Windows) -> Search<'a> {
        Search::new(self.circles, self.measure, self.statistic, self.wanted, windows, self.places)
    }

    /// The centres of all circles, and [`EVERYWHERE`] where clusters in time alone are looked for.
    pub(crate) fn centres(&self) -> Vec<u32> {
        let everywhere = self.windows.everywhere.then_some(EVERYWHERE);
        (0..self.circles.centres() as u32).chain(everywhere).collect()
    }

    /// The places around a centre, from near to far.
    pub(crate) fn members(&self, centre: u32, members: &mut Vec<u32>) {
        self.nearest(centre, self.places, members);
    }

    /// The same for the nearest `count` of them.
    pub(crate) fn nearest(&self, centre: u32, count: usize, members: &mut Vec<u32>) {
        if centre == EVERYWHERE {
            members.clear();
            members.extend(0..count.min(self.places) as u32);
        } else {
            self.circles.nearest(centre as usize, count, members);
        }
    }

    /// Offers the windows around one centre, of each arrangement to its keeper.
    pub(crate) fn around<K: Keeper>(&self, centre: u32, block: &[Arrangement], keepers: &mut [K], memory: &mut Memory) {
        let mut members = std::mem::take(&mut memory.members);
        self.members(centre, &mut members);
        match self.measure {
            Measure::Product { places, before, .. } => {
                let mut inside = ProductInside { places, before, sum: 0.0 };
                self.grow(centre, &members, &mut inside, block, keepers, memory);
            }
            Measure::Table { before, intervals } => {
                let mut sums = std::mem::take(&mut memory.sums);
                sums.resize(intervals + 1, 0.0);
                let mut inside = TableInside { before, sums };
                self.grow(centre, &members, &mut inside, block, keepers, memory);
                memory.sums = inside.sums;
            }
            Measure::People { people, intervals } => {
                let mut sums = std::mem::take(&mut memory.sums);
                sums.resize(intervals + 1, 0.0);
                let mut inside = PeopleInside { people, sums };
                self.grow(centre, &members, &mut inside, block, keepers, memory);
                memory.sums = inside.sums;
            }
        }
        memory.members = members;
    }

    fn grow<I: Inside, K: Keeper>(
        &self,
        centre: u32,
        members: &[u32],
        inside: &mut I,
        block: &[Arrangement],
        keepers: &mut [K],
        memory: &mut Memory,
    ) {
        // Where most intervals hold cases anyway, looking everywhere costs less than knowing where they are.
        let crowded =
            block.first().is_some_and(|one| one.count() > 8 * self.windows.intervals) && self.windows.intervals <= 64;
        let only_where_cases_are = self.wanted.low.is_none()
            && self.windows.shortest <= 1
            && self.windows.in_time()
            && centre != EVERYWHERE
            && !crowded
            && !keepers.iter().any(Keeper::wants_all);
        if only_where_cases_are {
            sparse::grow(self, centre, members, inside, block, keepers, &mut memory.sparse);
        } else {
            dense::grow(self, centre, members, inside, block, keepers, &mut memory.dense);
        }
    }

    /// Offers a window if it may be strong enough. `end` is the last interval inside.
    #[inline]
    fn offer<K: Keeper>(&self, circle: (u32, u32), times: (usize, usize), observed: u32, raw: f64, keeper: &mut K) {
        let (start, end) = times;
        if !keeper.may_keep(times, observed, raw) {
            return;
        }
        let measure = raw / self.measure.unit();
        if self.wanted.wants(self.statistic, observed, measure) {
            let score = self.statistic.ratio(f64::from(observed), measure);
            let (centre, members) = circle;
            keeper.offer(Found { score, centre, members, start: start as u32, end: end as u32, observed, measure });
        }
    }
}
