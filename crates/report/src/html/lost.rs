//! Series that stood out on some past day and do not in the end.

use super::markup::Markup;
use crate::{facts, words};
use colligate_linkage::result::{LinkResult, Lost};

const HEAD: [&str; 5] = ["Deaths", "Seen from", "to", "Lowest E", "Why no longer"];

/// The section; nothing where no series was lost or no past day was looked at.
pub fn lost(m: &mut Markup, result: &LinkResult) {
    if result.lost.is_empty() {
        return;
    }
    m.element("section", &[("id", &"lost"), ("class", &"wide")], |m| {
        m.line("h2", &[], "Seen once, not in the end");
        m.line("p", &[], facts::LOST);
        m.element(
            "div",
            &[("class", &"scroll"), ("tabindex", &"0"), ("role", &"region"), ("aria-label", &"Seen once")],
            |m| {
                m.element("table", &[("class", &"plain-table")], |m| {
                    m.element("thead", &[], |m| {
                        m.element("tr", &[], |m| {
                            for name in HEAD {
                                m.line("th", &[("scope", &"col")], name);
                            }
                        });
                    });
                    m.element("tbody", &[], |m| result.lost.iter().for_each(|lost| row(m, lost)));
                });
            },
        );
    });
}

fn row(m: &mut Markup, lost: &Lost) {
    m.element("tr", &[], |m| {
        m.element("td", &[], |m| {
            for (at, death) in lost.members.iter().enumerate() {
                if at > 0 {
                    m.say(", ");
                }
                m.line("span", &[("class", &"case")], death);
            }
        });
        m.line("td", &[("class", &"day")], words::day(lost.visible));
        m.line("td", &[("class", &"day")], words::day(lost.until));
        m.line("td", &[], format_args!("{} on {}", words::figure(lost.e_value), words::day(lost.strongest)));
        m.line("td", &[], words::sentence(&words::capital(&lost.why)));
    });
}
