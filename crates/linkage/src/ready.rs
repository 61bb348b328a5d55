//! A register that is kept ready to be asked: what resembles this death, what do these two have in common.

use crate::chance::Null;
use crate::describe::Teller;
use crate::error::LinkError;
use crate::likeness::Likened;
use crate::link::{self, LinkOptions, Linked, link_counted};
use crate::nearest::{NearestDeaths, NearestIndex, all_deaths};
use crate::overview::Overview;
use crate::result::{Link, Member, RegisterSummary, Series};
use crate::world::Evidence;
use colligate_evidence::Model;
use colligate_register::{DeathId, Filter, Progress, Register};
use rustc_hash::FxHashMap;
use self_cell::self_cell;
use std::sync::Arc;

/// A register with its backgrounds.
struct Counted {
    model: Model,
    register: Register,
    evidence: Evidence,
    all: Vec<u32>,
    overview: Arc<Overview>,
}

impl Counted {
    fn teller<'a>(&'a self, index: &'a NearestIndex<'a>) -> Teller<'a> {
        Teller::of_pairs(&self.register, &index.world, self.overview.clone())
    }
}

self_cell!(
    struct Cell {
        owner: Counted,
        #[not_covariant]
        dependent: NearestIndex,
    }
);

/// A register with its backgrounds counted and its deaths laid out, for questions that come one by one.
///
/// ```
/// use colligate_evidence::Model;
/// use colligate_linkage::ReadyRegister;
/// use colligate_register::simulate::{County, county};
/// let register = county(&County { deaths: 300, ..County::default() }, 1);
/// let ready = ReadyRegister::new(&register, &Model::default());
/// let first = register.deaths[0].id.clone();
/// let nearest = ready.nearest(&first, 3, None)?;
/// assert_eq!(nearest.ranked.len(), 3);
/// let link = ready.compare(&first, &nearest.ranked[0].0.id)?;
/// assert_eq!(link.weight, nearest.ranked[0].1.weight);
/// # Ok::<(), colligate_linkage::LinkError>(())
/// ```
pub struct ReadyRegister {
    cell: Cell,
    numbers: FxHashMap<DeathId, u32>,
}

impl ReadyRegister {
    /// Counts the backgrounds of a register, every statement in force.
    pub fn new(register: &Register, model: &Model) -> ReadyRegister {
        let register = register.latest().into_owned();
        let evidence = Evidence::new(&register, model);
        let all = all_deaths(&register);
        let overview = Arc::new(Overview::new(&register));
        let numbers = register.deaths.iter().zip(0..).map(|(death, number)| (death.id.clone(), number)).collect();
        let cell = Cell::new(Counted { model: model.clone(), register, evidence, all, overview }, |counted| {
            NearestIndex::new(&counted.register, &counted.evidence, &counted.all)
        });
        ReadyRegister { cell, numbers }
    }

    /// The register.
    pub fn register(&self) -> &Register {
        &self.cell.borrow_owner().register
    }

    /// The deaths that resemble this one most, heaviest first; of those that match the filter, where there is one.
    ///
    /// # Errors
    /// [`LinkError::NoSuchDeath`].
    pub fn nearest(&self, id: &DeathId, top: usize, among: Option<&Filter>) -> Result<NearestDeaths, LinkError> {
        let death = self.number(id)?;
        Ok(self.cell.with_dependent(|counted, index| {
            let teller = counted.teller(index);
            let heaviest = index.heaviest(death as usize, top, among);
            let told = heaviest.iter().map(|link| (teller.member(link.b, &[link.b]), teller.link(link.a, link.b)));
            NearestDeaths { death: teller.member(death, &[death]), ranked: told.collect() }
        }))
    }

    /// Two deaths and what links them.
    ///
    /// # Errors
    /// [`LinkError::NoSuchDeath`].
    pub fn compare(&self, a: &DeathId, b: &DeathId) -> Result<Link, LinkError> {
        let (a, b) = (self.number(a)?, self.number(b)?);
        Ok(self.cell.with_dependent(|counted, index| counted.teller(index).link(a, b)))
    }

    /// Two deaths, kind of evidence by kind of evidence: whether they are alike, and in what.
    ///
    /// # Errors
    /// [`LinkError::NoSuchDeath`].
    pub fn likened(&self, a: &DeathId, b: &DeathId) -> Result<Vec<Likened>, LinkError> {
        let (a, b) = (self.number(a)?, self.number(b)?);
        Ok(self.cell.with_dependent(|counted, index| counted.teller(index).likened(a, b)))
    }

    /// A death as a series shows it.
    ///
    /// # Errors
    /// [`LinkError::NoSuchDeath`].
    pub fn member(&self, id: &DeathId) -> Result<Member, LinkError> {
        let death = self.number(id)?;
        Ok(self.cell.with_dependent(|counted, index| counted.teller(index).member(death, &[death])))
    }

    /// Links the register, as [`link_with_null`](crate::link_with_null) does, without counting its backgrounds anew. `history` is the
    /// register that this one was made of, its later statements apart.
    ///
    /// # Errors
    /// [`LinkError::TooFew`] for fewer than two deaths, [`LinkError::Cancelled`] when `progress` asks to stop.
    pub fn link(
        &self,
        history: &Register,
        summary: RegisterSummary,
        options: &LinkOptions,
        null: Option<Null>,
        progress: &dyn Progress,
    ) -> Result<(Linked, Option<Null>), LinkError> {
        let Counted { model, register, evidence, .. } = self.cell.borrow_owner();
        let counted = link::Counted { history, latest: register, evidence };
        link_counted(&counted, summary, model, options, null, progress)
    }

    /// A series that was found in a larger register of which this one is a part, as this one tells of it. How unlikely it is, what would
    /// break it and when it could be seen stay as they were found.
    ///
    /// # Errors
    /// [`LinkError::NoSuchDeath`] for a member that is not in this part.
    pub fn retell(&self, found: &Series) -> Result<Series, LinkError> {
        let units =
            found.members.iter().map(|member| self.number(&member.id)).collect::<Result<Vec<u32>, LinkError>>()?;
        let fellows = found.members.iter().flat_map(|member| &member.incident);
        let fellows = fellows.map(|id| self.number(id)).collect::<Result<Vec<u32>, LinkError>>()?;
        self.cell.with_dependent(|counted, index| counted.teller(index).retold(found, &units, &fellows))
    }

    fn number(&self, id: &DeathId) -> Result<u32, LinkError> {
        self.numbers.get(id).copied().ok_or_else(|| LinkError::NoSuchDeath { id: id.clone(), near: None })
    }
}
