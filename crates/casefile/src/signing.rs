//! Signing the audit trail.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::audit::{CHECKPOINT, last_entry};
use crate::checkpoint::{Checkpoint, Signer};
use crate::db::{AnyRow, Error, Row, query};
use crate::error::CaseError;
use crate::store::Store;

impl Store {
    /// Signs the audit trail up to now.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`]; [`CaseError::Invalid`] without a key.
    pub async fn sign_checkpoint(&self, actor: &Actor) -> Result<Checkpoint, CaseError> {
        let signer = self.signer.as_ref();
        let signer = signer.ok_or_else(|| CaseError::Invalid("no key is at hand to sign with".to_owned()))?;
        let mut writing = self.allow(actor, Wish::new(Right::Administer, Deed::Administration, CHECKPOINT)).await?;
        let Some((number, hash)) = last_entry(&mut writing.tx).await? else {
            return Err(CaseError::Damaged("the audit trail does not hold its last entry".to_owned()));
        };
        let at = self.clock.written();
        let signature = signer.sign(&Checkpoint::message(number, &at, &hash));
        let checkpoint = Checkpoint { number, at, hash, signature, key: signer.key() };
        query(
            "INSERT INTO checkpoints (number, at, hash, signature, key) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(checkpoint.number)
        .bind(&checkpoint.at)
        .bind(&checkpoint.hash)
        .bind(&checkpoint.signature)
        .bind(&checkpoint.key)
        .execute(&mut *writing.tx)
        .await?;
        writing.commit().await?;
        Ok(checkpoint)
    }

    /// The public key of the office, in hexadecimal, where the key is at hand.
    pub(crate) fn office_key(&self) -> Option<String> {
        self.signer.as_ref().map(Signer::key)
    }

    /// All checkpoints, in order.
    pub(crate) async fn checkpoints(&self) -> Result<Vec<Checkpoint>, CaseError> {
        let rows = query("SELECT number, at, hash, signature, key FROM checkpoints ORDER BY number");
        let rows = rows.fetch_all(&self.pool).await?;
        let of = |row: &AnyRow| {
            Ok(Checkpoint {
                number: row.try_get(0)?,
                at: row.try_get(1)?,
                hash: row.try_get(2)?,
                signature: row.try_get(3)?,
                key: row.try_get(4)?,
            })
        };
        Ok(rows.iter().map(of).collect::<Result<_, Error>>()?)
    }
}
