//! Series: grown from links and weighed as a whole.

use crate::candidates::RawLink;
use crate::chance::KEPT_A_DRAW;
use crate::world::{Factors, KINDS, World};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// Largest series that is grown.
pub const LARGEST: usize = 8;

/// A set of units with its weight as one series.
#[derive(Clone, Debug, PartialEq)]
pub struct Grown {
    /// Units in ascending order.
    pub members: Vec<u32>,
    /// Weight of the whole.
    pub weight: f64,
}

/// Links of each unit in compressed rows.
pub struct Neighbours {
    starts: Vec<u32>,
    others: Vec<(u32, f32)>,
}

impl Neighbours {
    /// Links by unit, strongest first.
    pub fn new(units: usize, links: &[RawLink]) -> Neighbours {
        let mut starts = vec![0u32; units + 1];
        for link in links {
            starts[link.a as usize + 1] += 1;
            starts[link.b as usize + 1] += 1;
        }
        for unit in 0..units {
            starts[unit + 1] += starts[unit];
        }
        let mut next = starts.clone();
        let mut others = vec![(0, 0.0); 2 * links.len()];
        for link in links {
            for (from, to) in [(link.a, link.b), (link.b, link.a)] {
                others[next[from as usize] as usize] = (to, link.weight);
                next[from as usize] += 1;
            }
        }
        for unit in 0..units {
            let range = starts[unit] as usize..starts[unit + 1] as usize;
            others[range].sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        }
        Neighbours { starts, others }
    }

    /// The links of a unit, strongest first.
    pub fn of(&self, unit: u32) -> &[(u32, f32)] {
        &self.others[self.starts[unit as usize] as usize..self.starts[unit as usize + 1] as usize]
    }
}

/// Fewest units that growth must look at from each member: its strongest links.
const TRIED: usize = 12;
/// A unit is taken in only where it multiplies the Bayes factor of the series by this much, a weight of 1.5: less is what
/// chance finds at every step.
const LEAST_GAIN: f64 = 31.622_776_601_683_79;
/// Sets of one size that are weighed exactly at once.
const WEIGHED: usize = 400;
/// Links grown from at once. What one of them meets the others do not know, so the number changes the work, not the sets.
const AT_ONCE: usize = 256;

/// Grows series from every link at or above `seed`: each time the unit that adds most is taken in, as long as it adds
/// enough, up to [`LARGEST`]. Gives the sets met on the way by size (index 0 for pairs), those of one size without
/// overlap, strongest first.
pub fn grow(world: &World, links: &[RawLink], seed: f32) -> Vec<Vec<Grown>> {
    let neighbours = Neighbours::new(world.spots.len(), links);
    let mut found: Vec<Vec<Grown>> = vec![Vec::new(); LARGEST - 1];
    let mut seen: FxHashSet<Vec<u32>> = FxHashSet::default();
    let mut seeds: Vec<&RawLink> = links.iter().filter(|link| link.weight >= seed).collect();
    seeds.par_sort_unstable_by(|x, y| y.weight.total_cmp(&x.weight).then((x.a, x.b).cmp(&(y.a, y.b))));
    for seeds in seeds.chunks(AT_ONCE) {
        let grown: Vec<Vec<Grown>> = seeds.par_iter().map(|link| from_seed(world, &neighbours, link, &seen)).collect();
        for sets in grown {
            for set in sets {
                if set.members.len() > 2 && !seen.insert(set.members.clone()) {
                    break;
                }
                found[set.members.len() - 2].push(set);
            }
        }
    }
    found.into_iter().map(|sets| heaviest(world, sets)).collect()
}

/// The heaviest sets of one size that share no unit, heaviest first, weighed exactly. Sets are weighed in batches, until
/// enough are kept: one large cluster can fill a batch with sets that overlap.
fn heaviest(world: &World, mut sets: Vec<Grown>) -> Vec<Grown> {
    let by_weight = |x: &Grown, y: &Grown| y.weight.total_cmp(&x.weight).then_with(|| x.members.cmp(&y.members));
    sets.sort_by(by_weight);
    let mut taken: FxHashSet<u32> = FxHashSet::default();
    let mut kept = Vec::new();
    while kept.len() < KEPT_A_DRAW && !sets.is_empty() {
        let rest = sets.split_off(WEIGHED.min(sets.len()));
        sets.iter_mut().for_each(|set| set.weight = world.series_weight(&set.members));
        sets.sort_by(by_weight);
        let apart = without_overlap(sets.into_iter());
        taken.extend(apart.iter().flat_map(|set| &set.members));
        kept.extend(apart);
        sets = rest.into_iter().filter(|set| !set.members.iter().any(|member| taken.contains(member))).collect();
    }
    kept.sort_by(by_weight);
    kept
}

/// The sets met on the way from one link, the pair first, up to one that was met before.
fn from_seed(world: &World, neighbours: &Neighbours, link: &RawLink, seen: &FxHashSet<Vec<u32>>) -> Vec<Grown> {
    let mut growth = Growth::new(world, link);
    let mut sets = vec![growth.set()];
    while growth.members.len() < LARGEST && growth.take_best(neighbours) {
        let set = growth.set();
        if seen.contains(&set.members) {
            break;
        }
        sets.push(set);
    }
    sets
}

/// A series while it grows. Weights here take each kind of evidence as a star of pair factors; sets that are kept are
/// weighed again by [`World::series_weight`], which lets a kind of evidence do better than that.
struct Growth<'w, 'e> {
    world: &'w World<'e>,
    members: Vec<u32>,
    /// For each member as giver and each kind of evidence, the product of its factors with the others.
    stars: Vec<Factors>,
    /// Units that might be taken in, each with its factors with every member.
    candidates: Vec<(u32, Vec<Factors>)>,
    /// How many members' links are among the candidates.
    listed: usize,
    product: f64,
}

impl<'w, 'e> Growth<'w, 'e> {
    fn new(world: &'w World<'e>, link: &RawLink) -> Self {
        let factors = world.factors(link.a as usize, link.b as usize);
        let product = factors.iter().product();
        Growth {
            world,
            members: vec![link.a, link.b],
            stars: vec![factors; 2],
            candidates: Vec::new(),
            listed: 0,
            product,
        }
    }

    fn set(&self) -> Grown {
        let mut members = self.members.clone();
        members.sort_unstable();
        Grown { members, weight: self.product.log10() }
    }

    /// Takes the best unit in; false where none adds enough.
    fn take_best(&mut self, neighbours: &Neighbours) -> bool {
        self.list_candidates(neighbours);
        let mut best: Option<(f64, usize)> = None;
        for (at, (_, factors)) in self.candidates.iter().enumerate() {
            let product = self.with(factors);
            if best.is_none_or(|(most, _)| product > most) {
                best = Some((product, at));
            }
        }
        let Some((product, at)) = best.filter(|(product, _)| *product >= self.product * LEAST_GAIN) else {
            return false;
        };
        let (unit, factors) = self.candidates.swap_remove(at);
        let mut own = [1.0; KINDS];
        for (star, factors) in self.stars.iter_mut().zip(&factors) {
            for kind in 0..KINDS {
                star[kind] *= factors[kind];
                own[kind] *= factors[kind];
            }
        }
        self.stars.push(own);
        self.members.push(unit);
        self.product = product;
        for (candidate, factors) in &mut self.candidates {
            factors.push(self.world.factors(*candidate as usize, unit as usize));
        }
        true
    }

    fn list_candidates(&mut self, neighbours: &Neighbours) {
        for at in self.listed..self.members.len() {
            for &(unit, _) in neighbours.of(self.members[at]).iter().take(TRIED) {
                let known = self.members.contains(&unit) || self.candidates.iter().any(|(other, _)| *other == unit);
                if !known {
                    let factors = |&member: &u32| self.world.factors(unit as usize, member as usize);
                    self.candidates.push((unit, self.members.iter().map(factors).collect()));
                }
            }
        }
        self.listed = self.members.len();
    }

    /// Bayes factor of the series with a unit that has these factors with its members.
    fn with(&self, factors: &[Factors]) -> f64 {
        let mut product = 1.0;
        for kind in 0..KINDS {
            let (mut sum, mut own) = (0.0, 1.0);
            for (star, factors) in self.stars.iter().zip(factors) {
                sum += star[kind] * factors[kind];
                own *= factors[kind];
            }
            product *= (sum + own) / (self.stars.len() + 1) as f64;
        }
        product
    }
}

/// The strongest sets that share no unit, strongest first.
pub fn without_overlap(sets: impl Iterator<Item = Grown>) -> Vec<Grown> {
    without_overlap_by(sets, |set| &set.members)
}

/// The items that share no unit with one before them.
pub fn without_overlap_by<T>(items: impl Iterator<Item = T>, members: impl Fn(&T) -> &Vec<u32>) -> Vec<T> {
    let mut taken: FxHashSet<u32> = FxHashSet::default();
    let mut kept = Vec::new();
    for item in items {
        if members(&item).iter().any(|member| taken.contains(member)) {
            continue;
        }
        taken.extend(members(&item));
        kept.push(item);
    }
    kept
}

#[cfg(test)]
mod tests;
