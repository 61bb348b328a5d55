//! From a window as the search met it to a cluster as a reader wants it.

use crate::analysis::{Analysis, Dimensions};
use crate::clusters::Geometry;
use crate::data::ScanData;
use crate::locations::straight;
use crate::models::{Model, ModelKind};
use crate::prepare::Prepared;
use crate::result::{Circle, Cluster, Extent, Rate};
use crate::search::{EVERYWHERE, Found, Search};

/// Knows all that a cluster is described with.
pub(crate) struct Describe<'a> {
    pub(crate) data: &'a ScanData,
    pub(crate) analysis: &'a Analysis,
    pub(crate) prepared: &'a Prepared,
    pub(crate) model: &'a dyn Model,
    pub(crate) search: &'a Search<'a>,
}

impl Describe<'_> {
    /// The cluster, without its significance.
    pub(crate) fn cluster(&self, found: &Found) -> Cluster {
        let statistic = self.model.statistic();
        let in_time_alone = self.in_time_alone(found);
        let whole = (found.start, found.end) == (0, self.prepared.intervals.count() - 1);
        let extent = match (in_time_alone, self.analysis.dimensions) {
            (true, _) => Extent::Time,
            (false, Dimensions::Space) => Extent::Space,
            _ if whole && self.analysis.include_purely_spatial => Extent::Space,
            _ => Extent::SpaceTime,
        };
        let inside = self.places(found);
        let observed = f64::from(found.observed);
        let expected = statistic.expected(found.measure);
        let ratio = if expected > 0.0 { observed / expected } else { 0.0 };
        let outside = (statistic.cases() - observed) / (statistic.cases() - expected);
        let knows_rates = self.analysis.model != ModelKind::SpaceTimePermutation;
        let (start, end) = (found.start, found.end + 1);
        let places: Vec<u32> =
            if in_time_alone { (0..self.data.places.len() as u32).collect() } else { inside.clone() };
        Cluster {
            extent,
            rate: if statistic.is_low(observed, found.measure) { Rate::Low } else { Rate::High },
            circle: (!in_time_alone).then(|| self.circle(found, &inside)),
            names: places.iter().flat_map(|&place| self.data.places.names(place)).cloned().collect(),
            places,
            from: self.prepared.intervals.first_day(found.start),
            to: self.prepared.intervals.last_day(found.end),
            cases: self.cases(found),
            observed: found.observed,
            expected,
            observed_to_expected: ratio,
            relative_risk: (knows_rates && outside > 0.0).then(|| ratio / outside),
            population: self.model.population(&inside, start, end).filter(|_| self.prepared.population.is_some()),
            annual_per_100_000: self.prepared.annual_per_100_000.map(|rate| rate * ratio),
            statistic: found.score,
            significance: None,
            recurrence_days: None,
            scan: 1,
            gini: None,
        }
    }

    fn circle(&self, found: &Found, inside: &[u32]) -> Circle {
        let locations = &self.prepared.locations;
        let radius_km = locations.along_ground(self.radius(found));
        Circle {
            centre: found.centre,
            coordinates: self.prepared.centres.coordinates(found.centre),
            radius_km,
            span_km: locations.along_ground(self.span(inside)),
        }
    }

    fn span(&self, inside: &[u32]) -> f64 {
        let points = self.prepared.locations.points();
        let mut longest: f64 = 0.0;
        for (number, &a) in inside.iter().enumerate() {
            for &b in &inside[..number] {
                longest = longest.max(straight(&points[a as usize], &points[b as usize]));
            }
        }
        longest
    }
}

impl Geometry for Describe<'_> {
    fn places(&self, found: &Found) -> Vec<u32> {
        let mut members = Vec::new();
        self.search.nearest(found.centre, found.members as usize, &mut members);
        members
    }

    fn cases(&self, found: &Found) -> Vec<u32> {
        let together = self.analysis.dimensions == Dimensions::Time;
        let mut inside = vec![false; self.prepared.places];
        self.places(found).into_iter().for_each(|place| inside[place as usize] = true);
        let intervals = &self.prepared.intervals;
        let (from, to) = (intervals.first_day(found.start), intervals.last_day(found.end));
        let rows = self.data.cases.iter().enumerate().filter(|(_, row)| {
            let place = if together { 0 } else { row.place as usize };
            row.count > 0 && inside[place] && (from..=to).contains(&row.day)
        });
        rows.map(|(number, _)| number as u32).collect()
    }

    fn between(&self, a: u32, b: u32) -> f64 {
        let points = self.prepared.centres.points();
        straight(&points[a as usize], &points[b as usize])
    }

    fn radius(&self, found: &Found) -> f64 {
        let centre = self.prepared.centres.points().get(found.centre as usize);
        let farthest = self.places(found).last().map(|&place| self.prepared.locations.points()[place as usize]);
        centre.zip(farthest).map_or(0.0, |(centre, farthest)| straight(centre, &farthest))
    }

    fn in_time_alone(&self, found: &Found) -> bool {
        found.centre == EVERYWHERE || self.analysis.dimensions == Dimensions::Time
    }
}
