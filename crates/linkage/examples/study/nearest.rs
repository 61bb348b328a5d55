//! How long it takes to find what resembles a death most.

use crate::Failure;
use colligate_evidence::Model;
use colligate_linkage::world::Evidence;
use colligate_linkage::{NearestIndex, ReadyRegister, all_deaths};
use colligate_register::Register;
use std::time::Instant;

/// Nearest deaths asked for, each time.
const TOP: usize = 10;

/// Asks for the nearest of so many deaths, evenly spread over the register, one after the other: the search alone, then with all that
/// is told of what it finds.
pub fn timed(register: &Register, asked: usize) -> Result<(), Failure> {
    let step = (register.deaths.len() / asked.max(1)).max(1);
    let evidence = Evidence::new(register, &Model::default());
    let all = all_deaths(register);
    let index = NearestIndex::new(register, &evidence, &all);
    let deaths = || (0..register.deaths.len()).step_by(step).take(asked);
    println!("deaths,asked,what,median_ms,ninth_decile_ms,longest_ms");
    row(register, "search", deaths().map(|death| seconds(|| index.heaviest(death, TOP, None).len())));
    drop(index);
    drop(evidence);
    let ready = ReadyRegister::new(register, &Model::default());
    let told =
        deaths().map(|death| seconds(|| ready.nearest(&register.deaths[death].id, TOP, None).map(|it| it.ranked)));
    row(register, "search and sentences", told);
    Ok(())
}

fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let started = Instant::now();
    std::hint::black_box(work());
    started.elapsed().as_secs_f64()
}

fn row(register: &Register, what: &str, seconds: impl Iterator<Item = f64>) {
    let mut all: Vec<f64> = seconds.collect();
    all.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| all.get((share * all.len() as f64) as usize).or(all.last()).map_or(0.0, |s| s * 1e3);
    println!("{},{},{what},{:.2},{:.2},{:.2}", register.deaths.len(), all.len(), at(0.5), at(0.9), at(1.0));
}
