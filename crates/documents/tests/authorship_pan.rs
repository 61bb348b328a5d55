//! The comparison of writers on the 200 essay problems of PAN 2014, each against writers who have no part in it.
#![allow(clippy::unwrap_used, reason = "all of it is tests")]

#[path = "../examples/authorship/pan.rs"]
mod pan;
#[path = "../examples/authorship/study.rs"]
mod study;

use colligate_documents::authorship::Options;
use std::path::Path;

#[test]
fn essays_are_told_apart_and_never_worse_than_saying_nothing_at_any_length() {
    let path =
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/authorship/pan14_essays_train.tar.gz"));
    if !path.exists() {
        println!("skipped: {} is not here", path.display());
        return;
    }
    let all = pan::read(path).unwrap();
    assert_eq!(all.problems.len(), 200);
    let options = Options { draws: 1, ..Options::default() };
    let tables = study::run(&all, &[Some(100), Some(200), Some(400), None], 20, options).unwrap();
    for table in &tables {
        let [auc, c_at_1, cllr, least] = table.figures();
        println!("{:>5} words: AUC {auc:.3}, c@1 {c_at_1:.3}, Cllr {cllr:.3}, at best {least:.3}", table.name());
        assert_eq!(table.found.len(), 200);
        assert!(cllr < 1.0, "{} words: Cllr {cllr:.3}", table.name());
        let (right, wrong) = table.verdicts();
        assert!(wrong * 4 <= right.max(4), "{} words: {right} verdicts right, {wrong} wrong", table.name());
        assert!(table.json()["tippett"].as_array().is_some_and(|points| points.len() > 3));
    }
    let [auc, ..] = tables.last().map(study::AtLength::figures).unwrap();
    assert!(auc >= 0.72, "AUC of whole texts {auc:.3}");
}
