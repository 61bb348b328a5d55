//! Planted series: a few deaths near each other in place and time, of people alike, that share a rare substance and
//! often a detail.

use super::super::draw::Draw;
use super::layout::Layout;
use super::narrative;
use super::shares::Shares;
use super::{DAYS, SERIES};
use crate::death::Sex;

const SERIES_SIZE: (i64, i64) = (3, 8);
const SERIES_RADIUS_KM: f64 = 0.25;
/// Shortest and longest span of a series in days.
const SERIES_DAYS: (i64, i64) = (60, 539);
const SERIES_AGE_SD: f64 = 4.0;
const SERIES_SAME_SEX: f64 = 0.85;
/// Probability that a member's narrative has the series' own detail.
const DETAIL: f64 = 0.7;

/// What being in a series settles about a death.
#[derive(Clone)]
pub(super) struct Member {
    pub series: u32,
    pub county: usize,
    /// Kilometres east and north of the county's middle.
    pub xy: (f64, f64),
    pub age: u8,
    pub sex: Sex,
    pub substance: &'static str,
    pub place_kind: &'static str,
    pub detail: Option<&'static str>,
}

/// The members of one series, each with its day from 0.
pub(super) fn plan(number: u32, seed: u64, layouts: &[Layout], shares: &Shares) -> Vec<(usize, Member)> {
    let mut draw = Draw::stream(seed, SERIES, u64::from(number));
    let size = draw.whole(SERIES_SIZE.0, SERIES_SIZE.1);
    let county = draw.below(layouts.len());
    let (centre, _) = layouts[county].place(false, &mut draw);
    let span = draw.whole(SERIES_DAYS.0, SERIES_DAYS.1);
    let first = draw.whole(0, DAYS as i64 - span - 1);
    let age = draw.between(25.0, 85.0);
    let sex = draw.chance(0.5);
    let substance = shares.rare_substance(&mut draw);
    let place_kind = shares.place_kind(&mut draw);
    let detail = narrative::detail(&mut draw);
    (0..size)
        .map(|_| {
            let (dx, dy) = draw.disc(SERIES_RADIUS_KM);
            let day = (first + draw.whole(0, span)) as usize;
            let female = if draw.chance(SERIES_SAME_SEX) { sex } else { draw.chance(0.5) };
            let member = Member {
                series: number,
                county,
                xy: (centre.0 + dx, centre.1 + dy),
                age: draw.normal(age, SERIES_AGE_SD).round().clamp(1.0, 100.0) as u8,
                sex: if female { Sex::Female } else { Sex::Male },
                substance,
                place_kind,
                detail: draw.chance(DETAIL).then_some(detail),
            };
            (day, member)
        })
        .collect()
}
