//! A run of deaths in narrow columns, bounded by its box before any of them is looked at.

use super::bounds::days_apart;
use super::{AROUND_KM, NO_STEP, Narrow, OWN, ROUNDING, UNKNOWN, from_origin, whereabouts, wide};
use crate::columns::exp_bound;
use std::ops::Range;

/// Up to so many times what is worth least, all of a run is taken as worth the most of it.
const LEVEL: f32 = 1.05;

/// What a run of deaths has in common.
pub(super) struct Run {
    /// Least and greatest kilometres east of the origin, among places of their own; and north.
    east: (f32, f32),
    north: (f32, f32),
    /// True where some have a place of their own.
    own: bool,
    /// True where some have none on record.
    unknown: bool,
    /// Least and greatest number of an institution, where some are at one.
    named: Option<(u16, u16)>,
    /// First and last step of the days, where all are on record.
    days: Option<(u16, u16)>,
    /// Bound on what describes a death.
    most: f32,
}

impl Run {
    pub(super) fn new(narrow: &Narrow, rows: Range<usize>) -> Run {
        let places = &narrow.whereabouts[rows.clone()];
        let own = || rows.clone().zip(places).filter(|(_, place)| **place == OWN).map(|(row, _)| row);
        let extent = |column: &[f32]| {
            own().fold((f32::MAX, f32::MIN), |(low, high), row| (low.min(column[row]), high.max(column[row])))
        };
        let named = || places.iter().copied().filter(|&place| place > UNKNOWN);
        let mut days = narrow.days[rows.clone()].to_vec();
        days.sort_unstable();
        Run {
            east: extent(&narrow.east),
            north: extent(&narrow.north),
            own: own().next().is_some(),
            unknown: places.contains(&UNKNOWN),
            named: named().min().zip(named().max()),
            days: days.first().copied().zip(days.last().copied()).filter(|(_, last)| *last != NO_STEP),
            most: narrow.most[rows].iter().map(|&most| wide(most)).fold(0.0, f32::max),
        }
    }

    /// A bound on the Bayes factors of a death with those of the run.
    pub(super) fn bound(&self, narrow: &Narrow, death: usize) -> f32 {
        let most = wide(narrow.most[narrow.rows[death] as usize]).min(self.most);
        self.place(narrow, death) * self.time(narrow, death) * most * ROUNDING
    }

    /// What place and date can be worth where each is hardly worth more with any death of the run than with the farthest.
    pub(super) fn level(&self, narrow: &Narrow, death: usize) -> (Option<f32>, Option<f32>) {
        let (far, long_ago) = ((1.0 - narrow.place.w) as f32, narrow.time.parts().0);
        let own = self.own && !self.unknown && self.named.is_none();
        let place = Some(self.place(narrow, death)).filter(|&place| own && place <= far * LEVEL);
        (place, Some(self.time(narrow, death)).filter(|&time| self.days.is_some() && time <= long_ago * LEVEL))
    }

    /// A bound on the factors of place.
    fn place(&self, narrow: &Narrow, death: usize) -> f32 {
        let spot = &narrow.place.spots()[death];
        match whereabouts(spot) {
            UNKNOWN => 1.0,
            OWN => {
                // One with a place of its own and one without compare as 1.
                let mixed = if self.unknown || self.named.is_some() { 1.0 } else { 0.0 };
                if self.own { self.nearest(narrow, death).max(mixed) } else { mixed }
            }
            number => {
                let (same, apart) = narrow.named(spot);
                let mixed = if self.unknown || self.own { 1.0 } else { apart };
                let there = self.named.is_some_and(|(least, most)| (least..=most).contains(&number));
                if there { same.max(mixed) } else { mixed }
            }
        }
    }

    /// A bound on the factors of the date.
    fn time(&self, narrow: &Narrow, death: usize) -> f32 {
        let own = narrow.days[narrow.rows[death] as usize];
        let Some((first, last)) = self.days.filter(|_| own != NO_STEP) else { return narrow.soonest(death) };
        let (rest, tall, steep) = narrow.time.parts();
        let gap = days_apart(first.saturating_sub(own).max(own.saturating_sub(last)));
        (rest + tall * narrow.rates[death] * exp_bound(gap * steep)) * ROUNDING
    }

    /// The kernel at the nearest point of the box, rounded up.
    fn nearest(&self, narrow: &Narrow, death: usize) -> f32 {
        let spot = &narrow.place.spots()[death];
        let (east, north) = from_origin(narrow.origin, spot);
        let outside = |at: f32, (low, high): (f32, f32)| (low - at).max(at - high).max(0.0);
        let across = AROUND_KM - (self.east.0 - east).abs().max((self.east.1 - east).abs());
        let dx = (outside(east, self.east).min(across) * narrow.least_cos - narrow.error).max(0.0);
        let dy = (outside(north, self.north) - narrow.error).max(0.0);
        let d2 = (dx * dx + dy * dy) * (1.0 - 1e-6);
        let ([tall, narrow], [broad, steep], rest) = narrow.kernel(spot);
        let (s, t) = (1.0 + d2 * broad, 1.0 + d2 * steep);
        (rest + tall / (s * s) + narrow / (t * t)) * ROUNDING
    }
}
