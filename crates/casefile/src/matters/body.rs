//! What people put on record, by its kind, and what each kind cannot be without.

use super::state::State;
use crate::decision::Decision;
use crate::error::CaseError;
use crate::names::MatterKind;
use serde::{Deserialize, Serialize};

/// A hand-off without an answer.
const ASKED: &str = "asked";

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
        /// Why it came to be where it is now, with whom it is: each version is a link of the chain of custody.
        #[serde(default)]
        moved: String,
    },
    /// One team asks another to take over.
    HandOff {
        /// Who asks.
        from: String,
        /// Who is asked.
        to: String,
        /// `asked`, `accepted` or `refused`.
        answer: String,
        /// Why it is asked.
        reason: String,
        /// Why it was accepted or refused.
        #[serde(default)]
        answer_reason: String,
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
            Body::HandOff { answer, .. } => answer == ASKED,
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
            (
                Body::HandOff { from, to, reason, disclosed, answer, .. },
                Body::HandOff { from: f, to: t, reason: r, disclosed: d, answer: a, .. },
            ) => (from, to, reason, disclosed) == (f, t, r, d) && (a == ASKED || answer == a),
            (Body::Exhibit { what, .. }, Body::Exhibit { what: w, .. }) => what == w,
            _ => true,
        }
    }

    /// Fails where an exhibit went from hand to hand, or from place to place, and nobody says why.
    pub(super) fn follows(&self, earlier: &Body) -> Result<(), CaseError> {
        match (self, earlier) {
            (
                Body::Exhibit { place, custody, moved, .. },
                Body::Exhibit { place: was, custody: had, moved: before, .. },
            ) if (place, custody) != (was, had) && (moved.trim().is_empty() || moved == before) => {
                let text = format!("say why it went from {had} ({was}) to {custody} ({place})");
                Err(CaseError::Invalid(text))
            }
            _ => Ok(()),
        }
    }

    /// The team that is asked, where this is its answer.
    pub(super) fn answers_for<'b>(&'b self, earlier: &Body) -> Option<&'b str> {
        match (self, earlier) {
            (Body::HandOff { to, answer, .. }, Body::HandOff { answer: was, .. }) if answer != was => Some(to),
            _ => None,
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
            Body::Exhibit { what, place, custody, examination, result, .. } => {
                filled(&[("what it is", what), ("where it is", place), ("who has it", custody)])?;
                one_of("an examination", examination, &["none", "asked for", "refused", "done"])?;
                match examination.as_str() {
                    "refused" => filled(&[("why the examination was refused", result)]),
                    "done" => filled(&[("what the examination gave", result)]),
                    _ => Ok(()),
                }
            }
            Body::HandOff { from, to, answer, reason, answer_reason, .. } => {
                filled(&[("who asks", from), ("who is asked", to), ("why", reason)])?;
                one_of("an answer", answer, &[ASKED, "accepted", "refused"])?;
                match answer.as_str() {
                    ASKED => Ok(()),
                    _ => filled(&[("why it was accepted or refused", answer_reason)]),
                }
            }
        }
    }
}

pub(super) fn is_day(text: &str) -> Result<(), CaseError> {
    let day: Result<colligate_register::Day, _> = text.parse();
    day.map(|_| ()).map_err(|_| CaseError::Invalid(format!("{text:?} is no day: write it as 2014-09-20")))
}
