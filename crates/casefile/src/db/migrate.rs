//! Bringing the schema of a case file up to date: each version once, in order, all of what is missing in one transaction.

use super::engine::Engine;
use super::transaction::Tx;
use crate::error::CaseError;
use sqlx::error::DatabaseError;
use sqlx::{AnyPool, Executor, Row};

/// Schema versions in order.
const MIGRATIONS: [&str; 12] = [
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    include_str!("schema/0004.sql"),
    include_str!("schema/0005.sql"),
    include_str!("schema/0006.sql"),
    include_str!("schema/0007.sql"),
    include_str!("schema/0008.sql"),
    include_str!("schema/0009.sql"),
    include_str!("schema/0010.sql"),
    include_str!("schema/0011.sql"),
    include_str!("schema/0012.sql"),
];

/// Applies what is missing.
///
/// # Errors
/// [`CaseError::Newer`] where a later version made the case file; [`CaseError::Database`].
pub(crate) async fn migrate(pool: &AnyPool, engine: Engine) -> Result<(), CaseError> {
    let mut tx = Tx::begin(pool, engine.to_write()).await?;
    if engine == Engine::Postgres {
        tx.execute("SELECT pg_advisory_xact_lock(7305011)").await?;
    }
    tx.execute("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)").await?;
    let row = sqlx::query("SELECT COALESCE(MAX(version), 0) FROM schema_version").fetch_one(&mut *tx).await?;
    let (found, known): (i64, i64) = (row.try_get(0)?, MIGRATIONS.len() as i64);
    if found > known {
        return Err(CaseError::Newer { found, known });
    }
    for (migration, version) in MIGRATIONS.into_iter().zip(1i64..).skip(found as usize) {
        for statement in statements(migration) {
            tx.execute(statement).await.map_err(|error| refused(error, version))?;
        }
        sqlx::query("INSERT INTO schema_version (version) VALUES ($1)").bind(version).execute(&mut *tx).await?;
    }
    Ok(tx.commit().await?)
}

/// Why a version cannot be applied: where a row refers to what is not there, the case file was changed behind the program's back.
fn refused(error: sqlx::Error, version: i64) -> CaseError {
    let is_odd = |error: &dyn DatabaseError| error.is_foreign_key_violation() || error.is_check_violation();
    match error.as_database_error().is_some_and(is_odd) {
        true => CaseError::Damaged(format!(
            "schema {version} holds each row to what it refers to, and one refers to something that is not there, or says what none can say \
             ({error}). The case file was left as it was; put a backup in its place, or go on with the version before"
        )),
        false => error.into(),
    }
}

/// The statements of a file. Each ends with a semicolon at the end of a line; comments have none there.
fn statements(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.split(";\n")
        .filter(|statement| statement.lines().any(|line| !line.trim().is_empty() && !line.starts_with("--")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_no_statement_and_ends_none() {
        let file = "-- One; two.\nCREATE TABLE a (b TEXT);\n-- Three.\nDROP TABLE a;\n-- Last.\n";
        let all: Vec<&str> = statements(file).collect();
        assert_eq!(all, ["-- One; two.\nCREATE TABLE a (b TEXT)", "-- Three.\nDROP TABLE a"]);
    }
}
