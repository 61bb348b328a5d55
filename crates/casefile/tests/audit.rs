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
    // Five users, the import and how its register is read, four looks, a checkpoint, a look.
    assert_eq!((verified.entries, verified.checkpoints), (5 + 2 + 4 + 1 + 1, 1));
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
    assert_eq!(faults, [Fault::Truncated { last: 9, expected: 13 }]);
    let office = busy().await;
    office.tamper("UPDATE settings SET value = '9 0' WHERE name = 'audit head'").await;
    // Even with the mark of the end moved, the checkpoint knows.
    let faults = faults_after(&office, "DELETE FROM audit WHERE number > 9").await;
    assert_eq!(faults, [Fault::Changed { number: 9 }, Fault::Truncated { last: 9, expected: 12 }]);
}

#[tokio::test]
async fn an_end_that_was_cut_off_does_not_heal_when_more_is_entered() {
    let office = busy().await;
    office.tamper("DELETE FROM audit WHERE number = 13").await;
    office.store.death(&rita(), "A1").await.unwrap();
    let faults = office.store.verify_audit(&ada()).await.unwrap().faults;
    assert_eq!(faults, [Fault::Missing { from: 13, to: 13 }]);
}

#[tokio::test]
async fn what_stands_beside_the_trail_is_looked_at_too() {
    assert_eq!(faults_after(&busy().await, "DELETE FROM settings WHERE name = 'audit head'").await, [Fault::NoEnd]);
    assert_eq!(faults_after(&busy().await, "DELETE FROM checkpoints").await, [Fault::Unsigned { number: 12 }]);
}

#[tokio::test]
async fn a_checkpoint_that_was_tampered_with_is_found() {
    let faults = faults_after(&busy().await, "UPDATE checkpoints SET hash = '00'").await;
    assert_eq!(faults, [Fault::Forged { number: 12 }]);
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

/// A case file of an office's own, whose machine was ahead by five days for one page and was then put right.
async fn after_a_wrong_clock() -> Office {
    let office = Office::open().await;
    office.import(THREE).await;
    office.store.clock().turn_to(day("2014-09-25"));
    office.store.death(&rita(), "A1").await.unwrap();
    office.store.clock().turn_to(day("2014-09-20"));
    for _ in 0..3 {
        office.store.death(&rita(), "A2").await.unwrap();
    }
    office.tamper("DELETE FROM settings WHERE name = 'exercise'").await;
    office
}

#[tokio::test]
async fn a_clock_that_was_put_back_is_one_fault_and_an_administrator_can_explain_it() {
    let office = after_a_wrong_clock().await;
    let store = &office.store;
    let faults = store.verify_audit(&ada()).await.unwrap().faults;
    let [Fault::Backwards { number, minutes }] = faults[..] else { panic!("{faults:?}") };
    assert!((7199..=7200).contains(&minutes), "{minutes}");
    assert!(matches!(store.explain_backward_step(&rev(), number, "so").await, Err(CaseError::Forbidden { .. })));
    assert!(matches!(store.explain_backward_step(&ada(), number, " ").await, Err(CaseError::Invalid(_))));
    let other = store.explain_backward_step(&ada(), number + 1, "so").await;
    assert!(matches!(other, Err(CaseError::Invalid(text)) if text.contains("not one after which")));
    store.explain_backward_step(&ada(), number, "the time server was wrong").await.unwrap();
    let verified = store.verify_audit(&ada()).await.unwrap();
    assert_eq!(verified.faults, []);
    let told = verified.explained[0].to_string();
    assert!(told.contains(&format!("entry {number} ")), "{told}");
    assert!(told.ends_with("explained by ada on 20 Sep 2014: the time server was wrong"), "{told}");
    let again = store.explain_backward_step(&ada(), number, "another story").await;
    assert!(matches!(again, Err(CaseError::Invalid(text)) if text.contains("already")));
    // An explanation that was changed afterwards explains nothing.
    office.tamper("UPDATE audit SET why = 'another story' WHERE what LIKE 'explanation%' AND outcome = 'done'").await;
    let faults = store.verify_audit(&ada()).await.unwrap().faults;
    assert!(faults.contains(&Fault::Backwards { number, minutes }), "{faults:?}");
    assert!(matches!(faults[..], [_, Fault::Changed { .. }] | [Fault::Changed { .. }, _]), "{faults:?}");
}

#[tokio::test]
async fn a_backup_is_made_whatever_is_wrong_with_the_trail_and_put_back_only_with_a_reason() {
    let office = after_a_wrong_clock().await;
    office.tamper("UPDATE audit SET who = 'nobody' WHERE number = 7").await;
    let copy = office.folder.path().join("copy.db");
    let verified = office.store.backup(&console(), &copy).await.unwrap();
    assert!(matches!(verified.faults[..], [Fault::Changed { number: 7 }, Fault::Backwards { .. }]), "{verified:?}");
    let trail = office.store.newest_audit(&ada(), 1).await.unwrap();
    assert!(trail[0].what.contains("faults") && trail[0].detail.contains("entry 7 was changed"), "{trail:?}");
    let back = office.folder.path().join("back.db");
    let to = back.to_str().unwrap();
    let refused = Store::restore(&copy, to, &console(), None).await;
    assert!(matches!(refused, Err(CaseError::Invalid(text)) if text.contains("--despite-faults")));
    assert!(!back.exists());
    assert!(Store::restore(&copy, to, &console(), Some(" ")).await.is_err(), "a reason is a reason");
    let verified =
        Store::restore(&copy, to, &console(), Some("the disk broke, and it is the only copy")).await.unwrap();
    assert_eq!(verified.faults.len(), 2);
    let store = Store::open(to, Clock::default(), None).await.unwrap();
    assert_eq!(store.death(&console(), "A1").await.unwrap().id, "A1");
    let trail = store.newest_audit(&console(), 2).await.unwrap();
    assert!(trail[1].why.contains("only copy") && trail[1].detail.contains("entry 7 was changed"), "{trail:?}");
    store.close().await;
}

#[tokio::test]
async fn a_backup_with_an_explained_step_is_whole() {
    let office = after_a_wrong_clock().await;
    let step = office.store.verify_audit(&ada()).await.unwrap().faults.remove(0);
    let Fault::Backwards { number, .. } = step else { panic!("{step:?}") };
    office.store.explain_backward_step(&ada(), number, "a virtual machine was resumed").await.unwrap();
    let copy = office.folder.path().join("copy.db");
    let verified = office.store.backup(&console(), &copy).await.unwrap();
    assert_eq!((verified.faults.len(), verified.explained.len()), (0, 1));
    let back = office.folder.path().join("back.db");
    assert!(Store::restore(&copy, back.to_str().unwrap(), &console(), None).await.is_ok());
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
