//! Settings of the office.

use crate::db::{Row, query};
use crate::error::CaseError;
use crate::store::{Store, Writing};

impl Store {
    pub(crate) async fn setting(&self, name: &str) -> Result<Option<String>, CaseError> {
        let row = query("SELECT value FROM settings WHERE name = $1").bind(name).fetch_optional(&self.pool).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }

    pub(crate) async fn set(&self, writing: &mut Writing<'_>, name: &str, value: &str) -> Result<(), CaseError> {
        query(
            "INSERT INTO settings (name, value) \
             VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(name)
        .bind(value)
        .execute(&mut *writing.tx)
        .await?;
        Ok(())
    }
}
