//! Whether something is still to be done.

use crate::error::CaseError;
use serde::{Deserialize, Serialize};

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
    /// The state of this name on record.
    pub(crate) fn named(name: &str) -> Result<State, CaseError> {
        let found = [State::Open, State::Done].into_iter().find(|state| state.as_str() == name);
        found.ok_or_else(|| CaseError::Damaged(format!("{name:?} is no state of a matter")))
    }

    /// Its name on record.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Done => "done",
        }
    }
}
