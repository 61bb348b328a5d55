//! A case file as the program of commit 882df75 wrote it is read as before, and what was never found in it is found.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{
    CaseError, Clock, DecisionKind, Found, Matter, OfferState, Place, Store, Subject, decisions_in_force,
};
use colligate_register::Field;
use common::*;
use database::new_database;

const OLD: &str = include_str!("data/case-file-882df75.sql");

async fn open() -> (Store, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let database = new_database(folder.path()).await;
    if !database.starts_with("postgres") {
        std::fs::write(&database, "").unwrap();
    }
    run(&database, OLD).await;
    (Store::open(&database, Clock::set_to(day("2014-09-23")), None).await.unwrap(), folder)
}

async fn matters(store: &Store, death: &str) -> Vec<Matter> {
    store.every_version(&sue(), &Subject::Death(death.into())).await.unwrap()
}

#[tokio::test]
async fn what_was_amended_in_an_older_case_file_is_found_by_its_first_values() {
    let (store, _folder) = open().await;
    // A1 is restricted to sue, who gave her reason.
    for (words, field) in [
        ("2014-06-19", Field::Died),
        ("2014-06-18", Field::Died),
        ("20 Jun 2014", Field::Died),
        ("51.5366, 0.0757", Field::Point),
        ("23", Field::Age),
        ("24", Field::Age),
        ("male", Field::Sex),
        ("unascertained", Field::Cause),
        ("unexplained", Field::Category),
    ] {
        let hits = store.search(&sue(), words, 0, 1_000).await.unwrap().hits;
        let is_right = |place: Place| match place {
            Place::Earlier { field: of, .. } | Place::AsWritten(of) => of == field,
            _ => false,
        };
        let of_a1 = |found: &Found| *found == Found::Subject(Subject::Death("A1".into()));
        assert!(hits.iter().any(|hit| of_a1(&hit.found) && is_right(hit.place)), "{words} {field}: {hits:?}");
        let closed = store.search(&rev(), words, 0, 1_000).await.unwrap().hits;
        assert!(!closed.iter().any(|hit| of_a1(&hit.found)), "{words}");
    }
    assert!(store.search(&sue(), "B1", 0, 10).await.unwrap().hits.is_empty(), "it was erased");
}

#[tokio::test]
async fn an_older_case_file_is_read_as_before() {
    let (store, _folder) = open().await;
    assert!(store.verify_audit(&console()).await.unwrap().faults.is_empty(), "the trail is whole");
    assert_eq!(store.users(&rita()).await.unwrap().len(), 5);
    let record = store.death(&sue(), "A1").await.unwrap();
    assert_eq!((record.value(Field::Age), record.value(Field::Sex)), (Some("26"), Some("other")));
    assert_eq!(record.restricted_to, ["sue"]);
    let of_a2 = store.matters(&rev(), &Subject::Death("A2".into())).await.unwrap();
    let category = decisions_in_force(&of_a2).into_iter().find(|(_, one)| one.about == DecisionKind::Category).unwrap();
    assert_eq!(category.1.value, "unexpected, under investigation");
    assert_eq!(category.1.signed_off.as_ref().unwrap().by, "sue");
    for matter in [category.0.clone()].iter().chain(&of_a2) {
        let then = store.record_then(&rev(), matter).await.unwrap();
        assert!(then.is_none_or(|then| then.is_whole), "the hash of what was on record is the same: {matter:?}");
    }
    let documents = store.documents(&rev(), None, 10).await.unwrap();
    assert_eq!(documents.len(), 2);
    let report = documents.iter().find(|document| document.name == "report.txt").unwrap();
    let report = store.document(&rev(), &report.id).await.unwrap();
    assert_eq!((report.offers[0].field, report.offers[0].state), (Field::Age, OfferState::Accepted));
    let series = store.all_series(&rev()).await.unwrap();
    let review = store.reviews(&rev(), &series[..1]).await.unwrap().remove(0).unwrap();
    assert_eq!(review.value, "rejected");
    let of_series = store.matters(&rev(), &Subject::Series(series[0].id.clone())).await.unwrap();
    assert!(store.found_then(&rev(), &of_series[0]).await.unwrap().unwrap().is_whole);
    assert_eq!(store.alerts(&rev(), 10).await.unwrap().len(), 1);
    // What was asked, answered and moved, with who did and when.
    assert_eq!((matters(&store, "A2").await.len(), matters(&store, "A3").await.len()), (8, 18));
    let queue = store.queue(&rev(), 100).await.unwrap();
    assert!(queue.iter().all(|matter| matter.is_overdue(day("2014-12-31"))) && queue.len() > 10, "{}", queue.len());
    assert_eq!(store.saved_searches(&rita()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn every_matter_of_an_older_case_file_says_what_it_said_word_for_word() {
    let (store, _folder) = open().await;
    let series = store.all_series(&rev()).await.unwrap().remove(0).id;
    let (mut kinds, mut read) = (std::collections::BTreeMap::new(), 0);
    for subject in [Subject::Death("A2".into()), Subject::Death("A3".into()), Subject::Series(series)] {
        for matter in store.every_version(&rev(), &subject).await.unwrap() {
            let mut said = serde_json::to_value(&matter.body).unwrap();
            // Read as people see it, which counts the statements of its own deaths alone.
            let is_decision = said["kind"] == "decision";
            if is_decision {
                said["on_record"] = 0.into();
            }
            let before = written(&matter.id, matter.version);
            let mut before: serde_json::Value = serde_json::from_str(&before).unwrap();
            if is_decision {
                before["on_record"] = 0.into();
            }
            assert_eq!(said, before);
            assert!(!matter.body.headline().is_empty() && !matter.body.detail().is_empty());
            *kinds.entry(matter.body.kind().name).or_insert(0) += 1;
            read += 1;
        }
    }
    assert_eq!(read, 27, "{kinds:?}");
    assert!(["lead", "concern", "exhibit", "hand_off", "decision"].iter().all(|kind| kinds[kind] > 1), "{kinds:?}");
}

/// What stands in the older case file as the body of this version.
fn written(id: &str, version: i64) -> String {
    let begins = format!("INSERT INTO \"matters\" VALUES('{id}',{version},");
    let line = OLD.lines().find(|line| line.starts_with(&begins)).unwrap();
    let (from, to) = (line.find("'{").unwrap() + 1, line.rfind("}'").unwrap() + 1);
    line[from..to].replace("''", "'")
}

#[tokio::test]
async fn an_older_case_file_is_worked_with_and_backed_up() {
    let (store, folder) = open().await;
    store.state(&sue(), "A1", Field::Age, "27", "registrar").await.unwrap();
    store.erase(&console(), "A2", "asked for by the family").await.unwrap();
    let copy = folder.path().join("copy.db");
    assert!(store.backup(&console(), &copy).await.unwrap().faults.is_empty());
    let other = Store::open(copy.to_str().unwrap(), Clock::set_to(day("2014-09-23")), None).await.unwrap();
    assert_eq!(other.death(&sue(), "A1").await.unwrap().value(Field::Age), Some("27"));
    assert!(other.all_series(&rev()).await.unwrap().is_empty(), "the series went with its death");
}

#[tokio::test]
async fn a_case_file_with_a_row_that_refers_to_nothing_is_left_as_it_was_and_the_reason_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let database = new_database(folder.path()).await;
    if !database.starts_with("postgres") {
        std::fs::write(&database, "").unwrap();
    }
    run(&database, OLD).await;
    run(&database, "INSERT INTO restrictions VALUES ('no such death', 'sue')").await;
    let open = async || Store::open(&database, Clock::set_to(day("2014-09-23")), None).await;
    let refused = open().await.err().unwrap();
    assert!(matches!(&refused, CaseError::Damaged(text) if text.contains("left as it was")), "{refused}");
    run(&database, "DELETE FROM restrictions WHERE death = 'no such death'").await;
    assert_eq!(open().await.unwrap().users(&rita()).await.unwrap().len(), 5, "nothing had been changed");
}
