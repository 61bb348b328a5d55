//! Trains and measures case linkage on fictitious burglaries with known offenders; see `docs/training.md`.

mod data;
mod evidence;
mod features;
mod linker;
mod recipes;
mod study;
mod support;
mod windows;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Some(folder) = data::folder() else {
        println!("skipped: no crimes.csv found; set COLLIGATE_SERIES to the folder that holds it");
        return Ok(());
    };
    let crimes = data::read(&folder)?;
    let features = features::Features::new(&crimes);
    println!(
        "inside the training part: AUC, links in the top 120/240/480, bits a pair; pairs at random, then offenders"
    );
    let show = |name: &str, [a, b]: [study::Inside; 2]| {
        let figures = [a, b].map(|inside| {
            let study::Inside { auc, tops, bits } = inside;
            format!("{auc:.4} {:.3} {:.3} {:.3} {bits:.4}", tops[0], tops[1], tops[2])
        });
        println!("{name:<50} {}", figures.join("   "));
    };
    show("logistic regression of the peer", [false, true].map(|by| study::logistic_inside(&crimes, by)));
    for recipe in recipes::recipes() {
        show(&recipe.name, [false, true].map(|by| study::cross_validated(&crimes, &features, &recipe, by)));
    }
    for recipe in [recipes::direct(), recipes::chosen()] {
        println!("chosen: {}", recipe.name);
        let split = study::split(&crimes, &features, &recipe);
        let folds = study::folds(&crimes, &features, &recipe);
        println!("{}\n{}", split.text, folds.text);
        println!("in short: split {:.3} {:.3?}; folds {:.3} {:.3?}", split.auc, split.found, folds.auc, folds.found);
        other_splits(&crimes, &features, &recipe);
    }
    Ok(())
}

fn other_splits(crimes: &data::Crimes, features: &features::Features, recipe: &recipes::Recipe) {
    let others = study::other_splits(crimes, features, recipe);
    let mean = |k: usize| others.iter().map(|areas| areas[k]).sum::<f64>() / others.len() as f64;
    let better = others.iter().filter(|areas| areas[1] > areas[0]).count();
    println!("20 other splits: mean AUC {:.4} (peer's logistic {:.4}); better in {better}", mean(1), mean(0));
}
