//! The scan itself: from data and settings to clusters.

use crate::analysis::{Analysis, Dimensions, Frequency, PValues, Rates, Timing};
use crate::arrangement::Arrangement;
use crate::bounds::Wanted;
use crate::circles::Circles;
use crate::clusters::{Overlap, distinct, rank_by, ranked};
use crate::data::ScanData;
use crate::describe::Describe;
use crate::error::ScanError;
use crate::gini::choose;
use crate::limits::{circles, windows};
use crate::models::Model;
use crate::monte_carlo::{SAME, Simulated};
use crate::prepare::{Prepared, prepare};
use crate::result::{Cluster, ScanResult, Totals};
use crate::search::{BestOfStretches, Found, Memory, Search, Strongest, Windows, alive};
use crate::time::unit::TimeUnit;
use colligate_register::Progress;
use rayon::prelude::*;
use std::ops::Range;

/// Clusters with a lower statistic are not reported (SaTScan).
const LEAST_STATISTIC: f64 = 0.001;

/// Fewer draws tell nothing of p-values (SaTScan).
const FEWEST_DRAWS: u32 = 99;

/// Days in a year, for recurrence intervals (SaTScan).
const DAYS_A_YEAR: f64 = 365.25;

/// Scans data for clusters.
///
/// ```
/// use colligate_register::Day;
/// use colligate_scan::{Analysis, LongestWindow, ModelKind, ScanData, Silent, StudyPeriod, scan};
/// let mut events: Vec<(f64, f64, Day)> =
///     (0..200).map(|i| (43.0 + 0.01 * f64::from(i % 14), -88.0, Day(i * 37 % 365))).collect();
/// events.extend((0..8).map(|i| (43.02, -88.0, Day(100 + i))));
/// let data = ScanData::from_points(StudyPeriod::new(Day(0), Day(364))?, &events)?;
/// let mut analysis = Analysis::new(ModelKind::SpaceTimePermutation);
/// analysis.space.max_radius = Some(1.0);
/// analysis.time.max = LongestWindow::Units(30);
/// analysis.draws.count = 99;
/// let result = scan(&data, &analysis, &Silent)?;
/// let strongest = &result.clusters[0];
/// assert!(strongest.cases.ends_with(&[200, 201, 202, 203, 204, 205, 206, 207]));
/// assert_eq!(strongest.significance.map(|found| found.monte_carlo), Some(0.01));
/// # Ok::<(), colligate_scan::ScanError>(())
/// ```
///
/// # Errors
/// [`ScanError`]: senseless settings, data that do not fit the model, or [`ScanError::Cancelled`].
pub fn scan(data: &ScanData, analysis: &Analysis, progress: &dyn Progress) -> Result<ScanResult, ScanError> {
    analysis.check()?;
    data.check()?;
    let prepared = prepare(data, analysis)?;
    let windows = windows(data, analysis, prepared.intervals.count())?;
    progress.stage("circles", 1);
    let circles_within = |limits| circles(&prepared, analysis, limits);
    let circles = circles_within(analysis.space);
    let reported: Vec<Circles> = analysis.reported.limits(analysis.space)?.into_iter().map(circles_within).collect();
    progress.advance(1);
    let mut clusters = Vec::new();
    let (mut left_out, mut simulated) = (0, Vec::new());
    let scans = analysis.iterative.map_or(1, |iterative| iterative.max_scans.max(1));
    let mut rest: Option<Box<dyn Model>> = None;
    for number in 1..=scans {
        let model = rest.as_deref().unwrap_or(&*prepared.model);
        let one = One { data, analysis, prepared: &prepared, circles: &circles, reported: &reported, windows, model };
        let (mut found, left, draws) = one.scan(number, progress)?;
        simulated.push(draws);
        left_out += left;
        let Some(iterative) = analysis.iterative else {
            clusters = found;
            break;
        };
        if found.is_empty() {
            break;
        }
        left_out += found.len() - 1;
        let cluster = found.swap_remove(0);
        let unlikely = cluster.significance.is_none_or(|significance| significance.p_value <= iterative.max_p_value);
        let (start, end) = prepared.interval_range(&cluster);
        rest = model.without(&cluster.places, start, end);
        clusters.push(cluster);
        if !unlikely || rest.is_none() {
            break;
        }
    }
    let totals = totals(data, &prepared);
    let (from, to) = (data.period.first(), data.period.last());
    Ok(ScanResult { from, to, totals, clusters, left_out, simulated, warnings: prepared.warnings })
}

/// One scan of a model.
struct One<'a> {
    data: &'a ScanData,
    analysis: &'a Analysis,
    prepared: &'a Prepared,
    circles: &'a Circles,
    /// Circles that are reported, by largest share, from small to large; none where they are those of the scan.
    reported: &'a [Circles],
    windows: Windows,
    model: &'a dyn Model,
}

impl One<'_> {
    fn scan(&self, number: u32, progress: &dyn Progress) -> Result<(Vec<Cluster>, usize, Simulated), ScanError> {
        let analysis = self.analysis;
        let high = (analysis.rates != Rates::Low).then_some(analysis.min_cases_high);
        let low = (analysis.rates != Rates::High).then_some(analysis.min_cases_low);
        let wanted = Wanted { high, low };
        let (model, places) = (self.model, self.prepared.places);
        let around = |circles| Search::new(circles, model.measure(), model.statistic(), wanted, self.windows, places);
        let search = around(self.circles);
        let describe = Describe { data: self.data, analysis, prepared: self.prepared, model, search: &search };
        let mut lists = Vec::new();
        for circles in self.reported {
            lists.push(ranked(self.strongest_around_all(&around(circles), progress)?, &describe));
        }
        if lists.is_empty() {
            lists.push(ranked(self.strongest_around_all(&search, progress)?, &describe));
        }
        let widest = lists.last().map_or(&[][..], Vec::as_slice);
        let observed = widest.first().map_or(0.0, |found| found.score);
        let plain = distinct(widest, analysis.overlap, &describe);
        let stop_after = match analysis.p_values {
            PValues::Default => Some((analysis.draws.count.saturating_add(1)) / 20).filter(|&after| after > 0),
            PValues::EarlyTermination { after } => Some(after),
            PValues::MonteCarlo | PValues::Gumbel => None,
        };
        let alive = alive::Alive::new(&search, model.observed());
        let draw = |range| self.draw(&search, alive.as_ref(), range);
        let simulated = Simulated::run(&analysis.draws, stop_after, observed, progress, draw)?;
        let gumbel_below = match analysis.p_values {
            PValues::Default
                if analysis.dimensions != Dimensions::Time && simulated.strongest.len() >= FEWEST_DRAWS as usize =>
            {
                9
            }
            PValues::Gumbel => u32::MAX,
            _ => 0,
        };
        let significance = |found: &Found| simulated.significance(found.score, gumbel_below);
        let gini = analysis.reported.gini.as_ref();
        let counts = |found: &Found| {
            let p_value = significance(found).filter(|_| analysis.draws.count >= FEWEST_DRAWS);
            p_value.is_none_or(|one| gini.is_some_and(|gini| one.p_value < gini.max_p_value - SAME))
        };
        if gini.is_some() {
            lists.iter_mut().for_each(|list| *list = distinct(list, Overlap::NoSharedPlaces, &describe));
        }
        let mut kept = choose(&analysis.reported, plain, &lists, model.statistic(), counts, &describe);
        rank_by(&mut kept, |one| one.found, &describe);
        let most = analysis.reported.most.map_or(usize::MAX, |most| most as usize);
        let mut clusters = Vec::with_capacity(kept.len().min(most));
        for one in &kept {
            let significance = significance(&one.found);
            let beaten_by_all = significance.is_some_and(|one| one.as_strong as usize >= simulated.strongest.len());
            let weak = one.found.score < LEAST_STATISTIC || beaten_by_all;
            if clusters.len() == most || weak && !clusters.is_empty() {
                continue;
            }
            let recurrence = significance.filter(|_| analysis.timing == Timing::Prospective);
            let recurrence_days = recurrence.map(|one| (days_between(analysis) / one.p_value).max(1.0));
            let cluster = describe.cluster(&one.found);
            let gini = gini.map(|_| one.gini);
            clusters.push(Cluster { significance, recurrence_days, scan: number, gini, ..cluster });
        }
        let left_out = kept.len() - clusters.len();
        Ok((clusters, left_out, simulated))
    }

    fn strongest_around_all(&self, search: &Search<'_>, progress: &dyn Progress) -> Result<Vec<Found>, ScanError> {
        let centres = search.centres();
        progress.stage("data", centres.len() as u64);
        let stretch = match self.analysis.overlap {
            Overlap::NoSharedCases => self.windows.longest,
            _ => self.windows.intervals,
        };
        let observed = std::slice::from_ref(self.model.observed());
        let found = centres
            .par_iter()
            .map_init(Memory::default, |memory, &centre| {
                if progress.cancelled() {
                    return Vec::new();
                }
                let mut keepers = [BestOfStretches::new(&search.bounds, self.windows.intervals, stretch)];
                search.around(centre, observed, &mut keepers, memory);
                progress.advance(1);
                keepers.into_iter().flat_map(BestOfStretches::best).collect()
            })
            .flatten_iter()
            .collect();
        if progress.cancelled() { Err(ScanError::Cancelled) } else { Ok(found) }
    }

    /// The statistic of the strongest window of each draw of a range.
    fn draw(&self, search: &Search<'_>, alive: Option<&alive::Alive<'_>>, range: Range<u32>) -> Vec<f64> {
        let mut scratch = Vec::new();
        let mut deal = |number: u32, drawn: &mut Arrangement| {
            self.model.draw(&mut self.analysis.draws.stream(number), drawn, &mut scratch);
        };
        if let Some(alive) = alive {
            return alive.strongest(range, deal);
        }
        let mut block = vec![Arrangement::default(); range.len()];
        range.zip(&mut block).for_each(|(number, drawn)| deal(number, drawn));
        let mut keepers: Vec<Strongest<'_>> = block.iter().map(|_| Strongest::new(&search.bounds)).collect();
        let mut memory = Memory::default();
        for centre in search.centres() {
            search.around(centre, &block, &mut keepers, &mut memory);
        }
        keepers.iter().map(|keeper| keeper.score).collect()
    }
}

/// Days between two runs of a prospective scan.
fn days_between(analysis: &Analysis) -> f64 {
    let years = |count: u32, per_year: f64| f64::from(count) / per_year * DAYS_A_YEAR;
    match analysis.frequency {
        Frequency::SameAsAggregation => {
            let length = analysis.time.aggregation.length;
            match analysis.time.aggregation.unit {
                TimeUnit::Day => f64::from(length),
                TimeUnit::Month => years(length, 12.0),
                TimeUnit::Year => years(length, 1.0),
            }
        }
        Frequency::Days(count) => f64::from(count),
        Frequency::Weeks(count) => years(count, 52.0),
        Frequency::Months(count) => years(count, 12.0),
        Frequency::Quarters(count) => years(count, 4.0),
        Frequency::Years(count) => years(count, 1.0),
    }
}

fn totals(data: &ScanData, prepared: &Prepared) -> Totals {
    let count = |rows: &[crate::data::Count]| rows.iter().map(|row| u64::from(row.count)).sum();
    Totals {
        places: data.places.names_in_all(),
        cases: count(&data.cases),
        controls: count(&data.controls),
        population: prepared.population,
        annual_per_100_000: prepared.annual_per_100_000,
        intervals: prepared.intervals.count(),
    }
}
