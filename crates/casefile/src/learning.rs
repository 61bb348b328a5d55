//! Keeps the register in memory equal to the case file.

use crate::actor::{Actor, Right};
use crate::error::CaseError;
use crate::known::Known;
use crate::on_record::{self, Through};
use crate::store::Store;
use crate::threads::apart;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How often it is asked whether something changed.
const LOOK: Duration = Duration::from_millis(500);

impl Store {
    /// The last entry of the case file now.
    pub(crate) async fn through(&self) -> Result<Through, CaseError> {
        on_record::through(&mut *self.pool.acquire().await?).await
    }

    /// How many erasures there have been.
    async fn erasures(&self) -> Result<i64, CaseError> {
        on_record::erasures(&mut *self.pool.acquire().await?).await
    }

    /// The register as it is on record, or as it was a moment ago while [`Store::keep_learning`] runs: pages do not wait for it to
    /// be read again after every value. What was erased is never in it.
    ///
    /// # Errors
    /// [`CaseError::Database`], [`CaseError::Damaged`].
    pub(crate) async fn known(&self, actor: &Actor) -> Result<Arc<Known>, CaseError> {
        if self.is_learning.load(Ordering::Relaxed) {
            actor.must(Right::Read)?;
            let erasures = self.erasures().await?;
            let known = self.known.read().unwrap_or_else(|held| held.into_inner()).clone();
            if let Some(known) = known.filter(|known| known.through().1 == erasures) {
                return Ok(known);
            }
        }
        self.known_now(actor).await
    }

    /// Reads the register into memory, and again soon after something changed, for as long as this is awaited.
    pub async fn keep_learning(&self) {
        let actor = Actor::console("colligate");
        let mut ready = None;
        loop {
            match self.known_now(&actor).await {
                Ok(known) => {
                    self.is_learning.store(true, Ordering::Relaxed);
                    let closed = self.closed_to_users().await.unwrap_or_default();
                    let now = Some((known.through(), closed.clone()));
                    if ready != now {
                        ready = now;
                        // Where one fails, a request for these deaths or series gets the reason.
                        let _ = self.compare_new_deaths(&actor, known.clone(), closed.clone()).await;
                        let _ = self.ready_to_search(known.clone()).await;
                        let _ = self.retell_series(&known, closed).await;
                    }
                }
                // A request that comes meanwhile tries again and gets the reason.
                Err(_) => self.is_learning.store(false, Ordering::Relaxed),
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// The register as it is on record now. It is read once and then kept until something changes.
    ///
    /// # Errors
    /// [`CaseError::Database`], [`CaseError::Damaged`].
    pub(crate) async fn known_now(&self, actor: &Actor) -> Result<Arc<Known>, CaseError> {
        actor.must(Right::Read)?;
        let through = self.through().await?;
        if let Some(known) = self.kept(through) {
            return Ok(known);
        }
        let mut on_record = self.learning.clone().lock_owned().await;
        // What came in while others learned is in what they learned, or is learned now.
        let mut moment = self.moment().await?;
        on_record.keep_up(&mut moment).await?;
        moment.rollback().await?;
        let through = on_record.through();
        if let Some(known) = self.kept(through) {
            return Ok(known);
        }
        let learned = tokio::task::spawn_blocking(move || (apart(|| Known::new(&on_record)).map(Arc::new), on_record));
        let (known, _turn) = learned.await?;
        let known = known?;
        *self.known.write().unwrap_or_else(|held| held.into_inner()) = Some(known.clone());
        Ok(known)
    }

    fn kept(&self, through: Through) -> Option<Arc<Known>> {
        let known = self.known.read().unwrap_or_else(|held| held.into_inner());
        known.as_ref().filter(|known| known.through() == through).cloned()
    }
}
