//! SQL stands behind one seam, and says which columns it fills.

#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use sqlx::Executor;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, all: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else {
            all.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn the_library_behind_the_database_is_named_in_one_folder_and_every_insertion_names_its_columns() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    sources(&src, &mut all);
    let mut insertions = 0;
    for (path, text) in &all {
        let name = path.strip_prefix(&src).unwrap().to_str().unwrap();
        // The error that a library user gets carries that of the library.
        let is_seam = name == "db.rs" || name.starts_with("db/") || name == "error.rs";
        assert!(is_seam || !text.contains("sqlx"), "{name} names sqlx; let it use crate::db");
        assert!(
            name == "db/text.rs" || !text.contains("AssertSqlSafe("),
            "{name} makes a statement out of text; db/text.rs does that"
        );
        for (at, _) in text.match_indices("INSERT INTO ") {
            let after = &text[at + "INSERT INTO ".len()..];
            let is_made = after.starts_with('"');
            let named = after.find(['(', 'V', 'S']).is_some_and(|at| after[at..].starts_with('('));
            assert!(is_made || named, "{name}: {}", &after[..after.len().min(60)]);
            insertions += 1;
        }
    }
    assert!(insertions > 30, "{insertions} insertions: they were not found");
}

/// What no program of ours writes, and what is wrong with it.
const WRONG: [(&str, &str); 12] = [
    (
        "a value of a death that is not there",
        "INSERT INTO statements (number, death, field, value, known_from, source, by_user, at, import) VALUES (9999, 'none', 'age', '1', '2014-01-01', '', '', '', 0)",
    ),
    (
        "a value of no death that says something",
        "INSERT INTO statements (number, death, field, value, known_from, source, by_user, at, import) VALUES (9999, NULL, 'age', '1', '2014-01-01', '', '', '', 0)",
    ),
    ("a death of no import", "INSERT INTO deaths (id, number, import, added_on) VALUES ('X', 99, 77, '2014-01-01')"),
    ("a restriction to nobody who is there", "INSERT INTO restrictions (death, user_name) VALUES ('A1', 'nobody')"),
    (
        "a restriction of a death that is not there",
        "INSERT INTO restrictions (death, user_name) VALUES ('none', 'sue')",
    ),
    ("a role that there is not", "UPDATE users SET role = 'god' WHERE name = 'sue'"),
    (
        "a matter about a death that is not there",
        "INSERT INTO matters (id, version, kind, subject, death, series, body, owner, due, state, by_user, at) VALUES ('l1', 1, 'lead', 'death none', 'none', NULL, '{}', '', '', 'open', '', '')",
    ),
    (
        "a matter whose subject is another",
        "INSERT INTO matters (id, version, kind, subject, death, series, body, owner, due, state, by_user, at) VALUES ('l1', 1, 'lead', 'death A1', 'A2', NULL, '{}', '', '', 'open', '', '')",
    ),
    (
        "a matter whose subject is only named",
        "INSERT INTO matters (id, version, kind, subject, death, series, body, owner, due, state, by_user, at) VALUES ('l1', 1, 'lead', 'series s', NULL, NULL, '{}', '', '', 'open', '', '')",
    ),
    (
        "a state that there is not",
        "INSERT INTO matters (id, version, kind, subject, death, series, body, owner, due, state, by_user, at) VALUES ('l1', 1, 'lead', 'death A1', 'A1', NULL, '{}', '', '', 'perhaps', '', '')",
    ),
    (
        "an alert on a series that is not there",
        "INSERT INTO alerts (number, series, at, e_value, level, import, joined) VALUES (99, 'none', '', 1, 1, 0, '[]')",
    ),
    ("a death that goes while something is said of it", "DELETE FROM deaths WHERE id = 'A1'"),
];

#[tokio::test]
async fn the_database_refuses_what_refers_to_nothing_or_is_none_of_what_it_can_be() {
    let office = Office::open().await;
    office.import(THREE).await;
    sqlx::any::install_default_drivers();
    let url = match office.database.starts_with("postgres") {
        true => office.database.clone(),
        false => format!("sqlite://{}", office.database),
    };
    let pool = sqlx::AnyPool::connect(&url).await.unwrap();
    for (what, text) in WRONG {
        let outcome = pool.execute(text).await;
        let refused = outcome.err().and_then(|error| error.into_database_error());
        let refused = refused.map(|error| error.is_foreign_key_violation() || error.is_check_violation());
        assert_eq!(refused, Some(true), "{what}");
    }
    pool.close().await;
}
