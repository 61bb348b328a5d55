//! What an evaluation says, in sentences that the terminal and the page share.

use crate::words;
use colligate_linkage::evaluate::{Aggregation, Evaluation, Hit, Identified};

/// What the labels cannot say.
pub const UNLABELLED: &str = "Pairs that no label links count as unlinked, although nobody may have looked at them: where \
    series are not known yet, precision is better than it looks. What holds for these series need not hold for others.";

pub fn register(evaluation: &Evaluation) -> String {
    let register = &evaluation.register;
    let deaths = register.used.saturating_add(register.partly_used);
    format!("{}, {}.", register.source, words::counted(deaths, "death", "deaths"))
}

pub fn labels(evaluation: &Evaluation) -> String {
    let labels = &evaluation.labels;
    let mut text = format!(
        "{}: {} with {} and {}",
        labels.source,
        words::counted(labels.series, "series", "series"),
        words::counted(labels.deaths, "death", "deaths"),
        words::counted(evaluation.pairs.linked, "linked pair", "linked pairs")
    );
    match labels.single {
        0 => (),
        1 => text.push_str("; 1 series has one death only and no pair"),
        more => text.push_str(&format!("; {} series have one death only and no pair", words::thousands(more))),
    }
    text.push('.');
    text
}

/// Whether the model can have seen what it is judged by.
pub fn honesty(evaluation: &Evaluation) -> String {
    let name = &evaluation.model.name;
    match evaluation.run.folds {
        0 => format!(
            "{name}, as it is. It may have seen these labels; if so, the figures are too good. Take --folds 5 to learn \
             it anew for series it has not seen."
        ),
        folds => format!(
            "learned anew from {name} in {folds} folds by series: each series is judged by a model that has not seen it."
        ),
    }
}

pub fn pairs(evaluation: &Evaluation) -> String {
    let (pairs, run) = (&evaluation.pairs, &evaluation.run);
    let unlinked = if pairs.sampled() {
        format!(
            "a random sample of {} of the {} unlinked pairs",
            words::thousands(pairs.weighed_within),
            words::thousands(pairs.unlinked_within)
        )
    } else {
        format!("all {} unlinked pairs", words::thousands(pairs.unlinked_within))
    };
    let mut text = format!(
        "{} against {unlinked} within {} and {}, deaths of one event left out.",
        words::counted(pairs.linked, "linked pair", "linked pairs"),
        words::distance(run.max_km * 1000.0),
        words::counted(run.max_days.max(0) as u64, "day", "days"),
    );
    if pairs.linked_beyond > 0 {
        let are = if pairs.linked_beyond == 1 { "lies" } else { "lie" };
        text.push_str(&format!(
            " {} of the linked pairs {are} beyond that reach or without place or date; linking would not compare them.",
            words::thousands(pairs.linked_beyond)
        ));
    }
    text
}

pub fn area(evaluation: &Evaluation) -> String {
    let found = &evaluation.discrimination;
    format!(
        "AUC {} (error {}): of a linked and an unlinked pair the linked one weighs more with this probability. Average \
         precision {}.",
        words::three_digits(found.auc),
        words::figure(found.error()),
        words::figure(found.average_precision)
    )
}

pub fn nearest(evaluation: &Evaluation) -> String {
    let found = &evaluation.nearest;
    let share = |top: u64| found.at(top).map_or_else(|| words::NOTHING.to_owned(), words::percent);
    format!(
        "Asked for its nearest deaths, each of {} finds on average {} of the others of its series among the first 10 of \
         all deaths, {} among the first 50.",
        words::counted(found.members, "member", "members"),
        share(10),
        share(50)
    )
}

/// How often and among how many series the right one was looked for.
pub fn identification(identified: &Identified) -> String {
    format!(
        "Each of {} was left out of its series in turn, and all {} were ranked by how well they fit it.",
        words::counted(identified.cases, "death", "deaths"),
        words::counted(identified.series, "series", "series")
    )
}

/// How the series of a death left out is looked for.
pub fn by(aggregation: Aggregation) -> &'static str {
    match aggregation {
        Aggregation::Single => "by the heaviest link to a member",
        Aggregation::Average => "by the mean weight with the members",
        Aggregation::Complete => "by the lightest link to a member",
        Aggregation::MeanFactor => "by the mean Bayes factor over members",
    }
}

/// The share of a hit, from ties at their worst to ties at their best.
pub fn hit(hit: &Hit) -> String {
    let (best, worst) = (words::percent(hit.best), words::percent(hit.worst));
    if best == worst { best } else { format!("{worst} to {best}") }
}

pub fn mean_factor(evaluation: &Evaluation) -> String {
    let found = &evaluation.calibration;
    format!(
        "Mean Bayes factor over all unlinked pairs of the register: {} (error {}); honest weights give 1. At the base rate \
         of {} a linked pair costs {} bits, without comparing {}.",
        words::figure(found.mean_factor_unlinked),
        words::figure(found.mean_factor_error),
        words::figure(found.base_rate),
        words::figure(found.bits),
        words::figure(found.bits_of_base_rate)
    )
}
