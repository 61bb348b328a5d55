//! The one access check.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::db::{AnyConnection, Row, query};
use crate::entry::Entry;
use crate::error::CaseError;
use crate::store::{Store, Writing};
use rustc_hash::FxHashSet;

impl Store {
    /// The one check. What is allowed is entered in the audit trail inside the transaction; what is refused is entered at
    /// once, and the transaction ends. A restricted death looks as if it were not there. Who finds on the way that it cannot
    /// be done says so by [`Writing::refuse`].
    pub(crate) async fn allow<'s>(&'s self, actor: &Actor, wish: Wish<'_>) -> Result<Writing<'s>, CaseError> {
        self.allowed(self.write().await?, actor, wish).await
    }

    /// The same on a connection that is at hand.
    pub(crate) async fn allow_on<'s>(
        &'s self,
        connection: &'s mut AnyConnection,
        actor: &Actor,
        wish: Wish<'_>,
    ) -> Result<Writing<'s>, CaseError> {
        self.allowed(self.write_on(connection).await?, actor, wish).await
    }

    async fn allowed<'s>(
        &'s self,
        mut writing: Writing<'s>,
        actor: &Actor,
        wish: Wish<'_>,
    ) -> Result<Writing<'s>, CaseError> {
        let mut entry = Entry::new(actor, &wish);
        match self.check(&mut writing, actor, &wish).await {
            Ok(why) => {
                entry.add_why(&why);
                self.enter(&mut writing.tx, &entry, "done").await?;
                writing.entry = Some(entry);
                Ok(writing)
            }
            Err(refusal) => {
                self.enter(&mut writing.tx, &entry, "refused").await?;
                writing.commit().await?;
                Err(match (refusal, wish.missing) {
                    (CaseError::NotFound { .. }, Some((what, id))) => CaseError::NotFound { what, id },
                    (refusal, _) => refusal,
                })
            }
        }
    }

    /// The right alone, for what asks for it before there is anything to check; a refusal is entered.
    pub(crate) async fn admit(&self, actor: &Actor, right: Right, what: &str) -> Result<(), CaseError> {
        let Err(refusal) = actor.must(right) else { return Ok(()) };
        let wish = Wish::new(right, Deed::Administration, what);
        let mut writing = self.write().await?;
        self.enter(&mut writing.tx, &Entry::new(actor, &wish), "refused").await?;
        writing.commit().await?;
        Err(refusal)
    }

    /// Enters that a list was looked at, in which deaths are told in short.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn consult(&self, actor: &Actor, list: &str) -> Result<(), CaseError> {
        self.allow(actor, Wish::new(Right::Read, Deed::Consultation, list)).await?.commit().await
    }

    /// The reasons on record for what is restricted, where all of it is open and they were given.
    async fn check(&self, writing: &mut Writing<'_>, actor: &Actor, wish: &Wish<'_>) -> Result<Vec<String>, CaseError> {
        actor.must(wish.right)?;
        let is_look = matches!(wish.deed, Deed::Consultation | Deed::Combination | Deed::Disclosure);
        let (mut reasons, mut unasked) = (Vec::new(), Vec::new());
        for death in wish.deaths {
            let row = query(
                "SELECT (SELECT COUNT(*) FROM deaths WHERE id = $2), COUNT(*), \
                 COALESCE(SUM(CASE WHEN user_name = $1 THEN 1 ELSE 0 END), 0) FROM restrictions WHERE death = $2",
            );
            let row = row.bind(&actor.name).bind(death).fetch_one(&mut *writing.tx).await?;
            let (there, all, own): (i64, i64, i64) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
            if there == 0 || (all > 0 && own == 0 && !actor.is_console) {
                return Err(CaseError::NotFound { what: "death", id: death.clone() });
            }
            if all > 0 && is_look && !actor.is_console {
                match self.reason(writing, actor, death).await? {
                    Some(why) => reasons.push(why),
                    None => unasked.push(death.clone()),
                }
            }
        }
        if !unasked.is_empty() {
            return Err(CaseError::AskWhy { deaths: unasked });
        }
        reasons.dedup();
        Ok(reasons)
    }

    /// Deaths that are not open to the actor now: those restricted to others, and those restricted to the actor among others until they
    /// say why they look. What lists, counts or searches leaves these out, and every series with one of them.
    pub(crate) async fn closed_to(&self, actor: &Actor) -> Result<FxHashSet<String>, CaseError> {
        if actor.is_console {
            return Ok(FxHashSet::default());
        }
        let rows = query(
            "SELECT DISTINCT death FROM restrictions WHERE death NOT IN (SELECT x.death FROM restrictions x \
             JOIN reasons y ON y.death = x.death AND y.user_name = x.user_name WHERE x.user_name = $1 AND y.at >= $2)",
        );
        let rows = rows.bind(&actor.name).bind(self.oldest_reason()).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }
}
