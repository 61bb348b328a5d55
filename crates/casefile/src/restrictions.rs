//! Deaths restricted to users by name.

use crate::access::{Actor, Deed, Right, Wish};
use crate::error::CaseError;
use crate::store::Store;
use sqlx::Row;

impl Store {
    /// Restricts a death to these users; to no one in particular, and so open to all, where there are none.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::NotFound`] for a death or user that is not there.
    pub async fn restrict(&self, actor: &Actor, death: &str, users: &[String], why: &str) -> Result<(), CaseError> {
        if why.trim().is_empty() {
            return Err(CaseError::Invalid("a restriction needs its reason".to_owned()));
        }
        let wish = Wish::new(Right::Administer, Deed::Alteration, format!("death {death}")).because(why);
        let mut writing = self.allow(actor, wish.with(serde_json::json!({ "restricted_to": users }))).await?;
        let known =
            sqlx::query("SELECT 1 FROM deaths WHERE id = $1").bind(death).fetch_optional(&mut *writing.tx).await?;
        if known.is_none() {
            let missing = CaseError::NotFound { what: "death", id: death.to_owned() };
            return Err(writing.refuse(missing).await);
        }
        sqlx::query("DELETE FROM restrictions WHERE death = $1").bind(death).execute(&mut *writing.tx).await?;
        for user in users {
            let known = sqlx::query("SELECT 1 FROM users WHERE name = $1").bind(user);
            if known.fetch_optional(&mut *writing.tx).await?.is_none() {
                let missing = CaseError::NotFound { what: "user", id: user.clone() };
                return Err(writing.refuse(missing).await);
            }
            sqlx::query("INSERT INTO restrictions VALUES ($1, $2)")
                .bind(death)
                .bind(user)
                .execute(&mut *writing.tx)
                .await?;
        }
        writing.commit().await
    }

    pub(crate) async fn restricted_to(&self, death: &str) -> Result<Vec<String>, CaseError> {
        let rows = sqlx::query("SELECT user_name FROM restrictions WHERE death = $1 ORDER BY user_name");
        let rows = rows.bind(death).fetch_all(&self.pool).await?;
        Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
    }
}
