//! The search on past days, several of them at once.

use super::days::Snapshot;
use super::pairs::{Pace, Pair, Pairs, around, score, weigh};
use crate::chance::Null;
use crate::error::LinkError;
use crate::incidents::Folded;
use crate::link::{LinkOptions, Units, search, stop_if_cancelled};
use crate::world::{Evidence, World};
use colligate_evidence::{MeanRatios, Model};
use colligate_register::{Progress, Register};
use rayon::prelude::*;

/// E-values of interest, as a multiple of the alert level: what is above leaves no trace.
const OF_INTEREST: f64 = 10.0;
/// E-values that are watched, as a multiple of the alert level: those that backgrounds may bring down to interest before
/// all is searched again.
const WATCHED: f64 = 30.0;
/// No unit.
const NONE: u32 = u32::MAX;

/// What is searched, and how.
pub(super) struct Search<'a> {
    pub register: &'a Register,
    pub model: &'a Model,
    pub null: &'a Null,
    pub options: &'a LinkOptions,
}

/// The register of a day with its backgrounds and its units.
pub(super) struct View {
    pub snapshot: Snapshot,
    pub evidence: Evidence,
    /// Index in the snapshot of the death that stands for each unit.
    pub units: Vec<u32>,
    /// Unit of each death of the whole register, or [`NONE`].
    unit_of: Vec<u32>,
    /// What was folded into units.
    folded: Vec<Folded>,
}

impl View {
    fn new(search: &Search, snapshot: Snapshot, means: Option<&MeanRatios>) -> View {
        let evidence = Evidence::with_means(&snapshot.register, search.model, means);
        let Units { units, folded, .. } = Units::of(&snapshot.register, &evidence, search.options.keep_incidents);
        let mut unit_of = vec![NONE; search.register.deaths.len()];
        for (unit, &death) in units.iter().enumerate() {
            unit_of[snapshot.deaths[death as usize] as usize] = unit as u32;
        }
        View { snapshot, evidence, units, unit_of, folded }
    }

    /// The units as the search sees them.
    pub fn world(&self) -> World<'_> {
        World::real(&self.snapshot.register, &self.evidence, &self.units)
    }

    /// Indices in the snapshot of the deaths of a unit: the one that stands for it, and those folded into it.
    fn deaths_of(&self, unit: u32) -> impl Iterator<Item = u32> + '_ {
        let first = self.units[unit as usize];
        let folded = self.folded.iter().filter(move |incident| incident.deaths.first() == Some(&first));
        std::iter::once(first).chain(folded.flat_map(|incident| incident.deaths[1..].iter().copied()))
    }

    /// Index in the whole register of the death that stands for a unit.
    pub fn death(&self, unit: u32) -> u32 {
        self.snapshot.deaths[self.units[unit as usize] as usize]
    }

    /// Deaths of the whole register.
    pub fn all(&self) -> usize {
        self.unit_of.len()
    }

    /// The unit for which a death of the whole register stands.
    pub fn unit(&self, death: u32) -> Option<u32> {
        self.unit_of.get(death as usize).copied().filter(|&unit| unit != NONE)
    }
}

/// A series found on a past day.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sighting {
    /// Members by their index in the whole register, ascending.
    pub members: Vec<u32>,
    /// E-value.
    pub e_value: f64,
}

/// A past day with what was found on it, strongest first.
pub(super) struct Past {
    pub view: View,
    pub sightings: Vec<Sighting>,
}

/// What goes from day to day.
pub(super) struct Memory {
    pairs: Pairs,
    /// Members of what was of interest, or nearly, on the last day searched, by their index in the whole register.
    watched: Vec<u32>,
    /// Mean ratios of the last day searched as a whole.
    means: Option<MeanRatios>,
}

impl Memory {
    pub fn new(deaths: usize, pace: Pace) -> Memory {
        Memory { pairs: Pairs::new(deaths, pace), watched: Vec::new(), means: None }
    }

    /// True where all is to be searched on the next day, which is then taken as done.
    pub fn all_due(&mut self, snapshot: &Snapshot) -> bool {
        self.pairs.all_due(snapshot)
    }
}

/// What is to be searched on a day.
struct Task {
    view: View,
    /// Scored and searched as a whole.
    all: bool,
    /// Units that are new or changed.
    fresh: Vec<u32>,
}

impl Search<'_> {
    /// Searches the register as it stood on each of some days that follow each other; on the last of them as a whole
    /// where `all` says so, on the others around what is new, changed or watched.
    pub fn days(
        &self,
        snapshots: Vec<Snapshot>,
        all: bool,
        memory: &mut Memory,
        progress: &dyn Progress,
    ) -> Result<Vec<Past>, LinkError> {
        let last = snapshots.len().saturating_sub(1);
        let view = |(at, snapshot): (usize, Snapshot)| {
            stop_if_cancelled(progress)?;
            let means = memory.means.as_ref().filter(|_| !(all && at == last));
            Ok(View::new(self, snapshot, means))
        };
        let views: Vec<View> = snapshots.into_par_iter().enumerate().map(view).collect::<Result<_, LinkError>>()?;
        if let Some(last) = views.last().filter(|_| all) {
            memory.means = Some(last.evidence.means());
        }
        let task = |(at, view): (usize, View)| {
            let fresh = memory.pairs.fresh(&view);
            Task { view, all: all && at == last, fresh }
        };
        let tasks: Vec<Task> = views.into_iter().enumerate().map(task).collect();
        let margin = memory.pairs.pace().margin;
        let scored = |task: &Task| score(&task.view, (!task.all).then_some(&task.fresh), &self.options.reach, margin);
        let scored: Vec<Vec<Pair>> = tasks.par_iter().map(scored).collect();
        stop_if_cancelled(progress)?;
        // One day after the other: what is watched goes from each to the next.
        let past = |(task, scored): (Task, Vec<Pair>)| {
            let pairs = memory.pairs.renew(&task.view, task.all, &task.fresh, scored);
            let (past, watched) = self.past(task, pairs, &memory.watched);
            memory.watched = watched;
            past
        };
        Ok(tasks.into_iter().zip(scored).map(past).collect())
    }

    /// Searches one day: what was found, and the members of what is watched from then on.
    fn past(&self, task: Task, pairs: &[Pair], watched: &[u32]) -> (Past, Vec<u32>) {
        let Task { view, all, fresh } = task;
        let world = view.world();
        let reach = &self.options.reach;
        let raw = if all {
            weigh(&view, &world, pairs, reach)
        } else {
            let mut core: Vec<u32> = watched.iter().filter_map(|&death| view.unit(death)).collect();
            core.extend(fresh);
            weigh(&view, &world, &around(&view, pairs, &core), reach)
        };
        let mut watched = Vec::new();
        let mut sightings = Vec::new();
        for strong in self.null.keep(&search(&world, &raw, reach, self.options.one_event())) {
            let e_value = self.null.e_value(strong.strength).value;
            let units = &strong.set.members;
            let members: Vec<u32> = units.iter().map(|&unit| view.death(unit)).collect();
            if e_value <= WATCHED * self.options.alert {
                watched.extend(&members);
            }
            if e_value <= OF_INTEREST * self.options.alert && self.is_among(&view, units) {
                sightings.push(Sighting { members, e_value });
            }
        }
        drop(world);
        (Past { view, sightings }, watched)
    }

    /// True where a death of one of these units fits the filter, or where there is none.
    fn is_among(&self, view: &View, units: &[u32]) -> bool {
        let register = &view.snapshot.register;
        self.options.among.as_ref().is_none_or(|filter| {
            let mut deaths = units.iter().flat_map(|&unit| view.deaths_of(unit));
            deaths.any(|death| filter.matches(&register.deaths[death as usize], &register.terms))
        })
    }
}
