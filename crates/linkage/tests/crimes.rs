//! Holds what case linkage reaches on fictitious burglaries with known offenders; see `docs/training.md`.

#[allow(dead_code)]
#[path = "../examples/crimes/data.rs"]
mod data;
#[allow(dead_code)]
#[path = "../examples/crimes/evidence.rs"]
mod evidence;
#[allow(dead_code)]
#[path = "../examples/crimes/study.rs"]
mod study;

#[test]
fn linkage_of_burglaries_keeps_its_figures() {
    let Some(folder) = data::folder() else {
        println!("SKIPPED: ../shared/data/series is not there");
        return;
    };
    let crimes = data::read(&folder).unwrap();
    let features = study::Features::new(&crimes);
    let split = study::split(&crimes, &features, &study::chosen());
    assert!(split.auc > 0.95, "{}", split.text);
    assert!(split.found[1] > 0.68 && split.found[2] > 0.82, "{}", split.text);
    let folds = study::folds(&crimes, &features, &study::chosen());
    assert!(folds.auc > 0.92, "{}", folds.text);
    for (found, least) in folds.found.iter().zip([0.577, 0.738, 0.80, 0.886]) {
        assert!(*found > least, "{}", folds.text);
    }
}
