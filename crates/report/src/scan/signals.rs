//! Signals of daily surveillance, as a table and as JSON.

use super::facts::ScanFacts;
use super::tables::quoted;
use crate::error::ReportError;
use colligate_register::Day;
use colligate_scan::{Replay, ReplayResult, SIGNAL_LEVELS, Signal, Warning};
use serde_json::json;
use std::io::{Error, Write};

/// Name and version of the schema of `surveillance.json`.
const SCHEMA: &str = "colligate.surveillance/1";

/// Daily surveillance as pretty JSON, ending in a line break.
///
/// # Errors
/// [`ReportError::Json`] where the serialiser refuses, which it does for no value of this type.
pub fn surveillance_json(
    facts: &ScanFacts,
    days: &Replay,
    result: &ReplayResult,
    warnings: &[Warning],
) -> Result<String, ReportError> {
    let value = json!({ "schema": SCHEMA, "facts": facts, "days": days, "warnings": warnings, "result": result });
    let mut text = serde_json::to_string_pretty(&value)?;
    text.push('\n');
    Ok(text)
}

/// Signals as CSV, one row a signal, the strongest first. The cluster is that of the day of the peak.
///
/// # Errors
/// Where `out` cannot be written.
pub fn signal_table(result: &ReplayResult, out: &mut impl Write) -> Result<(), Error> {
    let over: Vec<String> = SIGNAL_LEVELS.iter().map(|days| format!("first_over_{days:.0}")).collect();
    writeln!(
        out,
        "signal,first,last,days,{},peak,recurrence_days,p_value,cases,expected,from,to,latitude,longitude,radius_km,places,\
         first_place",
        over.join(",")
    )?;
    for (at, signal) in result.signals.iter().enumerate() {
        row(at + 1, signal, out)?;
    }
    Ok(())
}

fn row(number: usize, signal: &Signal, out: &mut impl Write) -> Result<(), Error> {
    let cluster = &signal.cluster;
    let circle = cluster.circle.as_ref();
    let day = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
    let over: Vec<String> = signal.first_over.iter().map(|first| day(first.day)).collect();
    let some = |number: Option<f64>| number.map_or(String::new(), |number| number.to_string());
    writeln!(
        out,
        "{number},{},{},{},{},{},{:.1},{},{},{},{},{},{},{},{},{},{}",
        signal.first,
        signal.last,
        signal.days,
        over.join(","),
        signal.peak,
        signal.recurrence_days,
        some(cluster.significance.map(|found| found.p_value)),
        cluster.observed,
        cluster.expected,
        cluster.from,
        cluster.to,
        some(circle.map(|circle| circle.coordinates[0])),
        some(circle.map(|circle| circle.coordinates[1])),
        some(circle.map(|circle| circle.radius_km)),
        cluster.places.len(),
        quoted(cluster.names.first().map_or("", String::as_str)),
    )
}
