//! An entry of the audit trail.

use crate::actor::{Actor, Wish};
use crate::db::{AnyRow, Error, Row};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// From 1, without gaps.
    pub number: i64,
    /// When, UTC.
    pub at: String,
    /// Name of the user.
    pub who: String,
    /// What sort of deed: `collection`, `alteration`, `consultation`, `disclosure`, `combination`, `erasure`,
    /// `administration`.
    pub deed: String,
    /// What it was done to: `death 23-06425`.
    pub what: String,
    /// More about it, as JSON.
    pub detail: String,
    /// The reason, where one was asked for.
    pub why: String,
    /// Address or `command line`.
    pub origin: String,
    /// `done` or `refused`.
    pub outcome: String,
    /// Hash of the entry before; that of nothing for the first.
    pub previous: String,
    /// SHA-256 of all of the above, in hexadecimal.
    pub hash: String,
}

impl AuditEntry {
    /// The hash that it should have: of each field with its length before it, so that no two entries run into the same text.
    pub fn expected_hash(&self) -> String {
        let number = self.number.to_string();
        let fields = [
            &number,
            &self.at,
            &self.who,
            &self.deed,
            &self.what,
            &self.detail,
            &self.why,
            &self.origin,
            &self.outcome,
            &self.previous,
        ];
        let mut hash = Sha256::new();
        for field in fields {
            hash.update((field.len() as u64).to_be_bytes());
            hash.update(field.as_bytes());
        }
        hex(&hash.finalize())
    }

    pub(crate) fn from_row(row: &AnyRow) -> Result<AuditEntry, Error> {
        Ok(AuditEntry {
            number: row.try_get(0)?,
            at: row.try_get(1)?,
            who: row.try_get(2)?,
            deed: row.try_get(3)?,
            what: row.try_get(4)?,
            detail: row.try_get(5)?,
            why: row.try_get(6)?,
            origin: row.try_get(7)?,
            outcome: row.try_get(8)?,
            previous: row.try_get(9)?,
            hash: row.try_get(10)?,
        })
    }
}

/// What is entered of a wish.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub who: String,
    pub origin: String,
    pub deed: &'static str,
    pub what: String,
    pub detail: String,
    pub why: String,
}

impl Entry {
    pub fn new(actor: &Actor, wish: &Wish<'_>) -> Entry {
        Entry {
            who: actor.name.clone(),
            origin: actor.origin.clone(),
            deed: wish.deed.as_str(),
            what: wish.what.clone(),
            detail: if wish.detail.is_null() { String::new() } else { wish.detail.to_string() },
            why: wish.why.to_owned(),
        }
    }

    /// Adds the reasons that were given before.
    pub fn add_why(&mut self, reasons: &[String]) {
        let given = (!self.why.is_empty()).then_some(self.why.as_str());
        self.why = given.into_iter().chain(reasons.iter().map(String::as_str)).collect::<Vec<_>>().join("; ");
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
