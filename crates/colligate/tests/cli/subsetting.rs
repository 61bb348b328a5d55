//! `colligate subsets`: a cluster among some, its files, and what is refused.

use crate::desk::{Desk, narrow};
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Two years of deaths at twenty places, and in one month twelve women in one place.
fn planted(desk: &Desk) {
    let mut text = String::from("id,died,lat,lon,sex,age\n");
    let day = |number: u32| format!("{}-{:02}-{:02}", 2018 + number / 360, 1 + number % 360 / 30, 1 + number % 30 % 28);
    for death in 0..400u32 {
        let (lat, lon) = (43.0 + 0.02 * f64::from(death % 5), -88.0 + 0.02 * f64::from(death % 4));
        let sex = if death % 3 == 0 { "female" } else { "male" };
        text.push_str(&format!("D{death},{},{lat},{lon},{sex},{}\n", day(death * 37 % 720), 20 + death * 13 % 60));
    }
    for death in 0..12u32 {
        text.push_str(&format!("P{death},2019-06-{:02},43.04,-87.98,female,{}\n", 1 + 2 * death, 22 + 5 * death));
    }
    desk.write("planted.csv", &text);
}

const SCAN: [&str; 6] = ["subsets", "planted.csv", "--by", "sex,age", "--max-km", "1"];

#[test]
fn a_cluster_among_women_is_told_as_one() {
    let desk = Desk::new();
    planted(&desk);
    let ran = desk.ok(&SCAN);
    narrow(&ran.out);
    assert!(ran.out.contains("412 deaths") && ran.out.contains("sex: female"), "{}", ran.out);
    assert_eq!(desk.names("."), ["planted.csv"]);
}

#[test]
fn the_folder_holds_the_json_and_the_line_list() {
    let desk = Desk::new();
    planted(&desk);
    let ran = desk.ok(&[&SCAN[..], &["--out", "women", "--format", "json"]].concat());
    assert_eq!(desk.names("women"), ["line-list.csv", "subsets.json"]);
    assert_eq!(ran.out, desk.read("women/subsets.json"));
    let found = json(&ran.out);
    assert_eq!((&found["schema"], &found["scanned"]), (&"colligate.subsets/1".into(), &412.into()));
    let clusters = found["clusters"].as_array().unwrap();
    let strongest = &clusters[0];
    assert_eq!(strongest["cluster"]["p_value"], 0.01);
    assert_eq!(strongest["cluster"]["chosen"][0]["values"], serde_json::json!(["female"]));
    let deaths: Vec<&str> = strongest["deaths"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    assert!(deaths.iter().filter(|id| id.starts_with('P')).count() >= 10, "{deaths:?}");
    let listed: u64 = clusters.iter().map(|cluster| cluster["cluster"]["observed"].as_u64().unwrap()).sum();
    let list = desk.read("women/line-list.csv");
    assert_eq!(list.lines().count() as u64, listed + 1);
    assert!(list.starts_with("cluster,case,died,latitude,longitude\n1,"), "{list}");
    // Every field is in the documentation.
    let page = include_str!("../../../../docs/scan-schema.md");
    for name in found.as_object().unwrap().keys().chain(strongest["cluster"].as_object().unwrap().keys()) {
        assert!(
            page.contains(&format!("`{name}`")) || page.contains(&format!("`{name}[]`")) || name == "clusters",
            "{name}"
        );
    }
}

#[test]
fn subsets_are_the_same_on_any_number_of_threads() {
    let desk = Desk::new();
    planted(&desk);
    for (threads, out) in [("1", "one"), ("2", "two")] {
        desk.ok(&[&SCAN[..], &["--threads", threads, "--out", out]].concat());
    }
    for file in ["line-list.csv", "subsets.json"] {
        assert_eq!(desk.read(&format!("one/{file}")), desk.read(&format!("two/{file}")), "{file}");
    }
}

#[test]
fn what_cannot_be_scanned_is_refused_and_nothing_is_left() {
    let desk = Desk::new();
    planted(&desk);
    desk.write("mine.txt", "mine");
    for (options, named) in [
        (&["--where", "sex is other"][..], "widen it"),
        (&["--where", "sex is"], "--where"),
        (&["--lengths", "5000", "--out", "found"], "5000 days"),
        (&["--out", "mine.txt"], "mine.txt"),
    ] {
        let told = desk.refused(&[&["subsets", "planted.csv"][..], options].concat());
        assert!(told.contains(named), "{options:?}: {told}");
    }
    assert_eq!(desk.names("."), ["mine.txt", "planted.csv"]);
}
