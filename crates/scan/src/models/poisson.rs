//! The Poisson model: cases among people at risk, whose number is known by place, time and kind of person. Chance means that
//! each case could as well have fallen anywhere, in proportion to the cases expected there. (Kulldorff 1997; in space and time:
//! Kulldorff, Athas, Feuer, Miller and Key 1998, "Evaluating cluster alarms", American Journal of Public Health 88: 1377–1380.)

use super::permutation::MOST_CELLS;
use super::{Model, outside};
use crate::arrangement::Arrangement;
use crate::error::ScanError;
use crate::likelihood::Statistic;
use crate::measure::Measure;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// Cases among people.
pub(crate) struct Poisson {
    observed: Arrangement,
    measure: Measure,
    /// People at each place, averaged over the study period.
    people: Vec<f64>,
    odds: Odds,
}

impl Poisson {
    /// Cases given as (place, interval), with the cases expected at each place in each interval (place after place), and the people
    /// at each place, averaged over the study period.
    ///
    /// # Errors
    /// [`ScanError::NoCases`], [`ScanError::NoPopulation`], [`ScanError::TooMany`].
    pub(crate) fn new(
        intervals: usize,
        cases: &[(u32, u32)],
        expected: &[f64],
        people: Vec<f64>,
    ) -> Result<Poisson, ScanError> {
        if cases.is_empty() {
            return Err(ScanError::NoCases);
        }
        if expected.len() > MOST_CELLS {
            let what = "places times intervals";
            return Err(ScanError::TooMany { what, found: expected.len(), most: MOST_CELLS });
        }
        let odds = Odds::new(expected, intervals).ok_or(ScanError::NoPopulation)?;
        let observed = Arrangement::of(people.len(), cases.iter().copied());
        Ok(Poisson { observed, measure: Measure::table(expected, intervals), people, odds })
    }
}

impl Model for Poisson {
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
        scratch.clear();
        scratch.extend((0..self.observed.count()).map(|_| self.odds.draw(random)));
        let intervals = self.measure.intervals() as u32;
        drawn.fill(self.people.len(), scratch.iter().map(|&cell| (cell / intervals, cell % intervals)));
    }

    fn population(&self, places: &[u32], _: u32, _: u32) -> Option<f64> {
        Some(places.iter().map(|&place| self.people[place as usize]).sum())
    }

    fn without(&self, places: &[u32], start: u32, end: u32) -> Option<Box<dyn Model>> {
        let intervals = self.measure.intervals();
        let stays = outside(places, self.people.len(), start, end);
        let cases: Vec<_> = self.observed.cases().filter(|case| stays(case)).collect();
        let cell = |place: u32, time: u32| match stays(&(place, time)) {
            true => self.measure.cell(place, time, time + 1),
            false => 0.0,
        };
        let mut expected: Vec<f64> = (0..self.people.len() as u32)
            .flat_map(|place| (0..intervals as u32).map(move |time| (place, time)))
            .map(|(place, time)| cell(place, time))
            .collect();
        let fit = cases.len() as f64 / expected.iter().sum::<f64>();
        expected.iter_mut().for_each(|cell| *cell *= fit);
        let mut people = self.people.clone();
        places.iter().for_each(|&place| people[place as usize] = 0.0);
        Poisson::new(intervals, &cases, &expected, people).ok().map(|model| Box::new(model) as Box<dyn Model>)
    }
}

/// Draws numbers in proportion to weights, each in constant time (Walker 1977, by Vose's 1991 construction).
struct Odds {
    cells: Vec<u32>,
    keep: Vec<f64>,
    other: Vec<u32>,
}

impl Odds {
    fn new(weights: &[f64], intervals: usize) -> Option<Odds> {
        let cells: Vec<u32> = (0..weights.len() as u32).filter(|&cell| weights[cell as usize] > 0.0).collect();
        let total: f64 = cells.iter().map(|&cell| weights[cell as usize]).sum();
        if !(total > 0.0 && total.is_finite()) || intervals == 0 {
            return None;
        }
        let scale = cells.len() as f64 / total;
        let mut keep: Vec<f64> = cells.iter().map(|&cell| weights[cell as usize] * scale).collect();
        let mut other: Vec<u32> = (0..cells.len() as u32).collect();
        let (mut small, mut large): (Vec<u32>, Vec<u32>) =
            (0..cells.len() as u32).partition(|&index| keep[index as usize] < 1.0);
        while let (Some(poor), Some(&rich)) = (small.pop(), large.last()) {
            other[poor as usize] = rich;
            keep[rich as usize] -= 1.0 - keep[poor as usize];
            if keep[rich as usize] < 1.0 {
                large.pop();
                small.push(rich);
            }
        }
        small.into_iter().chain(large).for_each(|left| keep[left as usize] = 1.0);
        Some(Odds { cells, keep, other })
    }

    fn draw(&self, random: &mut ChaCha8Rng) -> u32 {
        let point = random.random::<f64>() * self.cells.len() as f64;
        let index = (point as usize).min(self.cells.len() - 1);
        let chosen = if point - (index as f64) < self.keep[index] { index } else { self.other[index] as usize };
        self.cells[chosen]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn numbers_come_in_proportion_to_their_weights() {
        let weights = [0.0, 3.0, 1.0, 0.0, 6.0];
        let odds = Odds::new(&weights, 5).unwrap();
        let mut random = ChaCha8Rng::seed_from_u64(5);
        let mut counts = [0.0; 5];
        (0..100_000).for_each(|_| counts[odds.draw(&mut random) as usize] += 1e-4);
        for (count, weight) in counts.iter().zip(weights) {
            assert!((count - weight).abs() < 0.06, "{counts:?}");
        }
    }

    #[test]
    fn what_is_left_is_expected_to_be_what_is_left() {
        let cases = [(0, 0), (0, 1), (1, 1), (1, 1)];
        let model = Poisson::new(2, &cases, &[1.0, 1.0, 1.0, 1.0], vec![10.0, 20.0]).unwrap();
        let rest = model.without(&[1], 1, 2).unwrap();
        assert_eq!(rest.observed().count(), 2);
        let left = (0..2).map(|place| rest.measure().cell(place, 0, 2)).sum::<f64>();
        assert!((left - 2.0).abs() < 1e-12);
        assert_eq!(rest.population(&[0, 1], 0, 2), Some(10.0));
    }
}
