//! Whether something is still to be done.

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
    /// Its name on record.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Done => "done",
        }
    }
}
