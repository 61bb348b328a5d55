//! The page of an evaluation: how well a model did where series are known.

use super::markup::Markup;
use super::shell;
use crate::{charts, judged, words};
use colligate_linkage::evaluate::{Evaluation, Identified};

/// The evaluation as one HTML page, in UTF-8. It holds its style and its drawings and asks nothing of any network; all
/// text of the register and the labels is escaped.
pub fn evaluation_html(evaluation: &Evaluation) -> String {
    let title = format!("Evaluation on {} – Colligate", evaluation.register.source);
    shell::page(&title, ("#pairs", "Skip to the figures"), |m| {
        m.element("header", &[("class", &"top")], |m| headline(m, evaluation));
        m.element("main", &[], |m| {
            pairs(m, evaluation);
            nearest(m, evaluation);
            calibration(m, evaluation);
            folds(m, evaluation);
            settings(m, evaluation);
        });
    })
}

fn headline(m: &mut Markup, evaluation: &Evaluation) {
    shell::masthead(m, &evaluation.register.source, &[("theme", "Light or dark")]);
    if evaluation.run.folds == 0 {
        m.element("p", &[("class", &"warning")], |m| {
            m.line("strong", &[], "The model may have seen these labels. ");
            m.say(
                "If it has, every figure here is too good. With --folds it is learned anew for series it has not seen.",
            );
        });
    }
    m.line("h1", &[], format_args!("How well {} known series are found", words::thousands(evaluation.labels.series)));
    m.line("p", &[("class", &"lead")], judged::labels(evaluation));
    let found = &evaluation.discrimination;
    let near = evaluation.nearest.at(10).map_or_else(|| words::NOTHING.to_owned(), words::percent);
    let first = evaluation.identification.first().and_then(|by| by.hits.first());
    let numbers = [
        ("AUC", words::three_digits(found.auc), format!("error {}", words::figure(found.error()))),
        ("Precision", words::figure(found.average_precision), "on average over linked pairs".to_owned()),
        ("Nearest ten", near, "of the other members are among them".to_owned()),
        (
            "Right series",
            first.map_or_else(|| words::NOTHING.to_owned(), |hit| words::percent(hit.worst)),
            "of deaths left out have it ranked first".to_owned(),
        ),
        (
            "Mean factor",
            words::figure(evaluation.calibration.mean_factor_unlinked),
            "over unlinked pairs; honest is 1".to_owned(),
        ),
    ];
    m.element("dl", &[("class", &"numbers")], |m| {
        for (name, figure, about) in &numbers {
            m.element("div", &[], |m| {
                m.line("dt", &[], name);
                m.element("dd", &[], |m| {
                    m.line("b", &[], figure);
                    m.line("span", &[], about);
                });
            });
        }
    });
    m.element("aside", &[("class", &"explain"), ("aria-label", &"How it was judged")], |m| {
        m.line("h2", &[], "How it was judged");
        m.line("p", &[], format_args!("Model: {}", judged::honesty(evaluation)));
        m.line("p", &[], judged::pairs(evaluation));
        m.line("p", &[], judged::UNLABELLED);
    });
}

fn pairs(m: &mut Markup, evaluation: &Evaluation) {
    m.element("section", &[("id", &"pairs"), ("class", &"wide")], |m| {
        m.line("h2", &[], "Telling linked pairs from unlinked ones");
        m.line("p", &[], judged::area(evaluation));
        m.element("div", &[("class", &"charts")], |m| {
            figure(m, "Receiver operating characteristic", |m| charts::roc(m, evaluation), "Line: what is called linked from the heaviest pair on. Dashed: what chance would give. The axis below is logarithmic, since unlinked pairs are many and one in a thousand of them is a lot.");
            figure(m, "Precision and recall", |m| charts::precision_recall(m, evaluation), "Line: of the pairs called linked, the share that is, as more are called. Dashed: the share of linked pairs among all that were judged.");
        });
        let found = &evaluation.discrimination;
        let rows = found.thresholds.iter().map(|at| {
            vec![
                format!("{:.0} or more", at.weight),
                words::percent(at.recall),
                words::percent(at.precision),
                words::thousands(at.false_links),
            ]
        });
        m.line("h3", &[], "What a weight promises");
        table(m, "What a weight promises", &["Weight", "Linked found", "Precision", "False links"], rows);
        m.line("h3", &[], "Linked pairs among the heaviest");
        let rows = found.found_in_top.iter().map(|at| vec![words::thousands(at.top), words::percent(at.share)]);
        table(m, "Linked pairs among the heaviest", &["Heaviest pairs", "Share of all linked pairs among them"], rows);
    });
}

fn nearest(m: &mut Markup, evaluation: &Evaluation) {
    m.element("section", &[("id", &"nearest"), ("class", &"wide")], |m| {
        m.line("h2", &[], "From one death to the rest of its series");
        m.line("p", &[], judged::nearest(evaluation));
        figure(m, "Share found by rank", |m| charts::nearest(m, evaluation), "Line: mean over members of the share of the others that stand among the nearest so many deaths of the whole register. Dashed: what chance would give.");
        m.line("h3", &[], "The series of a death left out");
        if let Some(identified) = evaluation.identification.first() {
            m.line("p", &[], judged::identification(identified));
        }
        m.line("p", &[], "Where scores are equal, the share is given with ties at their worst and at their best.");
        let head = ["How", "First", "First 5", "First 10", "First 50", "Deaths", "Series"];
        let row = |identified: &Identified| {
            let mut cells = vec![words::capital(judged::by(identified.by))];
            cells.extend(identified.hits.iter().map(judged::hit));
            cells.extend([words::thousands(identified.cases), words::thousands(identified.series)]);
            cells
        };
        table(m, "The series of a death left out", &head, evaluation.identification.iter().map(row));
    });
}

fn calibration(m: &mut Markup, evaluation: &Evaluation) {
    m.element("section", &[("id", &"calibration"), ("class", &"wide")], |m| {
        m.line("h2", &[], "Do the weights mean what they say?");
        m.line("p", &[], judged::mean_factor(evaluation));
        figure(m, "Predicted and observed", |m| charts::calibration(m, evaluation), "Dot: pairs of about one predicted probability, from the weight and the base rate over all pairs of the register; line: 95% interval of the share that is linked. Honest weights lie on the dashed line; below it they promise too much. A hollow dot at the foot: none is linked.");
        let rows = evaluation.calibration.bins.iter().map(|bin| {
            vec![
                words::figure(bin.predicted),
                words::figure(bin.observed),
                words::thousands(bin.linked),
                words::thousands(bin.n),
            ]
        });
        m.line("h3", &[], "The same in figures");
        table(m, "Predicted and observed", &["Predicted", "Observed", "Linked", "Of pairs"], rows);
    });
}

fn folds(m: &mut Markup, evaluation: &Evaluation) {
    if evaluation.folds.is_empty() {
        return;
    }
    m.element("section", &[("id", &"folds"), ("class", &"wide")], |m| {
        m.line("h2", &[], "Fold by fold");
        m.line(
            "p",
            &[],
            "Series that share a death stay together. Backgrounds are counted over the whole register, without labels.",
        );
        let rows = evaluation.folds.iter().enumerate().map(|(at, fold)| {
            vec![
                (at + 1).to_string(),
                words::thousands(fold.series),
                words::thousands(fold.linked),
                fold.auc.map_or_else(|| words::NOTHING.to_owned(), words::three_digits),
            ]
        });
        table(m, "Fold by fold", &["Fold", "Series held out", "Linked pairs held out", "AUC"], rows);
    });
}

fn settings(m: &mut Markup, evaluation: &Evaluation) {
    let run = &evaluation.run;
    let settings = [
        ("Program", format!("Colligate {}", run.version)),
        ("Schema of the result", evaluation.schema.clone()),
        ("Register", evaluation.register.source.clone()),
        ("SHA-256 of the register", evaluation.register.sha256.clone()),
        ("Labels", evaluation.labels.source.clone()),
        ("SHA-256 of the labels", evaluation.labels.sha256.clone()),
        ("Model", evaluation.model.name.clone()),
        ("SHA-256 of the model", evaluation.model.hash.clone()),
        ("Folds", run.folds.to_string()),
        ("Seed", run.seed.to_string()),
    ];
    m.element("section", &[("id", &"model"), ("class", &"wide")], |m| {
        m.line("h2", &[], "Model and settings");
        m.element("dl", &[("class", &"settings")], |m| {
            for (name, value) in &settings {
                m.element("div", &[], |m| {
                    m.line("dt", &[], name);
                    m.line("dd", &[], if value.is_empty() { words::NOTHING } else { value });
                });
            }
        });
        m.element("details", &[("class", &"toml")], |m| {
            m.line("summary", &[], "The whole model file");
            m.element("pre", &[("tabindex", &"0")], |m| m.line("code", &[], &evaluation.model.toml));
        });
    });
    m.element("footer", &[], |m| {
        m.say(format_args!(
            "Colligate {} · {} · this page holds all it shows and sends nothing anywhere",
            run.version, evaluation.schema
        ));
    });
}

fn figure(m: &mut Markup, name: &str, chart: impl FnOnce(&mut Markup), caption: &str) {
    m.element("figure", &[], |m| {
        m.line("h3", &[], name);
        chart(m);
        m.line("figcaption", &[], caption);
    });
}

fn table(m: &mut Markup, name: &str, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
    m.element("div", &[("class", &"scroll"), ("tabindex", &"0"), ("role", &"region"), ("aria-label", &name)], |m| {
        m.element("table", &[("class", &"figures")], |m| {
            m.element("thead", &[], |m| {
                m.element("tr", &[], |m| head.iter().for_each(|name| m.line("th", &[("scope", &"col")], name)));
            });
            m.element("tbody", &[], |m| {
                for row in rows {
                    m.element("tr", &[], |m| row.iter().for_each(|cell| m.line("td", &[], cell)));
                }
            });
        });
    });
}
