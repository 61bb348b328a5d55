//! Further windows around a centre: those that lie apart in time from its strongest window and from each other.
//!
//! One place may see several outbreaks in a study period. So a centre offers its strongest window, then the strongest before it
//! and the strongest after it, then the strongest before and after each of these, and so on. All stretches of time that are still
//! open are searched together, so a centre is gone through a handful of times, not once for each window.

use super::keep::{BestOfStretches, Found, Prefer};
use super::stretches::{Stretch, Stretches};
use super::{Memory, Search};
use crate::arrangement::Arrangement;

/// Which further windows a centre offers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Further {
    /// Intervals that must lie between two windows of a centre.
    pub(crate) gap: u32,
    /// The last interval in which further windows end.
    pub(crate) last: u32,
    /// Further windows must be stronger than this.
    pub(crate) least: f64,
    /// Which window of a stretch is offered.
    pub(crate) prefer: Prefer,
}

impl Further {
    /// The further windows around the centre of `strongest`, which is its strongest.
    pub(crate) fn windows(
        self,
        search: &Search<'_>,
        observed: &Arrangement,
        strongest: &Found,
        memory: &mut Memory,
    ) -> Vec<Found> {
        let mut found = Vec::new();
        let mut open = self.beside(search, Stretch { first: 0, last: self.last }, strongest);
        while !open.is_empty() {
            let stretches = Stretches::new(search.windows.intervals, std::mem::take(&mut open));
            let mut keepers = [BestOfStretches::new(&search.bounds, stretches, self.least, self.prefer)];
            search.around(strongest.centre, std::slice::from_ref(observed), &mut keepers, memory);
            for (stretch, window) in keepers.into_iter().flat_map(BestOfStretches::best) {
                let window = as_late_as_it_may_end(search, stretch, window);
                open.extend(self.beside(search, stretch, &window));
                found.push(window);
            }
        }
        found
    }

    fn beside(self, search: &Search<'_>, stretch: Stretch, window: &Found) -> Vec<Stretch> {
        let window = Stretch { first: window.start, last: window.end };
        stretch.beside(window, self.gap, search.windows.shortest as u32).collect()
    }
}

/// The same window with all intervals after it in which nothing is expected in its circle: it is as strong, and of equally strong
/// windows the one that ends last is offered.
fn as_late_as_it_may_end(search: &Search<'_>, stretch: Stretch, mut window: Found) -> Found {
    let mut members = Vec::new();
    search.nearest(window.centre, window.members as usize, &mut members);
    let longest_end = window.start + search.windows.longest.saturating_sub(1) as u32;
    while window.end < stretch.last.min(longest_end) {
        let (next, after) = (window.end + 1, window.end + 2);
        if members.iter().any(|&place| search.measure.cell(place, next, after) != 0.0) {
            break;
        }
        window.end = next;
    }
    window
}
