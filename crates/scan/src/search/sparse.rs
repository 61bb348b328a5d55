//! Windows where cases are: high rates, windows of one interval or more.
//!
//! Only a few of all windows need a look. An interval of time that begins or ends without a case inside the circle
//! is no stronger than the shorter one that begins and ends with cases, for it expects no fewer. And when the circle grows, an
//! interval without any of the cases that came in is no stronger than before. So each new case is tried only with the
//! intervals that hold it.

use super::{Keeper, Search};
use crate::arrangement::Arrangement;
use crate::measure::Inside;

/// Intervals of the cases inside a growing circle, sorted, each once, with running counts.
#[derive(Default)]
pub(super) struct TimesInside {
    times: Vec<u32>,
    /// Cases inside before each of `times`, and at the end all of them.
    before: Vec<u32>,
    /// Intervals of the cases that came in with the last place.
    fresh: Vec<u32>,
}

impl TimesInside {
    fn clear(&mut self) {
        self.times.clear();
        self.before.clear();
        self.before.push(0);
    }

    fn add(&mut self, time: u32) {
        let place = self.times.partition_point(|&other| other < time);
        if self.times.get(place) != Some(&time) {
            self.times.insert(place, time);
            self.before.insert(place, self.before[place]);
        }
        for before in &mut self.before[place + 1..] {
            *before += 1;
        }
    }

    fn all(&self) -> u32 {
        self.before[self.times.len()]
    }
}

/// Goes through the windows around one centre.
pub(super) fn grow<I: Inside, K: Keeper>(
    search: &Search<'_>,
    centre: u32,
    members: &[u32],
    inside: &mut I,
    block: &[Arrangement],
    keepers: &mut [K],
    states: &mut Vec<TimesInside>,
) {
    let windows = &search.windows;
    states.resize_with(block.len().max(states.len()), TimesInside::default);
    states.iter_mut().for_each(TimesInside::clear);
    inside.clear();
    // Cases too early for any window that is still open are left out, but counted for the whole period.
    let too_early = if windows.alive { windows.intervals.saturating_sub(windows.longest) as u32 } else { 0 };
    let mut early = vec![0u32; if windows.whole && too_early > 0 { block.len() } else { 0 }];
    for (number, &place) in members.iter().enumerate() {
        inside.add(place);
        let circle = (centre, number as u32 + 1);
        for (draw, (arrangement, keeper)) in block.iter().zip(keepers.iter_mut()).enumerate() {
            let at = arrangement.at(place);
            if at.is_empty() {
                continue;
            }
            let state = &mut states[draw];
            state.fresh.clear();
            for &time in at {
                if time >= too_early {
                    state.add(time);
                    state.fresh.push(time);
                } else if let Some(early) = early.get_mut(draw) {
                    *early += 1;
                }
            }
            if windows.alive {
                open_windows(search, circle, inside, state, keeper);
            } else {
                windows_with_fresh_times(search, circle, inside, state, keeper);
            }
            if windows.whole {
                let all = state.all() + early.get(draw).copied().unwrap_or(0);
                let times = (0, windows.intervals - 1);
                search.offer(circle, times, all, inside.window(0, windows.intervals), keeper);
            }
        }
    }
}

fn open_windows<I: Inside, K: Keeper>(
    search: &Search<'_>,
    circle: (u32, u32),
    inside: &I,
    state: &TimesInside,
    keeper: &mut K,
) {
    let Some(&latest) = state.fresh.iter().max() else { return };
    let (all, end) = (state.all(), search.windows.intervals);
    for (index, &start) in state.times.iter().enumerate().take_while(|&(_, &start)| start <= latest) {
        let raw = inside.window(start as usize, end);
        search.offer(circle, (start as usize, end - 1), all - state.before[index], raw, keeper);
    }
}

fn windows_with_fresh_times<I: Inside, K: Keeper>(
    search: &Search<'_>,
    circle: (u32, u32),
    inside: &I,
    state: &mut TimesInside,
    keeper: &mut K,
) {
    let longest = search.windows.longest as u32;
    state.fresh.sort_unstable();
    state.fresh.dedup();
    let mut tried = 0;
    for &fresh in &state.fresh {
        let here = state.times.partition_point(|&time| time < fresh);
        let earliest = state.times.partition_point(|&time| time.saturating_add(longest) <= fresh);
        for first in earliest.max(tried)..=here {
            let start = state.times[first];
            let beyond = start.saturating_add(longest);
            let before = state.before[first];
            let ends = state.times[here..].iter().zip(&state.before[here + 1..]);
            for (&end, &until) in ends.take_while(|&(&end, _)| end < beyond) {
                let raw = inside.window(start as usize, end as usize + 1);
                search.offer(circle, (start as usize, end as usize), until - before, raw, keeper);
            }
        }
        tried = here + 1;
    }
}
