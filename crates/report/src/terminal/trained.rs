//! What training learned, for the terminal.

use super::sheet::{Look, Sheet, left, right};
use crate::words;
use colligate_linkage::train::{Learned, LearnedFrom, Trained};

/// Fields whose standard error is that of their natural logarithm, and so a share of the value.
const SCALES: [&str; 4] = ["scale_m", "scale", "carry", "kappa"];

/// What was learned from which series, a line for each parameter. No line is wider than `width` columns (but at least
/// 24); colours only where `colour` is true.
pub fn trained(trained: &Trained, from: &LearnedFrom, width: usize, colour: bool) -> String {
    let mut sheet = Sheet::new(width, colour);
    let deaths = words::counted(from.deaths as u64, "death", "deaths");
    sheet.labelled("Register  ", &format!("{}, {deaths}.", from.register), Look::Plain);
    sheet.labelled("Labels    ", &format!("{}: {}", from.labels, from.sentence()), Look::Plain);
    sheet.labelled("Start     ", &format!("model {}.", from.start), Look::Plain);
    sheet.blank();
    let head = [left("parameter"), right("start"), right("learned"), right("error"), right("gain"), left("pairs")];
    let rows: Vec<Vec<String>> = trained.report.iter().map(row).collect();
    sheet.plain_table(&head, &rows);
    sheet.blank();
    for explained in [
        "Error: standard error, in per cent for a scale, carry and kappa; a dash where the series do not tell it. \
         Gain: rise of the log-likelihood of the linked pairs. Pairs: those with both values on record, a series of m \
         deaths counting m − 1.",
        "What is not listed stayed as it was: no linked pair speaks of it.",
        "On these same series the model looks better than it is. `colligate evaluate --folds 5` learns it anew for \
         series it has not seen.",
    ] {
        sheet.say(explained, Look::Faint);
    }
    sheet.finish()
}

fn row(learned: &Learned) -> Vec<String> {
    let scale = learned.parameter.rsplit('.').next().is_some_and(|field| SCALES.contains(&field));
    let error = match learned.standard_error {
        None => words::NOTHING.to_owned(),
        Some(error) if scale => format!("{:.0}%", 100.0 * error),
        Some(error) => format!("{error:.2}"),
    };
    // Rounded to nothing, a loss of the prior's making must not be shown as minus zero.
    let gain = format!("{:.1}", learned.gain).replace("-0.0", "0.0").replace('-', "−");
    vec![
        learned.parameter.clone(),
        words::three_digits(learned.start),
        words::three_digits(learned.estimate),
        error,
        gain,
        format!("{:.0}", learned.n),
    ]
}
