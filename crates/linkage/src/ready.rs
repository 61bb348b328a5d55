//! A register that is kept ready to be asked: what resembles this death, what do these two have in common.

use crate::describe::Teller;
use crate::error::LinkError;
use crate::nearest::{NearestDeaths, NearestIndex, all_deaths};
use crate::overview::Overview;
use crate::result::{Link, Member};
use crate::world::Evidence;
use colligate_evidence::Model;
use colligate_register::{DeathId, Filter, Register};
use rustc_hash::FxHashMap;
use self_cell::self_cell;
use std::sync::Arc;

/// A register with its backgrounds.
struct Counted {
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
        let register = register.latest();
        let evidence = Evidence::new(&register, model);
        let all = all_deaths(&register);
        let overview = Arc::new(Overview::new(&register));
        let numbers = register.deaths.iter().zip(0..).map(|(death, number)| (death.id.clone(), number)).collect();
        let cell = Cell::new(Counted { register, evidence, all, overview }, |counted| {
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

    /// A death as a series shows it.
    ///
    /// # Errors
    /// [`LinkError::NoSuchDeath`].
    pub fn member(&self, id: &DeathId) -> Result<Member, LinkError> {
        let death = self.number(id)?;
        Ok(self.cell.with_dependent(|counted, index| counted.teller(index).member(death, &[death])))
    }

    fn number(&self, id: &DeathId) -> Result<u32, LinkError> {
        self.numbers.get(id).copied().ok_or_else(|| LinkError::NoSuchDeath { id: id.clone(), near: None })
    }
}
