//! The settings of a scan in words.

use super::told;
use super::view::View;
use crate::words;
use colligate_scan::{
    CoordinateSystem, Dimensions, Frequency, LongestWindow, ModelKind, Overlap, PValues, Rates, TimeAggregation,
    TimeUnit, Timing,
};

/// Every setting with its name.
pub fn settings(view: &View) -> Vec<(&'static str, String)> {
    let (facts, result, analysis) = (view.facts, view.result, &view.facts.analysis);
    let totals = &result.totals;
    let mut all = vec![
        ("Program", format!("Colligate {}", facts.version)),
        ("Data", facts.source.clone()),
        ("Study period", words::days(Some(result.from), Some(result.to))),
        ("Intervals", words::thousands(u64::from(totals.intervals))),
        ("Model", model(analysis.model).to_owned()),
        ("Looked for", dimensions(analysis.dimensions).to_owned()),
        ("Windows", timing(analysis.timing).to_owned()),
        ("Rates", rates(analysis.rates).to_owned()),
    ];
    if analysis.rates != Rates::Low {
        all.push(("Fewest cases, high rate", analysis.min_cases_high.to_string()));
    }
    if analysis.rates != Rates::High {
        all.push(("Fewest cases, low rate", analysis.min_cases_low.to_string()));
    }
    if analysis.dimensions != Dimensions::Time {
        let of = match analysis.model {
            ModelKind::Poisson => "of expected cases",
            ModelKind::Bernoulli => "of cases and controls",
            ModelKind::SpaceTimePermutation => "of cases",
        };
        let radius = analysis.space.max_radius.map(|radius| format!(", radius up to {}", view.length(radius)));
        let share = words::percent(analysis.space.max_share);
        all.push(("Largest circle", format!("{share} {of}{}", radius.unwrap_or_default())));
        all.push((
            "Coordinates",
            match facts.system {
                CoordinateSystem::Earth => "latitude and longitude, great circles".to_owned(),
                CoordinateSystem::Plane => "x and y on a plane".to_owned(),
            },
        ));
        all.push(("Of overlapping clusters", overlap(analysis.overlap).to_owned()));
    }
    if analysis.dimensions != Dimensions::Space {
        let time = &analysis.time;
        all.push(("Time is cut into", length(time.aggregation, time.aggregation.length)));
        all.push(("Shortest window", length(time.aggregation, time.min_units)));
        all.push((
            "Longest window",
            match time.max {
                LongestWindow::Percent(share) => format!("{} of the study period", words::percent(share / 100.0)),
                LongestWindow::Units(units) => length(time.aggregation, units),
            },
        ));
    }
    if analysis.include_purely_spatial || analysis.include_purely_temporal {
        let also = [
            (analysis.include_purely_spatial, "the whole study period"),
            (analysis.include_purely_temporal, "all places together"),
        ];
        let also: Vec<&str> = also.into_iter().filter(|(set, _)| *set).map(|(_, name)| name).collect();
        all.push(("Also tried", words::listed(&also)));
    }
    if let Some(iterative) = analysis.iterative {
        let (scans, most) = (iterative.max_scans, words::p_value(iterative.max_p_value));
        all.push(("Repeated", format!("without the cluster found, up to {scans} scans or until p is above {most}")));
    }
    if view.prospective() {
        all.push(("Run again", frequency(analysis.frequency, analysis.time.aggregation)));
    }
    let made: usize = result.simulated.iter().map(|simulated| simulated.strongest.len()).sum();
    let asked = words::thousands(u64::from(analysis.draws.count));
    let each = if result.simulated.len() > 1 { " in each scan" } else { "" };
    all.extend([
        ("Draws", format!("{} made, {asked} asked for{each}", words::thousands(made as u64))),
        ("Seed", analysis.draws.seed.to_string()),
        ("p-values", p_values(analysis.p_values)),
    ]);
    if let Some(people) = totals.population {
        let name = if analysis.model == ModelKind::Bernoulli { "Cases and controls" } else { "People at risk" };
        all.push((name, told::people(people)));
    }
    if let Some(rate) = totals.annual_per_100_000 {
        all.push(("Cases a year in 100,000", words::three_digits(rate)));
    }
    all
}

/// The name of a model with what it compares.
pub fn model(model: ModelKind) -> &'static str {
    match model {
        ModelKind::Poisson => "discrete Poisson: cases among people at risk",
        ModelKind::Bernoulli => "Bernoulli: cases among cases and controls",
        ModelKind::SpaceTimePermutation => {
            "space-time permutation: cases alone, their dates dealt anew among the places"
        }
    }
}

fn dimensions(dimensions: Dimensions) -> &'static str {
    match dimensions {
        Dimensions::Space => "circles over the whole study period",
        Dimensions::Time => "intervals of time at all places together",
        Dimensions::SpaceTime => "circles for a while",
    }
}

fn timing(timing: Timing) -> &'static str {
    match timing {
        Timing::Prospective => "prospective: those that reach to the last day",
        Timing::Retrospective => "retrospective: anywhere in the study period",
    }
}

fn rates(rates: Rates) -> &'static str {
    match rates {
        Rates::High => "more cases than expected",
        Rates::Low => "fewer cases than expected",
        Rates::Both => "more or fewer cases than expected",
    }
}

fn overlap(overlap: Overlap) -> &'static str {
    match overlap {
        Overlap::NoSharedPlaces => "the strongest: no two share a place at the same time",
        Overlap::NoCentreInOther => "the strongest: no centre lies in another cluster of the same time",
        Overlap::NoCentreInStronger => "the strongest: no centre lies in a stronger cluster of the same time",
        Overlap::NoCentreInWeaker => "the strongest: no stronger centre lies in a weaker cluster of the same time",
        Overlap::NoPairOfCentres => "the strongest: no two of the same time have each other's centres",
        Overlap::None => "all windows that the centres offer",
        Overlap::NoSharedCases => "the strongest: no two share a case",
    }
}

fn p_values(p_values: PValues) -> String {
    match p_values {
        PValues::Default => "by rank, stopped early where clearly not surprising; by the fitted Gumbel distribution where fewer than nine draws are as strong".to_owned(),
        PValues::MonteCarlo => "by rank among all draws".to_owned(),
        PValues::EarlyTermination { after } => format!("by rank, stopped after {} as strong", words::counted(u64::from(after), "draw", "draws")),
        PValues::Gumbel => "by the fitted Gumbel distribution".to_owned(),
    }
}

fn frequency(frequency: Frequency, aggregation: TimeAggregation) -> String {
    let every = |count: u32, one, many| format!("every {}", words::counted(u64::from(count), one, many));
    match frequency {
        Frequency::SameAsAggregation => format!("every {}", length(aggregation, aggregation.length)),
        Frequency::Days(count) => every(count, "day", "days"),
        Frequency::Weeks(count) => every(count, "week", "weeks"),
        Frequency::Months(count) => every(count, "month", "months"),
        Frequency::Quarters(count) => every(count, "quarter", "quarters"),
        Frequency::Years(count) => every(count, "year", "years"),
    }
}

fn length(aggregation: TimeAggregation, units: u32) -> String {
    let (one, many) = match aggregation.unit {
        TimeUnit::Day => ("day", "days"),
        TimeUnit::Month => ("month", "months"),
        TimeUnit::Year => ("year", "years"),
    };
    words::counted(u64::from(units), one, many)
}
