//! The pairs of deaths that can be links, kept from day to day.
//!
//! A pair is scored on the day on which one of its deaths became known or changed, and kept where its weight comes near
//! the floor. On later days it is weighed anew with the backgrounds of the day, where it is looked at. A pair far below
//! the floor is not seen again until one of its deaths changes or until all pairs are scored anew, which happens as the
//! register grows: so what can be missed, for a while, is a pair that backgrounds alone lift by more than [`Pace::margin`].

use super::days::Snapshot;
use super::search::View;
use crate::candidates::{RawLink, Reach, links};
use crate::world::World;
use colligate_evidence::days_within;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// How often all pairs are scored anew, and how far below the floor a pair is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// All pairs are scored anew after this many days,
    pub days: i32,
    /// or when there are this many times as many deaths.
    pub growth: f64,
    /// Weight below the floor from which a pair is kept.
    pub margin: f64,
}

/// All pairs are scored anew after a month or when there are a tenth more deaths: in that time a background that halves
/// is a rarity, and halving is what the margin allows for.
pub(super) const EVERY_PAIR: Pace = Pace { days: 30, growth: 1.1, margin: 0.3 };

/// A pair of deaths by their indices in the whole register, the smaller first.
pub(super) type Pair = (u32, u32);

/// The pairs that can be links.
pub(super) struct Pairs {
    pace: Pace,
    kept: Vec<Pair>,
    /// Deaths that were units of their own at the last look.
    units: Vec<bool>,
    /// Day and number of deaths when all pairs were last scored.
    scored: Option<(i32, usize)>,
}

impl Pairs {
    pub fn new(deaths: usize, pace: Pace) -> Pairs {
        Pairs { pace, kept: Vec::new(), units: vec![false; deaths], scored: None }
    }

    /// True where all pairs are to be scored on the next day, which is then taken as done.
    pub fn all_due(&mut self, snapshot: &Snapshot) -> bool {
        let (day, known) = (snapshot.day.0, snapshot.deaths.len());
        let due = self.scored.is_none_or(|(then, before)| {
            day - then >= self.pace.days || known as f64 >= before as f64 * self.pace.growth
        });
        if due {
            self.scored = Some((day, known));
        }
        due
    }

    /// Units of the next day that are new, changed, or no longer part of an incident.
    pub fn fresh(&mut self, view: &View) -> Vec<u32> {
        let changed = changed(&view.snapshot);
        let mut units = vec![false; self.units.len()];
        let mut fresh = Vec::new();
        for unit in 0..view.units.len() as u32 {
            let death = view.death(unit);
            units[death as usize] = true;
            if changed.contains(&death) || !self.units[death as usize] {
                fresh.push(unit);
            }
        }
        self.units = units;
        fresh
    }

    /// Takes in what was scored on the next day, all pairs or those with a fresh unit, and gives the pairs of that day.
    pub fn renew(&mut self, view: &View, all: bool, fresh: &[u32], scored: Vec<Pair>) -> &[Pair] {
        if all {
            self.kept = scored;
        } else {
            let mut again = changed(&view.snapshot);
            again.extend(fresh.iter().map(|&unit| view.death(unit)));
            self.kept.retain(|(a, b)| !again.contains(a) && !again.contains(b));
            self.kept.extend(scored);
        }
        &self.kept
    }

    pub fn pace(&self) -> Pace {
        self.pace
    }
}

/// The pairs of a day that come near the floor: all, or those with one of these units.
pub(super) fn score(view: &View, with: Option<&[u32]>, reach: &Reach, margin: f64) -> Vec<Pair> {
    let reach = Reach { floor: reach.floor - margin, ..*reach };
    let world = view.world();
    let found = match with {
        None => links(&world, &reach).0,
        Some(units) => links_with(&world, units, &reach),
    };
    found.iter().map(|link| (view.death(link.a), view.death(link.b))).collect()
}

fn changed(snapshot: &Snapshot) -> FxHashSet<u32> {
    snapshot.changes.iter().map(|change| change.death as u32).collect()
}

/// The links among these pairs with the backgrounds of the day, in the order of the units.
pub(super) fn weigh(view: &View, world: &World, pairs: &[Pair], reach: &Reach) -> Vec<RawLink> {
    let link = |&(a, b): &Pair| {
        let (a, b) = (view.unit(a)?, view.unit(b)?);
        let (a, b) = (a.min(b), a.max(b));
        weight(world, a, b, reach).map(|weight| RawLink { a, b, weight })
    };
    let mut found: Vec<RawLink> = pairs.par_iter().filter_map(link).collect();
    found.sort_unstable_by_key(|link| (link.a, link.b));
    found
}

/// The weight of two units if it reaches the floor, as the search weighs it.
fn weight(world: &World, a: u32, b: u32, reach: &Reach) -> Option<f32> {
    let factor = world.factor_from(a as usize, b as usize, 10f64.powf(reach.floor))?;
    Some(factor.log10() as f32)
}

/// Steps along pairs that say what is around a unit.
const STEPS: usize = 3;

/// The pairs around these units: those that a few steps along pairs lead to. A series with one of them is grown from
/// nothing else, unless it is a longer chain, which gains little as a series.
pub(super) fn around(view: &View, pairs: &[Pair], core: &[u32]) -> Vec<Pair> {
    let mut near = vec![false; view.all()];
    core.iter().for_each(|&unit| near[view.death(unit) as usize] = true);
    for _ in 1..STEPS {
        let reached: Vec<u32> = pairs
            .iter()
            .filter(|&&(a, b)| near[a as usize] != near[b as usize])
            .map(|&(a, b)| if near[a as usize] { b } else { a })
            .collect();
        reached.into_iter().for_each(|death| near[death as usize] = true);
    }
    pairs.iter().filter(|&&(a, b)| near[a as usize] || near[b as usize]).copied().collect()
}

/// Kilometres in a degree of latitude, a little less, so that no unit within reach is passed over.
const KM_A_DEGREE: f64 = 111.0;

/// All links with one of these units.
fn links_with(world: &World, units: &[u32], reach: &Reach) -> Vec<RawLink> {
    let mut by_latitude: Vec<(f64, u32)> = (0..world.spots.len() as u32)
        .filter(|&unit| world.spots[unit as usize].is_known())
        .map(|unit| (world.spots[unit as usize].lat, unit))
        .collect();
    by_latitude.sort_unstable_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
    let mut own = vec![false; world.spots.len()];
    units.iter().for_each(|&unit| own[unit as usize] = true);
    let (side, max2) = (reach.max_km / KM_A_DEGREE, reach.max_km * reach.max_km);
    let mut found = Vec::new();
    for &unit in units {
        let (spot, day) = (&world.spots[unit as usize], world.dates[unit as usize].0);
        let Some((earliest, latest)) = days_within(day, reach.max_days).filter(|_| spot.is_known()) else { continue };
        let from = by_latitude.partition_point(|(lat, _)| *lat < spot.lat - side);
        for &(_, other) in by_latitude[from..].iter().take_while(|(lat, _)| *lat <= spot.lat + side) {
            let once = other != unit && !(own[other as usize] && other < unit);
            let soon = (earliest..=latest).contains(&world.dates[other as usize].0);
            if once && soon && spot.distance2(&world.spots[other as usize]) <= max2 {
                let (a, b) = (unit.min(other), unit.max(other));
                found.extend(weight(world, a, b, reach).map(|weight| RawLink { a, b, weight }));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::all_deaths;
    use crate::world::Evidence;
    use colligate_evidence::Model;
    use colligate_register::simulate::{County, county};

    #[test]
    fn links_with_some_units_are_those_of_the_whole_search_that_have_one() {
        let register = county(&County { deaths: 2_000, ..County::default() }, 8);
        let evidence = Evidence::new(&register, &Model::default());
        let all = all_deaths(&register);
        let world = World::real(&register, &evidence, &all);
        let reach = Reach { max_km: 3.0, max_days: 700, floor: 1.0 };
        let some: Vec<u32> = (0..2_000).filter(|unit| unit % 7 == 0).collect();
        let mut with: Vec<_> = links_with(&world, &some, &reach);
        with.sort_unstable_by_key(|link| (link.a, link.b));
        let mut whole = links(&world, &reach).0;
        whole.retain(|link| link.a % 7 == 0 || link.b % 7 == 0);
        assert!(whole.len() > 100, "{}", whole.len());
        assert_eq!(with, whole);
    }
}
