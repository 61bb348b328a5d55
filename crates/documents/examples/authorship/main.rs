//! Measures the comparison of writers on authorship problems as PAN publishes them (a `.tar.gz`): AUC, c@1, Cllr, the
//! least Cllr and points of a Tippett plot by length of the questioned text, as a table and as JSON.
//!
//! ```text
//! cargo run -p colligate-documents --example authorship -- pan14_essays_train.tar.gz [--json FILE] [--draws N] [--folds N] [--lambdag]
//! ```

mod pan;
mod study;

use colligate_documents::authorship::metrics::{Judged, auc, least_cllr};
use colligate_documents::authorship::{LambdaG, NoteError, Options, Reference};
use std::path::PathBuf;
use std::time::Instant;

/// Words that questioned texts are cut to.
const LENGTHS: [Option<usize>; 4] = [Some(100), Some(200), Some(400), None];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut data, mut json, mut options, mut folds) = (None, None, Options { draws: 20, ..Options::default() }, 20);
    let mut lambdag = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--json" => json = Some(PathBuf::from(value()?)),
            "--draws" => options.draws = value()?.parse()?,
            "--folds" => folds = value()?.parse()?,
            "--lambdag" => lambdag = true,
            _ => data = Some(PathBuf::from(argument)),
        }
    }
    let data = data.ok_or("give the .tar.gz with the problems")?;
    let all = pan::read(&data)?;
    println!(
        "{} problems, {} writers as far as shared texts tell, {folds} folds",
        all.problems.len(),
        all.writers.len()
    );
    if lambdag {
        return Ok(ranked_by_lambdag(&all, folds)?);
    }
    let began = Instant::now();
    let tables = study::run(&all, &LENGTHS, folds, options)?;
    println!("words    AUC    c@1   Cllr  least  verdicts right/wrong   median LR same, different");
    for table in &tables {
        let [auc, c_at_1, cllr, least] = table.figures();
        let (right, wrong) = table.verdicts();
        let middle = |same: bool| {
            let mut found: Vec<f64> =
                table.judged().iter().filter(|one| one.same == same).map(|one| one.log10_lr).collect();
            found.sort_by(f64::total_cmp);
            found.get(found.len() / 2).map_or(f64::NAN, |median| 10f64.powf(*median))
        };
        let (same, different) = (middle(true), middle(false));
        println!(
            "{:>5}  {auc:.3}  {c_at_1:.3}  {cllr:.3}  {least:.3}  {right:>8} / {wrong:<3}  {same:>17.2}, {different:.2}",
            table.name()
        );
    }
    println!("\nTippett: share of problems of one writer / of two with at least the likelihood ratio");
    for table in &tables {
        let points = table.tippett();
        let shown: Vec<String> = points
            .iter()
            .map(|point| format!("{:+.2}: {:.2}/{:.2}", point.log10_lr, point.same, point.different))
            .collect();
        println!("{:>5}  {}", table.name(), shown.join("  "));
    }
    println!("\n{:.0} s for {} comparisons", began.elapsed().as_secs_f64(), 4 * all.problems.len());
    if let Some(path) = json {
        let tables: Vec<_> = tables.iter().map(study::AtLength::json).collect();
        std::fs::write(
            path,
            format!("{:#}\n", serde_json::json!({ "schema": "colligate.authorship-study/1", "lengths": tables })),
        )?;
    }
    Ok(())
}

/// AUC and the least Cllr of LambdaG, which is not calibrated, on the same problems against the same writers.
fn ranked_by_lambdag(all: &pan::Problems, folds: usize) -> Result<(), NoteError> {
    println!("LambdaG: words    AUC  least Cllr");
    for words in LENGTHS {
        let mut judged = Vec::new();
        for fold in all.folds(folds).iter().filter(|fold| !fold.is_empty()) {
            let reference = Reference::new(&all.others(fold))?;
            for problem in fold.iter().map(|&number| &all.problems[number]) {
                let score =
                    LambdaG::default().of(&study::cut(&problem.questioned, words), &problem.known, &reference)?;
                judged.push(Judged::new(score, problem.same));
            }
        }
        let figures = [auc(&judged), least_cllr(&judged)].map(|figure| figure.unwrap_or(f64::NAN));
        println!(
            "{:>14}  {:.3}  {:.3}",
            words.map_or("whole".to_owned(), |words| words.to_string()),
            figures[0],
            figures[1]
        );
    }
    Ok(())
}
