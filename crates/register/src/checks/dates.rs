//! Dates that cannot be, and days on which too many deaths are put: 1 January, the first of the month.

use super::{deaths, grouped, lines};
use crate::field::Field;
use crate::register::Register;
use crate::reject::Reject;
use crate::time::{Day, Span};

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

/// Days after today that are believed: the office's calendar can be a day ahead of the clock's.
const GRACE: i32 = 1;

/// Years before the rest of the register from which a date is put into words.
const LONG_BEFORE: i32 = 60;

/// Takes out dates after today and far in the register's future; puts deaths without a date, dates long before the rest and
/// over-full days into words.
pub(super) fn run(register: &mut Register, today: Option<Day>, rejects: &mut Vec<Reject>, notes: &mut Vec<String>) {
    if let Some(today) = today {
        after_today(register, today, rejects, notes);
    }
    future(register, rejects, notes);
    long_before(register, notes);
    undated(register, notes);
    over_full(register, notes);
}

/// Nothing on record can have happened, or have become known, after the day on which the register is read.
fn after_today(register: &mut Register, today: Day, rejects: &mut Vec<Reject>, notes: &mut Vec<String>) {
    let last = Span::on(today + GRACE).to;
    let end_of_year = Day::from_ymd(today.ymd().0, 12, 31).map_or(last, |day| Span::on(day).to.max(last));
    let reason = format!("the day lies after today, {today}");
    let mut found = [Vec::new(), Vec::new()];
    for death in &mut register.deaths {
        let mut reject = |field: Field, day: Day| {
            rejects.push(Reject::field(death.line, field.as_str(), &day.to_string(), reason.as_str()));
        };
        if let Some(day) = death.known_from.filter(|&day| day > today + GRACE) {
            reject(Field::KnownFrom, day);
            death.known_from = None;
            found[1].push(death.line);
        }
        let Some(span) = death.died else { continue };
        if span.from > last {
            reject(Field::Died, span.day());
            death.died = None;
            found[0].push(death.line);
        } else if span.to > end_of_year {
            // A death known by its year alone may end with the year. One found later than that ended today at the latest.
            reject(Field::DiedTo, Span { from: span.to, to: span.to }.day());
            death.died = Some(Span { from: span.from, to: Span::on(today).to.max(span.from) });
            found[0].push(death.line);
        }
    }
    for (found, what) in found.iter().zip(["a date of death", "a day on which they became known"]) {
        if !found.is_empty() {
            notes.push(format!(
                "{} had {what} after today, {today} ({}); it is not used.",
                deaths(found.len()),
                lines(found, found.len())
            ));
        }
    }
}

/// Dates that lie long before all others often have a mistyped century.
fn long_before(register: &Register, notes: &mut Vec<String>) {
    let mut days: Vec<Day> = register.deaths.iter().filter_map(|death| death.day()).collect();
    if days.len() < LEAST {
        return;
    }
    let tail = ((days.len() as f64 * TAIL) as usize).max(1);
    let first = *days.select_nth_unstable(tail).1;
    let believed = first + -(LONG_BEFORE * 365);
    let found: Vec<u64> = register
        .deaths
        .iter()
        .filter(|death| death.day().is_some_and(|day| day < believed))
        .map(|death| death.line)
        .collect();
    if !found.is_empty() {
        let is = if found.len() == 1 { "is" } else { "are" };
        notes.push(format!(
            "{} {is} dated more than {LONG_BEFORE} years before the rest of the register, which begins about {first} ({}); check the century.",
            deaths(found.len()),
            lines(&found, found.len())
        ));
    }
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
        run(&mut register, None, &mut rejects, &mut Vec::new());
        assert_eq!(rejects.len(), 1);
        assert_eq!(register.deaths[100].died, None);
    }

    #[test]
    fn dates_after_today_are_not_used_however_many_they_are() {
        let day = |year| Day::from_ymd(year, 5, 1).unwrap();
        let today = Day::from_ymd(2026, 12, 1).unwrap();
        // Six of six hundred, and a register that lies in the future as a whole.
        for (future, past) in [(6, 594), (40, 0)] {
            let mut register = register((0..past).map(|_| day(2020)).chain((0..future).map(|_| day(2087))));
            let (mut rejects, mut notes) = (Vec::new(), Vec::new());
            run(&mut register, Some(today), &mut rejects, &mut notes);
            assert_eq!(rejects.len(), future);
            assert!(rejects[0].reason.contains("after today, 2026-12-01"), "{rejects:?}");
            assert_eq!(register.deaths.iter().filter(|death| death.died.is_none()).count(), future);
            assert!(notes[0].starts_with(&format!("{future} deaths had a date of death after today")), "{notes:?}");
        }
    }

    #[test]
    fn a_death_of_this_year_may_end_with_the_year_and_one_found_in_2087_may_not() {
        let today = Day::from_ymd(2026, 6, 1).unwrap();
        let on = |year, month, day| Span::on(Day::from_ymd(year, month, day).unwrap());
        let mut register = register([today, today].into_iter());
        register.deaths[0].died = Some(Span { from: on(2026, 1, 1).from, to: on(2026, 12, 31).to });
        register.deaths[1].died = Some(Span { from: on(2025, 1, 1).from, to: on(2087, 12, 31).to });
        let mut rejects = Vec::new();
        run(&mut register, Some(today), &mut rejects, &mut Vec::new());
        assert_eq!(rejects.len(), 1, "{rejects:?}");
        assert_eq!(register.deaths[0].died.unwrap().to, on(2026, 12, 31).to);
        assert_eq!(register.deaths[1].died.unwrap().to, Span::on(today).to);
    }

    #[test]
    fn a_date_a_century_before_the_rest_is_put_into_words() {
        let start = Day::from_ymd(2015, 1, 1).unwrap();
        let mut register = register((0..100).map(|at| start + at).chain([start + -36_000]));
        let mut notes = Vec::new();
        run(&mut register, None, &mut Vec::new(), &mut notes);
        assert!(notes[0].starts_with("1 death is dated more than 60 years before"), "{notes:?}");
    }

    #[test]
    fn an_over_full_first_of_january_is_put_into_words() {
        let start = Day::from_ymd(2015, 1, 1).unwrap();
        let mut register = register((0..730).chain(std::iter::repeat_n(365, 60)).map(|at| start + at));
        let mut notes = Vec::new();
        run(&mut register, None, &mut Vec::new(), &mut notes);
        assert_eq!(notes.len(), 1, "{notes:?}");
        assert!(notes[0].starts_with("62 deaths are dated to 1 January"), "{notes:?}");
    }
}
