//! Deciding: what was decided, why, by whom, and what was on record at that moment.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::db::{AnyConnection, Row, query};
use crate::decision::{CLOSED, Decision, DecisionKind, NewDecision, SignOff};
use crate::entry::hex;
use crate::error::CaseError;
use crate::found::keep_found;
use crate::matters::{Body, DECISION, LEAD, Matter, NewMatter, State, new_id, newest_matter, select_matters};
use crate::names::Subject;
use crate::policy::Policy;
use crate::store::Store;
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};

impl Store {
    /// Puts a decision on record; its identifier.
    ///
    /// # Errors
    /// [`CaseError::Conflict`] where someone else decided since; [`CaseError::Invalid`] where something is missing, or where a
    /// case is to be closed over open leads by anyone but a supervisor.
    pub async fn decide(&self, actor: &Actor, new: &NewDecision) -> Result<String, CaseError> {
        self.admit(actor, Right::Review, "decision").await?;
        let deaths = self.deaths_of(&new.subject).await?;
        let closed = self.closed_to(actor).await?;
        let policy = self.policy().await?;
        let id = new_id(&DECISION);
        let what = DECISION.in_the_trail(&id, &new.subject);
        let wish = Wish::new(Right::Review, Deed::Collection, what).on(&deaths);
        let wish =
            wish.with(serde_json::json!({ "about": new.about })).or_missing(new.subject.kind(), new.subject.id());
        let mut writing = self.allow(actor, wish).await?;
        let outcome = async {
            let over_open = match new.about {
                DecisionKind::Close if new.value == CLOSED => {
                    open_leads(&mut writing, &new.subject, &deaths, &closed, &policy).await?
                }
                _ => Vec::new(),
            };
            self.put_decision(&mut writing, actor, &id, new, &deaths, over_open).await
        };
        match outcome.await {
            Ok(()) => writing.commit().await.map(|()| id),
            Err(reason) => Err(writing.refuse(reason).await),
        }
    }

    pub(crate) async fn put_decision(
        &self,
        writing: &mut crate::store::Writing<'_>,
        actor: &Actor,
        id: &str,
        new: &NewDecision,
        deaths: &[String],
        over_open: Vec<String>,
    ) -> Result<(), CaseError> {
        if !over_open.is_empty() && !actor.role.has(Right::Supervise) {
            let open = over_open.len();
            let text = format!(
                "{open} leads are open or were never asked: only a supervisor can close over them, with a reason"
            );
            return Err(CaseError::Invalid(text));
        }
        if !new.about.fits(new.subject.sort()) {
            let text = format!("the {} of a {} is nothing to decide on", new.about.as_str(), new.subject.kind());
            return Err(CaseError::Invalid(text));
        }
        let (on_record, record_hash) = record_hash(writing, deaths).await?;
        let decision = Decision {
            about: new.about,
            value: new.value.clone(),
            reason: new.reason.clone(),
            explanations: new.explanations.clone(),
            policy: new.policy.clone(),
            on_record,
            record_hash,
            found: keep_found(writing, &new.subject).await?,
            supersedes: new.supersedes.clone(),
            over_open,
            decider: actor.name.clone(),
            decided_at: self.clock.written(),
            signed_off: None,
        };
        let body = Body::of_decision(&decision)?;
        body.check()?;
        let stands_alone = new.about == DecisionKind::Document;
        if !stands_alone && in_force(writing, &new.subject, new.about).await? != new.supersedes {
            return Err(CaseError::Conflict { what: format!("the {} of {}", new.about.as_str(), new.subject) });
        }
        let matter = NewMatter {
            subject: new.subject.clone(),
            body,
            owner: String::new(),
            due: Some(self.clock.today() + self.policy().await?.sign_off_days),
            named: Vec::new(),
        };
        self.put_version(writing, actor, id, 1, &matter).await
    }

    /// Signs a decision off.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`] unless the actor is a supervisor; [`CaseError::Invalid`] for one's own decision or one that is signed.
    pub async fn sign_off(&self, actor: &Actor, id: &str, remark: &str) -> Result<(), CaseError> {
        self.admit(actor, Right::Supervise, "sign-off").await?;
        let matter = self.matter_record(id).await?;
        let deaths = self.deaths_of(&matter.subject).await?;
        let missing = || CaseError::NotFound { what: "decision", id: id.to_owned() };
        let decision = matter.body.decision().ok_or_else(missing)?;
        let what = DECISION.in_the_trail(id, &matter.subject);
        let wish = Wish::new(Right::Supervise, Deed::Alteration, what).on(&deaths).or_missing("decision", id);
        let mut writing = self.allow(actor, wish.with(serde_json::json!("signed off"))).await?;
        if decision.decider == actor.name {
            let own = CaseError::Invalid("nobody signs off what they decided themselves".to_owned());
            return Err(writing.refuse(own).await);
        }
        if in_force(&mut writing, &matter.subject, decision.about).await?.is_some_and(|newest| newest != id)
            && decision.about != DecisionKind::Document
        {
            let text = "another decision took the place of this one: sign that one off".to_owned();
            return Err(writing.refuse(CaseError::Invalid(text)).await);
        }
        if decision.signed_off.is_some() {
            return Err(writing.refuse(CaseError::Conflict { what: format!("decision {id}") }).await);
        }
        let signed = SignOff { by: actor.name.clone(), at: self.clock.written(), remark: remark.to_owned() };
        let body = Body::of_decision(&Decision { signed_off: Some(signed), ..decision })?;
        let new = NewMatter { owner: matter.owner, due: matter.due, ..NewMatter::new(matter.subject, body) };
        match self.put_version(&mut writing, actor, id, matter.version + 1, &new).await {
            Ok(()) => writing.commit().await,
            Err(reason) => Err(writing.refuse(reason).await),
        }
    }
}

/// What is open where a case is closed: leads of it and of each of its deaths, and, for a death that stands in a series (which `closed`
/// does not hide), the checks of the policy that were never asked.
async fn open_leads(
    writing: &mut crate::store::Writing<'_>,
    subject: &Subject,
    deaths: &[String],
    closed: &FxHashSet<String>,
    policy: &Policy,
) -> Result<Vec<String>, CaseError> {
    let mut linked: FxHashSet<String> = FxHashSet::default();
    for row in query("SELECT deaths FROM series").fetch_all(&mut *writing.tx).await? {
        let of: Vec<String> = serde_json::from_str(&row.try_get::<String, _>(0)?)?;
        if !of.iter().any(|death| closed.contains(death)) {
            linked.extend(of);
        }
    }
    let own = leads(writing, subject).await?;
    let mut open: Vec<String> = own.iter().filter(|(_, is_open)| *is_open).map(|(asked, _)| asked.clone()).collect();
    for death in deaths {
        let of = Subject::Death(death.clone());
        let of_death = if of == *subject { Vec::new() } else { leads(writing, &of).await? };
        open.extend(of_death.iter().filter(|(_, is_open)| *is_open).map(|(asked, _)| format!("{death}: {asked}")));
        if linked.contains(death) {
            let was_asked = |asked: &str| own.iter().chain(&of_death).any(|(question, _)| question == asked);
            let never = policy.checks.iter().map(|check| check.question.as_str()).filter(|asked| !was_asked(asked));
            open.extend(never.map(|asked| format!("{death}, never asked: {asked}")));
        }
    }
    Ok(open)
}

/// The leads of a subject: the question, and whether it is open.
async fn leads(writing: &mut crate::store::Writing<'_>, subject: &Subject) -> Result<Vec<(String, bool)>, CaseError> {
    let text =
        select_matters!(concat!("m.subject = $1 AND m.kind = $2 AND ", newest_matter!(), " ORDER BY m.at, m.id"));
    let rows = query(text).bind(subject.to_string()).bind(LEAD.name).fetch_all(&mut *writing.tx).await?;
    let mut leads = Vec::new();
    for row in &rows {
        let matter = Matter::from_row(row)?;
        leads.push((matter.body.text("question").to_owned(), matter.state == State::Open));
    }
    Ok(leads)
}

/// The decision in force on something: the one of its kind that no other supersedes.
async fn in_force(
    writing: &mut crate::store::Writing<'_>,
    subject: &Subject,
    about: DecisionKind,
) -> Result<Option<String>, CaseError> {
    let rows = query("SELECT id, body FROM matters WHERE subject = $1 AND kind = 'decision' AND version = 1");
    let mut decisions: Vec<(String, Option<String>)> = Vec::new();
    for row in rows.bind(subject.to_string()).fetch_all(&mut *writing.tx).await? {
        let body: Body = serde_json::from_str(&row.try_get::<String, _>(1)?)?;
        if let Some(decision) = body.decision().filter(|decision| decision.about == about) {
            decisions.push((row.try_get(0)?, decision.supersedes));
        }
    }
    let superseded = |id: &str| decisions.iter().any(|(_, other)| other.as_deref() == Some(id));
    Ok(decisions.iter().map(|(id, _)| id).find(|id| !superseded(id)).cloned())
}

/// The decision in force of each kind among the matters of a subject.
pub fn decisions_in_force(matters: &[Matter]) -> Vec<(&Matter, Decision)> {
    let all = matters.iter().filter_map(|matter| Some((matter, matter.body.decision()?)));
    let mut all: Vec<(&Matter, Decision)> = all.collect();
    let superseded: FxHashSet<String> = all.iter().filter_map(|(_, decision)| decision.supersedes.clone()).collect();
    all.retain(|(matter, _)| !superseded.contains(&matter.id));
    all
}

/// The last statement on record, and the hash of all statements of these deaths up to it.
async fn record_hash(writing: &mut crate::store::Writing<'_>, deaths: &[String]) -> Result<(i64, String), CaseError> {
    let row = query("SELECT COALESCE(MAX(number), 0) FROM statements").fetch_one(&mut *writing.tx).await?;
    let last: i64 = row.try_get(0)?;
    Ok((last, hash_of_record(&mut writing.tx, deaths, last).await?))
}

/// The hash of all statements of these deaths up to the one of this number.
pub(crate) async fn hash_of_record(
    connection: &mut AnyConnection,
    deaths: &[String],
    last: i64,
) -> Result<String, CaseError> {
    let mut hash = Sha256::new();
    for death in deaths {
        let rows = query(
            "SELECT number, field, value, known_from, source FROM statements WHERE death = $1 AND number <= $2 ORDER BY number",
        );
        for row in rows.bind(death).bind(last).fetch_all(&mut *connection).await? {
            let number: i64 = row.try_get(0)?;
            hash.update(number.to_be_bytes());
            for column in 1..5 {
                let text: String = row.try_get(column)?;
                hash.update((text.len() as u64).to_be_bytes());
                hash.update(text.as_bytes());
            }
        }
    }
    Ok(hex(&hash.finalize()))
}
