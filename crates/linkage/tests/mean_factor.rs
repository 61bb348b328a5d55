//! Over unrelated pairs of one kind of death the mean Bayes factor is one.

use colligate_evidence::Model;
use colligate_linkage::all_deaths;
use colligate_linkage::world::{Evidence, World};
use colligate_register::simulate::{County, county};
use colligate_register::{Input, Kind, ReadOptions, Register, read};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Fewest deaths of a kind of which a mean is held to one.
const ENOUGH: usize = 100;
/// Where a mean must lie.
const ABOUT_ONE: std::ops::Range<f64> = 0.8..1.25;

/// Means over pairs of one kind of death.
#[derive(Default)]
struct Means {
    /// Of each kind of evidence by name, but for the kind itself, which is counted once and not among deaths of a kind.
    each: BTreeMap<&'static str, f64>,
    /// Of the product of all.
    all: f64,
    /// Of the product of all, if places and dates were each dealt out anew among the deaths of the kind: over all deals the
    /// mean of a product is the product of the means.
    apart: f64,
}

/// The means of each kind with enough deaths, over so many pairs or a few more.
fn means(register: &Register, pairs: usize) -> BTreeMap<Kind, Means> {
    let evidence = Evidence::new(register, &Model::default());
    let all = all_deaths(register);
    let world = World::real(register, &evidence, &all);
    let of = |kind: &Kind| (0..all.len()).filter(|&i| register.deaths[i].kind == *kind).collect::<Vec<_>>();
    let of_kinds = Kind::ALL.par_iter().map(|kind| (*kind, of(kind))).filter(|(_, deaths)| deaths.len() >= ENOUGH);
    of_kinds.map(|(kind, deaths)| (kind, of_pairs(&world, &deaths, pairs))).collect()
}

fn of_pairs(world: &World, deaths: &[usize], pairs: usize) -> Means {
    let step = (deaths.len() * deaths.len() / (2 * pairs)).max(1);
    let names: Vec<&'static str> = world.names().collect();
    let (mut sums, mut description, mut all, mut n) = (vec![0.0; names.len()], 0.0, 0.0, 0.0);
    for (at, &a) in deaths.iter().enumerate() {
        for &b in deaths[at + 1..].iter().skip(at % step).step_by(step) {
            let factors = world.factors(a, b);
            sums.iter_mut().zip(factors).for_each(|(sum, factor)| *sum += factor);
            let described = factors[2..].iter().zip(&names[2..]).filter(|(_, name)| **name != "kind");
            let described: f64 = described.map(|(factor, _)| factor).product();
            description += described;
            all += described * factors[0] * factors[1];
            n += 1.0;
        }
    }
    let each: BTreeMap<&str, f64> = names.into_iter().zip(sums.iter().map(|sum| sum / n)).collect();
    let apart = each["place"] * each["time"] * description / n;
    Means { each: each.into_iter().filter(|(name, _)| *name != "kind").collect(), all: all / n, apart }
}

/// Prints what was found and holds it to one.
fn hold(kind: Kind, name: &str, mean: f64) {
    println!("{kind} {name}: {mean:.3}");
    assert!(ABOUT_ONE.contains(&mean), "{kind} {name}: {mean}");
}

/// Every death of a simulated county is independent of every other given its kind, neighbourhood and year, so that all its pairs are
/// unrelated. A few pairs decide the mean of the product where there are some hundred deaths; it is held over several counties.
#[test]
fn in_counties_without_series_the_mean_factor_over_pairs_of_each_kind_is_one() {
    const COUNTIES: u64 = 6;
    let settings = County { deaths: 12_000, ..County::default() };
    let of = |seed: u64| means(&county(&settings, 40 + seed), usize::MAX / 2);
    let found: Vec<BTreeMap<Kind, Means>> = (0..COUNTIES).map(of).collect();
    for kind in Kind::ALL {
        let of_kind: Vec<&Means> = found.iter().filter_map(|means| means.get(&kind)).collect();
        if of_kind.len() < COUNTIES as usize {
            continue;
        }
        let mean =
            |value: &dyn Fn(&Means) -> f64| of_kind.iter().map(|means| value(means)).sum::<f64>() / COUNTIES as f64;
        for name in of_kind[0].each.keys() {
            hold(kind, name, mean(&|means| means.each[name]));
        }
        hold(kind, "apart", mean(&|means| means.apart));
        hold(kind, "all", mean(&|means| means.all));
    }
    let kinds: Vec<Kind> = found[0].keys().copied().collect();
    assert!(kinds.len() >= 9, "{kinds:?}");
}

/// The deaths of a real register are not all unrelated, and what is near is alike: the mean is held with places and dates dealt
/// out anew.
#[test]
fn in_a_real_register_the_mean_factor_over_pairs_of_each_kind_is_one_with_places_and_dates_dealt_out_anew() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/registers/milwaukee_2020_2026.csv.gz");
    let Ok(register) = read(Input::Path(path.into()), &ReadOptions::default()) else { return };
    let found = means(&register.register.latest(), 2_000_000);
    for (kind, means) in &found {
        means.each.iter().for_each(|(name, mean)| hold(*kind, name, *mean));
        hold(*kind, "apart", means.apart);
    }
    assert!(found.len() >= 10, "{:?}", found.keys());
}
