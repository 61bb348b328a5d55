//! What does not go together, side by side, contradictions first.

use super::{View, told};
use crate::html::markup::Markup;
use colligate_documents::across::{Difference, DifferenceKind, Event, Side};

/// Characters shown before and behind the words that differ.
const AROUND: usize = 90;

pub(super) fn differences(m: &mut Markup, view: View<'_>, event: &Event) {
    let firm = event.differences.iter().any(|difference| difference.kind == DifferenceKind::Contradiction);
    m.line("h3", &[], if firm { "What contradicts, and what else differs" } else { "What differs" });
    if event.differences.is_empty() {
        m.line("p", &[("class", &"soft")], "Nothing that was read differs from one document to another.");
        return;
    }
    let mut sorted: Vec<&Difference> = event.differences.iter().collect();
    sorted.sort_by_key(|difference| difference.kind);
    m.element("ol", &[("class", &"differences")], |m| {
        for difference in sorted {
            let firm = difference.kind == DifferenceKind::Contradiction;
            m.element("li", &[("class", &if firm { "firm" } else { "" })], |m| {
                m.element("p", &[], |m| {
                    m.line("span", &[("class", &"tag")], told::difference(difference.kind));
                    m.say(" ");
                    m.say(&difference.sentence);
                    if difference.kind.is_compatible() {
                        m.line("span", &[("class", &"faint")], " Both can be true.");
                    }
                });
                m.element("div", &[("class", &"sides")], |m| {
                    for side in &difference.sides {
                        m.element("figure", &[], |m| shown(m, view, side));
                    }
                });
            });
        }
    });
}

fn shown(m: &mut Markup, view: View<'_>, side: &Side) {
    let text = view.reading.documents.get(side.document).map_or("", |document| document.text.as_str());
    let before = text.get(..side.characters.start).unwrap_or_default();
    let after = text.get(side.characters.end..).unwrap_or_default();
    m.element("blockquote", &[], |m| {
        m.say(tail(before));
        m.line("mark", &[], view.words(side.document, &side.characters));
        m.say(head(after));
    });
    m.element("figcaption", &[], |m| {
        m.say(view.name(side.document));
        if let Some(dated) = view.reading.documents.get(side.document).and_then(|document| document.dated) {
            m.say(", ");
            m.say(told::day(dated));
        }
    });
}

/// The end of the paragraph before the words.
fn tail(text: &str) -> String {
    let line = text.rsplit("\n\n").next().unwrap_or_default();
    let from = line.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let from = if from == 0 { 0 } else { from + line[from..].find(' ').unwrap_or(0) };
    format!("{}{}", if from > 0 { "…" } else { "" }, &line[from..])
}

/// The beginning of the paragraph behind them.
fn head(text: &str) -> String {
    let line = text.split("\n\n").next().unwrap_or_default();
    let Some((to, _)) = line.char_indices().nth(AROUND) else { return line.to_owned() };
    format!("{}…", &line[..line[..to].rfind(' ').unwrap_or(to)])
}
