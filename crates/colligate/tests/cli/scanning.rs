//! `colligate scan`: registers, parameter files, daily surveillance, and what is refused.

use crate::desk::{Desk, narrow};
use serde_json::Value;

const FILES: [&str; 6] =
    ["clusters.col.txt", "clusters.geojson", "line-list.csv", "places.gis.txt", "report.html", "scan.json"];

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A parameter file with its data: eight cases at four places on ten days.
fn satscan(desk: &Desk, more: &str) {
    desk.write("small.cas", "a 1 2001/1/1\na 2 2001/1/9\nb 1 2001/1/9\nb 1 2001/1/3\nc 1 2001/1/5\nd 2 2001/1/7\n");
    desk.write("small.geo", "a 43.00 -88.00\nb 43.01 -88.00\nc 43.20 -88.10\nd 43.30 -87.90\n");
    desk.write(
        "small.prm",
        &format!(
            "[Input]\nCaseFile=small.cas\nCoordinatesFile=small.geo\nPrecisionCaseTimes=3\nStartDate=2001/1/1\n\
             EndDate=2001/1/10\nCoordinatesType=1\n[Analysis]\nAnalysisType=4\nModelType=2\nScanAreas=1\n\
             TimeAggregationUnits=3\nTimeAggregationLength=1\nMonteCarloReps=99\n{more}"
        ),
    );
}

#[test]
fn a_register_is_scanned_and_its_folder_is_whole() {
    let desk = Desk::new().county();
    let ran = desk.ok(&["scan", "county.csv", "--where", "kind is drug", "--max-km", "5", "--draws", "99"]);
    narrow(&ran.out);
    assert_eq!(desk.names("county.scan"), FILES);
    let scan = json(&desk.read("county.scan/scan.json"));
    assert_eq!(scan["schema"], "colligate.scan/1");
    let clusters = scan["result"]["clusters"].as_array().unwrap();
    let listed: u64 = clusters.iter().map(|cluster| cluster["observed"].as_u64().unwrap()).sum();
    assert_eq!(desk.read("county.scan/line-list.csv").lines().count() as u64, listed + 1);
    assert_eq!(desk.read("county.scan/clusters.col.txt").lines().count(), clusters.len() + 1);
}

#[test]
fn a_scan_gives_the_same_bytes_on_any_number_of_threads() {
    let desk = Desk::new().county();
    for (threads, out) in [("1", "one"), ("2", "two")] {
        desk.ok(&["scan", "county.csv", "--draws", "199", "--threads", threads, "--out", out]);
    }
    for file in FILES {
        let bytes = |out: &str| std::fs::read(desk.path(&format!("{out}/{file}"))).unwrap();
        assert_eq!(bytes("one"), bytes("two"), "{file}");
    }
}

#[test]
fn a_parameter_file_is_scanned_with_the_files_beside_it() {
    let desk = Desk::new();
    satscan(&desk, "");
    let ran = desk.ok(&["scan", "--prm", "small.prm", "--format", "json", "--quiet"]);
    assert_eq!(json(&ran.out)["result"]["totals"]["cases"], 8);
    assert_eq!(desk.names("small.scan"), FILES);
}

#[test]
fn a_parameter_that_is_not_supported_is_refused_by_name() {
    let desk = Desk::new();
    satscan(&desk, "SpatialWindowShapeType=1\n");
    let told = desk.refused(&["scan", "--prm", "small.prm"]);
    assert!(told.contains("SpatialWindowShapeType"), "{told}");
}

#[test]
fn a_place_without_coordinates_is_refused_with_file_and_line() {
    let desk = Desk::new();
    satscan(&desk, "");
    desk.write("small.cas", "a 1 2001/1/1\nelsewhere 1 2001/1/2\n");
    let told = desk.refused(&["scan", "--prm", "small.prm"]);
    assert!(told.contains("small.cas") && told.contains('2') && told.contains("elsewhere"), "{told}");
}

#[test]
fn surveillance_is_replayed_day_by_day() {
    let desk = Desk::new().county();
    let days = ["--from", "2018-06-01", "--to", "2018-06-05", "--days-back", "200", "--max-length", "30"];
    let mut command = vec!["scan", "county.csv", "--prospective", "--daily", "--draws", "99"];
    command.extend(days);
    let ran = desk.ok(&command);
    narrow(&ran.out);
    command.extend(["--format", "json", "--quiet"]);
    let replayed = json(&desk.ok(&command).out);
    assert_eq!(replayed["schema"], "colligate.surveillance/1");
    assert_eq!(replayed["result"]["days"].as_array().unwrap().len(), 5);
}

#[test]
fn options_that_do_not_go_together_are_refused() {
    let desk = Desk::new().county();
    for (options, named) in [
        (&["--model", "bernoulli"][..], "--cases"),
        (&["--cases", "sex is female"], "--model bernoulli"),
        (&["--shape", "time"], "--model bernoulli"),
        (&["--where", "kind is drug and age > 200"], "--where"),
        (&["--from", "2030-01-01", "--to", "2029-01-01"], "2030-01-01"),
        (&["--max-share", "2"], "share"),
    ] {
        let mut command = vec!["scan", "county.csv"];
        command.extend(options);
        let told = desk.refused(&command);
        assert!(told.contains(named), "{options:?}: {told}");
    }
}
