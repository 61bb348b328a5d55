//! The audit trail: who did what, when, why and from where, each entry chained to the one before by its hash.

use crate::access::{Actor, Right, Wish};
use crate::checkpoint::Checkpoint;
use crate::error::CaseError;
use crate::store::{Store, next_number};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::{Any, Row, Transaction};
use std::fmt;

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

    fn from_row(row: &AnyRow) -> Result<AuditEntry, sqlx::Error> {
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

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

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
    /// A checkpoint's signature is not by its key.
    Forged {
        /// Number of the entry it signs.
        number: i64,
    },
    /// A checkpoint signs another hash than the entry has: the trail before it was made anew.
    Rewritten {
        /// Number of the entry it signs.
        number: i64,
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
            Fault::Forged { number } => write!(f, "the checkpoint at entry {number} is not signed by its key"),
            Fault::Rewritten { number } => {
                write!(f, "the checkpoint at entry {number} signs something else: the trail before it was made anew")
            }
        }
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
}

/// Entries read at once.
const PAGE: i64 = 5_000;

const COLUMNS: &str = "SELECT number, at, who, deed, what, detail, why, origin, outcome, previous, hash FROM audit \
                       WHERE number > $1 ORDER BY number LIMIT $2";

/// The setting in which the last number and hash stand, beside the trail itself.
const HEAD: &str = "audit head";

impl Store {
    /// Enters what was done or refused, inside a transaction.
    pub(crate) async fn enter(
        &self,
        tx: &mut Transaction<'static, Any>,
        actor: &Actor,
        wish: &Wish<'_>,
        outcome: &str,
    ) -> Result<(), CaseError> {
        let tx = &mut *tx;
        let last = sqlx::query("SELECT hash FROM audit ORDER BY number DESC LIMIT 1").fetch_optional(&mut **tx).await?;
        let previous: String = last.map_or(Ok(String::new()), |row| row.try_get(0))?;
        let mut entry = AuditEntry {
            number: next_number!(tx, "audit"),
            at: self.clock.written(),
            who: actor.name.clone(),
            deed: wish.deed.as_str().to_owned(),
            what: wish.what.clone(),
            detail: if wish.detail.is_null() { String::new() } else { wish.detail.to_string() },
            why: wish.why.to_owned(),
            origin: actor.origin.clone(),
            outcome: outcome.to_owned(),
            previous,
            hash: String::new(),
        };
        entry.hash = entry.expected_hash();
        sqlx::query("INSERT INTO audit VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
            .bind(entry.number)
            .bind(&entry.at)
            .bind(&entry.who)
            .bind(&entry.deed)
            .bind(&entry.what)
            .bind(&entry.detail)
            .bind(&entry.why)
            .bind(&entry.origin)
            .bind(&entry.outcome)
            .bind(&entry.previous)
            .bind(&entry.hash)
            .execute(&mut **tx)
            .await?;
        sqlx::query("INSERT INTO settings VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
            .bind(HEAD)
            .bind(format!("{} {}", entry.number, entry.hash))
            .execute(&mut **tx)
            .await?;
        Ok(())
    }

    /// Looks through the whole trail: every hash, every step from one entry to the next, its end, and every checkpoint.
    ///
    /// What this cannot see by itself is a trail made anew from some entry on to its end together with all that stands beside it in the
    /// database. A checkpoint that was published or printed shows that too: hold it against this one's.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::Database`].
    pub async fn verify_audit(&self, actor: &Actor) -> Result<Verified, CaseError> {
        actor.must(Right::Administer)?;
        let checkpoints = self.checkpoints().await?;
        let mut verified = Verified { entries: 0, checkpoints: checkpoints.len(), last: None, faults: Vec::new() };
        let (mut number, mut previous) = (0i64, String::new());
        let mut ahead = checkpoints.iter().peekable();
        loop {
            let page = sqlx::query(COLUMNS).bind(number).bind(PAGE).fetch_all(&self.pool).await?;
            if page.is_empty() {
                break;
            }
            for row in &page {
                let entry = AuditEntry::from_row(row)?;
                if entry.number != number + 1 {
                    verified.faults.push(Fault::Missing { from: number + 1, to: entry.number - 1 });
                } else if entry.previous != previous {
                    verified.faults.push(Fault::Reordered { number: entry.number });
                }
                if entry.hash != entry.expected_hash() {
                    verified.faults.push(Fault::Changed { number: entry.number });
                }
                while let Some(checkpoint) = ahead.next_if(|checkpoint| checkpoint.number <= entry.number) {
                    verified.faults.extend(checkpoint.fault(&entry));
                }
                (number, previous) = (entry.number, entry.hash);
                verified.entries += 1;
            }
        }
        let reached = ahead.map(|checkpoint| checkpoint.number).chain(self.head().await?).max();
        if let Some(expected) = reached.filter(|&expected| expected > number) {
            verified.faults.push(Fault::Truncated { last: number, expected });
        }
        verified.last = (number > 0).then_some((number, previous));
        Ok(verified)
    }

    /// Number of the last entry, as it stands beside the trail.
    async fn head(&self) -> Result<Option<i64>, CaseError> {
        let row =
            sqlx::query("SELECT value FROM settings WHERE name = $1").bind(HEAD).fetch_optional(&self.pool).await?;
        let Some(row) = row else { return Ok(None) };
        let value: String = row.try_get(0)?;
        Ok(value.split(' ').next().and_then(|number| number.parse().ok()))
    }

    /// Entries after a number, at most so many.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::Database`].
    pub async fn audit(&self, actor: &Actor, after: i64, most: i64) -> Result<Vec<AuditEntry>, CaseError> {
        actor.must(Right::Administer)?;
        let rows = sqlx::query(COLUMNS).bind(after).bind(most).fetch_all(&self.pool).await?;
        Ok(rows.iter().map(AuditEntry::from_row).collect::<Result<_, _>>()?)
    }

    /// The newest entries, newest first.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::Database`].
    pub async fn newest_audit(&self, actor: &Actor, most: i64) -> Result<Vec<AuditEntry>, CaseError> {
        let last = self.head().await?.unwrap_or(0);
        let mut newest = self.audit(actor, (last - most).max(0), most).await?;
        newest.reverse();
        Ok(newest)
    }

    /// The entry of a number.
    pub(crate) async fn audit_entry(&self, number: i64) -> Result<Option<AuditEntry>, CaseError> {
        let row = sqlx::query(COLUMNS).bind(number - 1).bind(1i64).fetch_optional(&self.pool).await?;
        let entry = row.as_ref().map(AuditEntry::from_row).transpose()?;
        Ok(entry.filter(|entry| entry.number == number))
    }

    pub(crate) async fn last_audit_number(&self) -> Result<i64, CaseError> {
        Ok(self.head().await?.unwrap_or(0))
    }
}

impl Checkpoint {
    /// What is wrong with it, given the entry that it signs (or the one in its place).
    fn fault(&self, entry: &AuditEntry) -> Option<Fault> {
        if !self.is_signed() {
            return Some(Fault::Forged { number: self.number });
        }
        (entry.number == self.number && entry.hash != self.hash).then_some(Fault::Rewritten { number: self.number })
    }
}
