//! The tests of interaction on Burkitt's lymphoma in Uganda, against counts made in R.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use colligate_scan::Silent;
use colligate_scan::interaction::{Events, Near, Permutations, Transform, jacquez, knox, mantel};
use std::path::{Path, PathBuf};

/// The folder of the sample, where it is there.
fn folder() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folders = ["../../../shared/data/scan", "../../../../shared/data/scan"].map(|path| root.join(path));
    let found = folders.into_iter().find(|folder| folder.join("burkitt.csv").is_file());
    if found.is_none() {
        println!("skipped: burkitt.csv is not in ../shared/data/scan");
    }
    found
}

/// Its 188 cases, x and y in kilometres and time in days.
fn events(folder: &Path) -> Events {
    let mut rows = csv::Reader::from_path(folder.join("burkitt.csv")).unwrap();
    let events: Vec<(f64, f64, f64)> = rows
        .records()
        .map(|row| {
            let row = row.unwrap();
            (row[0].parse().unwrap(), row[1].parse().unwrap(), row[2].parse().unwrap())
        })
        .collect();
    assert_eq!(events.len(), 188);
    Events::on_plane(&events).unwrap()
}

#[test]
fn knox_agrees_with_r_at_all_twelve_pairs_of_thresholds() {
    let Some(folder) = folder() else { return };
    let events = events(&folder);
    let text = std::fs::read_to_string(folder.join("expected_knox_burkitt.txt")).unwrap();
    let rows: Vec<Vec<f64>> = text
        .lines()
        .map(|line| line.split_whitespace().map_while(|word| word.parse().ok()).collect::<Vec<f64>>())
        .filter(|row| row.len() == 4)
        .collect();
    assert_eq!(rows.len(), 12);
    for row in rows {
        let found = knox(&events, Near { km: row[0], time: row[1] }, Permutations::new(0, 1), &Silent).unwrap();
        assert_eq!(found.observed as f64, row[2], "{row:?}");
        assert!((found.expected - row[3]).abs() <= 0.005 + 1e-9, "{row:?}: {}", found.expected);
    }
}

#[test]
fn p_values_of_knox_agree_with_surveillance() {
    let Some(folder) = folder() else { return };
    let found = knox(&events(&folder), Near { km: 2.5, time: 30.0 }, Permutations::new(9_999, 1), &Silent).unwrap();
    assert_eq!(format!("{:.3}", found.poisson_p_value_above), "0.053");
    let ours = found.permuted.unwrap().p_value;
    let error = (0.145f64 * 0.855 / 1000.0).sqrt();
    assert!((ours - 0.145).abs() < 3.0 * error, "{ours} where 999 permutations in R gave 0.145");
}

#[test]
fn the_exact_variance_of_knox_is_that_of_its_permutations() {
    let Some(folder) = folder() else { return };
    let found = knox(&events(&folder), Near { km: 10.0, time: 90.0 }, Permutations::new(9_999, 2), &Silent).unwrap();
    let permuted = found.permuted.unwrap();
    assert!((permuted.mean - found.expected).abs() < 4.0 * (found.variance / 9_999.0).sqrt());
    assert!((permuted.variance / found.variance - 1.0).abs() < 0.08, "{} {}", permuted.variance, found.variance);
}

#[test]
fn mantel_and_jacquez_agree_with_pointpats() {
    let Some(folder) = folder() else { return };
    let events = events(&folder);
    let none = Permutations::new(0, 1);
    let close = mantel(&events, Transform::reciprocal(1.0), Transform::reciprocal(1.0), none, &Silent).unwrap();
    assert_eq!(format!("{:.9}", close.correlation), "0.048368352");
    let plain = mantel(&events, Transform::plain(), Transform::plain(), none, &Silent).unwrap();
    assert_eq!(format!("{:.9}", plain.correlation), "0.014154342");
    // Its neighbours depend on how its tree breaks ties: its own documentation tells of 12 and of 13.
    let nearest = jacquez(&events, 3, none, &Silent).unwrap();
    assert!((11.0..15.0).contains(&nearest.observed), "{}", nearest.observed);
}
