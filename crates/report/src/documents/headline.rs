//! The head of the page: how much was read, and what to look at first.

use super::View;
use super::page::DETAILED;
use crate::html::markup::Markup;
use crate::html::shell;
use crate::words;
use colligate_documents::across::DifferenceKind;

pub(super) fn headline(m: &mut Markup, view: View<'_>) {
    m.element("header", &[("class", &"top")], |m| {
        let documents = view.reading.documents.len() as u64;
        shell::masthead(m, &words::counted(documents, "document", "documents"), &[("theme", "Light or dark")]);
        if !view.facts.refused.is_empty() {
            m.element("div", &[("class", &"warning")], |m| {
                let refused = words::counted(view.facts.refused.len() as u64, "file or part", "files or parts");
                m.line("p", &[], format_args!("{refused} could not be read, and nothing below tells of them."));
                m.element("ul", &[], |m| {
                    for refused in &view.facts.refused {
                        m.line("li", &[], refused);
                    }
                });
            });
        }
        let says = if documents == 1 { "document says" } else { "documents say" };
        m.line("h1", &[], format_args!("What {} {says}", words::thousands(documents)));
        let contradictions = view.count(|kind| kind == DifferenceKind::Contradiction) as u64;
        let facts = words::counted(view.facts_told() as u64, "fact", "facts");
        let events = words::counted(view.reading.events.len() as u64, "event", "events");
        let lead = match contradictions {
            0 => format!("No contradiction was found among {facts} about {events}."),
            some => format!("{} among {facts} about {events}.", words::counted(some, "contradiction", "contradictions")),
        };
        m.line("p", &[("class", &"lead")], lead);
        numbers(m, view, contradictions);
        m.element("aside", &[("class", &"explain"), ("aria-label", &"How it was read")], |m| {
            m.line("h2", &[], "How it was read");
            m.line("p", &[], "By lists of names and words, by grammar and by counting; no model was asked, and the same documents give the same page. What a document says is a claim of that document, not a finding: every claim here leads to the words that make it, so that somebody can read them.");
            m.line("p", &[], "Claims that agree are one fact. Copies of one text, and one quotation in several documents, count as one source. Two claims contradict each other only where both cannot be true; other differences are shown as what they are. Nothing is taken over into a register unless somebody accepts it.");
        });
    });
}

fn numbers(m: &mut Markup, view: View<'_>, contradictions: u64) {
    let sources: std::collections::BTreeSet<usize> =
        view.reading.documents.iter().map(|document| document.source).collect();
    let other = view.count(|kind| kind != DifferenceKind::Contradiction) as u64;
    let shared =
        view.reading.events.iter().flat_map(|event| &event.facts).filter(|fact| fact.sources > 1).count() as u64;
    let numbers = [
        ("Contradictions", contradictions, "both cannot be true".to_owned()),
        ("Other differences", other, "of wording, exactness or time".to_owned()),
        ("Facts", view.facts_told() as u64, format!("{} from two sources or more", words::thousands(shared))),
        ("Events", view.reading.events.len() as u64, "documents of one event go together".to_owned()),
        (
            "Sources",
            sources.len() as u64,
            format!("in {}", words::counted(view.reading.documents.len() as u64, "document", "documents")),
        ),
    ];
    m.element("dl", &[("class", &"numbers")], |m| {
        for (name, number, about) in &numbers {
            m.element("div", &[], |m| {
                m.line("dt", &[], name);
                m.element("dd", &[], |m| {
                    m.line("b", &[], words::thousands(*number));
                    m.line("span", &[], about);
                });
            });
        }
    });
}

pub(super) fn foot(m: &mut Markup, view: View<'_>) {
    m.element("footer", &[], |m| {
        let left = view.reading.events.len().saturating_sub(DETAILED) as u64;
        if left > 0 {
            m.line("p", &[], format_args!("{} more are in documents.json.", words::counted(left, "event", "events")));
        }
        m.line("p", &[], format_args!("Colligate {}. This page asks nothing of any network.", view.facts.version));
    });
}
