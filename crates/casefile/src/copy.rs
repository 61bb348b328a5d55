//! A case file copied row by row from one database to another: SQLite and PostgreSQL hold the same tables.

use crate::db::{AnyConnection, AnyRow, Kind, Row, TABLES, Table, insert_rows, kind, query, select_all};
use crate::error::CaseError;
use crate::store::Store;
use futures_util::TryStreamExt;

/// Rows written by one statement.
const BATCH: usize = 100;

/// Copies what `from` holds at this moment into `to`, which must hold nothing; whoever works with `from` goes on.
///
/// # Errors
/// [`CaseError::Invalid`] where `to` is in use; [`CaseError::Database`].
pub(crate) async fn copy(from: &Store, to: &Store) -> Result<(), CaseError> {
    for used in ["SELECT 1 FROM audit LIMIT 1", "SELECT 1 FROM deaths LIMIT 1", "SELECT 1 FROM users LIMIT 1"] {
        if query(used).fetch_optional(&to.pool).await?.is_some() {
            return Err(CaseError::Invalid("the case file to copy into is in use: give an empty database".to_owned()));
        }
    }
    // One moment of the whole.
    let mut moment = from.moment().await?;
    let mut writing = to.write().await?;
    for table in &TABLES {
        copy_table(&mut moment, &mut writing.tx, table).await?;
    }
    moment.rollback().await?;
    writing.commit().await
}

async fn copy_table(from: &mut AnyConnection, to: &mut AnyConnection, table: &Table) -> Result<(), CaseError> {
    let mut rows = query(select_all(table)).fetch(from);
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

async fn insert(to: &mut AnyConnection, table: &Table, rows: &[AnyRow]) -> Result<(), CaseError> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut query = query(insert_rows(table, rows.len()));
    for row in rows {
        for (at, column) in table.columns.iter().enumerate() {
            query = match kind(row, at)? {
                Kind::Text => query.bind(row.try_get::<Option<String>, _>(at)?),
                Kind::Whole => query.bind(row.try_get::<i64, _>(at)?),
                Kind::Number => query.bind(row.try_get::<f64, _>(at)?),
                Kind::Other(kind) => return Err(CaseError::Damaged(format!("{}.{column}: {kind}", table.name))),
            };
        }
    }
    query.execute(to).await?;
    Ok(())
}
