//! All tables that go with a case file, in an order in which each can be filled: what a row refers to is there before it.

use super::text::{Part, made_of};
use sqlx::AssertSqlSafe;

/// A table and its columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns, in the order in which they are copied.
    pub columns: &'static [&'static str],
}

const fn table(name: &'static str, columns: &'static [&'static str]) -> Table {
    Table { name, columns }
}

/// The tables. Who was signed in, or has to wait, signs in again: those two stay behind, and each case file has its own schema version.
pub(crate) const TABLES: [Table; 22] = [
    table("users", &["name", "full_name", "role", "team", "password", "disabled", "created_at", "must_change"]),
    table(
        "imports",
        &["number", "file", "sha256", "at", "by_user", "rows_read", "added", "changed", "unchanged", "rejected"],
    ),
    table("deaths", &["id", "number", "import", "added_on"]),
    table("statements", &["number", "death", "field", "value", "known_from", "source", "by_user", "at", "import"]),
    table("series", &["id", "members", "deaths", "first_seen", "last_seen", "current", "e_value", "weight", "told"]),
    table("series_days", &["series", "day", "e_value", "level"]),
    table(
        "alerts",
        &[
            "number",
            "series",
            "at",
            "e_value",
            "level",
            "import",
            "joined",
            "first_look",
            "on_record",
            "evidence",
            "changed",
        ],
    ),
    table("watched", &["series", "at", "e_value", "on_record", "evidence"]),
    table("found", &["hash", "series", "told", "through"]),
    table(
        "matters",
        &["id", "version", "kind", "subject", "death", "series", "body", "owner", "due", "state", "by_user", "at"],
    ),
    table("documents", &["id", "name", "dated", "text", "sha256", "by_user", "at", "not_read"]),
    table("attachments", &["document", "death", "weight", "sentences", "state", "decision"]),
    table("offers", &["number", "document", "death", "field", "value", "begins", "ends", "state", "decision"]),
    table("restrictions", &["death", "user_name"]),
    table("reasons", &["user_name", "death", "why", "at"]),
    table("searches", &["user_name", "name", "words", "at"]),
    table("known_sources", &["user_name", "source", "seen_at"]),
    table("registers", &["name", "columns_hash", "profile", "dates", "sheet", "file", "at", "by_user"]),
    table("settings", &["name", "value"]),
    table("audit", &["number", "at", "who", "deed", "what", "detail", "why", "origin", "outcome", "previous", "hash"]),
    table("checkpoints", &["number", "at", "hash", "signature", "key"]),
    table("matter_names", &["matter", "user_name"]),
];

/// The names of the columns, with commas between them.
fn names(table: &Table) -> impl Iterator<Item = Part> {
    let comma = |at: usize| (at > 0).then_some(Part::Text(", "));
    table.columns.iter().enumerate().flat_map(move |(at, name)| comma(at).into_iter().chain([Part::Text(name)]))
}

/// All rows of a table.
pub(crate) fn select_all(table: &Table) -> AssertSqlSafe<String> {
    let from = [Part::Text(" FROM "), Part::Text(table.name)];
    made_of([Part::Text("SELECT ")].into_iter().chain(names(table)).chain(from))
}

/// An insertion of so many rows.
pub(crate) fn insert_rows(table: &Table, rows: usize) -> AssertSqlSafe<String> {
    let into = [Part::Text("INSERT INTO "), Part::Text(table.name), Part::Text(" (")];
    let values = [Part::Text(") VALUES "), Part::Rows { columns: table.columns.len(), rows }];
    made_of(into.into_iter().chain(names(table)).chain(values))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::db::{Engine, Row, migrate, opened, query};
    use std::collections::{BTreeMap, BTreeSet};

    /// Tables that stay behind.
    const LEFT: [&str; 3] = ["schema_version", "sessions", "guesses"];

    #[tokio::test]
    async fn every_table_and_column_of_the_schema_is_copied() {
        let folder = tempfile::tempdir().unwrap();
        let (pool, _) = opened(folder.path().join("case.db").to_str().unwrap(), Engine::Sqlite).await.unwrap();
        migrate(&pool, Engine::Sqlite).await.unwrap();
        let mut there: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let columns = query(
            "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c \
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'",
        );
        for row in columns.fetch_all(&pool).await.unwrap() {
            there.entry(row.try_get(0).unwrap()).or_default().insert(row.try_get(1).unwrap());
        }
        there.retain(|name, _| !LEFT.contains(&name.as_str()));
        let of = |table: &Table| {
            (table.name.to_owned(), table.columns.iter().map(|column| (*column).to_owned()).collect::<BTreeSet<_>>())
        };
        assert_eq!(there, TABLES.iter().map(of).collect());
    }
}
