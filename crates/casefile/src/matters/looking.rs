//! Looking at matters: of a subject, version by version, and what is still to be done.

use super::body::Body;
use super::matter::Matter;
use super::select::{newest_matter, select_matters};
use crate::actor::{Actor, Deed, Right, Wish};
use crate::db::{Row, query};
use crate::error::CaseError;
use crate::names::Subject;
use crate::store::Store;
use rustc_hash::FxHashSet;

impl Store {
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
        self.as_seen(actor, rows.iter().map(Matter::from_row).collect::<Result<_, _>>()?).await
    }

    /// All versions of all matters of a subject, as they came.
    ///
    /// # Errors
    /// As [`Store::matters`].
    pub async fn every_version(&self, actor: &Actor, subject: &Subject) -> Result<Vec<Matter>, CaseError> {
        self.matters(actor, subject).await?;
        let text = select_matters!("m.subject = $1 ORDER BY m.at, m.id, m.version");
        let rows = query(text).bind(subject.to_string()).fetch_all(&self.pool).await?;
        self.as_seen(actor, rows.iter().map(Matter::from_row).collect::<Result<_, _>>()?).await
    }

    /// All versions of a matter, the first first.
    ///
    /// # Errors
    /// [`CaseError::NotFound`].
    pub async fn versions(&self, actor: &Actor, id: &str) -> Result<Vec<Matter>, CaseError> {
        let matter = self.matter_record(id).await?;
        let is_hidden = self.hidden_matters(actor).await?.contains(id);
        let deaths = self.deaths_of(&matter.subject).await?;
        let what = matter.body.kind().in_the_trail(id, &matter.subject);
        let wish = Wish::new(Right::Read, Deed::Consultation, what).on(&deaths).or_missing("matter", id);
        let writing = self.allow(actor, wish).await?;
        if is_hidden {
            return Err(writing.refuse(missing(id)).await);
        }
        writing.commit().await?;
        let text = select_matters!("m.id = $1 ORDER BY m.version");
        let rows = query(text).bind(id).fetch_all(&self.pool).await?;
        self.as_seen(actor, rows.iter().map(Matter::from_row).collect::<Result<_, _>>()?).await
    }

    /// Matters as the actor sees them: without those that are for others by name. A decision keeps the number of the last statement of the
    /// whole case file, from which somebody could tell how much is on record of deaths that are closed to them: they see how many statements
    /// there were on its own deaths.
    async fn as_seen(&self, actor: &Actor, mut matters: Vec<Matter>) -> Result<Vec<Matter>, CaseError> {
        let hidden = self.hidden_matters(actor).await?;
        matters.retain(|matter| !hidden.contains(&matter.id));
        for Matter { subject, body, .. } in &mut matters {
            let Some(mut decision) = body.decision() else { continue };
            let (last, mut own) = (decision.on_record, 0);
            for death in self.deaths_of(subject).await? {
                let of = query("SELECT COUNT(*) FROM statements WHERE death = $1 AND number <= $2");
                own += of.bind(death).bind(last).fetch_one(&self.pool).await?.try_get::<i64, _>(0)?;
            }
            decision.on_record = own;
            *body = Body::of_decision(&decision)?;
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
        let hidden = self.hidden_matters(actor).await?;
        let open_series = self.open_series(&closed).await?;
        let mut queue = Vec::new();
        for row in &rows {
            let matter = Matter::from_row(row)?;
            if superseded.contains(&matter.id) || hidden.contains(&matter.id) {
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
        self.as_seen(actor, queue).await
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
            superseded.extend(Matter::from_row(row)?.body.decision().and_then(|decision| decision.supersedes));
        }
        Ok(superseded)
    }

    pub(crate) async fn matter_record(&self, id: &str) -> Result<Matter, CaseError> {
        let text = select_matters!("m.id = $1 ORDER BY m.version DESC LIMIT 1");
        let row = query(text).bind(id).fetch_optional(&self.pool).await?;
        row.as_ref().map(Matter::from_row).transpose()?.ok_or_else(|| missing(id))
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

/// What is said of a matter that is not there, or not for who asks.
pub(crate) fn missing(id: &str) -> CaseError {
    CaseError::NotFound { what: "matter", id: id.to_owned() }
}
