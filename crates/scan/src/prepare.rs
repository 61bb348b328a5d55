//! From data and settings to a model: places and intervals numbered, people turned into expectations.

use crate::analysis::{Analysis, Dimensions};
use crate::data::{Count, ScanData};
use crate::error::ScanError;
use crate::locations::Locations;
use crate::models::{Bernoulli, Model, ModelKind, Permutation, Poisson};
use crate::population::Expectation;
use crate::result::{Cluster, Warning};
use crate::time::intervals::Intervals;

/// Days in a year, for annual rates (SaTScan).
const DAYS_A_YEAR: f64 = 365.2425;

/// What the search works on.
pub(crate) struct Prepared {
    pub(crate) model: Box<dyn Model>,
    pub(crate) intervals: Intervals,
    /// How many places the model knows: one in a scan of time alone.
    pub(crate) places: usize,
    pub(crate) locations: Locations,
    pub(crate) centres: Locations,
    pub(crate) population: Option<f64>,
    pub(crate) annual_per_100_000: Option<f64>,
    pub(crate) warnings: Vec<Warning>,
}

impl Prepared {
    /// The intervals of a cluster: the first, and the one after the last.
    pub(crate) fn interval_range(&self, cluster: &Cluster) -> (u32, u32) {
        let last = self.intervals.count() - 1;
        let start = self.intervals.of(cluster.from).unwrap_or(0);
        (start, self.intervals.of(cluster.to).unwrap_or(last) + 1)
    }
}

/// Prepares a scan.
pub(crate) fn prepare(data: &ScanData, analysis: &Analysis) -> Result<Prepared, ScanError> {
    let intervals = match analysis.in_time() {
        true => Intervals::cut(data.period, analysis.time.aggregation)?,
        false => Intervals::whole(data.period),
    };
    let together = analysis.dimensions == Dimensions::Time;
    let locations = if together { Locations::on_plane(&[(0.0, 0.0)])? } else { data.places.locations().clone() };
    let centres = match &data.grid {
        Some(grid) if !together => grid.clone(),
        _ => locations.clone(),
    };
    let places = locations.len();
    let place = |row: &Count| if together { 0 } else { row.place };
    let numbered = |rows: &[Count]| -> Vec<(u32, u32)> {
        rows.iter()
            .filter_map(|row| Some((row, intervals.of(row.day)?)))
            .flat_map(|(row, interval)| std::iter::repeat_n((place(row), interval), row.count as usize))
            .collect()
    };
    let width = intervals.count() as usize;
    let cases = numbered(&data.cases);
    let (mut population, mut annual_per_100_000, mut warnings) = (None, None, Vec::new());
    let model: Box<dyn Model> = match analysis.model {
        ModelKind::SpaceTimePermutation => {
            let kinds = data.cases.iter().flat_map(|row| std::iter::repeat_n(row.kind, row.count as usize));
            let cases: Vec<_> = cases.iter().zip(kinds).map(|(&(place, time), kind)| (place, time, kind)).collect();
            Box::new(Permutation::new(places, width, &cases)?)
        }
        ModelKind::Bernoulli => {
            let controls = numbered(&data.controls);
            population = Some((cases.len() + controls.len()) as f64);
            Box::new(Bernoulli::new(places, width, &cases, &controls)?)
        }
        ModelKind::Poisson => {
            let expectation = expect(data, &intervals, places, together)?;
            someone_at_risk(data, &intervals, &expectation, &cases)?;
            if data.population.is_some() {
                let people: f64 = expectation.people.iter().sum();
                let years = f64::from(data.period.days()) / DAYS_A_YEAR;
                population = Some(people);
                annual_per_100_000 = Some(100_000.0 * cases.len() as f64 / (people * years));
                warn_of_crowds(&expectation.people, &cases, &mut warnings);
            }
            Box::new(Poisson::new(width, &cases, &expectation.expected, expectation.people)?)
        }
    };
    Ok(Prepared { model, intervals, places, locations, centres, population, annual_per_100_000, warnings })
}

fn expect(data: &ScanData, intervals: &Intervals, places: usize, together: bool) -> Result<Expectation, ScanError> {
    let Some(population) = &data.population else {
        if !together {
            return Err(ScanError::NoPopulation);
        }
        // Without a population file each day counts alike.
        let days = f64::from(data.period.days());
        let cases: u32 = data.cases.iter().map(|row| row.count).sum();
        let lengths = intervals.starts().windows(2).map(|ends| f64::from(ends[1] - ends[0]));
        let expected = lengths.map(|length| f64::from(cases) * length / days).collect();
        return Ok(Expectation { expected, people: vec![0.0] });
    };
    let mut of_kind = vec![0u64; population.categories.len()];
    for row in &data.cases {
        match of_kind.get_mut(row.kind as usize) {
            Some(count) => *count += u64::from(row.count),
            None if row.count > 0 => {
                let category = format!("number {}", row.kind);
                return Err(ScanError::EmptyCategory { category, cases: u64::from(row.count) });
            }
            None => {}
        }
    }
    let apart = population.expect(data.places.len(), intervals, &of_kind)?;
    if !together {
        return Ok(apart);
    }
    let width = intervals.count() as usize;
    let mut expected = vec![0.0; width];
    for row in apart.expected.chunks(width) {
        expected.iter_mut().zip(row).for_each(|(sum, part)| *sum += part);
    }
    debug_assert_eq!(places, 1);
    Ok(Expectation { expected, people: vec![apart.people.iter().sum()] })
}

/// Cases where nobody is at risk are an error of the data, as in SaTScan.
fn someone_at_risk(
    data: &ScanData,
    intervals: &Intervals,
    expectation: &Expectation,
    cases: &[(u32, u32)],
) -> Result<(), ScanError> {
    let width = intervals.count() as usize;
    let nobody = |&&(place, time): &&(u32, u32)| expectation.expected[place as usize * width + time as usize] <= 0.0;
    let Some(&(place, time)) = cases.iter().find(nobody) else { return Ok(()) };
    let count = cases.iter().filter(|&&case| case == (place, time)).count() as u32;
    let name = data.places.names(place).first().cloned().unwrap_or_default();
    let (from, to) = (intervals.first_day(time), intervals.last_day(time));
    Err(ScanError::NobodyAtRisk { place: name, from, to, cases: count })
}

fn warn_of_crowds(people: &[f64], cases: &[(u32, u32)], warnings: &mut Vec<Warning>) {
    let mut at = vec![0.0; people.len()];
    cases.iter().for_each(|&(place, _)| at[place as usize] += 1.0);
    let count = at.iter().zip(people).filter(|(cases, people)| cases > people).count() as u64;
    if count > 0 {
        warnings.push(Warning { what: "places with more cases than people".into(), count });
    }
}
