//! What people put on record about deaths and series: leads, concerns, exhibits, hand-offs (and decisions, which have more to
//! them: `decisions.rs`). A change is a new version; who wrote which version, and when, stays.

use crate::access::{Actor, Deed, Right, Wish};
use crate::decisions::Decision;
use crate::error::CaseError;
use crate::names::{MatterKind, Subject};
use crate::store::{Store, Writing};
use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;

/// What it says, by its kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// See [`Decision`].
    Decision(Box<Decision>),
    /// A question that someone has to answer.
    Lead {
        /// The question.
        question: String,
        /// What came of it; empty while it is open.
        outcome: String,
        /// The template it came from, where policy requires it.
        template: String,
    },
    /// What someone said who worries about a death.
    Concern {
        /// Who: family, friend, coroner, public; by name or relation.
        from: String,
        /// What.
        said: String,
        /// Day on which it came.
        received: String,
        /// What they were answered and how; empty while it is not.
        answer: String,
    },
    /// A thing.
    Exhibit {
        /// What.
        what: String,
        /// Where it is.
        place: String,
        /// Who has it.
        custody: String,
        /// `none`, `asked for`, `refused` or `done`.
        examination: String,
        /// Why it was refused, or what it gave.
        result: String,
    },
    /// One team asks another to take over.
    HandOff {
        /// Who asks.
        from: String,
        /// Who is asked.
        to: String,
        /// `asked`, `accepted` or `refused`.
        answer: String,
        /// Why.
        reason: String,
        /// The facts that were given with it.
        disclosed: String,
    },
}

impl Body {
    /// Its kind.
    pub fn kind(&self) -> MatterKind {
        match self {
            Body::Decision(_) => MatterKind::Decision,
            Body::Lead { .. } => MatterKind::Lead,
            Body::Concern { .. } => MatterKind::Concern,
            Body::Exhibit { .. } => MatterKind::Exhibit,
            Body::HandOff { .. } => MatterKind::HandOff,
        }
    }

    /// Open where someone has something still to do.
    pub fn state(&self) -> State {
        let is_open = match self {
            Body::Decision(decision) => decision.signed_off.is_none(),
            Body::Lead { outcome, .. } => outcome.trim().is_empty(),
            Body::Concern { answer, .. } => answer.trim().is_empty(),
            Body::Exhibit { examination, .. } => examination == "asked for",
            Body::HandOff { answer, .. } => answer == "asked",
        };
        if is_open { State::Open } else { State::Done }
    }

    /// Fails, with what to do about it, where it lacks what it needs.
    fn check(&self) -> Result<(), CaseError> {
        let filled = |fields: &[(&str, &String)]| match fields.iter().find(|(_, text)| text.trim().is_empty()) {
            Some((name, _)) => Err(CaseError::Invalid(format!("say {name}"))),
            None => Ok(()),
        };
        let one_of = |what: &str, value: &str, known: &[&str]| match known.contains(&value) {
            true => Ok(()),
            false => Err(CaseError::Invalid(format!("{what} is one of {}", known.join(", ")))),
        };
        match self {
            Body::Decision(decision) => decision.check(),
            Body::Lead { question, .. } => filled(&[("what is asked", question)]),
            Body::Concern { from, said, received, .. } => {
                filled(&[("who said it", from), ("what was said", said), ("when it came", received)])?;
                is_day(received)
            }
            Body::Exhibit { what, place, custody, examination, result } => {
                filled(&[("what it is", what), ("where it is", place), ("who has it", custody)])?;
                one_of("an examination", examination, &["none", "asked for", "refused", "done"])?;
                match examination.as_str() {
                    "refused" => filled(&[("why the examination was refused", result)]),
                    "done" => filled(&[("what the examination gave", result)]),
                    _ => Ok(()),
                }
            }
            Body::HandOff { from, to, answer, reason, .. } => {
                filled(&[("who asks", from), ("who is asked", to), ("why", reason)])?;
                one_of("an answer", answer, &["asked", "accepted", "refused"])
            }
        }
    }
}

fn is_day(text: &str) -> Result<(), CaseError> {
    let day: Result<colligate_register::Day, _> = text.parse();
    day.map(|_| ()).map_err(|_| CaseError::Invalid(format!("{text:?} is no day: write it as 2014-09-20")))
}

/// Whether something is still to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Yes.
    Open,
    /// No.
    Done,
}

impl State {
    /// Its name on record.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Done => "done",
        }
    }
}

/// One version of a matter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Matter {
    /// Its identifier.
    pub id: String,
    /// Version, from 1.
    pub version: i64,
    /// What it is about.
    pub subject: Subject,
    /// What it says.
    pub body: Body,
    /// Who has to see to it; empty where no one was named.
    pub owner: String,
    /// Day by which; empty where none was set.
    pub due: String,
    /// Whether something is still to be done.
    pub state: State,
    /// Who wrote this version.
    pub by: String,
    /// When, UTC.
    pub at: String,
}

impl Matter {
    /// True where it was due before this day and is still open.
    pub fn is_overdue(&self, today: &str) -> bool {
        self.state == State::Open && !self.due.is_empty() && self.due.as_str() < today
    }

    pub(crate) fn from_row(row: &AnyRow) -> Result<Matter, CaseError> {
        let subject: String = row.try_get(2)?;
        let body: String = row.try_get(3)?;
        let state: String = row.try_get(6)?;
        Ok(Matter {
            id: row.try_get(0)?,
            version: row.try_get(1)?,
            subject: Subject::try_from(subject).map_err(CaseError::Damaged)?,
            body: serde_json::from_str(&body)?,
            owner: row.try_get(4)?,
            due: row.try_get(5)?,
            state: if state == "open" { State::Open } else { State::Done },
            by: row.try_get(7)?,
            at: row.try_get(8)?,
        })
    }
}

/// A matter to be put on record.
#[derive(Clone, Debug)]
pub struct NewMatter {
    /// What it is about.
    pub subject: Subject,
    /// What it says.
    pub body: Body,
    /// Who has to see to it.
    pub owner: String,
    /// Day by which; empty for none.
    pub due: String,
}

/// Days within which a concern is answered where no day was set: the time in which the UK's police acknowledge a request for
/// review (Victims' Right to Review: ten working days).
const ANSWERED: i32 = 14;

/// Checks that policy requires of every unexpected death, as leads (HMICFRS 2023 and the coroner's report of 2022 on what was not
/// done in Barking), and the days in which they are due.
pub const TEMPLATE: [(&str, i32); 9] = [
    ("Has the person who found the body been traced and their account checked?", 2),
    ("Has the caller been identified, and the call record kept?", 2),
    ("Where was the deceased in the last 48 hours, and who was last with them?", 3),
    ("Has the telephone been found? If not, where was it last?", 3),
    ("Have telephone and computers been examined?", 14),
    ("What is the history of the address and of the place?", 7),
    ("Have police intelligence systems been searched for deceased, finder, caller and last contact?", 3),
    ("If there is a note: has a handwriting examiner been asked, and have fingerprints and DNA been sought?", 7),
    ("Has full toxicology been asked for, with what is not in the usual panel?", 7),
];

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
        let new = NewMatter { subject: matter.subject, body, owner: owner.to_owned(), due: due.to_owned() };
        let outcome = async {
            if new.body.kind() != matter.body.kind() || new.body.kind() == MatterKind::Decision {
                let text = "a matter stays what it is, and decisions are superseded, not changed";
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
        let wish = Wish::new(Right::Read, Deed::Consultation, format!("{} {id}", matter.body.kind().as_str()));
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
