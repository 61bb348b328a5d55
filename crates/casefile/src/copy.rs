//! A case file copied row by row from one database to another: SQLite and PostgreSQL hold the same tables.

use crate::error::CaseError;
use crate::store::{Engine, Store};
use futures_util::TryStreamExt;
use sqlx::any::{AnyRow, AnyTypeInfoKind};
use sqlx::{AnyConnection, Column, Row, ValueRef};

/// Tables that stay behind: each case file has its own schema, and who was signed in, or has to wait, signs in again.
const LEFT: [&str; 3] = ["schema_version", "sessions", "guesses"];
/// Rows written by one statement.
const BATCH: usize = 100;

/// Copies what `from` holds at this moment into `to`, which must hold nothing; whoever works with `from` goes on.
///
/// # Errors
/// [`CaseError::Invalid`] where `to` is in use; [`CaseError::Database`].
pub(crate) async fn copy(from: &Store, to: &Store) -> Result<(), CaseError> {
    for used in ["SELECT 1 FROM audit LIMIT 1", "SELECT 1 FROM deaths LIMIT 1", "SELECT 1 FROM users LIMIT 1"] {
        if sqlx::query(used).fetch_optional(&to.pool).await?.is_some() {
            return Err(CaseError::Invalid("the case file to copy into is in use: give an empty database".to_owned()));
        }
    }
    // One moment of the whole.
    let mut moment = from.moment().await?;
    let mut writing = to.write().await?;
    for table in tables(&mut moment, from.engine).await? {
        copy_table(&mut moment, &mut writing.tx, &table).await?;
    }
    moment.rollback().await?;
    writing.commit().await
}

async fn tables(connection: &mut AnyConnection, engine: Engine) -> Result<Vec<String>, CaseError> {
    let text = match engine {
        Engine::Sqlite => {
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
        }
        Engine::Postgres => {
            "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
        }
    };
    let rows = sqlx::query(text).fetch_all(connection).await?;
    let names = rows.iter().map(|row| row.try_get(0)).collect::<Result<Vec<String>, _>>()?;
    Ok(names.into_iter().filter(|name| !LEFT.contains(&name.as_str())).collect())
}

async fn copy_table(from: &mut AnyConnection, to: &mut AnyConnection, table: &str) -> Result<(), CaseError> {
    let text = sqlx::AssertSqlSafe(format!("SELECT * FROM {}", quoted(table)));
    let mut rows = sqlx::query(text).fetch(from);
    let mut some: Vec<AnyRow> = Vec::with_capacity(BATCH);
    while let Some(row) = rows.try_next().await? {
        some.push(row);
        if some.len() == BATCH {
            insert(to, table, &some).await?;
            some.clear();
        }
    }
    insert(to, table, &some).await
}

async fn insert(to: &mut AnyConnection, table: &str, rows: &[AnyRow]) -> Result<(), CaseError> {
    let Some(first) = rows.first() else { return Ok(()) };
    let columns: Vec<String> = first.columns().iter().map(|column| quoted(column.name())).collect();
    let row = |row: usize| {
        let places: Vec<String> = (1..=columns.len()).map(|at| format!("${}", row * columns.len() + at)).collect();
        format!("({})", places.join(", "))
    };
    let places: Vec<String> = (0..rows.len()).map(row).collect();
    let text = format!("INSERT INTO {} ({}) VALUES {}", quoted(table), columns.join(", "), places.join(", "));
    let mut query = sqlx::query(sqlx::AssertSqlSafe(text));
    for row in rows {
        for (at, column) in columns.iter().enumerate() {
            let kind = row.try_get_raw(at)?.type_info().kind();
            query = match kind {
                AnyTypeInfoKind::Text => query.bind(row.try_get::<String, _>(at)?),
                AnyTypeInfoKind::BigInt | AnyTypeInfoKind::Integer => query.bind(row.try_get::<i64, _>(at)?),
                AnyTypeInfoKind::Double => query.bind(row.try_get::<f64, _>(at)?),
                other => return Err(CaseError::Damaged(format!("{table}.{column}: {other:?}"))),
            };
        }
    }
    query.execute(to).await?;
    Ok(())
}

/// A name as both databases read it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
