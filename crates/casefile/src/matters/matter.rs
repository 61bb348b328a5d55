//! One version of a matter, as it is kept.

use super::body::Body;
use super::state::State;
use crate::db::{AnyRow, Row};
use crate::error::CaseError;
use crate::names::Subject;
use crate::values::day_or_none;
use colligate_register::Day;
use serde::Serialize;

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
    /// Day by which; none where none was set.
    pub due: Option<Day>,
    /// Whether something is still to be done.
    pub state: State,
    /// Who wrote this version.
    pub by: String,
    /// When, UTC.
    pub at: String,
}

impl Matter {
    /// True where it was due before this day and is still open.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.state == State::Open && self.due.is_some_and(|due| due < today)
    }

    /// Who made what it says, and when: who wrote the version, or for a decision, which others sign, who decided.
    pub fn made(&self) -> (&str, &str) {
        match self.body.kind().made {
            Some((by, at)) => (self.body.text(by), self.body.text(at)),
            None => (&self.by, &self.at),
        }
    }

    pub(crate) fn from_row(row: &AnyRow) -> Result<Matter, CaseError> {
        let (subject, body): (String, String) = (row.try_get(2)?, row.try_get(3)?);
        let (due, state): (String, String) = (row.try_get(5)?, row.try_get(6)?);
        Ok(Matter {
            id: row.try_get(0)?,
            version: row.try_get(1)?,
            subject: Subject::try_from(subject).map_err(CaseError::Damaged)?,
            body: serde_json::from_str(&body)?,
            owner: row.try_get(4)?,
            due: day_or_none(&due)?,
            state: State::named(&state)?,
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
    /// Day by which.
    pub due: Option<Day>,
    /// Who sees it, next to who puts it on record, where its kind is for those who are named.
    pub named: Vec<String>,
}

impl NewMatter {
    /// One that nobody is named for, and by no day.
    pub fn new(subject: Subject, body: Body) -> NewMatter {
        NewMatter { subject, body, owner: String::new(), due: None, named: Vec::new() }
    }
}
