//! Clusters among some of the deaths, for the terminal.

use super::scanned::warned;
use super::sheet::{Look, Sheet};
use crate::subsets::SubsetFacts;
use crate::words;
use colligate_scan::subset::{SubsetCluster, SubsetScan};

/// Clusters told.
const TOLD: usize = 5;
/// Case numbers shown of a cluster.
const SHOWN: usize = 8;

/// Clusters with those among whom they are. No line is wider than `width` columns (but at least 24); colours only where
/// `colour` is true.
pub fn subsets(facts: &SubsetFacts, found: &SubsetScan, width: usize, colour: bool) -> String {
    let mut sheet = Sheet::new(width, colour);
    let scanned = words::counted(facts.deaths.len() as u64, "death", "deaths");
    sheet.labelled("Scanned   ", &format!("{}.", facts.source), Look::Plain);
    let days = words::days(Some(facts.from), Some(facts.to));
    sheet.labelled("          ", &format!("{scanned}, {days}."), Look::Plain);
    facts.left_out.iter().for_each(|one| sheet.labelled("Note      ", &warned(one), Look::Plain));
    sheet.blank();
    if found.clusters.is_empty() {
        sheet.say("No circle, interval and choice holds more deaths than expected.", Look::Strong);
        sheet.blank();
    }
    for (at, cluster) in found.clusters.iter().take(TOLD).enumerate() {
        sheet.labelled(&format!("{}  ", at + 1), &among(cluster), Look::Strong);
        let centre = facts.centre_of(cluster).map_or(String::new(), |(lat, lon)| format!(" of {lat:.4}, {lon:.4}"));
        let p = cluster.p_value.map_or(String::new(), |p| format!("; p {}", words::p_value(p)));
        let counts = format!(
            "{} where {} were expected, within {}{centre}, {}{p}.",
            words::counted(u64::from(cluster.observed), "death", "deaths"),
            words::three_digits(cluster.expected),
            words::distance(1000.0 * cluster.radius_km),
            words::days(Some(cluster.from), Some(cluster.to)),
        );
        sheet.labelled("   ", &counts, Look::Plain);
        let named: Vec<&str> = facts.deaths_of(cluster).take(SHOWN).map(|death| death.id.as_str()).collect();
        let more = if cluster.cases.len() > SHOWN { ", …" } else { "" };
        sheet.labelled("   ", &format!("{}{more}", named.join(", ")), Look::Plain);
        sheet.blank();
    }
    sheet.say(
        "p: the share of registers with the dates dealt out anew in which the strongest choice anywhere scores as high. What \
         always goes together, at all times, is no surprise here.",
        Look::Faint,
    );
    sheet.finish()
}

/// Among whom a cluster is: the values chosen, of the modes in which not all were.
fn among(cluster: &SubsetCluster) -> String {
    let chosen = cluster.chosen.iter().filter(|chosen| chosen.share < 1.0);
    let words: Vec<String> = chosen.map(|chosen| format!("{}: {}", chosen.mode, chosen.values.join(", "))).collect();
    if words.is_empty() { "among all".to_owned() } else { words.join("; ") }
}
