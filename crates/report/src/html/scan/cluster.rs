//! One cluster: what it is, when, where, and who is in it.

use super::headline::number as figure;
use super::members::members;
use super::told;
use super::view::View;
use crate::charts::scan::{TimeGraph, time_graph};
use crate::html::markup::Markup;
use crate::html::series::coordinates;
use crate::words;
use colligate_scan::{Cluster, CoordinateSystem, Extent, ModelKind};

pub fn cluster(m: &mut Markup, view: &View, number: usize, cluster: &Cluster) {
    let (id, title) = (format!("c-{number}"), format!("t-{number}"));
    m.element("section", &[("id", &id), ("class", &"one wide"), ("aria-labelledby", &title)], |m| {
        opening(m, view, number, cluster, &title);
        numbers(m, cluster, view);
        when(m, view, number, cluster);
        members(m, view, cluster);
    });
}

fn opening(m: &mut Markup, view: &View, number: usize, cluster: &Cluster, title: &str) {
    m.element("p", &[("class", &"over")], |m| {
        m.say(format_args!("Cluster {number}"));
        if view.facts.analysis.iterative.is_some() {
            let scan = cluster.scan;
            let without = if scan > 1 { ", without the clusters before" } else { "" };
            m.line("span", &[("class", &"faint")], format_args!("found in scan {scan}{without}"));
        }
        if cluster.gini == Some(true) {
            m.line("span", &[("class", &"tag")], "chosen by Gini's coefficient");
        }
        if view.stands_out(cluster) {
            let tag = if view.prospective() { "recurrence interval of 365 days or more" } else { "p ≤ 0.05" };
            m.line("span", &[("class", &"tag")], tag);
        }
    });
    m.line("h2", &[("id", &title)], told::heading(view, cluster));
    let draws = view.result.simulated.get(cluster.scan.saturating_sub(1) as usize);
    let draws = draws.map_or(0, |simulated| simulated.strongest.len());
    m.line("p", &[("class", &"lead")], told::surprise(view, cluster.significance, cluster.recurrence_days, draws));
}

fn numbers(m: &mut Markup, cluster: &Cluster, view: &View) {
    let mut shown: Vec<(&str, String, String)> = vec![
        (
            "Cases",
            words::thousands(u64::from(cluster.observed)),
            format!("{} expected", told::amount(cluster.expected)),
        ),
        (
            "Observed / expected",
            told::amount(cluster.observed_to_expected),
            match cluster.relative_risk {
                Some(risk) => format!("relative risk {}", told::amount(risk)),
                None => String::new(),
            },
        ),
        (
            "Statistic",
            told::statistic(cluster.statistic, 3),
            format!("log likelihood ratio {}", told::statistic(cluster.statistic, 6)),
        ),
    ];
    if let Some(found) = cluster.significance {
        let fitted = found.gumbel.map_or_else(String::new, |p| format!(", fitted {}", words::p_value(p)));
        let about = format!("by rank {}{fitted}", words::p_value(found.monte_carlo));
        shown.push(("p", words::p_value(found.p_value), about));
    }
    if let Some(days) = cluster.recurrence_days {
        shown.push(("Recurs in", told::recurrence(days), "by chance alone".to_owned()));
    }
    if let Some(circle) = &cluster.circle {
        let places = words::counted(cluster.names.len() as u64, "place", "places");
        let about = match cluster.names.len() {
            0 | 1 => places,
            _ => format!("{places}, at most {} apart", view.length(circle.span_km)),
        };
        shown.push(("Radius", view.length(circle.radius_km), about));
    }
    if let Some(people) = cluster.population {
        let rate = cluster.annual_per_100_000.map(|rate| {
            let rate = words::three_digits(rate);
            let cases = if rate == "1" { "case" } else { "cases" };
            format!("{rate} {cases} a year in 100,000")
        });
        let who = if view.facts.analysis.model == ModelKind::Bernoulli { "Cases and controls" } else { "People" };
        shown.push((who, told::people(people), rate.unwrap_or_default()));
    }
    m.element("dl", &[("class", &"numbers")], |m| {
        for (name, number, about) in &shown {
            figure(m, name, number, about);
        }
    });
}

fn when(m: &mut Markup, view: &View, number: usize, cluster: &Cluster) {
    let days = words::days(Some(cluster.from), Some(cluster.to));
    m.line("h3", &[], "When");
    let cases = view.cases_at(cluster);
    let (analysis, period) = (&view.facts.analysis, (view.result.from, view.result.to));
    let window = (cluster.from, cluster.to);
    let Some(graph) = TimeGraph::of(analysis, period, &cases, window, cluster.expected) else {
        m.line("p", &[], format_args!("{days}. Its cases are not told apart by time."));
        return;
    };
    m.element("figure", &[], |m| {
        time_graph(m, &graph, &format!("Cases at the places of cluster {number} over the study period"));
        m.element("figcaption", &[], |m| {
            let everywhere = cluster.extent == Extent::Time;
            let which = if everywhere { "all cases" } else { "cases at the places of this cluster" };
            m.say(format_args!("Bars: {which}, {} a bar; shaded: its window. ", graph.bar));
            m.say("Line: what the model expects in the window. ");
            if graph.has_usual() {
                let which = if everywhere { "there are" } else { "the same places have" };
                m.say(format_args!("Dashed: what {which} outside the window, on average."));
            }
        });
    });
    if let Some(close) = TimeGraph::close(analysis, period, &cases, window, cluster.expected) {
        m.element("figure", &[("class", &"close")], |m| {
            time_graph(m, &close, &format!("The same around the window of cluster {number}"));
            m.line("figcaption", &[], format_args!("The same around the window, {} a bar.", close.bar));
        });
    }
}

/// The centre of a cluster: degrees, or x and y.
pub fn centre(view: &View, [first, second]: [f64; 2]) -> String {
    if !(first.is_finite() && second.is_finite()) {
        return "Its centre is not on record".to_owned();
    }
    match view.facts.system {
        CoordinateSystem::Earth => coordinates(first, second),
        CoordinateSystem::Plane => format!("Centre: x {first}, y {second}"),
    }
}
