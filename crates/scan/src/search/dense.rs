//! Every window: low rates too, any shortest length, one interval, all places together.

use super::{EVERYWHERE, Keeper, Search};
use crate::arrangement::Arrangement;
use crate::measure::Inside;

/// Goes through the windows around one centre.
pub(super) fn grow<I: Inside, K: Keeper>(
    search: &Search<'_>,
    centre: u32,
    members: &[u32],
    inside: &mut I,
    block: &[Arrangement],
    keepers: &mut [K],
    counts: &mut Vec<Vec<u32>>,
) {
    let intervals = search.windows.intervals;
    counts.resize_with(block.len().max(counts.len()), Vec::new);
    for before in counts.iter_mut() {
        before.clear();
        before.resize(intervals + 1, 0);
    }
    inside.clear();
    let growing_matters = search.wanted.low.is_some();
    for (number, &place) in members.iter().enumerate() {
        inside.add(place);
        let circle = (centre, number as u32 + 1);
        let complete = centre != EVERYWHERE || number + 1 == members.len();
        for ((arrangement, keeper), before) in block.iter().zip(keepers.iter_mut()).zip(counts.iter_mut()) {
            let at = arrangement.at(place);
            for &time in at {
                for count in &mut before[time as usize + 1..] {
                    *count += 1;
                }
            }
            // A circle that grows by a place without cases has no higher rate than before.
            if complete && (!at.is_empty() || growing_matters || centre == EVERYWHERE) {
                windows(search, circle, inside, before, keeper);
            }
        }
    }
}

fn windows<I: Inside, K: Keeper>(search: &Search<'_>, circle: (u32, u32), inside: &I, before: &[u32], keeper: &mut K) {
    let spec = &search.windows;
    let last = spec.intervals;
    let whole = |keeper: &mut K| search.offer(circle, (0, last - 1), before[last], inside.window(0, last), keeper);
    if !spec.in_time() {
        whole(keeper);
        return;
    }
    let first_end = if spec.alive { last } else { spec.shortest };
    for end in first_end..=last {
        let earliest = end.saturating_sub(spec.longest);
        let all = before[end];
        for start in (earliest..=end.saturating_sub(spec.shortest)).rev() {
            let (observed, raw) = (all - before[start], inside.window(start, end));
            search.offer(circle, (start, end - 1), observed, raw, keeper);
        }
    }
    if spec.whole && circle.0 != EVERYWHERE {
        whole(keeper);
    }
}
