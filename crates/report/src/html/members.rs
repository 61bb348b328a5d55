//! The members of a series side by side, with what they share marked.

use super::markup::Markup;
use crate::words;
use colligate_linkage::result::{Member, Series};

/// Ages within so many years of each other count as alike in the table; the weight of the evidence does not depend on it.
const NEAR_IN_AGE: f64 = 5.0;

pub fn members(m: &mut Markup, series: &Series) {
    m.element(
        "div",
        &[("class", &"scroll"), ("tabindex", &"0"), ("role", &"region"), ("aria-label", &"Members of the series")],
        |m| {
            m.element("table", &[("class", &"members")], |m| {
                m.element("thead", &[], |m| {
                    m.element("tr", &[], |m| {
                        for name in [
                            "",
                            "Case",
                            "Died",
                            "Person",
                            "Place",
                            "Kind and manner",
                            "Substances",
                            "Circumstances",
                            "Loss",
                        ] {
                            m.line("th", &[("scope", &"col")], name);
                        }
                    });
                });
                m.element("tbody", &[], |m| {
                    for (at, member) in series.members.iter().enumerate() {
                        row(m, series, at, member);
                    }
                });
            });
        },
    );
    m.element("p", &[("class", &"caption")], |m| {
        m.line("span", &[("class", &"chip alike")], "marked");
        m.say(" is shared with another member (ages: within five years). ");
        m.line("span", &[("class", &"missing")], "Not on record");
        m.say(" says nothing either way. Loss: the weight the series would lose without this member.");
    });
}

fn row(m: &mut Markup, series: &Series, at: usize, member: &Member) {
    let others = || series.members.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, member)| member);
    let shared = |field: fn(&Member) -> Option<&String>| {
        let own = field(member);
        own.is_some() && others().any(|other| field(other).is_some_and(|value| own.is_some_and(|own| same(own, value))))
    };
    m.element("tr", &[], |m| {
        m.element("td", &[], |m| m.line("span", &[("class", &"number")], at + 1));
        m.element("th", &[("scope", &"row")], |m| {
            m.say(&member.id);
            if member.line > 0 {
                m.line("span", &[("class", &"faint")], format_args!("line {}", words::thousands(member.line)));
            }
            if !member.incident.is_empty() {
                let folded: Vec<&str> = member.incident.iter().map(|id| id.as_str()).collect();
                m.line("span", &[("class", &"faint")], format_args!("with {}", words::listed(&folded)));
            }
            if member.id == series.weakest {
                m.line("span", &[("class", &"faint")], "weakest member");
            }
        });
        m.line("td", &[("class", &"day")], words::died(member));
        m.element("td", &[], |m| {
            field(m, member.age.as_deref(), near_in_age(member, others()));
            field(m, member.sex.as_deref(), shared(|member| member.sex.as_ref()));
        });
        m.element("td", &[], |m| {
            field(m, member.place.as_deref(), shared(|member| member.place.as_ref()));
            if member.place_kind.is_some() {
                field(m, member.place_kind.as_deref(), shared(|member| member.place_kind.as_ref()));
            }
        });
        m.element("td", &[], |m| {
            field(m, Some(&member.kind), shared(|member| Some(&member.kind)));
            for (value, alike) in [
                (&member.manner, shared(|member| member.manner.as_ref())),
                (&member.category, shared(|member| member.category.as_ref())),
            ] {
                if value.as_ref().is_some_and(|value| !same(value, &member.kind)) {
                    field(m, value.as_deref(), alike);
                }
            }
            if let Some(cause) = &member.cause {
                m.line("span", &[("class", &"faint")], cause);
            }
        });
        m.element("td", &[], |m| match &member.substances {
            None => field(m, None, false),
            Some(found) if found.is_empty() => m.line("span", &[("class", &"plain")], "none found"),
            Some(found) => {
                for substance in found {
                    let alike =
                        others().any(|other| other.substances.iter().flatten().any(|value| same(value, substance)));
                    field(m, Some(substance), alike);
                }
            }
        });
        m.element("td", &[], |m| {
            if member.circumstances.is_empty() {
                field(m, None, false);
            }
            for circumstance in &member.circumstances {
                let alike = others().any(|other| other.circumstances.iter().any(|value| same(value, circumstance)));
                field(m, Some(circumstance), alike);
            }
        });
        m.line("td", &[("class", &"count")], words::weight(-member.weight));
    });
}

fn field(m: &mut Markup, value: Option<&str>, alike: bool) {
    match value {
        None => m.line("span", &[("class", &"missing")], "not on record"),
        Some(value) if alike => m.line("span", &[("class", &"chip alike")], value),
        Some(value) => m.line("span", &[("class", &"plain")], value),
    }
}

/// The same words, whatever their case and hyphens.
fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.trim().to_lowercase().replace('-', " ");
    plain(a) == plain(b)
}

fn near_in_age<'a>(member: &Member, mut others: impl Iterator<Item = &'a Member>) -> bool {
    let years = |member: &Member| member.age.as_deref().and_then(|age| age.parse::<f64>().ok());
    match years(member) {
        Some(own) => others.any(|other| years(other).is_some_and(|years| (years - own).abs() <= NEAR_IN_AGE)),
        None => member.age.is_some() && others.any(|other| other.age == member.age),
    }
}
