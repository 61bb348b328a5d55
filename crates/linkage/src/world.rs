//! One register as the search sees it: units with a place and a date. A null register is the same units with places
//! and dates exchanged.

use colligate_evidence::{Description, Institutions, KINDS_OF_EVIDENCE, MeanRatios, Model, Place, Spot, Time, star};
use colligate_register::Register;
use std::sync::Arc;

/// Evidence of one register under one model, and the units to be compared.
pub struct Evidence {
    /// What describes each death.
    pub description: Description,
    /// Place.
    pub place: Place,
    /// Time.
    pub time: Time,
}

impl Evidence {
    /// Counts all backgrounds of a register.
    pub fn new(register: &Register, model: &Model) -> Evidence {
        Evidence::with_means(register, model, None)
    }

    /// Counts all backgrounds of a register, with the mean ratios of an earlier look at it where there was one.
    pub fn with_means(register: &Register, model: &Model, means: Option<&MeanRatios>) -> Evidence {
        let institutions = Arc::new(Institutions::new(register));
        let (description, (place, time)) = rayon::join(
            || Description::new(register, &institutions, model, means),
            || (Place::new(register, institutions.clone(), model, means), Time::new(register, model, means)),
        );
        Evidence { description, place, time }
    }

    /// The mean ratios of this register.
    pub fn means(&self) -> MeanRatios {
        self.description.means(&self.place, &self.time)
    }
}

/// Kinds of evidence: place, time and what describes a death.
pub const KINDS: usize = KINDS_OF_EVIDENCE + 2;

/// Bayes factor of each kind of evidence for one pair: place, time, then the description in its order.
pub type Factors = [f64; KINDS];

/// Deaths at most this far apart on one day are one incident, in kilometres: one address, however it was geocoded.
pub(crate) const SAME_PLACE_KM: f64 = 0.06;

/// A date with one over the background rate on it.
pub type Date = (i32, f32);

/// Units (deaths, or incidents standing for several) with their places and dates, in plain columns.
#[derive(Clone)]
pub struct World<'a> {
    /// The evidence.
    pub evidence: &'a Evidence,
    /// Index in the register of the death that stands for each unit.
    pub deaths: &'a [u32],
    /// Place of each unit.
    pub spots: Vec<Spot>,
    /// Date of each unit.
    pub dates: Vec<Date>,
}

impl<'a> World<'a> {
    /// The register as it is.
    pub fn real(register: &Register, evidence: &'a Evidence, deaths: &'a [u32]) -> World<'a> {
        let spot = |&death: &u32| evidence.place.spots()[death as usize];
        let date = |&death: &u32| evidence.time.date(register.deaths[death as usize].kind, death as usize);
        World { evidence, deaths, spots: deaths.iter().map(spot).collect(), dates: deaths.iter().map(date).collect() }
    }

    /// Place and time factors of two units.
    #[inline]
    pub fn place_time(&self, a: usize, b: usize) -> f64 {
        self.evidence.place.factor(&self.spots[a], &self.spots[b])
            * self.evidence.time.factor(self.dates[a], self.dates[b])
    }

    /// The Bayes factor of two units under all evidence.
    #[inline]
    pub fn factor(&self, a: usize, b: usize) -> f64 {
        self.place_time(a, b) * self.evidence.description.factor(self.deaths[a] as usize, self.deaths[b] as usize)
    }

    /// The Bayes factor of two units under all evidence where it is at least this large.
    #[inline]
    pub fn factor_from(&self, a: usize, b: usize, least: f64) -> Option<f64> {
        let place_time = self.place_time(a, b);
        let (i, j) = (self.deaths[a] as usize, self.deaths[b] as usize);
        let rest = self.evidence.description.factor_from(i, j, least / place_time)?;
        Some(place_time * rest).filter(|factor| *factor >= least)
    }

    /// The Bayes factor of two units under each kind of evidence.
    pub fn factors(&self, a: usize, b: usize) -> Factors {
        let mut factors = [1.0; KINDS];
        factors[0] = self.evidence.place.factor(&self.spots[a], &self.spots[b]);
        factors[1] = self.evidence.time.factor(self.dates[a], self.dates[b]);
        let (i, j) = (self.deaths[a] as usize, self.deaths[b] as usize);
        for (factor, kind) in factors[2..].iter_mut().zip(self.evidence.description.evidence()) {
            *factor = kind.factor(i, j);
        }
        factors
    }

    /// Names of the kinds of evidence, in the order of [`Factors`].
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        ["place", "time"].into_iter().chain(self.evidence.description.evidence().iter().map(|kind| kind.name()))
    }

    /// True for two units on one day at one place that is no institution: one event explains them, not a series. Two deaths of
    /// which only the month is known are not on one day.
    pub fn one_event(&self, a: u32, b: u32) -> bool {
        let (x, y) = (&self.spots[a as usize], &self.spots[b as usize]);
        self.dates[a as usize].0 == self.dates[b as usize].0
            && self.evidence.time.is_known(self.dates[a as usize].0)
            && [a, b].iter().all(|&unit| self.evidence.time.shows_an_event(self.deaths[unit as usize] as usize))
            && !x.is_institution()
            && !y.is_institution()
            && x.distance2(y) <= SAME_PLACE_KM * SAME_PLACE_KM
    }

    /// Weight of each kind of evidence for a set of units as one series: log10 of its series factor.
    pub fn series_parts(&self, members: &[u32]) -> Vec<(&'static str, f64)> {
        let units: Vec<usize> = members.iter().map(|&unit| unit as usize).collect();
        let place = star(&units, |a, b| self.evidence.place.factor(&self.spots[a], &self.spots[b]));
        let time = star(&units, |a, b| self.evidence.time.factor(self.dates[a], self.dates[b]));
        let deaths: Vec<usize> = units.iter().map(|&unit| self.deaths[unit] as usize).collect();
        let mut parts = vec![("place", place.log10()), ("time", time.log10())];
        let described = self.evidence.description.evidence().iter();
        parts.extend(described.map(|kind| (kind.name(), kind.series_factor(&deaths).log10())));
        parts
    }

    /// Weight of a set of units as one series: the sum of its parts.
    pub fn series_weight(&self, members: &[u32]) -> f64 {
        self.series_parts(members).iter().map(|(_, weight)| weight).sum()
    }
}
