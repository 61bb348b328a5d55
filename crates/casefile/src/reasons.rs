//! Why someone looks at a death that is restricted: asked for before it is shown.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::clock::written;
use crate::db::{Row, query};
use crate::error::CaseError;
use crate::sessions::LONGEST;
use crate::store::{Store, Writing};

impl Store {
    /// Puts on record why the actor looks at these deaths, which are restricted; it holds for a working day.
    ///
    /// # Errors
    /// [`CaseError::NotFound`] for a death that is not there or closed to the actor; [`CaseError::Invalid`] for an empty reason.
    pub async fn give_reason(&self, actor: &Actor, deaths: &[String], why: &str) -> Result<(), CaseError> {
        let wish = Wish::new(
            Right::Read,
            Deed::Administration,
            format!("reason to look at death {}", deaths.join(", death ")),
        );
        let mut writing = self.allow(actor, wish.on(deaths).because(why)).await?;
        if deaths.is_empty() || why.trim().is_empty() || why.len() > 1_000 {
            let text = "say in up to 1,000 characters why you look at it".to_owned();
            return Err(writing.refuse(CaseError::Invalid(text)).await);
        }
        for death in deaths {
            query(
                "INSERT INTO reasons (user_name, death, why, at) \
             VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (user_name, death) DO UPDATE SET why = excluded.why, at = excluded.at",
            )
            .bind(&actor.name)
            .bind(death)
            .bind(why.trim())
            .bind(self.clock.written())
            .execute(&mut *writing.tx)
            .await?;
        }
        writing.commit().await
    }

    /// Deaths restricted to the actor among others that are left out of what they see until they say why they look.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn unasked(&self, actor: &Actor) -> Result<Vec<String>, CaseError> {
        let rows = query(
            "SELECT death FROM restrictions WHERE user_name = $1 AND death NOT IN \
             (SELECT death FROM reasons WHERE user_name = $1 AND at >= $2) ORDER BY death",
        );
        let rows = rows.bind(&actor.name).bind(self.oldest_reason()).fetch_all(&self.pool).await?;
        Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
    }

    /// Fails where any of these is not a death that is restricted to the actor among others: nobody is told of a restriction by naming a
    /// case number.
    ///
    /// # Errors
    /// [`CaseError::NotFound`], [`CaseError::Invalid`] where no death is named.
    pub async fn must_be_restricted_to(&self, actor: &Actor, deaths: &[String]) -> Result<(), CaseError> {
        if deaths.is_empty() {
            return Err(CaseError::Invalid("say which death".to_owned()));
        }
        for death in deaths {
            let row = query("SELECT 1 FROM restrictions WHERE user_name = $1 AND death = $2").bind(&actor.name);
            if row.bind(death).fetch_optional(&self.pool).await?.is_none() {
                return Err(CaseError::NotFound { what: "death", id: death.clone() });
            }
        }
        Ok(())
    }

    /// Reasons given before this moment do not hold any more.
    pub(crate) fn oldest_reason(&self) -> String {
        let now = self.clock.now();
        written(now.saturating_sub(LONGEST).unwrap_or(now))
    }

    /// The reason on record for looking at a death, where it still holds.
    pub(crate) async fn reason(
        &self,
        writing: &mut Writing<'_>,
        actor: &Actor,
        death: &str,
    ) -> Result<Option<String>, CaseError> {
        let oldest = self.oldest_reason();
        let row = query("SELECT why FROM reasons WHERE user_name = $1 AND death = $2 AND at >= $3");
        let row = row.bind(&actor.name).bind(death).bind(oldest).fetch_optional(&mut *writing.tx).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }
}
