//! From the best choices of all windows to a list of clusters that share no case.

use super::baseline::{Inside, bits};
use super::cases::MarkedCases;
use super::search::{Found, Search};
use colligate_register::Day;
use serde::{Deserialize, Serialize};

/// What was chosen of one mode.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChosenValues {
    /// Name of the mode.
    pub mode: String,
    /// The values, in the order of their numbers. Values without a case in the window are never among them.
    pub values: Vec<String>,
    /// Share of the cases of the circle, over the whole study period, that have one of them: near 1 where the mode says
    /// nothing of the cluster.
    pub share: f64,
}

/// A place, a time and a choice of values with too many cases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubsetCluster {
    /// Location in the middle of the circle.
    pub centre: u32,
    /// Its radius in kilometres, along the ground: the distance of the farthest location inside.
    pub radius_km: f64,
    /// Locations inside, from the middle outwards.
    pub locations: Vec<u32>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// What was chosen, mode by mode.
    pub chosen: Vec<ChosenValues>,
    /// Numbers of the cases, in the order in which they were given, ascending.
    pub cases: Vec<u32>,
    /// How many there are.
    pub observed: u32,
    /// How many are expected.
    pub expected: f64,
    /// Log likelihood ratio: [`poisson_score`](super::poisson_score).
    pub score: f64,
    /// Share of the arrangements, the observed one among them, whose best choice of all windows scores as high: corrected for
    /// all places, times and values tried. `None` without permutations.
    pub p_value: Option<f64>,
}

/// The best choice, then the best that shares no case with it, and so on. Of equal ones that of fewer locations comes first,
/// then of the earlier interval in the order tried, then of the lower centre.
pub(super) fn distinct(
    mut found: Vec<Found>,
    search: &Search<'_>,
    cases: &MarkedCases,
    most: usize,
    strongest: &[f64],
) -> Vec<SubsetCluster> {
    found.sort_by(|a, b| {
        let key = |found: &Found| (found.members, found.interval, found.centre);
        b.choice.score.total_cmp(&a.choice.score).then_with(|| key(a).cmp(&key(b)))
    });
    let mut taken = vec![false; cases.len()];
    let mut clusters = Vec::new();
    for one in found {
        if clusters.len() == most {
            break;
        }
        let (first, last) = search.interval(one.interval);
        let locations = search.members(&one);
        let places: Vec<u32> = locations
            .iter()
            .flat_map(|&location| cases.at(location))
            .filter(|&place| (first..=last).contains(&cases.days()[place as usize]))
            .filter(|&place| fits(cases.marks(cases.cell(place)), &one.choice.values))
            .collect();
        if places.iter().any(|&place| taken[place as usize]) {
            continue;
        }
        places.iter().for_each(|&place| taken[place as usize] = true);
        let mut numbers: Vec<u32> = places.iter().map(|&place| cases.number(place)).collect();
        numbers.sort_unstable();
        clusters.push(SubsetCluster {
            centre: one.centre,
            radius_km: locations.last().map_or(0.0, |&far| cases.locations().distance_km(one.centre, far)),
            locations: locations.to_vec(),
            from: cases.period().day(first),
            to: cases.period().day(last),
            chosen: chosen(cases, locations, &one.choice.values),
            cases: numbers,
            observed: one.choice.observed,
            expected: one.choice.expected,
            score: one.choice.score,
            p_value: p_value(one.choice.score, strongest),
        });
    }
    clusters
}

fn chosen(cases: &MarkedCases, locations: &[u32], values: &[u64]) -> Vec<ChosenValues> {
    let mut circle = Inside::new(cases, 1.0);
    locations.iter().flat_map(|&location| cases.at(location)).for_each(|place| circle.add(cases, cases.cell(place)));
    let of_mode = |(number, (mode, &set)): (usize, (&super::Mode, &u64))| ChosenValues {
        mode: mode.name().to_owned(),
        values: bits(set).map(|value| mode.values()[value].clone()).collect(),
        share: circle.share(number, set),
    };
    cases.modes().iter().zip(values).enumerate().map(of_mode).collect()
}

/// Rank of a score among the strongest of each permutation (Dwass 1957).
fn p_value(score: f64, strongest: &[f64]) -> Option<f64> {
    let as_strong = strongest.iter().filter(|&&other| other >= score * (1.0 - 1e-11)).count();
    (!strongest.is_empty()).then(|| (1.0 + as_strong as f64) / (1.0 + strongest.len() as f64))
}

/// True where a case has chosen values in all modes.
fn fits(marks: &[u8], choice: &[u64]) -> bool {
    marks.iter().zip(choice).all(|(&value, &chosen)| chosen >> value & 1 == 1)
}
