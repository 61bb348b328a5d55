//! The scan against what SaTScan 10.3.2 prints for its own samples.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use colligate_scan::{PValues, ScanResult, Silent, read_parameters, scan};
use std::path::PathBuf;

/// A file of the samples, where they are there.
fn sample(name: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let places = ["../../../shared/data/scan", "../../../../shared/data/scan"];
    let found = places.iter().map(|place| root.join(place).join(name)).find(|path| path.is_file());
    if found.is_none() {
        println!("skipped: {name} is not in ../shared/data/scan");
    }
    found
}

/// One cluster as SaTScan prints it: label and value of each line.
type Printed = Vec<(String, String)>;

/// The clusters of a results file of SaTScan.
fn printed(text: &str) -> Vec<Printed> {
    let section = text.split("CLUSTERS DETECTED").nth(1).unwrap().split("____").next().unwrap();
    let mut clusters: Vec<Printed> = Vec::new();
    for line in section.lines() {
        let (number, rest) = line.split_at(line.find(|c: char| !c.is_ascii_digit()).unwrap_or(0));
        let rest = if number.is_empty() { line } else { rest.trim_start_matches('.') };
        if !number.is_empty() {
            clusters.push(Vec::new());
        }
        let Some(cluster) = clusters.last_mut() else { continue };
        match rest.split_once(": ") {
            Some((label, value)) => cluster.push((label.trim().trim_end_matches('.').into(), value.trim().into())),
            // Notes and long lists of locations go on in the next line.
            None if !rest.trim().is_empty() && rest.starts_with("      ") => {
                let (_, value) = cluster.last_mut().unwrap();
                value.push(' ');
                value.push_str(rest.trim());
            }
            None => {}
        }
    }
    clusters
}

fn get<'a>(cluster: &'a Printed, label: &str) -> &'a str {
    let found = cluster.iter().find(|(other, _)| other == label);
    &found.unwrap_or_else(|| panic!("{label} is not among {cluster:?}")).1
}

fn run(parameters: &str, draws: Option<u32>) -> Option<ScanResult> {
    let mut request = read_parameters(&sample(parameters)?).unwrap();
    if let Some(draws) = draws {
        request.analysis.draws.count = draws;
        request.analysis.p_values = PValues::MonteCarlo;
    }
    let (data, warnings) = request.read().unwrap();
    // Nothing is left out; the names of files that SaTScan would write are told.
    let of_files = |warning: &colligate_scan::Warning| {
        ["ResultsFile=", "PrintAsciiColumnHeaders=", "CutoffClusterLinelistCSV="]
            .iter()
            .any(|name| warning.what.starts_with(name))
    };
    assert!(warnings.iter().all(of_files), "{warnings:?}");
    Some(scan(&data, &request.analysis, &Silent).unwrap())
}

fn agrees(parameters: &str, expected: &str, statistic: &str) {
    let Some(result) = run(parameters, None) else { return };
    let printed = printed(&std::fs::read_to_string(sample(expected).unwrap()).unwrap());
    assert_eq!(result.clusters.len(), printed.len());
    for (cluster, theirs) in result.clusters.iter().zip(&printed) {
        let circle = cluster.circle.as_ref().unwrap();
        assert_eq!(cluster.names.join(", "), get(theirs, "Location IDs included"));
        let radius = match circle.radius_km {
            0.0 => "0 km".to_owned(),
            radius => format!("{radius:.2} km"),
        };
        assert_eq!(radius, get(theirs, "Coordinates / radius").split_once(" / ").unwrap().1);
        let span = if circle.span_km == 0.0 { "0 km".to_owned() } else { format!("{:.2} km", circle.span_km) };
        assert_eq!(span, get(theirs, "Span"));
        let slashed = |day: colligate_register::Day| {
            let (year, month, day) = day.ymd();
            format!("{year}/{month}/{day}")
        };
        assert_eq!(format!("{} to {}", slashed(cluster.from), slashed(cluster.to)), get(theirs, "Time frame"));
        assert_eq!(cluster.observed.to_string(), get(theirs, "Number of cases"));
        assert_eq!(format!("{:.2}", cluster.expected), get(theirs, "Expected cases"));
        assert_eq!(format!("{:.2}", cluster.observed_to_expected), get(theirs, "Observed / expected"));
        assert_eq!(format!("{:.6}", cluster.statistic), get(theirs, statistic));
        if let Some(risk) = cluster.relative_risk {
            assert_eq!(format!("{risk:.2}"), get(theirs, "Relative risk"));
            assert_eq!(format!("{:.0}", cluster.population.unwrap()), get(theirs, "Population"));
            assert_eq!(format!("{:.1}", cluster.annual_per_100_000.unwrap()), get(theirs, "Annual cases / 100000"));
        }
    }
}

#[test]
fn new_mexico_agrees_with_satscan() {
    agrees("NewMexicoSpaceTimePoisson.prm", "expected_nm.txt", "Log likelihood ratio");
}

#[test]
fn new_york_agrees_with_satscan() {
    agrees("NYCSpaceTimePermutation.prm", "expected_NYCfever.txt", "Test statistic");
}

/// Monte Carlo p-values of two independent runs differ by no more than chance explains.
fn p_values_agree(parameters: &str, draws: u32, theirs: &[f64], their_draws: f64) {
    let Some(result) = run(parameters, Some(draws)) else { return };
    for (cluster, theirs) in result.clusters.iter().zip(theirs) {
        let ours = cluster.significance.unwrap().monte_carlo;
        let variance = ours * (1.0 - ours) * (1.0 / their_draws + 1.0 / f64::from(draws));
        let most = 3.5 * variance.sqrt() + 1.0 / their_draws;
        assert!((ours - theirs).abs() < most, "{ours} where SaTScan's {their_draws} draws gave {theirs}");
    }
}

#[test]
fn p_values_of_new_york_agree_within_the_error_of_drawing() {
    p_values_agree("NYCSpaceTimePermutation.prm", 9999, &[0.242, 0.575, 0.966], 207.0);
}

#[test]
fn p_values_of_new_mexico_agree_within_the_error_of_drawing() {
    p_values_agree("NewMexicoSpaceTimePoisson.prm", 1999, &[0.014, 0.692, 0.996], 999.0);
}

#[test]
fn the_same_seed_gives_the_same_result_on_any_number_of_threads() {
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| [run("NYCSpaceTimePermutation.prm", None), run("NewMexicoSpaceTimePoisson.prm", Some(150))])
    };
    assert_eq!(on(1), on(5));
}
