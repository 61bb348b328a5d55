//! How many deaths there are of each age, and how dense ages are.

use crate::class::{Among, Class, Classes};
use colligate_register::Kind;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Oldest age in years that the tables hold.
const OLDEST: u8 = 125;
/// Ages that the tables hold.
const AGES: usize = OLDEST as usize + 1;
/// Half-width in years of the triangle that smooths the density of ages.
const SMOOTH: usize = 4;
/// Weight, in deaths, of the density among all deaths in that of one kind, and of that of the kind in that of a manner.
const PRIOR: f64 = 50.0;
/// Share of an even spread over 0 to 100 years in every density, so that no age is impossible.
const EVEN: f64 = 0.02;
/// Weight, in deaths, of the density of the kind in that of an institution.
const BORROWED: f64 = 20.0;

/// The year of an age.
pub(super) fn year(age: f32) -> u8 {
    age.clamp(0.0, f32::from(OLDEST)) as u8
}

/// Ages in years, lowest first, of each kind, institution and manner.
pub(super) struct Counts(BTreeMap<(Among, u32), Vec<u8>>);

impl Counts {
    pub(super) fn new(ages: &[Option<(f32, f32)>], classes: &Classes) -> Counts {
        let mut counts: BTreeMap<(Among, u32), Vec<u8>> = BTreeMap::new();
        for (age, class) in ages.iter().zip(classes.iter()) {
            let Some((low, high)) = age else { continue };
            for (among, number) in class.numbers() {
                counts.entry((among, number)).or_default().push(year(0.5 * (low + high)));
            }
        }
        counts.values_mut().for_each(|ages| {
            ages.sort_unstable();
            ages.shrink_to_fit();
        });
        Counts(counts)
    }

    /// Deaths with an age in this range, and with any, among those of a class.
    pub(super) fn within(&self, class: Class, among: Among, range: RangeInclusive<u8>) -> (usize, usize) {
        let number = class.numbers().find(|(one, _)| *one == among).map(|(_, number)| number);
        let ages = number.and_then(|number| self.0.get(&(among, number))).map_or(&[][..], |ages| ages);
        let from = ages.partition_point(|age| age < range.start());
        (ages.partition_point(|age| age <= range.end()) - from, ages.len())
    }
}

/// Density of ages per year of each kind, institution and manner.
pub(super) struct Densities {
    kinds: Vec<Vec<f64>>,
    narrower: BTreeMap<(Among, u32), (f64, Vec<f64>)>,
}

impl Densities {
    /// Those of kinds mixed with those of all deaths.
    pub(super) fn new(counts: &Counts) -> Densities {
        let of_kind = |kind: usize| counts.0.get(&(Among::Kind, kind as u32)).map_or(&[][..], |ages| ages);
        let of_kinds: Vec<Vec<u32>> = (0..Kind::ALL.len()).map(|kind| by_year(of_kind(kind))).collect();
        let own = |(key, ages): (&(Among, u32), &Vec<u8>)| {
            let n = ages.len() as f64;
            (*key, (n, smooth(&by_year(ages)).into_iter().map(|sum| sum / n).collect()))
        };
        let narrower = counts.0.iter().filter(|((among, _), _)| *among != Among::Kind).map(own).collect();
        Densities { kinds: mixed(&of_kinds), narrower }
    }

    /// The density of ages over this range among the deaths of this class where it is densest, and which these are.
    pub(super) fn densest(&self, class: Class, (low, high): (f32, f32)) -> (Among, f64) {
        let range = usize::from(year(low))..=usize::from(year(high).max(year(low)));
        let mean = |density: &[f64]| {
            let density = &density[range.clone()];
            density.iter().sum::<f64>() / density.len() as f64
        };
        let kind = mean(&self.kinds[class.kind as usize]);
        let own = |key: (Among, u32)| {
            let borrowed = if key.0 == Among::Institution { BORROWED } else { PRIOR };
            let (n, own) = self.narrower.get(&key)?;
            Some((key.0, (n * mean(own) + borrowed * kind) / (n + borrowed)))
        };
        let narrower = class.numbers().filter_map(own);
        narrower.fold((Among::Kind, kind), |most, one| if one.1 > most.1 { one } else { most })
    }
}

fn by_year(ages: &[u8]) -> Vec<u32> {
    let mut counts = vec![0u32; AGES];
    ages.iter().for_each(|&age| counts[usize::from(age)] += 1);
    counts
}

/// Counts of ages smoothed by a triangle.
fn smooth(counts: &[u32]) -> Vec<f64> {
    let mut density = vec![0.0; AGES];
    for (age, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let window = age.saturating_sub(SMOOTH - 1)..=(age + SMOOTH - 1).min(AGES - 1);
        let weight = |near: usize| (SMOOTH - near.abs_diff(age)) as f64;
        let total: f64 = window.clone().map(weight).sum();
        for near in window {
            density[near] += f64::from(count) * weight(near) / total;
        }
    }
    density
}

/// Density of ages per year for each kind: counts smoothed by a triangle, mixed with those of all deaths.
fn mixed(counts: &[Vec<u32>]) -> Vec<Vec<f64>> {
    let all: Vec<u32> = (0..AGES).map(|age| counts.iter().map(|kind| kind[age]).sum()).collect();
    let total = f64::from(all.iter().sum::<u32>()).max(1.0);
    let all = smooth(&all);
    let of_kind = |counts: &Vec<u32>| -> Vec<f64> {
        let n = f64::from(counts.iter().sum::<u32>());
        let mix = |(own, all): (f64, &f64)| {
            let density = (own + PRIOR * all / total) / (n + PRIOR);
            (1.0 - EVEN) * density + EVEN / 100.0
        };
        smooth(counts).into_iter().zip(&all).map(mix).collect()
    };
    counts.iter().map(of_kind).collect()
}
