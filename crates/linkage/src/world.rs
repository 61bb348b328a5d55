//! One register as the search sees it: units with a place and a date. A null register is the same units with places
//! and dates exchanged.

use colligate_evidence::{Description, KINDS_OF_EVIDENCE, Place, Spot, Time, star};
use colligate_register::Register;

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
    pub fn new(register: &Register, model: &colligate_evidence::Model) -> Evidence {
        Evidence {
            description: Description::new(register, model),
            place: Place::new(register, model),
            time: Time::new(register, model),
        }
    }
}

/// Kinds of evidence: place, time and what describes a death.
pub const KINDS: usize = KINDS_OF_EVIDENCE + 2;

/// Bayes factor of each kind of evidence for one pair: place, time, then the description in its order.
pub type Factors = [f64; KINDS];

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
        let date = |&death: &u32| {
            let day = evidence.time.days()[death as usize];
            (day, evidence.time.inverse(register.deaths[death as usize].kind, day))
        };
        World {
            evidence,
            deaths,
            spots: deaths.iter().map(spot).collect(),
            dates: deaths.iter().map(date).collect(),
        }
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

    /// Weight of a set of units as one series: the sum over kinds of evidence of log10 of each one's series factor.
    pub fn series_weight(&self, members: &[u32]) -> f64 {
        let units: Vec<usize> = members.iter().map(|&unit| unit as usize).collect();
        let place = star(&units, |a, b| self.evidence.place.factor(&self.spots[a], &self.spots[b]));
        let time = star(&units, |a, b| self.evidence.time.factor(self.dates[a], self.dates[b]));
        let deaths: Vec<usize> = units.iter().map(|&unit| self.deaths[unit] as usize).collect();
        let described: f64 =
            self.evidence.description.evidence().iter().map(|kind| kind.series_factor(&deaths).log10()).sum();
        place.log10() + time.log10() + described
    }
}
