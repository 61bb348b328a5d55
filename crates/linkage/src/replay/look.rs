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
/// Looks are taken on each day on which a member, or a statement about one, became known, on the last day of the register,
/// and on every `every`th day between. On a look the register is taken as it was known then, with the backgrounds of that
/// day, and the members known by then are weighed as a series. That strength is held against the null series of the whole
/// register, not of the part up to that day: the count over all its years is the larger one, which pays for most of looking
/// on every day of them (measured in `docs/method.md`, section 9).
///
/// Backgrounds change with every death that becomes known, so an E-value can fall between two looks. Where a look above the
/// level is followed by one at or below it, bisection over the days between finds a day at or below the level on whose eve
/// (the last day before on which something became known) it was above.
pub(crate) fn look_back(
    register: &Register,
    model: &Model,
    series: &mut [Series],
    null: &Null,
    options: &LinkOptions,
    progress: &dyn Progress,
) -> Result<(), LinkError> {
    let known = register.deaths.iter().filter_map(|death| Some((&death.id, death.known()?)));
    let known: BTreeMap<&DeathId, Day> = known.collect();
    let mut days: Vec<Day> = register.changes().iter().map(|change| change.day).collect();
    days.dedup();
    let back = LookBack { register, model, null, alert: options.alert, days };
    let alerts = (0..series.len()).filter(|&at| series[at].e_value.value <= options.alert).take(LOOKED_BACK);
    let mut tracks: Vec<Track> = alerts.map(|series| Track { series, seen: BTreeMap::new(), began: false }).collect();
    let mut asked: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
    for (number, track) in tracks.iter().enumerate() {
        let mut days = days_of(register, &series[track.series], &known, options.every);
        days.extend(back.days.last());
        days.into_iter().for_each(|day| asked.entry(day).or_default().push(number));
    }
    progress.stage("looking back", asked.len() as u64);
    back.ask(series, &mut tracks, asked, progress)?;
    tracks.iter_mut().for_each(|track| track.end(&series[track.series], &back));
    progress.stage("finding the first day", tracks.len() as u64);
    loop {
        let mut asked: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
        for (number, track) in tracks.iter_mut().enumerate() {
            if let Some(day) = track.next(&back) {
                asked.entry(day).or_default().push(number);
            }
        }
        if asked.is_empty() {
            break;
        }
        back.ask(series, &mut tracks, asked, &Silenced(progress))?;
    }
    for track in tracks {
        let of = &mut series[track.series];
        of.visibility = Some(track.visibility(of, options.alert));
        progress.advance(1);
    }
    Ok(())
}

/// Progress of which only the wish to stop is passed on.
struct Silenced<'a>(&'a dyn Progress);

impl Progress for Silenced<'_> {
    fn stage(&self, _: &str, _: u64) {}
    fn advance(&self, _: u64) {}
    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
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

/// What series looked like on one day: its strongest part.
#[derive(Clone)]
struct Sight {
    e_value: f64,
    members: Vec<DeathId>,
}

/// One series that is looked back at.
struct Track {
    /// Its index.
    series: usize,
    /// What was seen of it, by day.
    seen: BTreeMap<Day, Sight>,
    /// True once the eve of the first day at or below the level was looked at.
    began: bool,
}

impl Track {
    /// Takes in what is on record in the end: the series that was found is what the last day shows, although a death
    /// without any date, which is in the register but in none of its past days, may give that day another background.
    fn end(&mut self, series: &Series, back: &LookBack) {
        let Some(&last) = back.days.last() else { return };
        let e_value = series.e_value.value;
        if self.seen.get(&last).is_none_or(|seen| seen.e_value > e_value) {
            let members = series.members.iter().map(|member| member.id.clone()).collect();
            self.seen.insert(last, Sight { e_value, members });
        }
    }

    /// The first day at or below the level among those looked at.
    fn first(&self, alert: f64) -> Option<(Day, &Sight)> {
        self.seen.iter().find(|(_, sight)| sight.e_value <= alert).map(|(day, sight)| (*day, sight))
    }

    /// The next day to be looked at, so that the first day at or below the level is found; `None` where it is.
    fn next(&mut self, back: &LookBack) -> Option<Day> {
        let (first, _) = self.first(back.alert)?;
        let (&above, _) = self.seen.range(..first).next_back()?;
        let from = back.days.partition_point(|&day| day <= above);
        let to = back.days.partition_point(|&day| day < first);
        let between = back.days.get(from..to)?;
        // Mostly it is the day itself that brought it down: then its eve is all there is to look at.
        let middle = if self.began { between.get(between.len() / 2) } else { between.last() };
        self.began = true;
        middle.copied()
    }

    fn visibility(self, series: &Series, alert: f64) -> Visibility {
        let mut told = Visibility::default();
        if let Some((day, sight)) = self.first(alert) {
            told.visible = Some(day);
            told.members_then.clone_from(&sight.members);
            let after = series.members.iter().filter(|member| member.dates().is_some_and(|died| died.first() > day));
            told.deaths_after = after.map(|member| member.id.clone()).collect();
        }
        told.curve = self.seen.into_iter().map(|(day, sight)| (day, sight.e_value)).collect();
        told
    }
}

/// What is looked at.
struct LookBack<'a> {
    register: &'a Register,
    model: &'a Model,
    null: &'a Null,
    alert: f64,
    /// Days on which something became known, in order.
    days: Vec<Day>,
}

impl LookBack<'_> {
    /// Looks at each of these tracks on its day.
    fn ask(
        &self,
        series: &[Series],
        tracks: &mut [Track],
        asked: BTreeMap<Day, Vec<usize>>,
        progress: &dyn Progress,
    ) -> Result<(), LinkError> {
        let asked: Vec<(Day, Vec<usize>)> = asked.into_iter().collect();
        for some in asked.chunks(AT_ONCE) {
            stop_if_cancelled(progress)?;
            let looks: Vec<Vec<(usize, Sight)>> = some
                .par_iter()
                .map(|(day, which)| {
                    let of = |&track: &usize| (track, &series[tracks[track].series]);
                    let looks = self.look(which.iter().map(of), *day);
                    progress.advance(1);
                    looks
                })
                .collect();
            for ((day, _), looks) in some.iter().zip(looks) {
                for (track, sight) in looks {
                    tracks[track].seen.insert(*day, sight);
                }
            }
        }
        Ok(())
    }

    /// What is seen on one day of those series of which two members or more were known then.
    fn look<'s>(&self, which: impl Iterator<Item = (usize, &'s Series)>, day: Day) -> Vec<(usize, Sight)> {
        let then = self.register.as_of(day);
        let known = |series: &Series| -> Vec<u32> {
            let is_member = |id: &DeathId| series.members.iter().any(|member| member.id == *id);
            (0..then.deaths.len() as u32).filter(|&death| is_member(&then.deaths[death as usize].id)).collect()
        };
        let which: Vec<(usize, Vec<u32>)> =
            which.map(|(track, series)| (track, known(series))).filter(|(_, known)| known.len() > 1).collect();
        if which.is_empty() {
            return Vec::new();
        }
        let evidence = Evidence::new(&then, self.model);
        let all = crate::nearest::all_deaths(&then);
        let world = World::real(&then, &evidence, &all);
        let weigh = |(track, known): (usize, Vec<u32>)| {
            let (members, strength) = strongest_part(&world, self.null, known);
            let members = members.iter().map(|&death| then.deaths[death as usize].id.clone()).collect();
            (track, Sight { e_value: self.null.e_value(strength).value, members })
        };
        which.into_iter().map(weigh).collect()
    }
}

/// The part of a set that is strongest as a series: weak members are left out one by one while that helps.
pub(crate) fn strongest_part(world: &World, null: &Null, mut members: Vec<u32>) -> (Vec<u32>, f64) {
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
