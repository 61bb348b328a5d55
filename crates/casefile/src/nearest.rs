//! What resembles a death, and two deaths side by side, as far as they are open to who asks.

use crate::access::{Actor, Deed, Right, Wish};
use crate::error::CaseError;
use crate::store::Store;
use colligate_linkage::NearestDeaths;
use colligate_linkage::result::{Link, Member};
use colligate_register::DeathId;

/// Two deaths side by side.
#[derive(Clone, Debug)]
pub struct Compared {
    /// One.
    pub a: Member,
    /// The other.
    pub b: Member,
    /// What links them.
    pub link: Link,
}

impl Store {
    /// The deaths that resemble this one most, of those that are open to the actor. It is told as part of a page or list, whose
    /// consultation is entered by [`Store::death`] or [`Store::consult`].
    ///
    /// # Errors
    /// [`CaseError::NotFound`].
    pub async fn nearest(&self, actor: &Actor, death: &str, top: usize) -> Result<NearestDeaths, CaseError> {
        self.must_be_open(actor, death).await?;
        let closed = self.closed_to(actor).await?;
        let known = self.known(actor).await?;
        let (id, asked) = (death.to_owned(), top + closed.len());
        let nearest = tokio::task::spawn_blocking(move || known.nearest(&id, asked));
        let nearest = nearest.await.map_err(|error| CaseError::Damaged(error.to_string()))??;
        let mut nearest = NearestDeaths::clone(&nearest);
        nearest.ranked.retain(|(member, _)| !closed.contains(member.id.as_str()));
        nearest.ranked.truncate(top);
        Ok(nearest)
    }

    /// Two deaths side by side.
    ///
    /// # Errors
    /// [`CaseError::NotFound`].
    pub async fn compare(&self, actor: &Actor, a: &str, b: &str) -> Result<Compared, CaseError> {
        let deaths = [a.to_owned(), b.to_owned()];
        let wish = Wish::new(Right::Read, Deed::Combination, format!("death {a} with death {b}")).on(&deaths);
        self.allow(actor, wish).await?.commit().await?;
        let known = self.known(actor).await?;
        let (first, second) = (DeathId(a.into()), DeathId(b.into()));
        let ready = known.ready();
        Ok(Compared { a: ready.member(&first)?, b: ready.member(&second)?, link: ready.compare(&first, &second)? })
    }

    /// A death in short, as a series shows it.
    ///
    /// # Errors
    /// [`CaseError::NotFound`].
    pub async fn in_short(&self, actor: &Actor, death: &str) -> Result<Member, CaseError> {
        self.must_be_open(actor, death).await?;
        Ok(self.known(actor).await?.ready().member(&DeathId(death.into()))?)
    }

    async fn must_be_open(&self, actor: &Actor, death: &str) -> Result<(), CaseError> {
        let known = self.known(actor).await?;
        if known.death(death).is_none() || self.closed_to(actor).await?.contains(death) {
            return Err(CaseError::NotFound { what: "death", id: death.to_owned() });
        }
        Ok(())
    }
}
