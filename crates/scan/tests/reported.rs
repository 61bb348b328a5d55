//! Which of the clusters found are reported.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use colligate_register::Day;
use colligate_scan::{
    Analysis, Cluster, CoordinateSystem, Count, Dimensions, Draws, GiniClusters, ModelKind, Overlap, Places, Reported,
    ScanData, Silent, SpatialLimits, StudyPeriod, scan,
};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Cases and controls at random on a plane; every other set has two small clusters in one large one.
fn data(seed: u64) -> ScanData {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let named: Vec<(String, f64, f64)> = (0..40)
        .map(|place| {
            (format!("p{place}"), f64::from(random.random_range(0..30u8)), f64::from(random.random_range(0..30u8)))
        })
        .collect();
    let places = Places::new(CoordinateSystem::Plane, &named).unwrap();
    let of_cluster = |place: u32| {
        let [x, y] = places.locations().coordinates(place);
        seed.is_multiple_of(2) && ((x - 8.0).hypot(y - 8.0) < 4.0 || (x - 20.0).hypot(y - 8.0) < 4.0)
    };
    let (mut cases, mut controls) = (Vec::new(), Vec::new());
    for place in 0..places.len() as u32 {
        for _ in 0..4 {
            let likely = if of_cluster(place) { 0.8 } else { 0.25 };
            let row = Count { place, day: Day(0), count: 1, kind: 0 };
            if random.random_bool(likely) { cases.push(row) } else { controls.push(row) }
        }
    }
    let period = StudyPeriod::new(Day(0), Day(0)).unwrap();
    ScanData { places, grid: None, period, cases, controls, population: None }
}

fn settings() -> Analysis {
    let draws = Draws::new(0, 1);
    Analysis { dimensions: Dimensions::Space, draws, ..Analysis::new(ModelKind::Bernoulli) }
}

fn within(share: f64) -> Analysis {
    Analysis { space: SpatialLimits { max_share: share, max_radius: None }, ..settings() }
}

fn clusters(data: &ScanData, analysis: &Analysis) -> Vec<Cluster> {
    scan(data, analysis, &Silent).unwrap().clusters
}

fn key(cluster: &Cluster) -> (Vec<u32>, u32) {
    let mut places = cluster.places.clone();
    places.sort_unstable();
    (places, cluster.observed)
}

/// Gini's coefficient by its definition: half the mean difference of all pairs of expected cases, over the mean, with what lies in one cluster
/// alike. Expected cases are a share of everybody, as SaTScan has them, so that the last part fills up the rest.
fn coefficient(data: &ScanData, found: &[Cluster]) -> f64 {
    let cases = data.cases.len() as f64;
    let everybody = cases + data.controls.len() as f64;
    let mut parts: Vec<(f64, f64)> =
        found.iter().map(|one| (one.expected / everybody, f64::from(one.observed) / cases)).collect();
    parts.sort_by(|a, b| (b.1 / b.0).total_cmp(&(a.1 / a.0)));
    let rest = parts.iter().fold((1.0, 1.0), |rest, part| (rest.0 - part.0, rest.1 - part.1));
    parts.push(rest);
    let pairs = parts.iter().flat_map(|a| parts.iter().map(move |b| (a.1 * b.0 - b.1 * a.0).abs()));
    pairs.sum::<f64>() / 2.0
}

#[test]
fn gini_clusters_are_those_of_the_share_that_parts_cases_best() {
    let shares = [0.02, 0.05, 0.1, 0.2, 0.5];
    let (mut smaller, mut more) = (0, 0);
    for seed in 0..80 {
        let data = data(seed);
        let results = shares.map(|share| scan(&data, &within(share), &Silent).unwrap());
        if results.iter().any(|result| result.left_out > 0) {
            // Clusters too weak to be reported count for the coefficient.
            continue;
        }
        let lists = results.map(|result| result.clusters);
        let best = lists.iter().map(|list| coefficient(&data, list)).enumerate();
        let best = best.fold((0, 0.0), |best, next| if next.1 > best.1 + 1e-12 { next } else { best }).0;
        let gini = GiniClusters { shares: shares.to_vec(), max_p_value: 0.05, every_share: false, alone: false };
        let mut analysis = settings();
        analysis.reported.gini = Some(gini.clone());
        let found = clusters(&data, &analysis);
        let chosen: Vec<_> = lists[best].iter().map(key).collect();
        let marked: Vec<_> = found.iter().filter(|one| one.gini == Some(true)).map(key).collect();
        let sorted = |mut keys: Vec<(Vec<u32>, u32)>| {
            keys.sort();
            keys
        };
        assert_eq!(
            sorted(chosen),
            sorted(marked),
            "seed {seed}: {:?}",
            lists.each_ref().map(|list| coefficient(&data, list))
        );
        for one in &lists[4] {
            assert!(found.iter().any(|other| key(other) == key(one)), "seed {seed}");
        }
        assert!(found.windows(2).all(|pair| pair[0].statistic >= pair[1].statistic - 1e-9), "seed {seed}");
        smaller += u32::from(best < 4);
        more += u32::from(found.len() > lists[4].len());
        analysis.reported.gini = Some(GiniClusters { alone: true, ..gini });
        assert_eq!(clusters(&data, &analysis).len(), lists[best].len(), "seed {seed}");
    }
    assert!(smaller > 20 && more > 10, "{smaller} {more}");
}

#[test]
fn small_circles_are_held_against_draws_with_large_ones() {
    let data = data(2);
    let draws = Draws::new(199, 3);
    let large = Analysis { draws, ..settings() };
    let small = SpatialLimits { max_share: 0.05, max_radius: Some(3.0) };
    let reported = Analysis { reported: Reported { space: Some(small), ..Reported::default() }, ..large.clone() };
    let of_small = Analysis { space: small, ..large.clone() };
    let [reported, of_small, large] =
        [reported, of_small, large].map(|analysis| scan(&data, &analysis, &Silent).unwrap());
    assert_eq!(key(&reported.clusters[0]), key(&of_small.clusters[0]));
    let draws = reported.simulated[0].strongest.len().min(large.simulated[0].strongest.len());
    assert_eq!(reported.simulated[0].strongest[..draws], large.simulated[0].strongest[..draws]);
    assert_ne!(reported.simulated[0].strongest[..draws], of_small.simulated[0].strongest[..draws]);
}

#[test]
fn no_more_clusters_than_wanted_are_reported() {
    let data = data(5);
    let all = Analysis { overlap: Overlap::None, ..settings() };
    let three = Analysis { reported: Reported { most: Some(3), ..Reported::default() }, ..all.clone() };
    let (all, three) = (scan(&data, &all, &Silent).unwrap(), scan(&data, &three, &Silent).unwrap());
    assert_eq!(three.clusters[..], all.clusters[..3]);
    assert_eq!(three.left_out, all.clusters.len() + all.left_out - 3);
}

#[test]
fn the_strongest_cluster_is_reported_though_every_draw_beats_it() {
    // Cases and controls alternate, so that hardly any window is off.
    let mut data = data(1);
    data.cases = (0..40).map(|place| Count { place, day: Day(0), count: 10, kind: 0 }).collect();
    data.controls = (0..40).map(|place| Count { place, day: Day(0), count: 10 + place % 2, kind: 0 }).collect();
    let rows = data.places.len() as u32;
    data.cases.retain(|row| row.place < rows);
    data.controls.retain(|row| row.place < rows);
    let result = scan(&data, &Analysis { draws: Draws::new(19, 1), ..settings() }, &Silent).unwrap();
    assert_eq!(result.clusters.len(), 1);
    assert_eq!(result.clusters[0].significance.unwrap().as_strong as usize, result.simulated[0].strongest.len());
    assert!(result.left_out > 0);
}
