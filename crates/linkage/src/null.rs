//! Null registers: the register with its fine structure shuffled away.

use crate::curve::along_curve;
use crate::world::World;
use colligate_register::{Kind, Register};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

/// The version of the rules by which null registers are drawn and series are found, weighed and kept in them. It is kept with what
/// null registers say ([`Null::is_current`](crate::chance::Null::is_current)): a register is never judged by those of other rules.
///
/// Raise it with every change after which the same register and seed give other null series. A test over a fixed register fails
/// where they do and the version is the same.
pub const RULES: u32 = 2;

/// Units that exchange places with each other: a neighbourhood of this many deaths of one kind of death and place.
const NEIGHBOURHOOD: usize = 64;
/// Units that exchange dates lie within a season of this many days.
const SEASON_DAYS: i32 = 90;
/// Smallest group within which exchanging means anything.
const SMALLEST: usize = 32;

/// What may be exchanged with what, worked out once for all draws.
pub struct Exchange {
    /// Units with a place, by stratum, along a space-filling curve.
    places: Vec<Vec<u32>>,
    /// Units with a date, by kind, in order of date.
    dates: Vec<Vec<u32>>,
}

impl Exchange {
    /// Groups the units of a register.
    pub fn new(register: &Register, world: &World) -> Exchange {
        let death = |unit: u32| &register.deaths[world.deaths[unit as usize] as usize];
        let mut strata: std::collections::BTreeMap<(Kind, bool, u32), Vec<u32>> = Default::default();
        for unit in 0..world.spots.len() as u32 {
            if world.spots[unit as usize].is_known() {
                let place_kind = death(unit).place_kind.map_or(u32::MAX, |term| term.0);
                let institution = world.spots[unit as usize].is_institution();
                strata.entry((death(unit).kind, institution, place_kind)).or_default().push(unit);
            }
        }
        let places = pool(strata);
        let places = places.into_iter().map(|units| along_curve(&world.spots, units)).collect();
        let mut dates = vec![Vec::new(); Kind::ALL.len()];
        for unit in 0..world.dates.len() as u32 {
            if world.dates[unit as usize].1 > 0.0 {
                dates[death(unit).kind as usize].push(unit);
            }
        }
        dates.iter_mut().for_each(|units| units.sort_unstable_by_key(|&unit| (world.dates[unit as usize].0, unit)));
        Exchange { places, dates }
    }

    /// One null register: draw number `draw` of this seed.
    pub fn draw<'a>(&self, world: &World<'a>, seed: u64, draw: u64) -> World<'a> {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(draw);
        let mut null = world.clone();
        for units in &self.places {
            let mut at = random.random_range(0..NEIGHBOURHOOD.min(units.len()));
            exchange(&mut random, &units[..at], |from, to| null.spots[to as usize] = world.spots[from as usize]);
            while at < units.len() {
                let to = (at + NEIGHBOURHOOD).min(units.len());
                exchange(&mut random, &units[at..to], |from, to| null.spots[to as usize] = world.spots[from as usize]);
                at = to;
            }
        }
        for units in &self.dates {
            let Some(&first) = units.first() else { continue };
            let mut end = world.dates[first as usize].0 + random.random_range(1..=SEASON_DAYS);
            let mut from = 0;
            while from < units.len() {
                let to = from + units[from..].partition_point(|&unit| world.dates[unit as usize].0 < end);
                exchange(&mut random, &units[from..to], |from, to| {
                    null.dates[to as usize] = world.dates[from as usize]
                });
                from = to;
                end += SEASON_DAYS;
            }
        }
        null
    }
}

/// Strata large enough to exchange within; the small ones of one kind of death are pooled, then those of all kinds.
fn pool(strata: std::collections::BTreeMap<(Kind, bool, u32), Vec<u32>>) -> Vec<Vec<u32>> {
    let mut large = Vec::new();
    let mut by_kind: std::collections::BTreeMap<(Kind, bool), Vec<u32>> = Default::default();
    for ((kind, institution, _), units) in strata {
        match units.len() >= SMALLEST {
            true => large.push(units),
            false => by_kind.entry((kind, institution)).or_default().extend(units),
        }
    }
    let mut rest = [Vec::new(), Vec::new()];
    for ((_, institution), units) in by_kind {
        match units.len() >= SMALLEST {
            true => large.push(units),
            false => rest[usize::from(institution)].extend(units),
        }
    }
    large.extend(rest);
    large.retain(|units| !units.is_empty());
    large
}

/// Gives each unit the value of another of the same group (Fisher and Yates 1938).
fn exchange(random: &mut ChaCha8Rng, units: &[u32], mut give: impl FnMut(u32, u32)) {
    let mut order: Vec<u32> = units.to_vec();
    for last in (1..order.len()).rev() {
        order.swap(last, random.random_range(0..=last));
    }
    units.iter().zip(order).for_each(|(&to, from)| give(from, to));
}

#[cfg(test)]
mod tests;
