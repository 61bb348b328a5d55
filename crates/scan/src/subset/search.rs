//! The search through all windows for one arrangement of days.

use super::ascent::{Choice, Tallies, Window};
use super::baseline::Inside;
use super::cases::MarkedCases;
use super::circles::{Around, around_all};
use super::limits::SubsetLimits;
use std::ops::Range;

/// Other beginnings are tried where the first reached more than this share of the best so far: a restart that doubles
/// what the first found is rare.
const WORTH_RESTARTS: f64 = 0.5;

/// What all arrangements of one scan share.
pub(super) struct Search<'a> {
    cases: &'a MarkedCases,
    limits: &'a SubsetLimits,
    circles: Vec<Around>,
    intervals: Vec<(u32, u32)>,
    /// Intervals of one length, the earlier first.
    lengths: Vec<Range<usize>>,
    /// Share of all cases that each interval holds.
    shares: Vec<f64>,
    /// The first day of any of them.
    earliest: u32,
}

/// The best choice in a window.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) centre: u32,
    /// How many of the centre's neighbours are inside.
    pub(super) members: usize,
    /// Number of the interval.
    pub(super) interval: usize,
    pub(super) choice: Choice,
}

/// Memory to use again from circle to circle.
pub(super) struct Memory {
    inside: Inside,
    /// (day, cell) of the cases of the circle, sorted.
    by_day: Vec<(u32, u32)>,
    /// Days of the cases that came in since the last circle.
    fresh: Vec<u32>,
    counts: Counts,
    tallies: Tallies,
}

impl<'a> Search<'a> {
    pub(super) fn new(cases: &'a MarkedCases, limits: &'a SubsetLimits) -> Search<'a> {
        let before = cases.before_day();
        let intervals = limits.intervals(cases.period());
        let held = |&(first, last): &(u32, u32)| before[last as usize + 1] - before[first as usize];
        let shares = intervals.iter().map(|interval| f64::from(held(interval)) / cases.len() as f64).collect();
        let lengths = of_one_length(&intervals);
        let earliest = intervals.iter().map(|&(first, _)| first).min().unwrap_or(0);
        Search { cases, limits, circles: around_all(cases, limits), intervals, lengths, shares, earliest }
    }

    pub(super) fn centres(&self) -> usize {
        self.circles.len()
    }

    pub(super) fn memory(&self) -> Memory {
        Memory {
            inside: Inside::new(self.cases, self.limits.independence),
            by_day: Vec::new(),
            fresh: Vec::new(),
            counts: Counts { cells: Vec::new(), at: vec![u32::MAX; self.cases.cells()], bound: Vec::new() },
            tallies: Tallies::default(),
        }
    }

    /// First and last day of an interval.
    pub(super) fn interval(&self, number: usize) -> (u32, u32) {
        self.intervals[number]
    }

    /// The locations of the circle of a find.
    pub(super) fn members(&self, found: &Found) -> &[u32] {
        &self.circles[found.centre as usize].members[..found.members]
    }

    /// The best choice in each interval among all circles around one centre, where its score is above `least`.
    pub(super) fn best_around(&self, centre: usize, days: &[u32], least: f64, memory: &mut Memory) -> Vec<Found> {
        let mut best: Vec<Option<Found>> = vec![None; self.intervals.len()];
        let mut scores = vec![least; self.intervals.len()];
        self.around(centre, days, memory, &mut |interval, offer| match offer {
            Offer::Bound(bound) => bound > scores[interval],
            Offer::First(score) => score > WORTH_RESTARTS * scores[interval],
            Offer::Found(members, choice) if choice.score > scores[interval] => {
                scores[interval] = choice.score;
                best[interval] = Some(Found { centre: centre as u32, members, interval, choice });
                true
            }
            Offer::Found(..) => false,
        });
        best.into_iter().flatten().collect()
    }

    /// The score of the best choice of all windows.
    pub(super) fn strongest(&self, days: &[u32], memory: &mut Memory) -> f64 {
        let mut strongest = 0.0;
        for centre in 0..self.centres() {
            self.around(centre, days, memory, &mut |_, offer| match offer {
                Offer::Bound(bound) => bound > strongest,
                Offer::First(score) => score > WORTH_RESTARTS * strongest,
                Offer::Found(_, choice) => {
                    strongest = choice.score.max(strongest);
                    true
                }
            });
        }
        strongest
    }

    /// Goes through the windows around a centre. A circle is tried in an interval if a case came in there since the
    /// last circle.
    fn around(&self, centre: usize, days: &[u32], memory: &mut Memory, keep: &mut impl FnMut(usize, Offer) -> bool) {
        memory.inside.clear();
        memory.by_day.clear();
        let Around { members, ends } = &self.circles[centre];
        let mut from = 0;
        for &end in ends {
            memory.fresh.clear();
            let known = memory.by_day.len();
            for &location in &members[from..end] {
                for place in self.cases.at(location) {
                    let (day, cell) = (days[place as usize], self.cases.cell(place));
                    memory.inside.add(self.cases, cell);
                    if day >= self.earliest {
                        memory.by_day.push((day, cell));
                        memory.fresh.push(day);
                    }
                }
            }
            from = end;
            if !memory.fresh.is_empty() {
                memory.inside.settle(self.cases);
                memory.fresh.sort_unstable();
                memory.by_day[known..].sort_unstable();
                // Two runs in order, which a stable sort merges.
                memory.by_day.sort();
                self.intervals_of(centre, end, memory, keep);
            }
        }
    }

    fn intervals_of(
        &self,
        centre: usize,
        members: usize,
        memory: &mut Memory,
        keep: &mut impl FnMut(usize, Offer) -> bool,
    ) {
        let Memory { inside: circle, by_day, fresh, counts, tallies } = memory;
        for number in self.lengths.iter().flat_map(|length| self.holding(length, fresh)) {
            let (first, last) = self.intervals[number];
            let low = by_day.partition_point(|&(day, _)| day < first);
            let high = low + by_day[low..].partition_point(|&(day, _)| day <= last);
            if high - low < self.limits.min_cases as usize {
                continue;
            }
            counts.count(&by_day[low..high]);
            let window = Window { cases: self.cases, circle, inside: &counts.cells, share: self.shares[number] };
            if !keep(number, Offer::Bound(window.bound(&mut counts.bound))) {
                continue;
            }
            let mut choice = window.first(tallies);
            if keep(number, Offer::First(choice.score)) {
                let lot = ((centre as u64) << 40) ^ ((members as u64) << 20) ^ number as u64;
                choice = window.again(choice, self.limits.restarts, lot, tallies);
            }
            if choice.score > 0.0 && choice.observed >= self.limits.min_cases {
                keep(number, Offer::Found(members, choice));
            }
        }
    }
}

impl Search<'_> {
    /// The intervals of one length that hold one of these days, in order; so are the days.
    fn holding<'s>(&'s self, length: &Range<usize>, days: &'s [u32]) -> impl Iterator<Item = usize> + 's {
        let start = length.start;
        let intervals = &self.intervals[length.clone()];
        let mut done = 0;
        days.iter().flat_map(move |&day| {
            let from = intervals.partition_point(|&(_, last)| last < day).max(done);
            let to = intervals.partition_point(|&(first, _)| first <= day);
            done = done.max(to);
            start + from..start + to
        })
    }
}

/// Runs of intervals in which each begins and ends after the one before.
fn of_one_length(intervals: &[(u32, u32)]) -> Vec<Range<usize>> {
    let later = |(before, after): (&(u32, u32), &(u32, u32))| before.0 < after.0 && before.1 <= after.1;
    let mut lengths: Vec<Range<usize>> = Vec::new();
    for number in 0..intervals.len() {
        match lengths.last_mut() {
            Some(length) if later((&intervals[number - 1], &intervals[number])) => length.end = number + 1,
            _ => lengths.push(number..number + 1),
        }
    }
    lengths
}

/// The cases of one window by cell.
struct Counts {
    /// Cells with cases, and how many.
    cells: Vec<(u32, u32)>,
    /// Where each cell stands in `cells`; `u32::MAX` where it does not.
    at: Vec<u32>,
    /// Memory for the bound.
    bound: Vec<(f64, f64)>,
}

impl Counts {
    fn count(&mut self, inside: &[(u32, u32)]) {
        self.cells.drain(..).for_each(|(cell, _)| self.at[cell as usize] = u32::MAX);
        for &(_, cell) in inside {
            let at = &mut self.at[cell as usize];
            if *at == u32::MAX {
                *at = self.cells.len() as u32;
                self.cells.push((cell, 0));
            }
            self.cells[*at as usize].1 += 1;
        }
    }
}

/// What a search offers its keeper, who says whether it is worth going on.
enum Offer {
    /// No choice in the window exceeds this.
    Bound(f64),
    /// What the first ascent reached: is it worth while to begin elsewhere?
    First(f64),
    /// The best choice in the circle of so many members.
    Found(usize, Choice),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StudyPeriod;
    use crate::locations::Locations;
    use crate::subset::{Intervals, Mode};
    use colligate_register::Day;

    #[test]
    fn no_choice_exceeds_the_bound_of_its_window() {
        for independence in [0.1, 0.5, 1.0] {
            let places: Vec<(f64, f64)> = (0..12).map(|i| (f64::from(i % 4), f64::from(i / 4))).collect();
            let scattered = |i: u32, by: u32| (i * by + i * i * 7 + 11) % 97;
            let given: Vec<(u32, Day)> =
                (0..160).map(|i| (scattered(i, 5) % 12, Day(scattered(i, 31) as i32))).collect();
            let mode = |name: &str, by: u32| {
                let values: Vec<String> = (0..160).map(|i| (scattered(i, by) % 5).to_string()).collect();
                Mode::new(name, &values).unwrap()
            };
            let period = StudyPeriod::new(Day(0), Day(99)).unwrap();
            let modes = vec![mode("a", 3), mode("b", 19)];
            let cases = MarkedCases::new(Locations::on_plane(&places).unwrap(), period, &given, modes).unwrap();
            let limits = SubsetLimits {
                independence,
                growth: 1.0,
                min_cases: 1,
                ..SubsetLimits::new(Intervals::Anywhere, &[10, 30])
            };
            let search = Search::new(&cases, &limits);
            let (mut memory, mut windows) = (search.memory(), 0);
            for centre in 0..search.centres() {
                let mut bound = 0.0;
                search.around(centre, cases.days(), &mut memory, &mut |_, offer| {
                    match offer {
                        Offer::Bound(found) => bound = found,
                        Offer::First(_) => {}
                        Offer::Found(_, choice) => {
                            windows += 1;
                            assert!(choice.score <= bound, "{choice:?} {bound}");
                        }
                    }
                    true
                });
            }
            assert!(windows > 500, "{windows}");
        }
    }
}
