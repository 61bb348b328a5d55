//! One event: why its documents go together, what differs, the facts side by side, and when.

use super::{View, differences, timeline, told};
use crate::html::markup::Markup;
use crate::words;
use colligate_documents::across::{Event, Fact};

/// Documents of an event up to which each has a column of its own.
const COLUMNS: usize = 4;

pub(super) fn event(m: &mut Markup, view: View<'_>, number: usize, event: &Event) {
    let id = format!("e{number}");
    m.element("section", &[("id", &id), ("class", &"one"), ("aria-labelledby", &format_args!("{id}-name"))], |m| {
        m.element("p", &[("class", &"over")], |m| {
            m.line("span", &[], format_args!("Event {}", number + 1));
            m.line(
                "span",
                &[("class", &"faint")],
                words::counted(event.documents.len() as u64, "document", "documents"),
            );
        });
        m.line("h2", &[("id", &format_args!("{id}-name"))], &event.name);
        differences::differences(m, view, event);
        facts(m, view, event);
        timeline::timeline(m, view, number, event);
        if !event.reasons.is_empty() {
            m.element("details", &[], |m| {
                m.line("summary", &[], "Why these documents were put together");
                m.element("ul", &[], |m| {
                    for reason in &event.reasons {
                        m.line("li", &[], reason);
                    }
                });
            });
        }
    });
}

fn facts(m: &mut Markup, view: View<'_>, event: &Event) {
    if event.facts.is_empty() {
        m.line("p", &[("class", &"soft")], "No fact was read.");
        return;
    }
    m.line("h3", &[], "Facts, with their sources side by side");
    let columns = event.documents.len() <= COLUMNS;
    m.element("div", &[("class", &"scroll"), ("tabindex", &"0"), ("role", &"region"), ("aria-label", &"Facts")], |m| {
        m.element("table", &[("class", &"facts-told")], |m| {
            m.element("thead", &[], |m| {
                m.element("tr", &[], |m| {
                    for head in ["Of", "What", "Value"] {
                        m.line("th", &[("scope", &"col")], head);
                    }
                    if columns {
                        for &document in &event.documents {
                            m.line("th", &[("scope", &"col")], view.name(document));
                        }
                    } else {
                        m.line("th", &[("scope", &"col")], "Who says so");
                    }
                });
            });
            m.element("tbody", &[], |m| {
                let mut before: Option<&str> = None;
                for fact in &event.facts {
                    m.element("tr", &[], |m| {
                        row(m, view, event, fact, columns, before == Some(fact.subject.name.as_str()))
                    });
                    before = Some(&fact.subject.name);
                }
            });
        });
    });
}

fn row(m: &mut Markup, view: View<'_>, event: &Event, fact: &Fact, columns: bool, again: bool) {
    // Told once for the eye, and in every row for who listens.
    let class = if again { "unseen" } else { "" };
    m.element("th", &[("scope", &"row")], |m| m.line("span", &[("class", &class)], &fact.subject.name));
    m.line("td", &[("class", &"relation")], told::what(fact));
    m.element("td", &[], |m| {
        m.line("b", &[], told::value(fact));
        if let Some(happened) = told::apart(fact) {
            m.line("span", &[("class", &"faint")], happened);
        }
        if fact.sources > 1 {
            m.line("span", &[("class", &"tag")], format_args!("{} sources", fact.sources));
        }
        if let Some(later) = fact.superseded_by.and_then(|at| event.facts.get(at)) {
            m.line("span", &[("class", &"faint")], format_args!("later: {}", later.value));
        }
    });
    if columns {
        for &document in &event.documents {
            m.element("td", &[("class", &"says")], |m| quotes(m, view, fact, Some(document)));
        }
    } else {
        m.element("td", &[("class", &"says")], |m| quotes(m, view, fact, None));
    }
}

/// The words of the claims behind a fact, of one document or of all.
fn quotes(m: &mut Markup, view: View<'_>, fact: &Fact, only: Option<usize>) {
    let mut any = false;
    for (at, claim) in
        view.claims(&fact.claims).filter(|(_, claim)| only.is_none_or(|document| claim.document == document))
    {
        any = true;
        m.element("p", &[("class", &"quoted")], |m| {
            if only.is_none() {
                m.line("span", &[("class", &"faint")], view.name(claim.document));
            }
            m.line("q", &[], told::excerpt(view.words(claim.document, &claim.characters)));
            m.say(" ");
            let place = format!("#c{at}");
            let label = format!("Read it in {}", view.name(claim.document));
            m.line("a", &[("href", &place), ("aria-label", &label)], "read");
            if let Some(speaker) = &claim.speaker {
                m.line("span", &[("class", &"faint")], format_args!("according to {speaker}"));
            }
        });
    }
    if !any {
        m.line("span", &[("class", &"missing")], "not said here");
    }
}
