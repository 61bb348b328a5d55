//! The top of the page: what was scanned, what was found, what a p-value is.

use super::told;
use super::view::View;
use crate::html::markup::Markup;
use crate::html::shell;
use crate::scan::note;
use crate::words;

pub fn headline(m: &mut Markup, view: &View) {
    m.element("header", &[("class", &"top")], |m| {
        shell::masthead(m, &view.facts.source, &[("theme", "Light or dark")]);
        m.line("h1", &[], told::title(view));
        m.line("p", &[("class", &"lead")], told::lead(view));
        numbers(m, view);
        warnings(m, view);
        m.element("aside", &[("class", &"explain"), ("aria-label", &"How surprise is measured")], |m| {
            m.line("h2", &[], "How surprise is measured");
            if !view.judged() {
                m.line("p", &[], "No draws were made: how strong a cluster chance gives is not known, and the order of the clusters is all that the statistic says.");
                return;
            }
            m.element("p", &[], |m| {
                m.say("Under the model the cases were dealt anew, again and again, and each draw was scanned in the same way. ");
                m.line("strong", &[], "p is how often a draw has a window at least as strong, anywhere and at any time");
                m.say(", so that looking at very many windows is already paid for. ");
                if view.prospective() {
                    m.say("The recurrence interval is how long one would wait, on average, for a signal this strong by chance, if the scan is run again and again. ");
                }
                m.say("Neither says why there are more cases, nor that anybody did anything.");
            });
        });
    });
}

fn numbers(m: &mut Markup, view: &View) {
    let (result, totals) = (view.result, &view.result.totals);
    let made: usize = result.simulated.iter().map(|simulated| simulated.strongest.len()).sum();
    let controls = match totals.controls {
        0 => "in the study period".to_owned(),
        count => format!("and {}", words::counted(count, "control", "controls")),
    };
    let mut shown = vec![("Cases", words::thousands(totals.cases), controls)];
    if view.has_space() {
        let points = view.facts.places.len();
        let about = if points == totals.places {
            "with coordinates".to_owned()
        } else {
            format!("at {}", words::counted(points as u64, "point", "points"))
        };
        shown.push(("Places", words::thousands(totals.places as u64), about));
    }
    let days = words::counted(u64::from(told::days(view)), "day", "days");
    shown.push(("Study period", days, words::days(Some(result.from), Some(result.to))));
    let standing = words::thousands(view.standing_out() as u64);
    let of = format!("of {} {}", words::thousands(result.clusters.len() as u64), view.level());
    shown.push(("Clusters", if view.judged() { standing } else { words::NOTHING.to_owned() }, of));
    let asked = format!(
        "of {} asked for, seed {}",
        words::thousands(u64::from(view.facts.analysis.draws.count)),
        view.facts.analysis.draws.seed
    );
    shown.push(("Draws", words::thousands(made as u64), asked));
    m.element("dl", &[("class", &"numbers")], |m| {
        for (name, figure, about) in &shown {
            number(m, name, figure, about);
        }
    });
}

/// One number with its name and what it is about.
pub fn number(m: &mut Markup, name: &str, figure: &str, about: &str) {
    m.element("div", &[], |m| {
        m.line("dt", &[], name);
        m.element("dd", &[], |m| {
            m.line("b", &[], figure);
            m.line("span", &[], about);
        });
    });
}

fn warnings(m: &mut Markup, view: &View) {
    if view.result.warnings.is_empty() {
        return;
    }
    m.element("div", &[("class", &"warning")], |m| {
        m.line("strong", &[], "What to know of the data");
        m.element("ul", &[], |m| {
            for warning in &view.result.warnings {
                m.line("li", &[], note(warning));
            }
        });
    });
}
