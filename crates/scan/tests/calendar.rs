//! The scan against a plain search through every window, where time is cut into months.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

mod naive;

use colligate_register::Day;
use colligate_scan::{
    Analysis, CoordinateSystem, Count, Dimensions, Draws, Locations, LongestWindow, ModelKind, Overlap, Places,
    Population, PopulationDate, PopulationEntry, Rates, ScanData, Silent, StudyPeriod, TimeAggregation, TimeUnit,
    Timing, scan,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Random data over whole months, among them a February of 29 days.
fn data(seed: u64) -> ScanData {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let places = 3 + seed as usize % 4;
    let named: Vec<(String, f64, f64)> = (0..places)
        .map(|place| {
            (format!("p{place}"), f64::from(random.random_range(0..7u8)), f64::from(random.random_range(0..7u8)))
        })
        .collect();
    let places = Places::new(CoordinateSystem::Plane, &named).unwrap();
    let first = Day::from_ymd(2003, 10, 1).unwrap();
    let last = [(2004, 2, 29), (2004, 7, 31), (2004, 8, 31)][seed as usize % 3];
    let period = StudyPeriod::new(first, Day::from_ymd(last.0, last.1, last.2).unwrap()).unwrap();
    let mut rows = |count: usize| -> Vec<Count> {
        let row = |_| Count {
            place: random.random_range(0..places.len() as u32),
            day: Day(first.0 + random.random_range(0..period.days() as i32)),
            count: random.random_range(1..3),
            kind: 0,
        };
        (0..count).map(row).collect()
    };
    let (cases, controls) = (rows(9 + seed as usize % 9), rows(14));
    let dates = [Day::from_ymd(2003, 12, 15).unwrap(), Day::from_ymd(2004, 4, 2).unwrap()];
    let entries = (0..places.len() as u32).flat_map(|place| {
        dates.map(|day| {
            let date = PopulationDate { day, exact: false };
            PopulationEntry { place, date, category: 0, people: f64::from(10 * (1 + (place * 7 + day.0 as u32) % 5)) }
        })
    });
    let population = Population { categories: vec![Vec::new()], entries: entries.collect() };
    let grid = seed.is_multiple_of(4).then(|| {
        let points: Vec<(f64, f64)> = (0..5).map(|at| (f64::from(at) * 1.3, f64::from(at * at % 7))).collect();
        Locations::on_plane(&points).unwrap()
    });
    ScanData { places, grid, period, cases, controls, population: Some(population) }
}

fn settings(seed: u64) -> Analysis {
    let models = [ModelKind::Poisson, ModelKind::Bernoulli, ModelKind::SpaceTimePermutation];
    let mut analysis = Analysis::new(models[seed as usize % 3]);
    let seed = seed / 3;
    if analysis.model != ModelKind::SpaceTimePermutation && seed.is_multiple_of(3) {
        analysis.dimensions = Dimensions::Time;
    }
    if seed.is_multiple_of(2) {
        analysis.timing = Timing::Prospective;
    }
    analysis.rates = [Rates::High, Rates::Low, Rates::Both][seed as usize / 2 % 3];
    analysis.time.aggregation = TimeAggregation { unit: TimeUnit::Month, length: [1, 2, 3][seed as usize / 4 % 3] };
    analysis.time.max =
        [LongestWindow::Percent(50.0), LongestWindow::Units(3), LongestWindow::Percent(90.0)][seed as usize / 5 % 3];
    analysis.space.max_share = [0.5, 0.9][seed as usize / 3 % 2];
    analysis.space.max_radius = [None, Some(2.5), Some(4.0)][seed as usize / 6 % 3];
    analysis.overlap = Overlap::None;
    analysis.draws = Draws::new(0, 1);
    analysis
}

#[test]
fn months_are_scanned_as_trying_every_window_does() {
    let mut scanned = 0;
    for seed in 0..900 {
        let (data, analysis) = (data(seed), settings(seed));
        let Ok(result) = scan(&data, &analysis, &Silent) else { continue };
        scanned += 1;
        let mut ours: Vec<f64> = result.clusters.iter().map(|cluster| cluster.statistic).collect();
        let offered = naive::offered_by_centre(&data, &analysis).into_iter().flatten();
        let mut theirs: Vec<f64> = offered.map(|window| window.score).collect();
        ours.retain(|&one| one >= 0.001);
        theirs.retain(|&one| one >= 0.001);
        ours.sort_by(f64::total_cmp);
        theirs.sort_by(f64::total_cmp);
        assert_eq!(ours.len(), theirs.len(), "seed {seed}: {ours:?} and {theirs:?}");
        assert!(ours.iter().zip(&theirs).all(|(a, b)| (a - b).abs() < 1e-9), "seed {seed}: {ours:?} and {theirs:?}");
        for cluster in &result.clusters {
            let again = naive::statistic(&data, &analysis, cluster);
            assert!((cluster.statistic - again).abs() < 1e-9, "seed {seed}: {again} in {cluster:?}");
        }
    }
    assert!(scanned > 500, "{scanned}");
}
