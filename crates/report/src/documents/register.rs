//! The documents beside a register: which deaths they seem to speak of, and what would be put on record if somebody accepted it.

use super::{View, told};
use crate::html::markup::Markup;
use crate::words;
use colligate_documents::attach::{Attachment, Proposal, SharedPerson};
use colligate_register::{Field, read_contacts};

pub(super) fn register(m: &mut Markup, view: View<'_>) {
    let Some((source, attachments)) = &view.facts.register else { return };
    m.element("section", &[("id", &"register")], |m| {
        m.line("h2", &[], format_args!("Beside the register {source}"));
        if attachments.attached.is_empty() {
            m.line("p", &[("class", &"soft")], "No document was found to speak of a death of the register.");
        } else {
            m.line("p", &[], "Weights are log10 of Bayes factors: how many times better \u{201c}the same death\u{201d} explains what agrees than \u{201c}some other death of the register\u{201d}.");
            table(m, "Deaths that documents seem to speak of", &["Death", "Weight", "Person", "Document", "Why"], &attachments.attached, |m, one| attached(m, view, one));
        }
        if !attachments.proposals.is_empty() {
            m.line("h3", &[], "Offered for acceptance");
            m.line("p", &[], "None of these is on record.");
            table(m, "Statements offered", &["Death", "Field", "On record", "Offered", "Document"], &attachments.proposals, |m, one| proposal(m, view, one));
        }
        if !attachments.contacts.is_empty() {
            m.line("h3", &[], "People named in documents of different deaths");
            m.line("p", &[], "Contact evidence, if it is accepted: the same witness, neighbour or friend beside two deaths may link them, and may be chance. Whoever is named for an office alone is left out.");
            table(m, "Shared people", &["Person", "Deaths", "Documents"], &attachments.contacts, |m, one| shared(m, view, one));
        }
    });
}

fn table<T>(m: &mut Markup, label: &'static str, head: &[&'static str], rows: &[T], row: impl Fn(&mut Markup, &T)) {
    m.element("div", &[("class", &"scroll"), ("tabindex", &"0"), ("role", &"region"), ("aria-label", &label)], |m| {
        m.element("table", &[("class", &"plain-table")], |m| {
            m.element("thead", &[], |m| {
                m.element("tr", &[], |m| head.iter().for_each(|head| m.line("th", &[("scope", &"col")], head)));
            });
            m.element("tbody", &[], |m| rows.iter().for_each(|one| m.element("tr", &[], |m| row(m, one))));
        });
    });
}

fn attached(m: &mut Markup, view: View<'_>, one: &Attachment) {
    m.line("th", &[("scope", &"row"), ("class", &"case")], &one.death);
    m.line("td", &[], format_args!("{:.1}", one.weight));
    m.line("td", &[], &one.shown);
    m.element("td", &[], |m| document(m, view, one.document));
    m.element("td", &[], |m| {
        for evidence in &one.evidence {
            m.line("span", &[("class", &"faint")], format_args!("{} ({:+.1})", evidence.sentence, evidence.weight));
        }
    });
}

fn proposal(m: &mut Markup, view: View<'_>, one: &Proposal) {
    m.line("th", &[("scope", &"row"), ("class", &"case")], &one.statement.death);
    m.line("td", &[], one.statement.field);
    m.line(
        "td",
        &[],
        one.now.as_deref().map_or_else(|| words::NOTHING.to_owned(), |now| value(one.statement.field, now)),
    );
    m.element("td", &[], |m| {
        m.line("b", &[], value(one.statement.field, &one.statement.value));
        m.line("span", &[("class", &"faint")], format_args!("known from {}", words::day(one.statement.known_from)));
    });
    m.element("td", &[], |m| {
        document(m, view, one.document);
        m.line("q", &[], told::excerpt(view.words(one.document, &one.characters)));
    });
}

/// A value for people: contacts by name and role.
fn value(field: Field, value: &str) -> String {
    let contacts = read_contacts(value).ok().filter(|_| field == Field::Contacts);
    contacts.map_or_else(
        || value.to_owned(),
        |contacts| contacts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    )
}

fn shared(m: &mut Markup, view: View<'_>, one: &SharedPerson) {
    m.line("th", &[("scope", &"row")], one.contact.name.as_deref().unwrap_or(words::NOTHING));
    let deaths: Vec<String> = one.deaths.iter().map(ToString::to_string).collect();
    m.line("td", &[], deaths.join(", "));
    m.element("td", &[], |m| {
        for said in &one.said {
            m.element("p", &[("class", &"quoted")], |m| {
                document(m, view, said.document);
                m.say(format_args!("({}) ", said.role));
                m.line("q", &[], told::excerpt(view.words(said.document, &said.characters)));
            });
        }
    });
}

fn document(m: &mut Markup, view: View<'_>, at: usize) {
    m.line("a", &[("href", &format_args!("#d{at}"))], view.name(at));
    m.say(" ");
}
