//! One series: what it is, where, when, why, and what speaks against it.

use super::markup::Markup;
use super::members::members;
use super::ranked::anchor;
use crate::charts::{has_map, map, overview, replay_curve, timeline, waterfall};
use crate::{facts, words};
use colligate_linkage::result::{Link, LinkResult, Series};

/// Links shown under one series; all of them stand in `series.json`.
const LINKS: usize = 60;

pub fn series(m: &mut Markup, result: &LinkResult, series: &Series) {
    let (id, title) = (format!("s-{}", anchor(series)), format!("t-{}", anchor(series)));
    m.element("section", &[("id", &id), ("class", &"one wide"), ("aria-labelledby", &title)], |m| {
        opening(m, result, series, &title);
        place(m, series);
        when(m, series);
        m.line("h3", &[], "The deaths side by side");
        members(m, series);
        m.line("h3", &[], "What holds them together");
        m.line("p", &[("class", &"caption above")], "Weights are powers of ten: +1 makes “linked” ten times better an explanation than “unrelated”, −1 ten times worse.");
        waterfall(m, &series.evidence, series.weight);
        links(m, series);
        doubts(m, series);
        replay(m, result, series);
    });
}

fn opening(m: &mut Markup, result: &LinkResult, series: &Series, title: &str) {
    m.element("div", &[("class", &"opening")], |m| {
        m.element("p", &[("class", &"over")], |m| {
            m.say(format_args!("Series {}", series.rank));
            m.line("span", &[("class", &"faint")], format_args!(" {}", series.id));
            if facts::is_alert(result, series) {
                m.line(
                    "span",
                    &[("class", &"tag")],
                    format_args!("at or below the alert level {}", words::figure(result.run.alert)),
                );
            }
        });
        m.line("h2", &[("id", &title)], headline(series));
        m.element("p", &[("class", &"lead")], |m| {
            m.line("b", &[], format_args!("E = {}", words::e_value(&series.e_value)));
            m.say(format_args!(", {}. ", words::e_words(&series.e_value)));
            m.say(facts::visible(result, series));
        });
        m.element("p", &[("class", &"faint")], |m| {
            m.say(format_args!("95% range of E: {}", words::e_range(&series.e_value)));
            if series.e_value.from_tail {
                m.say("; beyond the reach of the draws, from the fitted tail");
            }
            m.say(format_args!(". Weight {}: {}.", words::weight(series.weight), words::odds(series.weight)));
        });
    });
}

fn headline(series: &Series) -> String {
    let deaths = words::counted(series.members.len() as u64, "death", "deaths");
    let mut text = match series.extent_m {
        Some(metres) if metres < 1.0 => format!("{deaths} at one spot"),
        Some(metres) => format!("{deaths} within {}", words::distance(metres)),
        None => deaths,
    };
    if let (Some(from), Some(to)) = (series.from, series.to) {
        match to - from {
            0 => text.push_str(&format!(", on {}", words::day(from))),
            days => text.push_str(&format!(", in {}", words::span(days))),
        }
    }
    text
}

fn place(m: &mut Markup, series: &Series) {
    m.line("h3", &[], "Where");
    if !has_map(series) {
        m.line("p", &[], "No member has coordinates on record.");
        return;
    }
    m.element("div", &[("class", &"where")], |m| {
        m.element("figure", &[], |m| map(m, series));
        m.element("figure", &[], |m| {
            overview(m, series);
            m.element("figcaption", &[], |m| {
                if let (Some(lat), Some(lon)) = (series.lat, series.lon) {
                    m.line("p", &[], coordinates(lat, lon));
                }
                m.element("p", &[], |m| {
                    m.say("Members numbered in order of death. Dashed: the circle round their centre that holds them all. ");
                    if !series.nearby.is_empty() {
                        m.say("Faint dots: other deaths nearby, from a year before the first to a year after the last. ");
                    }
                    if series.surges.iter().flatten().next().is_some() {
                        m.say("Dotted: the circle of a general surge of other deaths, as far as it is on the map. ");
                    }
                    m.say(unplaced(series));
                });
            });
        });
    });
}

pub fn coordinates(lat: f64, lon: f64) -> String {
    let half = |degrees: f64, positive, negative| {
        format!("{:.4}° {}", degrees.abs(), if degrees < 0.0 { negative } else { positive })
    };
    format!("Centre: {}, {}", half(lat, "N", "S"), half(lon, "E", "W"))
}

fn unplaced(series: &Series) -> String {
    let missing: Vec<String> = series
        .members
        .iter()
        .enumerate()
        .filter(|(_, member)| member.lat.is_none() || member.lon.is_none())
        .map(|(at, _)| (at + 1).to_string())
        .collect();
    let names: Vec<&str> = missing.iter().map(String::as_str).collect();
    match names.len() {
        0 => String::new(),
        1 => format!("Member {} has no coordinates on record.", words::listed(&names)),
        _ => format!("Members {} have no coordinates on record.", words::listed(&names)),
    }
}

fn when(m: &mut Markup, series: &Series) {
    m.line("h3", &[], "When");
    m.element("figure", &[], |m| {
        timeline(m, series);
        m.element("figcaption", &[], |m| {
            m.say(words::days(series.from, series.to));
            m.say(". ");
            if !series.background.is_empty() {
                m.say("Bars: all deaths of the members’ kinds within 2 km of the centre, by month. ");
            }
            if series.visibility.as_ref().is_some_and(|visibility| visibility.visible.is_some()) {
                m.say("Shaded: from the day on which the series could have been seen.");
            }
        });
    });
}

fn links(m: &mut Markup, series: &Series) {
    if series.links.is_empty() {
        return;
    }
    m.line("h3", &[], "Pair by pair");
    if series.links.len() > LINKS {
        m.line(
            "p",
            &[("class", &"caption above")],
            format_args!(
                "The {LINKS} strongest of {} pairs; all of them stand in series.json.",
                words::thousands(series.links.len() as u64)
            ),
        );
    }
    m.element("div", &[("class", &"links")], |m| {
        for link in series.links.iter().take(LINKS) {
            pair(m, series, link);
        }
    });
}

fn pair(m: &mut Markup, series: &Series, link: &Link) {
    m.element("details", &[], |m| {
        m.element("summary", &[], |m| {
            m.element("span", &[("class", &"pair")], |m| {
                for (at, id) in [&link.a, &link.b].into_iter().enumerate() {
                    if at > 0 {
                        m.say(" ");
                    }
                    if let Some(number) = facts::number_of(series, id) {
                        m.line("span", &[("class", &"number")], number);
                    }
                }
            });
            m.line("b", &[("class", &"weight")], words::weight(link.weight));
            m.element("span", &[("class", &"which")], |m| {
                m.say(format_args!("{} and {}", link.a, link.b));
                let holding = facts::holding(&link.evidence, 3);
                if !holding.is_empty() {
                    m.line("span", &[("class", &"faint")], format_args!(" by {}", words::listed(&holding)));
                }
            });
        });
        waterfall(m, &link.evidence, link.weight);
    });
}

fn doubts(m: &mut Markup, series: &Series) {
    m.element("div", &[("class", &"doubts")], |m| {
        m.element("div", &[], |m| {
            m.line("h3", &[], "Innocent explanations");
            if series.explanations.is_empty() {
                m.line("p", &[], "None was computed. They must be weighed all the same.");
            } else {
                m.line(
                    "p",
                    &[("class", &"caption above")],
                    "To be weighed in every review, whether or not the counts support them.",
                );
            }
            m.element("ul", &[("class", &"explanations")], |m| {
                for each in &series.explanations {
                    let (class, verdict) = if each.supported {
                        ("supported", "Supported by the counts")
                    } else {
                        ("", "Not supported by the counts")
                    };
                    m.element("li", &[("class", &class)], |m| {
                        m.line("b", &[], words::capital(&each.name));
                        m.line("span", &[("class", &"verdict")], verdict);
                        m.line("p", &[], words::sentence(&each.sentence));
                    });
                }
            });
        });
        m.element("div", &[], |m| {
            m.line("h3", &[], "What would break it");
            m.element("p", &[], |m| {
                m.say("The weakest member is ");
                if let Some(number) = facts::number_of(series, &series.weakest) {
                    m.line("span", &[("class", &"number")], number);
                    m.say(" ");
                }
                m.line("b", &[], &series.weakest);
                m.say(".");
            });
            if !series.breaks.is_empty() {
                m.element("ul", &[], |m| {
                    for each in &series.breaks {
                        m.line("li", &[], words::sentence(each));
                    }
                });
            }
        });
    });
}

fn replay(m: &mut Markup, result: &LinkResult, series: &Series) {
    m.line("h3", &[], "When it could have been seen");
    m.line("p", &[], facts::visible(result, series));
    let Some(visibility) = &series.visibility else { return };
    if !visibility.curve.is_empty() {
        m.element("figure", &[], |m| {
            replay_curve(m, series, visibility, result.run.alert);
            m.line(
                "figcaption",
                &[],
                "The E-value of the series from what was on record on each day; lower is harder to explain by chance. Shaded: from the day it was visible.",
            );
        });
    }
    if !visibility.deaths_after.is_empty() {
        m.element("p", &[], |m| {
            m.say("Died after that day: ");
            for (at, id) in visibility.deaths_after.iter().enumerate() {
                if at > 0 {
                    m.say(", ");
                }
                if let Some(number) = facts::number_of(series, id) {
                    m.line("span", &[("class", &"number")], number);
                    m.say(" ");
                }
                m.say(id);
            }
            m.say(". That a link could be computed does not say that anyone ought to have seen it.");
        });
    }
}
