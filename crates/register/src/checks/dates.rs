//! Dates that cannot be, and days on which too many deaths are put: 1 January, the first of the month.

use super::{deaths, grouped};
use crate::field::Field;
use crate::register::Register;
use crate::reject::Reject;
use crate::time::Day;

/// Fewer dated deaths than this show no end of the register.
const LEAST: usize = 30;

/// Share of the deaths whose dates may be faulty themselves and do not shape the end of the register.
const TAIL: f64 = 0.005;

/// Days after that end at which a death is still believed: a register that thins out is no fault.
const SLACK: i32 = 3 * 365;

/// A day is called over-full where it has this many times the deaths of the days around it …
const TIMES: f64 = 2.0;

/// … and the excess is this many standard deviations of a Poisson count.
const SIGMAS: f64 = 5.0;

/// Takes out dates far in the register's future; puts deaths without a date and over-full days into words.
pub(super) fn run(register: &mut Register, rejects: &mut Vec<Reject>, notes: &mut Vec<String>) {
    undated(register, notes);
    future(register, rejects, notes);
    over_full(register, notes);
}

fn undated(register: &Register, notes: &mut Vec<String>) {
    let count = register.deaths.iter().filter(|death| death.died.is_none()).count();
    if count > 0 {
        notes.push(format!("No date of death is on record for {}; only deaths with one are compared.", deaths(count)));
    }
}

fn future(register: &mut Register, rejects: &mut Vec<Reject>, notes: &mut Vec<String>) {
    let mut days: Vec<Day> = register.deaths.iter().filter_map(|death| death.day()).collect();
    if days.len() < LEAST {
        return;
    }
    // At least one date may be faulty, however small the register.
    let tail = ((days.len() as f64 * TAIL) as usize).max(1);
    let at = days.len() - 1 - tail;
    let last = *days.select_nth_unstable(at).1;
    let believed = last + SLACK;
    let mut count = 0;
    for death in &mut register.deaths {
        let Some(day) = death.day().filter(|&day| day > believed) else { continue };
        let reason = format!(
            "the day lies more than {} years after the rest of the register, which ends about {last}",
            SLACK / 365
        );
        rejects.push(Reject::field(death.line, Field::Died.as_str(), &day.to_string(), reason));
        death.died = None;
        count += 1;
    }
    if count > 0 {
        notes.push(format!(
            "{} had a date far after the end of the register; they are used without a date.",
            deaths(count)
        ));
    }
}

/// Deaths dated to the day only: on 1 January, on the first of other months, and on the days around them.
fn over_full(register: &Register, notes: &mut Vec<String>) {
    let mut new_year = (0usize, 0usize);
    let mut firsts = (0usize, 0usize);
    for death in &register.deaths {
        let Some(day) = death.died.filter(|span| !span.is_interval()).map(crate::Span::day) else { continue };
        let (_, month, of_month) = day.ymd();
        match (month, of_month) {
            (1, 1) => new_year.0 += 1,
            (12, 25..=31) | (1, 2..=8) => new_year.1 += 1,
            _ => {}
        }
        match of_month {
            1 if month != 1 => firsts.0 += 1,
            2..=8 if month != 1 => firsts.1 += 1,
            _ => {}
        }
    }
    // Fifteen days stand around 1 January, seven after each first of the month.
    for (found, around, days, when) in
        [(new_year.0, new_year.1, 15.0, "1 January"), (firsts.0, firsts.1, 7.0, "the first of a month")]
    {
        let expected = around as f64 / days;
        let excess = found as f64 - expected;
        if found as f64 >= TIMES * expected && excess > SIGMAS * expected.max(1.0).sqrt() {
            notes.push(format!(
                "{} are dated to {when} where the days around it give {} to expect: the day often stands for an unknown one.",
                deaths(found),
                grouped(expected.round() as usize)
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::death::Death;
    use crate::time::Span;

    fn register(days: impl Iterator<Item = Day>) -> Register {
        let deaths =
            days.enumerate().map(|(at, day)| Death { died: Some(Span::on(day)), ..Death::new(&at.to_string()) });
        Register { deaths: deaths.collect(), ..Register::default() }
    }

    #[test]
    fn a_date_far_after_the_end_is_not_used() {
        let start = Day::from_ymd(2015, 1, 1).unwrap();
        let mut register = register((0..100).map(|at| start + at).chain([start + 20_000]));
        let mut rejects = Vec::new();
        run(&mut register, &mut rejects, &mut Vec::new());
        assert_eq!(rejects.len(), 1);
        assert_eq!(register.deaths[100].died, None);
    }

    #[test]
    fn an_over_full_first_of_january_is_put_into_words() {
        let start = Day::from_ymd(2015, 1, 1).unwrap();
        let mut register = register((0..730).chain(std::iter::repeat_n(365, 60)).map(|at| start + at));
        let mut notes = Vec::new();
        run(&mut register, &mut Vec::new(), &mut notes);
        assert_eq!(notes.len(), 1, "{notes:?}");
        assert!(notes[0].starts_with("62 deaths are dated to 1 January"), "{notes:?}");
    }
}
