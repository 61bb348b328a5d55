//! Outbreaks at the same place at different times, by every model and every criterion for secondary clusters.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use colligate_register::Day;
use colligate_scan::{
    Analysis, Cluster, CoordinateSystem, Count, Dimensions, Draws, Iterative, LongestWindow, ModelKind, Overlap,
    PValues, Places, Population, PopulationDate, PopulationEntry, ScanData, ScanResult, Silent, StudyPeriod,
    TimeAggregation, TimeUnit, Timing, scan,
};

const DAYS: i32 = 210;

/// Where the cases of an outbreak are: around the middle, or all in the middle.
const AROUND: [u32; 20] = [24, 24, 25, 24, 24, 17, 24, 24, 24, 24, 25, 24, 24, 17, 24, 24, 24, 24, 24, 24];
const IN_THE_MIDDLE: [u32; 20] = [24; 20];

/// Forty-nine places in a square, three cases a day somewhere, and an outbreak around the middle that begins on each of `first_days`:
/// twenty cases in six days, then eighteen, then sixteen.
fn square(first_days: &[i32]) -> ScanData {
    with_outbreaks(first_days, AROUND, 3 * DAYS)
}

/// The same with so many cases besides the outbreaks.
fn with_outbreaks(first_days: &[i32], at: [u32; 20], others: i32) -> ScanData {
    let named: Vec<(String, f64, f64)> =
        (0..49).map(|place| (format!("p{place:02}"), f64::from(place % 7), f64::from(place / 7))).collect();
    let places = Places::new(CoordinateSystem::Plane, &named).unwrap();
    let row = |place: u32, day: i32| Count { place, day: Day(day.min(DAYS - 1)), count: 1, kind: 0 };
    let mut cases: Vec<Count> = (0..others).map(|case| row(case as u32 * 29 % 49, case * DAYS / others)).collect();
    for (outbreak, first) in first_days.iter().enumerate() {
        let size = 20 - 2 * outbreak;
        cases.extend((0..size).map(|case| row(at[case], first + case as i32 * 5 / 19)));
    }
    let controls = (0..3 * DAYS).map(|control| row(control as u32 * 31 % 49, control * 17 % DAYS)).collect();
    let entry = |place| PopulationEntry {
        place,
        date: PopulationDate { day: Day(0), exact: false },
        category: 0,
        people: 1_000.0,
    };
    let population = Population { categories: vec![Vec::new()], entries: (0..49).map(entry).collect() };
    let period = StudyPeriod::new(Day(0), Day(DAYS - 1)).unwrap();
    ScanData { places, grid: None, period, cases, controls, population: Some(population) }
}

fn settings(model: ModelKind) -> Analysis {
    let mut analysis = Analysis::new(model);
    analysis.time.max = LongestWindow::Units(21);
    analysis.space.max_share = 0.5;
    analysis.draws = Draws::new(39, 1);
    analysis.p_values = PValues::MonteCarlo;
    analysis
}

const MODELS: [ModelKind; 3] = [ModelKind::Poisson, ModelKind::Bernoulli, ModelKind::SpaceTimePermutation];

fn scanned(data: &ScanData, analysis: &Analysis) -> ScanResult {
    scan(data, analysis, &Silent).unwrap()
}

/// The first days of the clusters at p ≤ 0.05, in the order of the list.
fn surprising(result: &ScanResult) -> Vec<i32> {
    let surprising = |cluster: &&Cluster| cluster.significance.is_some_and(|found| found.p_value <= 0.05);
    result.clusters.iter().filter(surprising).map(|cluster| cluster.from.0).collect()
}

#[test]
fn a_second_and_third_outbreak_at_the_same_place_are_reported_by_every_model_and_criterion() {
    let criteria = [
        Overlap::NoSharedPlaces,
        Overlap::NoCentreInOther,
        Overlap::NoCentreInStronger,
        Overlap::NoCentreInWeaker,
        Overlap::NoPairOfCentres,
        Overlap::None,
        Overlap::NoSharedCases,
    ];
    let data = square(&[40, 100, 160]);
    for model in MODELS {
        for overlap in criteria {
            let result = scanned(&data, &Analysis { overlap, ..settings(model) });
            let found: Vec<i32> = result.clusters.iter().map(|cluster| cluster.from.0).collect();
            for first in [40, 100, 160] {
                let told = found.iter().any(|from| (from - first).abs() <= 2);
                assert!(told, "{model:?}, {overlap:?}: the outbreak of day {first} is not among {found:?}");
            }
            if overlap != Overlap::None && overlap != Overlap::NoSharedCases {
                let repeated = result.clusters.iter().enumerate().find_map(|(at, one)| {
                    let apart = |other: &Cluster| other.to + 1 < one.from || one.to + 1 < other.from;
                    let centre = |cluster: &Cluster| cluster.circle.as_ref().unwrap().centre;
                    result.clusters[..at].iter().find(|other| centre(other) == centre(one) && !apart(other))
                });
                assert_eq!(repeated, None, "{model:?}, {overlap:?}: no interval lies between");
            }
        }
    }
}

#[test]
fn two_surges_within_the_longest_window_are_both_found_where_no_case_may_be_shared() {
    let mut analysis = Analysis { overlap: Overlap::NoSharedCases, ..settings(ModelKind::SpaceTimePermutation) };
    analysis.time.max = LongestWindow::Units(60);
    let result = scanned(&square(&[61, 112]), &analysis);
    let found: Vec<i32> = result.clusters.iter().map(|cluster| cluster.from.0).collect();
    for first in [61, 112] {
        assert!(found.iter().any(|from| (from - first).abs() <= 2), "the surge of day {first} is not among {found:?}");
    }
}

#[test]
fn secondary_clusters_change_no_p_value_and_no_draw() {
    let data = square(&[40, 100, 160]);
    for model in MODELS {
        let result = scanned(&data, &settings(model));
        let once = scanned(
            &data,
            &Analysis { iterative: Some(Iterative { max_scans: 1, max_p_value: 1.0 }), ..settings(model) },
        );
        assert_eq!(result.simulated, once.simulated, "{model:?}");
        assert_eq!(result.clusters[0], once.clusters[0], "{model:?}");
        assert!(once.clusters.len() == 1 && result.clusters.len() > 2);
    }
}

#[test]
fn an_iterative_scan_finds_one_outbreak_after_the_other() {
    let analysis =
        Analysis { iterative: Some(Iterative { max_scans: 3, max_p_value: 0.5 }), ..settings(ModelKind::Poisson) };
    let found = scanned(&square(&[40, 100]), &analysis);
    assert!((found.clusters[0].from.0 - 40).abs() <= 2, "{:?}", found.clusters[0]);
    assert!(found.clusters.iter().enumerate().all(|(at, cluster)| cluster.scan as usize == at + 1));
}

#[test]
fn a_scan_of_time_alone_reports_intervals_that_do_not_overlap_and_loses_no_wave_in_silence() {
    for model in [ModelKind::Poisson, ModelKind::Bernoulli] {
        let analysis = Analysis { dimensions: Dimensions::Time, ..settings(model) };
        let result = scanned(&with_outbreaks(&[40, 100, 160], AROUND, DAYS / 2), &analysis);
        for (at, one) in result.clusters.iter().enumerate() {
            assert!(result.clusters[..at].iter().all(|other| other.to + 1 < one.from || one.to + 1 < other.from));
        }
        // Of intervals of time alone SaTScan offers, after the strongest, the latest that is somewhat strong. A surprising one that
        // gives way to it is told.
        let strongest = &result.clusters[0];
        let told = result.warnings.iter().filter(|warning| warning.what.contains("a window is stronger than")).count();
        let found = surprising(&result).len() + told;
        assert!(found >= 2, "{model:?}: {found} of three waves; {:?}, {:?}", surprising(&result), result.warnings);
        assert!((strongest.from.0 - 40).abs() <= 2, "{strongest:?}");
    }
    // A scan of space and time has several clusters of time alone, too.
    let analysis = Analysis { include_purely_temporal: true, ..settings(ModelKind::Poisson) };
    let result = scanned(&with_outbreaks(&[40, 100, 160], AROUND, DAYS / 2), &analysis);
    let waves = result.clusters.iter().filter(|cluster| cluster.circle.is_none()).count();
    assert!(waves >= 2, "{waves} clusters of time alone");
}

#[test]
fn an_outbreak_that_still_goes_on_is_not_lost_behind_an_earlier_one() {
    // Its only window ends with the last interval, which SaTScan does not offer after the strongest window of a centre.
    let mut analysis = settings(ModelKind::Poisson);
    analysis.time.aggregation = TimeAggregation { unit: TimeUnit::Day, length: 7 };
    let data = with_outbreaks(&[42, DAYS - 6], IN_THE_MIDDLE, DAYS / 2);
    let result = scanned(&data, &analysis);
    let last = result.clusters.iter().find(|cluster| cluster.to.0 == DAYS - 1);
    let last = last.expect("the outbreak at the end is reported");
    assert!(last.significance.unwrap().p_value <= 0.05, "{last:?}");
    assert!(last.places.contains(&24) && result.clusters[0].places.contains(&24) && result.clusters[0].to.0 < DAYS - 7);
    // A wider circle offers it, too: its strongest window is that of the second outbreak. The sharper one is told.
    let told = &result.warnings[..];
    assert!(told.len() == 1 && told[0].what.contains("18 cases"), "{told:?}");
    // The strongest window of a centre may end there in any case.
    let alone = scanned(&with_outbreaks(&[DAYS - 6], IN_THE_MIDDLE, DAYS / 2), &analysis);
    assert_eq!((alone.clusters[0].to.0, alone.warnings.len()), (DAYS - 1, 0));
}

#[test]
fn a_prospective_scan_offers_one_window_a_centre() {
    let analysis = Analysis { timing: Timing::Prospective, overlap: Overlap::None, ..settings(ModelKind::Poisson) };
    let result = scanned(&square(&[40, 100, DAYS - 8]), &analysis);
    assert!(result.clusters.len() <= 49 && result.clusters.iter().all(|cluster| cluster.to.0 == DAYS - 1));
}
