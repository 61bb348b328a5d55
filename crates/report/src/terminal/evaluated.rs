//! How well a model did, for the terminal.

use super::sheet::{Look, Sheet, left, right};
use crate::{judged, words};
use colligate_linkage::evaluate::{Evaluation, Identified};

/// The evaluation in figures. No line is wider than `width` columns (but at least 24); colours only where `colour` is
/// true.
pub fn evaluated(evaluation: &Evaluation, width: usize, colour: bool) -> String {
    let mut sheet = Sheet::new(width, colour);
    sheet.labelled("Register  ", &judged::register(evaluation), Look::Plain);
    sheet.labelled("Labels    ", &judged::labels(evaluation), Look::Plain);
    let look = if evaluation.run.folds == 0 { Look::Accent } else { Look::Plain };
    sheet.labelled("Model     ", &judged::honesty(evaluation), look);
    sheet.labelled("Judged    ", &judged::pairs(evaluation), Look::Plain);
    pairs(&mut sheet, evaluation);
    sheet.blank();
    sheet.say("From one death to the rest of its series", Look::Strong);
    sheet.labelled("  ", &judged::nearest(evaluation), Look::Plain);
    if let Some(identified) = evaluation.identification.first() {
        sheet.labelled("  ", &judged::identification(identified), Look::Plain);
    }
    let head =
        [left("the right series is ranked"), right("first"), right("first 5"), right("first 10"), left("first 50")];
    let rows: Vec<Vec<String>> = evaluation.identification.iter().map(hits).collect();
    sheet.plain_table(&head, &rows);
    calibration(&mut sheet, evaluation);
    sheet.blank();
    sheet.say(judged::UNLABELLED, Look::Faint);
    sheet.finish()
}

fn pairs(sheet: &mut Sheet, evaluation: &Evaluation) {
    let found = &evaluation.discrimination;
    sheet.blank();
    sheet.say("Telling linked pairs from unlinked ones", Look::Strong);
    sheet.labelled("  ", &judged::area(evaluation), Look::Plain);
    let head = [right("weight"), right("linked found"), right("precision"), left("false links")];
    let rows: Vec<Vec<String>> = found
        .thresholds
        .iter()
        .map(|at| {
            vec![
                format!("{:.0} or more", at.weight),
                words::percent(at.recall),
                words::percent(at.precision),
                words::thousands(at.false_links),
            ]
        })
        .collect();
    sheet.plain_table(&head, &rows);
    let (ranks, shares): (Vec<String>, Vec<String>) =
        found.found_in_top.iter().map(|at| (words::thousands(at.top), words::percent(at.share))).unzip();
    let said = format!("Linked pairs among the heaviest {}: {}.", ranks.join(", "), shares.join(", "));
    sheet.labelled("  ", &said, Look::Plain);
}

fn hits(identified: &Identified) -> Vec<String> {
    let mut cells = vec![judged::by(identified.by).to_owned()];
    cells.extend(identified.hits.iter().map(judged::hit));
    cells
}

fn calibration(sheet: &mut Sheet, evaluation: &Evaluation) {
    sheet.blank();
    sheet.say("Do the weights mean what they say?", Look::Strong);
    sheet.labelled("  ", &judged::mean_factor(evaluation), Look::Plain);
    let head = [right("predicted"), right("observed"), right("linked"), left("of pairs")];
    let rows: Vec<Vec<String>> = evaluation
        .calibration
        .bins
        .iter()
        .map(|bin| {
            vec![
                words::figure(bin.predicted),
                words::figure(bin.observed),
                words::thousands(bin.linked),
                words::thousands(bin.n),
            ]
        })
        .collect();
    sheet.plain_table(&head, &rows);
}
