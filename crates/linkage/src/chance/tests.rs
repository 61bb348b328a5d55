//! E-values held against what they say, over registers that are chance alone.

use super::*;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

/// Sizes of sets, from two.
const SIZES: usize = 6;

/// The sets of a register of chance alone: each grows from a pair of its own for some steps and gets heavier, so that sets
/// of several sizes share members.
fn chance_alone(random: &mut ChaCha8Rng) -> Vec<Vec<Grown>> {
    let mut found = vec![Vec::new(); SIZES];
    for first in (0..500).step_by(10) {
        let mut members = vec![first];
        let mut weight = 0.0;
        for (size, sets) in found.iter_mut().enumerate() {
            members.push(first + 1 + size as u32);
            // Steeper in small sets.
            weight -= random.random_range(f64::MIN_POSITIVE..1.0).ln() / (4.0 - 0.4 * size as f64);
            sets.push(Grown { members: members.clone(), weight });
            if random.random_range(0.0..1.0) > 0.35 {
                break;
            }
        }
    }
    found
}

/// Mean numbers of series with E-values at or below some levels, over so many registers each judged by null registers of its
/// own: what `judge` makes of a register and of the source of its null registers.
fn told(registers: u64, levels: &[f64], judge: impl Fn(&[Vec<Grown>], &mut ChaCha8Rng) -> Null + Sync) -> Vec<f64> {
    let of_one = |register: u64| -> Vec<f64> {
        let mut random = ChaCha8Rng::seed_from_u64(register);
        let found = chance_alone(&mut random);
        let null = judge(&found, &mut random);
        let e_values: Vec<f64> = null.keep(&found).iter().map(|kept| null.e_value(kept.strength).value).collect();
        levels.iter().map(|level| e_values.iter().filter(|&e_value| e_value <= level).count() as f64).collect()
    };
    let counts: Vec<Vec<f64>> = (0..registers).into_par_iter().map(of_one).collect();
    (0..levels.len()).map(|k| counts.iter().map(|c| c[k]).sum::<f64>() / registers as f64).collect()
}

fn drawn(draws: u32) -> impl Fn(&[Vec<Grown>], &mut ChaCha8Rng) -> Null + Sync {
    move |_, random| Null::new(&(0..draws).map(|_| chance_alone(random)).collect::<Vec<_>>(), SIZES)
}

#[test]
fn chance_alone_gives_as_many_series_as_their_e_values_say() {
    const REGISTERS: u64 = 1_500;
    let levels = [0.1, 0.3, 1.0, 3.0];
    let means = told(REGISTERS, &levels, drawn(99));
    println!("{means:?}");
    for (mean, level) in means.iter().zip(levels) {
        assert!((mean - level).abs() < four_errors(level, REGISTERS), "{mean} at {level}");
    }
}

/// Four standard errors of a mean number over so many registers. Such numbers are nearly Poisson.
fn four_errors(mean: f64, registers: u64) -> f64 {
    4.0 * (mean / registers as f64).sqrt()
}

#[test]
fn few_draws_err_on_the_side_of_caution() {
    const REGISTERS: u64 = 2_000;
    for draws in [1, 4, 9, 19] {
        let levels = [0.1, 0.3, 1.0];
        let means = told(REGISTERS, &levels, drawn(draws));
        println!("{draws}: {means:?}");
        for (mean, level) in means.iter().zip(levels) {
            assert!(*mean < level + four_errors(level, REGISTERS), "{draws} draws: {mean} at {level}");
        }
    }
}

#[test]
fn stopping_when_the_answer_is_clear_leaves_e_values_what_they_say() {
    stopping_early(500);
}

/// The figures of `docs/method.md`.
#[test]
#[ignore = "minutes"]
fn stopping_early_over_2500_registers() {
    stopping_early(2_500);
}

/// Holds that drawing until the answer is clear leaves E-values what they say, and takes less than half of the draws.
fn stopping_early(registers: u64) {
    let levels = [0.03, 0.1, 0.3, 1.0, 3.0];
    let draws = std::sync::atomic::AtomicU64::new(0);
    let until_clear = |found: &[Vec<Grown>], random: &mut ChaCha8Rng| {
        let mut all = Vec::new();
        loop {
            all.extend((0..100).map(|_| chance_alone(random)));
            let null = Null::new(&all, SIZES);
            if all.len() == 1_000 || crate::link::is_clear(&null, found, 1.0) {
                draws.fetch_add(all.len() as u64, std::sync::atomic::Ordering::Relaxed);
                return null;
            }
        }
    };
    let means = told(registers, &levels, until_clear);
    let draws = draws.into_inner() as f64 / registers as f64;
    println!("{means:?} with {draws} draws a register");
    assert!(draws < 400.0);
    for (mean, level) in means.iter().zip(levels) {
        assert!((mean - level).abs() < four_errors(level, registers), "{mean} at {level}");
    }
}

#[test]
fn the_curve_for_the_chart_is_the_e_value_at_even_steps_of_strength() {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let null = Null::new(&(0..99).map(|_| chance_alone(&mut random)).collect::<Vec<_>>(), SIZES);
    assert_eq!((null.draws(), null.is_current()), (99, true));
    // To half a step beyond the strongest series, and to 2.5 where there is none.
    for (observed, last) in [(vec![3.0, 4.25], 4.75), (vec![], 2.5)] {
        let chance = null.chance(&observed);
        assert_eq!((chance.curve.len(), &chance.observed), (121, &observed));
        for (k, (strength, value, low, high)) in chance.curve.into_iter().enumerate() {
            let even = WEAKEST + (last - WEAKEST) * k as f64 / 120.0;
            let e_value = null.e_value(strength);
            assert!((strength - even).abs() < 1e-12, "{strength} {even}");
            assert_eq!((value, low, high), (e_value.value, e_value.low, e_value.high));
        }
        let tail = null.strengths.tail().unwrap();
        assert_eq!(chance.tail_from, Some(tail.threshold));
        // Numbers fall tenfold where the strength rises by one over the rate.
        let (rate, error) = (chance.tail_rate.unwrap(), chance.tail_rate_se.unwrap());
        assert!((10f64.powf(rate * tail.mean) - std::f64::consts::E).abs() < 1e-9);
        assert!((error * 10.0 - rate).abs() < 1e-12 && tail.above == 100);
    }
}

/// How often the 95% interval of an E-value holds the truth, over samples of exponential values, at values of which so
/// many are expected in one draw.
fn coverage(samples: u64, draws: u32, a_draw: u32, expected: &[f64]) -> Vec<f64> {
    let truth = |value: f64| f64::from(a_draw) * (-value).exp();
    let of_one = |sample: u64| -> Vec<bool> {
        let mut random = ChaCha8Rng::seed_from_u64(sample);
        // How many there are varies from draw to draw as a Poisson number does: one process over all draws.
        let mut unit = || -random.random_range(f64::MIN_POSITIVE..1.0f64).ln();
        let all = f64::from(a_draw * draws);
        let arrivals = std::iter::repeat_with(&mut unit).scan(0.0, |at, gap| {
            *at += gap;
            (*at < all).then_some(*at)
        });
        let all = Exceedances::new(arrivals.map(|at| (all / at).ln()).collect(), draws);
        let holds = |&expected: &f64| {
            let value = (f64::from(a_draw) / expected).ln();
            let e_value = all.e_value(value);
            (e_value.low..=e_value.high).contains(&truth(value))
        };
        expected.iter().map(holds).collect()
    };
    let holds: Vec<Vec<bool>> = (0..samples).into_par_iter().map(of_one).collect();
    (0..expected.len()).map(|k| holds.iter().filter(|holds| holds[k]).count() as f64 / samples as f64).collect()
}

#[test]
fn the_intervals_hold_the_truth_nineteen_times_in_twenty_counted_and_beyond_the_draws() {
    const SAMPLES: u64 = 4_000;
    for (draws, a_draw) in [(19, 2), (19, 20), (99, 30), (999, 5)] {
        let levels = [10.0, 3.0, 1.0, 0.3, 0.1, 0.03, 0.01, 1e-3, 1e-5];
        let levels: Vec<f64> = levels.into_iter().filter(|&level| level < 0.8 * f64::from(a_draw)).collect();
        let covered = coverage(SAMPLES, draws, a_draw, &levels);
        println!("{draws} draws: {:?}", levels.iter().zip(&covered).collect::<Vec<_>>());
        for (level, covered) in levels.iter().zip(covered) {
            assert!((0.925..=0.975).contains(&covered), "{draws} draws, E {level}: {covered}");
        }
    }
}
