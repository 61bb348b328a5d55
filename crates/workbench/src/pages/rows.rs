//! Matters as rows of a page.

use crate::figures::encoded;
use colligate_casefile::{Matter, State, Subject, minute};
use colligate_register::Day;
use rustc_hash::FxHashSet;

/// A matter in words.
pub(crate) struct Row {
    pub id: String,
    pub version: i64,
    pub kind: &'static str,
    pub headline: String,
    pub detail: String,
    pub subject: String,
    pub subject_href: String,
    pub owner: String,
    pub due: String,
    pub open: bool,
    pub overdue: bool,
    pub by: String,
    pub at: String,
    /// For a decision that another took the place of.
    pub superseded: bool,
    /// For a decision that waits for a signature.
    pub unsigned: bool,
    /// Leads that were open when a case was closed.
    pub over_open: Vec<String>,
}

/// The page of a subject.
pub(crate) fn subject_href(subject: &Subject) -> String {
    let folder = if subject.kind() == "death" { "deaths" } else { "series" };
    format!("/{folder}/{}", encoded(subject.id()))
}

impl Row {
    pub fn new(matter: &Matter, is_superseded: bool, today: Day) -> Row {
        let decision = matter.body.decision();
        let (by, at) = matter.made();
        Row {
            id: matter.id.clone(),
            version: matter.version,
            kind: matter.body.kind().label,
            headline: matter.body.headline(),
            detail: matter.body.detail(),
            subject: matter.subject.to_string(),
            subject_href: subject_href(&matter.subject),
            owner: matter.owner.clone(),
            due: matter.due.map(|due| due.to_string()).unwrap_or_default(),
            open: matter.state == State::Open,
            overdue: matter.is_overdue(today),
            by: by.to_owned(),
            at: minute(at),
            superseded: is_superseded,
            unsigned: decision.as_ref().is_some_and(|decision| decision.signed_off.is_none()),
            over_open: decision.map(|decision| decision.over_open).unwrap_or_default(),
        }
    }

    /// One version of a matter, by who wrote it and when.
    pub fn version(matter: &Matter, today: Day) -> Row {
        Row { by: matter.by.clone(), at: minute(&matter.at), ..Row::new(matter, false, today) }
    }

    pub fn all(matters: &[Matter], today: Day) -> Vec<Row> {
        let superseded: FxHashSet<&str> =
            matters.iter().filter_map(|matter| matter.body.value("supersedes").as_str()).collect();
        matters.iter().map(|matter| Row::new(matter, superseded.contains(matter.id.as_str()), today)).collect()
    }
}
