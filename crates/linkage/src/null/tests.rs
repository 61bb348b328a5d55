//! Null registers held against what they promise: who exchanges with whom, what moves, and what stays.

use super::*;
use crate::nearest::all_deaths;
use crate::world::Evidence;
use colligate_evidence::Model;
use colligate_register::simulate::{County, county};
use colligate_register::{Death, Point, Span};
use proptest::prelude::*;
use std::collections::BTreeMap;

mod version;

/// A county in which no two deaths share a point, so that a place tells whose it was; some have no place or no date.
fn apart(deaths: usize, seed: u64) -> Register {
    let mut register = county(&County { deaths, ..County::default() }, seed);
    for (k, death) in register.deaths.iter_mut().enumerate() {
        if k % 17 == 3 {
            death.point = None;
            death.place = None;
        }
        if k % 19 == 5 {
            death.died = None;
        }
        if let Some(point) = &mut death.point {
            point.lat += k as f64 * 1e-7;
        }
    }
    register
}

/// Runs a test on the units of a register.
fn with_world<T>(register: &Register, test: impl FnOnce(&World, &Exchange) -> T) -> T {
    let evidence = Evidence::new(register, &Model::default());
    let all = all_deaths(register);
    let world = World::real(register, &evidence, &all);
    let exchange = Exchange::new(register, &world);
    test(&world, &exchange)
}

/// A place by its bits, so that equal means the same.
fn place(world: &World, unit: usize) -> (u64, u64) {
    (world.spots[unit].lat.to_bits(), world.spots[unit].lon.to_bits())
}

fn date(world: &World, unit: usize) -> (i32, u32) {
    (world.dates[unit].0, world.dates[unit].1.to_bits())
}

/// The values of each class, sorted.
fn by_class<C: Ord, V: Ord>(items: impl Iterator<Item = (C, V)>) -> BTreeMap<C, Vec<V>> {
    let mut classes: BTreeMap<C, Vec<V>> = BTreeMap::new();
    items.for_each(|(class, value)| classes.entry(class).or_default().push(value));
    classes.values_mut().for_each(|values| values.sort_unstable());
    classes
}

/// For each unit with a place, the unit whose place it has in a null register.
fn givers(world: &World, null: &World) -> BTreeMap<usize, usize> {
    let owner: BTreeMap<(u64, u64), usize> = (0..world.spots.len())
        .filter(|&unit| world.spots[unit].is_known())
        .map(|unit| (place(world, unit), unit))
        .collect();
    (0..world.spots.len())
        .filter(|&unit| world.spots[unit].is_known())
        .map(|unit| (unit, owner[&place(null, unit)]))
        .collect()
}

/// The stratum of a death's place: kind of death, institution or not, kind of place.
fn stratum(register: &Register, world: &World, unit: usize) -> (Kind, bool, Option<u32>) {
    let death = &register.deaths[unit];
    (death.kind, world.spots[unit].is_institution(), death.place_kind.map(|term| term.0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn places_are_exchanged_within_their_stratum_and_neighbourhood(seed in 0u64..1_000, draw in 0u64..1_000) {
        let register = apart(1_500, seed);
        with_world(&register, |world, exchange| {
            let null = exchange.draw(world, seed, draw);
            let placed = (0..world.spots.len()).filter(|&unit| world.spots[unit].is_known());
            let strata = by_class(placed.map(|unit| (stratum(&register, world, unit), unit)));
            let from = givers(world, &null);
            // Each place is given once: a permutation.
            let mut given: Vec<usize> = from.values().copied().collect();
            given.sort_unstable();
            prop_assert!(given.iter().eq(from.keys()));
            for (&to, &from) in &from {
                let (there, here) = (stratum(&register, world, to), stratum(&register, world, from));
                prop_assert_eq!(there.1, here.1, "an institution's place stays an institution's");
                let large = |stratum| strata[stratum].len() >= SMALLEST;
                // A stratum that is large enough exchanges with itself alone; only small ones are pooled.
                prop_assert!(there == here || (!large(&there) && !large(&here)));
            }
            // Along the curve nobody's place comes from farther than the neighbourhood.
            for units in &exchange.places {
                let at: BTreeMap<u32, usize> = units.iter().enumerate().map(|(at, &unit)| (unit, at)).collect();
                for (&unit, &here) in &at {
                    let there = at[&(from[&(unit as usize)] as u32)];
                    prop_assert!(here.abs_diff(there) < NEIGHBOURHOOD);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn dates_are_exchanged_within_their_kind_and_season(seed in 0u64..1_000, draw in 0u64..1_000) {
        let register = apart(1_500, seed);
        with_world(&register, |world, exchange| {
            let null = exchange.draw(world, seed, draw);
            let kind = |unit: usize| register.deaths[unit].kind;
            let units = 0..world.dates.len();
            let before = by_class(units.clone().map(|unit| (kind(unit), date(world, unit))));
            let after = by_class(units.clone().map(|unit| (kind(unit), date(&null, unit))));
            prop_assert_eq!(before, after, "within a kind the dates are the same, with their rates");
            for unit in units {
                let known = world.dates[unit].1 > 0.0;
                let gap = world.dates[unit].0.abs_diff(null.dates[unit].0);
                prop_assert!(if known { gap < SEASON_DAYS as u32 } else { gap == 0 }, "{} days", gap);
            }
            Ok(())
        })?;
    }

    #[test]
    fn most_places_and_most_dates_move_and_the_unknown_stay(seed in 0u64..1_000, draw in 0u64..1_000) {
        let register = apart(1_500, seed);
        with_world(&register, |world, exchange| {
            let null = exchange.draw(world, seed, draw);
            let (mut placed, mut moved, mut dated, mut redated) = (0, 0, 0, 0);
            for unit in 0..world.spots.len() {
                if world.spots[unit].is_known() {
                    placed += 1;
                    moved += usize::from(place(world, unit) != place(&null, unit));
                } else {
                    prop_assert!(!null.spots[unit].is_known());
                }
                if world.dates[unit].1 > 0.0 {
                    dated += 1;
                    redated += usize::from(world.dates[unit].0 != null.dates[unit].0);
                } else {
                    prop_assert_eq!(date(world, unit), date(&null, unit));
                }
            }
            // Of a group of n, one place stays where it is on average; groups hold 32 and more, the first of a draw fewer.
            prop_assert!(moved * 10 > placed * 9, "{} of {} places", moved, placed);
            // Rare kinds have seasons of one death, which stays.
            prop_assert!(redated * 10 > dated * 8, "{} of {} dates", redated, dated);
            Ok(())
        })?;
    }

    #[test]
    fn a_draw_is_the_same_alone_as_among_others(seed in 0u64..1_000, draw in 1u64..40) {
        let register = apart(300, seed);
        with_world(&register, |world, exchange| {
            let all: Vec<World> = (0..=draw).map(|number| exchange.draw(world, seed, number)).collect();
            let again = Exchange::new(&register, world);
            let same = |x: &World, y: &World| {
                (0..world.spots.len()).all(|unit| place(x, unit) == place(y, unit) && date(x, unit) == date(y, unit))
            };
            prop_assert!(same(&all[draw as usize], &again.draw(world, seed, draw)));
            prop_assert!(!same(&all[draw as usize], &all[draw as usize - 1]));
            prop_assert!(!same(&all[draw as usize], &again.draw(world, seed + 1, draw)));
            Ok(())
        })?;
    }
}

/// Pairs of units of one kind within this distance and gap.
fn near_pairs(world: &World, register: &Register, km: f64, days: u32) -> usize {
    let units = world.spots.len();
    (0..units)
        .flat_map(|a| (a + 1..units).map(move |b| (a, b)))
        .filter(|&(a, b)| {
            register.deaths[a].kind == register.deaths[b].kind
                && world.dates[a].0.abs_diff(world.dates[b].0) <= days
                && world.spots[a].distance2(&world.spots[b]) <= km * km
        })
        .count()
}

/// Deaths that come in bursts of four within a hundred metres and five days, and drift from west to east over the years.
fn bursts() -> Register {
    let mut register = Register::default();
    for burst in 0..400i32 {
        for member in 0..4i32 {
            let mut death = Death::new(&format!("B-{burst}-{member}"));
            death.kind = Kind::Drug;
            // 1,600 deaths over four years, at scattered points of a town that moves east by 20 km in all.
            let day = 16_000 + burst * 1_460 / 400 + member;
            death.died = Some(Span::on(colligate_register::Day(day)));
            let scatter = |salt: i32| f64::from((burst * salt + 7 * burst * burst) % 97) / 97.0;
            let metres = 1e-5 * f64::from(member) * 20.0;
            let lon = 0.1 + scatter(31) * 0.05 + 0.28 * f64::from(burst) / 400.0;
            death.point = Some(Point { lat: 51.5 + scatter(17) * 0.05 + metres, lon, imprecision_m: 0.0 });
            register.deaths.push(death);
        }
    }
    register
}

#[test]
fn bursts_go_and_what_varies_smoothly_stays() {
    let register = bursts();
    with_world(&register, |world, exchange| {
        let null = exchange.draw(world, 1, 0);
        let [before, after] = [world, &null].map(|world| near_pairs(world, &register, 0.1, 5));
        // Each burst has six pairs. Chance leaves a few.
        assert!(before >= 2_400, "{before}");
        assert!(after < before / 10, "{after} of {before} pairs within 100 m and five days are left");
        // Exchanging dates alone leaves the places of a burst together, exchanging places alone its dates.
        let same_burst = |world: &World, near: &dyn Fn(&World, usize, usize) -> bool| {
            (0..400).filter(|burst| near(world, burst * 4, burst * 4 + 1)).count()
        };
        let near_in_time = |world: &World, a: usize, b: usize| world.dates[a].0.abs_diff(world.dates[b].0) <= 5;
        let near_in_place = |world: &World, a: usize, b: usize| world.spots[a].distance2(&world.spots[b]) <= 0.01;
        assert_eq!((same_burst(world, &near_in_time), same_burst(world, &near_in_place)), (400, 400));
        assert!(same_burst(&null, &near_in_time) < 80, "dates stay together");
        assert!(same_burst(&null, &near_in_place) < 80, "places stay together");
        // The drift from west to east stays: the mean longitude of each quarter of the deaths by date.
        let quarters = |world: &World| {
            let mut units: Vec<usize> = (0..world.spots.len()).collect();
            units.sort_by_key(|&unit| (world.dates[unit].0, unit));
            let mean =
                |units: &[usize]| units.iter().map(|&unit| world.spots[unit].lon).sum::<f64>() / units.len() as f64;
            units.chunks(400).map(mean).collect::<Vec<f64>>()
        };
        for (before, after) in quarters(world).into_iter().zip(quarters(&null)) {
            assert!((before - after).abs() < 0.01, "{before} {after}");
        }
    });
}
