//! Holds what case linkage reaches on fictitious burglaries with known offenders; see `docs/training.md`.

#[allow(dead_code)]
#[path = "../examples/crimes/data.rs"]
mod data;
#[allow(dead_code)]
#[path = "../examples/crimes/evidence.rs"]
mod evidence;
#[allow(dead_code)]
#[path = "../examples/crimes/features.rs"]
mod features;
#[allow(dead_code)]
#[path = "../examples/crimes/linker.rs"]
mod linker;
#[allow(dead_code)]
#[path = "../examples/crimes/recipes.rs"]
mod recipes;
#[allow(dead_code)]
#[path = "../examples/crimes/study.rs"]
mod study;
#[allow(dead_code)]
#[path = "../examples/crimes/support.rs"]
mod support;
#[allow(dead_code)]
#[path = "../examples/crimes/windows.rs"]
mod windows;

#[test]
fn linkage_of_burglaries_keeps_its_figures() {
    let Some(folder) = data::folder() else {
        println!("SKIPPED: ../shared/data/series is not there");
        return;
    };
    let crimes = data::read(&folder).unwrap();
    let features = features::Features::new(&crimes);
    let split = study::split(&crimes, &features, &recipes::chosen());
    assert!(split.auc > 0.97, "{}", split.text);
    for (found, least) in split.found.iter().zip([0.57, 0.77, 0.85]) {
        assert!(*found > least, "{}", split.text);
    }
    let folds = study::folds(&crimes, &features, &recipes::chosen());
    assert!(folds.auc > 0.95, "{}", folds.text);
    let direct = study::folds(&crimes, &features, &recipes::direct());
    assert!(direct.auc > 0.92, "{}", direct.text);
    for (found, least) in direct.found.iter().zip([0.577, 0.76, 0.81, 0.90]) {
        assert!(*found > least, "{}", direct.text);
    }
}
