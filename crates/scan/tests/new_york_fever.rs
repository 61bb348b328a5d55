//! The scan against Kulldorff's own program on its sample of fever in New York.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use colligate_register::Day;
use colligate_scan::{
    Cases, Cluster, Draws, Locations, Overlap, StudyPeriod, Timing, WindowLimits, space_time_permutation,
};
use std::path::PathBuf;

/// The sample, where it is there: identifiers of the locations, and the cases.
fn sample() -> Option<(Vec<String>, Cases)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let data = ["../../../shared/data/scan", "../../../../shared/data/scan"].map(|path| root.join(path));
    let Some(data) = data.iter().find(|path| path.is_dir()) else {
        println!("skipped: the sample of fever in New York is not in ../shared/data/scan");
        return None;
    };
    let read = |name| std::fs::read_to_string(data.join(name)).expect("a sample file");
    let rows = |text: &str| -> Vec<Vec<String>> {
        text.lines().map(|line| line.split_whitespace().map(str::to_owned).collect()).collect()
    };
    let places = rows(&read("NYCfever.geo"));
    let names: Vec<String> = places.iter().map(|row| row[0].clone()).collect();
    let degrees: Vec<(f64, f64)> =
        places.iter().map(|row| (row[1].parse().unwrap(), row[2].parse().unwrap())).collect();
    let mut cases = Vec::new();
    for row in rows(&read("NYCfever.cas")) {
        let location = names.iter().position(|name| *name == row[0]).expect("a known location") as u32;
        let date: Vec<i16> = row[2].split('/').map(|part| part.parse().unwrap()).collect();
        let day = Day::from_ymd(date[0], date[1] as i8, date[2] as i8).unwrap();
        let count: usize = row[1].parse().unwrap();
        cases.extend(std::iter::repeat_n((location, day), count));
    }
    let day = |day| Day::from_ymd(2001, 11, day).unwrap();
    let period = StudyPeriod::new(day(1), day(24)).unwrap();
    Some((names, Cases::new(Locations::on_earth(&degrees).unwrap(), period, &cases).unwrap()))
}

fn scan(cases: &Cases, draws: &Draws) -> Vec<Cluster> {
    let limits = WindowLimits::new(Timing::Prospective, 7).within_km(3.0);
    space_time_permutation(cases, &limits, Overlap::Locations, draws).unwrap().clusters
}

#[test]
fn statistics_agree_with_satscan_to_six_decimals() {
    let Some((names, cases)) = sample() else { return };
    let clusters = scan(&cases, &Draws::new(0, 1));
    // SaTScan prints no further ones here: all its draws were stronger.
    let statistics: Vec<String> = clusters[..3].iter().map(|cluster| format!("{:.6}", cluster.statistic)).collect();
    assert_eq!(statistics, ["3.845418", "3.164201", "2.137259"]);
    let strongest = &clusters[0];
    let mut inside: Vec<&str> =
        strongest.window.locations.iter().map(|&place| names[place as usize].as_str()).collect();
    inside.sort_unstable();
    assert_eq!(inside, ["11375", "11415", "11416", "11417", "11418", "11419", "11421", "11435", "11451"]);
    assert_eq!((strongest.observed, format!("{:.2}", strongest.expected)), (4, "0.67".into()));
    assert_eq!(format!("{:.2}", strongest.window.radius_km), "2.90");
    assert_eq!(strongest.window.from.to_string(), "2001-11-22");
    assert_eq!(strongest.window.to.to_string(), "2001-11-24");
}

#[test]
fn p_values_agree_with_satscan_within_the_error_of_drawing() {
    let Some((_, cases)) = sample() else { return };
    let clusters = scan(&cases, &Draws::new(9999, 1));
    for (cluster, theirs) in clusters.iter().zip([0.242, 0.575, 0.966]) {
        let ours = cluster.significance.unwrap().p_value;
        let error: f64 = theirs * (1.0 - theirs) / 207.0;
        assert!((ours - theirs).abs() < 3.0 * error.sqrt(), "{ours} where SaTScan's 207 draws gave {theirs}");
    }
}

#[test]
fn the_same_seed_gives_the_same_result_on_any_number_of_threads() {
    let Some((_, cases)) = sample() else { return };
    let draws = Draws { stop_after: Some(50), ..Draws::new(999, 3) };
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let many = rayon::ThreadPoolBuilder::new().num_threads(5).build().unwrap();
    assert_eq!(alone.install(|| scan(&cases, &draws)), many.install(|| scan(&cases, &draws)));
}
