//! The page of daily surveillance: the signals, and how often there were any.

use super::told;
use crate::html::markup::Markup;
use crate::html::shell;
use crate::scan::{ScanFacts, note};
use crate::words;
use colligate_scan::{CoordinateSystem, LEAST_RECURRENCE_DAYS, Replay, ReplayResult, SIGNAL_LEVELS, Signal, Warning};
use std::fmt::Display;

/// Daily surveillance as one HTML page, in UTF-8, with the security of [`scan_html`](super::scan_html).
pub fn surveillance_html(facts: &ScanFacts, days: &Replay, result: &ReplayResult, warnings: &[Warning]) -> String {
    let title = format!("Daily scans of {} – Colligate", facts.source);
    shell::page(&title, ("#signals", "Skip to the signals"), |m| {
        headline(m, facts, days, result, warnings);
        m.element("main", &[], |m| {
            signals(m, facts, result);
            rates(m, result);
        });
    })
}

fn headline(m: &mut Markup, facts: &ScanFacts, days: &Replay, result: &ReplayResult, warnings: &[Warning]) {
    m.element("header", &[("class", &"top")], |m| {
        shell::masthead(m, &facts.source, &[("theme", "Light or dark")]);
        let count = words::counted(result.signals.len() as u64, "signal", "signals");
        m.line("h1", &[], format_args!("{count} in {}", words::days(Some(days.from), Some(days.to))));
        let scanned = words::counted(result.days.len() as u64, "day", "days");
        let skipped = words::counted(u64::from(result.skipped), "day", "days");
        m.line(
            "p",
            &[("class", &"lead")],
            format_args!(
                "{scanned}, each scanned with what was on record by then, over the {} before it; {skipped} had too little \
                 to scan.",
                words::counted(u64::from(days.days_back), "day", "days"),
            ),
        );
        if !warnings.is_empty() {
            m.element("div", &[("class", &"warning")], |m| {
                m.line("strong", &[], "What to know of the data");
                m.element("ul", &[], |m| warnings.iter().for_each(|warning| m.line("li", &[], note(warning))));
            });
        }
        m.element("aside", &[("class", &"explain"), ("aria-label", &"What a signal is")], |m| {
            m.line("h2", &[], "What a signal is");
            m.line(
                "p",
                &[],
                format_args!(
                    "A cluster signals on a day when chance gives one as strong no more than once in {LEAST_RECURRENCE_DAYS:.0} \
                     days. Days whose clusters share a case are one signal: they overlap in place and time. A signal says where \
                     and when there are more cases than expected, not why.",
                ),
            );
        });
    });
}

/// A table that can be scrolled by itself.
fn table(m: &mut Markup, label: &str, head: &[String], body: impl FnOnce(&mut Markup)) {
    let scroll =
        [("class", &"scroll" as &dyn Display), ("tabindex", &"0"), ("role", &"region"), ("aria-label", &label)];
    m.element("div", &scroll, |m| {
        m.element("table", &[("class", &"figures")], |m| {
            m.element("thead", &[], |m| {
                m.element("tr", &[], |m| {
                    head.iter().for_each(|name| m.line("th", &[("scope", &"col")], name));
                });
            });
            m.element("tbody", &[], body);
        });
    });
}

fn signals(m: &mut Markup, facts: &ScanFacts, result: &ReplayResult) {
    m.element("section", &[("id", &"signals"), ("class", &"wide")], |m| {
        m.line("h2", &[], "The signals, strongest first");
        if result.signals.is_empty() {
            m.line("p", &[], "No day signalled. That closes no case.");
            return;
        }
        let over = SIGNAL_LEVELS.iter().map(|days| format!("First over {days:.0} days"));
        let after = ["Peak", "Recurs in", "Cases", "Expected", "Window", "Where", "Days", "Last day"];
        let head: Vec<String> =
            std::iter::once(String::new()).chain(over).chain(after.into_iter().map(str::to_owned)).collect();
        table(m, "Signals", &head, |m| {
            for (number, signal) in (1..).zip(&result.signals) {
                m.element("tr", &[], |m| row(m, facts, number, signal));
            }
        });
        m.line(
            "p",
            &[("class", &"caption")],
            "Cases, window and place are those of the day of the peak. line-list.csv has the cases, signals.csv this table.",
        );
    });
}

fn row(m: &mut Markup, facts: &ScanFacts, number: usize, signal: &Signal) {
    let cluster = &signal.cluster;
    m.line("th", &[("scope", &"row")], number);
    for first in &signal.first_over {
        m.line("td", &[], first.day.map_or_else(|| words::NOTHING.to_owned(), words::day));
    }
    m.line("td", &[], words::day(signal.peak));
    m.line("td", &[], told::recurrence(signal.recurrence_days));
    m.line("td", &[], words::thousands(u64::from(cluster.observed)));
    m.line("td", &[], told::amount(cluster.expected));
    m.line("td", &[], words::days(Some(cluster.from), Some(cluster.to)));
    let place = cluster.circle.as_ref().map_or_else(
        || "everywhere".to_owned(),
        |circle| {
            let [first, second] = circle.coordinates;
            let radius = match facts.system {
                CoordinateSystem::Earth => words::distance(1000.0 * circle.radius_km),
                CoordinateSystem::Plane => words::three_digits(circle.radius_km),
            };
            format!("{first:.4}, {second:.4}, within {radius}")
        },
    );
    m.line("td", &[], place);
    m.line("td", &[], words::thousands(u64::from(signal.days)));
    m.line("td", &[], words::day(signal.last));
}

fn rates(m: &mut Markup, result: &ReplayResult) {
    m.element("section", &[("id", &"rates")], |m| {
        m.line("h2", &[], "How often");
        let head = ["By chance once in", "Days", "Days by chance", "Signals", "Signals a year"].map(str::to_owned);
        let years = result.days.len() as f64 / 365.25;
        table(m, "How often", &head, |m| {
            for rate in &result.rates {
                m.element("tr", &[], |m| {
                    m.line("th", &[("scope", &"row")], told::recurrence(rate.recurrence_days));
                    m.line("td", &[], words::thousands(u64::from(rate.days)));
                    m.line("td", &[], words::three_digits(rate.expected_days_a_year * years));
                    m.line("td", &[], words::thousands(u64::from(rate.signals)));
                    m.line("td", &[], words::three_digits(rate.signals_a_year));
                });
            }
        });
    });
}
