//! Evaluation on a register in which series were planted.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use colligate_evidence::Model;
use colligate_linkage::Silent;
use colligate_linkage::evaluate::{Compared, EvaluateError, EvaluateOptions, Evaluation, evaluate};
use colligate_linkage::result::RegisterSummary;
use colligate_register::simulate::deaths_like_peers;
use colligate_register::{Input, Labels, Register, read_labels};

fn planted() -> (Register, Labels) {
    let peers = deaths_like_peers(1_500, 10, 4);
    let (register, mut truth) = (peers.register(), Vec::new());
    peers.write_truth_csv(&mut truth).unwrap();
    let labels = read_labels(Input::Bytes { name: "truth.csv".into(), bytes: truth }, &register).unwrap();
    (register, labels)
}

fn evaluated(folds: usize) -> Result<Evaluation, EvaluateError> {
    let (register, labels) = planted();
    let options = EvaluateOptions { compared: Compared { max_km: 1.0, max_days: 540 }, folds, seed: 1, today: None };
    evaluate(&register, RegisterSummary::default(), &labels, &Model::default(), &options, &Silent)
}

#[test]
fn planted_series_are_told_from_the_rest() {
    let found = evaluated(0).unwrap();
    let Evaluation { pairs, discrimination, nearest, calibration, .. } = &found;
    assert_eq!((pairs.linked, pairs.sampled(), found.folds.len()), (129, false, 0));
    assert!(discrimination.auc > 0.9 && discrimination.auc < 1.0, "{discrimination:#?}");
    assert!(discrimination.error() > 0.0 && discrimination.error() < 0.1);
    assert!(discrimination.points.len() < 1000);
    let recalls: Vec<f64> = discrimination.thresholds.iter().map(|at| at.recall).collect();
    assert!(recalls.is_sorted_by(|a, b| a >= b), "{recalls:?}");
    assert!(nearest.at(50) >= nearest.at(10) && nearest.at(10) > Some(0.3), "{nearest:?}");
    for identified in &found.identification {
        assert!(identified.hits.iter().all(|hit| hit.best >= hit.worst && hit.worst > 0.5), "{identified:?}");
    }
    let counted: u64 = calibration.bins.iter().map(|bin| bin.linked).sum();
    assert_eq!(counted, 129);
    assert!(calibration.bits < calibration.bits_of_base_rate, "{calibration:#?}");
    println!("{} {}", calibration.mean_factor_unlinked, calibration.mean_factor_error);
    assert!(calibration.mean_factor_unlinked < 3.0, "{calibration:#?}");
}

#[test]
fn in_folds_no_series_is_judged_by_a_model_that_has_seen_it_and_each_is_judged_once() {
    let found = evaluated(3).unwrap();
    assert_eq!(found.folds.iter().map(|fold| fold.series).sum::<u64>(), 10);
    assert_eq!(found.folds.iter().map(|fold| fold.linked).sum::<u64>(), found.pairs.linked);
    assert!(found.folds.iter().all(|fold| fold.auc.is_some_and(|auc| auc > 0.8)), "{:?}", found.folds);
    let members: u64 = found.labels.deaths;
    assert_eq!((found.nearest.members, found.identification[0].cases), (members, members));
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(alone.install(|| evaluated(3)).unwrap(), found);
}

#[test]
fn more_folds_than_series_are_refused_with_how_many_would_do() {
    let error = evaluated(11).unwrap_err();
    assert_eq!(error, EvaluateError::TooFewSeries { folds: 11, series: 10 });
    assert!(error.to_string().contains("10 folds or fewer"));
}
