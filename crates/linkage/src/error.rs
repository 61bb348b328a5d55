//! Why a run gives nothing.

use colligate_register::DeathId;

/// Why a run gives nothing.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// Nothing to compare.
    #[error("the register has {0} usable deaths; at least two are needed to compare")]
    TooFew(usize),
    /// No such death.
    #[error("the register has no death {id}{}", near.as_ref().map(|near| format!("; did you mean {near}?")).unwrap_or_default())]
    NoSuchDeath {
        /// What was asked for.
        id: DeathId,
        /// The nearest case number on record.
        near: Option<DeathId>,
    },
    /// The user asked to stop.
    #[error("stopped")]
    Cancelled,
}
