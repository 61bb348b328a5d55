//! Sessions: a random token in a cookie, whose hash is a row.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::clock::written;
use crate::db::{Row, query};
use crate::entry::{Entry, hex};
use crate::error::CaseError;
use crate::guesses::Approach;
use crate::store::{Store, Writing};
use crate::users::User;
use jiff::SignedDuration;
use sha2::{Digest, Sha256};

/// A session ends when nothing came for so long,
const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// and in any case after so long (OWASP Session Management: a working day at most).
pub(crate) const LONGEST: SignedDuration = SignedDuration::from_hours(10);
/// The last use is written down at most this often, so that looking does not write each time.
const NOTED: SignedDuration = SignedDuration::from_mins(1);

/// What someone who signed in gets.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Token for the cookie: 32 random bytes in hexadecimal. It is kept nowhere here.
    pub token: String,
    /// The user.
    pub user: User,
    /// Token for a second cookie, by which the browser is known at the next sign-in; none where an identity provider knows who it is.
    pub browser: Option<String>,
}

/// A session that is still good.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who.
    pub actor: Actor,
    /// The user.
    pub user: User,
    /// What every form has to bring with it.
    pub csrf: String,
    /// The password is one that somebody else set: nothing is shown before it is changed.
    pub must_change: bool,
}

fn random() -> String {
    let bytes: [u8; 32] = rand::random();
    hex(&bytes)
}

fn hash_of(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

impl Store {
    /// Begins a session. A wrong password is entered in the audit trail, too.
    ///
    /// # Errors
    /// [`CaseError::SignIn`]; [`CaseError::Locked`] where too many wrong passwords came from there: `guesses.rs` says when.
    pub async fn sign_in(&self, name: &str, password: &str, approach: &Approach<'_>) -> Result<SignedIn, CaseError> {
        let outcome = self.known_user(name, password, Some(approach)).await;
        let (user, tried) = match outcome {
            Ok((user, tried)) => (Ok(user), Some(tried)),
            Err(error) => (Err(error), None),
        };
        let (mut writing, user) = self.enter_sign_in(name, user, None, approach.origin).await?;
        if let Some(tried) = &tried {
            self.forget_guesses(&mut writing, name, tried).await?;
        }
        let browser = self.know_source(&mut writing, name, approach, random()).await?;
        let token = self.begin_session(&mut writing, name, false).await?;
        writing.commit().await?;
        Ok(SignedIn { token, user, browser: Some(browser) })
    }

    /// Begins a session for someone whom an identity provider knows; what they may do is what their account here may do.
    ///
    /// # Errors
    /// [`CaseError::SignIn`] where no open account has this name.
    pub async fn sign_in_as(&self, name: &str, issuer: &str, origin: &str) -> Result<SignedIn, CaseError> {
        let row = query("SELECT name, full_name, role, team, disabled FROM users WHERE name = $1").bind(name);
        let user = row.fetch_optional(&self.pool).await?.as_ref().map(crate::users::user_of).transpose()?;
        let outcome = user.filter(|user| !user.disabled).ok_or(CaseError::SignIn);
        let (mut writing, user) = self.enter_sign_in(name, outcome, Some(issuer), origin).await?;
        let token = self.begin_session(&mut writing, name, true).await?;
        writing.commit().await?;
        Ok(SignedIn { token, user, browser: None })
    }

    /// Enters who signed in, or tried to; goes on with the transaction where it is somebody.
    async fn enter_sign_in(
        &self,
        name: &str,
        outcome: Result<User, CaseError>,
        provider: Option<&str>,
        origin: &str,
    ) -> Result<(Writing<'_>, User), CaseError> {
        let role = outcome.as_ref().map_or(crate::actor::Role::Reader, |user| user.role);
        let shown: String = name.chars().take(100).collect();
        let actor = Actor { name: shown.clone(), role, origin: origin.to_owned(), is_console: false };
        let detail = provider.map_or(serde_json::Value::Null, |issuer| serde_json::json!({ "provider": issuer }));
        let wish = Wish::new(Right::Read, Deed::Administration, format!("sign in {shown}")).with(detail);
        let mut writing = self.write().await?;
        let entry = Entry::new(&actor, &wish);
        self.enter(&mut writing.tx, &entry, if outcome.is_ok() { "done" } else { "refused" }).await?;
        match outcome {
            Ok(user) => Ok((writing, user)),
            Err(error) => {
                writing.commit().await?;
                Err(error)
            }
        }
    }

    /// Begins a session; its token. Sessions that have ended go.
    async fn begin_session(
        &self,
        writing: &mut Writing<'_>,
        name: &str,
        by_provider: bool,
    ) -> Result<String, CaseError> {
        let token = random();
        query(
            "INSERT INTO sessions (token_hash, user_name, csrf, began_at, seen_at, by_provider) \
             VALUES ($1, $2, $3, $4, $4, $5)",
        )
        .bind(hash_of(&token))
        .bind(name)
        .bind(random())
        .bind(self.clock.written())
        .bind(i64::from(by_provider))
        .execute(&mut *writing.tx)
        .await?;
        let oldest = written(self.clock.now().saturating_sub(LONGEST).unwrap_or_default());
        query("DELETE FROM sessions WHERE began_at < $1").bind(oldest).execute(&mut *writing.tx).await?;
        Ok(token)
    }

    /// The session of a token, where it is still good.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn session(&self, token: &str, origin: &str) -> Result<Option<Session>, CaseError> {
        let row = query(
            "SELECT u.name, u.full_name, u.role, u.team, u.disabled, s.csrf, s.began_at, s.seen_at, \
             CASE WHEN s.by_provider = 1 THEN 0 ELSE u.must_change END FROM sessions s \
             JOIN users u ON u.name = s.user_name WHERE s.token_hash = $1",
        );
        let Some(row) = row.bind(hash_of(token)).fetch_optional(&self.pool).await? else { return Ok(None) };
        let user = crate::users::user_of(&row)?;
        let (csrf, began, seen): (String, String, String) = (row.try_get(5)?, row.try_get(6)?, row.try_get(7)?);
        let must_change = row.try_get::<i64, _>(8)? != 0;
        let now = self.clock.now();
        let before = |span| written(now.saturating_sub(span).unwrap_or(now));
        if user.disabled || began < before(LONGEST) || seen < before(IDLE) {
            return Ok(None);
        }
        if seen < before(NOTED) {
            let mut writing = self.write().await?;
            query("UPDATE sessions SET seen_at = $1 WHERE token_hash = $2")
                .bind(written(now))
                .bind(hash_of(token))
                .execute(&mut *writing.tx)
                .await?;
            writing.commit().await?;
        }
        let actor = Actor { name: user.name.clone(), role: user.role, origin: origin.to_owned(), is_console: false };
        Ok(Some(Session { actor, user, csrf, must_change }))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn sign_out(&self, actor: &Actor, token: &str) -> Result<(), CaseError> {
        let wish = Wish::new(Right::Read, Deed::Administration, format!("sign out {}", actor.name));
        let mut writing = self.allow(actor, wish).await?;
        query("DELETE FROM sessions WHERE token_hash = $1").bind(hash_of(token)).execute(&mut *writing.tx).await?;
        writing.commit().await
    }
}
