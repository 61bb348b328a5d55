//! What stands behind the series: chance, incidents, the register, the model, and what none of it says.

use super::markup::{Markup, Share};
use crate::charts::chance;
use crate::{facts, words};
use colligate_linkage::result::LinkResult;

const LIMITS: [(&str, &str); 6] = [
    (
        "It is no probability of guilt.",
        "An E-value says how often chance gives such a resemblance. How often a crime does is another question, which no register answers.",
    ),
    ("It scores deaths, never people.", "No suspect, finder, carer or family is scored or named by it."),
    (
        "A series is not a crime.",
        "One supply of drugs, one care home, one stretch of water link deaths as well. Every innocent explanation must be weighed and the decision written down.",
    ),
    (
        "No alert closes no case.",
        "What is not on record cannot be compared. A death in no series may still belong to one.",
    ),
    (
        "A missing field says nothing.",
        "Unknown is never “no”. A series with much missing is less certain than its weight looks.",
    ),
    (
        "It ranks what to look at first.",
        "The evidence itself is in the case files: scenes, samples, statements. Go there.",
    ),
];

pub fn appendix(m: &mut Markup, result: &LinkResult) {
    m.element("section", &[("id", &"chance"), ("class", &"wide")], |m| {
        m.line("h2", &[], "What chance alone gives");
        if result.chance.curve.is_empty() {
            m.line("p", &[], "No null register was drawn: how surprising these series are is not known.");
            return;
        }
        m.element("figure", &[], |m| {
            chance(m, result);
            m.element("figcaption", &[], |m| {
                m.say("Line: how many series at least this strong one shuffled register shows; band: its 95% range. Numbers: the series of this register, each with the range of its E-value. ");
                if let (Some(from), Some(rate)) = (result.chance.tail_from, result.chance.tail_rate) {
                    m.say(format_args!("Dashed: the tail fitted beyond strength {}, at first falling tenfold for every {} of strength, then more slowly, since it is fitted to few values", words::figure(from), words::figure(1.0 / rate)));
                    if let Some(error) = result.chance.tail_rate_se {
                        m.say(format_args!(" (rate {} ± {})", words::figure(rate), words::figure(1.96 * error)));
                    }
                    m.say(". ");
                }
                m.say("Series of one size are compared with null series of that size, so a series need not lie on the line.");
            });
        });
    });
    limits(m, result);
    incidents(m, result);
    register(m, result);
    model(m, result);
    m.element("footer", &[], |m| {
        m.say(format_args!(
            "Colligate {} · {} · this page holds all it shows and sends nothing anywhere",
            result.run.version, result.schema
        ));
    });
}

fn limits(m: &mut Markup, result: &LinkResult) {
    m.element("section", &[("id", &"limits"), ("class", &"wide")], |m| {
        m.line("h2", &[], "What this does not say");
        m.element("ul", &[("class", &"limits")], |m| {
            for (name, sentence) in LIMITS {
                m.element("li", &[], |m| {
                    m.line("b", &[], name);
                    m.say(" ");
                    m.say(sentence);
                });
            }
        });
        m.line("h3", &[], "Not looked at in this run");
        m.element("ul", &[], |m| {
            for note in facts::not_looked_at(result) {
                m.line("li", &[], note);
            }
        });
    });
}

fn incidents(m: &mut Markup, result: &LinkResult) {
    m.element("section", &[("id", &"incidents"), ("class", &"wide")], |m| {
        m.line("h2", &[], "Several deaths in one event");
        if result.incidents.is_empty() {
            m.line("p", &[], "None was found.");
            return;
        }
        let kept = result.run.keep_incidents;
        m.line(
            "p",
            &[],
            match kept {
                true => "The deaths of each of these were compared one by one; weight and E-value are those of its deaths as a series.",
                false => "Each of these was compared as one.",
            },
        );
        m.element(
            "div",
            &[("class", &"scroll"), ("tabindex", &"0"), ("role", &"region"), ("aria-label", &"Incidents")],
            |m| {
                m.element("table", &[("class", &"plain-table")], |m| {
                    m.element("thead", &[], |m| {
                        m.element("tr", &[], |m| {
                            for name in ["Day", "Place", "Deaths", "Why one"] {
                                m.line("th", &[("scope", &"col")], name);
                            }
                            if kept {
                                m.line("th", &[("scope", &"col")], "As a series");
                            }
                        });
                    });
                    m.element("tbody", &[], |m| {
                        for incident in &result.incidents {
                            m.element("tr", &[], |m| {
                                m.line("td", &[("class", &"day")], words::some_day(incident.day));
                                m.line("td", &[], incident.place.as_deref().unwrap_or(words::NOTHING));
                                m.element("td", &[], |m| {
                                    for (at, death) in incident.deaths.iter().enumerate() {
                                        if at > 0 {
                                            m.say(", ");
                                        }
                                        m.line("span", &[("class", &"case")], death);
                                    }
                                });
                                m.line("td", &[], words::sentence(&incident.sentence));
                                if let Some(kept) = &incident.kept_apart {
                                    m.line("td", &[], facts::kept_apart(result, kept));
                                }
                            });
                        }
                    });
                });
            },
        );
    });
}

fn register(m: &mut Markup, result: &LinkResult) {
    let register = &result.register;
    m.element("section", &[("id", &"register"), ("class", &"wide")], |m| {
        m.line("h2", &[], "The register");
        m.line("p", &[], facts::counts(register));
        if !register.notes.is_empty() {
            m.element("ul", &[], |m| {
                for note in &register.notes {
                    m.line("li", &[], words::sentence(note));
                }
            });
        }
        let most = register.kinds.iter().map(|(_, count)| *count).max().unwrap_or(0);
        if most > 0 {
            m.line("h3", &[], "Deaths by kind");
            m.element("ul", &[("class", &"kinds")], |m| {
                for (kind, count) in &register.kinds {
                    m.element("li", &[], |m| {
                        m.line("span", &[], words::capital(kind));
                        m.element("svg", &[("aria-hidden", &"true")], |m| {
                            let share = Share(*count as f64 / most as f64);
                            m.element("rect", &[("width", &share), ("height", &"10"), ("rx", &"1.5")], |_| ());
                        });
                        m.line("span", &[("class", &"count")], words::thousands(*count));
                    });
                }
            });
        }
    });
}

fn model(m: &mut Markup, result: &LinkResult) {
    let (register, run, model) = (&result.register, &result.run, &result.model);
    let settings: Vec<(&'static str, String)> = vec![
        ("Program", format!("Colligate {}", run.version)),
        ("Schema of the result", result.schema.clone()),
        ("Register", register.source.clone()),
        ("SHA-256 of the register", register.sha256.clone()),
        ("Model", model.name.clone()),
        ("SHA-256 of the model", model.hash.clone()),
        ("Seed", run.seed.to_string()),
        (
            "Null registers drawn",
            format!(
                "{} of {} asked for",
                words::thousands(u64::from(run.draws)),
                words::thousands(u64::from(run.draws_asked))
            ),
        ),
        (
            "Farthest apart compared",
            format!(
                "{}, {}",
                words::distance(run.max_km * 1000.0),
                words::counted(run.max_days.max(0) as u64, "day", "days")
            ),
        ),
        ("A link from weight", words::figure(run.floor)),
        ("Alert level", format!("E = {}", words::figure(run.alert))),
        ("Among", run.among.clone().unwrap_or_else(|| "all deaths".to_owned())),
        (
            "Exploratory",
            if run.exploratory { "yes: settings chosen after a look at the data" } else { "no" }.to_owned(),
        ),
        ("Pairs compared", words::thousands(run.pairs_compared)),
        ("Links", words::thousands(run.links)),
    ];
    m.element("section", &[("id", &"model"), ("class", &"wide")], |m| {
        m.line("h2", &[], "Model and settings");
        m.line("p", &[], "Enough to repeat the run: the same register, model, settings and seed give the same series to the last digit.");
        m.element("dl", &[("class", &"settings")], |m| {
            for (name, value) in &settings {
                m.element("div", &[], |m| {
                    m.line("dt", &[], name);
                    m.line("dd", &[], if value.is_empty() { words::NOTHING } else { value });
                });
            }
        });
        if !model.toml.is_empty() {
            m.element("details", &[("class", &"toml")], |m| {
                m.line("summary", &[], "The whole model file");
                m.element("pre", &[("tabindex", &"0")], |m| m.line("code", &[], &model.toml));
            });
        }
    });
}
