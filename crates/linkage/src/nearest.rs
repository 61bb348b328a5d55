//! One death: the ranked list of what resembles it, and why.

use crate::candidates::RawLink;
use crate::describe::Teller;
use crate::error::LinkError;
use crate::result::{Link, Member};
use crate::world::{Evidence, World};
use colligate_evidence::Model;
use colligate_register::{DeathId, Filter, Register};
use rayon::prelude::*;

/// A death and the deaths that resemble it most.
#[derive(Clone, Debug)]
pub struct NearestDeaths {
    /// The death.
    pub death: Member,
    /// Others with their links to it, heaviest first.
    pub ranked: Vec<(Member, Link)>,
}

/// A register ready to be asked for nearest deaths.
pub struct NearestIndex<'a> {
    register: &'a Register,
    evidence: &'a Evidence,
    world: World<'a>,
}

/// Every death of a register by its index: what a [`World`] of all deaths compares.
pub fn all_deaths(register: &Register) -> Vec<u32> {
    (0..register.deaths.len() as u32).collect()
}

impl<'a> NearestIndex<'a> {
    /// Prepares a register; `all` is [`all_deaths`] of it.
    pub fn new(register: &'a Register, evidence: &'a Evidence, all: &'a [u32]) -> NearestIndex<'a> {
        NearestIndex { register, evidence, world: World::real(register, evidence, all) }
    }

    /// The heaviest links of a death, by its index in the register, each pair of the whole register considered.
    pub fn heaviest(&self, death: usize, top: usize, among: Option<&Filter>) -> Vec<RawLink> {
        let description = &self.evidence.description;
        let bound = description.bound(death);
        let matches = |other: usize| {
            among.is_none_or(|filter| filter.matches(&self.register.deaths[other], &self.register.terms))
        };
        let block = |from: usize| -> Vec<RawLink> {
            let mut best: Vec<RawLink> = Vec::with_capacity(top + 1);
            for other in from..(from + BLOCK).min(self.register.deaths.len()) {
                if other == death {
                    continue;
                }
                let least = if best.len() < top { 0.0 } else { 10f64.powf(f64::from(best[top - 1].weight)) };
                let place_time = self.world.place_time(death, other);
                let most = f64::from(bound.min(description.bound(other)));
                if place_time * most <= least {
                    continue;
                }
                let plain = description.plain_factor(death, other);
                let rich = f64::from(description.rich_bound(death).min(description.rich_bound(other)));
                if place_time * plain * rich <= least || !matches(other) {
                    continue;
                }
                let weight = (place_time * plain * description.rich_factor(death, other)).log10() as f32;
                let at = best.partition_point(|link| link.weight >= weight);
                best.insert(at, RawLink { a: death as u32, b: other as u32, weight });
                best.truncate(top);
            }
            best
        };
        let blocks = self.register.deaths.len().div_ceil(BLOCK);
        let mut best: Vec<RawLink> = (0..blocks).into_par_iter().flat_map_iter(|at| block(at * BLOCK)).collect();
        best.sort_unstable_by(|x, y| y.weight.total_cmp(&x.weight).then(x.b.cmp(&y.b)));
        best.truncate(top);
        best
    }
}

/// Deaths looked through by one task.
const BLOCK: usize = 65_536;

/// The deaths that resemble this one most.
///
/// # Errors
/// [`LinkError::NoSuchDeath`] where the register has no death of this case number.
pub fn nearest(
    register: &Register,
    model: &Model,
    id: &DeathId,
    top: usize,
    among: Option<&Filter>,
) -> Result<NearestDeaths, LinkError> {
    let Some(death) = register.deaths.iter().position(|death| death.id == *id) else {
        let alike = |other: &DeathId| strsim::jaro_winkler(other.as_str(), id.as_str());
        let ids = register.deaths.iter().map(|death| &death.id);
        let near = ids.max_by(|x, y| alike(x).total_cmp(&alike(y)).then_with(|| y.cmp(x))).cloned();
        return Err(LinkError::NoSuchDeath { id: id.clone(), near });
    };
    let register = &register.latest();
    let evidence = Evidence::new(register, model);
    let all = all_deaths(register);
    let index = NearestIndex::new(register, &evidence, &all);
    let teller = Teller::new(register, &index.world, &[], None);
    let heaviest = index.heaviest(death, top, among);
    let ranked = heaviest.iter().map(|link| (teller.member(link.b, &[link.b]), teller.link(link.a, link.b))).collect();
    Ok(NearestDeaths { death: teller.member(death as u32, &[death as u32]), ranked })
}
