//! When it happened, and when it was first asserted.

use super::{View, told};
use crate::html::markup::{Markup, Px, Share};
use colligate_documents::across::{Event, Moment};
use jiff::civil::Date;

/// Moments drawn; the list below the drawing has them all.
const DRAWN: usize = 80;
/// Years between two marks of the axis, from which the first is taken that leaves few enough.
const STEPS: [i16; 6] = [1, 2, 5, 10, 20, 50];
const MARKS: i16 = 12;
/// Heights in the drawing: the line of what happened, the line of what was said, and all of it.
const HAPPENED: f64 = 34.0;
const ASSERTED: f64 = 112.0;
const HEIGHT: f64 = 150.0;

pub(super) fn timeline(m: &mut Markup, view: View<'_>, number: usize, event: &Event) {
    if event.timeline.is_empty() {
        return;
    }
    m.line("h3", &[], "When it happened, and when it was said");
    drawing(m, number, event);
    m.element(
        "div",
        &[("class", &"scroll"), ("tabindex", &"0"), ("role", &"region"), ("aria-label", &"Timeline")],
        |m| {
            m.element("table", &[("class", &"moments")], |m| {
                m.element("thead", &[], |m| {
                    m.element("tr", &[], |m| {
                        for head in ["Happened", "What", "First said"] {
                            m.line("th", &[("scope", &"col")], head);
                        }
                    });
                });
                m.element("tbody", &[], |m| {
                    for moment in &event.timeline {
                        m.element("tr", &[], |m| row(m, view, event, moment));
                    }
                });
            });
        },
    );
}

fn row(m: &mut Markup, view: View<'_>, event: &Event, moment: &Moment) {
    m.line("th", &[("scope", &"row"), ("class", &"day")], told::when(&moment.happened));
    let fact = event.facts.get(moment.fact);
    m.element("td", &[], |m| {
        if let Some(fact) = fact {
            m.line("b", &[], &fact.subject.name);
            m.say(format_args!(" {}: {}", told::what(fact), told::value(fact)));
        }
    });
    m.element("td", &[("class", &"day")], |m| {
        match moment.asserted_on {
            Some(day) => m.say(told::day(day)),
            None => m.line("span", &[("class", &"missing")], "undated"),
        }
        let first =
            fact.and_then(|fact| view.claims(&fact.claims).find(|(_, claim)| claim.asserted_on == moment.asserted_on));
        if let Some((at, claim)) = first {
            m.element("span", &[("class", &"faint")], |m| {
                m.line("a", &[("href", &format_args!("#c{at}"))], view.name(claim.document));
            });
        }
    });
}

/// Days of two lines, one above the other: what happened, and when a document first asserted it.
fn drawing(m: &mut Markup, number: usize, event: &Event) {
    let moments = || event.timeline.iter().take(DRAWN);
    let days = || {
        moments()
            .flat_map(|moment| [Some(moment.happened.from), Some(moment.happened.to), moment.asserted_on])
            .flatten()
    };
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return };
    let (from, to) = (f64::from(ordinal(first)), f64::from(ordinal(last).max(ordinal(first) + 1)));
    let margin = (to - from) * 0.02;
    let at = |date: Date| Share(0.02 + 0.96 * (f64::from(ordinal(date)) - from + margin) / (to - from + 2.0 * margin));
    let title = format!("e{number}-time");
    m.element("figure", &[], |m| {
        m.element("svg", &[("class", &"when"), ("role", &"img"), ("aria-labelledby", &title), ("height", &Px(HEIGHT)), ("width", &"100%")], |m| {
            let about = format!("What happened from {} to {}, and when documents first said so", told::day(first), told::day(last));
            m.line("title", &[("id", &title)], about);
            for (y, name) in [(HAPPENED, "happened"), (ASSERTED, "said")] {
                m.tag("line", &[("class", &"axis"), ("x1", &"0"), ("x2", &"100%"), ("y1", &Px(y)), ("y2", &Px(y))]);
                m.literal("</line>");
                m.line("text", &[("x", &"0"), ("y", &Px(y - 12.0))], name);
            }
            for year in years(first, last) {
                if let Ok(new_year) = Date::new(year, 1, 1) {
                    m.line("text", &[("class", &"tick"), ("x", &at(new_year)), ("y", &Px(HEIGHT - 6.0)), ("text-anchor", &"middle")], year);
                    m.tag("line", &[("class", &"grid"), ("x1", &at(new_year)), ("x2", &at(new_year)), ("y1", &Px(HAPPENED)), ("y2", &Px(ASSERTED + 14.0))]);
                    m.literal("</line>");
                }
            }
            for moment in moments() {
                let (start, end) = (at(moment.happened.from), at(moment.happened.to));
                m.tag("line", &[("class", &"span"), ("x1", &start), ("x2", &end), ("y1", &Px(HAPPENED)), ("y2", &Px(HAPPENED))]);
                m.literal("</line>");
                let middle = Share((start.0 + end.0) / 2.0);
                if let Some(asserted) = moment.asserted_on {
                    m.tag("line", &[("class", &"thread"), ("x1", &middle), ("x2", &at(asserted)), ("y1", &Px(HAPPENED)), ("y2", &Px(ASSERTED))]);
                    m.literal("</line>");
                    m.tag("circle", &[("class", &"said"), ("cx", &at(asserted)), ("cy", &Px(ASSERTED)), ("r", &"4")]);
                    m.literal("</circle>");
                }
                m.tag("circle", &[("class", &"happened"), ("cx", &middle), ("cy", &Px(HAPPENED)), ("r", &"4")]);
                m.literal("</circle>");
            }
        });
        m.line("figcaption", &[], "Above: when things happened or are to happen, a bar where only a month or year is known. Below: the day of the document that first says so.");
    });
}

/// Days from a fixed one.
fn ordinal(date: Date) -> i32 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours().div_euclid(24).try_into().unwrap_or(0)
}

/// Years to mark.
fn years(first: Date, last: Date) -> impl Iterator<Item = i16> {
    let (from, to) = (first.year().saturating_add(1), last.year());
    let step = STEPS.into_iter().find(|step| (to - first.year()) / step <= MARKS).unwrap_or(100);
    (from..=to).filter(move |year| year % step == 0)
}
