//! What is made ready before anybody asks: what resembles the deaths that came in lately, and series as those are told of them to whom
//! other deaths are closed.

use crate::actor::Actor;
use crate::db::{Row, query};
use crate::error::CaseError;
use crate::known::Known;
use crate::pool::{Closed, PARTS};
use crate::store::Store;
use crate::threads::beside;
use colligate_linkage::result::Series;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Days that count as new.
const NEW_DAYS: i32 = 7;
/// New deaths shown at once, at most.
const SHOWN: i64 = 60;
/// New deaths named beside those, at most.
const NAMED: i64 = 1_000;

impl Store {
    /// Links shown of each new death.
    pub const NEW_LINKS: usize = 2;

    /// Case numbers of the deaths put on record in the last seven days, newest first, of those open to the actor: sixty to be shown at once,
    /// and up to a thousand more.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn new_deaths(&self, actor: &Actor) -> Result<(Vec<String>, Vec<String>), CaseError> {
        let mut all = self.added_since(actor, &(self.clock.today() + -NEW_DAYS).to_string(), SHOWN + NAMED).await?;
        let others = all.split_off(all.len().min(SHOWN as usize));
        Ok((all, others))
    }

    /// What is closed to users, each set once, as many as are kept; that of whom nothing is closed to is not among them.
    pub(crate) async fn closed_to_users(&self) -> Result<Vec<Closed>, CaseError> {
        let rows = query("SELECT death, user_name FROM restrictions").fetch_all(&self.pool).await?;
        let mut named: FxHashSet<(String, String)> = FxHashSet::default();
        for row in rows {
            named.insert((row.try_get(1)?, row.try_get(0)?));
        }
        let mut sets: BTreeSet<BTreeSet<&str>> = BTreeSet::new();
        let users = query("SELECT name FROM users WHERE disabled = 0").fetch_all(&self.pool).await?;
        for row in users {
            let user: String = row.try_get(0)?;
            let closed = named.iter().map(|(_, death)| death.as_str());
            sets.insert(closed.filter(|death| !named.contains(&(user.clone(), (*death).to_owned()))).collect());
        }
        let some = sets.into_iter().filter(|closed| !closed.is_empty()).take(PARTS);
        Ok(some.map(|closed| Arc::new(closed.into_iter().map(str::to_owned).collect())).collect())
    }

    /// Compares the new deaths with all others, so that whoever comes first does not wait for it.
    pub(crate) async fn compare_new_deaths(
        &self,
        actor: &Actor,
        known: Arc<Known>,
        closed: Vec<Closed>,
    ) -> Result<(), CaseError> {
        let (new, _) = self.new_deaths(actor).await?;
        let compared = tokio::task::spawn_blocking(move || {
            beside(|| {
                std::iter::once(&Closed::default()).chain(&closed).try_for_each(|closed| {
                    let pool = known.pool(closed);
                    let mut there = new.iter().filter(|id| known.death(id).is_some() && !closed.contains(*id));
                    there.try_for_each(|id| pool.nearest(id, Self::NEW_LINKS).map(drop))
                })
            })
        });
        Ok(compared.await??)
    }

    /// Makes ready what is searched in, so that the first search does not wait for it.
    pub(crate) async fn ready_to_search(&self, known: Arc<Known>) -> Result<(), CaseError> {
        let made = tokio::task::spawn_blocking(move || {
            beside(|| {
                known.index();
                known.other_values();
            });
        });
        Ok(made.await?)
    }

    /// Tells the current series again to all to whom some death is closed. Nobody waits for it; it ends where the register in memory
    /// has been replaced.
    pub(crate) async fn retell_series(&self, known: &Arc<Known>, closed: Vec<Closed>) -> Result<(), CaseError> {
        if closed.is_empty() {
            return Ok(());
        }
        let rows = query("SELECT told FROM series WHERE current = 1 ORDER BY e_value, id");
        let mut found: Vec<Series> = Vec::new();
        for row in rows.fetch_all(&self.pool).await? {
            found.push(serde_json::from_str(&row.try_get::<String, _>(0)?)?);
        }
        let known = Arc::downgrade(known);
        tokio::task::spawn_blocking(move || {
            for (closed, series) in closed.iter().flat_map(|closed| found.iter().map(move |series| (closed, series))) {
                let Some(known) = known.upgrade() else { return };
                // A series with a death that is closed is told to nobody here; whoever asks for another is told why it fails.
                let _ = beside(|| known.pool(closed).retell(series));
            }
        });
        Ok(())
    }
}
