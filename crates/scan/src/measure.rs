//! How much each place and interval counts under the model: expected cases, or people.

use crate::arrangement::Arrangement;

/// The measure of every place and interval, the same in every draw. The measure of a window is the sum over it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Measure {
    /// A product: `place · interval / unit`. What a permutation expects, with whole numbers as factors, so that sums are exact.
    Product {
        /// Factor of each place.
        places: Vec<f64>,
        /// Sums of the factors of the intervals before each; one more than there are intervals.
        before: Vec<f64>,
        /// What products are divided by.
        unit: f64,
    },
    /// Any table.
    Table {
        /// Sums over the intervals before each, place after place; one more for each place than there are intervals.
        before: Vec<f64>,
        /// How many intervals there are.
        intervals: usize,
    },
    /// One for each person at a place and time: cheaper than a table where there are few.
    People {
        /// Where and when they are.
        people: Arrangement,
        /// How many intervals there are.
        intervals: usize,
    },
}

impl Measure {
    /// A table from the measure of each interval, place after place.
    pub(crate) fn table(each: &[f64], intervals: usize) -> Measure {
        let mut before = Vec::with_capacity(each.len() + each.len() / intervals.max(1));
        for row in each.chunks(intervals.max(1)) {
            let mut sum = 0.0;
            before.push(sum);
            for part in row {
                sum += part;
                before.push(sum);
            }
        }
        Measure::Table { before, intervals }
    }

    /// Windows are measured in this part of the unit: divide by it.
    pub(crate) fn unit(&self) -> f64 {
        match self {
            Measure::Product { unit, .. } => *unit,
            Measure::Table { .. } | Measure::People { .. } => 1.0,
        }
    }

    /// Number of intervals.
    pub(crate) fn intervals(&self) -> usize {
        match self {
            Measure::Product { before, .. } => before.len() - 1,
            Measure::Table { intervals, .. } | Measure::People { intervals, .. } => *intervals,
        }
    }

    /// Measure of each place over all intervals.
    pub(crate) fn of_places(&self) -> Vec<f64> {
        match self {
            Measure::Product { places, before, unit } => {
                let all = before.last().copied().unwrap_or(0.0);
                places.iter().map(|place| place * all / unit).collect()
            }
            Measure::Table { before, intervals } => {
                before.chunks(intervals + 1).map(|row| row.last().copied().unwrap_or(0.0)).collect()
            }
            Measure::People { people, .. } => {
                people.starts.windows(2).map(|ends| f64::from(ends[1] - ends[0])).collect()
            }
        }
    }

    /// Measure of one place in the intervals from `start` to before `end`.
    pub(crate) fn cell(&self, place: u32, start: u32, end: u32) -> f64 {
        if let Measure::People { people, .. } = self {
            return people.at(place).iter().filter(|&time| (start..end).contains(time)).count() as f64;
        }
        let (place, start, end) = (place as usize, start as usize, end as usize);
        match self {
            Measure::Product { places, before, unit } => places[place] * (before[end] - before[start]) / unit,
            Measure::Table { before, intervals } => {
                let row = place * (intervals + 1);
                before[row + end] - before[row + start]
            }
            Measure::People { .. } => 0.0,
        }
    }
}

/// The measure inside a circle while it grows.
pub(crate) trait Inside {
    /// Begins with an empty circle.
    fn clear(&mut self);
    /// A place comes in.
    fn add(&mut self, place: u32);
    /// Measure of the circle in the intervals from `start` to before `end`, in parts of the unit.
    fn window(&self, start: usize, end: usize) -> f64;
}

/// For a product: only the sum of the places' factors is kept.
pub(crate) struct ProductInside<'a> {
    pub(crate) places: &'a [f64],
    pub(crate) before: &'a [f64],
    pub(crate) sum: f64,
}

impl Inside for ProductInside<'_> {
    fn clear(&mut self) {
        self.sum = 0.0;
    }

    #[inline]
    fn add(&mut self, place: u32) {
        self.sum += self.places[place as usize];
    }

    #[inline]
    fn window(&self, start: usize, end: usize) -> f64 {
        self.sum * (self.before[end] - self.before[start])
    }
}

/// For a table: the sums over time are kept.
pub(crate) struct TableInside<'a> {
    pub(crate) before: &'a [f64],
    pub(crate) sums: Vec<f64>,
}

impl Inside for TableInside<'_> {
    fn clear(&mut self) {
        self.sums.fill(0.0);
    }

    fn add(&mut self, place: u32) {
        let width = self.sums.len();
        let row = &self.before[place as usize * width..(place as usize + 1) * width];
        for (sum, part) in self.sums.iter_mut().zip(row) {
            *sum += part;
        }
    }

    #[inline]
    fn window(&self, start: usize, end: usize) -> f64 {
        self.sums[end] - self.sums[start]
    }
}

/// For people: the sums over time are kept.
pub(crate) struct PeopleInside<'a> {
    pub(crate) people: &'a Arrangement,
    pub(crate) sums: Vec<f64>,
}

impl Inside for PeopleInside<'_> {
    fn clear(&mut self) {
        self.sums.fill(0.0);
    }

    fn add(&mut self, place: u32) {
        for &time in self.people.at(place) {
            for sum in &mut self.sums[time as usize + 1..] {
                *sum += 1.0;
            }
        }
    }

    #[inline]
    fn window(&self, start: usize, end: usize) -> f64 {
        self.sums[end] - self.sums[start]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn product_and_table_measure_alike() {
        let product = Measure::Product { places: vec![2.0, 3.0], before: vec![0.0, 1.0, 5.0], unit: 10.0 };
        let table = Measure::table(&[0.2, 0.8, 0.3, 1.2], 2);
        for (place, start, end) in [(0, 0, 1), (0, 0, 2), (1, 1, 2), (1, 0, 2)] {
            assert!((product.cell(place, start, end) - table.cell(place, start, end)).abs() < 1e-12);
        }
        assert!(product.of_places().iter().zip(table.of_places()).all(|(a, b)| (a - b).abs() < 1e-12));
    }
}
