//! The audit trail: who did what, when, why and from where, each entry chained to the one before by its hash.

use crate::actor::{Actor, Right};
use crate::db::Tx;
use crate::db::next_number;
use crate::db::{Row, query};
use crate::entry::{AuditEntry, Entry};
use crate::error::CaseError;
use crate::store::Store;

/// Entries read at once.
pub(crate) const PAGE: i64 = 5_000;

pub(crate) const COLUMNS: &str = "SELECT number, at, who, deed, what, detail, why, origin, outcome, previous, hash FROM audit \
                       WHERE number > $1 ORDER BY number LIMIT $2";

/// The setting in which the last number and hash stand, beside the trail itself.
const HEAD: &str = "audit head";

impl Store {
    /// Enters what was done or refused, inside a transaction. It follows the entry that was made last, whether or not that
    /// is still there.
    pub(crate) async fn enter(&self, tx: &mut Tx<'_>, entered: &Entry, outcome: &str) -> Result<(), CaseError> {
        let tx = &mut *tx;
        let head = query("SELECT value FROM settings WHERE name = $1").bind(HEAD).fetch_optional(&mut **tx).await?;
        let head = head.map(|row| row.try_get::<String, _>(0)).transpose()?.and_then(|value| head_of(&value));
        let next = next_number!(tx, "audit");
        let (number, previous) = match head {
            Some((last, hash)) => (next.max(last + 1), hash),
            None => (next, String::new()),
        };
        let mut entry = AuditEntry {
            number,
            at: self.clock.written(),
            who: entered.who.clone(),
            deed: entered.deed.to_owned(),
            what: entered.what.clone(),
            detail: entered.detail.clone(),
            why: entered.why.clone(),
            origin: entered.origin.clone(),
            outcome: outcome.to_owned(),
            previous,
            hash: String::new(),
        };
        entry.hash = entry.expected_hash();
        query(
            "INSERT INTO audit (number, at, who, deed, what, detail, why, origin, outcome, previous, hash) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
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
        query(
            "INSERT INTO settings (name, value) \
             VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(HEAD)
        .bind(format!("{} {}", entry.number, entry.hash))
        .execute(&mut **tx)
        .await?;
        Ok(())
    }

    /// Number and hash of the last entry, as they stand beside the trail.
    pub(crate) async fn head(&self) -> Result<Option<(i64, String)>, CaseError> {
        Ok(self.setting(HEAD).await?.and_then(|value| head_of(&value)))
    }

    /// Entries after a number, at most so many.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::Database`].
    pub async fn audit(&self, actor: &Actor, after: i64, most: i64) -> Result<Vec<AuditEntry>, CaseError> {
        self.admit(actor, Right::Administer, "audit trail").await?;
        let rows = query(COLUMNS).bind(after).bind(most).fetch_all(&self.pool).await?;
        let mut entries = rows.iter().map(AuditEntry::from_row).collect::<Result<Vec<_>, _>>()?;
        self.hide_closed(actor, &mut entries).await?;
        Ok(entries)
    }

    /// Takes out of entries what names a death that is closed to the actor, or a series or document with one.
    async fn hide_closed(&self, actor: &Actor, entries: &mut [AuditEntry]) -> Result<(), CaseError> {
        let closed = self.closed_to(actor).await?;
        let hidden = self.hidden_matters(actor).await?;
        if closed.is_empty() && hidden.is_empty() {
            return Ok(());
        }
        let mut names: Vec<String> = closed.iter().map(|death| format!("death {death}")).collect();
        names.extend(self.series_with(&closed).await?.into_iter().map(|series| format!("series {series}")));
        for document in self.documents_with(&closed).await? {
            names.push(format!("document {document}"));
        }
        names.extend(hidden);
        // Words that were searched for, and reasons, may hold the number alone.
        let numbers: Vec<String> = closed.iter().map(|death| death.to_lowercase()).collect();
        let holds = |text: &str| {
            let text = text.to_lowercase();
            numbers.iter().any(|number| text.contains(number.as_str()))
        };
        let is_named = |entry: &AuditEntry| {
            names.iter().any(|name| entry.what.contains(name.as_str())) || holds(&entry.detail) || holds(&entry.why)
        };
        for entry in entries.iter_mut().filter(|entry| is_named(entry)) {
            entry.what = "something restricted".to_owned();
            entry.detail = String::new();
            entry.why = String::new();
        }
        Ok(())
    }

    /// The newest entries, newest first.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::Database`].
    pub async fn newest_audit(&self, actor: &Actor, most: i64) -> Result<Vec<AuditEntry>, CaseError> {
        let last = self.head().await?.map_or(0, |(last, _)| last);
        let mut newest = self.audit(actor, (last - most).max(0), most).await?;
        newest.reverse();
        Ok(newest)
    }
}

/// What is entered when a checkpoint is signed.
pub(crate) const CHECKPOINT: &str = "audit checkpoint";

/// The number and hash of the last entry inside a transaction, where any was made.
pub(crate) async fn last_entry(tx: &mut Tx<'_>) -> Result<Option<(i64, String)>, CaseError> {
    let head = query("SELECT value FROM settings WHERE name = $1").bind(HEAD).fetch_optional(&mut **tx).await?;
    Ok(head.map(|row| row.try_get::<String, _>(0)).transpose()?.and_then(|value| head_of(&value)))
}

fn head_of(value: &str) -> Option<(i64, String)> {
    let (number, hash) = value.split_once(' ')?;
    Some((number.parse().ok()?, hash.to_owned()))
}
