//! Users and their passwords.

use crate::actor::{Actor, Deed, Right, Role, Wish};
use crate::db::{AnyRow, Row, query};
use crate::error::CaseError;
use crate::guesses::{Approach, Try};
use crate::passwords::hashed;
use crate::store::Store;
use serde::Serialize;

/// Someone who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Name to sign in with.
    pub name: String,
    /// Name to be shown.
    pub full_name: String,
    /// Role.
    pub role: Role,
    /// Team.
    pub team: String,
    /// Closed: can no longer sign in; what they did stays.
    pub disabled: bool,
}

/// A user to be made.
#[derive(Clone, Debug)]
pub struct NewUser<'a> {
    /// Name to sign in with: letters, digits, `.`, `-`, `_` and `@`.
    pub name: &'a str,
    /// Name to be shown.
    pub full_name: &'a str,
    /// Role.
    pub role: Role,
    /// Team.
    pub team: &'a str,
    /// Password of at least 15 characters.
    pub password: &'a str,
}

/// What changes of a user; what is not set stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UserChange {
    /// Role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// Closed: can no longer sign in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled: Option<bool>,
}

impl Store {
    /// Adds a user. A password that an administrator set from afar is changed at the first sign-in with it.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`]; [`CaseError::Invalid`] for a name that is taken or a password that is too short.
    pub async fn add_user(&self, actor: &Actor, user: &NewUser<'_>) -> Result<(), CaseError> {
        self.admit(actor, Right::Administer, "user").await?;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-_@".contains(c);
        if user.name.is_empty() || user.name.len() > 100 || !user.name.chars().all(is_plain) {
            let text = format!("{:?} is no name to sign in with: use letters, digits and . - _ @", user.name);
            return Err(CaseError::Invalid(text));
        }
        let hash = hashed(user.password)?;
        let wish = Wish::new(Right::Administer, Deed::Administration, format!("user {}", user.name));
        let detail = serde_json::json!({ "added": { "role": user.role, "team": user.team } });
        let mut writing = self.allow(actor, wish.with(detail)).await?;
        let taken = query("SELECT 1 FROM users WHERE name = $1").bind(user.name);
        if taken.fetch_optional(&mut *writing.tx).await?.is_some() {
            let taken = CaseError::Invalid(format!("there is a user {} already", user.name));
            return Err(writing.refuse(taken).await);
        }
        query(
            "INSERT INTO users (name, full_name, role, team, password, disabled, created_at, must_change) \
             VALUES ($1, $2, $3, $4, $5, 0, $6, $7)",
        )
        .bind(user.name)
        .bind(user.full_name)
        .bind(user.role.as_str())
        .bind(user.team)
        .bind(hash)
        .bind(self.clock.written())
        .bind(i64::from(!actor.is_console))
        .execute(&mut *writing.tx)
        .await?;
        writing.commit().await
    }

    /// Gives a user another password and ends their sessions; set from afar, it is changed at the first sign-in with it.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::NotFound`], [`CaseError::Invalid`].
    pub async fn set_password(&self, actor: &Actor, name: &str, password: &str) -> Result<(), CaseError> {
        self.admit(actor, Right::Administer, "user").await?;
        let hash = hashed(password)?;
        let wish = Wish::new(Right::Administer, Deed::Administration, format!("user {name}"));
        let mut writing = self.allow(actor, wish.with(serde_json::json!({ "password": "set" }))).await?;
        let done = query("UPDATE users SET password = $1, must_change = $2 WHERE name = $3");
        let done = done.bind(hash).bind(i64::from(!actor.is_console)).bind(name).execute(&mut *writing.tx).await?;
        if done.rows_affected() == 0 {
            let missing = CaseError::NotFound { what: "user", id: name.to_owned() };
            return Err(writing.refuse(missing).await);
        }
        self.forget_all_guesses(&mut writing, name).await?;
        query("DELETE FROM sessions WHERE user_name = $1").bind(name).execute(&mut *writing.tx).await?;
        writing.commit().await
    }

    /// Gives the actor another password of their own and ends their sessions: what an administrator set is known to two.
    ///
    /// # Errors
    /// [`CaseError::SignIn`] and [`CaseError::Locked`] as at sign-in, for the password until now; [`CaseError::Invalid`].
    pub async fn change_own_password(&self, actor: &Actor, now: &str, new: &str) -> Result<(), CaseError> {
        let hash = hashed(new)?;
        // Counted apart from what others try from elsewhere: it takes a session to get here.
        let (_, tried) = self.known_user(&actor.name, now, None).await?;
        if new == now {
            return Err(CaseError::Invalid("the new password is the one until now: choose another".to_owned()));
        }
        let wish = Wish::new(Right::Read, Deed::Administration, format!("user {}", actor.name));
        let mut writing = self.allow(actor, wish.with(serde_json::json!({ "password": "changed" }))).await?;
        query("UPDATE users SET password = $1, must_change = 0 WHERE name = $2")
            .bind(hash)
            .bind(&actor.name)
            .execute(&mut *writing.tx)
            .await?;
        self.forget_guesses(&mut writing, &actor.name, &tried).await?;
        query("DELETE FROM sessions WHERE user_name = $1").bind(&actor.name).execute(&mut *writing.tx).await?;
        writing.commit().await
    }

    /// Has a user change their password at the next sign-in with it, because somebody else set it.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::NotFound`].
    pub async fn have_password_changed(&self, actor: &Actor, name: &str) -> Result<(), CaseError> {
        let wish = Wish::new(Right::Administer, Deed::Administration, format!("user {name}"));
        let mut writing = self.allow(actor, wish.with(serde_json::json!({ "password": "to be changed" }))).await?;
        let done = query("UPDATE users SET must_change = 1 WHERE name = $1").bind(name);
        match done.execute(&mut *writing.tx).await?.rows_affected() {
            0 => Err(writing.refuse(CaseError::NotFound { what: "user", id: name.to_owned() }).await),
            _ => writing.commit().await,
        }
    }

    /// Gives a user another role or team, or closes or opens the account, and ends their sessions.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::NotFound`]; [`CaseError::Invalid`] where no administrator could sign in any more.
    pub async fn change_user(&self, actor: &Actor, name: &str, change: &UserChange) -> Result<(), CaseError> {
        let wish = Wish::new(Right::Administer, Deed::Administration, format!("user {name}"));
        let mut writing = self.allow(actor, wish.with(serde_json::to_value(change)?)).await?;
        let row = query("SELECT name, full_name, role, team, disabled FROM users WHERE name = $1").bind(name);
        let Some(row) = row.fetch_optional(&mut *writing.tx).await? else {
            return Err(writing.refuse(CaseError::NotFound { what: "user", id: name.to_owned() }).await);
        };
        let user = user_of(&row)?;
        let role = change.role.unwrap_or(user.role);
        let team = change.team.as_ref().unwrap_or(&user.team);
        let disabled = change.disabled.unwrap_or(user.disabled);
        query("UPDATE users SET role = $1, team = $2, disabled = $3 WHERE name = $4")
            .bind(role.as_str())
            .bind(team)
            .bind(i64::from(disabled))
            .bind(name)
            .execute(&mut *writing.tx)
            .await?;
        let left = query("SELECT COUNT(*) FROM users WHERE role = $1 AND disabled = 0");
        let left = left.bind(Role::Administrator.as_str()).fetch_one(&mut *writing.tx).await?;
        if left.try_get::<i64, _>(0)? == 0 && user.role == Role::Administrator && !actor.is_console {
            let text = "no administrator could sign in any more: make another one first".to_owned();
            return Err(writing.refuse(CaseError::Invalid(text)).await);
        }
        query("DELETE FROM sessions WHERE user_name = $1").bind(name).execute(&mut *writing.tx).await?;
        writing.commit().await
    }

    /// All users, by name. Everyone may know who their colleagues are.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn users(&self, actor: &Actor) -> Result<Vec<User>, CaseError> {
        actor.must(Right::Read)?;
        let rows = query("SELECT name, full_name, role, team, disabled FROM users ORDER BY name");
        rows.fetch_all(&self.pool).await?.iter().map(user_of).collect()
    }

    /// The user of a name and a password, and the try as it was counted. Whether there is such a user, whether the account is closed, and
    /// whether the source has to wait: each takes the same steps, so that the time tells nothing (`guesses.rs`). Without an approach it is
    /// somebody who is signed in.
    ///
    /// # Errors
    /// [`CaseError::SignIn`], [`CaseError::Locked`].
    pub(crate) async fn known_user(
        &self,
        name: &str,
        password: &str,
        approach: Option<&Approach<'_>>,
    ) -> Result<(User, Try), CaseError> {
        let tried = self.count_try(name, approach).await?;
        let row = query("SELECT name, full_name, role, team, disabled, password FROM users WHERE name = $1");
        let row = row.bind(name).fetch_optional(&self.pool).await?;
        let hash: Option<String> = row.as_ref().map(|row| row.try_get(5)).transpose()?;
        let fits = self.passwords.fits(password, hash).await;
        if let Some(until) = tried.waits_until {
            let minutes = until.duration_since(self.clock.now()).as_secs().div_euclid(60) + 1;
            return Err(CaseError::Locked { minutes });
        }
        let user = row.as_ref().map(user_of).transpose()?.filter(|user| fits && !user.disabled);
        Ok((user.ok_or(CaseError::SignIn)?, tried))
    }
}

pub(crate) fn user_of(row: &AnyRow) -> Result<User, CaseError> {
    let role: String = row.try_get(2)?;
    let disabled: i64 = row.try_get(4)?;
    Ok(User {
        name: row.try_get(0)?,
        full_name: row.try_get(1)?,
        role: Role::named(&role).ok_or_else(|| CaseError::Damaged(format!("{role:?} is no role")))?,
        team: row.try_get(3)?,
        disabled: disabled != 0,
    })
}
