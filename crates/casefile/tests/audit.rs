//! The audit trail shows every kind of tampering, and where.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{Budget, CaseError, Clock, Fault, Store};
use common::*;

async fn busy() -> Office {
    let office = Office::open().await;
    office.import(THREE).await;
    for _ in 0..4 {
        office.store.death(&rita(), "A1").await.unwrap();
    }
    office.store.sign_checkpoint(&ada()).await.unwrap();
    office.store.death(&rita(), "A2").await.unwrap();
    let verified = office.store.verify_audit(&ada()).await.unwrap();
    assert_eq!(verified.faults, []);
    assert_eq!((verified.entries, verified.checkpoints), (5 + 1 + 4 + 1 + 1, 1));
    office
}

async fn faults_after(office: &Office, tampering: &'static str) -> Vec<Fault> {
    office.tamper(tampering).await;
    office.store.verify_audit(&ada()).await.unwrap().faults
}

#[tokio::test]
async fn a_change_is_found() {
    let faults = faults_after(&busy().await, "UPDATE audit SET who = 'nobody' WHERE number = 7").await;
    assert_eq!(faults, [Fault::Changed { number: 7 }]);
}

#[tokio::test]
async fn a_deletion_is_found() {
    let faults = faults_after(&busy().await, "DELETE FROM audit WHERE number IN (4, 5)").await;
    assert_eq!(faults, [Fault::Missing { from: 4, to: 5 }]);
}

#[tokio::test]
async fn entries_that_changed_places_are_found() {
    let office = busy().await;
    for text in [
        "UPDATE audit SET number = -7 WHERE number = 7",
        "UPDATE audit SET number = 7 WHERE number = 8",
        "UPDATE audit SET number = 8 WHERE number = -7",
    ] {
        office.tamper(text).await;
    }
    let faults = office.store.verify_audit(&ada()).await.unwrap().faults;
    assert!(faults.contains(&Fault::Reordered { number: 7 }), "{faults:?}");
}

#[tokio::test]
async fn an_end_that_was_cut_off_is_found() {
    let faults = faults_after(&busy().await, "DELETE FROM audit WHERE number > 9").await;
    assert_eq!(faults, [Fault::Truncated { last: 9, expected: 12 }]);
    let office = busy().await;
    office.tamper("UPDATE settings SET value = '9 0' WHERE name = 'audit head'").await;
    // Even with the mark of the end moved, the checkpoint knows.
    let faults = faults_after(&office, "DELETE FROM audit WHERE number > 9").await;
    assert_eq!(faults, [Fault::Changed { number: 9 }, Fault::Truncated { last: 9, expected: 11 }]);
}

#[tokio::test]
async fn an_end_that_was_cut_off_does_not_heal_when_more_is_entered() {
    let office = busy().await;
    office.tamper("DELETE FROM audit WHERE number = 12").await;
    office.store.death(&rita(), "A1").await.unwrap();
    let faults = office.store.verify_audit(&ada()).await.unwrap().faults;
    assert_eq!(faults, [Fault::Missing { from: 12, to: 12 }]);
}

#[tokio::test]
async fn what_stands_beside_the_trail_is_looked_at_too() {
    assert_eq!(faults_after(&busy().await, "DELETE FROM settings WHERE name = 'audit head'").await, [Fault::NoEnd]);
    assert_eq!(faults_after(&busy().await, "DELETE FROM checkpoints").await, [Fault::Unsigned { number: 11 }]);
}

#[tokio::test]
async fn a_checkpoint_that_was_tampered_with_is_found() {
    let faults = faults_after(&busy().await, "UPDATE checkpoints SET hash = '00'").await;
    assert_eq!(faults, [Fault::Forged { number: 11 }]);
}

#[tokio::test]
async fn a_trail_cut_off_with_all_that_stands_beside_it_does_not_fit_a_filed_checkpoint() {
    let office = busy().await;
    let filed = [office.store.sign_checkpoint(&console()).await.unwrap()];
    assert!(office.store.verify_audit_against(&console(), &filed).await.unwrap().faults.is_empty());
    office.tamper("DELETE FROM checkpoints WHERE number > 5").await;
    office.tamper("DELETE FROM audit WHERE number > 5").await;
    office.tamper("UPDATE settings SET value = (SELECT number || ' ' || hash FROM audit WHERE number = 5) WHERE name = 'audit head'").await;
    assert!(office.store.verify_audit(&console()).await.unwrap().faults.is_empty(), "by itself it looks whole");
    let faults = office.store.verify_audit_against(&console(), &filed).await.unwrap().faults;
    assert!(matches!(faults[..], [Fault::Truncated { expected, .. }] if expected == filed[0].number), "{faults:?}");
}

#[tokio::test]
async fn nobody_dates_an_entry_back() {
    let office = Office::open().await;
    let path = office.folder.path().join("own.db");
    let database = path.to_str().unwrap();
    let own = Store::open(database, Clock::default(), None).await.unwrap();
    own.set_budget(&console(), Budget { a_month: 0.1 }).await.unwrap();
    let back = Store::open(database, Clock::set_to(day("2001-01-01")), None).await;
    assert!(matches!(back, Err(CaseError::NoExercise)));
    let exercise = path.with_extension("exercise");
    let of = |on| Store::open(exercise.to_str().unwrap(), Clock::set_to(day(on)), None);
    of("2014-09-20").await.unwrap().set_budget(&console(), Budget { a_month: 0.1 }).await.unwrap();
    assert!(of("2001-01-01").await.is_ok(), "an exercise is what it says");
}

#[tokio::test]
async fn who_was_refused_stands_in_the_trail_and_erasures_hold_nothing_of_what_was_erased() {
    let office = Office::open().await;
    office.import(THREE).await;
    office.store.restrict(&ada(), "A1", &["rev".to_owned()], "a named person is concerned").await.unwrap();
    assert!(office.store.death(&rita(), "A1").await.is_err());
    office.store.erase(&console(), "A2", "entered by mistake").await.unwrap();
    let newest = office.store.newest_audit(&console(), 10).await.unwrap();
    let refused = newest.iter().find(|entry| entry.outcome == "refused").unwrap();
    assert_eq!(
        (refused.who.as_str(), refused.what.as_str(), refused.deed.as_str()),
        ("rita", "death A1", "consultation")
    );
    let erased = newest.iter().find(|entry| entry.deed == "erasure").unwrap();
    assert_eq!((erased.why.as_str(), erased.detail.as_str()), ("entered by mistake", ""));
    assert!(office.store.death(&rev(), "A2").await.is_err());
    assert!(office.store.verify_audit(&ada()).await.unwrap().faults.is_empty());
}
