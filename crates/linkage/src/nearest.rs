//! One death: the ranked list of what resembles it, and why.

use crate::candidates::RawLink;
use crate::describe::Teller;
use crate::error::LinkError;
use crate::result::{Link, Member};
use crate::world::{Evidence, World};
use colligate_evidence::{Columns, Model, RUN};
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
    world: World<'a>,
    columns: Columns<'a>,
}

/// Every death of a register by its index: what a [`World`] of all deaths compares.
pub fn all_deaths(register: &Register) -> Vec<u32> {
    (0..register.deaths.len() as u32).collect()
}

impl<'a> NearestIndex<'a> {
    /// Prepares a register; `all` is [`all_deaths`] of it.
    pub fn new(register: &'a Register, evidence: &'a Evidence, all: &'a [u32]) -> NearestIndex<'a> {
        let world = World::real(register, evidence, all);
        let spots: Vec<_> = world.spots.iter().collect();
        let columns =
            Columns::new(&evidence.place, &evidence.time, &evidence.description, &spots, &world.dates, world.deaths);
        NearestIndex { register, world, columns }
    }

    /// The heaviest links of a death, by its index in the register, each pair of the whole register considered.
    ///
    /// First a bound on every pair; then the pairs are weighed from the highest bound down, until no bound left could
    /// displace what was found.
    pub fn heaviest(&self, death: usize, top: usize, among: Option<&Filter>) -> Vec<RawLink> {
        let matches = |other: usize| {
            among.is_none_or(|filter| filter.matches(&self.register.deaths[other], &self.register.terms))
        };
        let mut bounds = vec![0f32; self.register.deaths.len()];
        bounds.par_chunks_mut(RUN).enumerate().for_each(|(at, out)| {
            let (from, mut run) = (at * RUN, [0f32; RUN]);
            self.columns.bounds(death, from..from + out.len(), f32::INFINITY, 0.0, &mut run);
            out.copy_from_slice(&run[..out.len()]);
        });
        bounds[death] = 0.0;
        let mut best: Vec<RawLink> = Vec::with_capacity(top + 1);
        let mut least = 0f32;
        let cut = cutoff(&bounds, FIRST.max(4 * top));
        // Those with the highest bounds first: after them few others have hope.
        for open in [cut..=f32::INFINITY, 0.0..=cut] {
            let hopeful = |(_, bound): &(usize, &f32)| **bound > least && open.contains(*bound);
            let mut others: Vec<(usize, f32)> =
                bounds.iter().enumerate().filter(hopeful).map(|(other, bound)| (other, *bound)).collect();
            others.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
            for (other, bound) in others.into_iter().filter(|(other, _)| matches(*other)) {
                if bound <= least {
                    break;
                }
                let link = RawLink {
                    a: death as u32,
                    b: other as u32,
                    weight: self.world.factor(death, other).log10() as f32,
                };
                let after = |other: &RawLink| other.weight.total_cmp(&link.weight).then(link.b.cmp(&other.b)).is_gt();
                best.insert(best.partition_point(after), link);
                best.truncate(top);
                if best.len() == top {
                    // Below the weight in hand by more than its rounding, so that ties are all looked at.
                    least = 10f32.powf(best[top - 1].weight) * (1.0 - 1e-5);
                }
            }
            bounds.iter_mut().for_each(|bound| {
                if *bound >= cut {
                    *bound = 0.0;
                }
            });
        }
        best
    }
}

/// Pairs weighed before the rest is sifted.
const FIRST: usize = 256;

/// A bound that at least this many reach where there are as many, and not many more: the edge of a bucket of the leading
/// bits of a number above 0, which are in its order.
fn cutoff(bounds: &[f32], many: usize) -> f32 {
    const SHIFT: u32 = 19;
    let mut counts = vec![0usize; 1 << (31 - SHIFT)];
    bounds.iter().for_each(|bound| counts[(bound.to_bits() >> SHIFT) as usize & 0xFFF] += 1);
    let mut reached = 0;
    let edge = counts.iter().enumerate().rev().find(|(_, count)| {
        reached += **count;
        reached >= many
    });
    edge.map_or(0.0, |(bucket, _)| f32::from_bits((bucket as u32) << SHIFT))
}

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
