//! The baseline: series by average linkage. A set grows by the unit with the greatest mean weight to its members, and
//! weighs the mean of its pairs; chance is told from the same null registers by the same counts.

use colligate_linkage::candidates::RawLink;
use colligate_linkage::series::{Grown, LARGEST, Neighbours, without_overlap};
use colligate_linkage::world::World;

/// Sets of one size that are kept, at most.
const KEPT: usize = 400;

/// Sets by size (index 0 for pairs), those of one size without overlap, heaviest first.
pub fn average(world: &World, links: &[RawLink]) -> Vec<Vec<Grown>> {
    let apart: Vec<RawLink> = links.iter().copied().filter(|link| !world.one_event(link.a, link.b)).collect();
    let neighbours = Neighbours::new(world.spots.len(), &apart);
    let mut found: Vec<Vec<Grown>> = vec![Vec::new(); LARGEST - 1];
    for link in &apart {
        let mut members = vec![link.a, link.b];
        let mut sum = f64::from(link.weight);
        keep(&mut found, &members, sum);
        while members.len() < LARGEST {
            let weights = |unit: u32| -> f64 {
                members.iter().map(|&member| world.factor(unit as usize, member as usize).log10()).sum()
            };
            let near = members.iter().flat_map(|&member| neighbours.of(member).iter().take(12).map(|(unit, _)| *unit));
            let open = near.filter(|unit| !members.contains(unit)).map(|unit| (weights(unit), unit));
            let best = open.max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)));
            let Some((gain, unit)) = best.filter(|(gain, _)| *gain > 0.0) else { break };
            members.push(unit);
            sum += gain;
            keep(&mut found, &members, sum);
        }
    }
    for sets in &mut found {
        sets.sort_by(|x, y| y.weight.total_cmp(&x.weight).then_with(|| x.members.cmp(&y.members)));
        sets.truncate(KEPT);
        *sets = without_overlap(std::mem::take(sets).into_iter());
    }
    found
}

fn keep(found: &mut [Vec<Grown>], members: &[u32], sum: f64) {
    let mut members = members.to_vec();
    members.sort_unstable();
    let pairs = (members.len() * (members.len() - 1) / 2) as f64;
    found[members.len() - 2].push(Grown { members, weight: sum / pairs });
}
