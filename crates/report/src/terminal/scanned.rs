//! What a scan found, for the terminal.

use super::sheet::{Look, Sheet, left, right};
use crate::scan::{ScanFacts, note};
use crate::words;
use colligate_scan::{Cluster, CoordinateSystem, Extent, Rate, ScanResult, Timing, Warning};

/// Clusters told in words; the report tells them all.
const TOLD: usize = 3;
/// Clusters in the table.
const LISTED: usize = 25;
/// p-value up to which a cluster is told as surprising.
const SURPRISING: f64 = 0.05;

/// What was scanned and found: totals, the clusters ranked, the first few in words. No line is wider than `width` columns
/// (but at least 24); colours only where `colour` is true.
pub fn scanned(facts: &ScanFacts, result: &ScanResult, width: usize, colour: bool) -> String {
    let mut sheet = Sheet::new(width, colour);
    let totals = &result.totals;
    sheet.labelled("Scanned   ", &format!("{}.", facts.source), Look::Plain);
    let people = match (totals.controls, totals.population) {
        (0, Some(people)) => format!(" among {} people", words::thousands(people.round() as u64)),
        (0, None) => String::new(),
        (controls, _) => format!(" and {}", words::counted(controls, "control", "controls")),
    };
    let found = format!(
        "{}{people} at {}, {}.",
        words::counted(totals.cases, "case", "cases"),
        words::counted(totals.places as u64, "place", "places"),
        words::days(Some(result.from), Some(result.to)),
    );
    sheet.labelled("          ", &found, Look::Plain);
    for warning in &result.warnings {
        sheet.labelled("Note      ", &warned(warning), Look::Plain);
    }
    sheet.blank();
    sheet.say(&headline(result), Look::Strong);
    if result.clusters.is_empty() {
        return sheet.finish();
    }
    sheet.blank();
    clusters(&mut sheet, facts, result);
    for (at, cluster) in result.clusters.iter().take(TOLD).enumerate() {
        sheet.blank();
        sheet.labelled(&format!("{}  ", at + 1), &told(facts, cluster), Look::Plain);
    }
    sheet.blank();
    sheet.say(
        "p: the share of registers without clusters in which the strongest of all windows is as strong. A cluster says where \
         and when there are more than expected, not why.",
        Look::Faint,
    );
    sheet.finish()
}

/// Something the reader should know of the data, with its count: `Deaths without a date, left out: 3.`
pub(super) fn warned(warning: &Warning) -> String {
    format!("{}.", note(warning))
}

fn headline(result: &ScanResult) -> String {
    let surprising =
        result.clusters.iter().filter_map(|cluster| cluster.significance).filter(|found| found.p_value <= SURPRISING);
    let all = words::counted(result.clusters.len() as u64, "cluster", "clusters");
    match (result.clusters.len(), surprising.count()) {
        (0, _) => "No window holds more than it would by chance.".to_owned(),
        (_, 0) => format!("{all} listed, none of them surprising (p of 0.05 or less)."),
        (_, few) => format!("{all} listed, {} of them surprising (p of 0.05 or less).", words::thousands(few)),
    }
}

fn clusters(sheet: &mut Sheet, facts: &ScanFacts, result: &ScanResult) {
    let prospective = facts.analysis.timing == Timing::Prospective;
    let mut head = vec![right("#"), right("p"), right("from"), right("to"), right("within"), right("seen")];
    head.extend([right("expected"), left(if prospective { "by chance once in" } else { "times as many" })]);
    let row = |(at, cluster): (usize, &Cluster)| {
        vec![
            (at + 1).to_string(),
            p_value(cluster),
            words::day(cluster.from),
            words::day(cluster.to),
            cluster.circle.as_ref().map_or("everywhere".to_owned(), |circle| within(facts, circle.radius_km)),
            cluster.observed.to_string(),
            words::three_digits(cluster.expected),
            match prospective {
                true => cluster.recurrence_days.map_or(words::NOTHING.to_owned(), recurrence),
                false => words::three_digits(cluster.observed_to_expected),
            },
        ]
    };
    let rows: Vec<Vec<String>> = result.clusters.iter().take(LISTED).enumerate().map(row).collect();
    sheet.plain_table(&head, &rows);
    if result.clusters.len() > LISTED {
        let more = (result.clusters.len() - LISTED) as u64;
        sheet.say(&format!("{} in the report.", words::counted(more, "more stands", "more stand")), Look::Faint);
    }
}

pub(super) fn told(facts: &ScanFacts, cluster: &Cluster) -> String {
    let than = match cluster.rate {
        Rate::High => "more",
        Rate::Low => "fewer",
    };
    let place = match &cluster.circle {
        None => "everywhere".to_owned(),
        Some(circle) => {
            let near: Vec<&str> = cluster.names.iter().take(3).map(String::as_str).collect();
            let [first, second] = circle.coordinates;
            format!(
                "{} {first:.4}, {second:.4} ({}: {}{})",
                if circle.radius_km > 0.0 {
                    format!("within {} of", within(facts, circle.radius_km))
                } else {
                    "at".to_owned()
                },
                words::counted(cluster.places.len() as u64, "place", "places"),
                near.join(", "),
                if cluster.names.len() > near.len() { ", …" } else { "" },
            )
        }
    };
    let elsewhere = match cluster.extent {
        Extent::Space => "elsewhere",
        Extent::Time => "at other times",
        Extent::SpaceTime => "elsewhere and at other times",
    };
    let chance = match cluster.significance {
        None => String::new(),
        Some(found) => format!(" Statistic {:.6}, p {}.", cluster.statistic, words::p_value(found.p_value)),
    };
    let again = cluster.recurrence_days.map_or(String::new(), |days| {
        format!(" Scanned as often as this, chance signals so once in {}.", recurrence(days))
    });
    let gini = if cluster.gini == Some(true) { " Gini's coefficient chose it." } else { "" };
    format!(
        "{} where {} were expected, {than} than {elsewhere}, {place}, {}.{chance}{again}{gini}",
        words::counted(u64::from(cluster.observed), "case", "cases"),
        words::three_digits(cluster.expected),
        words::days(Some(cluster.from), Some(cluster.to)),
    )
}

fn p_value(cluster: &Cluster) -> String {
    cluster.significance.map_or(words::NOTHING.to_owned(), |found| words::p_value(found.p_value))
}

fn within(facts: &ScanFacts, radius: f64) -> String {
    match facts.system {
        CoordinateSystem::Earth => words::distance(1000.0 * radius),
        CoordinateSystem::Plane => words::three_digits(radius),
    }
}

/// Days between two signals by chance.
pub(super) fn recurrence(days: f64) -> String {
    match days {
        _ if days >= 3_652.5 => words::counted((days / 365.25).round() as u64, "year", "years"),
        _ => words::counted(days.round().max(1.0) as u64, "day", "days"),
    }
}
