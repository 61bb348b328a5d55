//! A case file for each test: an SQLite file, or a schema of its own on the PostgreSQL server that `COLLIGATE_TEST_POSTGRES` names.

#![allow(dead_code, clippy::unwrap_used)]

pub mod database;

use colligate_casefile::{Actor, Approach, Body, Clock, ImportFile, LEAD, MatterSpec, NewUser, Role, Store};
use colligate_register::Day;
use database::new_database;
use sqlx::Executor;

pub const PASSWORD: &str = "three plain words";

pub struct Office {
    pub store: Store,
    pub database: String,
    pub folder: tempfile::TempDir,
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

impl Office {
    pub async fn open() -> Office {
        Office::on("2014-09-20").await
    }

    pub async fn on(today: &str) -> Office {
        let folder = tempfile::tempdir().unwrap();
        let database = new_database(folder.path()).await;
        let signer = colligate_casefile::Signer::open(&folder.path().join("key")).unwrap();
        let store = Store::open(&database, Clock::set_to(day(today)), Some(signer)).await.unwrap();
        for (name, role) in [
            ("rita", Role::Reader),
            ("rev", Role::Reviewer),
            ("ray", Role::Reviewer),
            ("sue", Role::Supervisor),
            ("ada", Role::Administrator),
        ] {
            let user = NewUser { name, full_name: name, role, team: "east", password: PASSWORD };
            store.add_user(&console(), &user).await.unwrap();
        }
        Office { store, database, folder }
    }

    pub async fn import(&self, text: &str) -> colligate_casefile::Imported {
        let file = ImportFile { name: "day.csv".to_owned(), bytes: text.as_bytes().to_vec() };
        self.store.import(&actor("rev", Role::Reviewer), file).await.unwrap()
    }

    /// Runs a statement behind the program's back.
    pub async fn tamper(&self, text: &'static str) {
        run(&self.database, text).await;
    }
}

/// Runs statements on a database behind the program's back.
pub async fn run(database: &str, text: &'static str) {
    sqlx::any::install_default_drivers();
    let url = match database.starts_with("postgres") {
        true => database.to_owned(),
        false => format!("sqlite://{database}"),
    };
    let pool = sqlx::AnyPool::connect(&url).await.unwrap();
    pool.execute(text).await.unwrap();
    pool.close().await;
}

pub fn console() -> Actor {
    Actor::console("root")
}

pub fn actor(name: &str, role: Role) -> Actor {
    Actor { name: name.to_owned(), role, origin: "127.0.0.1".to_owned(), is_console: false }
}

/// A browser that nobody knows, at this address.
pub fn from(origin: &str) -> Approach<'_> {
    Approach { origin, browser: None }
}

/// A matter that says this.
pub fn says(kind: &'static MatterSpec, values: &[(&str, &str)]) -> Body {
    Body::of(kind, values.iter().copied()).unwrap()
}

/// A lead on a question.
pub fn lead(question: &str, outcome: &str) -> Body {
    says(&LEAD, &[("question", question), ("outcome", outcome)])
}

pub fn rita() -> Actor {
    actor("rita", Role::Reader)
}

pub fn rev() -> Actor {
    actor("rev", Role::Reviewer)
}

pub fn ray() -> Actor {
    actor("ray", Role::Reviewer)
}

pub fn sue() -> Actor {
    actor("sue", Role::Supervisor)
}

pub fn ada() -> Actor {
    actor("ada", Role::Administrator)
}

/// Three deaths.
pub const THREE: &str = "id,died,lat,lon,age,sex,category,cause,narrative
A1,2014-06-19,51.5366,0.0757,23,male,unexplained,unascertained,found propped outside a block of flats
A2,2014-08-28,51.5400,0.0770,22,male,unexplained,unascertained,found propped in a churchyard
A3,2014-09-20,51.5400,0.0770,21,male,unexplained,,found propped in the same churchyard
";
