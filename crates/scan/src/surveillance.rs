//! What daily surveillance would have signalled, replayed over past days.
//!
//! Each day is scanned with what was known by then: cases up to that day, in a study period of fixed length that ends with it. The
//! number of signals a year at each recurrence interval is the way to tune a surveillance (Greene et al. 2016).

use crate::analysis::{Analysis, Timing};
use crate::data::ScanData;
use crate::error::ScanError;
use crate::result::Cluster;
use crate::scan::scan;
use crate::signals::{Signal, Signals};
use crate::time::period::StudyPeriod;
use colligate_register::{Day, Progress, Within};
use serde::{Deserialize, Serialize};

/// Recurrence intervals, in days, at which signals are counted.
pub const RECURRENCE_DAYS: [f64; 6] = [30.0, 60.0, 100.0, 200.0, 365.0, 730.0];

/// Which days are replayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replay {
    /// First day that is scanned.
    pub from: Day,
    /// Last day that is scanned.
    pub to: Day,
    /// Length of the study period in days, at least 1. It never begins before the data do.
    pub days_back: u32,
}

/// The strongest cluster of one day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DayScan {
    /// The last day of the scan.
    pub day: Day,
    /// Cases in its study period.
    pub cases: u64,
    /// The strongest cluster; `None` where there is none.
    pub strongest: Option<Cluster>,
    /// True where it shares a case with the strongest cluster of the day before.
    pub continues: bool,
}

/// How often surveillance would have signalled.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignalRate {
    /// Signals whose recurrence interval is so many days or more.
    pub recurrence_days: f64,
    /// Days with such a signal.
    pub days: u32,
    /// [Signals](Signal) that reached it.
    pub signals: u32,
    /// Such signals a year.
    pub signals_a_year: f64,
    /// Days with such a signal in a year of chance alone: one over the interval, times 365.25.
    pub expected_days_a_year: f64,
}

/// What a replay gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReplayResult {
    /// Day by day.
    pub days: Vec<DayScan>,
    /// Signals, the strongest first: days whose clusters overlap in place and time are one.
    #[serde(default)]
    pub signals: Vec<Signal>,
    /// Signals at each of [`RECURRENCE_DAYS`].
    pub rates: Vec<SignalRate>,
    /// Days that could not be scanned: fewer than two intervals or no case in the study period.
    pub skipped: u32,
}

/// Replays surveillance: a prospective scan on each day. Clusters name cases by their number in `data`.
///
/// # Errors
/// [`ScanError`] as [`scan`]; [`ScanError::EmptyPeriod`] where `to` comes before `from`; [`ScanError::DoesNotGoWith`] where the analysis looks back.
pub fn replay(
    data: &ScanData,
    analysis: &Analysis,
    replay: &Replay,
    progress: &dyn Progress,
) -> Result<ReplayResult, ScanError> {
    if analysis.timing != Timing::Prospective {
        return Err(ScanError::DoesNotGoWith { what: "a daily replay", with: "a scan that looks back" });
    }
    let length = StudyPeriod::new(replay.from, replay.to)?.days();
    progress.stage("days", u64::from(length));
    let (mut days, mut skipped, mut signals) = (Vec::<DayScan>::new(), 0, Signals::default());
    for number in 0..length {
        if progress.cancelled() {
            return Err(ScanError::Cancelled);
        }
        let day = Day(replay.from.0.saturating_add_unsigned(number));
        match one_day(data, analysis, replay, day, progress) {
            Ok((cases, clusters)) => {
                signals.add(day, &clusters);
                let mut one = DayScan { day, cases, strongest: clusters.into_iter().next(), continues: false };
                let before = days.last().filter(|before| before.day + 1 == day);
                one.continues = before.is_some_and(|before| share_a_case(before, &one));
                days.push(one);
            }
            Err(ScanError::NoCases | ScanError::NoControls | ScanError::TooFewIntervals) => skipped += 1,
            Err(other) => return Err(other),
        }
        progress.advance(1);
    }
    let signals = signals.finish();
    let rates = RECURRENCE_DAYS.iter().map(|&recurrence| rate(&days, &signals, recurrence)).collect();
    Ok(ReplayResult { days, signals, rates, skipped })
}

/// The number of cases known on a day, and the clusters found among them.
fn one_day(
    data: &ScanData,
    analysis: &Analysis,
    replay: &Replay,
    day: Day,
    progress: &dyn Progress,
) -> Result<(u64, Vec<Cluster>), ScanError> {
    let first = data.period.first().max(day + -(replay.days_back.max(1).min(i32::MAX as u32) as i32 - 1));
    let period = StudyPeriod::new(first, day)?;
    let known = |row: &&crate::data::Count| period.number(row.day).is_some();
    let numbers: Vec<u32> = (0u32..).zip(&data.cases).filter(|(_, row)| known(row)).map(|(number, _)| number).collect();
    let cases: Vec<_> = data.cases.iter().filter(known).copied().collect();
    let count = cases.iter().map(|row| u64::from(row.count)).sum();
    let controls = data.controls.iter().filter(known).copied().collect();
    let then = ScanData { period, cases, controls, ..data.clone() };
    let mut clusters = scan(&then, analysis, &Within(progress))?.clusters;
    for case in clusters.iter_mut().flat_map(|cluster| &mut cluster.cases) {
        *case = numbers[*case as usize];
    }
    Ok((count, clusters))
}

fn share_a_case(before: &DayScan, now: &DayScan) -> bool {
    let cases = |day: &DayScan| day.strongest.as_ref().map(|cluster| cluster.cases.clone()).unwrap_or_default();
    let before = cases(before);
    cases(now).iter().any(|case| before.binary_search(case).is_ok())
}

fn rate(days: &[DayScan], signals: &[Signal], recurrence_days: f64) -> SignalRate {
    let over = |day: &&DayScan| {
        day.strongest.as_ref().and_then(|cluster| cluster.recurrence_days).is_some_and(|days| days >= recurrence_days)
    };
    let reached = signals.iter().filter(|signal| signal.recurrence_days >= recurrence_days).count() as u32;
    let years = days.len().max(1) as f64 / 365.25;
    SignalRate {
        recurrence_days,
        days: days.iter().filter(over).count() as u32,
        signals: reached,
        signals_a_year: f64::from(reached) / years,
        expected_days_a_year: 365.25 / recurrence_days,
    }
}
