//! The Bernoulli model: cases and controls, each at a place and perhaps a time. Chance means that any of them could as well have
//! been the cases. (Kulldorff 1997, "A spatial scan statistic", Communications in Statistics: Theory and Methods 26: 1481–1496.)

use super::{Model, outside};
use crate::arrangement::Arrangement;
use crate::error::ScanError;
use crate::likelihood::Statistic;
use crate::measure::Measure;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// Cases among cases and controls.
pub(crate) struct Bernoulli {
    observed: Arrangement,
    people: Arrangement,
    measure: Measure,
    intervals: usize,
}

impl Bernoulli {
    /// Cases and controls given as (place, interval).
    ///
    /// # Errors
    /// [`ScanError::NoCases`], [`ScanError::NoControls`].
    pub(crate) fn new(
        places: usize,
        intervals: usize,
        cases: &[(u32, u32)],
        controls: &[(u32, u32)],
    ) -> Result<Bernoulli, ScanError> {
        if cases.is_empty() {
            return Err(ScanError::NoCases);
        }
        if controls.is_empty() {
            return Err(ScanError::NoControls);
        }
        let observed = Arrangement::of(places, cases.iter().copied());
        let people = Arrangement::of(places, cases.iter().chain(controls).copied());
        let measure = if places.saturating_mul(intervals) <= 4 * people.count() {
            let mut each = vec![0.0; places * intervals];
            for (place, time) in people.cases() {
                each[place as usize * intervals + time as usize] += 1.0;
            }
            Measure::table(&each, intervals)
        } else {
            Measure::People { people: people.clone(), intervals }
        };
        Ok(Bernoulli { observed, people, measure, intervals })
    }
}

impl Model for Bernoulli {
    fn statistic(&self) -> Statistic {
        Statistic::Bernoulli { cases: self.observed.count() as f64, people: self.people.count() as f64 }
    }

    fn measure(&self) -> &Measure {
        &self.measure
    }

    fn observed(&self) -> &Arrangement {
        &self.observed
    }

    fn draw(&self, random: &mut ChaCha8Rng, drawn: &mut Arrangement, scratch: &mut Vec<u32>) {
        // The rarer of the two kinds is chosen, by the first steps of a shuffle.
        let (people, cases) = (self.people.count(), self.observed.count());
        let few = cases.min(people - cases);
        scratch.clear();
        scratch.extend(0..people as u32);
        for chosen in 0..few {
            let other = random.random_range(chosen..people);
            scratch.swap(chosen, other);
        }
        let chosen = if few == cases { &mut scratch[..few] } else { &mut scratch[few..] };
        chosen.sort_unstable();
        drawn.starts.clear();
        drawn.starts.extend(self.people.starts.iter().map(|&start| chosen.partition_point(|&one| one < start) as u32));
        drawn.times.clear();
        drawn.times.extend(chosen.iter().map(|&one| self.people.times[one as usize]));
    }

    fn population(&self, places: &[u32], start: u32, end: u32) -> Option<f64> {
        Some(places.iter().map(|&place| self.measure.cell(place, start, end)).sum())
    }

    fn without(&self, places: &[u32], start: u32, end: u32) -> Option<Box<dyn Model>> {
        let count = self.people.starts.len() - 1;
        let stays = outside(places, count, start, end);
        let cases: Vec<_> = self.observed.cases().filter(|case| stays(case)).collect();
        let mut people: Vec<_> = self.people.cases().filter(|one| stays(one)).collect();
        people.sort_unstable();
        let mut left = cases.clone();
        left.sort_unstable();
        let mut left = left.into_iter().peekable();
        let controls: Vec<_> = people.into_iter().filter(|one| left.next_if_eq(one).is_none()).collect();
        Bernoulli::new(count, self.intervals, &cases, &controls).ok().map(|model| Box::new(model) as Box<dyn Model>)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    #[test]
    fn a_draw_chooses_as_many_cases_among_all_people() {
        let cases: Vec<_> = (0..6).map(|i| (i % 3, i % 2)).collect();
        for controls in [3u32, 30] {
            let controls: Vec<_> = (0..controls).map(|i| (i % 4, i % 2)).collect();
            let model = Bernoulli::new(4, 2, &cases, &controls).unwrap();
            let (mut drawn, mut random) = (Arrangement::default(), ChaCha8Rng::seed_from_u64(3));
            for _ in 0..20 {
                model.draw(&mut random, &mut drawn, &mut Vec::new());
                assert_eq!(drawn.count(), 6);
                for place in 0..4 {
                    for time in 0..2 {
                        let count = |one: &Arrangement| one.at(place).iter().filter(|&&t| t == time).count();
                        assert!(count(&drawn) <= count(&model.people));
                    }
                }
            }
        }
    }

    #[test]
    fn without_a_cluster_its_people_are_gone() {
        let model = Bernoulli::new(3, 2, &[(0, 0), (0, 1), (1, 0)], &[(0, 0), (1, 1), (2, 0)]).unwrap();
        let rest = model.without(&[0], 0, 1).unwrap();
        assert_eq!(rest.statistic(), Statistic::Bernoulli { cases: 2.0, people: 4.0 });
        assert_eq!(rest.population(&[0, 1, 2], 0, 2), Some(4.0));
    }
}
