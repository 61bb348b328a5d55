//! The search on past days, several of them at once.

use super::days::Snapshot;
use super::pairs::{Due, Pair, Pairs, weigh};
use crate::chance::Null;
use crate::error::LinkError;
use crate::link::{LinkOptions, search, stop_if_cancelled, units};
use crate::progress::Progress;
use crate::world::{Evidence, World};
use colligate_evidence::Model;
use colligate_register::Register;
use rayon::prelude::*;

/// E-values of interest, as a multiple of the alert level: what is above leaves no trace.
const OF_INTEREST: f64 = 10.0;
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
}

impl View {
    fn new(search: &Search, snapshot: Snapshot) -> View {
        let evidence = Evidence::new(&snapshot.register, search.model);
        let (units, _) = units(&snapshot.register, &evidence, search.options.keep_incidents);
        let mut unit_of = vec![NONE; search.register.deaths.len()];
        for (unit, &death) in units.iter().enumerate() {
            unit_of[snapshot.deaths[death as usize] as usize] = unit as u32;
        }
        View { snapshot, evidence, units, unit_of }
    }

    /// The units as the search sees them.
    pub fn world(&self) -> World<'_> {
        World::real(&self.snapshot.register, &self.evidence, &self.units)
    }

    /// Index in the whole register of the death that stands for a unit.
    pub fn death(&self, unit: u32) -> u32 {
        self.snapshot.deaths[self.units[unit as usize] as usize]
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

impl Search<'_> {
    /// Searches the register as it stood on each of some days that follow each other.
    pub fn days(
        &self,
        snapshots: Vec<Snapshot>,
        pairs: &mut Pairs,
        progress: &dyn Progress,
    ) -> Result<Vec<Past>, LinkError> {
        let view = |snapshot: Snapshot| {
            stop_if_cancelled(progress)?;
            Ok(View::new(self, snapshot))
        };
        let views: Vec<View> = snapshots.into_par_iter().map(view).collect::<Result<_, LinkError>>()?;
        let due: Vec<Due> = views.iter().map(|view| pairs.due(view)).collect();
        let (pace, reach) = (pairs.pace(), &self.options.reach);
        let score = |(view, due): (&View, &Due)| Pairs::score(pace, view, due, reach);
        let scored: Vec<Vec<Pair>> = views.par_iter().zip(&due).map(score).collect();
        stop_if_cancelled(progress)?;
        let kept = views.iter().zip(&due).zip(scored).map(|((view, due), scored)| pairs.renew(view, due, scored));
        let kept: Vec<Vec<Pair>> = kept.collect();
        let past = |(view, kept): (View, Vec<Pair>)| {
            let sightings = self.sightings(&view, &kept);
            Past { view, sightings }
        };
        Ok(views.into_par_iter().zip(kept).map(past).collect())
    }

    /// The series of a day that are of interest, strongest first.
    fn sightings(&self, view: &View, pairs: &[Pair]) -> Vec<Sighting> {
        let raw = weigh(view, pairs, &self.options.reach);
        let found = search(&view.world(), &raw, &self.options.reach);
        let most = OF_INTEREST * self.options.alert;
        let strong = self.null.keep(&found).into_iter();
        let matches = |units: &[u32]| {
            let register = &view.snapshot.register;
            self.options.among.as_ref().is_none_or(|filter| {
                let death = |&unit: &u32| &register.deaths[view.units[unit as usize] as usize];
                units.iter().any(|unit| filter.matches(death(unit), &register.terms))
            })
        };
        strong
            .map(|strong| (self.null.e_value(strong.strength).value, strong.set.members))
            .filter(|(e_value, units)| *e_value <= most && matches(units))
            .map(|(e_value, units)| Sighting { members: units.iter().map(|&unit| view.death(unit)).collect(), e_value })
            .collect()
    }
}
