//! A look at a series that is known, in the register as it stood on a past day.

use crate::chance::Null;
use crate::error::LinkError;
use crate::link::{LinkOptions, stop_if_cancelled};
use crate::result::{Series, Visibility};
use crate::world::{Evidence, World};
use colligate_evidence::Model;
use colligate_register::{Day, DeathId, Progress, Register};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Series looked back at, at most: each day looked at counts all backgrounds anew.
const LOOKED_BACK: usize = 20;
/// Days worked on at once: each holds a register of its own.
const AT_ONCE: usize = 8;

/// Finds out when each series at or below the alert level could first have been seen.
///
/// On each day on which a member, or a statement about one, became known (and on every `every`th day from the first to the
/// last of these), the register is taken as it was known then, with the backgrounds of that day, and the members known by
/// then are weighed as a series. That strength is held against the null series of the whole register, not of the part
/// up to that day: the count over all its years is the larger one, which pays for most of looking on every day of them
/// (measured in `docs/method.md`, section 9).
pub(crate) fn look_back(
    register: &Register,
    model: &Model,
    series: &mut [Series],
    null: &Null,
    options: &LinkOptions,
    progress: &dyn Progress,
) -> Result<(), LinkError> {
    let mut by_day: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
    let alerts = (0..series.len()).filter(|&at| series[at].e_value.value <= options.alert).take(LOOKED_BACK);
    let alerts: Vec<usize> = alerts.collect();
    let known = register.deaths.iter().filter_map(|death| Some((&death.id, death.known()?)));
    let known: BTreeMap<&DeathId, Day> = known.collect();
    for &at in &alerts {
        for day in days_of(register, &series[at], &known, options.every) {
            by_day.entry(day).or_default().push(at);
        }
    }
    progress.stage("looking back", by_day.len() as u64);
    let days: Vec<(Day, Vec<usize>)> = by_day.into_iter().collect();
    for &at in &alerts {
        series[at].visibility = Some(Visibility::default());
    }
    for some in days.chunks(AT_ONCE) {
        stop_if_cancelled(progress)?;
        let looks: Vec<Vec<(usize, f64, Vec<DeathId>)>> = some
            .par_iter()
            .map(|(day, which)| {
                let looks = look(register, model, series, which, null, *day);
                progress.advance(1);
                looks
            })
            .collect();
        for ((day, _), looks) in some.iter().zip(looks) {
            for (at, e_value, members) in looks {
                note(&mut series[at], *day, e_value, members, options.alert);
            }
        }
    }
    Ok(())
}

/// Days on which the E-value of a series may have changed.
fn days_of(register: &Register, series: &Series, known: &BTreeMap<&DeathId, Day>, every: i32) -> Vec<Day> {
    let is_member = |id: &DeathId| series.members.iter().any(|member| member.id == *id);
    let mut days: Vec<Day> = series.members.iter().filter_map(|member| known.get(&member.id).copied()).collect();
    days.extend(register.statements.iter().filter(|said| is_member(&said.death)).map(|said| said.known_from));
    days.sort_unstable();
    if let (Some(&first), Some(&last), true) = (days.first(), days.last(), every > 0) {
        days.extend((first.0..=last.0).step_by(every as usize).map(Day));
        days.sort_unstable();
    }
    days.dedup();
    days
}

/// E-values on one day of those series of which two members or more were known then.
fn look(
    register: &Register,
    model: &Model,
    series: &[Series],
    which: &[usize],
    null: &Null,
    day: Day,
) -> Vec<(usize, f64, Vec<DeathId>)> {
    let then = register.as_of(day);
    let known = |at: usize| -> Vec<u32> {
        let is_member = |id: &DeathId| series[at].members.iter().any(|member| member.id == *id);
        (0..then.deaths.len() as u32).filter(|&death| is_member(&then.deaths[death as usize].id)).collect()
    };
    let which: Vec<(usize, Vec<u32>)> =
        which.iter().map(|&at| (at, known(at))).filter(|(_, known)| known.len() > 1).collect();
    if which.is_empty() {
        return Vec::new();
    }
    let evidence = Evidence::new(&then, model);
    let all = crate::nearest::all_deaths(&then);
    let world = World::real(&then, &evidence, &all);
    let weigh = |(at, known): (usize, Vec<u32>)| {
        let (members, strength) = strongest_part(&world, null, known);
        let ids = members.iter().map(|&death| then.deaths[death as usize].id.clone()).collect();
        (at, null.e_value(strength).value, ids)
    };
    which.into_iter().map(weigh).collect()
}

/// Adds a look to a series' visibility.
fn note(series: &mut Series, day: Day, e_value: f64, members: Vec<DeathId>, alert: f64) {
    let Some(seen) = &mut series.visibility else { return };
    seen.curve.push((day, e_value));
    if e_value <= alert && seen.visible.is_none() {
        seen.visible = Some(day);
        seen.members_then = members;
        let after = series.members.iter().filter(|member| member.dates().is_some_and(|died| died.first() > day));
        seen.deaths_after = after.map(|member| member.id.clone()).collect();
    }
}

/// The part of a set that is strongest as a series: weak members are left out one by one while that helps.
pub(super) fn strongest_part(world: &World, null: &Null, mut members: Vec<u32>) -> (Vec<u32>, f64) {
    let strength = |members: &[u32]| null.strength(members.len(), world.series_weight(members));
    let mut best = strength(&members);
    while members.len() > 2 {
        let without = |at: usize| {
            let mut left = members.clone();
            left.remove(at);
            let strength = strength(&left);
            (left, strength)
        };
        let next = (0..members.len()).map(without).max_by(|x, y| x.1.total_cmp(&y.1));
        match next {
            Some((left, strength)) if strength > best => (members, best) = (left, strength),
            _ => break,
        }
    }
    (members, best)
}
