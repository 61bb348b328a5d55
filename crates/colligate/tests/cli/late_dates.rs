//! Dates typed a year too late or too early: they end no study period, and are said.

use crate::desk::Desk;
use colligate_register::Day;
use serde_json::Value;

/// A row of a register, on a day after 1 Jan 2018.
fn row(id: &str, day: i32, lat: f64, lon: f64) -> String {
    let day = Day::from_ymd(2018, 1, 1).unwrap() + day;
    format!("{id},{day},{lat:.5},{lon:.5},40,male,accident,Drowning\n")
}

/// 400 deaths in 800 days over a town, and seven within 300 metres in its last twelve days.
fn register() -> String {
    let over = |k: i32| (51.0 + 0.004 * f64::from((7 * k) % 25), -1.0 - 0.005 * f64::from((11 * k) % 23));
    let bulk = (0..400).map(|k| row(&format!("D-{k}"), 2 * k, over(k).0, over(k).1));
    let last = (0..7).map(|k| row(&format!("C-{k}"), 787 + 2 * k.min(5), 51.2 + 0.0004 * f64::from(k), -1.2));
    let head = "id,died,lat,lon,age,sex,manner,cause\n".to_owned();
    head + &bulk.chain(last).collect::<String>()
}

fn surveyed(more: &str, options: &[&str]) -> (Value, String) {
    let desk = Desk::new();
    desk.write("deaths.csv", &(register() + more));
    let scan =
        ["scan", "deaths.csv", "--prospective", "--max-length", "60", "--max-km", "2", "--draws", "99", "--out", "out"];
    let ran = desk.ok(&[&scan, options].concat());
    (serde_json::from_str(&desk.read("out/scan.json")).unwrap(), ran.out)
}

#[test]
fn dates_typed_wrong_do_not_hide_a_cluster_that_goes_on_at_the_true_end() {
    let (sound, _) = surveyed("", &[]);
    let strongest = |found: &Value| found["result"]["clusters"][0]["cases"].as_array().map(Vec::len);
    assert_eq!((strongest(&sound), sound["result"]["to"].as_str()), (Some(7), Some("2020-03-09")));
    assert_eq!(sound["result"]["warnings"], Value::Array(Vec::new()));
    let late = row("X-1", 797 + 365, 51.03, -1.03);
    let several: String = (0..4).map(|k| row(&format!("X-{k}"), 1_000 + 170 * k, 51.03, -1.03)).collect();
    let early = row("X-9", -3_000, 51.03, -1.03);
    for (more, count) in
        [(late.clone(), 1), (several.clone(), 4), (late + &early, 2), (early.clone(), 1), (several + &early, 5)]
    {
        let (found, told) = surveyed(&more, &[]);
        assert_eq!(strongest(&found), Some(7), "{more}");
        assert_eq!(
            (&found["result"]["from"], &found["result"]["to"]),
            (&sound["result"]["from"], &sound["result"]["to"]),
            "{more}"
        );
        let warnings = found["result"]["warnings"].as_array().unwrap();
        assert_eq!(warnings.iter().filter_map(|one| one["count"].as_u64()).sum::<u64>(), count, "{warnings:?}");
        assert!(told.contains("dated far"), "{told}");
    }
}

#[test]
fn days_that_are_asked_for_are_scanned_whatever_stands_alone() {
    let late = row("X-1", 797 + 365, 51.03, -1.03);
    let (found, told) = surveyed(&late, &["--to", "2021-03-08"]);
    assert_eq!(found["result"]["to"], "2021-03-08");
    assert!(!told.contains("dated far"), "{told}");
}

#[test]
fn subsets_interaction_and_a_replay_have_the_same_sense_of_the_end() {
    let desk = Desk::new();
    desk.write("deaths.csv", &(register() + &row("X-1", 797 + 365, 51.03, -1.03)));
    let json = |command: &[&str]| -> Value {
        serde_json::from_str(&desk.ok(&[command, &["--format", "json"]].concat()).out).unwrap()
    };
    let found = json(&["subsets", "deaths.csv", "--prospective", "--draws", "9"]);
    assert_eq!((&found["to"], &found["left_out"]), (&"2020-03-09".into(), &1.into()));
    assert_eq!(json(&["interaction", "deaths.csv", "--draws", "9"])["left_out"], 1);
    let replayed = json(&["replay", "deaths.csv", "--draws", "3", "--every", "400"]);
    let notes = replayed["register"]["notes"].to_string();
    assert!(notes.contains("1 death is dated far after all others (after 9 Mar 2020), as on 8 Mar 2021"), "{notes}");
}
