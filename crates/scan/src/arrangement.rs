//! One arrangement of the cases over places and intervals: the data themselves, or a draw.

/// Cases by place; of each, its interval.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Arrangement {
    /// Where the cases of each place begin in `times`; one more than there are places.
    pub(crate) starts: Vec<u32>,
    /// Interval of each case.
    pub(crate) times: Vec<u32>,
}

impl Arrangement {
    /// Sorts cases given as (place, interval) by place.
    pub(crate) fn of(places: usize, cases: impl Iterator<Item = (u32, u32)> + Clone) -> Arrangement {
        let mut arrangement = Arrangement::default();
        arrangement.fill(places, cases);
        arrangement
    }

    /// The same in place, so that memory is used again.
    pub(crate) fn fill(&mut self, places: usize, cases: impl Iterator<Item = (u32, u32)> + Clone) {
        self.starts.clear();
        self.starts.resize(places + 2, 0);
        let mut count = 0;
        for (place, _) in cases.clone() {
            self.starts[place as usize + 2] += 1;
            count += 1;
        }
        for place in 2..self.starts.len() {
            self.starts[place] += self.starts[place - 1];
        }
        self.times.clear();
        self.times.resize(count, 0);
        for (place, time) in cases {
            let next = &mut self.starts[place as usize + 1];
            self.times[*next as usize] = time;
            *next += 1;
        }
        self.starts.pop();
    }

    /// Intervals of the cases at a place.
    #[inline]
    pub(crate) fn at(&self, place: u32) -> &[u32] {
        &self.times[self.starts[place as usize] as usize..self.starts[place as usize + 1] as usize]
    }

    /// Cases in all.
    pub(crate) fn count(&self) -> usize {
        self.times.len()
    }

    /// (place, interval) of every case.
    pub(crate) fn cases(&self) -> impl Iterator<Item = (u32, u32)> + Clone + '_ {
        (0..self.starts.len().saturating_sub(1) as u32)
            .flat_map(|place| self.at(place).iter().map(move |&time| (place, time)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_found_by_place() {
        let cases = [(2, 5), (0, 1), (2, 3), (0, 9)];
        let arrangement = Arrangement::of(4, cases.iter().copied());
        assert_eq!([arrangement.at(0), arrangement.at(1), arrangement.at(2)], [&[1, 9][..], &[], &[5, 3]]);
        assert_eq!(arrangement.at(3), [0u32; 0]);
        assert_eq!(arrangement.cases().collect::<Vec<_>>(), [(0, 1), (0, 9), (2, 5), (2, 3)]);
    }
}
