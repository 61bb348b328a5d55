//! Statements that documents would make, offered for acceptance.

use super::contacts::with_contact;
use super::types::{Attachment, NamedIn, Proposal, SharedPerson};
use crate::across::Reading;
use crate::claims::{Claim, Relation};
use colligate_register::{Contact, Day, Death, Field, Register, Statement, write_contacts};
use std::collections::BTreeMap;

/// How much heavier an attachment must be than the next death for the same person, log10, before it proposes anything.
const CLEAR: f64 = 1.0;

/// What the documents say of the deaths, where the register has something else or nothing.
pub(crate) fn proposals(reading: &Reading, register: &Register, attached: &[Attachment]) -> Vec<Proposal> {
    let mut found = Vec::new();
    for attachment in attached.iter().filter(|one| is_clear(one, attached)) {
        let Some(death) = register.deaths.iter().find(|death| death.id == attachment.death) else { continue };
        let Some(document) = reading.documents.get(attachment.document) else { continue };
        let Some(known_from) = day_of(reading, attachment.document) else { continue };
        let mine: Vec<&Claim> = reading
            .claims
            .iter()
            .filter(|claim| {
                claim.is_asserted()
                    && claim.document == attachment.document
                    && claim.subject.people.contains(&attachment.shown)
            })
            .collect();
        for field in [Field::Age, Field::Place, Field::Cause, Field::Substances] {
            let Some((value, claim)) = value(field, &mine) else { continue };
            let now = now(field, death, register);
            if now.as_deref().is_some_and(|now| {
                now.eq_ignore_ascii_case(&value)
                    || field == Field::Substances
                        && value.split("; ").all(|one| now.split("; ").any(|other| other == one))
            }) {
                continue;
            }
            found.push(Proposal {
                statement: Statement {
                    death: attachment.death.clone(),
                    field,
                    value: value.as_str().into(),
                    known_from,
                    source: source(&document.name, claim).into(),
                },
                document: attachment.document,
                characters: claim.characters.clone(),
                now,
                weight: attachment.weight,
            });
        }
    }
    found
}

/// Statements of the contacts of deaths, of people who are named in documents of several. A statement replaces what a field held, so each
/// holds what is on record, what the earlier documents would add and what its own does: to accept all of them, or the last, is the same.
pub(crate) fn contacts(
    reading: &Reading,
    register: &Register,
    people: &[SharedPerson],
    attached: &[Attachment],
) -> Vec<Proposal> {
    let mut by_death: BTreeMap<&str, Vec<(Day, &NamedIn, Contact)>> = BTreeMap::new();
    for person in people {
        for said in &person.said {
            let Some(known_from) = day_of(reading, said.document) else { continue };
            for death in &said.deaths {
                let contact = Contact { role: said.role.as_str().into(), ..person.contact.clone() };
                by_death.entry(death.as_str()).or_default().push((known_from, said, contact));
            }
        }
    }
    let mut found = Vec::new();
    for death in &register.deaths {
        let Some(mut said) = by_death.remove(death.id.as_str()) else { continue };
        said.sort_by_key(|(day, one, _)| (*day, one.document, one.characters.start));
        let mut all: Vec<Contact> = death.contacts.to_vec();
        let now = (!all.is_empty()).then(|| write_contacts(&all));
        for one_day in said.chunk_by(|a, b| (a.0, a.1.document) == (b.0, b.1.document)) {
            let mut first: Option<(Day, &NamedIn)> = None;
            for (day, one, contact) in one_day {
                if let Some(more) = with_contact(&all, contact) {
                    all = more;
                    first = first.or(Some((*day, one)));
                }
            }
            let Some((known_from, one)) = first else { continue };
            let mine = attached.iter().filter(|other| other.document == one.document && other.death == death.id);
            found.push(Proposal {
                statement: Statement {
                    death: death.id.clone(),
                    field: Field::Contacts,
                    value: write_contacts(&all).into(),
                    known_from,
                    source: reading.documents.get(one.document).map_or("", |document| &document.name).into(),
                },
                document: one.document,
                characters: one.characters.clone(),
                now: now.clone(),
                weight: mine.map(|other| other.weight).fold(0.0, f64::max),
            });
        }
    }
    found
}

/// Proposals by document and place in it.
pub(crate) fn sort(found: &mut [Proposal]) {
    found.sort_by(|a, b| {
        let (of_a, of_b) = (&a.statement, &b.statement);
        let by_place = (a.document, &of_a.death).cmp(&(b.document, &of_b.death));
        by_place.then_with(|| of_a.field.as_str().cmp(of_b.field.as_str()))
    });
}

fn day_of(reading: &Reading, document: usize) -> Option<Day> {
    let day = reading.documents.get(document)?.dated?;
    Day::from_ymd(day.year(), day.month(), day.day())
}

/// True where no other death is nearly as likely to be the person.
pub(crate) fn is_clear(one: &Attachment, attached: &[Attachment]) -> bool {
    let others = attached
        .iter()
        .filter(|other| other.document == one.document && other.person == one.person && other.death != one.death);
    others.map(|other| other.weight).fold(f64::MIN, f64::max) + CLEAR <= one.weight
}

fn source(document: &str, claim: &Claim) -> String {
    match &claim.speaker {
        Some(speaker) => format!("{document} ({speaker})"),
        None => document.to_owned(),
    }
}

/// What the claims say for a field, as the canonical CSV writes it, and the claim it stands in.
fn value<'c>(field: Field, claims: &[&'c Claim]) -> Option<(String, &'c Claim)> {
    let of = |relation: Relation| claims.iter().copied().find(move |claim| claim.relation == relation);
    match field {
        Field::Age => of(Relation::Aged).map(|claim| {
            (claim.value.number.map_or_else(|| claim.value.text.clone(), |age| format!("{age:.0}")), claim)
        }),
        Field::Place => of(Relation::FoundAt).map(|claim| (claim.value.text.clone(), claim)),
        Field::Cause => of(Relation::Cause).map(|claim| (claim.value.text.clone(), claim)),
        Field::Substances => {
            let mut names: Vec<&str> = claims
                .iter()
                .filter(|claim| claim.relation == Relation::Substance)
                .map(|claim| claim.value.text.as_str())
                .collect();
            names.sort_unstable();
            names.dedup();
            of(Relation::Substance).map(|claim| (names.join("; "), claim))
        }
        _ => None,
    }
}

/// What the register has in a field now.
fn now(field: Field, death: &Death, register: &Register) -> Option<String> {
    match field {
        Field::Age => death.age.map(|age| format!("{:.0}", age.middle())),
        Field::Place => death.place.as_deref().map(str::to_owned),
        Field::Cause => death.cause.as_deref().map(str::to_owned),
        Field::Substances => death
            .substances
            .as_ref()
            .map(|terms| terms.iter().map(|term| register.terms.text(*term)).collect::<Vec<_>>().join("; ")),
        _ => None,
    }
}
