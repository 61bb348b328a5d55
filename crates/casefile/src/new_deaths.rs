//! The deaths that came in lately and what resembles them, made ready before anybody opens *today*.

use crate::access::Actor;
use crate::error::CaseError;
use crate::known::Known;
use crate::store::Store;
use std::sync::Arc;

/// Days that count as new.
const NEW_DAYS: i32 = 7;
/// New deaths shown at once, at most.
const SHOWN: i64 = 60;

impl Store {
    /// Links shown of each new death.
    pub const NEW_LINKS: usize = 2;

    /// Case numbers of the deaths put on record in the last seven days, newest first, sixty at most; of those open to the actor.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn new_deaths(&self, actor: &Actor) -> Result<Vec<String>, CaseError> {
        self.added_since(actor, &(self.clock.today() + -NEW_DAYS).to_string(), SHOWN).await
    }

    /// Compares the new deaths with all others, so that whoever comes first does not wait for it.
    pub(crate) async fn compare_new_deaths(&self, actor: &Actor, known: Arc<Known>) -> Result<(), CaseError> {
        let new = self.new_deaths(actor).await?;
        let compared = tokio::task::spawn_blocking(move || {
            known.closed().iter().try_for_each(|closed| {
                let pool = known.pool(closed);
                let mut there = new.iter().filter(|id| known.death(id).is_some() && !closed.contains(*id));
                there.try_for_each(|id| pool.nearest(id, Self::NEW_LINKS).map(drop))
            })
        });
        Ok(compared.await.map_err(|error| CaseError::Damaged(error.to_string()))??)
    }
}
