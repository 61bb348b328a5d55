//! Taking in a register: the same result however often, old values kept, all of a file or none.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{CaseError, ImportFile};
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
    let cause = record.fields.iter().find(|field| field.field == "cause").unwrap();
    let said: Vec<(&str, &str)> =
        cause.said.iter().map(|said| (said.value.as_str(), said.known_from.as_str())).collect();
    assert_eq!(said, [("unascertained", "2014-08-28"), ("GHB toxicity", "2014-11-01")]);
    assert_eq!(record.value("narrative"), Some("found propped in a churchyard"), "what the file does not say stays");
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
    office.store.state(&rev(), "A1", "age", "24", "passport").await.unwrap();
    let record = office.store.death(&rita(), "A1").await.unwrap();
    assert_eq!(record.value("age"), Some("24"));
    for (field, value, source) in [("age", "very old", "x"), ("colour", "red", "x"), ("age", "24", " ")] {
        let outcome = office.store.state(&rev(), "A1", field, value, source).await;
        assert!(matches!(outcome, Err(CaseError::Invalid(_))), "{outcome:?}");
    }
    assert!(matches!(office.store.state(&rita(), "A1", "age", "25", "x").await, Err(CaseError::Forbidden { .. })));
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
    assert_eq!((a1.value("died"), a1.value("died_to")), (Some("2014-09-19"), None));
}
