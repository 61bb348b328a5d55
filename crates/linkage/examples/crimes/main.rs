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
    for recipe in study::recipes() {
        let inside = study::cross_validated(&crimes, &features, &recipe);
        println!("{:<28} inside train: AUC {:.4}, top 120 {:.3}", recipe.name, inside.auc, inside.top);
    }
    let chosen = study::chosen();
    println!("chosen: {}", chosen.name);
    println!("{}", study::split(&crimes, &features, &chosen));
    println!("{}", study::folds(&crimes, &features, &chosen));
    Ok(())
}
