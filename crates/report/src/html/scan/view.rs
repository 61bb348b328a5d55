//! A result and what stands beside it, as the parts of the page ask for them.

use super::DETAILED;
use super::told;
use crate::scan::ScanFacts;
use crate::words;
use colligate_register::Day;
use colligate_scan::{Cluster, CoordinateSystem, Dimensions, Extent, ScanResult, Timing};

/// p-value at or below which a cluster stands out, where the scan looks back.
const LEVEL: f64 = 0.05;

/// Recurrence interval in days from which a cluster stands out, in a prospective scan: one false signal a year.
const RECURRENCE: f64 = 365.0;

/// What the page shows.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// What was scanned and how.
    pub facts: &'a ScanFacts,
    /// What was found.
    pub result: &'a ScanResult,
}

impl<'a> View<'a> {
    /// The clusters shown in detail with their numbers, from 1.
    pub fn detailed(&self) -> impl Iterator<Item = (usize, &'a Cluster)> + use<'a> {
        (1..).zip(self.result.clusters.iter().take(DETAILED))
    }

    /// True where clusters are told by how often a false signal comes.
    pub fn prospective(&self) -> bool {
        self.facts.analysis.timing == Timing::Prospective
    }

    /// True where some cluster has been compared with draws.
    pub fn judged(&self) -> bool {
        self.result.simulated.iter().any(|simulated| !simulated.strongest.is_empty())
    }

    /// True for a cluster at p ≤ 0.05 or, in a prospective scan, with a recurrence interval of a year or more.
    pub fn stands_out(&self, cluster: &Cluster) -> bool {
        if self.prospective() {
            cluster.recurrence_days.is_some_and(|days| days >= RECURRENCE)
        } else {
            cluster.significance.is_some_and(|found| found.p_value <= LEVEL)
        }
    }

    /// How many clusters stand out.
    pub fn standing_out(&self) -> usize {
        self.result.clusters.iter().filter(|cluster| self.stands_out(cluster)).count()
    }

    /// From where on a cluster stands out: `at p ≤ 0.05`.
    pub fn level(&self) -> &'static str {
        if self.prospective() { "with a recurrence interval of 365 days or more" } else { "at p ≤ 0.05" }
    }

    /// True where places have a part in the scan and are known.
    pub fn has_space(&self) -> bool {
        self.facts.analysis.dimensions != Dimensions::Time && !self.facts.places.is_empty()
    }

    /// A length in kilometres, or in units of the plane.
    pub fn length(&self, length: f64) -> String {
        match self.facts.system {
            CoordinateSystem::Earth => words::distance(length * 1000.0),
            CoordinateSystem::Plane if length == 0.0 => words::distance(0.0),
            CoordinateSystem::Plane => words::three_digits(length),
        }
    }

    /// A cluster in one line: `Cluster 2: 16 cases within 2.5 km, 9 to 24 Nov 2001`.
    pub fn name(&self, number: usize, cluster: &Cluster) -> String {
        let days = words::days(Some(cluster.from), Some(cluster.to));
        format!("Cluster {number}: {}{}, {days}", told::cases(cluster), self.within(cluster))
    }

    /// How far a cluster reaches, to follow its number of cases: ` within 2.5 km`.
    pub fn within(&self, cluster: &Cluster) -> String {
        match (&cluster.circle, cluster.extent) {
            (_, Extent::Time) | (None, _) => " at all places together".to_owned(),
            (Some(_), _) if cluster.names.len() == 1 => " at one place".to_owned(),
            (Some(circle), _) => match self.length(circle.radius_km) {
                spot if circle.radius_km == 0.0 => format!(" at {spot}"),
                radius => format!(" within {radius}"),
            },
        }
    }

    /// Cases of each place over the whole study period, by its number.
    pub fn cases_by_place(&self) -> Vec<u32> {
        let mut counts = vec![0_u32; self.facts.places.len()];
        for case in &self.facts.cases {
            if let Some(count) = counts.get_mut(case.place as usize) {
                *count = count.saturating_add(case.count);
            }
        }
        counts
    }

    /// Days and counts of all cases at the places of a cluster, in its window or not.
    pub fn cases_at(&self, cluster: &Cluster) -> Vec<(Day, u32)> {
        let everywhere = cluster.extent == Extent::Time;
        let mut inside = vec![false; self.facts.places.len()];
        for &place in &cluster.places {
            if let Some(place) = inside.get_mut(place as usize) {
                *place = true;
            }
        }
        let at = |place: u32| everywhere || inside.get(place as usize).copied().unwrap_or(false);
        self.facts.cases.iter().filter(|case| at(case.place)).map(|case| (case.day, case.count)).collect()
    }
}
