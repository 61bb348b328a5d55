//! What someone may see at one moment: the register in memory, the deaths in it that are closed to them, and the others, which they
//! compare with each other. A page takes one and answers everything from it.

use crate::actor::{Actor, Right};
use crate::deaths::completeness;
use crate::error::CaseError;
use crate::known::Known;
use crate::pool::{Closed, Pool};
use crate::store::Store;
use crate::threads::apart;
use colligate_linkage::result::{Link, Member, Series};
use colligate_linkage::{Likened, NearestDeaths};
use colligate_register::{Death, DeathId, Field, Register, Terms, field_text};
use std::sync::Arc;

/// What someone may see at one moment. Consultation is entered by what is shown of it: [`Store::death`], [`Store::compare`],
/// [`Store::consult`].
#[derive(Clone)]
pub struct Sight {
    known: Arc<Known>,
    closed: Closed,
    pool: Arc<Pool>,
}

impl Store {
    /// What the actor may see now.
    ///
    /// # Errors
    /// [`CaseError::Database`], [`CaseError::Damaged`].
    pub async fn sight(&self, actor: &Actor) -> Result<Sight, CaseError> {
        self.sight_of(actor, &[]).await
    }

    /// The same, with these deaths in it though they came a moment ago.
    ///
    /// # Errors
    /// As [`Store::sight`].
    pub async fn sight_of(&self, actor: &Actor, deaths: &[String]) -> Result<Sight, CaseError> {
        actor.must(Right::Read)?;
        let closed = Arc::new(self.closed_to(actor).await?);
        let known = self.known(actor).await?;
        let has_all = deaths.iter().all(|death| known.death(death).is_some());
        let known = if has_all { known } else { self.known_now(actor).await? };
        look(known, closed).await
    }

    /// The same, as everything is on record now.
    ///
    /// # Errors
    /// As [`Store::sight`].
    pub async fn sight_now(&self, actor: &Actor) -> Result<Sight, CaseError> {
        let closed = Arc::new(self.closed_to(actor).await?);
        look(self.known_now(actor).await?, closed).await
    }
}

async fn look(known: Arc<Known>, closed: Closed) -> Result<Sight, CaseError> {
    let pool = match known.pool_at_hand(&closed) {
        Some(pool) => pool,
        None => {
            let (known, closed) = (known.clone(), closed.clone());
            let made = tokio::task::spawn_blocking(move || apart(|| known.pool(&closed)));
            made.await?
        }
    };
    Ok(Sight { known, closed, pool })
}

impl Sight {
    /// True where the death is there and open.
    pub fn has(&self, death: &str) -> bool {
        self.known.death(death).is_some() && self.is_open(death)
    }

    /// True where the death is not closed to who asks.
    pub(crate) fn is_open(&self, death: &str) -> bool {
        !self.closed.contains(death)
    }

    pub(crate) fn known(&self) -> &Arc<Known> {
        &self.known
    }

    /// The register with every statement in force: all of it, which is for the case file to filter.
    pub(crate) fn register(&self) -> &Register {
        self.known.ready().register()
    }

    /// The deaths that are open, every statement in force.
    pub fn open_register(&self) -> Register {
        let register = self.register();
        let open = register.deaths.iter().filter(|death| self.is_open(death.id.as_str()));
        Register { deaths: open.cloned().collect(), terms: register.terms.clone(), statements: Vec::new() }
    }

    fn death(&self, id: &str) -> Result<&Death, CaseError> {
        let missing = || CaseError::NotFound { what: "death", id: id.to_owned() };
        self.known.death(id).filter(|_| self.is_open(id)).ok_or_else(missing)
    }

    /// The deaths that resemble this one most, of those that are open. It takes a while: milliseconds at 100,000 deaths.
    ///
    /// # Errors
    /// [`CaseError::NotFound`].
    pub fn nearest(&self, death: &str, top: usize) -> Result<Arc<NearestDeaths>, CaseError> {
        self.death(death)?;
        Ok(self.pool.nearest(death, top)?)
    }

    /// A death in short, as a series shows it.
    ///
    /// # Errors
    /// [`CaseError::NotFound`].
    pub fn member(&self, death: &str) -> Result<Member, CaseError> {
        Ok(self.pool.ready().member(&self.death(death)?.id)?)
    }

    /// What links two deaths.
    ///
    /// # Errors
    /// [`CaseError::NotFound`].
    pub fn link(&self, a: &str, b: &str) -> Result<Link, CaseError> {
        let (a, b): (&DeathId, &DeathId) = (&self.death(a)?.id, &self.death(b)?.id);
        Ok(self.pool.ready().compare(a, b)?)
    }

    /// Two deaths, kind of evidence by kind of evidence: whether they are alike, and in what.
    ///
    /// # Errors
    /// [`CaseError::NotFound`].
    pub fn likened(&self, a: &str, b: &str) -> Result<Vec<Likened>, CaseError> {
        let (a, b): (&DeathId, &DeathId) = (&self.death(a)?.id, &self.death(b)?.id);
        Ok(self.pool.ready().likened(a, b)?)
    }

    /// A series as it is told of the deaths that are open: those that are not are in none of its counts. How unlikely it is stays as it
    /// was found.
    pub(crate) fn told(&self, series: &Series) -> Result<Series, CaseError> {
        match std::ptr::eq(self.pool.ready(), self.known.ready()) {
            true => Ok(series.clone()),
            false => Ok(self.pool.retell(series)?),
        }
    }

    /// True where a field that completeness asks for is filled.
    ///
    /// # Errors
    /// [`CaseError::NotFound`].
    pub fn completeness(&self, death: &str) -> Result<(usize, usize, Vec<&'static str>), CaseError> {
        let death = self.death(death)?;
        Ok(completeness(|field| has(death, &self.register().terms, field)))
    }
}

/// True where the field is on record.
fn has(death: &Death, terms: &Terms, field: Field) -> bool {
    match field {
        // Looked for and not found is something known.
        Field::Substances => death.substances.is_some(),
        other => !field_text(death, terms, other).is_empty(),
    }
}
