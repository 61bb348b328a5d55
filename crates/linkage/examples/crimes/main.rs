//! Trains and measures case linkage on fictitious burglaries with known offenders; see `docs/training.md`.

mod data;
mod evidence;
mod study;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Some(folder) = data::folder() else {
        println!("skipped: no crimes.csv found; set COLLIGATE_SERIES to the folder that holds it");
        return Ok(());
    };
    let crimes = data::read(&folder)?;
    let features = study::Features::new(&crimes);
    println!(
        "inside the training part: AUC, share of links in the top 120, bits a pair; pairs at random, then offenders"
    );
    let show = |name: &str, [a, b]: [study::Inside; 2]| {
        let (aa, at, ab, ba, bt, bb) = (a.auc, a.top, a.bits, b.auc, b.top, b.bits);
        println!("{name:<34} {aa:.4} {at:.3} {ab:.4}   {ba:.4} {bt:.3} {bb:.4}");
    };
    show("logistic regression of the peer", [false, true].map(|by| study::logistic_inside(&crimes, by)));
    for recipe in study::recipes() {
        show(&recipe.name, [false, true].map(|by| study::cross_validated(&crimes, &features, &recipe, by)));
    }
    let chosen = study::chosen();
    println!("chosen: {}", chosen.name);
    let split = study::split(&crimes, &features, &chosen);
    let folds = study::folds(&crimes, &features, &chosen);
    println!("{}\n{}", split.text, folds.text);
    println!("in short: split {:.3} {:.3?}; folds {:.3} {:.3?}", split.auc, split.found, folds.auc, folds.found);
    let others = study::other_splits(&crimes, &features, &chosen);
    let mean = |k: usize| others.iter().map(|areas| areas[k]).sum::<f64>() / others.len() as f64;
    let better = others.iter().filter(|areas| areas[1] > areas[0]).count();
    println!("20 other splits: mean AUC {:.4} (peer's logistic {:.4}); better in {better}", mean(1), mean(0));
    Ok(())
}
