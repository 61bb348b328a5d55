//! What a scan does not say, and the settings it can be repeated with.

use super::settings::settings;
use super::view::View;
use crate::html::markup::Markup;
use crate::words;
use colligate_scan::ModelKind;

const LIMITS: [(&str, &str); 6] = [
    (
        "A cluster is a lead, not a cause.",
        "It says that there are more or fewer cases than the model expects. One supply of drugs, a heat wave, an outbreak, a new home for the old or a change of recording do that as well as a crime.",
    ),
    ("It scores windows, never people.", "No person, place or institution is accused by lying in a circle."),
    (
        "The circle is not the border.",
        "Places at its edge may not belong to it, and places outside may. The same holds for its first and last day.",
    ),
    (
        "p holds for one scan.",
        "It pays for all windows of this scan, not for other settings tried on the same data. Settings chosen after a look at the data make p too small.",
    ),
    (
        "No cluster closes no case.",
        "A scan sees too many cases together. Few cases that are alike, or cases far apart, are no cluster.",
    ),
    (
        "What is not on record is not counted.",
        "Cases that are recorded late, elsewhere or not at all are missing from every circle.",
    ),
];

pub fn appendix(m: &mut Markup, view: &View) {
    let model = match view.facts.analysis.model {
        ModelKind::Poisson => (
            "What is expected comes from the population file.",
            "Where it is wrong or out of date, cases look too many or too few.",
        ),
        ModelKind::Bernoulli => (
            "What is expected comes from the controls.",
            "Where controls were chosen in another way than cases, that shows as a cluster.",
        ),
        ModelKind::SpaceTimePermutation => (
            "What is expected comes from the cases themselves.",
            "A place that always has many is no cluster; a place where people moved in while others stood still is one.",
        ),
    };
    m.element("section", &[("id", &"limits"), ("class", &"wide")], |m| {
        m.line("h2", &[], "What this does not say");
        m.element("ul", &[("class", &"limits")], |m| {
            for (name, sentence) in LIMITS.into_iter().chain([model]) {
                m.element("li", &[], |m| {
                    m.line("b", &[], name);
                    m.say(" ");
                    m.say(sentence);
                });
            }
        });
    });
    m.element("section", &[("id", &"settings"), ("class", &"wide")], |m| {
        m.line("h2", &[], "Settings");
        m.line(
            "p",
            &[],
            "Enough to repeat the scan: the same data, settings and seed give the same clusters to the last digit.",
        );
        m.element("dl", &[("class", &"settings")], |m| {
            for (name, value) in settings(view) {
                m.element("div", &[], |m| {
                    m.line("dt", &[], name);
                    m.line("dd", &[], if value.is_empty() { words::NOTHING } else { &value });
                });
            }
        });
    });
    m.element("footer", &[], |m| {
        m.say(format_args!(
            "Colligate {} · this page holds all it shows and sends nothing anywhere",
            view.facts.version
        ));
    });
}
