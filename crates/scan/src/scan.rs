//! The scan itself: from data and settings to clusters.

use crate::analysis::{Analysis, Dimensions, Frequency, PValues, Rates, Timing};
use crate::arrangement::Arrangement;
use crate::bounds::Wanted;
use crate::candidates::{self, Others};
use crate::circles::Circles;
use crate::clusters::{Overlap, PassedOver, add_passed_over, distinct, rank_by, ranked};
use crate::data::ScanData;
use crate::describe::Describe;
use crate::error::ScanError;
use crate::gini::{Kept, choose};
use crate::limits::{circles, windows};
use crate::models::Model;
use crate::monte_carlo::{SAME, Significance, Simulated};
use crate::prepare::{Prepared, prepare};
use crate::result::{Cluster, ScanResult, Totals, Warning};
use crate::search::{Found, Memory, Search, Strongest, Windows, alive};
use crate::time::unit::TimeUnit;
use colligate_register::{Progress, wording};
use std::ops::Range;

/// Clusters with a lower statistic are not reported (SaTScan).
const LEAST_STATISTIC: f64 = 0.001;

/// p-value up to which a cluster is reported that SaTScan would not offer.
const SURPRISING: f64 = 0.05;

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
    let (mut left_out, mut simulated, mut warnings) = (0, Vec::new(), prepared.warnings.clone());
    let scans = analysis.iterative.map_or(1, |iterative| iterative.max_scans.max(1));
    let mut rest: Option<Box<dyn Model>> = None;
    for number in 1..=scans {
        let model = rest.as_deref().unwrap_or(&*prepared.model);
        let one = One { data, analysis, prepared: &prepared, circles: &circles, reported: &reported, windows, model };
        let OfOne { clusters: mut found, left_out: left, simulated: draws, warnings: more } =
            one.scan(number, progress)?;
        simulated.push(draws);
        left_out += left;
        warnings.extend(more);
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
    Ok(ScanResult { from, to, totals, clusters, left_out, simulated, warnings })
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

/// What one scan found.
struct OfOne {
    clusters: Vec<Cluster>,
    left_out: usize,
    simulated: Simulated,
    warnings: Vec<Warning>,
}

impl<'a> One<'a> {
    fn scan(&self, number: u32, progress: &dyn Progress) -> Result<OfOne, ScanError> {
        let (analysis, model) = (self.analysis, self.model);
        let search = self.search(self.circles);
        let describe = Describe { data: self.data, analysis, prepared: self.prepared, model, search: &search };
        let of_reported: Vec<Search<'_>> = self.reported.iter().map(|circles| self.search(circles)).collect();
        let searches: Vec<&Search<'_>> =
            if of_reported.is_empty() { vec![&search] } else { of_reported.iter().collect() };
        let strongest =
            |search: &&Search<'_>| Ok(ranked(candidates::strongest(search, model.observed(), progress)?, &describe));
        let mut lists: Vec<Vec<Found>> = searches.iter().map(strongest).collect::<Result<_, ScanError>>()?;
        let widest = lists.last().map_or(&[][..], Vec::as_slice);
        let simulated = self.simulate(&search, widest.first().map_or(0.0, |found| found.score), progress)?;
        let others = match searches.last() {
            Some(search) => candidates::others(search, analysis, model.observed(), widest, &simulated, progress)?,
            None => Others::default(),
        };
        let most = candidates::most_clusters(analysis, self.prepared.places, self.circles.centres());
        let all: Vec<Found> = widest.iter().copied().chain(others.further).collect();
        let mut plain = distinct(&ranked(all, &describe), analysis.overlap, most, &describe);
        let gumbel_below = self.gumbel_below(&simulated);
        let significance = |found: &Found| simulated.significance(found.score, gumbel_below);
        let surprising = |found: &Found| significance(found).is_some_and(|one| one.p_value <= SURPRISING);
        let passed_over = ranked(others.passed_over.into_iter().filter(surprising).collect(), &describe);
        let listed = |found: &Found| !weak(found, significance(found), &simulated);
        let passed_over = add_passed_over(&mut plain, &passed_over, analysis.overlap, &describe, listed, surprising);
        let warnings = passed_over_warnings(&passed_over, &describe, significance);
        let gini = analysis.reported.gini.as_ref();
        let counts = |found: &Found| {
            let p_value = significance(found).filter(|_| analysis.draws.count >= FEWEST_DRAWS);
            p_value.is_none_or(|one| gini.is_some_and(|gini| one.p_value < gini.max_p_value - SAME))
        };
        if gini.is_some() {
            let apart = |list: &[Found]| distinct(list, Overlap::NoSharedPlaces, most, &describe);
            lists.iter_mut().for_each(|list| *list = apart(list));
        }
        let mut kept = choose(&analysis.reported, plain, &lists, model.statistic(), counts, &describe);
        rank_by(&mut kept, |one| one.found, &describe);
        let clusters = self.report(&kept, number, &simulated, &describe, significance);
        let left_out = kept.len() - clusters.len();
        Ok(OfOne { clusters, left_out, simulated, warnings })
    }

    fn search<'b>(&self, circles: &'b Circles) -> Search<'b>
    where
        'a: 'b,
    {
        let analysis = self.analysis;
        let high = (analysis.rates != Rates::Low).then_some(analysis.min_cases_high);
        let low = (analysis.rates != Rates::High).then_some(analysis.min_cases_low);
        let (model, wanted) = (self.model, Wanted { high, low });
        Search::new(circles, model.measure(), model.statistic(), wanted, self.windows, self.prepared.places)
    }

    /// Draws; `observed` is the strongest statistic of the data.
    fn simulate(&self, search: &Search<'_>, observed: f64, progress: &dyn Progress) -> Result<Simulated, ScanError> {
        let draws = &self.analysis.draws;
        let stop_after = match self.analysis.p_values {
            PValues::Default => Some((draws.count.saturating_add(1)) / 20).filter(|&after| after > 0),
            PValues::EarlyTermination { after } => Some(after),
            PValues::MonteCarlo | PValues::Gumbel => None,
        };
        let alive = alive::Alive::new(search, self.model.observed());
        let draw = |range| self.draw(search, alive.as_ref(), range);
        Simulated::run(draws, stop_after, observed, progress, draw)
    }

    /// Clusters that fewer draws beat have the fitted p-value.
    fn gumbel_below(&self, simulated: &Simulated) -> u32 {
        let enough = simulated.strongest.len() >= FEWEST_DRAWS as usize;
        match self.analysis.p_values {
            PValues::Default if self.analysis.dimensions != Dimensions::Time && enough => 9,
            PValues::Gumbel => u32::MAX,
            _ => 0,
        }
    }

    /// The clusters to report: the strongest always, the others where they are not too weak.
    fn report(
        &self,
        kept: &[Kept],
        number: u32,
        simulated: &Simulated,
        describe: &Describe<'_>,
        significance: impl Fn(&Found) -> Option<Significance>,
    ) -> Vec<Cluster> {
        let most = self.analysis.reported.most.map_or(usize::MAX, |most| most as usize);
        let mut clusters = Vec::with_capacity(kept.len().min(most));
        for one in kept {
            let significance = significance(&one.found);
            let weak = weak(&one.found, significance, simulated);
            if clusters.len() == most || weak && !clusters.is_empty() {
                continue;
            }
            let recurrence = significance.filter(|_| self.analysis.timing == Timing::Prospective);
            let recurrence_days = recurrence.map(|one| (days_between(self.analysis) / one.p_value).max(1.0));
            let gini = self.analysis.reported.gini.as_ref().map(|_| one.gini);
            clusters.push(Cluster {
                significance,
                recurrence_days,
                scan: number,
                gini,
                ..describe.cluster(&one.found)
            });
        }
        clusters
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

/// True where a cluster other than the strongest is not listed: hardly any statistic, or every draw beats it.
fn weak(found: &Found, significance: Option<Significance>, simulated: &Simulated) -> bool {
    let beaten_by_all = significance.is_some_and(|one| one.as_strong as usize >= simulated.strongest.len());
    found.score < LEAST_STATISTIC || beaten_by_all
}

/// What became of surprising windows that SaTScan passes over.
fn passed_over_warnings(
    passed_over: &PassedOver,
    describe: &Describe<'_>,
    significance: impl Fn(&Found) -> Option<Significance>,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if passed_over.added > 0 {
        let what = "clusters that SaTScan 10.3 would pass over: they are weaker than an earlier or later cluster of the same places, and \
                    SaTScan does not offer the strongest interval to the end of the study period, or of time alone, after the first";
        warnings.push(Warning { what: what.to_owned(), count: passed_over.added as u64 });
    }
    for found in &passed_over.stronger {
        let cluster = describe.cluster(found);
        let place = match (&cluster.circle, cluster.names.first()) {
            (Some(_), Some(name)) => format!("around {name}"),
            _ => "at all places together".to_owned(),
        };
        let p = significance(found).map_or(1.0, |one| one.p_value);
        let what = format!(
            "a window is stronger than the cluster listed that it overlaps, and is passed over as in SaTScan 10.3: {}, {place}, \
             {} cases where {:.2} were expected, statistic {:.6}, p {p:.3}",
            wording::days(cluster.from, cluster.to),
            cluster.observed,
            cluster.expected,
            cluster.statistic
        );
        warnings.push(Warning { what, count: 0 });
    }
    warnings
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
