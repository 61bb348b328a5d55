//! The documents themselves, with what they name marked.

use super::marks::{self, Kind};
use super::{View, told};
use crate::html::markup::Markup;
use crate::words;
use colligate_documents::DatePlace;
use colligate_documents::across::DocumentReading;
use colligate_documents::mentions::Role;

/// Documents shown in full.
const SHOWN: usize = 200;

pub(super) fn texts(m: &mut Markup, view: View<'_>) {
    m.element("section", &[("id", &"documents")], |m| {
        m.line("h2", &[], "The documents");
        m.element("p", &[("class", &"legend")], |m| {
            for kind in Kind::ALL {
                m.line("mark", &[("class", &kind.class())], kind.name());
                m.say(" ");
            }
            m.line("span", &[("class", &"said")], "said by somebody");
        });
        for (at, document) in view.reading.documents.iter().enumerate().take(SHOWN) {
            m.element("article", &[("id", &format_args!("d{at}")), ("class", &"text")], |m| {
                text(m, view, at, document)
            });
        }
        let left = view.reading.documents.len().saturating_sub(SHOWN) as u64;
        if left > 0 {
            m.line(
                "p",
                &[("class", &"soft")],
                format_args!("{} more are in documents.json.", words::counted(left, "document", "documents")),
            );
        }
    });
}

fn text(m: &mut Markup, view: View<'_>, at: usize, document: &DocumentReading) {
    m.line("h3", &[], &document.name);
    if let Some(title) = &document.title {
        m.line("p", &[("class", &"title")], title);
    }
    m.element("p", &[("class", &"faint")], |m| {
        match document.dated {
            Some(day) => {
                m.say(format_args!("{}{}. ", if document.date_inferred { "inferred: " } else { "" }, told::day(day)))
            }
            None => m.say("Undated. "),
        }
        if document.dated.is_some() {
            m.say(told::sentence(&document.date_reason));
        }
        if let Some(place) = view.facts.origins.get(at).and_then(|origin| origin.date.as_ref()).map(|date| date.place) {
            m.say(match place {
                DatePlace::MailHeader => " The day stands in the head of the e-mail.",
                DatePlace::PageData => " The day stands in the page's own data.",
                DatePlace::Text => " The day stands in a line beside the text.",
                DatePlace::FileProperties => " The day stands in the properties of the file.",
            });
        }
        let first = view.reading.documents.iter().position(|other| other.source == document.source);
        if let Some(first) = first.filter(|&first| first < at) {
            m.say(format_args!(" One source with {}.", view.name(first)));
        }
    });
    not_read(m, view, at);
    people(m, document);
    let claims: Vec<(usize, usize)> = view
        .reading
        .claims
        .iter()
        .enumerate()
        .filter(|(_, claim)| claim.document == at)
        .map(|(number, claim)| (number, claim.characters.start))
        .collect();
    m.element("div", &[("class", &"words")], |m| marks::marked(m, &document.text, &document.mentions, &claims));
}

/// What of its source is not in the text.
fn not_read(m: &mut Markup, view: View<'_>, at: usize) {
    let not_read = view.facts.origins.get(at).map(|origin| origin.not_read.as_slice()).unwrap_or_default();
    if !not_read.is_empty() {
        let words: Vec<String> = not_read.iter().map(|one| one.in_words()).collect();
        m.element("p", &[], |m| {
            m.line("b", &[], "Not read:");
            m.say(format_args!(" {}.", words.join("; ")));
        });
    }
}

fn people(m: &mut Markup, document: &DocumentReading) {
    if document.mentions.people.is_empty() {
        return;
    }
    m.element("details", &[], |m| {
        let count = document.mentions.people.len() as u64;
        m.line("summary", &[], format_args!("{} named", words::counted(count, "person", "people")));
        m.element("ul", &[], |m| {
            for person in &document.mentions.people {
                m.element("li", &[], |m| {
                    m.line("b", &[], person.shown());
                    let roles: Vec<&str> = person.roles.iter().map(|&of| role(of)).collect();
                    let age = person.age.filter(|_| person.name.is_some()).map(|age| format!("{age:.0}"));
                    let parts = [age, person.home.as_ref().map(|home| format!("from {home}")), person.title.clone()];
                    let parts = parts.into_iter().flatten().chain(roles.into_iter().map(str::to_owned));
                    for part in parts {
                        m.say(", ");
                        m.say(part);
                    }
                });
            }
        });
    });
}

fn role(of: Role) -> &'static str {
    match of {
        Role::Deceased => "deceased",
        Role::Injured => "injured",
        Role::Offender => "offender",
        Role::Accused => "accused",
        Role::Relative => "relative",
        Role::Officer => "officer or official",
        Role::Coroner => "coroner",
        Role::Solicitor => "lawyer",
        Role::Judge => "judge",
        Role::Witness => "witness",
        Role::Speaker => "quoted",
    }
}
