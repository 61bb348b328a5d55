//! A series alerts again when it grows much stronger, whatever was decided on it, and only then.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{Alert, Budget, DecisionKind, Explanations, NewDecision, SeriesShort, Since, Store, Subject};
use colligate_linkage::Silent;
use colligate_register::simulate::{County, county};
use colligate_register::{Field, read_contacts, write_csv};
use common::*;

/// A county of two years in which each death has a finder of its own, with an alert budget that lets pairs of chance alert.
async fn office() -> Office {
    with_budget(2.0).await
}

async fn with_budget(a_month: f64) -> Office {
    let years = County { deaths: 500, years: 2.0, from: day("2012-09-01"), ..County::default() };
    let mut text = Vec::new();
    let mut register = county(&years, 11);
    for (k, death) in register.deaths.iter_mut().enumerate() {
        let finder = format!("role=finder,telephone=+4477009{k:05}");
        death.contacts = read_contacts(&finder).unwrap().into();
    }
    write_csv(&register, &mut text).unwrap();
    let office = Office::on("2014-09-20").await;
    office.store.set_budget(&ada(), Budget { a_month }).await.unwrap();
    office.import(&String::from_utf8(text).unwrap()).await;
    office.store.link(&console(), 1, Silent).await.unwrap();
    office
}

/// The weakest pair that an alert was raised on.
async fn pair(store: &Store) -> SeriesShort {
    let all = store.all_series(&rev()).await.unwrap();
    let alerts = store.alerts(&rev(), i64::MAX).await.unwrap();
    let alerted = |series: &&SeriesShort| alerts.iter().any(|alert| alert.series == series.id);
    all.iter().filter(|series| series.members.len() == 2).rfind(alerted).unwrap().clone()
}

async fn of(store: &Store, series: &SeriesShort) -> Vec<Alert> {
    let mut all = store.alerts(&rev(), i64::MAX).await.unwrap();
    all.retain(|alert| alert.series == series.id);
    all.sort_by_key(|alert| alert.number);
    all
}

async fn decide(store: &Store, series: &SeriesShort, value: &str) -> String {
    let word = || "no".to_owned();
    let told = Explanations { supply: word(), institution: word(), place: word(), coincidence: word() };
    let decision = NewDecision {
        subject: Subject::Series(series.id.clone()),
        about: DecisionKind::Link,
        value: value.into(),
        reason: "weighed".into(),
        explanations: Some(told),
        policy: "1".into(),
        supersedes: None,
    };
    store.decide(&rev(), &decision).await.unwrap()
}

/// The same finder for each of the deaths, and nothing else.
async fn find(store: &Store, series: &SeriesShort) {
    for death in &series.members {
        store.state(&rev(), death, Field::Contacts, FINDER, "statement of the finder").await.unwrap();
    }
    store.link(&console(), 0, Silent).await.unwrap();
}

const FINDER: &str = "role=finder,name=Orla Quenby,telephone=+447700900777";

#[tokio::test]
async fn a_rejected_series_that_grew_stronger_alerts_again() {
    let office = office().await;
    let store = &office.store;
    let series = pair(store).await;
    let id = decide(store, &series, "rejected").await;
    let review = store.reviews(&rev(), std::slice::from_ref(&series)).await.unwrap().remove(0).unwrap();
    assert!(!review.is_on_older_evidence() && review.e_then == Some(series.e_value), "{review:?}");
    find(store, &series).await;
    let alerts = of(store, &series).await;
    let [first, again] = &alerts[..] else { panic!("{alerts:?}") };
    assert!(first.change.is_none() && first.first_look && !again.first_look);
    assert!(again.e_value * 10.0 <= first.e_value && again.e_now == Some(again.e_value), "{again:?}");
    assert_eq!(first.e_now, again.e_now, "what was alerted on before is shown as strong as it is now");
    let change = again.change.as_ref().unwrap();
    assert_eq!(change.since, Since::Decision { id: id.clone(), value: "rejected".into() });
    assert_eq!(change.e_value, series.e_value);
    assert_eq!((&*change.grew[0].evidence, &*change.roles), ("contacts", &["finder".to_owned()][..]), "{change:?}");
    let values: Vec<(&str, Field)> = change.on_record.iter().map(|value| (value.death.as_str(), value.field)).collect();
    assert_eq!(values, [(&*series.members[0], Field::Contacts), (&*series.members[1], Field::Contacts)]);
    // The decision in force says that it was made on older evidence.
    let now = store.all_series(&rev()).await.unwrap().into_iter().find(|other| other.id == series.id).unwrap();
    let review = store.reviews(&rev(), std::slice::from_ref(&now)).await.unwrap().remove(0).unwrap();
    assert!(review.is_on_older_evidence() && review.id == id);
    assert_eq!((review.e_then, review.e_now), (Some(series.e_value), Some(again.e_value)));
    assert_eq!(review.since.len(), 2);
    let matter = store.matters(&rev(), &Subject::Series(series.id.clone())).await.unwrap().remove(0);
    assert_eq!(store.decided_on(&rev(), &matter).await.unwrap().unwrap(), review);
}

#[tokio::test]
async fn a_confirmed_series_alerts_again_too() {
    let office = office().await;
    let store = &office.store;
    let series = pair(store).await;
    let id = decide(store, &series, "confirmed").await;
    find(store, &series).await;
    let alerts = of(store, &series).await;
    let change = alerts[1].change.as_ref().unwrap();
    assert_eq!(change.since, Since::Decision { id, value: "confirmed".into() });
}

#[tokio::test]
async fn a_series_on_which_nobody_decided_alerts_again_after_an_import() {
    let office = office().await;
    let store = &office.store;
    let series = pair(store).await;
    let day = format!("id,died,contacts\n{},,\"{FINDER}\"\n{},,\"{FINDER}\"\n", series.members[0], series.members[1]);
    let import = office.import(&day).await.number.unwrap();
    let raised = store.link(&console(), import, Silent).await.unwrap();
    let again = raised.iter().find(|alert| alert.series == series.id).unwrap();
    assert_eq!((again.change.as_ref().unwrap().since.clone(), again.import), (Since::Alert, import));
}

#[tokio::test]
async fn the_same_series_at_about_the_same_strength_alerts_once() {
    let office = office().await;
    let store = &office.store;
    let series = pair(store).await;
    let before = store.alerts(&rev(), i64::MAX).await.unwrap().len();
    find(store, &series).await;
    // What comes on record of others, or says little, raises nothing more for these.
    for value in ["nothing of note", "nothing of note at all"] {
        store.state(&rev(), &series.members[0], Field::Narrative, value, "letter").await.unwrap();
        store.link(&console(), 0, Silent).await.unwrap();
    }
    assert_eq!(of(store, &series).await.len(), 2);
    let after = store.alerts(&rev(), i64::MAX).await.unwrap();
    let grown = after.iter().filter(|alert| alert.change.is_some()).count();
    assert!(after.len() - before <= 3 && grown <= 3, "{} alerts before, {} after", before, after.len());
    // Nor does a clock that stands at another day, with nothing new.
    store.clock().turn_to(day("2014-10-20"));
    assert!(store.link(&console(), 0, Silent).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_larger_budget_alerts_at_once_on_what_is_on_record() {
    let office = with_budget(0.01).await;
    let store = &office.store;
    let before = store.alerts(&rev(), i64::MAX).await.unwrap();
    store.set_budget(&ada(), Budget { a_month: 1000.0 }).await.unwrap();
    let after = store.alerts(&rev(), i64::MAX).await.unwrap();
    let all = store.all_series(&rev()).await.unwrap();
    assert!(all.iter().all(|series| after.iter().any(|alert| alert.series == series.id)), "{}", all.len());
    assert!(after.len() > before.len() && after.len() == all.len());
    store.set_budget(&ada(), Budget { a_month: 999.0 }).await.unwrap();
    assert_eq!(store.alerts(&rev(), i64::MAX).await.unwrap().len(), after.len());
}

/// Has each table hold what it held, of the columns of schema 9, and nothing held to be there; those that refer to others go first.
const WITHOUT_KEYS: [&str; 14] = [
    "DROP TABLE matter_names",
    "DROP TABLE watched",
    "CREATE TABLE old AS SELECT number, series, at, e_value, level, import, joined FROM alerts; DROP TABLE alerts; \
     ALTER TABLE old RENAME TO alerts",
    "CREATE TABLE old AS SELECT hash, series, told FROM found; DROP TABLE found; ALTER TABLE old RENAME TO found",
    "CREATE TABLE old AS SELECT series, day, e_value, level FROM series_days; DROP TABLE series_days; \
     ALTER TABLE old RENAME TO series_days",
    "CREATE TABLE old AS SELECT id, version, kind, subject, body, owner, due, state, by_user, at FROM matters; \
     DROP TABLE matters; ALTER TABLE old RENAME TO matters",
    "CREATE TABLE old AS SELECT * FROM attachments; DROP TABLE attachments; ALTER TABLE old RENAME TO attachments",
    "CREATE TABLE old AS SELECT * FROM offers; DROP TABLE offers; ALTER TABLE old RENAME TO offers",
    "CREATE TABLE old AS SELECT * FROM restrictions; DROP TABLE restrictions; ALTER TABLE old RENAME TO restrictions; \
     CREATE TABLE older AS SELECT * FROM reasons; DROP TABLE reasons; ALTER TABLE older RENAME TO reasons",
    "CREATE TABLE old AS SELECT * FROM searches; DROP TABLE searches; ALTER TABLE old RENAME TO searches; \
     CREATE TABLE older AS SELECT * FROM sessions; DROP TABLE sessions; ALTER TABLE older RENAME TO sessions",
    "CREATE TABLE old AS SELECT * FROM known_sources; DROP TABLE known_sources; ALTER TABLE old RENAME TO known_sources",
    "CREATE TABLE old AS SELECT * FROM statements; DROP TABLE statements; ALTER TABLE old RENAME TO statements",
    "CREATE TABLE old AS SELECT * FROM deaths; DROP TABLE deaths; ALTER TABLE old RENAME TO deaths; \
     CREATE TABLE older AS SELECT * FROM series; DROP TABLE series; ALTER TABLE older RENAME TO series",
    "CREATE TABLE old AS SELECT * FROM users; DROP TABLE users; ALTER TABLE old RENAME TO users",
];

#[tokio::test]
async fn an_older_case_file_reads_as_before_and_alerts_again() {
    let office = office().await;
    let store = &office.store;
    let series = pair(store).await;
    let before = of(store, &series).await;
    // As it stood before alerts kept what they were raised on, and before rows were held to what they refer to.
    for text in WITHOUT_KEYS {
        office.tamper(text).await;
    }
    office.tamper("DELETE FROM schema_version WHERE version >= 10").await;
    let clock = colligate_casefile::Clock::set_to(day("2014-09-21"));
    let opened = Store::open(&office.database, clock, None).await.unwrap();
    assert_eq!(of(&opened, &series).await, before);
    find(&opened, &series).await;
    let alerts = of(&opened, &series).await;
    let change = alerts[1].change.as_ref().unwrap();
    assert_eq!((change.since.clone(), change.e_value, change.on_record.len()), (Since::Alert, before[0].e_value, 2));
}

#[tokio::test]
async fn what_changed_since_a_hidden_series_is_shown_to_nobody_to_whom_it_is_closed() {
    let office = office().await;
    let store = &office.store;
    let series = pair(store).await;
    find(store, &series).await;
    store.restrict(&ada(), &series.members[0], &["sue".to_owned()], "named").await.unwrap();
    assert!(of(store, &series).await.is_empty());
    store.erase(&ada(), &series.members[1], "asked for").await.unwrap();
    let left = store.alerts(&console(), i64::MAX).await.unwrap();
    assert!(left.iter().all(|alert| !alert.members.contains(&series.members[1])));
}
