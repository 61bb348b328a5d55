//! Cases with a place, a day and a value in each mode.

use super::baseline::bits;
use super::error::SubsetError;
use super::modes::Mode;
use crate::StudyPeriod;
use crate::error::ScanError;
use crate::locations::Locations;
use colligate_register::Day;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a subset scan looks at: cases, each at a location, on a day and with a value in each mode.
#[derive(Clone, Debug)]
pub struct MarkedCases {
    locations: Locations,
    period: StudyPeriod,
    modes: Vec<Mode>,
    /// Cases sorted by location: the caller's number of each. *Places* in this order stand for cases below.
    order: Vec<u32>,
    days: Vec<u32>,
    /// The cell of each place: cases of one cell have the same values in all modes.
    cells: Vec<u32>,
    /// Values of each cell, mode after mode.
    marks: Vec<u8>,
    /// Number of the first value of each mode among the values of all modes.
    first: Vec<usize>,
    /// Values of each cell as bits by their numbers among the values of all modes, so many words a cell.
    bits: Vec<u64>,
    words: usize,
    starts: Vec<u32>,
}

impl MarkedCases {
    /// Cases given as (location, day), with modes that have a value for each in the same order.
    ///
    /// # Errors
    /// [`SubsetError::NoModes`], [`SubsetError::Uneven`], and of [`ScanError`] those of no cases, too many, an unknown
    /// location and a day outside the period.
    pub fn new(
        locations: Locations,
        period: StudyPeriod,
        cases: &[(u32, Day)],
        modes: Vec<Mode>,
    ) -> Result<MarkedCases, SubsetError> {
        let most = u32::MAX as usize;
        if cases.is_empty() {
            return Err(ScanError::NoCases.into());
        }
        if cases.len() > most {
            return Err(ScanError::TooMany { what: "cases", found: cases.len(), most }.into());
        }
        if modes.is_empty() {
            return Err(SubsetError::NoModes);
        }
        if let Some(mode) = modes.iter().find(|mode| mode.of_case().len() != cases.len()) {
            let (mode, found) = (mode.name().to_owned(), mode.of_case().len());
            return Err(SubsetError::Uneven { mode, found, cases: cases.len() });
        }
        let mut sorted = Vec::with_capacity(cases.len());
        for (case, &(location, day)) in cases.iter().enumerate() {
            if location as usize >= locations.len() {
                return Err(ScanError::NoSuchLocation { case, location, locations: locations.len() }.into());
            }
            let Some(number) = period.number(day) else {
                let (first, last) = (period.first(), period.last());
                return Err(ScanError::OutsidePeriod { case, day, first, last }.into());
            };
            sorted.push((location, case as u32, number));
        }
        sorted.sort_unstable();
        let mut starts = vec![0u32; locations.len() + 1];
        for &(location, ..) in &sorted {
            starts[location as usize + 1] += 1;
        }
        for location in 0..locations.len() {
            starts[location + 1] += starts[location];
        }
        let values_of = |case: u32| -> Vec<u8> { modes.iter().map(|mode| mode.of_case()[case as usize]).collect() };
        let mut numbers: BTreeMap<Vec<u8>, u32> = sorted.iter().map(|&(_, case, _)| (values_of(case), 0)).collect();
        numbers.values_mut().zip(0..).for_each(|(number, next)| *number = next);
        let cell = |&(_, case, _): &(u32, u32, u32)| numbers.get(&values_of(case)).copied().unwrap_or(0);
        let first: Vec<usize> = modes
            .iter()
            .scan(0, |next, mode| {
                *next += mode.values().len();
                Some(*next - mode.values().len())
            })
            .collect();
        let words = modes.iter().map(|mode| mode.values().len()).sum::<usize>().div_ceil(64);
        let bits = numbers.keys().flat_map(|values| {
            let mut bits = vec![0u64; words];
            values.iter().zip(&first).for_each(|(&value, first)| set_bit(&mut bits, first + value as usize));
            bits
        });
        Ok(MarkedCases {
            bits: bits.collect(),
            first,
            words,
            cells: sorted.iter().map(cell).collect(),
            marks: numbers.keys().flatten().copied().collect(),
            order: sorted.iter().map(|&(_, case, _)| case).collect(),
            days: sorted.iter().map(|&(.., day)| day).collect(),
            locations,
            period,
            modes,
            starts,
        })
    }

    /// How many cases there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Never true: a scan of nothing is refused.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The ways in which cases are told apart.
    pub fn modes(&self) -> &[Mode] {
        &self.modes
    }

    /// Where cases can be.
    pub fn locations(&self) -> &Locations {
        &self.locations
    }

    /// The days looked at.
    pub fn period(&self) -> StudyPeriod {
        self.period
    }

    /// Day number of each place: what a permutation shuffles.
    pub(super) fn days(&self) -> &[u32] {
        &self.days
    }

    /// How many different combinations of values there are.
    pub(super) fn cells(&self) -> usize {
        self.marks.len() / self.modes.len()
    }

    /// The cell of a place.
    #[inline]
    pub(super) fn cell(&self, place: u32) -> u32 {
        self.cells[place as usize]
    }

    /// Numbers of the values of a cell.
    #[inline]
    pub(super) fn marks(&self, cell: u32) -> &[u8] {
        &self.marks[cell as usize * self.modes.len()..(cell as usize + 1) * self.modes.len()]
    }

    /// Values of a cell as bits by their numbers among the values of all modes.
    #[inline]
    pub(super) fn bits(&self, cell: u32) -> &[u64] {
        &self.bits[cell as usize * self.words..(cell as usize + 1) * self.words]
    }

    /// Number of the first value of each mode among the values of all modes.
    pub(super) fn first(&self) -> &[usize] {
        &self.first
    }

    /// Chosen values of each mode as bits by their numbers among the values of all modes.
    pub(super) fn put_bits(&self, choice: &[u64], chosen: &mut Vec<u64>) {
        chosen.clear();
        chosen.resize(self.words, 0);
        for (&values, first) in choice.iter().zip(&self.first) {
            bits(values).for_each(|value| set_bit(chosen, first + value));
        }
    }

    /// The places of a location.
    pub(super) fn at(&self, location: u32) -> Range<u32> {
        self.starts[location as usize]..self.starts[location as usize + 1]
    }

    /// The caller's number of the case at a place.
    pub(super) fn number(&self, place: u32) -> u32 {
        self.order[place as usize]
    }

    /// How many cases lie before each day; one more entry than there are days.
    pub(super) fn before_day(&self) -> Vec<u32> {
        let mut before = vec![0u32; self.period.days() as usize + 1];
        for &day in &self.days {
            before[day as usize + 1] += 1;
        }
        for day in 1..before.len() {
            before[day] += before[day - 1];
        }
        before
    }
}

fn set_bit(words: &mut [u64], bit: usize) {
    words[bit / 64] |= 1 << (bit % 64);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_keep_their_values_when_sorted_by_place() {
        let locations = Locations::on_plane(&[(0.0, 0.0), (1.0, 0.0)]).unwrap();
        let period = StudyPeriod::new(Day(0), Day(9)).unwrap();
        let sex = Mode::new("sex", &["f", "m", "m"]).unwrap();
        let given = [(1, Day(3)), (0, Day(5)), (1, Day(9))];
        let cases = MarkedCases::new(locations.clone(), period, &given, vec![sex.clone()]).unwrap();
        assert_eq!(
            cases.at(1).map(|place| (cases.number(place), cases.marks(cases.cell(place))[0])).collect::<Vec<_>>(),
            [(0, 0), (2, 1)]
        );
        let uneven = MarkedCases::new(locations.clone(), period, &given[..2], vec![sex]);
        assert!(matches!(uneven, Err(SubsetError::Uneven { found: 3, cases: 2, .. })));
        assert!(matches!(MarkedCases::new(locations, period, &given, vec![]), Err(SubsetError::NoModes)));
    }
}
