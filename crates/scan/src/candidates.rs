//! The windows that compete to be reported: what every centre offers.

use crate::analysis::{Analysis, Dimensions, Timing};
use crate::arrangement::Arrangement;
use crate::clusters::Overlap;
use crate::error::ScanError;
use crate::monte_carlo::{SAME, Simulated};
use crate::search::{BestOfStretches, EVERYWHERE, Found, Further, Memory, Prefer, Search, Stretch, Stretches, Windows};
use colligate_register::Progress;
use rayon::prelude::*;

/// Further windows of a centre must be stronger than this (SaTScan).
const LEAST_OF_FURTHER: f64 = 1.0;

/// Clusters SaTScan reports at most, where it restricts their number.
const MOST_CLUSTERS: usize = 500;

/// True where a centre offers more than its strongest window: windows anywhere in time, in one scan.
pub(crate) fn several_of_a_centre(analysis: &Analysis) -> bool {
    analysis.timing == Timing::Retrospective && analysis.in_time() && analysis.iterative.is_none()
}

/// How many clusters are reported at most, besides those in time alone, as SaTScan has it.
pub(crate) fn most_clusters(analysis: &Analysis, places: usize, centres: usize) -> usize {
    match analysis.overlap {
        Overlap::NoSharedCases => usize::MAX,
        _ if several_of_a_centre(analysis) => MOST_CLUSTERS,
        Overlap::None => places.max(centres),
        _ => MOST_CLUSTERS.min(centres.max(1)),
    }
}

/// The strongest window around each centre.
///
/// # Errors
/// [`ScanError::Cancelled`].
pub(crate) fn strongest(
    search: &Search<'_>,
    observed: &Arrangement,
    progress: &dyn Progress,
) -> Result<Vec<Found>, ScanError> {
    let whole = Stretches::whole(search.windows.intervals);
    let one = |centre: u32, memory: &mut Memory| {
        let mut keepers = [BestOfStretches::new(&search.bounds, whole.clone(), 0.0, Prefer::FewerPlaces)];
        search.around(centre, std::slice::from_ref(observed), &mut keepers, memory);
        keepers.into_iter().flat_map(BestOfStretches::best).map(|(_, found)| found).collect()
    };
    around_all(&search.centres(), progress, |&centre, memory| one(centre, memory))
}

/// The windows that centres offer after their strongest.
#[derive(Default)]
pub(crate) struct Others {
    /// Those that SaTScan offers.
    pub(crate) further: Vec<Found>,
    /// Those that SaTScan 10.3 passes over: windows to the last interval, and the strongest of time alone.
    pub(crate) passed_over: Vec<Found>,
}

/// The windows that centres offer after their strongest ones. Of circles, those that every draw beats are left out: they are never
/// reported.
///
/// # Errors
/// [`ScanError::Cancelled`].
pub(crate) fn others(
    search: &Search<'_>,
    analysis: &Analysis,
    observed: &Arrangement,
    strongest: &[Found],
    simulated: &Simulated,
    progress: &dyn Progress,
) -> Result<Others, ScanError> {
    let mut others = Others::default();
    if !several_of_a_centre(analysis) {
        return Ok(others);
    }
    let beaten = simulated.strongest.iter().copied().reduce(f64::min).map_or(0.0, |weakest| weakest - SAME).max(0.0);
    let last = search.windows.intervals.saturating_sub(1) as u32;
    if analysis.overlap == Overlap::NoSharedCases {
        let all = Further { gap: 0, last, least: beaten, prefer: Prefer::LaterEnd };
        others.further = around_all(strongest, progress, |found, memory| all.windows(search, observed, found, memory))?;
        return Ok(others);
    }
    let in_time_alone = |found: &Found| found.centre == EVERYWHERE || analysis.dimensions == Dimensions::Time;
    let least = beaten.max(LEAST_OF_FURTHER);
    let of_circles = Further { gap: 1, last: last.saturating_sub(1), least, prefer: Prefer::LaterEnd };
    let of_time = Further { least: LEAST_OF_FURTHER, prefer: Prefer::Latest, ..of_circles };
    let rule = |found: &Found| if in_time_alone(found) { of_time } else { of_circles };
    // All others of a centre are weaker than its strongest.
    let worth: Vec<Found> = strongest.iter().copied().filter(|found| found.score > rule(found).least).collect();
    others.further =
        around_all(&worth, progress, |found, memory| rule(found).windows(search, observed, found, memory))?;
    let alive = search.with(Windows { alive: true, whole: false, ..search.windows });
    let all = Further { last, ..of_circles };
    others.passed_over = around_all(&worth, progress, |found, memory| {
        if in_time_alone(found) {
            all.windows(search, observed, found, memory)
        } else {
            to_the_end(&alive, all, observed, found, memory)
        }
    })?;
    Ok(others)
}

/// The strongest window around a centre that reaches to the last interval, if it lies apart from the strongest of all. SaTScan passes
/// over these windows; and of intervals of time alone it offers the latest that are somewhat strong, not the strongest.
fn to_the_end(
    alive: &Search<'_>,
    further: Further,
    observed: &Arrangement,
    strongest: &Found,
    memory: &mut Memory,
) -> Vec<Found> {
    let first = strongest.end.saturating_add(further.gap + 1);
    if first > further.last {
        return Vec::new();
    }
    let stretches = Stretches::new(alive.windows.intervals, vec![Stretch { first, last: further.last }]);
    let mut keepers = [BestOfStretches::new(&alive.bounds, stretches, further.least, Prefer::FewerPlaces)];
    alive.around(strongest.centre, std::slice::from_ref(observed), &mut keepers, memory);
    keepers.into_iter().flat_map(BestOfStretches::best).map(|(_, found)| found).collect()
}

/// What `offer` gives for each item, in the order of the items.
fn around_all<T: Sync>(
    items: &[T],
    progress: &dyn Progress,
    offer: impl Fn(&T, &mut Memory) -> Vec<Found> + Sync,
) -> Result<Vec<Found>, ScanError> {
    progress.stage("data", items.len() as u64);
    let found = items
        .par_iter()
        .map_init(Memory::default, |memory, item| {
            if progress.cancelled() {
                return Vec::new();
            }
            let offered = offer(item, memory);
            progress.advance(1);
            offered
        })
        .flatten_iter()
        .collect();
    if progress.cancelled() { Err(ScanError::Cancelled) } else { Ok(found) }
}
