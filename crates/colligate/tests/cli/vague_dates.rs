//! Dates known by month, by year or to some days only: no command makes a day of them.

use crate::desk::{Desk, Ran};
use serde_json::Value;

/// Deaths by the day, one every eight days over two years, at places spread over a town.
fn by_the_day() -> String {
    let mut text = "id,died,died_to,lat,lon,age,sex,manner,cause\n".to_owned();
    for k in 0..90 {
        let day = colligate_register::Day::from_ymd(2016, 1, 3).unwrap() + 8 * k;
        let (lat, lon) = (51.0 + 0.004 * f64::from((7 * k) % 25), -1.0 - 0.005 * f64::from((11 * k) % 23));
        text += &format!("D-{k},{day},,{lat:.5},{lon:.5},{},male,accident,Drowning\n", 30 + k % 40);
    }
    text
}

/// So many deaths along one street, all dated alike.
fn in_one_street(died: &str, died_to: &str, count: usize) -> String {
    let row = |k: usize| {
        let lat = 51.04 + 0.0003 * k as f64;
        format!("Y-{k},{died},{died_to},{lat:.5},-1.0500,{},female,natural,Bronchopneumonia\n", 50 + k)
    };
    (0..count).map(row).collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn scan(desk: &Desk, more: &[&str]) -> (Value, Ran) {
    let command = ["scan", "deaths.csv", "--max-km", "2", "--draws", "99", "--out", "out"];
    let ran = desk.ok(&[&command, more].concat());
    (json(&desk.read("out/scan.json")), ran)
}

/// Warnings of a scan or reasons of another command that speak of dates which are not known well enough.
fn too_vague(reasons: &Value) -> Vec<u64> {
    let all = reasons.as_array().unwrap().iter();
    all.filter(|one| one["what"].as_str().unwrap().contains("date is not known"))
        .filter_map(|one| one["count"].as_u64())
        .collect()
}

#[test]
fn deaths_known_by_their_year_month_or_a_fortnight_are_no_cluster_of_a_made_up_day() {
    for (died, died_to) in [("2016", ""), ("2016-09", ""), ("2016-09-02", "2016-09-16")] {
        let desk = Desk::new();
        desk.write("deaths.csv", &(by_the_day() + &in_one_street(died, died_to, 9)));
        let (found, ran) = scan(&desk, &[]);
        assert_eq!(found["result"]["totals"]["cases"], 90, "{died}");
        assert_eq!(too_vague(&found["result"]["warnings"]), [9], "{died}");
        assert!(ran.out.contains("date is not known to the day, left out: 9."), "{}", ran.out);
        for cluster in found["result"]["clusters"].as_array().unwrap() {
            assert!(cluster["significance"]["p_value"].as_f64().unwrap() > 0.05, "{died}: {cluster}");
        }
    }
}

#[test]
fn a_weekly_scan_takes_deaths_known_to_a_few_days_and_leaves_out_those_known_by_month() {
    let desk = Desk::new();
    let few_days = in_one_street("2016-09-02", "2016-09-05", 4).replace("Y-", "F-");
    desk.write("deaths.csv", &(by_the_day() + &few_days + &in_one_street("2016-09", "", 9)));
    let (found, _) = scan(&desk, &["--every", "7"]);
    assert_eq!((&found["result"]["totals"]["cases"], too_vague(&found["result"]["warnings"])), (&94.into(), vec![9]));
}

#[test]
fn a_yearly_scan_keeps_deaths_known_by_their_year_in_that_year_and_shows_no_day_for_them() {
    let desk = Desk::new();
    let later = by_the_day().replace("2016-", "2014-").replace("2017-", "2015-");
    let later = later.lines().skip(1).map(|line| format!("L{line}\n")).collect::<String>();
    desk.write("deaths.csv", &(by_the_day() + &later + &in_one_street("2016", "", 9)));
    let (found, _) = scan(&desk, &["--unit", "years", "--max-length", "2"]);
    assert_eq!(found["result"]["totals"]["cases"], 189);
    assert_eq!((&found["result"]["from"], &found["result"]["to"]), (&"2014-01-01".into(), &"2017-12-31".into()));
    assert_eq!(found["result"]["totals"]["intervals"], 4);
    let strongest = &found["result"]["clusters"][0];
    assert_eq!((&strongest["from"], &strongest["to"]), (&"2016-01-01".into(), &"2016-12-31".into()), "{strongest}");
    let list = desk.read("out/line-list.csv");
    let row = list.lines().find(|line| line.contains("Y-3")).unwrap();
    assert!(row.starts_with("1,Y-3,2016,"), "{row}");
    assert!(!list.contains("2016-07-02") && !desk.read("out/report.html").contains("2 Jul 2016"));
}

#[test]
fn subsets_and_interaction_leave_out_and_count_what_is_dated_less_exactly_than_they_ask_for() {
    let desk = Desk::new();
    desk.write("deaths.csv", &(by_the_day() + &in_one_street("2016", "", 9)));
    let of = |command: &[&str]| json(&desk.ok(&[command, &["--draws", "19", "--format", "json"]].concat()).out);
    for command in [
        &["subsets", "deaths.csv"][..],
        &["interaction", "deaths.csv"],
        &["interaction", "deaths.csv", "--test", "mantel"],
        &["interaction", "deaths.csv", "--test", "jacquez"],
    ] {
        let found = of(command);
        let counted = found.get("scanned").or(found.get("deaths")).unwrap();
        assert_eq!((counted, &found["left_out"]), (&90.into(), &9.into()), "{command:?}");
        assert_eq!(too_vague(&found["left_out_reasons"]), [9], "{command:?}");
    }
    let by_year = of(&["interaction", "deaths.csv", "--days", "366"]);
    assert_eq!((&by_year["deaths"], &by_year["left_out"]), (&99.into(), &0.into()));
    let told = desk.ok(&["interaction", "deaths.csv", "--draws", "19"]).out;
    assert!(told.contains("Deaths whose date is not known to within 30 days, left out: 9."), "{told}");
}

#[test]
fn a_register_that_knows_years_alone_is_refused_by_the_day_with_the_remedy() {
    let desk = Desk::new();
    let years: String =
        (0..12).map(|k| in_one_street(&format!("{}", 2004 + k), "", 3).replace("Y-", &format!("Y{k}-"))).collect();
    desk.write("deaths.csv", &("id,died,died_to,lat,lon,age,sex,manner,cause\n".to_owned() + &years));
    let said = desk.refused(&["scan", "deaths.csv", "--out", "out"]);
    assert!(said.contains("36 deaths whose date is not known to the day") && said.contains("--unit years"), "{said}");
    assert!(desk.refused(&["subsets", "deaths.csv"]).contains("36 deaths whose date is not known to within 7 days"));
    assert!(desk.refused(&["interaction", "deaths.csv"]).contains("36 deaths"));
}

#[test]
fn the_nearest_deaths_show_a_date_as_exactly_as_it_is_on_record() {
    for (died, died_to, words, written) in [
        ("2016", "", "in 2016", "2016"),
        ("2016-09", "", "in Sep 2016", "2016-09"),
        ("2016-09-02", "2016-09-11", "from 2 Sep 2016 to 11 Sep 2016", "2016-09-02/2016-09-11"),
    ] {
        let desk = Desk::new();
        desk.write("deaths.csv", &(by_the_day() + &in_one_street(died, died_to, 9)));
        let ran = desk.ok(&["nearest", "deaths.csv", "--death", "Y-4", "--top", "40"]);
        let found = desk.ok(&["nearest", "deaths.csv", "--death", "Y-4", "--top", "40", "--format", "json"]).out;
        for made_up in ["2016-07-02", "2016-07-01", "2016-09-15", "2016-09-16", "2016-09-06", "2016-09-07"] {
            let real = by_the_day().contains(made_up);
            assert!(real || !found.contains(made_up), "{made_up} is in {found}");
        }
        assert!(ran.out.contains(words), "{words:?} is not in {}", ran.out);
        assert!(!ran.out.contains("on the same day"), "{}", ran.out);
        let found = json(&found);
        assert_eq!((&found["death"]["day"], &found["death"]["died"]), (&Value::Null, &written.into()));
    }
}

#[test]
fn two_deaths_of_one_year_or_month_at_one_address_are_no_event_of_one_day() {
    for died in ["2016", "2016-09"] {
        let desk = Desk::new();
        let row = |k: usize| format!("T-{k},{died},,51.20000,-1.20000,{},male,accident,Fire\n", 20 + k);
        desk.write("deaths.csv", &(by_the_day() + &row(1) + &row(2)));
        desk.ok(&["link", "deaths.csv", "--draws", "0", "--no-replay", "--no-scan", "--out", "out"]);
        assert_eq!(json(&desk.read("out/series.json"))["incidents"], Value::Array(Vec::new()), "{died}");
    }
}

#[test]
fn a_filter_that_a_vague_date_leaves_open_takes_no_such_death_and_says_so() {
    let desk = Desk::new();
    desk.write("deaths.csv", &(by_the_day() + &in_one_street("2016", "", 9)));
    let of = |reasons: &Value, of: &str| -> Vec<u64> {
        let all = reasons.as_array().unwrap().iter();
        let of = all.filter(|one| one["what"].as_str().unwrap().contains(of));
        of.filter_map(|one| one["count"].as_u64()).collect()
    };
    let (found, _) = scan(&desk, &["--where", "died >= 2016-06-01"]);
    assert_eq!(of(&found["result"]["warnings"], "too inexactly for --where, left out"), [9]);
    let (found, _) = scan(&desk, &["--where", "died >= 2016"]);
    assert_eq!(of(&found["result"]["warnings"], "--where"), [0u64; 0]);
    let bernoulli = ["--model", "bernoulli", "--unit", "years", "--shape", "space", "--cases", "died >= 2016-06-01"];
    let (found, _) = scan(&desk, &bernoulli);
    assert_eq!(of(&found["result"]["warnings"], "too inexactly for --cases, taken as controls"), [9]);
    desk.write(
        "years.csv",
        &("id,died,died_to,lat,lon,age,sex,manner,cause\n".to_owned() + &in_one_street("2016", "", 9)),
    );
    let told = desk.refused(&["scan", "years.csv", "--where", "died >= 2016-06-01"]);
    assert!(told.contains("no death matches --where") && told.contains("9 deaths whose date is known too"), "{told}");
    let among = ["--among", "died >= 2016-06-01"];
    let said = "9 deaths have dates known too inexactly for --among";
    let ran =
        desk.ok(&[&["link", "deaths.csv", "--draws", "9", "--format", "json", "--out", "linked"], &among[..]].concat());
    assert!(ran.out.contains(said), "{}", ran.out);
    let ran = desk.ok(&[&["nearest", "deaths.csv", "--death", "D-1"], &among[..]].concat());
    assert!(ran.err.contains(said), "{}", ran.err);
}
