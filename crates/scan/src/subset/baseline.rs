//! How many cases a window expects among the chosen values.
//!
//! History is the whole study period: of the cases of the circle, an interval expects the share that it holds of all
//! cases. How many of them have the chosen values is counted in two ways, and mixed:
//!
//! ```text
//! E = n(interval)/N · ( (1 − λ) · n(circle, values) + λ · n(circle) · Π_modes n(circle, values of the mode)/n(circle) )
//! ```
//!
//! The first term keeps what goes together at all times, such as xylazine with fentanyl, from looking like an excess. The
//! second, the product of the marginals, keeps values that are rare together from having next to nothing expected. λ is
//! the independence. Nothing in it depends on which case fell on which day, so a permutation of the days shares
//! it, and both terms are sums over cells, which linear-time subset scanning needs.

use super::cases::MarkedCases;
use super::modes::MAX_VALUES;

/// Chosen values of each mode, a bit for each.
pub(super) type Choice = [u64];

/// The cases of a growing circle, counted by cell and by value.
pub(super) struct Inside {
    independence: f64,
    total: f64,
    /// Cells with cases, and how many each has.
    cells: Vec<u32>,
    in_cell: Vec<u32>,
    /// What an interval that holds all cases would expect in each cell.
    usual: Vec<f64>,
    /// Cases by mode and value.
    in_value: Vec<[u32; MAX_VALUES]>,
}

impl Inside {
    pub(super) fn new(cases: &MarkedCases, independence: f64) -> Inside {
        Inside {
            independence,
            total: 0.0,
            cells: Vec::new(),
            in_cell: vec![0; cases.cells()],
            usual: vec![0.0; cases.cells()],
            in_value: vec![[0; MAX_VALUES]; cases.modes().len()],
        }
    }

    pub(super) fn clear(&mut self) {
        self.cells.drain(..).for_each(|cell| self.in_cell[cell as usize] = 0);
        self.in_value.fill([0; MAX_VALUES]);
        self.total = 0.0;
    }

    pub(super) fn add(&mut self, cases: &MarkedCases, cell: u32) {
        self.total += 1.0;
        let count = &mut self.in_cell[cell as usize];
        if *count == 0 {
            self.cells.push(cell);
        }
        *count += 1;
        for (counts, &value) in self.in_value.iter_mut().zip(cases.marks(cell)) {
            counts[value as usize] += 1;
        }
    }

    /// Works out what is usual in each cell, once the circle is whole.
    pub(super) fn settle(&mut self, cases: &MarkedCases) {
        for &cell in &self.cells {
            let shares = cases.marks(cell).iter().zip(&self.in_value);
            let product: f64 = shares.map(|(&value, counts)| f64::from(counts[value as usize]) / self.total).product();
            self.usual[cell as usize] = (1.0 - self.independence) * f64::from(self.in_cell[cell as usize])
                + self.independence * self.total * product;
        }
    }

    /// What an interval that holds all cases would expect in a cell that has cases.
    pub(super) fn usual(&self, cell: u32) -> f64 {
        self.usual[cell as usize]
    }

    /// Share of the circle's cases with one of the chosen values of a mode.
    pub(super) fn share(&self, mode: usize, chosen: u64) -> f64 {
        let with: u32 = bits(chosen).map(|value| self.in_value[mode][value]).sum();
        f64::from(with) / self.total.max(1.0)
    }

    /// What an interval with this share of all cases expects for each value of one mode, the other modes being as chosen,
    /// given the cases of the circle with each value and chosen values in all other modes.
    pub(super) fn expected_by_value(
        &self,
        choice: &Choice,
        mode: usize,
        share: f64,
        together: &[u32],
        expected: &mut [f64],
    ) {
        let others: f64 =
            (0..choice.len()).filter(|&other| other != mode).map(|other| self.share(other, choice[other])).product();
        let (apart, joint) = (share * self.independence * others, share * (1.0 - self.independence));
        for ((expected, &count), &with) in expected.iter_mut().zip(&self.in_value[mode]).zip(together) {
            *expected = apart * f64::from(count) + joint * f64::from(with);
        }
    }

    /// Cells with cases, and how many each has.
    pub(super) fn cells(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.cells.iter().map(|&cell| (cell, self.in_cell[cell as usize]))
    }
}

/// The numbers of the bits that are set.
pub(super) fn bits(set: u64) -> impl Iterator<Item = usize> {
    std::iter::successors((set != 0).then_some(set), |&rest| Some(rest & (rest - 1)).filter(|&rest| rest != 0))
        .map(|rest| rest.trailing_zeros() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_numbered_from_the_lowest() {
        assert_eq!(bits(0b1010_0001).collect::<Vec<_>>(), [0, 5, 7]);
        assert_eq!(bits(0).count(), 0);
        assert_eq!(bits(u64::MAX).count(), 64);
    }
}
