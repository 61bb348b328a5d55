//! What can be wrong with an audit trail, and what a look through it found.

use colligate_register::Day;
use colligate_register::wording::{self, counted};
use jiff::Timestamp;
use serde::Serialize;
use std::fmt;

/// What is wrong with an audit trail, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// An entry does not have the hash of what it says.
    Changed {
        /// Its number.
        number: i64,
    },
    /// Entries are missing.
    Missing {
        /// The first missing number.
        from: i64,
        /// The last missing number.
        to: i64,
    },
    /// An entry does not follow the one before: entries were put in another order, or both were made anew.
    Reordered {
        /// Number of the one that does not follow.
        number: i64,
    },
    /// The trail ends too early.
    Truncated {
        /// The last entry that is there.
        last: i64,
        /// The last that was there.
        expected: i64,
    },
    /// A checkpoint was deleted.
    Unsigned {
        /// Number of the entry it signed.
        number: i64,
    },
    /// The mark of the end, which stands beside the trail, is gone.
    NoEnd,
    /// A checkpoint's signature is not by the office's key.
    Forged {
        /// Number of the entry it signs.
        number: i64,
    },
    /// An entry is dated well before the ones before it: the machine's clock was put back. One fault for each time it was; the entries
    /// that follow go by the clock as it was then. An administrator can say why ([`crate::Store::explain_backward_step`]).
    Backwards {
        /// Number of the first entry after the step.
        number: i64,
        /// By how many minutes.
        minutes: i64,
    },
    /// A checkpoint signs another hash than the entry has: the trail before it was made anew.
    Rewritten {
        /// Number of the entry it signs.
        number: i64,
    },
    /// The trail of a copy cannot even be read.
    Unreadable {
        /// Why.
        why: String,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Changed { number } => write!(f, "entry {number} was changed after it was made"),
            Fault::Missing { from, to } if from == to => write!(f, "entry {from} was deleted"),
            Fault::Missing { from, to } => write!(f, "entries {from} to {to} were deleted"),
            Fault::Reordered { number } => {
                write!(f, "entry {number} does not follow the one before: entries changed places")
            }
            Fault::Truncated { last, expected } => {
                write!(f, "the trail ends with entry {last}, but reached {expected}: its end was cut off")
            }
            Fault::Unsigned { number } => write!(f, "the checkpoint at entry {number} was deleted"),
            Fault::Backwards { number, minutes } => {
                let span = counted(minutes.unsigned_abs(), "minute", "minutes");
                write!(f, "entry {number} is dated {span} before an earlier one: the machine's clock was put back")
            }
            Fault::NoEnd => write!(f, "the mark of the trail's end is gone: entries at its end may be, too"),
            Fault::Forged { number } => write!(f, "the checkpoint at entry {number} is not signed by the office's key"),
            Fault::Rewritten { number } => {
                write!(f, "the checkpoint at entry {number} signs something else: the trail before it was made anew")
            }
            Fault::Unreadable { why } => write!(f, "the trail cannot be read: {why}"),
        }
    }
}

/// A fault that an administrator explained: the clock was put back, and they said why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// What it looks like.
    pub fault: Fault,
    /// Who explained it.
    pub by: String,
    /// When, UTC.
    pub at: String,
    /// The explanation.
    pub why: String,
}

impl fmt::Display for Explained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Explained { fault, by, at, why } = self;
        let on = |at: Timestamp| wording::day(Day(at.as_second().div_euclid(86_400) as i32));
        let day = at.parse().map_or_else(|_| at.clone(), on);
        write!(f, "{fault}; explained by {by} on {day}: {why}")
    }
}

/// What a look through the whole trail found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Entries looked at.
    pub entries: i64,
    /// Checkpoints looked at.
    pub checkpoints: usize,
    /// Number and hash of the last entry.
    pub last: Option<(i64, String)>,
    /// What is wrong; nothing where all is well.
    pub faults: Vec<Fault>,
    /// Backward steps of the clock that an administrator explained. They are no fault any more.
    pub explained: Vec<Explained>,
}

impl Verified {
    /// A trail that could not be looked through.
    pub(crate) fn unreadable(why: impl fmt::Display) -> Verified {
        let faults = vec![Fault::Unreadable { why: why.to_string() }];
        Verified { entries: 0, checkpoints: 0, last: None, faults, explained: Vec::new() }
    }

    /// The first faults in words and how many there are, for an entry of the audit trail.
    pub(crate) fn in_short(&self) -> serde_json::Value {
        /// Faults told in full, at most.
        const TOLD: usize = 20;
        let told: Vec<String> = self.faults.iter().take(TOLD).map(ToString::to_string).collect();
        serde_json::json!({ "faults": self.faults.len(), "first": told })
    }
}
