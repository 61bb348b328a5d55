//! Over registers without series, the mean number of series at or below an E-value is that E-value: held in a world that has
//! neighbourhoods and strong trends, seasons and weekdays.

#![allow(clippy::unwrap_used)]

use colligate_evidence::Model;
use colligate_linkage::result::RegisterSummary;
use colligate_linkage::{LinkOptions, Silent, link};
use colligate_register::simulate::{County, Rhythms, county};
use rayon::prelude::*;

const LEVELS: [f64; 3] = [0.1, 0.5, 1.0];

/// The number of series at or below each level over so many registers without series.
fn told(registers: u64, deaths: usize, draws: u32) -> [u64; 3] {
    let at = |seed: u64| {
        let register = county(&County { deaths, rhythms: Rhythms::STRONG, ..County::default() }, 5_000 + seed);
        let options = LinkOptions {
            draws,
            all_draws: true,
            replay: false,
            surges: false,
            seed: 300 + seed,
            ..LinkOptions::default()
        };
        let linked = link(&register, RegisterSummary::default(), &Model::default(), &options, &Silent).unwrap();
        LEVELS.map(|level| linked.result.series.iter().filter(|series| series.e_value.value <= level).count() as u64)
    };
    let counts: Vec<[u64; 3]> = (0..registers).into_par_iter().map(at).collect();
    [0, 1, 2].map(|k| counts.iter().map(|counts| counts[k]).sum())
}

/// The counts between which a Poisson number of this mean lies but one time in a thousand on either side.
fn between(mean: f64) -> (u64, u64) {
    let mut term = (-mean).exp();
    let (mut below, mut k, mut low) = (0.0, 0, 0);
    loop {
        if below + term <= 0.001 {
            low = k + 1;
        }
        if 1.0 - below <= 0.001 {
            return (low, k - 1);
        }
        below += term;
        k += 1;
        term *= mean / k as f64;
    }
}

fn holds(registers: u64, deaths: usize, draws: u32) {
    let counts = told(registers, deaths, draws);
    for (count, level) in counts.into_iter().zip(LEVELS) {
        let (low, high) = between(level * registers as f64);
        println!("{count} series at E ≤ {level} in {registers} registers, {low} to {high} expected");
    }
    for (count, level) in counts.into_iter().zip(LEVELS) {
        let (low, high) = between(level * registers as f64);
        assert!((low..=high).contains(&count), "{count} series at E ≤ {level}, {low} to {high} expected");
    }
}

#[test]
fn the_bounds_are_those_of_tables_of_poisson_numbers() {
    // Of a mean of 50: 29 or fewer in 0.00092 of the cases, 74 or more in 0.00089.
    assert_eq!(between(50.0), (30, 73));
    assert_eq!(between(5.0), (0, 13));
}

#[test]
fn e_values_hold_where_deaths_have_trend_season_weekdays_and_neighbourhoods() {
    holds(100, 5_000, 99);
}

/// The run of `docs/method.md`.
#[test]
#[ignore = "a minute on two cores"]
fn e_values_hold_over_two_hundred_registers_with_rhythms() {
    holds(200, 5_000, 99);
}
