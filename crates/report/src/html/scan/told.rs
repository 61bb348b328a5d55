//! Numbers and findings of a scan in words.

use super::view::View;
use crate::words;
use colligate_scan::{Cluster, Dimensions, Extent, Rate, Rates, Significance, Timing};

/// Days in a year.
const YEAR: f64 = 365.25;

/// A recurrence interval: `24 days`, `1,400 years`.
pub fn recurrence(days: f64) -> String {
    match days / YEAR {
        _ if days.is_nan() => words::NOTHING.to_owned(),
        ..2.0 => words::counted(days.round().max(0.0) as u64, "day", "days"),
        1e300.. => "> 10³⁰⁰ years".to_owned(),
        years => words::number_of(years, "year", "years"),
    }
}

/// An amount to two decimals: expected cases, ratios.
pub fn amount(number: f64) -> String {
    match number {
        _ if !number.is_finite() => words::NOTHING.to_owned(),
        10_000.0.. => words::thousands(number.round() as u64),
        _ => words::fixed(number, 2),
    }
}

/// A number of people.
pub fn people(number: f64) -> String {
    if number.is_finite() { words::thousands(number.round().max(0.0) as u64) } else { words::NOTHING.to_owned() }
}

/// A statistic to so many decimals.
pub fn statistic(number: f64, decimals: usize) -> String {
    if number.is_finite() { format!("{number:.decimals$}") } else { words::NOTHING.to_owned() }
}

/// A relative risk; none is told as infinite, since then all cases are inside.
pub fn relative_risk(risk: Option<f64>) -> String {
    risk.map_or_else(|| "∞".to_owned(), amount)
}

/// `16 cases`, or `only 3 cases` and `no case` where there are fewer than expected.
pub fn cases(cluster: &Cluster) -> String {
    let cases = words::counted(u64::from(cluster.observed), "case", "cases");
    match (cluster.rate, cluster.observed) {
        (Rate::High, _) => cases,
        (Rate::Low, 0) => "no case".to_owned(),
        (Rate::Low, _) => format!("only {cases}"),
    }
}

/// What a cluster is, as a heading.
pub fn heading(view: &View, cluster: &Cluster) -> String {
    let when = match cluster.extent {
        Extent::Space => " over the whole study period".to_owned(),
        _ => format!(" in {}", words::span(cluster.to - cluster.from + 1)),
    };
    let ratio = match (cluster.rate, cluster.expected > 0.0) {
        (_, false) => String::new(),
        (Rate::High, _) => format!(", {} times as many as expected", amount(cluster.observed_to_expected)),
        (Rate::Low, _) if cluster.observed == 0 => format!(", where {} were expected", amount(cluster.expected)),
        (Rate::Low, _) => format!(", {} times what was expected", amount(cluster.observed_to_expected)),
    };
    format!("{}{}{when}{ratio}", words::capital(&cases(cluster)), view.within(cluster))
}

/// How surprising a cluster is, as a sentence.
pub fn surprise(view: &View, found: Option<Significance>, recurrence_days: Option<f64>, draws: usize) -> String {
    let Some(found) = found else { return "How surprising it is is not known: no draws were made.".to_owned() };
    let drawn = words::counted(draws as u64, "draw", "draws");
    let mut text = format!(
        "p = {}: {} of {drawn} {} a window at least as strong somewhere.",
        words::p_value(found.p_value),
        if found.as_strong == 0 { "none".to_owned() } else { words::thousands(u64::from(found.as_strong)) },
        if found.as_strong == 1 { "has" } else { "have" },
    );
    if view.prospective()
        && let Some(days) = recurrence_days
    {
        text.push_str(&format!(
            " Scanning again and again, chance gives a signal this strong about once in {}.",
            recurrence(days)
        ));
    }
    text
}

/// The title of the page.
pub fn title(view: &View) -> String {
    let cases = words::counted(view.result.totals.cases, "case", "cases");
    let clusters = view.result.clusters.len() as u64;
    match (clusters, view.standing_out() as u64) {
        (0, _) => format!("No cluster among {cases}"),
        (1, _) if !view.judged() => format!("One cluster among {cases}, not compared with chance"),
        (_, _) if !view.judged() => {
            format!("{} clusters among {cases}, not compared with chance", words::spelled(clusters))
        }
        (_, 0) => format!("No cluster stands out among {cases}"),
        (_, 1) => format!("One cluster stands out among {cases}"),
        (_, many) => format!("{} clusters stand out among {cases}", words::spelled(many)),
    }
}

/// What was scanned, what was found and what that is.
pub fn lead(view: &View) -> String {
    let (result, analysis) = (view.result, &view.facts.analysis);
    let at = if view.has_space() {
        format!(" at {}", words::counted(result.totals.places as u64, "place", "places"))
    } else {
        String::new()
    };
    let verb = if result.totals.cases == 1 { "was" } else { "were" };
    let rates = match analysis.rates {
        Rates::High => "too many cases",
        Rates::Low => "too few cases",
        Rates::Both => "too many or too few cases",
    };
    let windows = match (analysis.dimensions, analysis.timing) {
        (Dimensions::Space, _) => "somewhere",
        (Dimensions::Time, Timing::Retrospective) => "at some time",
        (Dimensions::Time, Timing::Prospective) => "of late",
        (Dimensions::SpaceTime, Timing::Retrospective) => "somewhere for a while",
        (Dimensions::SpaceTime, Timing::Prospective) => "somewhere of late",
    };
    format!(
        "{}{at} in {} {verb} scanned for {rates} {windows}. {} A cluster is a lead, not a cause.",
        words::counted(result.totals.cases, "case", "cases"),
        words::counted(u64::from(days(view)), "day", "days"),
        found(view)
    )
}

/// Days of the study period.
pub fn days(view: &View) -> u32 {
    view.result.to.0.abs_diff(view.result.from.0).saturating_add(1)
}

/// How many clusters there are and how many stand out.
pub fn found(view: &View) -> String {
    let clusters = view.result.clusters.len() as u64;
    let level = view.level();
    match (clusters, view.standing_out() as u64) {
        (0, _) => "No cluster was found.".to_owned(),
        (count, _) if !view.judged() => {
            format!("{} found, but no draws were made.", if count == 1 { "One was" } else { "Several were" })
        }
        (1, 0) => format!("The one cluster found is not {level}."),
        (1, _) => format!("The one cluster found is {level}."),
        (count, 0) => format!("None of the {} clusters is {level}.", words::thousands(count)),
        (count, some) => format!(
            "{} of the {} clusters {} {level}.",
            words::spelled(some),
            words::thousands(count),
            if some == 1 { "is" } else { "are" }
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recurrence_intervals_go_from_days_to_years() {
        let told = [1.0, 400.0, 3652.5, f64::INFINITY, f64::NAN].map(recurrence);
        assert_eq!(told, ["1 day", "400 days", "10 years", "> 10³⁰⁰ years", "–"]);
    }
}
