//! One version of a matter, as it is kept.

use super::body::Body;
use super::state::State;
use crate::db::{AnyRow, Row};
use crate::error::CaseError;
use crate::names::Subject;
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
