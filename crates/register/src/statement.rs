//! Statements: one field of one death as one source gave it, with the day on which it became known.

use crate::death::DeathId;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// One field of one death as one source gave it. One line of an amendments file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The death it speaks of.
    pub death: DeathId,
    /// Name of the canonical field: `substances`, `cause`, `age`, …
    pub field: Box<str>,
    /// The value, written as the canonical CSV writes it; several substances or circumstances are separated by `;`.
    /// Empty: the value before is withdrawn.
    pub value: Box<str>,
    /// First day on which it was known.
    pub known_from: Day,
    /// Who or what says so.
    #[serde(default)]
    pub source: Box<str>,
}
