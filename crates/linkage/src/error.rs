//! Why a run gives nothing.

use colligate_register::DeathId;
use colligate_register::wording::counted;
use colligate_scan::ScanError;

/// Why a run gives nothing.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// Nothing to compare.
    #[error("the register has {}; at least two are needed to compare", counted(*.0, "usable death", "usable deaths"))]
    TooFew(usize),
    /// No such death.
    #[error("the register has no death {id}{}", near.as_ref().map(|near| format!("; did you mean {near}?")).unwrap_or_default())]
    NoSuchDeath {
        /// What was asked for.
        id: DeathId,
        /// The nearest case number on record.
        near: Option<DeathId>,
    },
    /// The deaths around a series cannot be scanned for surges.
    #[error("the deaths around a series cannot be scanned: {0}")]
    Scan(#[from] ScanError),
    /// The user asked to stop.
    #[error("stopped")]
    Cancelled,
}
