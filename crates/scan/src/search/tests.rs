//! The search against a plain one that tries every window.

use super::*;
use crate::locations::Locations;
use crate::study_period::StudyPeriod;
use colligate_register::Day;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

struct Small {
    cases: Cases,
    places: Vec<(f64, f64)>,
    events: Vec<(u32, Day)>,
}

/// A small random scan on a coarse grid of places and days, so that ties and shared points are common.
fn small(seed: u64) -> Small {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let places: Vec<(f64, f64)> = (0..random.random_range(3..12))
        .map(|_| (f64::from(random.random_range(0..6)), f64::from(random.random_range(0..6))))
        .collect();
    let last = random.random_range(4..16);
    let events: Vec<(u32, Day)> = (0..random.random_range(2..40))
        .map(|_| (random.random_range(0..places.len() as u32), Day(random.random_range(0..=last))))
        .collect();
    let period = StudyPeriod::new(Day(0), Day(last)).unwrap();
    let cases = Cases::new(Locations::on_plane(&places).unwrap(), period, &events).unwrap();
    Small { cases, places, events }
}

/// The strongest window around each centre, by trying every radius and every interval.
fn plainly(places: &[(f64, f64)], events: &[(u32, Day)], period: StudyPeriod, limits: &WindowLimits) -> Vec<f64> {
    let total = events.len() as f64;
    let last = period.last().0;
    let distance = |a: usize, b: usize| (places[a].0 - places[b].0).hypot(places[a].1 - places[b].1);
    (0..places.len())
        .map(|centre| {
            let mut best = 0.0;
            for edge in 0..places.len() {
                let radius = distance(centre, edge);
                let here: Vec<&(u32, Day)> =
                    events.iter().filter(|event| distance(centre, event.0 as usize) <= radius + 1e-9).collect();
                if radius > limits.max_radius_km.unwrap_or(f64::INFINITY) + 1e-9
                    || here.len() as f64 > limits.max_share_of_cases * total
                {
                    continue;
                }
                for from in 0..=last {
                    for to in from..=last {
                        if to - from >= limits.max_days as i32 || (limits.timing == Timing::Prospective && to != last) {
                            continue;
                        }
                        let then = |event: &&(u32, Day)| (from..=to).contains(&event.1.0);
                        let observed = here.iter().copied().filter(then).count() as f64;
                        let expected = here.len() as f64 * events.iter().filter(then).count() as f64 / total;
                        if observed >= f64::from(limits.min_cases) {
                            best = f64::max(best, log_likelihood_ratio(observed, expected, total));
                        }
                    }
                }
            }
            best
        })
        .collect()
}

fn limits_of(seed: u64) -> WindowLimits {
    let timing = [Timing::Prospective, Timing::Retrospective][seed as usize % 2];
    let limits = WindowLimits::new(timing, [1, 3, 7, 40][seed as usize / 2 % 4]);
    let limits = WindowLimits { max_share_of_cases: [0.5, 1.0, 0.2][seed as usize % 3], ..limits };
    let limits = WindowLimits { min_cases: [2, 1, 3][seed as usize / 3 % 3], ..limits };
    if seed % 5 < 3 { limits.within_km([1.0, 2.0, 2.3][seed as usize % 5]) } else { limits }
}

#[test]
fn the_search_finds_what_trying_every_window_finds() {
    for seed in 0..400 {
        let Small { cases, places, events } = small(seed);
        let limits = limits_of(seed);
        let expected = plainly(&places, &events, cases.period(), &limits);
        let search = Search::new(&cases, &limits);
        let mut inside = DaysInside::default();
        for (centre, &wanted) in expected.iter().enumerate() {
            let found = search.best_around(centre, cases.days(), u32::MAX, &mut inside);
            let score = found.first().map_or(0.0, |found| found.score);
            assert!((score - wanted).abs() < 1e-9, "seed {seed}, centre {centre}: {score} where {wanted} is there");
        }
        let strongest = expected.iter().copied().fold(0.0, f64::max);
        assert!((search.strongest(cases.days(), &mut inside) - strongest).abs() < 1e-9, "seed {seed}");
    }
}

#[test]
fn the_best_of_all_stretches_is_the_best_of_all() {
    for seed in 0..50 {
        let Small { cases, .. } = small(seed);
        let search = Search::new(&cases, &limits_of(seed));
        let mut inside = DaysInside::default();
        for centre in 0..search.centres() {
            let whole = search.best_around(centre, cases.days(), u32::MAX, &mut inside);
            let parts = search.best_around(centre, cases.days(), 3, &mut inside);
            let strongest = |found: &[Found]| found.iter().map(|found| found.score).fold(0.0, f64::max);
            assert_eq!(strongest(&whole), strongest(&parts));
            assert!(parts.is_sorted_by_key(|found| found.end));
        }
    }
}
