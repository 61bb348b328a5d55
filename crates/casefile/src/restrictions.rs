//! Deaths restricted to users by name.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::db::{Row, query};
use crate::error::CaseError;
use crate::store::Store;

impl Store {
    /// Restricts a death to these users, instead of those to whom it was restricted before. It never opens a death to all: that is
    /// [`Store::lift_restriction`].
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::NotFound`] for a death or user that is not there; [`CaseError::Invalid`] where nobody is
    /// named or no reason is given.
    pub async fn restrict(&self, actor: &Actor, death: &str, users: &[String], why: &str) -> Result<(), CaseError> {
        let wish = Wish::new(Right::Administer, Deed::Alteration, format!("death {death}")).because(why);
        let mut writing = self.allow(actor, wish.with(serde_json::json!({ "restricted_to": users }))).await?;
        if let Err(refusal) = has_reason(why).and_then(|()| names_somebody(users)) {
            return Err(writing.refuse(refusal).await);
        }
        let known = query("SELECT 1 FROM deaths WHERE id = $1").bind(death).fetch_optional(&mut *writing.tx).await?;
        if known.is_none() {
            let missing = CaseError::NotFound { what: "death", id: death.to_owned() };
            return Err(writing.refuse(missing).await);
        }
        query("DELETE FROM restrictions WHERE death = $1").bind(death).execute(&mut *writing.tx).await?;
        for user in users {
            let known = query("SELECT 1 FROM users WHERE name = $1").bind(user);
            if known.fetch_optional(&mut *writing.tx).await?.is_none() {
                let missing = CaseError::NotFound { what: "user", id: user.clone() };
                return Err(writing.refuse(missing).await);
            }
            query(
                "INSERT INTO restrictions (death, user_name) \
             VALUES ($1, $2)",
            )
            .bind(death)
            .bind(user)
            .execute(&mut *writing.tx)
            .await?;
        }
        writing.commit().await
    }

    /// Opens a restricted death to all again.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::NotFound`] for a death that is not there; [`CaseError::Invalid`] where it is not restricted
    /// or no reason is given.
    pub async fn lift_restriction(&self, actor: &Actor, death: &str, why: &str) -> Result<(), CaseError> {
        let wish = Wish::new(Right::Administer, Deed::Alteration, format!("death {death}")).because(why);
        let mut writing =
            self.allow(actor, wish.with(serde_json::json!({ "restriction": "lifted", "open_to": "all" }))).await?;
        if let Err(refusal) = has_reason(why) {
            return Err(writing.refuse(refusal).await);
        }
        let known = query("SELECT 1 FROM deaths WHERE id = $1").bind(death);
        if known.fetch_optional(&mut *writing.tx).await?.is_none() {
            let missing = CaseError::NotFound { what: "death", id: death.to_owned() };
            return Err(writing.refuse(missing).await);
        }
        let lifted = query("DELETE FROM restrictions WHERE death = $1").bind(death);
        if lifted.execute(&mut *writing.tx).await?.rows_affected() == 0 {
            let text = format!("death {death} is not restricted: it is open to all already");
            return Err(writing.refuse(CaseError::Invalid(text)).await);
        }
        writing.commit().await
    }

    pub(crate) async fn restricted_to(&self, death: &str) -> Result<Vec<String>, CaseError> {
        let rows = query("SELECT user_name FROM restrictions WHERE death = $1 ORDER BY user_name");
        let rows = rows.bind(death).fetch_all(&self.pool).await?;
        Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
    }
}

fn has_reason(why: &str) -> Result<(), CaseError> {
    match why.trim().is_empty() {
        true => Err(CaseError::Invalid("say why: a restriction and its end need a reason".to_owned())),
        false => Ok(()),
    }
}

fn names_somebody(users: &[String]) -> Result<(), CaseError> {
    match users.is_empty() {
        true => {
            let text = "name at least one user who may see the death: nothing was changed. To open it to all, lift its restriction";
            Err(CaseError::Invalid(text.to_owned()))
        }
        false => Ok(()),
    }
}
