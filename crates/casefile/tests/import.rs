//! Taking in a register: the same result however often, old values kept, all of a file or none.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{CaseError, Clock, ImportFile, Store};
use colligate_linkage::Silent;
use colligate_register::{Field, write_csv};
use common::*;

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let office = Office::open().await;
    let first = office.import(THREE).await;
    assert_eq!((first.added.len(), first.changed.len(), first.unchanged), (3, 0, 0));
    let second = office.import(THREE).await;
    assert_eq!((second.number, second.added.len(), second.changed.len(), second.unchanged), (None, 0, 0, 3));
}

#[tokio::test]
async fn a_changed_value_is_a_new_statement_known_from_today_and_the_old_one_stays() {
    let office = Office::open().await;
    office.import(THREE).await;
    office.store.clock().turn_to(day("2014-11-01"));
    let changed = office.import("id,cause,substances\nA2,GHB toxicity,GHB\n").await;
    assert_eq!((changed.added.len(), changed.changed.clone()), (0, vec!["A2".to_owned()]));
    let record = office.store.death(&rita(), "A2").await.unwrap();
    let cause = record.fields.iter().find(|field| field.field == Field::Cause).unwrap();
    let said: Vec<(&str, &str)> =
        cause.said.iter().map(|said| (said.value.as_str(), said.known_from.as_str())).collect();
    assert_eq!(said, [("unascertained", "2014-08-28"), ("GHB toxicity", "2014-11-01")]);
    assert_eq!(
        record.value(Field::Narrative),
        Some("found propped in a churchyard"),
        "what the file does not say stays"
    );
    assert_eq!((cause.said[1].by.as_str(), cause.said[1].source.as_str()), ("rev", "day.csv"));
}

#[tokio::test]
async fn a_file_that_cannot_be_used_leaves_nothing() {
    let office = Office::open().await;
    let twice = "id,died\nB1,2014-01-01\nB1,2014-01-02\n";
    let file = ImportFile { name: "twice.csv".to_owned(), bytes: twice.into() };
    // Of a case number that stands there twice, the first row counts.
    let once = office.store.import(&rev(), file).await.unwrap();
    assert_eq!((once.added, once.rejects.len()), (vec!["B1".to_owned()], 1));
    let file = ImportFile { name: "not.xlsx".to_owned(), bytes: b"PK\x03\x04nothing".to_vec() };
    assert!(matches!(office.store.import(&rev(), file).await, Err(CaseError::Read(_))));
    let file = ImportFile { name: "day.csv".to_owned(), bytes: THREE.into() };
    assert!(matches!(office.store.import(&rita(), file).await, Err(CaseError::Forbidden { .. })));
    assert_eq!(office.store.added_since(&rita(), "2014-01-01", 10).await.unwrap(), ["B1"]);
}

#[tokio::test]
async fn a_value_put_on_record_by_hand_is_checked() {
    let office = Office::open().await;
    office.import(THREE).await;
    office.store.state(&rev(), "A1", Field::Age, "24", "passport").await.unwrap();
    let record = office.store.death(&rita(), "A1").await.unwrap();
    assert_eq!(record.value(Field::Age), Some("24"));
    for (field, value, source) in [(Field::Age, "very old", "x"), (Field::Id, "A9", "x"), (Field::Age, "24", " ")] {
        let outcome = office.store.state(&rev(), "A1", field, value, source).await;
        assert!(matches!(outcome, Err(CaseError::Invalid(_))), "{outcome:?}");
    }
    assert!(matches!(office.store.state(&rita(), "A1", Field::Age, "25", "x").await, Err(CaseError::Forbidden { .. })));
}

#[tokio::test]
async fn what_becomes_known_later_comes_into_force() {
    let office = Office::open().await;
    office.import("id,died,died_to,cause,narrative\nA1,2014-09-18,2014-09-20,GHB toxicity,\nA5,2014-09-18,,,found in a flat\nA6,,,,no date yet\n").await;
    office.store.clock().turn_to(day("2014-10-01"));
    office.import("id,died,lat,lon,substances\nA5,2014-09-18,51.5,0.1,GHB; mephedrone\nA6,2014-09-19,51.6,0.2,\nA1,2014-09-19,,,\n").await;
    office.store.clock().turn_to(day("2014-10-05"));
    // What follows from other words takes no finding away.
    office.import("id,cause\nA5,GHB toxicity\n").await;
    let a5 = office.store.sight(&rita()).await.unwrap().member("A5").unwrap();
    assert_eq!((a5.lat, a5.lon), (Some(51.5), Some(0.1)));
    assert_eq!(a5.substances.unwrap().len(), 2);
    assert_eq!(office.store.sight(&rita()).await.unwrap().member("A6").unwrap().day, Some(day("2014-09-19")));
    let a1 = office.store.death(&rita(), "A1").await.unwrap();
    assert_eq!((a1.value(Field::Died), a1.value(Field::DiedTo)), (Some("2014-09-19"), None));
}

#[tokio::test]
async fn what_was_kept_up_with_is_what_is_read_anew() {
    let office = Office::open().await;
    let store = &office.store;
    let same = async |step: &str| {
        let other = Store::open(&office.database, Clock::set_to(day("2014-09-20")), None).await.unwrap();
        let written = async |store: &Store| {
            let mut text = Vec::new();
            write_csv(&store.sight_now(&rita()).await.unwrap().open_register(), &mut text).unwrap();
            String::from_utf8(text).unwrap()
        };
        let (kept, anew) = (written(store).await, written(&other).await);
        other.close().await;
        assert_eq!(kept, anew, "{step}");
        kept
    };
    assert_eq!(same("nothing").await.lines().count(), 1);
    office.import(THREE).await;
    same("first import").await;
    office
        .import(
            "id,died,age,narrative\nA1,2014-06-18,24,\nA4,,31,\"found, they say, in a \"\"quiet\"\" lane\nat night\"\n",
        )
        .await;
    let text = same("a new death and a changed one").await;
    assert!(text.contains("2014-06-18") && text.contains("quiet"), "{text}");
    store.state(&rev(), "A4", Field::Died, "2014-09-01", "a neighbour").await.unwrap();
    store.state(&rev(), "A4", Field::Age, "32", "passport").await.unwrap();
    assert!(same("values by hand").await.contains("2014-09-01"));
    store.erase(&console(), "A2", "entered by mistake").await.unwrap();
    assert!(!same("an erasure").await.contains("A2"));
    office.import("id,died,age\nA2,2014-08-28,22\nA5,2014-09-02,40\n").await;
    assert_eq!(same("an import after it").await.lines().count(), 7, "a header, five deaths, one of them in two lines");
}

#[tokio::test]
async fn null_registers_are_drawn_anew_when_they_are_outgrown_and_not_before() {
    let office = Office::open().await;
    let register = |from: usize, to: usize| {
        let rows = (from..to).map(|at| {
            let day = day("2012-01-01") + (at as i32 * 7) % 900;
            format!(
                "D{at},{day},{:.4},{:.4},{},unexplained\n",
                51.4 + 0.0007 * (at % 37) as f64,
                0.001 * at as f64,
                20 + at % 60
            )
        });
        std::iter::once("id,died,lat,lon,age,category\n".to_owned()).chain(rows).collect::<String>()
    };
    let drawn = async || office.store.draw_anew(&rev(), Silent).await.unwrap();
    let looks = async || {
        let trail = office.store.newest_audit(&console(), 1_000).await.unwrap();
        trail.iter().filter(|entry| entry.deed == "combination").count()
    };
    assert!(drawn().await.is_empty());
    office.import(&register(0, 100)).await;
    office.store.link(&rev(), 1, Silent).await.unwrap();
    office.import(&register(100, 109)).await;
    office.store.link(&rev(), 2, Silent).await.unwrap();
    drawn().await;
    assert_eq!(looks().await, 2, "nine in a hundred more are no reason to");
    office.import(&register(109, 112)).await;
    office.store.link(&rev(), 3, Silent).await.unwrap();
    drawn().await;
    assert_eq!(looks().await, 4);
    drawn().await;
    assert_eq!(looks().await, 4, "they were drawn for all that there is");
}

#[tokio::test]
async fn every_field_of_a_death_has_a_row_of_its_own() {
    let office = Office::open().await;
    office.import(THREE).await;
    for (field, value) in [(Field::Lat, "51.6"), (Field::Lon, "0.2")] {
        office.store.state(&rev(), "A1", field, value, "map").await.unwrap();
    }
    let record = office.store.death(&rita(), "A1").await.unwrap();
    assert_eq!((record.value(Field::Lat), record.value(Field::Lon)), (Some("51.6"), Some("0.2")));
    let point = office.store.sight_now(&rita()).await.unwrap().member("A1").unwrap();
    assert_eq!((point.lat, point.lon), (Some(51.6), Some(0.2)));
}
