//! One death: the ranked list of what resembles it, and why.

use crate::candidates::RawLink;
use crate::curve::along_curve;
use crate::describe::Teller;
use crate::error::LinkError;
use crate::result::{Link, Member};
use crate::world::{Evidence, World};
use colligate_evidence::{Model, Narrow};
use colligate_register::{DeathId, Filter, Register};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

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
    pub(crate) world: World<'a>,
    narrow: Narrow<'a>,
}

/// Every death of a register by its index: what a [`World`] of all deaths compares.
pub fn all_deaths(register: &Register) -> Vec<u32> {
    (0..register.deaths.len() as u32).collect()
}

impl<'a> NearestIndex<'a> {
    /// Prepares a register; `all` is [`all_deaths`] of it.
    pub fn new(register: &'a Register, evidence: &'a Evidence, all: &'a [u32]) -> NearestIndex<'a> {
        let world = World::real(register, evidence, all);
        let rates = world.dates.iter().map(|date| date.1).collect();
        let order = in_runs(&world, all);
        let narrow = Narrow::new(&evidence.place, &evidence.time, &evidence.description, rates, order);
        NearestIndex { register, world, narrow }
    }

    /// The heaviest links of a death, by its index in the register, each pair of the whole register considered.
    ///
    /// Runs of deaths are taken up from the highest bound down; the pairs of the deaths in them that have hope are weighed,
    /// again from the highest bound down; until no run is left that could displace what was found.
    pub fn heaviest(&self, death: usize, top: usize, among: Option<&Filter>) -> Vec<RawLink> {
        let mut best = Best { links: Vec::with_capacity(top + 1), top };
        let mut runs = self.runs(death);
        let mut at_once = FIRST;
        while best.hopes_for(runs.peek().map(|run| run.bound)) {
            let least = best.least();
            let open = std::iter::from_fn(|| runs.pop()).take(at_once).filter(|run| run.bound >= least);
            let mut hopeful = self.hopeful(death, &open.collect::<Vec<Run>>(), least);
            at_once = (2 * at_once).min(LAST);
            hopeful.sort_unstable_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
            for &(bound, other) in &hopeful {
                if !best.hopes_for(Some(bound)) {
                    break;
                }
                let matches =
                    |filter: &Filter| filter.matches(&self.register.deaths[other as usize], &self.register.terms);
                if among.is_some_and(|filter| !matches(filter)) {
                    continue;
                }
                let factor = self.world.factor_from(death, other as usize, f64::from(best.least()));
                best.extend(factor.map(|factor| RawLink { a: death as u32, b: other, weight: factor.log10() as f32 }));
            }
        }
        best.links
    }

    /// Runs of deaths with their bounds, the most hopeful on top.
    fn runs(&self, death: usize) -> BinaryHeap<Run> {
        let run = |run: usize| Run { bound: self.narrow.run_bound(death, run), run: run as u32 };
        (0..self.narrow.runs()).map(run).collect::<Vec<Run>>().into()
    }

    /// The deaths of these runs that have hope, each with its bound.
    fn hopeful(&self, death: usize, runs: &[Run], least: f32) -> Vec<(f32, u32)> {
        let of = |share: &[Run]| {
            let mut hopeful = Vec::new();
            share.iter().for_each(|run| self.narrow.hopeful(death, run.run as usize, least, &mut hopeful));
            hopeful
        };
        match runs.len() <= SHARE {
            true => of(runs),
            false => runs.par_chunks(SHARE).map(of).collect::<Vec<_>>().concat(),
        }
    }
}

/// Deaths that are near each other in place; among them runs are cut by date.
const NEIGHBOURHOOD: usize = 4096;

/// Deaths in an order in which those of a run are near each other in place and time.
fn in_runs(world: &World, all: &[u32]) -> Vec<u32> {
    let (placed, rest): (Vec<u32>, Vec<u32>) = all.iter().partition(|&&death| world.spots[death as usize].is_known());
    let mut order = along_curve(&world.spots, placed);
    order.extend(rest);
    for deaths in order.chunks_mut(NEIGHBOURHOOD) {
        deaths.sort_unstable_by_key(|&death| (world.dates[death as usize].0, death));
    }
    order
}

/// Runs that are taken up together at first, when nothing is known of what will be found, and at last.
const FIRST: usize = 8;
const LAST: usize = 1024;
/// Runs that one thread takes: fewer are not worth the way to another.
const SHARE: usize = 64;

/// A run of deaths, by its bound.
struct Run {
    bound: f32,
    run: u32,
}

impl Ord for Run {
    fn cmp(&self, other: &Run) -> Ordering {
        self.bound.total_cmp(&other.bound).then(other.run.cmp(&self.run))
    }
}

impl PartialOrd for Run {
    fn partial_cmp(&self, other: &Run) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Run {
    fn eq(&self, other: &Run) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Run {}

/// The heaviest links met so far, heaviest first.
struct Best {
    links: Vec<RawLink>,
    top: usize,
}

impl Best {
    /// The Bayes factor from which another link is worth a look: below the last one in hand by more than its rounding, so that
    /// ties are all looked at.
    fn least(&self) -> f32 {
        match self.links.last().filter(|_| self.links.len() == self.top) {
            Some(last) => 10f32.powf(last.weight) * (1.0 - 1e-5),
            None => 0.0,
        }
    }

    /// True where a pair with this bound could be among the heaviest.
    fn hopes_for(&self, bound: Option<f32>) -> bool {
        self.top > 0 && bound.is_some_and(|bound| bound >= self.least())
    }

    fn extend(&mut self, link: Option<RawLink>) {
        let Some(link) = link else { return };
        let before = |other: &RawLink| other.weight.total_cmp(&link.weight).then(link.b.cmp(&other.b)).is_gt();
        self.links.insert(self.links.partition_point(before), link);
        self.links.truncate(self.top);
    }
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
    let register = &*register.latest();
    let evidence = Evidence::new(register, model);
    let all = all_deaths(register);
    let index = NearestIndex::new(register, &evidence, &all);
    let teller = Teller::new(register, &index.world, &[], None, f64::INFINITY);
    let heaviest = index.heaviest(death, top, among);
    let ranked = heaviest.iter().map(|link| (teller.member(link.b, &[link.b]), teller.link(link.a, link.b))).collect();
    Ok(NearestDeaths { death: teller.member(death as u32, &[death as u32]), ranked })
}
