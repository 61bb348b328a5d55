//! `colligate interaction`: what each test gives, and what is refused.

use crate::desk::{Desk, narrow};
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Pairs of deaths: each pair at one place, its second death three days after the first; pairs far apart in both.
fn pairs(desk: &Desk, pairs: u32) {
    let mut text = String::from("id,died,lat,lon\n");
    for pair in 0..pairs {
        let (place, month) = (pair * 7 % pairs, 1 + pair % 12);
        for (one, day) in [("a", 5), ("b", 8)] {
            let (lat, year) = (43.0 + 0.05 * f64::from(place), 2015 + pair / 12);
            text.push_str(&format!("{pair}{one},{year}-{month:02}-{day:02},{lat},-88.0\n"));
        }
    }
    desk.write("pairs.csv", &text);
}

#[test]
fn pairs_at_one_place_within_days_are_found_by_every_test() {
    let desk = Desk::new();
    pairs(&desk, 24);
    for test in ["knox", "mantel", "jacquez"] {
        let command = ["interaction", "pairs.csv", "--test", test, "--neighbours", "1"];
        let ran = desk.ok(&command);
        narrow(&ran.out);
        let said = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("48 deaths tested.") && said.contains("More than chance explains: p 0.001"), "{said}");
        let found = json(&desk.ok(&[&command[..], &["--format", "json", "--quiet"]].concat()).out);
        assert_eq!(found["schema"], "colligate.interaction/1");
        assert_eq!(
            (&found["deaths"], &found["left_out"], &found["result"]["test"]),
            (&48.into(), &0.into(), &test.into())
        );
        assert_eq!(found["result"]["found"]["permuted"]["p_value"], 0.001);
        assert_eq!(found["result"]["found"]["permuted"]["statistics"].as_array().unwrap().len(), 999);
    }
    assert_eq!(desk.names("."), ["pairs.csv"]);
}

#[test]
fn knox_counts_its_near_pairs_with_thousands_apart() {
    let desk = Desk::new().county();
    let ran = desk.ok(&["interaction", "county.csv", "--km", "50", "--days", "2000", "--draws", "9"]);
    narrow(&ran.out);
    let numbers = ran.out.split(|letter: char| !(letter.is_ascii_digit() || letter == ',' || letter == '.'));
    let whole = numbers.filter(|number| number.len() > 3 && !number.contains('.')).collect::<Vec<_>>();
    assert!(whole.len() >= 3 && whole.iter().all(|number| number.contains(',')), "{}", ran.out);
}

#[test]
fn interaction_is_the_same_on_any_number_of_threads() {
    let desk = Desk::new().county();
    for test in ["knox", "mantel", "jacquez"] {
        let on = |threads| {
            desk.ok(&["interaction", "county.csv", "--test", test, "--format", "json", "--threads", threads]).out
        };
        assert_eq!(on("1"), on("2"), "{test}");
    }
}

#[test]
fn deaths_are_chosen_and_those_without_a_place_or_a_day_counted() {
    let desk = Desk::new();
    pairs(&desk, 12);
    let more = desk.read("pairs.csv") + "nowhere,2016-01-01,,\nnever,,43.0,-88.0\n";
    desk.write("pairs.csv", &more);
    let found = json(&desk.ok(&["interaction", "pairs.csv", "--format", "json", "--draws", "0"]).out);
    assert_eq!((&found["deaths"], &found["left_out"]), (&24.into(), &2.into()));
    assert_eq!(found["result"]["found"]["permuted"], Value::Null);
    let only = ["interaction", "pairs.csv", "--where", "died >= 2015-07-01", "--format", "json"];
    let found = json(&desk.ok(&only).out);
    assert_eq!(found["deaths"], 12);
    assert!(found["source"].as_str().unwrap().contains("died >= 2015-07-01"), "{}", found["source"]);
}

#[test]
fn too_few_deaths_and_wrong_filters_are_refused() {
    let desk = Desk::new();
    pairs(&desk, 12);
    for (options, named) in [
        (&["--where", "died < 2015-02-01"][..], "2 deaths"),
        (&["--where", "died < 2001-01-01"], "widen it"),
        (&["--where", "colour is red"], "--where"),
        (&["--test", "jacquez", "--neighbours", "24"], "25 or more"),
    ] {
        let told = desk.refused(&[&["interaction", "pairs.csv"][..], options].concat());
        assert!(told.contains(named), "{options:?}: {told}");
    }
}
