//! A transaction that fails behind the program's back, as on a full disk, leaves no broken connection in the pool.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{CaseError, Clock, NewMatter, NewUser, Role, Store, Subject};
use common::*;
use std::path::Path;
use std::process::Command;

/// Looks at a death from so many places at once, each of which enters a line in the audit trail; how many succeeded.
async fn looks(store: &Store, most: usize) -> usize {
    let rita = rita();
    let each = (0..most).map(|_| async { store.death(&rita, "A1").await.is_ok() });
    let outcomes = futures_util::future::join_all(each).await;
    outcomes.into_iter().filter(|done| *done).count()
}

/// Has every entry in the audit trail fail, the way a full disk or an I/O error does it: SQLite takes the whole transaction back by itself;
/// PostgreSQL lets it run and fails the commit.
async fn set_trap(office: &Office) {
    if office.database.starts_with("postgres") {
        office
            .tamper(
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '58030'; END $$",
            )
            .await;
        office
            .tamper(
                "CREATE CONSTRAINT TRIGGER trap AFTER INSERT ON audit DEFERRABLE INITIALLY DEFERRED \
                 FOR EACH ROW EXECUTE FUNCTION no_room()",
            )
            .await;
    } else {
        office.tamper("CREATE TRIGGER trap BEFORE INSERT ON audit BEGIN SELECT RAISE(ROLLBACK, 'no room'); END").await;
    }
}

async fn take_trap_away(office: &Office) {
    match office.database.starts_with("postgres") {
        true => office.tamper("DROP TRIGGER trap ON audit").await,
        false => office.tamper("DROP TRIGGER trap").await,
    }
}

#[tokio::test]
async fn a_connection_whose_transaction_failed_is_never_used_again() {
    let office = Office::open().await;
    office.import(THREE).await;
    // The register is in memory; nothing but the failures opens and closes connections from here on.
    assert_eq!(looks(&office.store, 20).await, 20);
    set_trap(&office).await;
    for _ in 0..3 {
        assert_eq!(looks(&office.store, 20).await, 0, "nothing is shown that is not entered in the trail");
        assert!(office.store.sign_in("rev", PASSWORD, &from("127.0.0.1")).await.is_err());
        let refused = office.store.restrict(&ada(), "no such death", &["rev".to_owned()], "so").await;
        assert!(refused.is_err());
    }
    take_trap_away(&office).await;
    assert_eq!(looks(&office.store, 120).await, 120);
    assert!(office.store.verify_audit(&ada()).await.unwrap().faults.is_empty());
}

/// A small file system of its own, where this process may make one.
struct SmallDisk<'a>(&'a Path);

impl SmallDisk<'_> {
    fn mount<'a>(on: &'a Path, size: &str) -> Option<SmallDisk<'a>> {
        let options = format!("size={size}");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(on);
        mount.output().is_ok_and(|done| done.status.success()).then_some(SmallDisk(on))
    }

    fn grow(&self, size: &str) -> bool {
        let options = format!("remount,size={size}");
        let mut mount = Command::new("mount");
        mount.args(["-o", &options]).arg(self.0).output().is_ok_and(|done| done.status.success())
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).output();
    }
}

#[tokio::test]
async fn after_room_was_made_on_a_full_disk_every_request_works() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = SmallDisk::mount(folder.path(), "4m") else {
        println!("skipped: no file system can be mounted here");
        return;
    };
    let path = folder.path().join("case.db");
    let store = Store::open(path.to_str().unwrap(), Clock::set_to(day("2014-09-20")), None).await.unwrap();
    for (name, role) in [("rita", Role::Reader), ("rev", Role::Reviewer)] {
        let user = NewUser { name, full_name: name, role, team: "east", password: PASSWORD };
        store.add_user(&console(), &user).await.unwrap();
    }
    let file = colligate_casefile::ImportFile { name: "day.csv".to_owned(), bytes: THREE.into() };
    store.import(&rev(), file).await.unwrap();
    let question = "who was seen there? ".repeat(5_000);
    let lead = lead(&question, "");
    let lead = NewMatter::new(Subject::Death("A1".into()), lead);
    let mut refused = None;
    for _ in 0..200 {
        if let Err(error) = store.add_matter(&rev(), &lead).await {
            refused = Some(error);
            break;
        }
    }
    assert!(matches!(refused, Some(CaseError::Full)), "{refused:?}");
    for _ in 0..5 {
        looks(&store, 20).await;
    }
    assert!(disk.grow("60m"));
    assert_eq!(looks(&store, 120).await, 120);
    store.add_matter(&rev(), &lead).await.unwrap();
    assert!(store.verify_audit(&console()).await.unwrap().faults.is_empty());
    store.close().await;
}
