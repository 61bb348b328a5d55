//! From the limits of an analysis to the windows and circles that are tried.

use crate::analysis::{Analysis, Dimensions, LongestWindow, SpatialLimits, Timing};
use crate::circles::{Circles, Reach};
use crate::data::ScanData;
use crate::error::ScanError;
use crate::prepare::Prepared;
use crate::search::Windows;
use crate::time::intervals::units_in;

/// Which windows of time are tried.
pub(crate) fn windows(data: &ScanData, analysis: &Analysis, intervals: u32) -> Result<Windows, ScanError> {
    let intervals = intervals as usize;
    let whole = Windows { intervals, shortest: 1, longest: 1, alive: false, whole: false, everywhere: false };
    if !analysis.in_time() {
        return Ok(whole);
    }
    let (limits, length) = (&analysis.time, analysis.time.aggregation.length);
    let units = match limits.max {
        LongestWindow::Units(units) => units,
        LongestWindow::Percent(share) => {
            (units_in(data.period, limits.aggregation.unit) * share / 100.0).floor() as u32
        }
    };
    let longest = ((units / length) as usize).min(intervals);
    let shortest = limits.min_units.div_ceil(length) as usize;
    if longest == 0 {
        let wanted = "it must be at least one interval of the time aggregation";
        return Err(ScanError::BadLimit { limit: "the longest window in time units", found: f64::from(units), wanted });
    }
    if shortest > longest {
        let wanted = "it must be no longer than the longest window";
        let found = f64::from(limits.min_units);
        return Err(ScanError::BadLimit { limit: "the shortest window in time units", found, wanted });
    }
    Ok(Windows {
        shortest,
        longest,
        alive: analysis.timing == Timing::Prospective,
        whole: analysis.include_purely_spatial,
        everywhere: analysis.include_purely_temporal,
        ..whole
    })
}

/// The circles within some limits.
pub(crate) fn circles(prepared: &Prepared, analysis: &Analysis, limits: SpatialLimits) -> Circles {
    let weights = prepared.model.measure().of_places();
    // A scan of time alone has one circle that holds everything.
    let share = if analysis.dimensions == Dimensions::Time { 2.0 } else { limits.max_share };
    let most = share * prepared.model.statistic().measure();
    let radius = limits.max_radius.unwrap_or(f64::INFINITY);
    Circles::around(&prepared.centres, &prepared.locations, &Reach { weights: &weights, most, radius })
}
