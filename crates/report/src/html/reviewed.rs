//! The deaths that were asked for, each with its strongest links.

use super::markup::Markup;
use super::ranked::anchor;
use crate::{facts, words};
use colligate_linkage::result::{Link, LinkResult, Reviewed};

const HEAD: [&str; 4] = ["Case", "Death", "Series", "Strongest links"];

/// Weight, in either direction, below which an evidence is not worth a sentence.
const SLIGHT: f64 = 0.05;

/// The section; nothing where no filter was given.
pub fn reviewed(m: &mut Markup, result: &LinkResult) {
    let Some(review) = &result.review else { return };
    m.element("section", &[("id", &"review"), ("class", &"wide")], |m| {
        m.line("h2", &[], format_args!("Each death among “{}”", result.run.among.as_deref().unwrap_or_default()));
        m.line("p", &[], facts::reviewed(review));
        if review.deaths.is_empty() {
            return;
        }
        m.element(
            "div",
            &[("class", &"scroll"), ("tabindex", &"0"), ("role", &"region"), ("aria-label", &"Deaths under review")],
            |m| {
                m.element("table", &[("class", &"plain-table")], |m| {
                    m.element("thead", &[], |m| {
                        m.element("tr", &[], |m| {
                            for name in HEAD {
                                m.line("th", &[("scope", &"col")], name);
                            }
                        });
                    });
                    m.element("tbody", &[], |m| review.deaths.iter().for_each(|death| row(m, result, death)));
                });
            },
        );
    });
}

fn row(m: &mut Markup, result: &LinkResult, reviewed: &Reviewed) {
    m.element("tr", &[], |m| {
        m.element("td", &[], |m| {
            m.line("span", &[("class", &"case")], &reviewed.death.id);
            if let Some(other) = &reviewed.compared_as {
                m.line("span", &[("class", &"faint")], format_args!("compared as one with {other}"));
            }
        });
        m.line("td", &[], facts::member_line(&reviewed.death));
        m.element("td", &[], |m| {
            match result.series.iter().find(|series| reviewed.series.as_ref() == Some(&series.id)) {
                Some(series) => {
                    m.line("a", &[("href", &format_args!("#s-{}", anchor(series)))], format_args!("{}", series.rank))
                }
                None => m.say(words::NOTHING),
            }
        });
        m.element("td", &[], |m| {
            if reviewed.links.is_empty() {
                m.say(facts::without_link(&result.run));
            }
            reviewed.links.iter().for_each(|each| link(m, reviewed, each));
        });
    });
}

fn link(m: &mut Markup, reviewed: &Reviewed, link: &Link) {
    m.element("details", &[], |m| {
        m.line(
            "summary",
            &[],
            format_args!("{}: {}", facts::weight_to(reviewed, link), words::listed(&facts::holding(&link.evidence, 4))),
        );
        m.element("ul", &[], |m| {
            for each in facts::strongest_first(&link.evidence) {
                if each.weight.abs() >= SLIGHT {
                    m.line("li", &[], format_args!("{} {}", words::weight(each.weight), facts::reason(each)));
                }
            }
        });
    });
}
