//! The three tests against slow and plain counting, and under chance.

use super::*;
use colligate_register::Silent;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Events on a coarse lattice, so that many places, times and distances coincide.
fn crowded(seed: u64, count: usize) -> Vec<(f64, f64, f64)> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut part = |most: u8| f64::from(random.random_range(0..most));
    (0..count).map(|_| (part(9), part(9), part(25))).collect()
}

/// Events anywhere.
fn scattered(seed: u64, count: usize) -> Vec<(f64, f64, f64)> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut part = || 10.0 * random.random::<f64>();
    (0..count).map(|_| (part(), part(), part())).collect()
}

/// Both kinds, on the plane and on the Earth, with times near zero and far.
fn small_cases() -> Vec<Events> {
    (0..24)
        .map(|seed| {
            let count = 5 + 7 * seed as usize;
            let events = if seed % 2 == 0 { crowded(seed, count) } else { scattered(seed, count) };
            let on = if seed % 4 < 2 { Events::on_plane } else { Events::on_earth };
            on(&events).unwrap()
        })
        .collect()
}

fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).flat_map(|i| (0..i).map(move |j| (i, j)))
}

fn km(events: &Events, i: usize, j: usize) -> f64 {
    events.places().distance_km(i as u32, j as u32)
}

fn with_times_of(events: &Events, permutations: Permutations, permutation: u32, order: &[u32]) -> Events {
    let mut dealt: Vec<f64> = order.iter().map(|&event| events.times()[event as usize]).collect();
    permutations.deal(permutation, &mut dealt);
    let mut times = vec![0.0; dealt.len()];
    order.iter().zip(dealt).for_each(|(&event, time)| times[event as usize] = time);
    Events::new(events.places().clone(), times).unwrap()
}

fn slow_knox(events: &Events, near: Near) -> [u64; 3] {
    let straight = events.places().straight(near.km);
    let in_space = |i, j| events.places().straight_squared(i, j) <= straight * straight;
    let in_time = |i: usize, j: usize| (events.times()[i] - events.times()[j]).abs() <= near.time;
    let count = |near: &dyn Fn(usize, usize) -> bool| pairs(events.len()).filter(|&(i, j)| near(i, j)).count() as u64;
    [count(&in_space), count(&in_time), count(&|i, j| in_space(i, j) && in_time(i, j))]
}

#[test]
fn knox_counts_what_a_look_at_all_pairs_counts() {
    for (number, events) in small_cases().into_iter().enumerate() {
        let km = if number % 4 < 2 { [0.0, 1.0, 5.0, 40.0] } else { [0.0, 111.2, 300.0, 30_000.0] }[number % 3];
        let near = Near { km, time: [0.0, 3.0, 50.0][(number / 2) % 3] };
        let permutations = Permutations::new(20, number as u64);
        let found = knox(&events, near, permutations, &Silent).unwrap();
        assert_eq!([found.near_in_space, found.near_in_time, found.observed], slow_knox(&events, near));
        let order = tree::Tree::new(events.places()).order().to_vec();
        for (permutation, &statistic) in found.permuted.unwrap().statistics.iter().enumerate() {
            let dealt = with_times_of(&events, permutations, permutation as u32, &order);
            assert_eq!(statistic, slow_knox(&dealt, near)[2] as f64);
        }
    }
}

#[test]
fn the_exact_moments_of_knox_are_those_of_many_permutations() {
    let events = Events::on_plane(&crowded(5, 60)).unwrap();
    let found = knox(&events, Near { km: 1.5, time: 2.0 }, Permutations::new(20_000, 3), &Silent).unwrap();
    let permuted = found.permuted.unwrap();
    assert!((permuted.mean - found.expected).abs() < 4.0 * (found.variance / 20_000.0).sqrt());
    assert!((permuted.variance / found.variance - 1.0).abs() < 0.05, "{} {}", permuted.variance, found.variance);
}

/// Share with which each other event is among the k nearest by these distances, ties shared.
fn shares(distances: &[f64], own: usize, k: usize) -> Vec<f64> {
    let others = || distances.iter().enumerate().filter(|&(other, _)| other != own).map(|(_, &distance)| distance);
    let of = |distance: f64| {
        let nearer = others().filter(|&other| other < distance).count();
        let tied = others().filter(|&other| other == distance).count();
        (k.saturating_sub(nearer) as f64 / tied as f64).min(1.0)
    };
    distances.iter().enumerate().map(|(other, &distance)| if other == own { 0.0 } else { of(distance) }).collect()
}

fn slow_jacquez(events: &Events, k: usize) -> f64 {
    let near = |i: usize| {
        let in_space: Vec<f64> = (0..events.len()).map(|j| events.places().straight_squared(i, j)).collect();
        let in_time: Vec<f64> = events.times().iter().map(|time| (time - events.times()[i]).abs()).collect();
        shares(&in_space, i, k).iter().zip(shares(&in_time, i, k)).map(|(s, t)| s * t).sum::<f64>()
    };
    (0..events.len()).map(near).sum()
}

#[test]
fn jacquez_counts_what_a_look_at_all_neighbours_counts() {
    for (number, events) in small_cases().into_iter().enumerate() {
        let k = 1 + number % 4;
        let permutations = Permutations::new(18, number as u64);
        let found = jacquez(&events, k, permutations, &Silent).unwrap();
        assert!((found.observed - slow_jacquez(&events, k)).abs() < 1e-9);
        let order = tree::Tree::new(events.places()).order().to_vec();
        for (permutation, &statistic) in found.permuted.unwrap().statistics.iter().enumerate() {
            let dealt = with_times_of(&events, permutations, permutation as u32, &order);
            assert!((statistic - slow_jacquez(&dealt, k)).abs() < 1e-9);
        }
    }
}

#[test]
fn jacquez_expects_its_mean_over_permutations() {
    let found = jacquez(&Events::on_plane(&crowded(8, 80)).unwrap(), 4, Permutations::new(5_000, 3), &Silent).unwrap();
    let permuted = found.permuted.unwrap();
    assert!((permuted.mean - found.expected).abs() < 4.0 * (permuted.variance / 5_000.0).sqrt());
}

#[test]
fn mantel_sums_what_a_sum_over_all_pairs_gives() {
    let transforms = [Transform::reciprocal(1.0), Transform::plain(), Transform { constant: 0.5, exponent: -0.7 }];
    for (number, events) in small_cases().into_iter().enumerate() {
        let (space, time) = (transforms[number % 3], transforms[(number / 3) % 3]);
        let slow = |events: &Events| -> f64 {
            let product = |(i, j): (usize, usize)| {
                space.of(km(events, i, j)) * time.of((events.times()[i] - events.times()[j]).abs())
            };
            pairs(events.len()).map(product).sum()
        };
        let permutations = Permutations::new(19, number as u64);
        let found = mantel(&events, space, time, permutations, &Silent).unwrap();
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs();
        assert!(close(found.observed, slow(&events)));
        let order: Vec<u32> = (0..events.len() as u32).collect();
        for (permutation, &statistic) in found.permuted.unwrap().statistics.iter().enumerate() {
            assert!(close(statistic, slow(&with_times_of(&events, permutations, permutation as u32, &order))));
        }
    }
}

#[test]
fn the_exact_moments_of_mantel_are_those_of_many_permutations() {
    let events = Events::on_plane(&scattered(5, 40)).unwrap();
    let close = Transform::reciprocal(0.2);
    let found = mantel(&events, close, close, Permutations::new(20_000, 3), &Silent).unwrap();
    let permuted = found.permuted.unwrap();
    assert!((permuted.mean - found.expected).abs() < 4.0 * (found.variance / 20_000.0).sqrt());
    assert!((permuted.variance / found.variance - 1.0).abs() < 0.06, "{} {}", permuted.variance, found.variance);
}

#[test]
fn the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
    let events = Events::on_earth(&crowded(4, 300)).unwrap();
    let permutations = Permutations::new(150, 9);
    let all = || {
        (
            knox(&events, Near { km: 150.0, time: 2.0 }, permutations, &Silent).unwrap(),
            jacquez(&events, 3, permutations, &Silent).unwrap(),
            mantel(&events, Transform::reciprocal(1.0), Transform::reciprocal(1.0), permutations, &Silent).unwrap(),
        )
    };
    let on = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(all);
    assert_eq!(on(1), on(5));
}

#[test]
fn more_permutations_begin_with_the_same_ones() {
    let events = Events::on_plane(&crowded(4, 100)).unwrap();
    let statistics = |count| {
        let permutations = Permutations::new(count, 9);
        let mantel = mantel(&events, Transform::plain(), Transform::plain(), permutations, &Silent).unwrap();
        let knox = knox(&events, Near { km: 1.0, time: 2.0 }, permutations, &Silent).unwrap();
        [mantel.permuted.unwrap().statistics, knox.permuted.unwrap().statistics]
    };
    let (few, many) = (statistics(13), statistics(200));
    assert_eq!((&few[0][..], &few[1][..]), (&many[0][..13], &many[1][..13]));
}

/// Largest distance of the distribution of p-values from the even one, over 400 registers of 60 events without
/// interaction; above 1.63 / 20 once in a hundred times (Kolmogorov), for p-values on a lattice less often.
fn departure_from_even(p_value: impl Fn(&Events, Permutations) -> f64) -> f64 {
    let mut found: Vec<f64> = (0..400)
        .map(|seed| p_value(&Events::on_plane(&scattered(1000 + seed, 60)).unwrap(), Permutations::new(99, seed)))
        .collect();
    found.sort_unstable_by(f64::total_cmp);
    let above = found.iter().enumerate().map(|(rank, p)| (rank as f64 + 1.0) / 400.0 - p);
    above.fold(0.0, f64::max)
}

#[test]
fn p_values_under_chance_are_no_smaller_than_they_should_be() {
    let close = Transform::reciprocal(0.5);
    let of = |permuted: Option<Permuted>| permuted.unwrap().p_value;
    let knox =
        departure_from_even(|events, p| of(knox(events, Near { km: 2.0, time: 1.5 }, p, &Silent).unwrap().permuted));
    let jacquez = departure_from_even(|events, p| of(jacquez(events, 3, p, &Silent).unwrap().permuted));
    let mantel = departure_from_even(|events, p| of(mantel(events, close, close, p, &Silent).unwrap().permuted));
    assert!([knox, jacquez, mantel].iter().all(|&departure| departure < 1.63 / 20.0), "{knox} {jacquez} {mantel}");
}

#[test]
fn all_events_at_one_place_and_time_are_no_interaction() {
    let events = Events::on_plane(&[(1.0, 2.0, 3.0); 20]).unwrap();
    let permutations = Permutations::new(19, 1);
    let knox = knox(&events, Near { km: 0.0, time: 0.0 }, permutations, &Silent).unwrap();
    assert_eq!((knox.observed, knox.expected, knox.standardised), (190, 190.0, 0.0));
    let jacquez = jacquez(&events, 2, permutations, &Silent).unwrap();
    assert!((jacquez.observed - 20.0 * 4.0 / 19.0).abs() < 1e-9);
    let mantel = mantel(&events, Transform::plain(), Transform::reciprocal(1.0), permutations, &Silent).unwrap();
    assert_eq!((mantel.observed, mantel.correlation), (0.0, 0.0));
    for permuted in [knox.permuted, jacquez.permuted, mantel.permuted] {
        assert_eq!(permuted.unwrap().p_value, 1.0);
    }
}

#[test]
fn what_cannot_be_tested_is_refused() {
    let none = Permutations::new(0, 1);
    let one = Events::on_plane(&[(0.0, 0.0, 0.0)]).unwrap();
    let near = Near { km: 1.0, time: 1.0 };
    assert_eq!(knox(&one, near, none, &Silent), Err(InteractionError::TooFew { found: 1, least: 2 }));
    let three = Events::on_plane(&scattered(1, 3)).unwrap();
    assert_eq!(jacquez(&three, 3, none, &Silent), Err(InteractionError::TooFew { found: 3, least: 4 }));
    assert!(jacquez(&three, 0, none, &Silent).is_err());
    assert!(knox(&three, Near { km: -1.0, ..near }, none, &Silent).is_err());
    assert!(knox(&three, Near { time: f64::NAN, ..near }, none, &Silent).is_err());
    assert!(mantel(&three, Transform::reciprocal(0.0), Transform::plain(), none, &Silent).is_err());
}
