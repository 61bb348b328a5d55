//! What people put on record, by its kind, and what each kind cannot be without.

use super::State;
use crate::decisions::Decision;
use crate::error::CaseError;
use crate::names::MatterKind;
use serde::{Deserialize, Serialize};

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

    /// True where this, as a later version, leaves alone what the earlier says of its time: what was asked for, said, or given.
    pub(super) fn keeps(&self, earlier: &Body) -> bool {
        match (self, earlier) {
            (Body::Lead { question, .. }, Body::Lead { question: asked, .. }) => question == asked,
            (Body::Concern { from, said, received, .. }, Body::Concern { from: f, said: s, received: r, .. }) => {
                (from, said, received) == (f, s, r)
            }
            (Body::HandOff { from, to, disclosed, .. }, Body::HandOff { from: f, to: t, disclosed: d, .. }) => {
                (from, to, disclosed) == (f, t, d)
            }
            _ => true,
        }
    }

    /// Fails, with what to do about it, where it lacks what it needs.
    pub(super) fn check(&self) -> Result<(), CaseError> {
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

pub(super) fn is_day(text: &str) -> Result<(), CaseError> {
    let day: Result<colligate_register::Day, _> = text.parse();
    day.map(|_| ()).map_err(|_| CaseError::Invalid(format!("{text:?} is no day: write it as 2014-09-20")))
}
