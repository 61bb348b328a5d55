//! The ranked list of series.

use super::DETAILED;
use super::markup::Markup;
use crate::charts::{EAxis, e_axis};
use crate::{facts, words};
use colligate_linkage::result::{LinkResult, Series};

const HEAD: [(&str, &str); 7] = [
    ("", "number"),
    ("E-value", "number"),
    ("By chance", "number"),
    ("Deaths", "number"),
    ("When", "number"),
    ("Within", "number"),
    ("Held together by", "text"),
];

pub fn ranked(m: &mut Markup, result: &LinkResult) {
    m.element("section", &[("id", &"series"), ("class", &"wide")], |m| {
        m.line("h2", &[], "The series, strongest first");
        if result.series.is_empty() {
            m.line("p", &[], facts::found(result));
            return;
        }
        m.element(
            "div",
            &[
                ("class", &"scroll"),
                ("tabindex", &"0"),
                ("role", &"region"),
                ("aria-label", &"Series, strongest first"),
            ],
            |m| {
                m.element("table", &[("class", &"ranked sortable")], |m| {
                    m.element("thead", &[], |m| {
                        m.element("tr", &[], |m| {
                            for (name, sort) in HEAD {
                                m.element("th", &[("scope", &"col"), ("data-sort", &sort)], |m| {
                                    if name.is_empty() {
                                        m.line("span", &[("class", &"unseen")], "Rank");
                                    } else {
                                        m.say(name);
                                    }
                                });
                            }
                        });
                    });
                    let axis = EAxis::of(result);
                    m.element("tbody", &[], |m| {
                        for (at, series) in result.series.iter().enumerate() {
                            row(m, result, series, axis, at < DETAILED);
                        }
                    });
                });
            },
        );
        m.element("p", &[("class", &"caption")], |m| {
            m.say(
                "Dot: E-value; line: its 95% range; tick: the alert level. To the left is harder to explain by chance.",
            );
            if result.series.len() > DETAILED {
                m.say(format_args!(" The first {DETAILED} are shown in detail below; series.json holds all."));
            }
        });
    });
}

fn row(m: &mut Markup, result: &LinkResult, series: &Series, axis: EAxis, detailed: bool) {
    let class = if facts::is_alert(result, series) { "alerting" } else { "" };
    let place = format!("#s-{}", anchor(series));
    m.element("tr", &[("class", &class)], |m| {
        m.element("th", &[("scope", &"row"), ("data-value", &series.rank)], |m| {
            let number = |m: &mut Markup| {
                m.line("span", &[("class", &"unseen")], "Series ");
                m.say(series.rank);
            };
            if detailed {
                m.element("a", &[("href", &place)], number);
            } else {
                number(m);
            }
        });
        m.element("td", &[("class", &"e"), ("data-value", &key(series.e_value.value))], |m| {
            m.line("b", &[], words::e_value(&series.e_value));
            e_axis(m, &series.e_value, axis);
            m.line("span", &[("class", &"faint")], words::e_range(&series.e_value));
        });
        m.line("td", &[("data-value", &key(series.e_value.value))], words::one_in(&series.e_value));
        m.line("td", &[("class", &"count"), ("data-value", &series.members.len())], series.members.len());
        let from = series.from.map_or(i32::MAX, |day| day.0);
        m.element("td", &[("data-value", &from)], |m| {
            m.say(words::days(series.from, series.to));
            m.line("span", &[("class", &"faint")], facts::time_of(series));
        });
        m.line("td", &[("data-value", &key(series.extent_m.unwrap_or(f64::NAN)))], facts::extent_of(series));
        m.line("td", &[], words::listed(&facts::holding(&series.evidence, 4)));
    });
}

/// What the script sorts by: whatever is no number comes last.
pub fn key(number: f64) -> String {
    format!("{:e}", if number.is_finite() { number } else { f64::MAX })
}

/// The identifier of a series as it stands in an address: whatever is no letter or digit becomes a hyphen.
pub fn anchor(series: &Series) -> String {
    let id: String =
        series.id.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    format!("{}-{id}", series.rank)
}
