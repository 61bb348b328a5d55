//! What daily surveillance would have signalled, for the terminal.

use super::scanned::{recurrence, told, warned};
use super::sheet::{Look, Sheet, left, right};
use crate::scan::ScanFacts;
use crate::words;
use colligate_scan::{FirstOver, LEAST_RECURRENCE_DAYS, ReplayResult, Signal, Warning};

/// Signals in the table; the files have them all.
const LISTED: usize = 20;
/// Signals told in words.
const TOLD: usize = 3;

/// What daily surveillance would have signalled: how often at each recurrence interval, then the signals, the strongest first.
pub fn surveilled(
    facts: &ScanFacts,
    replay: &ReplayResult,
    warnings: &[Warning],
    width: usize,
    colour: bool,
) -> String {
    let mut sheet = Sheet::new(width, colour);
    sheet.labelled("Scanned   ", &format!("{}.", facts.source), Look::Plain);
    let days = words::counted(replay.days.len() as u64, "day", "days");
    sheet.labelled("          ", &format!("{days}, each as it would have been scanned then."), Look::Plain);
    for warning in warnings {
        sheet.labelled("Note      ", &warned(warning), Look::Plain);
    }
    if replay.skipped > 0 {
        let skipped = words::counted(u64::from(replay.skipped), "day", "days");
        sheet.labelled("Note      ", &format!("{skipped} had too little to scan."), Look::Plain);
    }
    sheet.blank();
    rates(&mut sheet, replay);
    sheet.blank();
    signals(&mut sheet, replay);
    for signal in replay.signals.iter().take(TOLD) {
        sheet.blank();
        sheet.labelled(&format!("{}  ", words::day(signal.peak)), &told(facts, &signal.cluster), Look::Plain);
    }
    sheet.blank();
    sheet.say(
        "Days whose clusters share a case are one signal: they overlap in place and time. Cases are those of the day of the \
         peak.",
        Look::Faint,
    );
    sheet.finish()
}

fn rates(sheet: &mut Sheet, replay: &ReplayResult) {
    let head =
        [right("by chance once in"), right("days"), right("by chance"), right("signals"), left("signals a year")];
    let row = |rate: &colligate_scan::SignalRate| {
        let years = replay.days.len() as f64 / 365.25;
        vec![
            recurrence(rate.recurrence_days),
            rate.days.to_string(),
            words::three_digits(rate.expected_days_a_year * years),
            rate.signals.to_string(),
            words::three_digits(rate.signals_a_year),
        ]
    };
    let rows: Vec<Vec<String>> = replay.rates.iter().map(row).collect();
    sheet.plain_table(&head, &rows);
}

fn signals(sheet: &mut Sheet, replay: &ReplayResult) {
    if replay.signals.is_empty() {
        sheet.say(&format!("No day reached a recurrence interval of {LEAST_RECURRENCE_DAYS:.0} days."), Look::Strong);
        return;
    }
    let all = words::counted(replay.signals.len() as u64, "signal", "signals");
    sheet.say(&format!("{all}, the strongest first."), Look::Strong);
    let head =
        [right("peak"), right("chance once in"), right("cases"), right("days"), left("first over 30, 100, 365 days")];
    let row = |signal: &Signal| {
        let day = |first: &FirstOver| first.day.map_or(words::NOTHING.to_owned(), words::day);
        let over: Vec<String> = signal.first_over.iter().map(day).collect();
        vec![
            words::day(signal.peak),
            recurrence(signal.recurrence_days),
            signal.cluster.observed.to_string(),
            signal.days.to_string(),
            over.join(", "),
        ]
    };
    let rows: Vec<Vec<String>> = replay.signals.iter().take(LISTED).map(row).collect();
    sheet.plain_table(&head, &rows);
    if replay.signals.len() > LISTED {
        let more = words::counted((replay.signals.len() - LISTED) as u64, "more signal", "more signals");
        sheet.say(&format!("{more} in signals.csv."), Look::Faint);
    }
}
