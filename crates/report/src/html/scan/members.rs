//! The places and cases of one cluster.

use super::cluster::centre;
use super::view::View;
use crate::html::markup::Markup;
use crate::scan::ScanCase;
use crate::words;
use colligate_scan::{Cluster, Extent};
use std::collections::BTreeMap;

/// Places and cases named; the rest is counted.
const NAMED: usize = 200;

/// Rows up to which a list of cases stands open.
const SHORT: usize = 15;

pub fn members(m: &mut Markup, view: &View, cluster: &Cluster) {
    let cases: Vec<&ScanCase> = view.facts.cases_of(cluster).collect();
    if let Some(circle) = cluster.circle.as_ref().filter(|_| cluster.extent != Extent::Time) {
        m.line("h3", &[], "Where");
        m.line("p", &[], format_args!("{}.", centre(view, circle.coordinates)));
        places(m, view, cluster, &cases);
    }
    if cases.is_empty() {
        return;
    }
    let named = cases.iter().any(|case| case.id.is_some());
    m.line("h3", &[], "The cases");
    if !named {
        m.line("p", &[("class", &"caption above")], "The data have counts, no case numbers.");
    }
    let open = cases.len() <= SHORT;
    let attributes: &[(&'static str, &dyn std::fmt::Display)] = if open { &[("open", &"")] } else { &[] };
    m.element("details", attributes, |m| {
        let summary = match cases.len() {
            all if all <= NAMED => format!("{} on record", words::counted(all as u64, "row", "rows")),
            all => format!("The first {NAMED} of {} rows on record", words::thousands(all as u64)),
        };
        m.line("summary", &[], summary);
        table(m, &cases, named);
        if cases.len() > NAMED {
            let rest = words::counted(
                (cases.len() - NAMED) as u64,
                "more row in the window stands",
                "more rows in the window stand",
            );
            m.line("p", &[("class", &"caption")], format_args!("{rest} in the line list of the scan."));
        }
    });
}

/// Names of places, from the centre outwards, with their cases in the window.
fn places(m: &mut Markup, view: &View, cluster: &Cluster, cases: &[&ScanCase]) {
    let mut counts: BTreeMap<(&str, u32), u32> = BTreeMap::new();
    for case in cases {
        let count = counts.entry((&case.name, case.place)).or_default();
        *count = count.saturating_add(case.count);
    }
    m.element("p", &[("class", &"places")], |m| {
        for (at, place) in view.facts.named_places(cluster).take(NAMED).enumerate() {
            if at > 0 {
                m.say(", ");
            }
            m.line("span", &[("class", &"case")], place.0);
            if let Some(count) = counts.get(&place) {
                m.line("span", &[("class", &"soft")], format_args!(" ({count})"));
            }
        }
        if cluster.names.len() > NAMED {
            m.say(format_args!(" and {} more", words::thousands((cluster.names.len() - NAMED) as u64)));
        }
    });
    m.line("p", &[("class", &"caption")], "From the centre outwards. In brackets: cases in the window.");
}

fn table(m: &mut Markup, cases: &[&ScanCase], named: bool) {
    let columns = [("Case", named), ("Day", true), ("Place", true), ("Cases", true)];
    m.element("div", &[("class", &"scroll"), ("tabindex", &"0"), ("role", &"region"), ("aria-label", &"Cases")], |m| {
        m.element("table", &[("class", &"figures")], |m| {
            m.element("thead", &[], |m| {
                m.element("tr", &[], |m| {
                    for (name, _) in columns.into_iter().filter(|(_, shown)| *shown) {
                        m.line("th", &[("scope", &"col")], name);
                    }
                });
            });
            m.element("tbody", &[], |m| {
                for case in cases.iter().take(NAMED) {
                    m.element("tr", &[], |m| {
                        if named {
                            m.line("td", &[], case.id.as_deref().unwrap_or(words::NOTHING));
                        }
                        m.line("td", &[], case.died.map_or_else(|| words::day(case.day), words::dates));
                        m.line("td", &[], &case.name);
                        m.line("td", &[], words::thousands(u64::from(case.count)));
                    });
                }
            });
        });
    });
}
