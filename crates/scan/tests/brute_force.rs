//! The scan against a plain search through every window, on small random cases of every model and option.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod naive;

use colligate_register::Day;
use colligate_scan::{
    Analysis, CoordinateSystem, Count, Dimensions, Draws, Iterative, Locations, LongestWindow, ModelKind, Overlap,
    PValues, Places, Population, PopulationDate, PopulationEntry, Rates, ScanData, ScanError, Silent, StudyPeriod,
    TimeAggregation, TimeUnit, Timing, scan,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Random data on a small grid of points, with ties in distance and several cases at one place and time.
fn data(seed: u64) -> ScanData {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let places = random.random_range(2..9usize);
    let named: Vec<(String, f64, f64)> = (0..places)
        .map(|place| {
            let point = if seed.is_multiple_of(3) { place as u64 * 7 % 5 } else { random.random_range(0..6) };
            (format!("p{place}"), point as f64, random.random_range(0..5) as f64)
        })
        .collect();
    let places = Places::new(CoordinateSystem::Plane, &named).unwrap();
    let days = random.random_range(4..14);
    let period = StudyPeriod::new(Day(0), Day(days - 1)).unwrap();
    let mut rows = |count: usize, kinds: u32| -> Vec<Count> {
        (0..count)
            .map(|_| Count {
                place: random.random_range(0..places.len() as u32),
                day: Day(random.random_range(0..days)),
                count: random.random_range(1..4) / 2 + 1,
                kind: random.random_range(0..kinds),
            })
            .collect()
    };
    let kinds = 1 + (seed % 2) as u32;
    let cases = rows(4 + seed as usize % 15, kinds);
    let controls = rows(6 + seed as usize % 11, 1);
    let mut entries = Vec::new();
    for place in 0..places.len() as u32 {
        for category in 0..kinds {
            for date in [Day(2), Day(days + 3)].into_iter().take(1 + seed as usize % 2) {
                let people = f64::from(random.random_range(1..9u8)) * 10.0;
                let date = PopulationDate { day: date, exact: seed.is_multiple_of(5) };
                entries.push(PopulationEntry { place, date, category, people });
            }
        }
    }
    let categories = (0..kinds).map(|kind| vec![kind.to_string()]).collect();
    let population = Some(Population { categories, entries });
    let grid = (seed % 7 == 3).then(|| {
        let points: Vec<(f64, f64)> =
            (0..6).map(|point| (f64::from(point) * 0.9, f64::from(point * point % 5))).collect();
        Locations::on_plane(&points).unwrap()
    });
    ScanData { places, grid, period, cases, controls, population }
}

fn settings(seed: u64) -> Analysis {
    let models = [ModelKind::Poisson, ModelKind::Bernoulli, ModelKind::SpaceTimePermutation];
    let model = models[seed as usize % 3];
    let mut analysis = Analysis::new(model);
    let seed = seed / 3;
    if model != ModelKind::SpaceTimePermutation {
        analysis.dimensions = [Dimensions::SpaceTime, Dimensions::Space, Dimensions::Time][seed as usize % 3];
    }
    let in_space_time = analysis.dimensions == Dimensions::SpaceTime;
    if analysis.dimensions != Dimensions::Space && seed % 5 < 2 {
        analysis.timing = Timing::Prospective;
    }
    analysis.rates = [Rates::High, Rates::Low, Rates::Both, Rates::High][seed as usize % 4];
    analysis.min_cases_high = [2, 1, 3][seed as usize / 2 % 3];
    analysis.min_cases_low = [0, 1][seed as usize / 3 % 2];
    analysis.space.max_share = [0.5, 1.0, 0.3][seed as usize / 5 % 3];
    analysis.space.max_radius = [None, Some(2.0), None, Some(3.5)][seed as usize / 7 % 4];
    let length = [1, 1, 2][seed as usize / 4 % 3];
    analysis.time.aggregation = TimeAggregation { unit: TimeUnit::Day, length };
    analysis.time.min_units = [1, 1, 2][seed as usize / 6 % 3];
    analysis.time.max =
        [LongestWindow::Units(4), LongestWindow::Percent(50.0), LongestWindow::Units(2)][seed as usize / 8 % 3];
    if in_space_time && model != ModelKind::SpaceTimePermutation {
        analysis.include_purely_spatial = seed.is_multiple_of(4);
        analysis.include_purely_temporal = seed.is_multiple_of(6);
    }
    analysis.draws = Draws::new(0, 1);
    analysis.overlap = Overlap::None;
    analysis
}

#[test]
fn the_scan_finds_what_trying_every_window_finds() {
    let (mut scanned, mut empty) = (0, 0);
    for seed in 0..1800 {
        let (data, analysis) = (data(seed), settings(seed));
        let result = match scan(&data, &analysis, &Silent) {
            Ok(result) => result,
            Err(ScanError::BadLimit { .. } | ScanError::TooFewIntervals) => continue,
            Err(other) => panic!("seed {seed}: {other}"),
        };
        scanned += 1;
        let best = naive::best_by_centre(&data, &analysis);
        let strongest = best.iter().copied().fold(0.0, f64::max);
        let found = result.clusters.first().map_or(0.0, |cluster| cluster.statistic);
        if strongest < 0.001 {
            empty += 1;
            assert!(found < 0.001, "seed {seed}: {found} where there is nothing");
            continue;
        }
        assert!((found - strongest).abs() < 1e-9, "seed {seed}: {found} where {strongest} is there; {analysis:?}");
        for cluster in &result.clusters {
            let again = naive::statistic(&data, &analysis, cluster);
            assert!((cluster.statistic - again).abs() < 1e-9, "seed {seed}: {again} in {cluster:?}");
        }
        // Without restrictions every centre shows all windows that it offers.
        let mut ours: Vec<f64> = result.clusters.iter().map(|cluster| cluster.statistic).collect();
        let offered = naive::offered_by_centre(&data, &analysis).into_iter().flatten().map(|window| window.score);
        let mut theirs: Vec<f64> = offered.filter(|&score| score >= 0.001).collect();
        ours.sort_by(f64::total_cmp);
        theirs.sort_by(f64::total_cmp);
        assert_eq!(ours.len(), theirs.len(), "seed {seed}");
        assert!(ours.iter().zip(&theirs).all(|(a, b)| (a - b).abs() < 1e-9), "seed {seed}: {ours:?} and {theirs:?}");
    }
    assert!(scanned > 1200 && empty < scanned / 3, "{scanned} scanned, {empty} empty");
}

#[test]
fn short_windows_in_a_long_period_are_found() {
    let mut more = 0;
    for seed in 0..120 {
        let mut data = data(seed);
        let days = 20 + seed as i32 % 15;
        data.period = StudyPeriod::new(Day(0), Day(days - 1)).unwrap();
        data.cases.iter_mut().chain(&mut data.controls).for_each(|row| row.day = Day(row.day.0 * 7 % days));
        let models = [ModelKind::Poisson, ModelKind::Bernoulli, ModelKind::SpaceTimePermutation];
        let mut analysis = Analysis::new(models[seed as usize % 3]);
        analysis.time.max = LongestWindow::Units(1 + seed as u32 / 3 % 6);
        analysis.include_purely_spatial = analysis.model != ModelKind::SpaceTimePermutation && seed % 2 == 0;
        analysis.overlap = Overlap::None;
        analysis.draws = Draws::new(0, 1);
        let result = scan(&data, &analysis, &Silent).unwrap();
        let mut ours: Vec<f64> = result.clusters.iter().map(|cluster| cluster.statistic).collect();
        let offered = naive::offered_by_centre(&data, &analysis).into_iter().flatten();
        let mut theirs: Vec<f64> = offered.map(|window| window.score).collect();
        more += theirs.len() - data.places.len().min(theirs.len());
        ours.retain(|&one| one >= 0.001);
        theirs.retain(|&best| best >= 0.001);
        ours.sort_by(f64::total_cmp);
        theirs.sort_by(f64::total_cmp);
        assert_eq!(ours.len(), theirs.len(), "seed {seed}");
        assert!(ours.iter().zip(&theirs).all(|(a, b)| (a - b).abs() < 1e-9), "seed {seed}: {ours:?} and {theirs:?}");
    }
    assert!(more > 100, "places offer {more} windows after their strongest");
}

#[test]
fn a_draw_of_surveillance_finds_what_trying_every_window_finds() {
    // The fast way of the draws is held against the plain way: a draw of n cases at different places is one of the n!
    // orders of their days, so the distribution of draws over all orders must be that of the plain search.
    for seed in 0..60u64 {
        let mut data = data(seed);
        data.cases.truncate(5);
        data.cases.iter_mut().for_each(|case| (case.kind, case.count) = (0, 1));
        let mut analysis = Analysis::new(ModelKind::SpaceTimePermutation);
        analysis.timing = Timing::Prospective;
        analysis.time.max = LongestWindow::Units(3);
        analysis.min_cases_high = 1 + seed as u32 % 2;
        analysis.time.min_units = 1 + seed as u32 / 2 % 2;
        analysis.space.max_share = [0.5, 1.0][seed as usize / 4 % 2];
        analysis.p_values = PValues::MonteCarlo;
        analysis.draws = Draws::new(200, seed);
        let result = scan(&data, &analysis, &Silent).unwrap();
        let days: Vec<Day> = data.cases.iter().map(|case| case.day).collect();
        let possible: Vec<f64> = naive::orders(&days)
            .into_iter()
            .map(|order| {
                let mut dealt = data.clone();
                dealt.cases.iter_mut().zip(order).for_each(|(case, day)| case.day = day);
                naive::best_by_centre(&dealt, &analysis).into_iter().fold(0.0, f64::max)
            })
            .collect();
        let drawn = &result.simulated[0].strongest;
        for statistic in drawn {
            assert!(possible.iter().any(|other| (other - statistic).abs() < 1e-9), "seed {seed}: {statistic}");
        }
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let spread =
            possible.iter().map(|value| (value - mean(&possible)).powi(2)).sum::<f64>() / possible.len() as f64;
        let error = 4.5 * (spread / drawn.len() as f64).sqrt() + 1e-9;
        assert!((mean(drawn) - mean(&possible)).abs() < error, "seed {seed}: {} and {}", mean(drawn), mean(&possible));
    }
}

#[test]
fn an_iterative_scan_finds_what_a_scan_of_the_rest_finds() {
    let mut followed = 0;
    for seed in 0..300 {
        let mut data = data(seed);
        data.grid = None;
        let mut analysis = Analysis::new([ModelKind::Bernoulli, ModelKind::SpaceTimePermutation][seed as usize % 2]);
        // Circles keep their extent in an iterative scan, so that only without a limit of shares are they those of the rest.
        analysis.space.max_share = 1.0;
        analysis.draws = Draws::new(0, 1);
        analysis.iterative = Some(Iterative { max_scans: 2, max_p_value: 1.0 });
        let found = scan(&data, &analysis, &Silent).unwrap().clusters;
        let [first, rest @ ..] = found.as_slice() else { continue };
        analysis.iterative = None;
        assert_eq!(first.statistic, scan(&data, &analysis, &Silent).unwrap().clusters[0].statistic);
        let goes = |row: &Count| {
            let then = (first.from..=first.to).contains(&row.day) || analysis.model == ModelKind::SpaceTimePermutation;
            first.places.contains(&row.place) && then
        };
        let mut left = data.clone();
        left.cases.retain(|row| !goes(row));
        left.controls.retain(|row| !goes(row));
        let again = scan(&left, &analysis, &Silent)
            .map_or(0.0, |result| result.clusters.first().map_or(0.0, |one| one.statistic));
        let second = rest.first().map_or(0.0, |one| one.statistic);
        assert!((second - again).abs() < 1e-9, "seed {seed}: {second} and {again}");
        followed += u32::from(!rest.is_empty());
    }
    assert!(followed > 100, "{followed}");
}

#[test]
fn the_p_value_of_data_without_a_cluster_is_uniform() {
    for model in [ModelKind::Poisson, ModelKind::Bernoulli, ModelKind::SpaceTimePermutation] {
        let mut below = 0;
        let scans = 150;
        for seed in 0..scans {
            let mut data = data(7 + 6 * seed);
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            // Everywhere and always the same risk.
            for row in data.cases.iter_mut().chain(&mut data.controls) {
                row.place = random.random_range(0..data.places.len() as u32);
                row.day = Day(random.random_range(0..data.period.days() as i32));
                (row.kind, row.count) = (0, 1);
            }
            if let Some(population) = &mut data.population {
                population.categories.truncate(1);
                population.entries.retain(|entry| entry.category == 0 && entry.date.day == Day(2));
                population.entries.iter_mut().for_each(|entry| entry.people = 30.0);
            }
            let mut analysis = Analysis::new(model);
            analysis.p_values = PValues::MonteCarlo;
            analysis.draws = Draws::new(39, seed);
            let result = scan(&data, &analysis, &Silent).unwrap();
            let p = result.clusters.first().and_then(|cluster| cluster.significance).map_or(1.0, |found| found.p_value);
            below += u32::from(p <= 0.25);
        }
        // Ties make p-values larger, never smaller: of 150 scans 37.5 at most, give or take 5.3.
        assert!(below < 37 + 17 && below > 8, "{model:?}: {below} of {scans}");
    }
}
