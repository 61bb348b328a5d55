//! What people put on record about deaths and series: leads, concerns, exhibits, hand-offs (and decisions, which have more to
//! them: `decisions.rs`). A change is a new version; who wrote which version, and when, stays.

mod body;
mod matter;
mod template;

pub use body::Body;
pub use matter::{Matter, NewMatter, State};
pub use template::TEMPLATE;

use crate::access::{Actor, Deed, Right, Wish};
use crate::error::CaseError;
use crate::names::{MatterKind, Subject};
use crate::store::{Store, Writing};
use body::is_day;
use sqlx::Row;

/// Days within which a concern is answered where no day was set: the time in which the UK's police acknowledge a request for
/// review (Victims' Right to Review: ten working days).
const ANSWERED: i32 = 14;

pub(crate) const COLUMNS: &str =
    "SELECT m.id, m.version, m.subject, m.body, m.owner, m.due, m.state, m.by_user, m.at FROM matters m ";
pub(crate) const NEWEST: &str = "m.version = (SELECT MAX(n.version) FROM matters n WHERE n.id = m.id)";

impl Store {
    /// Puts a matter on record; its identifier.
    ///
    /// # Errors
    /// [`CaseError::Invalid`] where something is missing; [`CaseError::NotFound`] for a subject that is not there.
    pub async fn add_matter(&self, actor: &Actor, new: &NewMatter) -> Result<String, CaseError> {
        self.admit(actor, Right::Review, new.body.kind().as_str()).await?;
        if new.body.kind() == MatterKind::Decision {
            return Err(CaseError::Invalid("a decision is put on record as such".to_owned()));
        }
        new.body.check()?;
        let mut new = new.clone();
        if new.due.is_empty() && new.body.kind() == MatterKind::Concern {
            new.due = (self.clock.today() + ANSWERED).to_string();
        }
        if !new.due.is_empty() {
            is_day(&new.due)?;
        }
        let deaths = self.deaths_of(&new.subject).await?;
        let id = new_id(new.body.kind());
        let wish =
            Wish::new(Right::Review, Deed::Collection, format!("{} {id} of {}", new.body.kind().as_str(), new.subject));
        let wish = wish.on(&deaths).or_missing(new.subject.kind(), new.subject.id());
        let mut writing = self.allow(actor, wish).await?;
        match self.put_version(&mut writing, actor, &id, 1, &new).await {
            Ok(()) => writing.commit().await.map(|()| id),
            Err(reason) => Err(writing.refuse(reason).await),
        }
    }

    /// Adds the checks that policy requires of a death, those that it does not have yet.
    ///
    /// # Errors
    /// As [`Store::add_matter`].
    pub async fn add_template(&self, actor: &Actor, subject: &Subject, owner: &str) -> Result<usize, CaseError> {
        self.admit(actor, Right::Review, "template").await?;
        let there = self.matters(actor, subject).await?;
        let has =
            |asked: &str| there.iter().any(|m| matches!(&m.body, Body::Lead { question, .. } if question == asked));
        let mut added = 0;
        for (question, days) in TEMPLATE.iter().filter(|(question, _)| !has(question)) {
            let body = Body::Lead {
                question: (*question).to_owned(),
                outcome: String::new(),
                template: "unexpected death".to_owned(),
            };
            let due = (self.clock.today() + *days).to_string();
            let new = NewMatter { subject: subject.clone(), body, owner: owner.to_owned(), due };
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
        due: &str,
    ) -> Result<(), CaseError> {
        self.admit(actor, Right::Review, "matter").await?;
        let matter = self.matter_record(id).await?;
        let deaths = self.deaths_of(&matter.subject).await?;
        let what = format!("{} {id} of {}", matter.body.kind().as_str(), matter.subject);
        let wish = Wish::new(Right::Review, Deed::Alteration, what).on(&deaths).or_missing("matter", id);
        let mut writing = self.allow(actor, wish).await?;
        // What was to be seen to by a day stays so.
        let due = if due.is_empty() { &matter.due } else { due };
        let new = NewMatter { subject: matter.subject, body, owner: owner.to_owned(), due: due.to_owned() };
        let outcome = async {
            if new.body.kind() != matter.body.kind() || new.body.kind() == MatterKind::Decision {
                let text = "a matter stays what it is, and decisions are superseded, not changed";
                return Err(CaseError::Invalid(text.to_owned()));
            }
            if !new.body.keeps(&matter.body) {
                let text = "what was said, asked or given at the time stays: add a new one beside it";
                return Err(CaseError::Invalid(text.to_owned()));
            }
            new.body.check()?;
            if !due.is_empty() {
                is_day(due)?;
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
        let newest = sqlx::query("SELECT COALESCE(MAX(version), 0) FROM matters WHERE id = $1").bind(id);
        let newest: i64 = newest.fetch_one(&mut *writing.tx).await?.try_get(0)?;
        if newest + 1 != version {
            return Err(CaseError::Conflict { what: format!("{} {id}", new.body.kind().as_str().replace('_', "-")) });
        }
        sqlx::query("INSERT INTO matters VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
            .bind(id)
            .bind(version)
            .bind(new.body.kind().as_str())
            .bind(new.subject.to_string())
            .bind(serde_json::to_string(&new.body)?)
            .bind(&new.owner)
            .bind(&new.due)
            .bind(new.body.state().as_str())
            .bind(&actor.name)
            .bind(self.clock.written())
            .execute(&mut *writing.tx)
            .await?;
        Ok(())
    }

    /// The matters of a subject in their newest versions, oldest first.
    ///
    /// # Errors
    /// [`CaseError::NotFound`] for a subject that is not there or closed to the actor.
    pub async fn matters(&self, actor: &Actor, subject: &Subject) -> Result<Vec<Matter>, CaseError> {
        actor.must(Right::Read)?;
        let closed = self.closed_to(actor).await?;
        if self.deaths_of(subject).await?.iter().any(|death| closed.contains(death)) {
            return Err(CaseError::NotFound { what: subject.kind(), id: subject.id().to_owned() });
        }
        let text = format!("{COLUMNS} WHERE m.subject = $1 AND {NEWEST} ORDER BY m.at, m.id");
        let rows = sqlx::query(sqlx::AssertSqlSafe(text)).bind(subject.to_string()).fetch_all(&self.pool).await?;
        rows.iter().map(Matter::from_row).collect()
    }

    /// All versions of all matters of a subject, as they came.
    ///
    /// # Errors
    /// As [`Store::matters`].
    pub async fn every_version(&self, actor: &Actor, subject: &Subject) -> Result<Vec<Matter>, CaseError> {
        self.matters(actor, subject).await?;
        let text = format!("{COLUMNS} WHERE m.subject = $1 ORDER BY m.at, m.id, m.version");
        let rows = sqlx::query(sqlx::AssertSqlSafe(text)).bind(subject.to_string()).fetch_all(&self.pool).await?;
        rows.iter().map(Matter::from_row).collect()
    }

    /// All versions of a matter, the first first.
    ///
    /// # Errors
    /// [`CaseError::NotFound`].
    pub async fn versions(&self, actor: &Actor, id: &str) -> Result<Vec<Matter>, CaseError> {
        let matter = self.matter_record(id).await?;
        let deaths = self.deaths_of(&matter.subject).await?;
        let what = format!("{} {id} of {}", matter.body.kind().as_str(), matter.subject);
        let wish = Wish::new(Right::Read, Deed::Consultation, what);
        self.allow(actor, wish.on(&deaths).or_missing("matter", id)).await?.commit().await?;
        let text = format!("{COLUMNS} WHERE m.id = $1 ORDER BY m.version");
        let rows = sqlx::query(sqlx::AssertSqlSafe(text)).bind(id).fetch_all(&self.pool).await?;
        rows.iter().map(Matter::from_row).collect()
    }

    /// What is still open, the first due first; of deaths and series that are open to the actor.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn queue(&self, actor: &Actor, most: usize) -> Result<Vec<Matter>, CaseError> {
        actor.must(Right::Read)?;
        let closed = self.closed_to(actor).await?;
        let text = format!(
            "{COLUMNS} WHERE m.state = 'open' AND {NEWEST} ORDER BY CASE WHEN m.due = '' THEN 1 ELSE 0 END, m.due, m.at, m.id"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(text)).fetch_all(&self.pool).await?;
        let mut queue = Vec::new();
        for row in &rows {
            let matter = Matter::from_row(row)?;
            // What was erased has no deaths any more.
            let Ok(deaths) = self.deaths_of(&matter.subject).await else { continue };
            if queue.len() < most && !deaths.iter().any(|death| closed.contains(death)) {
                queue.push(matter);
            }
        }
        Ok(queue)
    }

    pub(crate) async fn matter_record(&self, id: &str) -> Result<Matter, CaseError> {
        let text = format!("{COLUMNS} WHERE m.id = $1 ORDER BY m.version DESC LIMIT 1");
        let row = sqlx::query(sqlx::AssertSqlSafe(text)).bind(id).fetch_optional(&self.pool).await?;
        row.as_ref()
            .map(Matter::from_row)
            .transpose()?
            .ok_or_else(|| CaseError::NotFound { what: "matter", id: id.to_owned() })
    }

    /// The deaths that a subject stands for.
    pub(crate) async fn deaths_of(&self, subject: &Subject) -> Result<Vec<String>, CaseError> {
        let missing = || CaseError::NotFound { what: subject.kind(), id: subject.id().to_owned() };
        match subject {
            Subject::Death(id) => {
                let row = sqlx::query("SELECT 1 FROM deaths WHERE id = $1").bind(id).fetch_optional(&self.pool).await?;
                row.map(|_| vec![id.clone()]).ok_or_else(missing)
            }
            Subject::Series(id) => self.deaths_of_series(id).await?.ok_or_else(missing),
        }
    }
}

/// A new identifier: the first letter of the kind and sixty random bits.
pub(crate) fn new_id(kind: MatterKind) -> String {
    let bits: u64 = rand::random();
    let letter = kind.as_str().chars().next().unwrap_or('m');
    format!("{letter}{:015x}", bits >> 4)
}
