//! What the checks find in rows and in whole registers.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail the test")]

mod common;

use colligate_register::{Input, Profile, ProfileChoice, ReadOptions, read};
use common::read_bytes;

/// A hundred sound deaths around Milwaukee and the rows given.
fn with_rows(rows: &str) -> String {
    let mut text = String::from("id,died,lat,lon,age,known_from\n");
    for at in 0..100 {
        text += &format!(
            "S{at},2020-{:02}-{:02},{},{},40,\n",
            1 + at % 12,
            1 + at % 28,
            43.0 + f64::from(at) / 1000.0,
            -88.0
        );
    }
    text + rows
}

fn reasons(rows: &str) -> Vec<String> {
    let reading = read_bytes("checks.csv", with_rows(rows)).unwrap();
    assert_eq!(reading.summary.used, 100, "{:?}", reading.rejects);
    reading.rejects.iter().map(|reject| format!("{} {} {}", reject.line, reject.field, reject.reason)).collect()
}

#[test]
fn impossible_values_are_left_out_and_reported_with_line_and_field() {
    for (row, words) in [
        ("X,2020-02-30,43.0,-88.0,40,", "102 died there is no day"),
        ("X,1900-01-01,43.0,-88.0,40,", "102 died"),
        ("X,2099-01-01,43.0,-88.0,40,", "102 died the day lies more than 3 years after"),
        ("X,2020-02-03,0,0,40,", "102 point 0, 0"),
        ("X,2020-02-03,NaN,-88.0,40,", "102 point \"NaN\" is not a number"),
        ("X,2020-02-03,inf,-88.0,40,", "102 point \"inf\" is infinite"),
        ("X,2020-02-03,430,-88.0,40,", "102 point latitude 430"),
        ("X,2020-02-03,-88.0,43.0,40,", "102 point latitude and longitude are exchanged"),
        ("X,2020-02-03,43.0,88.0,40,", "102 point the longitude has the wrong sign"),
        ("X,2020-02-03,43.0,,40,", "102 lat there is a latitude and no longitude"),
        ("X,2020-02-03,43.0,-88.0,140,", "102 age \"140\" is an age above"),
        ("X,2020-02-03,43.0,-88.0,40,2020-02-02", "102 known_from the death was known before"),
        (",2020-02-03,43.0,-88.0,40,", "102 id there is no case number"),
        ("S7,2020-02-03,43.0,-88.0,40,", "102  case number S7 already stands on line 9, and this row differs"),
        ("S0,2020-01-01,43,-88,40,", "102  case number S0 already stands on line 2, and this row says the same"),
        ("X,,,,,", "102  nothing but a case number"),
        ("X,soon,,,,", "102  nothing in the row could be used; died: \"soon\" is not a date"),
        ("id,died,lat,lon,age,known_from", "102  the row repeats the header"),
    ] {
        let reasons = reasons(&format!("{row}\n"));
        assert_eq!(reasons.len(), 1, "{row}: {reasons:?}");
        assert!(reasons[0].starts_with(words), "{row}: {reasons:?}");
    }
}

#[test]
fn rows_that_a_stray_quotation_mark_swallows_are_counted_and_told() {
    let mut text = String::from("id,died,lat,lon,age,cause\n");
    for at in 0..60 {
        let cause = if at == 20 || at == 40 { "\"a fall" } else { "drowning" };
        text += &format!("S{at},2020-01-{:02},43.0,-88.0,40,{cause}\n", 1 + at % 28);
    }
    let reading = read_bytes("stray.csv", text).unwrap();
    let summary = &reading.summary;
    assert_eq!((summary.rows, summary.used, summary.rejected), (60, 39, 21), "{:?}", reading.rejects.first());
    assert!(reading.rejects[0].reason.starts_with("a quotation mark without its fellow makes lines 22 to 42 one cell"));
    assert_eq!((reading.rejects[0].line, reading.rejects[20].line), (22, 42));
}

#[test]
fn exchanged_coordinates_show_in_a_small_register_too() {
    let mut text = String::from("id,died,lat,lon\n");
    for at in 0..14 {
        text += &format!("S{at},2020-01-{:02},{},-88.0\n", 1 + at, 43.0 + f64::from(at) / 1000.0);
    }
    text += "X,2020-02-03,-88.0,43.0\n";
    let reading = read_bytes("small.csv", text).unwrap();
    let reasons: Vec<_> = reading.rejects.iter().map(|reject| &*reject.reason).collect();
    assert_eq!(reasons.len(), 1, "{reasons:?}");
    assert!(reasons[0].starts_with("latitude and longitude are exchanged"), "{reasons:?}");
}

#[test]
fn deaths_without_a_date_and_coordinates_of_towns_are_said() {
    let reading = read_bytes("a.csv", "id,died,age\n1,2020-01-01,4\n2,,5\n3,,6\n").unwrap();
    let said = "No date of death is on record for 2 deaths; only deaths with one are compared.";
    assert_eq!(reading.notes, [said]);
    let reading = read_bytes("a.csv", "id,died\n1,2020-01-01\n2,2020-01-02\n").unwrap();
    assert!(reading.notes.is_empty(), "{:?}", reading.notes);
    let towns = "name = \"towns\"\nimprecision_m = 3000\n[fields]\nid = \"id\"\ndied = \"died\"\n";
    let options = ReadOptions {
        profile: ProfileChoice::Given(Box::new(Profile::from_toml(towns).unwrap())),
        ..ReadOptions::default()
    };
    let input = Input::Bytes { name: "a.csv".to_owned(), bytes: b"id,died\n1,2020-01-01\n2,2020-01-02\n".to_vec() };
    let notes = read(input, &options).unwrap().notes;
    assert!(notes.iter().any(|note| note.contains("imprecise by 3000 m")), "{notes:?}");
}

#[test]
fn a_death_between_two_moments_keeps_both() {
    let text = "id,died,died_to\n1,2014-06-19 04:18,\n2,2014-06-19,2014-06-21\n3,2014-06-19,2014-06-18\n";
    let reading = read_bytes("between.csv", text).unwrap();
    let spans: Vec<_> = reading.register.deaths.iter().filter_map(|death| death.died).collect();
    assert_eq!(spans[0].from, spans[0].to);
    assert_eq!(spans[1].day().to_string(), "2014-06-20");
    assert!(reading.rejects[0].reason.contains("before the first"));
}

#[test]
fn every_deaths_at_a_few_points_makes_a_register_of_towns() {
    let mut text = String::from("id,died,lat,lon,place\n");
    for at in 0..300 {
        text += &format!("{at},2020-01-{:02},{},-72.5,Town {}\n", 1 + at % 28, 41.5 + f64::from(at % 5) / 10.0, at % 5);
    }
    let reading = read_bytes("towns.csv", text).unwrap();
    assert!(reading.register.deaths.iter().filter_map(|death| death.point).all(|point| point.imprecision_m == 3000.0));
    assert!(reading.notes.iter().any(|note| note.contains("share 5 points")), "{:?}", reading.notes);
}

#[test]
fn dates_that_can_be_read_two_ways_follow_those_that_cannot() {
    let british = read_bytes("uk.csv", "id,died\n1,03/04/2021\n2,13/04/2021\n").unwrap();
    assert_eq!(british.register.deaths[0].day().map(|day| day.to_string()).as_deref(), Some("2021-04-03"));
    let open = read_bytes("open.csv", "id,died,age\n1,03/04/2021,20\n2,2021-04-13,20\n").unwrap();
    assert_eq!(open.register.deaths[0].died, None);
    assert!(open.rejects[0].reason.contains("two dates"), "{:?}", open.rejects);
}

#[test]
fn an_unknown_register_is_guessed_and_the_guess_reads_it_again() {
    let text = "Ref,Found on,Latitude,Longitude,Years,Gender,Cause of death,PC\n\
        B1,19/06/2014,51.5366,0.0757,23,M,unascertained,Smith\nB2,28/08/2014,51.5362,0.0743,22,M,drugs,Jones\n";
    let reading = read_bytes("force.csv", text).unwrap();
    assert_eq!(reading.profile.name, "guessed");
    assert_eq!(reading.register.deaths[0].id.as_str(), "B1");
    let unused: Vec<&str> =
        reading.mapping.iter().filter(|column| column.fields.is_empty()).map(|column| column.column.as_str()).collect();
    assert!(unused.contains(&"PC"), "{:?}", reading.mapping);
    let profile = colligate_register::Profile::from_toml(&reading.profile.to_toml().unwrap()).unwrap();
    let options = colligate_register::ReadOptions {
        profile: colligate_register::ProfileChoice::Given(Box::new(profile)),
        ..colligate_register::ReadOptions::default()
    };
    let again = colligate_register::read(
        colligate_register::Input::Bytes { name: "force.csv".into(), bytes: text.into() },
        &options,
    )
    .unwrap();
    assert_eq!(again.register.deaths, reading.register.deaths);
}

#[test]
fn cook_county_is_recognised_by_its_older_and_its_newer_names() {
    let old = "casenumber,incident_date,death_date,age,gender,race,latino,manner,primarycause,primarycause_linea,secondarycause,gunrelated,opioids,incident_city,longitude,latitude\n\
        ME2014-01234,2014-08-21T00:00:00.000,2014-08-21T12:48:00.000,36,0,2,0,ACCIDENT,HEROIN TOXICITY,,,-1,1,CHICAGO,-87.6,41.8\n";
    let new = "Case Number,Date of Incident,Date of Death,Age,Gender,Manner of Death,Primary Cause,Primary Cause Line A,Secondary Cause,Gun Related,Opioid Related,Incident Address,Incident City,longitude,latitude,location\n\
        ME2021-01234,08/21/2021 12:00:00 AM,08/21/2021 12:48:00 PM,36,Female,ACCIDENT,HEROIN TOXICITY,,,No,Yes,1 W MADISON ST,CHICAGO,-87.6,41.8,\"(41.8, -87.6)\"\n";
    for text in [old, new] {
        let reading = read_bytes("cook.csv", text).unwrap();
        assert_eq!(reading.profile.name, "cook_county");
        assert_eq!(reading.summary.used, 1, "{:?}", reading.rejects);
        let death = &reading.register.deaths[0];
        assert_eq!(death.sex, Some(colligate_register::Sex::Female));
        assert_eq!(death.died.map(|span| span.from.rem_euclid(1440)), Some(12 * 60 + 48));
        assert!(death.substances.is_some());
        assert_eq!(death.point.map(|point| point.lat), Some(41.8));
    }
}
