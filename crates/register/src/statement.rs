//! Statements: one field of one death as one source gave it, with the day on which it became known.

use crate::death::DeathId;
use crate::field::Field;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// One field of one death as one source gave it. One line of an amendments file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The death it speaks of.
    pub death: DeathId,
    /// The canonical field: `substances`, `cause`, `age`, …
    pub field: Field,
    /// The value, written as the canonical CSV writes it; several substances or circumstances are separated by `;`.
    /// Empty: the value before is withdrawn.
    pub value: Box<str>,
    /// First day on which it was known.
    pub known_from: Day,
    /// Who or what says so.
    #[serde(default)]
    pub source: Box<str>,
}

/// Why a statement cannot be put on record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// It speaks of a death that the register does not have.
    #[error("the register has no death {0}")]
    NoSuchDeath(DeathId),
    /// It speaks of a field that no death has.
    #[error("{0:?} is no field of a death; the fields are {known}", known = known_fields())]
    NoSuchField(Box<str>),
    /// Its value cannot be read.
    #[error("field {field} of death {death}: {reason}")]
    Value {
        /// The death.
        death: DeathId,
        /// The field.
        field: Field,
        /// What is wrong with the value.
        reason: String,
    },
}

fn known_fields() -> String {
    Field::ALL.iter().skip(1).map(|field| field.as_str()).collect::<Vec<_>>().join(", ")
}
