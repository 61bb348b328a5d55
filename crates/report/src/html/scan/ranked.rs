//! The ranked list of clusters.

use super::told;
use super::view::View;
use super::{DETAILED, LISTED};
use crate::html::markup::Markup;
use crate::html::ranked::key;
use crate::words;
use colligate_scan::{Cluster, Extent};
use std::fmt::Display;

pub fn ranked(m: &mut Markup, view: &View) {
    let clusters = &view.result.clusters;
    let columns = Columns {
        recurrence: view.prospective(),
        risk: clusters.iter().any(|cluster| cluster.relative_risk.is_some()),
        space: view.has_space(),
    };
    m.element("section", &[("id", &"clusters"), ("class", &"wide")], |m| {
        let order = if view.facts.analysis.iterative.is_some() { "as they were found" } else { "strongest first" };
        m.line("h2", &[], format_args!("The clusters, {order}"));
        if clusters.is_empty() {
            m.line("p", &[], "No window holds more cases than chance gives it. That closes no case.");
            left_out(m, view);
            return;
        }
        let scroll = [
            ("class", &"scroll" as &dyn Display),
            ("tabindex", &"0"),
            ("role", &"region"),
            ("aria-label", &"Clusters"),
        ];
        m.element("div", &scroll, |m| {
            m.element("table", &[("class", &"ranked clusters sortable")], |m| {
                m.element("thead", &[], |m| m.element("tr", &[], |m| head(m, columns)));
                m.element("tbody", &[], |m| {
                    for (number, cluster) in (1..).zip(clusters.iter().take(LISTED)) {
                        row(m, view, columns, number, cluster);
                    }
                });
            });
        });
        m.element("p", &[("class", &"caption")], |m| {
            m.say("Statistic: log of the likelihood ratio, the strength of a window. ");
            if columns.risk {
                m.say("Relative risk: the rate inside over the rate outside. ");
            }
            if clusters.len() > DETAILED {
                m.say(format_args!("The first {DETAILED} are drawn and shown in detail below. "));
            }
            if clusters.len() > LISTED {
                let rest = words::counted(clusters.len() - LISTED, "weaker cluster is", "weaker clusters are");
                m.say(format_args!("{rest} not in this list; the JSON of the scan holds all. "));
            }
        });
        left_out(m, view);
    });
}

fn left_out(m: &mut Markup, view: &View) {
    if view.result.left_out > 0 {
        let windows = words::counted(view.result.left_out as u64, "window", "windows");
        let why = if view.judged() {
            "weaker than what every draw has, or than a cluster listed in the same scan"
        } else {
            "without draws only the strongest are listed"
        };
        m.line("p", &[("class", &"caption")], format_args!("{windows} left out: {why}."));
    }
}

#[derive(Clone, Copy)]
struct Columns {
    recurrence: bool,
    risk: bool,
    space: bool,
}

fn head(m: &mut Markup, columns: Columns) {
    let names = [
        ("", true),
        ("p", true),
        ("Recurs in", columns.recurrence),
        ("Cases", true),
        ("Expected", true),
        ("Ratio", true),
        ("Relative risk", columns.risk),
        ("When", true),
        ("Radius", columns.space),
        ("Places", columns.space),
        ("Statistic", true),
    ];
    for (name, _) in names.into_iter().filter(|(_, shown)| *shown) {
        m.element("th", &[("scope", &"col"), ("data-sort", &"number")], |m| {
            if name.is_empty() {
                m.line("span", &[("class", &"unseen")], "Rank");
            } else {
                m.say(name);
            }
        });
    }
}

fn row(m: &mut Markup, view: &View, columns: Columns, number: usize, cluster: &Cluster) {
    let class = if view.stands_out(cluster) { "alerting" } else { "" };
    m.element("tr", &[("class", &class)], |m| {
        m.element("th", &[("scope", &"row"), ("data-value", &number)], |m| {
            let named = |m: &mut Markup| {
                m.line("span", &[("class", &"unseen")], "Cluster ");
                m.say(number);
            };
            if number <= DETAILED {
                m.element("a", &[("href", &format_args!("#c-{number}"))], named);
            } else {
                named(m);
            }
        });
        let p = cluster.significance.map(|found| found.p_value);
        m.element("td", &[("data-value", &key(p.unwrap_or(f64::NAN)))], |m| {
            m.line("b", &[], p.map_or_else(|| words::NOTHING.to_owned(), words::p_value));
        });
        if columns.recurrence {
            let days = cluster.recurrence_days;
            let told = days.map_or_else(|| words::NOTHING.to_owned(), told::recurrence);
            m.line("td", &[("data-value", &key(days.unwrap_or(f64::NAN)))], told);
        }
        m.line("td", &[("data-value", &cluster.observed)], words::thousands(u64::from(cluster.observed)));
        m.line("td", &[("data-value", &key(cluster.expected))], told::amount(cluster.expected));
        let ratio = cluster.observed_to_expected;
        m.line("td", &[("data-value", &key(ratio))], told::amount(ratio));
        if columns.risk {
            let risk = cluster.relative_risk;
            m.line("td", &[("data-value", &key(risk.unwrap_or(f64::NAN)))], told::relative_risk(risk));
        }
        m.element("td", &[("class", &"when"), ("data-value", &cluster.from.0)], |m| {
            m.say(words::days(Some(cluster.from), Some(cluster.to)));
            m.line(
                "span",
                &[("class", &"faint")],
                match cluster.extent {
                    Extent::Space => "the whole study period".to_owned(),
                    _ => words::span(cluster.to - cluster.from + 1),
                },
            );
        });
        if columns.space {
            let radius = cluster.circle.as_ref().map(|circle| circle.radius_km);
            let told = radius.map_or_else(|| "everywhere".to_owned(), |radius| view.length(radius));
            m.line("td", &[("data-value", &key(radius.unwrap_or(f64::NAN)))], told);
            m.line("td", &[("data-value", &cluster.names.len())], words::thousands(cluster.names.len() as u64));
        }
        m.line("td", &[("data-value", &key(cluster.statistic))], told::statistic(cluster.statistic, 3));
    });
}
