//! `colligate link`: general surges told beside series.

use crate::desk::{Desk, narrow};
use serde_json::Value;

const NAME: &str = "a general surge here at the time";

/// Four alike deaths in one street in May 2018, among six years of drug deaths all over a town, and twenty more drug deaths around
/// one corner in one month.
fn town(desk: &Desk, surge_at: (f64, f64), surge_in: &str) {
    let mut text = String::from("id,died,lat,lon,age,sex,place_kind,cause,substances\n");
    let mut row = |id: String, died: &str, (lat, lon): (f64, f64), age: u32, kind: &str, found: &str| {
        text.push_str(&format!("{id},{died},{lat:.5},{lon:.5},{age},male,{kind},Drug toxicity,{found}\n"));
    };
    for death in 0..600u32 {
        let (north, east) = (f64::from(death * 37 % 101) / 101.0, f64::from(death * 61 % 97) / 97.0);
        let month = death * 29 % 72;
        let died = format!("{}-{:02}-{:02}", 2015 + month / 12, 1 + month % 12, 1 + death * 17 % 28);
        row(
            format!("B{death}"),
            &died,
            (51.45 + 0.18 * north, -0.10 + 0.28 * east),
            20 + death * 7 % 60,
            "home",
            "heroin",
        );
    }
    for death in 0..20u32 {
        let (north, east) = (f64::from(death * 7 % 20) / 20.0 - 0.5, f64::from(death * 13 % 20) / 20.0 - 0.5);
        let (lat, lon) = (surge_at.0 + 0.012 * north, surge_at.1 + 0.018 * east);
        row(format!("S{death}"), &format!("{surge_in}-{:02}", 1 + death), (lat, lon), 25 + 2 * death, "home", "heroin");
    }
    for (death, day) in [2, 7, 12, 18].into_iter().enumerate() {
        let at = (51.5402 + 0.0002 * death as f64, 0.0801);
        row(format!("X{death}"), &format!("2018-05-{day:02}"), at, 21 + death as u32, "churchyard", "GHB");
    }
    desk.write("town.csv", &text);
}

/// The series with three or more of the four, and what is said of a surge.
fn linked(desk: &Desk, more: &[&str]) -> (Value, Option<Value>) {
    let command = ["link", "town.csv", "--draws", "19", "--no-replay", "--format", "json", "--quiet"];
    let result: Value = serde_json::from_str(&desk.ok(&[&command[..], more].concat()).out).unwrap();
    let all = result["series"].as_array().unwrap();
    let of_the_four = |series: &&Value| {
        let members = series["members"].as_array().unwrap();
        members.iter().filter(|member| member["id"].as_str().unwrap().starts_with('X')).count() >= 3
    };
    let series = all.iter().find(of_the_four).unwrap().clone();
    let explanations = series["explanations"].as_array().unwrap();
    let told = explanations.iter().find(|explanation| explanation["name"] == NAME).cloned();
    (series, told)
}

#[test]
fn a_surge_where_and_when_members_died_is_told_with_its_counts() {
    let desk = Desk::new();
    town(&desk, (51.5402, 0.0801), "2018-05");
    let (series, told) = linked(&desk, &[]);
    let told = told.unwrap();
    assert_eq!(told["supported"], true, "{told}");
    let surge = &series["surges"][0];
    let (inside, members) = (surge["members"].as_array().unwrap().len(), series["members"].as_array().unwrap().len());
    assert_eq!(surge["among"], "drug-related deaths");
    assert!(surge["observed"].as_u64().unwrap() >= 12 && surge["expected"].as_f64().unwrap() < 4.0, "{surge}");
    assert!(surge["p_value"].as_f64().unwrap() <= 0.05 && 2 * inside >= members, "{surge}");
    let sentence = told["sentence"].as_str().unwrap();
    assert!(sentence.contains(&format!("{} other drug-related deaths within", surge["observed"])), "{sentence}");
    assert!(sentence.contains(&format!("{inside} of the {members} members died there and then")), "{sentence}");
    let page = desk.read("town.colligate/report.html");
    assert!(page.contains("A general surge here at the time") && page.contains("class=\"surge\""));
    let ran = desk.ok(&["link", "town.csv", "--draws", "19", "--no-replay"]);
    narrow(&ran.out);
    assert!(ran.out.contains("A general surge here at the time (supported by the counts)"), "{}", ran.out);
}

#[test]
fn a_surge_elsewhere_or_at_another_time_is_not_told() {
    for (at, month) in [((51.47, -0.08), "2018-05"), ((51.5402, 0.0801), "2018-11")] {
        let desk = Desk::new();
        town(&desk, at, month);
        let (series, told) = linked(&desk, &[]);
        let told = told.unwrap();
        assert_eq!((&told["supported"], &series["surges"]), (&false.into(), &Value::Array(vec![])), "{told}");
        assert!(told["sentence"].as_str().unwrap().starts_with("no surge holds a member"), "{told}");
    }
}

#[test]
fn without_a_scan_nothing_is_said_of_surges() {
    let desk = Desk::new();
    town(&desk, (51.5402, 0.0801), "2018-05");
    let (series, told) = linked(&desk, &["--no-scan"]);
    assert_eq!((&series["surges"], told), (&Value::Null, None));
}

#[test]
fn surges_are_the_same_on_any_number_of_threads() {
    let desk = Desk::new();
    town(&desk, (51.5402, 0.0801), "2018-05");
    assert_eq!(linked(&desk, &["--threads", "1"]), linked(&desk, &["--threads", "2"]));
}
