//! The space-time permutation model: chance means that the dates could as well be dealt out anew among the places.
//!
//! It needs cases only, no population. Places where many cases are and times when many cases are make no cluster by
//! themselves: a window expects the share of its circle times the number of its interval, `µ = n(circle) · n(interval) / C`.
//! A change of population that differs from place to place looks like a cluster. With strata (a substance, a weekday)
//! each stratum expects and is dealt on its own, and the expectations are added. (Kulldorff, Heffernan, Hartman,
//! Assunção and Mostashari 2005, "A space-time permutation scan statistic for disease outbreak detection", PLoS Medicine
//! 2(3): e59.)

use super::{Model, outside};
use crate::arrangement::Arrangement;
use crate::error::ScanError;
use crate::likelihood::Statistic;
use crate::measure::Measure;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

/// Cells of a table of places and intervals at most: a gigabyte of them.
pub(super) const MOST_CELLS: usize = 1 << 27;

/// Cases dealt among their places.
pub(crate) struct Permutation {
    observed: Arrangement,
    measure: Measure,
    intervals: usize,
    /// Stratum of each case of `observed`; empty where there is one.
    strata: Vec<u32>,
    /// Positions in `observed.times` of each stratum, where there are several.
    dealt: Vec<Vec<u32>>,
}

impl Permutation {
    /// Cases given as (place, interval, stratum).
    ///
    /// # Errors
    /// [`ScanError::NoCases`], [`ScanError::TooMany`].
    pub(crate) fn new(places: usize, intervals: usize, cases: &[(u32, u32, u32)]) -> Result<Permutation, ScanError> {
        if cases.is_empty() {
            return Err(ScanError::NoCases);
        }
        let mut sorted = cases.to_vec();
        sorted.sort_unstable();
        let observed = Arrangement::of(places, sorted.iter().map(|&(place, time, _)| (place, time)));
        let mut strata: Vec<u32> = sorted.iter().map(|&(.., stratum)| stratum).collect();
        let mut by_stratum: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (position, &stratum) in strata.iter().enumerate() {
            by_stratum.entry(stratum).or_default().push(position as u32);
        }
        if by_stratum.len() == 1 {
            strata.clear();
            let measure = product(&observed, places, intervals);
            return Ok(Permutation { observed, measure, intervals, strata, dealt: Vec::new() });
        }
        if places.saturating_mul(intervals) > MOST_CELLS {
            let what = "places times intervals, with strata,";
            return Err(ScanError::TooMany { what, found: places.saturating_mul(intervals), most: MOST_CELLS });
        }
        let dealt: Vec<Vec<u32>> = by_stratum.into_values().collect();
        let measure = sum_of_products(&observed, &dealt, places, intervals);
        Ok(Permutation { observed, measure, intervals, strata, dealt })
    }

    /// True where there is one stratum.
    #[cfg(test)]
    pub(crate) fn is_plain(&self) -> bool {
        self.dealt.is_empty()
    }
}

impl Model for Permutation {
    fn statistic(&self) -> Statistic {
        Statistic::Poisson { cases: self.observed.count() as f64 }
    }

    fn measure(&self) -> &Measure {
        &self.measure
    }

    fn observed(&self) -> &Arrangement {
        &self.observed
    }

    fn draw(&self, random: &mut ChaCha8Rng, drawn: &mut Arrangement, scratch: &mut Vec<u32>) {
        drawn.clone_from(&self.observed);
        if self.dealt.is_empty() {
            drawn.times.shuffle(random);
            return;
        }
        for positions in &self.dealt {
            scratch.clear();
            scratch.extend(positions.iter().map(|&position| self.observed.times[position as usize]));
            scratch.shuffle(random);
            for (&position, &time) in positions.iter().zip(scratch.iter()) {
                drawn.times[position as usize] = time;
            }
        }
    }

    fn population(&self, _: &[u32], _: u32, _: u32) -> Option<f64> {
        None
    }

    fn without(&self, places: &[u32], _: u32, _: u32) -> Option<Box<dyn Model>> {
        let count = self.observed.starts.len() - 1;
        let stays = outside(places, count, 0, u32::MAX);
        let stratum = |position: usize| self.strata.get(position).copied().unwrap_or(0);
        let cases = self.observed.cases().enumerate().filter(|(_, case)| stays(case));
        let left: Vec<_> = cases.map(|(position, (place, time))| (place, time, stratum(position))).collect();
        Permutation::new(count, self.intervals, &left).ok().map(|model| Box::new(model) as Box<dyn Model>)
    }
}

fn product(observed: &Arrangement, places: usize, intervals: usize) -> Measure {
    let factors = (0..places as u32).map(|place| observed.at(place).len() as f64).collect();
    let mut before = vec![0.0; intervals + 1];
    for &time in &observed.times {
        before[time as usize + 1] += 1.0;
    }
    for time in 0..intervals {
        before[time + 1] += before[time];
    }
    Measure::Product { places: factors, before, unit: observed.count() as f64 }
}

fn sum_of_products(observed: &Arrangement, dealt: &[Vec<u32>], places: usize, intervals: usize) -> Measure {
    let mut place_of = vec![0u32; observed.count()];
    for place in 0..places {
        place_of[observed.starts[place] as usize..observed.starts[place + 1] as usize].fill(place as u32);
    }
    let mut each = vec![0.0; places * intervals];
    for positions in dealt {
        let mut of_intervals = vec![0.0; intervals];
        for &position in positions {
            of_intervals[observed.times[position as usize] as usize] += 1.0;
        }
        let share = 1.0 / positions.len() as f64;
        for &position in positions {
            let row = place_of[position as usize] as usize * intervals;
            for (cell, count) in each[row..row + intervals].iter_mut().zip(&of_intervals) {
                *cell += share * count;
            }
        }
    }
    Measure::table(&each, intervals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn a_stratum_is_dealt_on_its_own() {
        let cases: Vec<(u32, u32, u32)> = (0..40).map(|i| (i % 5, if i % 2 == 0 { i % 3 } else { 7 }, i % 2)).collect();
        let model = Permutation::new(5, 8, &cases).unwrap();
        assert!(!model.is_plain());
        let (mut drawn, mut random) = (Arrangement::default(), ChaCha8Rng::seed_from_u64(1));
        model.draw(&mut random, &mut drawn, &mut Vec::new());
        for (position, &time) in drawn.times.iter().enumerate() {
            assert_eq!(time == 7, model.strata[position] == 1);
        }
        let expected: f64 = (0..5).map(|place| model.measure.cell(place, 0, 8)).sum();
        assert!((expected - 40.0).abs() < 1e-9);
    }
}
