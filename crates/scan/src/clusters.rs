//! From the strongest windows around every centre to a list of clusters that do not repeat each other.

use crate::cases::Cases;
use crate::monte_carlo::{Significance, Simulated};
use crate::search::{Found, Search};
use crate::windows::Window;
use serde::{Deserialize, Serialize};

/// When a weaker cluster repeats a stronger one and is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Overlap {
    /// Where they share a location: each place is in one cluster, whenever it was (Kulldorff's default).
    Locations,
    /// Where they share a case: one place may have clusters at different times.
    Cases,
}

/// A window with more cases than expected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// Where and when.
    pub window: Window,
    /// Numbers of the cases inside, in the order in which they were given, ascending.
    pub cases: Vec<u32>,
    /// How many there are.
    pub observed: u32,
    /// How many the model expects there.
    pub expected: f64,
    /// Log of the likelihood ratio: how strong the window is.
    pub statistic: f64,
    /// How surprising that is; `None` without draws.
    pub significance: Option<Significance>,
}

/// The strongest window, then the strongest that does not repeat it, and so on. Of equally strong ones the narrower
/// comes first, then the earlier, then the one with the lower centre.
pub(crate) fn distinct(
    mut found: Vec<Found>,
    search: &Search<'_>,
    cases: &Cases,
    overlap: Overlap,
    simulated: &Simulated,
) -> Vec<Cluster> {
    found.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| radius(a, search, cases).total_cmp(&radius(b, search, cases)))
            .then_with(|| (a.start, a.centre).cmp(&(b.start, b.centre)))
    });
    let mut taken = match overlap {
        Overlap::Locations => vec![false; cases.locations().len()],
        Overlap::Cases => vec![false; cases.len()],
    };
    let mut clusters = Vec::new();
    for window in found {
        let locations = inside(&window, search);
        let places: Vec<usize> = locations
            .iter()
            .flat_map(|&location| cases.at(location))
            .filter(|&place| (window.start..=window.end).contains(&cases.days()[place]))
            .collect();
        let claimed: Vec<usize> = match overlap {
            Overlap::Locations => locations.iter().map(|&location| location as usize).collect(),
            Overlap::Cases => places.clone(),
        };
        if claimed.iter().any(|&one| taken[one]) {
            continue;
        }
        claimed.iter().for_each(|&one| taken[one] = true);
        let mut numbers: Vec<u32> = places.iter().map(|&place| cases.number(place)).collect();
        numbers.sort_unstable();
        clusters.push(Cluster {
            window: Window {
                centre: window.centre,
                radius_km: radius(&window, search, cases),
                locations: locations.to_vec(),
                from: cases.period().day(window.start),
                to: cases.period().day(window.end),
            },
            cases: numbers,
            observed: window.observed,
            expected: window.expected,
            statistic: window.score,
            significance: simulated.significance(window.score),
        });
    }
    clusters
}

fn inside<'s>(found: &Found, search: &'s Search<'_>) -> &'s [u32] {
    let members = search.members(found.centre as usize);
    &members[..members.len().min(found.members as usize)]
}

fn radius(found: &Found, search: &Search<'_>, cases: &Cases) -> f64 {
    inside(found, search).last().map_or(0.0, |&farthest| cases.locations().distance_km(found.centre, farthest))
}
