//! What people put on record about deaths and series: leads, concerns, exhibits, hand-offs (and decisions, which have more to
//! them: `decisions.rs`). A change is a new version; who wrote which version, and when, stays.

mod body;
mod matter;
mod state;

pub use body::Body;
pub use matter::{Matter, NewMatter};
pub use state::State;

use crate::actor::{Actor, Deed, Right, Wish};
use crate::db::{Row, query};
use crate::entry::Entry;
use crate::error::CaseError;
use crate::names::{MatterKind, Subject};
use crate::store::{Store, Writing};
use body::is_day;
use rustc_hash::FxHashSet;

/// Matters, version by version, of which this is true.
macro_rules! select_matters {
    ($where:expr) => {
        concat!(
            "SELECT m.id, m.version, m.subject, m.body, m.owner, m.due, m.state, m.by_user, m.at FROM matters m WHERE ",
            $where
        )
    };
}
pub(crate) use select_matters;

/// True for the newest version of a matter.
macro_rules! newest_matter {
    () => {
        "m.version = (SELECT MAX(n.version) FROM matters n WHERE n.id = m.id)"
    };
}
pub(crate) use newest_matter;

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
        let new = self.with_owner_and_day(actor, new).await?;
        let deaths = self.deaths_of(&new.subject).await?;
        let id = new_id(new.body.kind());
        let wish =
            Wish::new(Right::Review, Deed::Collection, format!("{} {id} of {}", new.body.kind().as_str(), new.subject));
        let wish = wish.on(&deaths).or_missing(new.subject.kind(), new.subject.id());
        let mut writing = self.allow(actor, wish).await?;
        let outcome = async {
            if let Body::HandOff { to, disclosed, .. } = &new.body
                && !disclosed.trim().is_empty()
            {
                let wish =
                    Wish::new(Right::Review, Deed::Disclosure, format!("facts of {} by hand_off {id}", new.subject));
                let entry = Entry::new(actor, &wish.with(serde_json::json!({ "to": to })));
                self.enter(&mut writing.tx, &entry, "done").await?;
            }
            self.put_version(&mut writing, actor, &id, 1, &new).await
        };
        match outcome.await {
            Ok(()) => writing.commit().await.map(|()| id),
            Err(reason) => Err(writing.refuse(reason).await),
        }
    }

    /// Somebody answers for what is open, by a day: where none is named, whoever puts it on record, or the team that is asked, and by the
    /// days of the policy.
    async fn with_owner_and_day(&self, actor: &Actor, new: &NewMatter) -> Result<NewMatter, CaseError> {
        let mut new = new.clone();
        if !new.due.is_empty() {
            is_day(&new.due)?;
        }
        if new.body.state() != State::Open {
            return Ok(new);
        }
        if new.owner.trim().is_empty() {
            new.owner = match &new.body {
                Body::HandOff { to, .. } => to.trim().to_owned(),
                _ => actor.name.clone(),
            };
        }
        if new.due.is_empty() {
            let policy = self.policy().await?;
            let days = match new.body {
                Body::Concern { .. } => policy.concern_days,
                _ => policy.lead_days,
            };
            new.due = (self.clock.today() + days).to_string();
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
        let has =
            |asked: &str| there.iter().any(|m| matches!(&m.body, Body::Lead { question, .. } if question == asked));
        let policy = self.policy().await?;
        let mut added = 0;
        for check in policy.checks.iter().filter(|check| !has(&check.question)) {
            let question = check.question.clone();
            let body = Body::Lead { question, outcome: String::new(), template: policy.name() };
            let due = (self.clock.today() + check.days).to_string();
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
        // What was to be seen to by somebody, or by a day, stays so.
        let due = if due.is_empty() { &matter.due } else { due };
        let owner = if owner.trim().is_empty() { &matter.owner } else { owner };
        let new = NewMatter { subject: matter.subject, body, owner: owner.to_owned(), due: due.to_owned() };
        let outcome = async {
            let new = self.with_owner_and_day(actor, &new).await?;
            if new.body.kind() != matter.body.kind() || new.body.kind() == MatterKind::Decision {
                let text = "a matter stays what it is, and decisions are superseded, not changed";
                return Err(CaseError::Invalid(text.to_owned()));
            }
            if !new.body.keeps(&matter.body) {
                let text = "what was said, asked or given at the time stays: add a new one beside it";
                return Err(CaseError::Invalid(text.to_owned()));
            }
            new.body.check()?;
            new.body.follows(&matter.body)?;
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
            return Err(CaseError::Conflict { what: format!("{} {id}", new.body.kind().as_str().replace('_', "-")) });
        }
        query(
            "INSERT INTO matters (id, version, kind, subject, death, series, body, owner, due, state, by_user, at) \
             VALUES ($1, $2, $3, $4, $11, $12, $5, $6, $7, $8, $9, $10)",
        )
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
        .bind(new.subject.death())
        .bind(new.subject.series())
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
        let text = select_matters!(concat!("m.subject = $1 AND ", newest_matter!(), " ORDER BY m.at, m.id"));
        let rows = query(text).bind(subject.to_string()).fetch_all(&self.pool).await?;
        self.as_seen(rows.iter().map(Matter::from_row).collect::<Result<_, _>>()?).await
    }

    /// All versions of all matters of a subject, as they came.
    ///
    /// # Errors
    /// As [`Store::matters`].
    pub async fn every_version(&self, actor: &Actor, subject: &Subject) -> Result<Vec<Matter>, CaseError> {
        self.matters(actor, subject).await?;
        let text = select_matters!("m.subject = $1 ORDER BY m.at, m.id, m.version");
        let rows = query(text).bind(subject.to_string()).fetch_all(&self.pool).await?;
        self.as_seen(rows.iter().map(Matter::from_row).collect::<Result<_, _>>()?).await
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
        let text = select_matters!("m.id = $1 ORDER BY m.version");
        let rows = query(text).bind(id).fetch_all(&self.pool).await?;
        self.as_seen(rows.iter().map(Matter::from_row).collect::<Result<_, _>>()?).await
    }

    /// Matters as people see them. A decision keeps the number of the last statement of the whole case file, from which somebody could
    /// tell how much is on record of deaths that are closed to them: they see how many statements there were on its own deaths.
    async fn as_seen(&self, mut matters: Vec<Matter>) -> Result<Vec<Matter>, CaseError> {
        for Matter { subject, body, .. } in &mut matters {
            let Body::Decision(decision) = body else { continue };
            let (last, mut own) = (decision.on_record, 0);
            for death in self.deaths_of(subject).await? {
                let of = query("SELECT COUNT(*) FROM statements WHERE death = $1 AND number <= $2");
                own += of.bind(death).bind(last).fetch_one(&self.pool).await?.try_get::<i64, _>(0)?;
            }
            decision.on_record = own;
        }
        Ok(matters)
    }

    /// What is still open, the first due first; of deaths and series that are open to the actor. A decision that another took the place
    /// of waits for nobody's signature any more.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn queue(&self, actor: &Actor, most: usize) -> Result<Vec<Matter>, CaseError> {
        actor.must(Right::Read)?;
        let closed = self.closed_to(actor).await?;
        let text = select_matters!(concat!(
            "m.state = 'open' AND ",
            newest_matter!(),
            " ORDER BY CASE WHEN m.due = '' THEN 1 ELSE 0 END, m.due, m.at, m.id"
        ));
        let rows = query(text).fetch_all(&self.pool).await?;
        let superseded = self.superseded().await?;
        let open_series = self.open_series(&closed).await?;
        let mut queue = Vec::new();
        for row in &rows {
            let matter = Matter::from_row(row)?;
            if superseded.contains(&matter.id) {
                continue;
            }
            let is_open = match &matter.subject {
                Subject::Death(id) => !closed.contains(id),
                Subject::Series(id) => open_series.contains(id),
            };
            if is_open {
                queue.push(matter);
            }
            if queue.len() == most {
                break;
            }
        }
        self.as_seen(queue).await
    }

    /// Unsigned decisions that another took the place of.
    async fn superseded(&self) -> Result<FxHashSet<String>, CaseError> {
        let text = select_matters!(
            "m.kind = 'decision' AND m.version = 1 AND m.subject IN \
             (SELECT o.subject FROM matters o WHERE o.kind = 'decision' AND o.state = 'open')"
        );
        let rows = query(text).fetch_all(&self.pool).await?;
        let mut superseded = FxHashSet::default();
        for row in &rows {
            if let Body::Decision(decision) = Matter::from_row(row)?.body {
                superseded.extend(decision.supersedes);
            }
        }
        Ok(superseded)
    }

    pub(crate) async fn matter_record(&self, id: &str) -> Result<Matter, CaseError> {
        let text = select_matters!("m.id = $1 ORDER BY m.version DESC LIMIT 1");
        let row = query(text).bind(id).fetch_optional(&self.pool).await?;
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
                let row = query("SELECT 1 FROM deaths WHERE id = $1").bind(id).fetch_optional(&self.pool).await?;
                row.map(|_| vec![id.clone()]).ok_or_else(missing)
            }
            Subject::Series(id) => self.deaths_of_series(id).await?.ok_or_else(missing),
        }
    }
}

/// Fails where the team that is asked is one of the office and the actor is none of it, or asked it themselves. Who is asked outside the
/// office has no account here: what they answer is entered by whoever hears it.
async fn must_be_of(writing: &mut Writing<'_>, actor: &Actor, team: &str, asker: &str) -> Result<(), CaseError> {
    let rows = query("SELECT name FROM users WHERE LOWER(team) = LOWER($1) AND disabled = 0").bind(team.trim());
    let rows = rows.fetch_all(&mut *writing.tx).await?;
    let members: Vec<String> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    if members.is_empty() || (members.contains(&actor.name) && actor.name != asker) {
        return Ok(());
    }
    Err(CaseError::Invalid(format!("the team asked, {team}, answers: one of its members, other than who asked")))
}

/// A new identifier: the first letter of the kind and sixty random bits.
pub(crate) fn new_id(kind: MatterKind) -> String {
    let bits: u64 = rand::random();
    let letter = kind.as_str().chars().next().unwrap_or('m');
    format!("{letter}{:015x}", bits >> 4)
}
