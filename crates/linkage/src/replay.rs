//! Replay: the same question asked of the register as it stood on each past day.

use crate::chance::Null;
use crate::error::LinkError;
use crate::link::{LinkOptions, Linked, link, stop_if_cancelled};
use crate::progress::Progress;
use crate::result::{LinkResult, RegisterSummary, Series, Visibility};
use crate::world::{Evidence, World};
use colligate_evidence::Model;
use colligate_register::{Day, DeathId, Register};

/// A replayed register.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// The result, each series with its visibility.
    pub result: LinkResult,
    /// Days on which the register was looked at.
    pub days: u32,
}

/// Links a register and finds out when each series could first have been seen, looking at every `every`th day between
/// the days on which something became known of a member.
///
/// # Errors
/// As [`link`].
pub fn replay(
    register: &Register,
    summary: RegisterSummary,
    model: &Model,
    options: &LinkOptions,
    every: i32,
    progress: &dyn Progress,
) -> Result<Replayed, LinkError> {
    let options = LinkOptions { replay: true, ..options.clone() };
    let Linked { result, .. } = link(register, summary, model, &options, progress)?;
    stop_if_cancelled(progress)?;
    let days = result.register.to.zip(result.register.from).map_or(0, |(to, from)| (to - from) / every.max(1) + 1);
    Ok(Replayed { result, days: days.max(0) as u32 })
}

/// When a series could have been seen.
///
/// Its E-value changes on the days on which a member, or a statement about one, became known. On each of them the
/// register is taken as it was known then, with the backgrounds of that day, and the members known by then are weighed
/// as a series. The number of series that chance gives by that day is the number it gives in the whole register, times
/// the share of the null series that were complete by then: a series that chance had put together earlier counts, so that
/// looking every day does not make an alert more likely than the alert level says.
pub(crate) fn visibility(register: &Register, model: &Model, series: &Series, null: &Null, alert: f64) -> Visibility {
    let members: Vec<&DeathId> = series.members.iter().map(|member| &member.id).collect();
    let mut days: Vec<Day> = Vec::new();
    for death in register.deaths.iter().filter(|death| members.contains(&&death.id)) {
        days.extend(death.known());
    }
    days.extend(register.statements.iter().filter(|said| members.contains(&&said.death)).map(|said| said.known_from));
    days.sort_unstable();
    days.dedup();
    let mut seen = Visibility::default();
    for day in days {
        let Some((e_value, known)) = as_known(register, model, &members, null, day) else { continue };
        seen.curve.push((day, e_value));
        if e_value <= alert && seen.visible.is_none() {
            seen.visible = Some(day);
            seen.members_then = known;
        }
    }
    if let Some(visible) = seen.visible {
        let after = |member: &&crate::result::Member| member.day.is_some_and(|day| day > visible);
        seen.deaths_after = series.members.iter().filter(after).map(|member| member.id.clone()).collect();
    }
    seen
}

/// E-value of the members of a series known on a day, in the register as known then; `None` while fewer than two were.
fn as_known(
    register: &Register,
    model: &Model,
    members: &[&DeathId],
    null: &Null,
    day: Day,
) -> Option<(f64, Vec<DeathId>)> {
    let then = register.as_of(day);
    let known: Vec<u32> =
        (0..then.deaths.len() as u32).filter(|&at| members.contains(&&then.deaths[at as usize].id)).collect();
    if known.len() < 2 {
        return None;
    }
    let evidence = Evidence::new(&then, model);
    let all = crate::nearest::all_deaths(&then);
    let world = World::real(&then, &evidence, &all);
    let (members, strength) = strongest_part(&world, null, known);
    let e_value = null.e_value(strength).value * null.share_by(day.0);
    Some((e_value, members.iter().map(|&at| then.deaths[at as usize].id.clone()).collect()))
}

/// The part of a set that is strongest as a series: weak members are left out one by one while that helps.
fn strongest_part(world: &World, null: &Null, mut members: Vec<u32>) -> (Vec<u32>, f64) {
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
