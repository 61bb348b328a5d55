//! The register as it stood at the end of each past day, one day after the other.

use colligate_register::{Change, Day, Register, What};

/// The register as it stood at the end of a day.
pub(super) struct Snapshot {
    /// The day.
    pub day: Day,
    /// The deaths known then, as they were known then: [`Register::as_of`] of that day.
    pub register: Register,
    /// Index in the whole register of each of its deaths.
    pub deaths: Vec<u32>,
    /// What became known since the snapshot before, deaths by their index in the whole register.
    pub changes: Vec<Change>,
}

/// Walks through the life of a register. Each change is applied once, so that a day costs no more than a copy of what
/// is known.
pub(super) struct Days<'a> {
    whole: &'a Register,
    /// All deaths with what is known of them so far.
    now: Register,
    known: Vec<bool>,
    changes: Vec<Change>,
    /// Changes applied so far.
    applied: usize,
    /// Days still to be looked at, the first last.
    ahead: Vec<Day>,
}

impl<'a> Days<'a> {
    /// Every `every`th day from the first on which something became known. Days on which nothing did are left out, and
    /// what became known between two looks is seen on the later one; the last look is on the last day.
    pub fn new(whole: &'a Register, every: i32) -> Days<'a> {
        let now = Register { deaths: whole.deaths.clone(), terms: whole.terms.clone(), statements: Vec::new() };
        let changes = whole.changes();
        let mut ahead = looks(&changes, every.max(1));
        ahead.reverse();
        Days { whole, now, known: vec![false; whole.deaths.len()], changes, applied: 0, ahead }
    }

    /// Deaths known on the days that are still to be looked at, summed over the days.
    pub fn cost(&self) -> u64 {
        let (mut cost, mut known, mut next) = (0, 0u64, self.applied);
        for &day in self.ahead.iter().rev() {
            while let Some(change) = self.changes.get(next).filter(|change| change.day <= day) {
                known += u64::from(change.what == What::Death);
                next += 1;
            }
            cost += known;
        }
        cost
    }
}

impl Iterator for Days<'_> {
    type Item = Snapshot;

    fn next(&mut self) -> Option<Snapshot> {
        let day = self.ahead.pop()?;
        let from = self.applied;
        while let Some(change) = self.changes.get(self.applied).filter(|change| change.day <= day) {
            self.applied += 1;
            match change.what {
                What::Death => self.known[change.death] = true,
                What::Field(said, _) => {
                    if let Some(said) = self.whole.statements.get(said) {
                        // A statement that cannot be applied changes nothing; reading it reported it.
                        let _ = self.now.apply_at(change.death, said);
                    }
                }
            }
        }
        let deaths: Vec<u32> = (0..self.known.len()).filter(|&at| self.known[at]).map(|at| at as u32).collect();
        let register = Register {
            deaths: deaths.iter().map(|&at| self.now.deaths[at as usize].clone()).collect(),
            terms: self.now.terms.clone(),
            statements: Vec::new(),
        };
        Some(Snapshot { day, register, deaths, changes: self.changes[from..self.applied].to_vec() })
    }
}

/// The days to be looked at, in order.
fn looks(changes: &[Change], every: i32) -> Vec<Day> {
    let (Some(first), Some(last)) = (changes.first(), changes.last()) else { return Vec::new() };
    let look = |change: &Change| {
        let steps = (change.day - first.day + every - 1) / every;
        (first.day + steps * every).min(last.day)
    };
    let mut days: Vec<Day> = changes.iter().map(look).collect();
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use colligate_register::simulate::{London, london};

    #[test]
    fn each_snapshot_is_the_register_as_of_that_day() {
        let register = london(&London { deaths: 300, ..London::default() }, 3);
        let days = Days::new(&register, 40);
        let cost = days.cost();
        let mut sum = 0;
        let mut changes = 0;
        for snapshot in days {
            let then = register.as_of(snapshot.day);
            assert_eq!(then.deaths, snapshot.register.deaths, "{}", snapshot.day);
            sum += snapshot.deaths.len() as u64;
            changes += snapshot.changes.len();
        }
        assert_eq!(sum, cost);
        assert_eq!(changes, register.changes().len());
    }

    #[test]
    fn the_looks_are_every_so_many_days_and_the_last_is_on_the_last_day() {
        let on = |day: i32| Change { day: Day(day), death: 0, what: What::Death };
        let changes = [on(10), on(11), on(16), on(17), on(40), on(42)];
        assert_eq!(looks(&changes, 7), [10, 17, 42].map(Day));
        assert_eq!(looks(&changes, 1), [10, 11, 16, 17, 40, 42].map(Day));
    }
}
