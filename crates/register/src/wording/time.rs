//! Days, lengths of time, ages and distances.

use super::NOTHING;
use super::count::{counted, thousands};
use super::figure::{figure, fixed};
use crate::Day;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Days in a mean month of the Gregorian calendar.
const MONTH: f64 = 30.436_875;

/// A day: `20 Sep 2014`.
pub fn day(day: Day) -> String {
    let (year, month, number) = day.ymd();
    date(year, month, number)
}

/// A day given by year, month (1–12) and day of month: `20 Sep 2014`.
pub fn date(year: i16, month: i8, day: i8) -> String {
    format!("{day} {} {year}", name(month))
}

/// A day without its year: `20 Sep`.
pub fn day_of_month(day: Day) -> String {
    let (_, month, number) = day.ymd();
    format!("{number} {}", name(month))
}

/// A month: `Sep 2014`.
pub fn month(day: Day) -> String {
    let (year, month, _) = day.ymd();
    format!("{} {year}", name(month))
}

fn name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).unwrap_or(&MONTHS[0])
}

/// From one day to another: `3 Oct 2014 to 14 Sep 2015`, the earlier first.
pub fn days(from: Day, to: Day) -> String {
    match from == to {
        true => day(from),
        false => format!("{} to {}", day(from.min(to)), day(from.max(to))),
    }
}

/// A length of time: `1 day`, `46 days`, `15 months`, `6.2 years`; no time at all is `0 days`.
pub fn span(days: i32) -> String {
    match days {
        ..=89 => counted(days.max(0).unsigned_abs(), "day", "days"),
        90..=1095 => format!("{:.0} months", f64::from(days) / MONTH),
        _ => format!("{:.1} years", f64::from(days) / (12.0 * MONTH)),
    }
}

/// An age, or a range of ages, in years: `22`, `30–39`, `3 months`, `1 month`, `under 1 month`. Ages below two years that
/// are no whole years read in months.
pub fn age(low: f64, high: f64) -> String {
    let (low, high) = (low.min(high), low.max(high));
    if low != high {
        return format!("{}–{}", fixed(low, 0), fixed(high, 0));
    }
    if low >= 2.0 || low.fract() == 0.0 {
        return fixed(low, 0);
    }
    match (low * 12.0).round() {
        ..1.0 => "under 1 month".to_owned(),
        months => counted(months as u64, "month", "months"),
    }
}

/// A distance given in metres: `0 m`, `480 m`, `1.3 km`, `24 km`.
pub fn distance(metres: f64) -> String {
    if !metres.is_finite() {
        return NOTHING.to_owned();
    }
    match metres.abs() {
        metres @ ..999.5 => format!("{metres:.0} m"),
        metres @ ..9_950.0 => format!("{} km", figure(metres / 1000.0)),
        metres => format!("{} km", thousands((metres / 1000.0).round() as u64)),
    }
}
