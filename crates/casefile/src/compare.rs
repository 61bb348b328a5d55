//! Two deaths side by side.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::deaths::DeathRecord;
use crate::error::CaseError;
use crate::store::Store;
use colligate_linkage::Likened;
use colligate_linkage::result::{Link, Member};

/// Two deaths side by side.
#[derive(Clone, Debug)]
pub struct Compared {
    /// One.
    pub a: Member,
    /// The other.
    pub b: Member,
    /// What links them.
    pub link: Link,
    /// Whether they are alike in each kind of evidence, and in what.
    pub likened: Vec<Likened>,
    /// What is on record of the one and of the other, value by value.
    pub records: (DeathRecord, DeathRecord),
}

impl Store {
    /// Two deaths side by side.
    ///
    /// # Errors
    /// [`CaseError::NotFound`]; [`CaseError::Invalid`] for a death and itself: everything would speak for a link.
    pub async fn compare(&self, actor: &Actor, a: &str, b: &str) -> Result<Compared, CaseError> {
        if a == b {
            return Err(CaseError::Invalid("a death is not compared with itself: name two deaths".to_owned()));
        }
        let deaths = [a.to_owned(), b.to_owned()];
        let wish = Wish::new(Right::Read, Deed::Combination, format!("death {a} with death {b}")).on(&deaths);
        self.allow(actor, wish).await?.commit().await?;
        let sight = self.sight_of(actor, &deaths).await?;
        let records = (self.record(a).await?, self.record(b).await?);
        Ok(Compared {
            a: sight.member(a)?,
            b: sight.member(b)?,
            link: sight.link(a, b)?,
            likened: sight.likened(a, b)?,
            records,
        })
    }
}
