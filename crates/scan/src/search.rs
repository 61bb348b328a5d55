//! The search for the strongest windows of one arrangement of cases over days.
//!
//! Only a few of all windows need a look. An interval that begins or ends on a day without a case inside the circle
//! is no stronger than the shorter one that begins and ends with cases, for it expects no fewer. And when the circle grows,
//! an interval without any of the cases that came in is weaker than before. So each new case is tried only with
//! the intervals that hold it.

use crate::cases::Cases;
use crate::circles::Circles;
use crate::likelihood::{Bounds, log_likelihood_ratio, may_win};
use crate::windows::{Timing, WindowLimits};

/// What all arrangements of one scan share: circles, cases a day, and the table of bounds.
pub(crate) struct Search<'a> {
    cases: &'a Cases,
    circles: Circles,
    before_day: Vec<u32>,
    bounds: Bounds,
    max_days: u32,
    timing: Timing,
}

/// A window as the search meets it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    /// Log likelihood ratio.
    pub(crate) score: f64,
    /// Location in the middle.
    pub(crate) centre: u32,
    /// How many of the centre's neighbours are inside.
    pub(crate) members: u32,
    /// Number of the first day.
    pub(crate) start: u32,
    /// Number of the last day.
    pub(crate) end: u32,
    /// Cases inside.
    pub(crate) observed: u32,
    /// Cases expected inside.
    pub(crate) expected: f64,
}

/// What is kept of the windows the search meets.
pub(crate) trait Keeper {
    /// The row of the table a window that ends on this day is tested against.
    fn row(&self, end: u32) -> &[f64];
    /// Takes a window that passed the test.
    fn offer(&mut self, found: Found);
}

impl<'a> Search<'a> {
    /// Prepares a search.
    pub(crate) fn new(cases: &'a Cases, limits: &WindowLimits) -> Search<'a> {
        Search {
            cases,
            circles: Circles::around_all(cases, limits),
            before_day: cases.before_day(),
            bounds: Bounds::new(cases.len(), limits.min_cases),
            max_days: limits.max_days,
            timing: limits.timing,
        }
    }

    /// How many centres there are.
    pub(crate) fn centres(&self) -> usize {
        self.circles.centres()
    }

    /// The locations around a centre, from near to far.
    pub(crate) fn members(&self, centre: usize) -> &[u32] {
        self.circles.members(centre)
    }

    /// The statistic of the strongest window when the cases, sorted by location, fall on these days; 0 where no
    /// window has an excess.
    pub(crate) fn strongest(&self, days: &[u32], inside: &mut DaysInside) -> f64 {
        let mut keeper = Strongest { bounds: &self.bounds, score: 0.0, row: self.bounds.row(0.0) };
        for centre in 0..self.centres() {
            self.around(centre, days, inside, &mut keeper);
        }
        keeper.score
    }

    /// The strongest windows around one centre, one for each stretch of `stretch` days in which a window ends.
    pub(crate) fn best_around(&self, centre: usize, days: &[u32], stretch: u32, inside: &mut DaysInside) -> Vec<Found> {
        let stretches = (self.before_day.len() - 1).div_ceil(stretch.max(1) as usize);
        let mut keeper = BestOfStretches {
            bounds: &self.bounds,
            stretch: stretch.max(1),
            best: vec![None; stretches],
            rows: vec![self.bounds.row(0.0); stretches],
        };
        self.around(centre, days, inside, &mut keeper);
        keeper.best.into_iter().flatten().collect()
    }

    fn around<K: Keeper>(&self, centre: usize, days: &[u32], inside: &mut DaysInside, keeper: &mut K) {
        inside.clear();
        let last = self.before_day.len() as u32 - 2;
        let too_early = match self.timing {
            Timing::Prospective => (last + 1).saturating_sub(self.max_days),
            Timing::Retrospective => 0,
        };
        let mut cases_inside = 0;
        let members = self.circles.members(centre);
        for (number, (&location, &closes)) in members.iter().zip(self.circles.closes(centre)).enumerate() {
            let at = self.cases.at(location);
            cases_inside += at.len();
            for &day in days.get(at).unwrap_or_default() {
                if day >= too_early {
                    inside.add(day);
                }
            }
            if closes && !inside.fresh.is_empty() {
                let circle = Circle { centre: centre as u32, members: number as u32 + 1, cases: cases_inside as f64 };
                match self.timing {
                    Timing::Prospective => self.intervals_to_the_end(circle, last, inside, keeper),
                    Timing::Retrospective => self.intervals_with_fresh_days(circle, inside, keeper),
                }
                inside.fresh.clear();
            }
        }
    }

    fn intervals_to_the_end<K: Keeper>(&self, circle: Circle, last: u32, inside: &DaysInside, keeper: &mut K) {
        let latest = inside.fresh.iter().copied().max().unwrap_or(0);
        let all = inside.before[inside.days.len()];
        for (index, &start) in inside.days.iter().enumerate().take_while(|&(_, &start)| start <= latest) {
            let cases_then = (self.cases.len() as u32 - self.before_day[start as usize]) as f64;
            self.try_window(circle, start, last, all - inside.before[index], cases_then, keeper);
        }
    }

    fn intervals_with_fresh_days<K: Keeper>(&self, circle: Circle, inside: &mut DaysInside, keeper: &mut K) {
        inside.fresh.sort_unstable();
        inside.fresh.dedup();
        let mut tried = 0;
        for &fresh in &inside.fresh {
            let here = inside.days.partition_point(|&day| day < fresh);
            let earliest = inside.days.partition_point(|&day| day.saturating_add(self.max_days) <= fresh);
            for first in earliest.max(tried)..=here {
                let start = inside.days[first];
                let beyond = start.saturating_add(self.max_days);
                let (cases_before, taken) = (inside.before[first], self.before_day[start as usize]);
                let ends = inside.days[here..].iter().zip(&inside.before[here + 1..]);
                for (&end, &until) in ends.take_while(|&(&end, _)| end < beyond) {
                    let cases_then = (self.before_day[end as usize + 1] - taken) as f64;
                    self.try_window(circle, start, end, until - cases_before, cases_then, keeper);
                }
            }
            tried = here + 1;
        }
    }

    /// Offers a window if it may be strong enough. Its expectation is that of the space-time permutation model: the
    /// share of the cases that lie in the circle times the number that lie in the interval.
    #[inline]
    fn try_window<K: Keeper>(
        &self,
        circle: Circle,
        start: u32,
        end: u32,
        observed: u32,
        cases_then: f64,
        keeper: &mut K,
    ) {
        let scaled = circle.cases * cases_then;
        if may_win(keeper.row(end), observed, scaled) {
            let total = self.cases.len() as f64;
            let expected = scaled / total;
            let score = log_likelihood_ratio(f64::from(observed), expected, total);
            let Circle { centre, members, .. } = circle;
            keeper.offer(Found { score, centre, members, start, end, observed, expected });
        }
    }
}

#[derive(Clone, Copy)]
struct Circle {
    centre: u32,
    members: u32,
    cases: f64,
}

/// The days of the cases inside a growing circle, sorted, each once, with running counts. Kept between centres so that
/// its memory is used again.
#[derive(Default)]
pub(crate) struct DaysInside {
    days: Vec<u32>,
    /// Cases inside before each of `days`, and at the end all of them.
    before: Vec<u32>,
    /// Days of the cases that came in with the last ring.
    fresh: Vec<u32>,
}

impl DaysInside {
    fn clear(&mut self) {
        self.days.clear();
        self.before.clear();
        self.before.push(0);
        self.fresh.clear();
    }

    fn add(&mut self, day: u32) {
        let place = self.days.partition_point(|&other| other < day);
        if self.days.get(place) != Some(&day) {
            self.days.insert(place, day);
            self.before.insert(place, self.before[place]);
        }
        for before in &mut self.before[place + 1..] {
            *before += 1;
        }
        self.fresh.push(day);
    }
}

/// Keeps the statistic of the strongest window alone: what a draw needs.
struct Strongest<'b> {
    bounds: &'b Bounds,
    score: f64,
    row: &'b [f64],
}

impl Keeper for Strongest<'_> {
    fn row(&self, _: u32) -> &[f64] {
        self.row
    }

    fn offer(&mut self, found: Found) {
        if found.score > self.score {
            self.score = found.score;
            self.row = self.bounds.row(found.score);
        }
    }
}

/// Keeps the strongest window of each stretch of days in which windows end.
struct BestOfStretches<'b> {
    bounds: &'b Bounds,
    stretch: u32,
    best: Vec<Option<Found>>,
    rows: Vec<&'b [f64]>,
}

impl Keeper for BestOfStretches<'_> {
    fn row(&self, end: u32) -> &[f64] {
        self.rows[(end / self.stretch) as usize]
    }

    fn offer(&mut self, found: Found) {
        let stretch = (found.end / self.stretch) as usize;
        if found.score > self.best[stretch].map_or(0.0, |best| best.score) {
            self.best[stretch] = Some(found);
            self.rows[stretch] = self.bounds.row(found.score);
        }
    }
}

#[cfg(test)]
mod tests;
