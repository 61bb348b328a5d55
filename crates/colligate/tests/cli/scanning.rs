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
fn options_beside_a_parameter_file_are_refused_with_the_parameter_that_says_it() {
    let desk = Desk::new();
    satscan(&desk, "");
    for (option, value, parameter) in [
        ("--model", "bernoulli", "ModelType"),
        ("--rates", "low", "ScanAreas"),
        ("--min-cases", "5", "MinimumCasesInHighRateClusters"),
        ("--max-share", "0.2", "MaxSpatialSizeInPopulationAtRisk"),
        ("--every", "7", "TimeAggregationLength"),
        ("--dates", "dmy", "parameter file"),
    ] {
        let told = desk.refused(&["scan", "--prm", "small.prm", option, value]);
        assert!(told.contains(option) && told.contains(parameter), "{option}: {told}");
    }
    // The default, written out, is refused as well: the file may say something else.
    let told = desk.refused(&["scan", "--prm", "small.prm", "--max-share", "0.5"]);
    assert!(told.contains("--max-share"), "{told}");
}

#[test]
fn draws_and_seed_beside_a_parameter_file_are_obeyed_and_told() {
    let desk = Desk::new();
    satscan(&desk, "PValueReportType=1\n");
    let scan = |more: &[&str]| {
        let command = [&["scan", "--prm", "small.prm", "--format", "json", "--quiet"][..], more].concat();
        json(&desk.ok(&command).out)
    };
    let (plain, other) = (scan(&[]), scan(&["--draws", "199", "--seed", "77"]));
    let draws = |scan: &Value| scan["result"]["simulated"][0]["strongest"].as_array().unwrap().clone();
    assert_eq!((draws(&plain).len(), draws(&other).len()), (99, 199));
    assert_eq!(other["facts"]["analysis"]["draws"], serde_json::json!({ "count": 199, "seed": 77 }));
    assert_ne!(draws(&plain)[..], draws(&other)[..99], "another seed gives other draws");
    let told = other["result"]["warnings"].to_string();
    assert!(told.contains("--draws 199 instead of MonteCarloReps=99") && told.contains("--seed 77"), "{told}");
}

#[test]
fn identifiers_at_one_point_have_their_own_names_cases_and_coordinates() {
    let desk = Desk::new();
    satscan(&desk, "[Output]\nResultsFile=out_of_here.txt\n");
    // ab and ac share a point; b lies next to it.
    desk.write(
        "small.cas",
        "ab 1 2001/1/9\nac 2 2001/1/9\nb 3 2001/1/10\nb 1 2001/1/2\n\
         c 3 2001/1/1\nc 2 2001/1/3\nd 3 2001/1/5\nd 3 2001/1/4\n",
    );
    desk.write("small.geo", "ac 43.00 -88.00\nab 43.00 -88.00\nb 43.001 -88.00\nc 43.40 -88.10\nd 43.80 -87.90\n");
    let ran = desk.ok(&["scan", "--prm", "small.prm", "--quiet"]);
    assert!(ran.out.contains("out_of_here.txt"), "names stand in notes as they are: {}", ran.out);
    let lists: Vec<Vec<String>> = ["line-list.csv", "places.gis.txt"]
        .map(|name| desk.read(&format!("small.scan/{name}")).lines().skip(1).map(str::to_owned).collect())
        .into();
    let first = |name: &str, sign: char, column: usize| -> Vec<&String> {
        let list = &lists[usize::from(sign == ' ')];
        list.iter().filter(|row| row.split(sign).nth(column) == Some(name)).collect()
    };
    assert_eq!(first("ab", ',', 3), ["1,,2001-01-09,ab,43,-88,1"], "{lists:?}");
    assert_eq!(first("ac", ',', 3), ["1,,2001-01-09,ac,43,-88,2"], "{lists:?}");
    assert_eq!(first("b", ',', 3), ["1,,2001-01-10,b,43.001,-88,3"], "{lists:?}");
    for (name, end) in
        [("ab", " 1 43.000000 -88.000000"), ("ac", " 2 43.000000 -88.000000"), ("b", " 3 43.001000 -88.000000")]
    {
        let rows = first(name, ' ', 0);
        assert!(rows.len() == 1 && rows[0].ends_with(end), "{name}: {rows:?}");
    }
}

/// Three years of cases all over a town, an outbreak of `many` in ten days around a corner, and another one half as strong far
/// away in the same days.
fn town_with_outbreaks(desk: &Desk) {
    let mut text = String::from("id,died,lat,lon\n");
    let mut row = |id: String, day: u32, lat: f64, lon: f64| {
        let date = format!("2021-{:02}-{:02}", 1 + day / 28 % 12, 1 + day % 28);
        text.push_str(&format!("{id},{date},{lat:.5},{lon:.5}\n"));
    };
    for case in 0..260u32 {
        let (north, east) = (f64::from(case * 37 % 101) / 101.0, f64::from(case * 61 % 97) / 97.0);
        row(format!("B{case}"), case * 89 % 336, 51.4 + 0.2 * north, -0.1 + 0.3 * east);
    }
    for case in 0..12u32 {
        row(format!("A{case}"), 300 + case * 5 / 6, 51.5 + 0.0003 * f64::from(case % 4), 0.05);
    }
    for case in 0..7u32 {
        row(format!("Z{case}"), 301 + case, 51.41, -0.09 + 0.0003 * f64::from(case % 3));
    }
    desk.write("town.csv", &text);
}

#[test]
fn each_signal_of_a_daily_scan_is_one_row_with_its_peak_in_every_file() {
    let desk = Desk::new();
    town_with_outbreaks(&desk);
    let command = ["scan", "town.csv", "--prospective", "--daily", "--draws", "99", "--max-length", "21", "--from"];
    let days = ["2021-11-15", "--to", "2021-12-10", "--days-back", "250", "--max-km", "2"];
    let ran = desk.ok(&[&command[..], &days].concat());
    narrow(&ran.out);
    assert_eq!(desk.names("town.daily"), ["line-list.csv", "report.html", "signals.csv", "surveillance.json"]);
    let replayed = json(&desk.read("town.daily/surveillance.json"));
    let signals = replayed["result"]["signals"].as_array().unwrap();
    let strongest = &signals[0];
    let peaks: Vec<f64> = signals.iter().map(|signal| signal["recurrence_days"].as_f64().unwrap()).collect();
    assert!(peaks.is_sorted_by(|a, b| a >= b), "{peaks:?}");
    let of_days = replayed["result"]["days"].as_array().unwrap();
    let best = of_days.iter().filter_map(|day| day["strongest"]["recurrence_days"].as_f64()).fold(0.0, f64::max);
    assert_eq!(peaks[0], best, "the first signal is that of the strongest day");
    let over = |level: usize| strongest["first_over"][level]["day"].as_str().unwrap();
    assert!(over(0) <= over(1) && over(1) <= over(2) && over(2) <= strongest["peak"].as_str().unwrap());
    assert!(strongest["cluster"]["observed"].as_u64().unwrap() >= 10 && strongest["days"].as_u64().unwrap() > 5);
    // The weaker outbreak of the same days is a signal of its own.
    let cases = desk.read("town.daily/line-list.csv");
    let of = |letter: &str| {
        let rows = cases.lines().filter(|row| row.split(',').nth(1).unwrap().starts_with(letter));
        rows.map(|row| row.split(',').next().unwrap().to_owned()).collect::<std::collections::BTreeSet<_>>()
    };
    assert!(of("A").is_disjoint(&of("Z")) && !of("Z").is_empty(), "{cases}");
    let table = desk.read("town.daily/signals.csv");
    assert_eq!(table.lines().count(), signals.len() + 1);
    assert!(table.starts_with("signal,first,last,days,first_over_30,first_over_100,first_over_365,peak,"), "{table}");
    let page = desk.read("town.daily/report.html");
    assert!(page.contains("The signals, strongest first") && page.matches("<tr>").count() >= signals.len());
    assert!(ran.out.contains("the strongest first"), "{}", ran.out);
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
        (&["--from", "2030-01-01", "--to", "2029-01-01"], "before it begins on 1 Jan 2030"),
        (&["--max-share", "2"], "share"),
    ] {
        let mut command = vec!["scan", "county.csv"];
        command.extend(options);
        let told = desk.refused(&command);
        assert!(told.contains(named), "{options:?}: {told}");
    }
}
