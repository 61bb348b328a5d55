//! Where nothing can be compared, that comes first, with what to do, and the exit code is 3.

use crate::desk::{Desk, narrow};
use serde_json::Value;

fn grid(count: usize) -> String {
    let row = |k: usize| {
        let (east, north) = (385_000 + 137 * k, 398_000 + 211 * k);
        format!("A{k},20{:02}-03-{:02},{east},{north},{}\n", 15 + k % 5, k % 28 + 1, 20 + k)
    };
    format!("id,died,Easting,Northing,age\n{}", (0..count).map(row).collect::<String>())
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const FIRST: &str = "Nothing was compared: none of 40 deaths has a place";
const GRID: &str = "Columns \"Easting\" and \"Northing\" look like coordinates of the British National Grid";

#[test]
fn a_register_without_understood_places_says_so_first_everywhere_and_ends_with_3() {
    let desk = Desk::new();
    desk.write("grid.csv", &grid(40));
    let ran = desk.run(&["link", "grid.csv", "--draws", "19", "--out", "out"]);
    assert_eq!(ran.code, Some(3), "{}{}", ran.out, ran.err);
    let text = on_one_line(&ran.out);
    assert!(text.starts_with(FIRST) && text.contains(GRID) && text.contains("What to do: "), "{text}");
    assert!(!text.contains("No series was found"), "{text}");
    narrow(&ran.out);
    let page = desk.read("out/report.html");
    assert!(page.contains("<h1>Nothing was compared</h1>") && page.contains("British National Grid"), "{page}");
    let json: Value = serde_json::from_str(&desk.read("out/series.json")).unwrap();
    let told = &json["register"]["not_compared"];
    assert_eq!((&told["nothing"], &told["with_date"], &told["with_place"]), (&true.into(), &40.into(), &0.into()));
    assert_eq!(told["columns"][0]["columns"], serde_json::json!(["Easting", "Northing"]));
    assert_eq!(json["run"]["draws"], 0);

    for command in ["link", "replay"] {
        let ran = desk.run(&[command, "grid.csv", "--draws", "19", "--format", "json"]);
        assert_eq!(ran.code, Some(3), "{command}: {}", ran.err);
        let json: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(json["register"]["not_compared"]["nothing"], true, "{command}");
        assert!(on_one_line(&ran.err).contains(FIRST), "{command}: {}", ran.err);
    }
    let ran = desk.run(&["replay", "grid.csv", "--draws", "19"]);
    assert_eq!(ran.code, Some(3));
    assert!(on_one_line(&ran.out).starts_with(FIRST) && !ran.out.contains("no series stood"), "{}", ran.out);
    for command in ["scan", "subsets", "interaction"] {
        let ran = desk.run(&[command, "grid.csv", "--draws", "19"]);
        assert_eq!(ran.code, Some(3), "{command}: {}{}", ran.out, ran.err);
        assert!(
            on_one_line(&ran.err).contains(FIRST) && on_one_line(&ran.err).contains(GRID),
            "{command}: {}",
            ran.err
        );
        let ran = desk.run(&[command, "grid.csv", "--draws", "19", "--format", "json"]);
        let json: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!((ran.code, &json["not_compared"]["nothing"]), (Some(3), &true.into()), "{command}");
    }
    let ran = desk.run(&["nearest", "grid.csv", "--death", "A1"]);
    assert_eq!(ran.code, Some(3), "{}", ran.err);
    assert!(on_one_line(&ran.out).starts_with(FIRST), "{}", ran.out);
    let ran = desk.ok(&["profile", "grid.csv"]);
    assert!(on_one_line(&ran.out).starts_with(FIRST), "{}", ran.out);
}

#[test]
fn an_import_of_what_was_not_understood_says_so_first_and_ends_with_3() {
    let desk = Desk::new();
    desk.write("grid.csv", &grid(40));
    let ran = desk.run(&["import", "grid.csv", "--no-link", "--database", "office.db"]);
    assert_eq!(ran.code, Some(3), "{}{}", ran.out, ran.err);
    assert!(on_one_line(&ran.out).starts_with(FIRST) && ran.out.contains("40 rows"), "{}", ran.out);
    // Columns that are there and empty are understood: the day's places may come tomorrow.
    desk.write("day.csv", "id,died,lat,lon\nB1,2020-01-01,,\nB2,2020-01-02,,\n");
    let ran = desk.ok(&["import", "day.csv", "--no-link", "--database", "office.db"]);
    assert!(on_one_line(&ran.out).starts_with("Nothing was compared"), "{}", ran.out);
}

#[test]
fn few_places_are_said_first_and_the_rest_is_compared() {
    let desk = Desk::new();
    let rows: Vec<String> = (0..60)
        .map(|k| {
            let point = if k < 4 { format!("51.5{k},0.1") } else { ",".to_owned() };
            format!("A{k},2019-03-{:02},{point}", k % 28 + 1)
        })
        .collect();
    desk.write("few.csv", &format!("id,died,lat,lon\n{}\n", rows.join("\n")));
    let ran = desk.ok(&["link", "few.csv", "--draws", "9", "--out", "out"]);
    assert!(
        on_one_line(&ran.out).starts_with("Most deaths were not compared: only 4 of 60 deaths (7%) have a place"),
        "{}",
        ran.out
    );
    assert!(desk.read("out/report.html").contains("Most deaths were not compared"));
}

#[test]
fn deaths_that_all_lie_far_apart_were_not_compared_and_that_is_no_fault() {
    let desk = Desk::new();
    desk.write("far.csv", "id,died,lat,lon\nA,2019-03-01,51.5,0.1\nB,2019-03-02,53.5,-2.2\n");
    let ran = desk.ok(&["link", "far.csv", "--draws", "3", "--out", "out"]);
    let text = on_one_line(&ran.out);
    assert!(text.contains("Nothing was compared: no two deaths with a place and a date lie within 1"), "{text}");
    assert!(desk.read("out/report.html").contains("<h1>Nothing was compared</h1>"));
}

#[test]
fn the_same_file_and_today_give_the_same_bytes_and_today_is_recorded() {
    let desk = Desk::new().county();
    let run = |today: &[&str]| {
        let arguments = [&["link", "county.csv", "--draws", "9", "--format", "json"], today].concat();
        let ran = desk.ok(&arguments).out;
        let json: Value = serde_json::from_str(&ran).unwrap();
        (json["run"]["today"].as_str().map(str::to_owned), ran)
    };
    let (today, first) = run(&["--today", "2040-01-02"]);
    assert_eq!(today.as_deref(), Some("2040-01-02"));
    assert_eq!(run(&["--today", "2040-01-02"]).1, first);
    assert_eq!(run(&["--as-of", "2035-01-01"]).0.as_deref(), Some("2035-01-01"));
    assert!(run(&[]).0.is_some(), "else the day of the run");
}

#[test]
fn the_exit_codes_stand_in_the_help() {
    let help = Desk::new().ok(&["--help"]).out;
    assert!(on_one_line(&help).contains("3 where nothing could be compared"), "{help}");
}
