//! Putting matters on record, and new versions of them.

use super::body::Body;
use super::kinds::{DECISION, LEAD};
use super::looking::missing;
use super::matter::NewMatter;
use super::named;
use super::spec::{Due, MatterSpec, Owner, PolicyDays};
use super::state::State;
use crate::actor::{Actor, Deed, Right, Wish};
use crate::db::{Row, query};
use crate::entry::Entry;
use crate::error::CaseError;
use crate::names::Subject;
use crate::policy::Policy;
use crate::store::{Store, Writing};
use crate::values::written_day;
use colligate_register::Day;

impl Store {
    /// Puts a matter on record; its identifier.
    ///
    /// # Errors
    /// [`CaseError::Invalid`] where something is missing; [`CaseError::NotFound`] for a subject that is not there.
    pub async fn add_matter(&self, actor: &Actor, new: &NewMatter) -> Result<String, CaseError> {
        let kind = new.body.kind();
        self.admit(actor, kind.who.writes, kind.name).await?;
        if *kind == DECISION {
            return Err(CaseError::Invalid("a decision is put on record as such".to_owned()));
        }
        if !kind.about.contains(&new.subject.sort()) {
            return Err(CaseError::Invalid(format!("{} is not about a {}", kind.with_article(), new.subject.kind())));
        }
        new.body.check()?;
        let new = self.with_owner_and_day(actor, new).await?;
        let deaths = self.deaths_of(&new.subject).await?;
        let id = new_id(kind);
        let wish = Wish::new(kind.who.writes, Deed::Collection, kind.in_the_trail(&id, &new.subject));
        let wish = wish.on(&deaths).or_missing(new.subject.kind(), new.subject.id());
        let mut writing = self.allow(actor, wish).await?;
        let outcome = async {
            self.disclose_with(&mut writing, actor, &id, &new).await?;
            named::name(&mut writing, actor, (kind, &id), &new.named).await?;
            self.put_version(&mut writing, actor, &id, 1, &new).await
        };
        match outcome.await {
            Ok(()) => writing.commit().await.map(|()| id),
            Err(reason) => Err(writing.refuse(reason).await),
        }
    }

    /// Enters that facts are given out with a matter, where they are.
    async fn disclose_with(
        &self,
        writing: &mut Writing<'_>,
        actor: &Actor,
        id: &str,
        new: &NewMatter,
    ) -> Result<(), CaseError> {
        let kind = new.body.kind();
        let Some(disclosure) = kind.disclosure.as_ref().filter(|disclosure| new.body.has(disclosure.facts)) else {
            return Ok(());
        };
        let what = format!("facts of {} by {} {id}", new.subject, kind.name);
        let detail = serde_json::json!({ "to": new.body.text(disclosure.to) });
        let entry = Entry::new(actor, &Wish::new(kind.who.writes, Deed::Disclosure, what).with(detail));
        self.enter(&mut writing.tx, &entry, "done").await
    }

    /// Somebody answers for what is open, by a day: where none is named or set, as its kind says.
    async fn with_owner_and_day(&self, actor: &Actor, new: &NewMatter) -> Result<NewMatter, CaseError> {
        let mut new = new.clone();
        if new.body.state() != State::Open {
            return Ok(new);
        }
        let kind = new.body.kind();
        if new.owner.trim().is_empty() {
            new.owner = match kind.owner {
                Owner::WhoWrites => actor.name.clone(),
                Owner::Field(field) => new.body.text(field).trim().to_owned(),
            };
        }
        if new.due.is_none() {
            new.due = Some(due(&new.body, self.clock.today(), &self.policy().await?)?);
        }
        Ok(new)
    }

    /// Adds the checks that policy requires of a death, those that it does not have yet.
    ///
    /// # Errors
    /// As [`Store::add_matter`].
    pub async fn add_template(&self, actor: &Actor, subject: &Subject, owner: &str) -> Result<usize, CaseError> {
        self.admit(actor, Right::Review, "template").await?;
        let there = self.matters(actor, subject).await?;
        let has = |asked: &str| there.iter().any(|m| *m.body.kind() == LEAD && m.body.text("question") == asked);
        let policy = self.policy().await?;
        let mut added = 0;
        for check in policy.checks.iter().filter(|check| !has(&check.question)) {
            let body = Body::of(&LEAD, [("question", &*check.question), ("template", &policy.name())])?;
            let due = Some(self.clock.today() + check.days);
            let new = NewMatter { owner: owner.to_owned(), due, ..NewMatter::new(subject.clone(), body) };
            self.add_matter(actor, &new).await?;
            added += 1;
        }
        Ok(added)
    }

    /// Puts a new version of a matter on record; `version` is the one that the actor has seen.
    ///
    /// # Errors
    /// [`CaseError::Conflict`] where another version has come since; as [`Store::add_matter`].
    pub async fn change_matter(
        &self,
        actor: &Actor,
        id: &str,
        version: i64,
        body: Body,
        owner: &str,
        due: Option<Day>,
    ) -> Result<(), CaseError> {
        self.admit(actor, Right::Review, "matter").await?;
        let matter = self.matter_record(id).await?;
        let is_hidden = self.hidden_matters(actor).await?.contains(id);
        let deaths = self.deaths_of(&matter.subject).await?;
        let kind = matter.body.kind();
        let wish = Wish::new(kind.who.writes, Deed::Alteration, kind.in_the_trail(id, &matter.subject));
        let mut writing = self.allow(actor, wish.on(&deaths).or_missing("matter", id)).await?;
        if is_hidden {
            return Err(writing.refuse(missing(id)).await);
        }
        // What was to be seen to by somebody, or by a day, stays so.
        let owner = if owner.trim().is_empty() { matter.owner } else { owner.to_owned() };
        let due = due.or(matter.due);
        let new = NewMatter { owner, due, ..NewMatter::new(matter.subject, body) };
        let outcome = async {
            if *kind == DECISION {
                return Err(CaseError::Invalid("decisions are superseded, not changed".to_owned()));
            }
            let new = self.with_owner_and_day(actor, &new).await?;
            new.body.follows(&matter.body)?;
            new.body.check()?;
            if let Some(team) = new.body.answers_for(&matter.body) {
                must_be_of(&mut writing, actor, team, &matter.by).await?;
            }
            self.put_version(&mut writing, actor, id, version + 1, &new).await
        };
        match outcome.await {
            Ok(()) => writing.commit().await,
            Err(reason) => Err(writing.refuse(reason).await),
        }
    }

    /// Writes a version, unless that version is there already.
    pub(crate) async fn put_version(
        &self,
        writing: &mut Writing<'_>,
        actor: &Actor,
        id: &str,
        version: i64,
        new: &NewMatter,
    ) -> Result<(), CaseError> {
        let newest = query("SELECT COALESCE(MAX(version), 0) FROM matters WHERE id = $1").bind(id);
        let newest: i64 = newest.fetch_one(&mut *writing.tx).await?.try_get(0)?;
        if newest + 1 != version {
            return Err(CaseError::Conflict { what: format!("{} {id}", new.body.kind().label) });
        }
        query(
            "INSERT INTO matters (id, version, kind, subject, death, series, body, owner, due, state, by_user, at) \
             VALUES ($1, $2, $3, $4, $11, $12, $5, $6, $7, $8, $9, $10)",
        )
        .bind(id)
        .bind(version)
        .bind(new.body.kind().name)
        .bind(new.subject.to_string())
        .bind(serde_json::to_string(&new.body)?)
        .bind(&new.owner)
        .bind(written_day(new.due))
        .bind(new.body.state().as_str())
        .bind(&actor.name)
        .bind(self.clock.written())
        .bind(new.subject.death())
        .bind(new.subject.series())
        .execute(&mut *writing.tx)
        .await?;
        Ok(())
    }
}

/// Fails where the team that is asked is one of the office and the actor is none of it, or asked it themselves. Who is asked outside the
/// office has no account here: what they answer is entered by the person who hears it.
async fn must_be_of(writing: &mut Writing<'_>, actor: &Actor, team: &str, asker: &str) -> Result<(), CaseError> {
    let rows = query("SELECT name FROM users WHERE LOWER(team) = LOWER($1) AND disabled = 0").bind(team.trim());
    let rows = rows.fetch_all(&mut *writing.tx).await?;
    let members: Vec<String> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    if members.is_empty() || (members.contains(&actor.name) && actor.name != asker) {
        return Ok(());
    }
    Err(CaseError::Invalid(format!("the team asked, {team}, answers: one of its members, other than who asked")))
}

/// By when a matter is to be seen to, as its kind says.
fn due(body: &Body, today: Day, policy: &Policy) -> Result<Day, CaseError> {
    match &body.kind().due {
        Due::Policy(PolicyDays::Lead) => Ok(today + policy.lead_days),
        Due::Policy(PolicyDays::Concern) => Ok(today + policy.concern_days),
        Due::Policy(PolicyDays::SignOff) => Ok(today + policy.sign_off_days),
        Due::Clock { from, length } => Ok(length.last_day(body.text(from).parse().map_err(CaseError::Invalid)?)),
    }
}

/// A new identifier: the first letter of the kind and sixty random bits.
pub(crate) fn new_id(kind: &MatterSpec) -> String {
    let bits: u64 = rand::random();
    let letter = kind.name.chars().next().unwrap_or('m');
    format!("{letter}{:015x}", bits >> 4)
}
