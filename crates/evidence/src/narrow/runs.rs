//! A run of deaths in narrow columns, bounded by its box before any of them is looked at.

use super::{AROUND_KM, Narrow, OWN, ROUNDING, UNKNOWN, from_origin, whereabouts, wide};
use std::ops::Range;

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
    /// Bound on all but place.
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
        Run {
            east: extent(&narrow.east),
            north: extent(&narrow.north),
            own: own().next().is_some(),
            unknown: places.contains(&UNKNOWN),
            named: named().min().zip(named().max()),
            most: narrow.most[rows].iter().map(|&most| wide(most)).fold(0.0, f32::max),
        }
    }

    /// A bound on the Bayes factors of a death with those of the run.
    pub(super) fn bound(&self, narrow: &Narrow, death: usize) -> f32 {
        let most = wide(narrow.most[narrow.rows[death] as usize]).min(self.most);
        let spot = &narrow.place.spots()[death];
        let place = match whereabouts(spot) {
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
        };
        place * most * ROUNDING
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
