//! The files of a register are read as its earlier ones were; what cannot be read so is refused, not taken in without dates.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use colligate_casefile::{CaseError, Clock, HowToRead, ImportFile, Imported, Remembered, Store, WantedProfile};
use colligate_register::{DateOrder, Field, Profile};
use common::database::new_database;
use common::*;
use sqlx::Executor;

const HEAD: &str = "Case,Date of death,Age,Sex,Cause of death";

async fn import(store: &Store, name: &str, text: &str, how: HowToRead) -> Result<Imported, CaseError> {
    store.import_as(&rev(), ImportFile { name: name.into(), bytes: text.into() }, how).await
}

/// A file with these days of death; each death has a number of its own.
fn file(first: usize, days: &[&str]) -> String {
    let row = |(at, day): (usize, &&str)| format!("N{},{day},3{},male,heroin toxicity", first + at, at % 10);
    let rows: Vec<String> = days.iter().enumerate().map(row).collect();
    format!("{HEAD}\n{}\n", rows.join("\n"))
}

fn dates(order: DateOrder) -> HowToRead {
    HowToRead { dates: Some(order), ..HowToRead::default() }
}

async fn died(store: &Store, death: &str) -> String {
    store.death(&rev(), death).await.unwrap().value(Field::Died).unwrap_or_default().to_owned()
}

fn refused(outcome: Result<Imported, CaseError>, says: &[&str]) {
    let Err(CaseError::Invalid(text)) = outcome else { panic!("{outcome:?}") };
    for part in says.iter().chain(&["nothing was taken in"]) {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[tokio::test]
async fn a_small_file_is_read_in_the_order_of_its_registers_earlier_files() {
    let office = Office::open().await;
    let store = &office.store;
    import(store, "years.csv", &file(100, &["25/03/2014", "03/04/2014", "30/06/2014"]), HowToRead::default())
        .await
        .unwrap();
    assert_eq!(died(store, "N101").await, "2014-04-03");
    let day =
        import(store, "today.csv", &file(200, &["05/09/2014", "06/09/2014"]), HowToRead::default()).await.unwrap();
    assert_eq!((died(store, "N200").await, died(store, "N201").await), ("2014-09-05".into(), "2014-09-06".into()));
    assert!(day.rejects.is_empty(), "{:?}", day.rejects);
    let told = day.notes.iter().find(|note| note.contains("day first"));
    assert!(told.is_some_and(|note| note.contains("years.csv") && note.contains("--dates")), "{:?}", day.notes);
    let trail = store.newest_audit(&ada(), 10).await.unwrap();
    let noted = |entry: &&colligate_casefile::AuditEntry| entry.what.starts_with("how files of register");
    assert_eq!(trail.iter().filter(noted).count(), 1, "what is new is entered, what is as before is not");
    assert!(trail.iter().any(|entry| entry.what == "import today.csv" && entry.detail.contains("day/month/year")));
    // A day with its dates written out, or in ISO order, changes nothing of that.
    import(store, "iso.csv", &file(300, &["2014-09-07"]), HowToRead::default()).await.unwrap();
    import(store, "more.csv", &file(400, &["08/09/2014"]), HowToRead::default()).await.unwrap();
    assert_eq!(died(store, "N400").await, "2014-09-08");
}

#[tokio::test]
async fn a_file_whose_dates_can_be_two_is_refused_where_nothing_tells_and_read_when_somebody_says_how() {
    let office = Office::open().await;
    let store = &office.store;
    let small = file(1, &["05/09/2014", "06/09/2014"]);
    refused(
        import(store, "today.csv", &small, HowToRead::default()).await,
        &["today.csv", "2 dates", "--dates dmy", "Order of dates"],
    );
    assert!(store.death(&rev(), "N1").await.is_err(), "nothing of it is on record");
    import(store, "today.csv", &small, dates(DateOrder::MonthFirst)).await.unwrap();
    assert_eq!(died(store, "N1").await, "2014-05-09");
    import(store, "tomorrow.csv", &file(10, &["07/09/2014"]), HowToRead::default()).await.unwrap();
    assert_eq!(died(store, "N10").await, "2014-07-09", "it was said once");
}

#[tokio::test]
async fn dates_that_contradict_the_earlier_files_are_refused() {
    let office = Office::open().await;
    let store = &office.store;
    import(store, "years.csv", &file(100, &["25/03/2014", "30/06/2014"]), HowToRead::default()).await.unwrap();
    let other = file(200, &["09/25/2014", "03/04/2014"]);
    refused(
        import(store, "today.csv", &other, HowToRead::default()).await,
        &["month first", "years.csv", "day comes first"],
    );
    let mixed = file(300, &["25/03/2014", "03/25/2014", "04/05/2014"]);
    refused(
        import(store, "mixed.csv", &mixed, HowToRead::default()).await,
        &["1 date with the month first", "1 with the day first"],
    );
    import(store, "today.csv", &other, dates(DateOrder::MonthFirst)).await.unwrap();
    assert_eq!(died(store, "N201").await, "2014-03-04");
}

#[tokio::test]
async fn a_file_of_whose_dates_none_can_be_read_is_refused() {
    let office = Office::open().await;
    let odd = "id,died,age\nN1,the fifth,30\nN2,the sixth,31\n";
    let outcome = import(&office.store, "odd.csv", odd, HowToRead::default()).await;
    refused(outcome, &["no date of death can be read", "\"died\"", "line 2", "--dates", "--profile"]);
    // So is one whose column of dates was only guessed, by its name alone.
    for cells in [["the fifth", "the sixth"], ["05x09x2014", "06x09x2014"], ["spring", "2014-99-99"]] {
        let odd = format!("Case,Date of death,Age\nN1,{},30\nN2,{},31\n", cells[0], cells[1]);
        let outcome = import(&office.store, "odd.csv", &odd, HowToRead::default()).await;
        refused(outcome, &["no date of death can be read", "\"Date of death\"", "line 2", "--dates", "--profile"]);
    }
    // A file that says nothing of when somebody died, such as a laboratory's, is no such file.
    import(&office.store, "years.csv", &file(1, &["25/03/2014"]), HowToRead::default()).await.unwrap();
    import(&office.store, "laboratory.csv", "Case,Cause of death\nN1,GHB toxicity\n", HowToRead::default())
        .await
        .unwrap();
}

#[tokio::test]
async fn registers_whose_files_look_alike_are_told_apart_by_name() {
    let office = Office::open().await;
    let store = &office.store;
    let of = |name: &str| HowToRead { register: Some(name.into()), ..HowToRead::default() };
    import(store, "n.csv", &file(100, &["25/03/2014", "26/03/2014"]), of("North")).await.unwrap();
    import(store, "s.csv", &file(200, &["03/25/2014", "03/26/2014"]), of("South")).await.unwrap();
    let outcome = import(store, "today.csv", &file(300, &["04/05/2014"]), HowToRead::default()).await;
    let Err(CaseError::Invalid(text)) = outcome else { panic!("{outcome:?}") };
    assert!(text.contains("--register") && text.contains("North") && text.contains("South"), "{text}");
    import(store, "today.csv", &file(300, &["04/05/2014"]), of("South")).await.unwrap();
    assert_eq!(died(store, "N300").await, "2014-04-05");
    import(store, "today.csv", &file(400, &["04/05/2014"]), of("North")).await.unwrap();
    assert_eq!(died(store, "N400").await, "2014-05-04");
    refused_name(import(store, "x.csv", &file(500, &["25/05/2014"]), of("columns of ours")).await);
    refused_name(import(store, "x.csv", &file(500, &["25/05/2014"]), of(" ")).await);
}

fn refused_name(outcome: Result<Imported, CaseError>) {
    assert!(matches!(outcome, Err(CaseError::Invalid(text)) if text.contains("no name of a register")));
}

#[tokio::test]
async fn a_profile_is_said_once_and_read_by_from_then_on() {
    let office = Office::open().await;
    let store = &office.store;
    let profile = Profile::from_toml(
        "name = \"ours\"\n[fields]\nid = \"Nr\"\ndied = \"Day X\"\nsex = \"m\"\ncause = \"Why\"\n[values.sex]\n0 = \"female\"\n1 = \"male\"\n",
    )
    .unwrap();
    let text = |nr: &str, day: &str| format!("Nr,Day X,m,Why\n{nr},{day},1,drowning\n");
    let how = HowToRead { profile: Some(WantedProfile::Given(Box::new(profile.clone()))), ..HowToRead::default() };
    import(store, "first.csv", &text("1", "25/03/2014"), how).await.unwrap();
    import(store, "second.csv", &text("2", "04/05/2014"), HowToRead::default()).await.unwrap();
    let record = store.death(&rev(), "2").await.unwrap();
    assert_eq!((record.value(Field::Sex), record.value(Field::Died)), (Some("male"), Some("2014-05-04")));
    let named = HowToRead { profile: Some(WantedProfile::Named("ours".into())), ..HowToRead::default() };
    import(store, "third.csv", &text("3", "06/05/2014"), named).await.unwrap();
    assert_eq!(died(store, "3").await, "2014-05-06");
    let known: Vec<Remembered> = store.registers(&ada()).await.unwrap();
    assert_eq!(
        (known.len(), known[0].profile.as_ref(), known[0].dates),
        (1, Some(&profile), Some(DateOrder::DayFirst))
    );
}

/// The schema before wrong passwords and registers were remembered.
const BEFORE: [&str; 6] = [
    include_str!("../src/db/schema/0001.sql"),
    include_str!("../src/db/schema/0002.sql"),
    include_str!("../src/db/schema/0003.sql"),
    include_str!("../src/db/schema/0004.sql"),
    include_str!("../src/db/schema/0005.sql"),
    include_str!("../src/db/schema/0006.sql"),
];

#[tokio::test]
async fn a_case_file_of_an_earlier_version_reads_as_before_and_remembers_from_then_on() {
    let folder = tempfile::tempdir().unwrap();
    let database = new_database(folder.path()).await;
    sqlx::any::install_default_drivers();
    let is_server = database.starts_with("postgres");
    let url = if is_server { database.clone() } else { format!("sqlite://{database}?mode=rwc") };
    let pool = sqlx::AnyPool::connect(&url).await.unwrap();
    let lines = BEFORE.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with("--"));
    let text = lines.collect::<Vec<_>>().join("\n");
    let made = "CREATE TABLE schema_version (version BIGINT NOT NULL); INSERT INTO schema_version VALUES (6); \
                INSERT INTO users VALUES ('rev', 'Rev', 'reviewer', 'east', 'none', 0, 3, '2099-01-01T00:00:00.000000Z', '', 0)";
    for statement in text.split(';').chain(made.split(';')).filter(|text| !text.trim().is_empty()) {
        pool.execute(sqlx::AssertSqlSafe(statement.to_owned())).await.unwrap();
    }
    pool.close().await;
    let store = Store::open(&database, Clock::set_to(day("2014-09-20")), None).await.unwrap();
    let users = store.users(&console()).await.unwrap();
    assert_eq!(
        users.iter().map(|user| (user.name.as_str(), user.team.as_str())).collect::<Vec<_>>(),
        [("rev", "east")]
    );
    store.set_password(&console(), "rev", PASSWORD).await.unwrap();
    assert!(store.sign_in("rev", PASSWORD, &from("192.0.2.1")).await.is_ok(), "no lock of the whole account is left");
    assert!(store.registers(&console()).await.unwrap().is_empty());
    import(&store, "years.csv", &file(100, &["25/03/2014"]), HowToRead::default()).await.unwrap();
    import(&store, "today.csv", &file(200, &["05/09/2014"]), HowToRead::default()).await.unwrap();
    assert_eq!(died(&store, "N200").await, "2014-09-05");
    store.close().await;
}

#[tokio::test]
async fn who_may_not_take_in_leaves_nothing_to_be_remembered() {
    let office = Office::open().await;
    let file = ImportFile { name: "years.csv".into(), bytes: file(1, &["25/03/2014"]).into() };
    assert!(office.store.import_as(&rita(), file, dates(DateOrder::MonthFirst)).await.is_err());
    assert!(office.store.registers(&ada()).await.unwrap().is_empty());
}
