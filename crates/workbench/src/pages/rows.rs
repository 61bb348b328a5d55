//! Matters as rows of a page.

use crate::figures::encoded;
use colligate_casefile::{Body, Matter, State, Subject};

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
    pub fn new(matter: &Matter, all: &[Matter], today: &str) -> Row {
        let (kind, headline, detail) = words(&matter.body);
        let is_superseded = |other: &Matter| matches!(&other.body, Body::Decision(decision) if decision.supersedes.as_deref() == Some(matter.id.as_str()));
        let decision = match &matter.body {
            Body::Decision(decision) => Some(decision),
            _ => None,
        };
        Row {
            id: matter.id.clone(),
            version: matter.version,
            kind,
            headline,
            detail,
            subject: matter.subject.to_string(),
            subject_href: subject_href(&matter.subject),
            owner: matter.owner.clone(),
            due: matter.due.clone(),
            open: matter.state == State::Open,
            overdue: matter.is_overdue(today),
            by: decision.map_or(&matter.by, |decision| &decision.decider).clone(),
            at: moment(decision.map_or(&matter.at, |decision| &decision.decided_at)),
            superseded: all.iter().any(is_superseded),
            unsigned: decision.is_some_and(|decision| decision.signed_off.is_none()),
            over_open: decision.map(|decision| decision.over_open.clone()).unwrap_or_default(),
        }
    }

    /// One version of a matter, by who wrote it and when.
    pub fn version(matter: &Matter, today: &str) -> Row {
        Row { by: matter.by.clone(), at: moment(&matter.at), ..Row::new(matter, &[], today) }
    }

    pub fn all(matters: &[Matter], today: &str) -> Vec<Row> {
        matters.iter().map(|matter| Row::new(matter, matters, today)).collect()
    }
}

/// A moment as a person reads it: day, hour and minute.
pub(crate) fn moment(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}

fn words(body: &Body) -> (&'static str, String, String) {
    let nonempty = |text: &str, otherwise: &str| if text.is_empty() { otherwise.to_owned() } else { text.to_owned() };
    match body {
        Body::Decision(decision) => {
            let mut detail = format!("{} (policy: {})", decision.reason, decision.policy);
            if let Some(told) = &decision.explanations {
                detail.push_str(&format!(
                    " One supply: {}. One institution: {}. A place where many die: {}. Coincidence: {}.",
                    told.supply, told.institution, told.place, told.coincidence
                ));
            }
            if let Some(signed) = &decision.signed_off {
                detail.push_str(&format!(" Signed off by {} on {}. {}", signed.by, moment(&signed.at), signed.remark));
            }
            ("decision", format!("{}: {}", decision.about.as_str(), decision.value), detail)
        }
        Body::Lead { question, outcome, template } => {
            let from = if template.is_empty() { String::new() } else { format!(" (required: {template})") };
            ("lead", format!("{question}{from}"), nonempty(outcome, "no outcome yet"))
        }
        Body::Concern { from, said, received, answer } => {
            ("concern", format!("{from}, {received}: {said}"), nonempty(answer, "not answered"))
        }
        Body::Exhibit { what, place, custody, examination, result, moved } => {
            let moved = if moved.is_empty() { String::new() } else { format!(" ({moved})") };
            let detail = format!("in {place}, with {custody}{moved}; examination: {examination}. {result}");
            ("exhibit", what.clone(), detail)
        }
        Body::HandOff { from, to, answer, reason, answer_reason, disclosed } => {
            let because = if answer_reason.is_empty() { String::new() } else { format!(" Answer: {answer_reason}.") };
            let detail = format!("{reason}. Disclosed: {}.{because}", nonempty(disclosed, "nothing"));
            ("hand-off", format!("{from} asks {to}: {answer}"), detail)
        }
    }
}
