//! The study period of a scan, and how exactly a date must be known for it.

use colligate_register::{DateRange, Day, Death};
use colligate_scan::{Analysis, Dimensions, Intervals, StudyPeriod, TimeUnit};

/// Days of the longest month and of the longest year.
const MONTH: u32 = 31;
const YEAR: u32 = 366;

/// Days within which a date must be known: the shortest window, or the length of an interval where that is longer. In space
/// alone any date will do.
pub fn resolution(analysis: &Analysis) -> u32 {
    let days = match analysis.time.aggregation.unit {
        TimeUnit::Day => 1,
        TimeUnit::Month => MONTH,
        TimeUnit::Year => YEAR,
    };
    match analysis.dimensions {
        Dimensions::Space => u32::MAX,
        _ => days * analysis.time.aggregation.length.max(analysis.time.min_units).max(1),
    }
}

/// The period from the first death to the last. Where the scan counts in months or years and deaths are known no more
/// exactly, it begins and ends with one, so that no death lies in two intervals.
pub fn around(deaths: &[(&Death, Day)], analysis: &Analysis) -> Option<DateRange> {
    let all = || deaths.iter().filter_map(|(death, _)| death.dates());
    let (first, last) = (all().map(DateRange::first).min()?, all().map(DateRange::last).max()?);
    let vague = all().any(|dates| !dates.is_day());
    let (year, month, _) = first.ymd();
    let (end_year, end_month, _) = last.ymd();
    let whole = match analysis.time.aggregation.unit {
        TimeUnit::Month if vague => months((year, month), (end_year, end_month)),
        TimeUnit::Year if vague => months((year, 1), (end_year, 12)),
        _ => None,
    };
    Some(whole.unwrap_or_else(|| DateRange::between(first, last)))
}

/// From the first day of a month to the last of another.
fn months(from: (i16, i8), to: (i16, i8)) -> Option<DateRange> {
    let after = if to.1 == 12 { Day::from_ymd(to.0.checked_add(1)?, 1, 1) } else { Day::from_ymd(to.0, to.1 + 1, 1) };
    Some(DateRange::between(Day::from_ymd(from.0, from.1, 1)?, after? + -1))
}

/// Which deaths a period holds, and of which its intervals cannot tell in which of two they lie.
pub struct Held {
    period: StudyPeriod,
    /// None where time is not cut.
    intervals: Option<Intervals>,
    resolution: u32,
}

/// Where a death lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    /// Inside the period.
    Inside,
    /// Outside it, or perhaps so.
    Outside,
    /// In one of two intervals.
    Across,
}

impl Held {
    /// What a period holds.
    pub fn new(period: StudyPeriod, analysis: &Analysis) -> Held {
        let cut = analysis.time.aggregation.unit != TimeUnit::Day && analysis.dimensions != Dimensions::Space;
        let intervals = cut.then(|| Intervals::cut(period, analysis.time.aggregation).ok()).flatten();
        Held { period, intervals, resolution: resolution(analysis) }
    }

    /// Where a death lies.
    pub fn of(&self, death: &Death) -> Lies {
        let Some(dates) = death.dates() else { return Lies::Outside };
        let inside = |day| self.period.number(day).is_some();
        if !inside(dates.first()) || !inside(dates.last()) {
            return Lies::Outside;
        }
        // One known to a few days lies where its middle does; one that may fill an interval must lie in one.
        let long = dates.days() > self.resolution / 2;
        let across = |cut: &Intervals| cut.of(dates.first()) != cut.of(dates.last());
        if long && self.intervals.as_ref().is_some_and(across) { Lies::Across } else { Lies::Inside }
    }
}
