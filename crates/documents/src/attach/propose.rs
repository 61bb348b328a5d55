//! Statements that documents would make, offered for acceptance.

use super::types::{Attachment, Proposal};
use crate::across::Reading;
use crate::claims::{Claim, Relation};
use colligate_register::{Day, Death, Field, Register, Statement};

/// How much heavier an attachment must be than the next death for the same person, log10, before it proposes anything.
const CLEAR: f64 = 1.0;

/// Proposals by document and place in it.
pub(crate) fn proposals(reading: &Reading, register: &Register, attached: &[Attachment]) -> Vec<Proposal> {
    let mut found = Vec::new();
    for attachment in attached.iter().filter(|one| is_clear(one, attached)) {
        let Some(death) = register.deaths.iter().find(|death| death.id == attachment.death) else { continue };
        let Some(document) = reading.documents.get(attachment.document) else { continue };
        let known_from = document.dated.and_then(|day| Day::from_ymd(day.year(), day.month(), day.day()));
        let Some(known_from) = known_from else { continue };
        let mine: Vec<&Claim> = reading
            .claims
            .iter()
            .filter(|claim| claim.document == attachment.document && claim.subject.people.contains(&attachment.shown))
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
                    field: field.as_str().into(),
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
    found.sort_by(|a, b| {
        (a.document, &a.statement.death, &a.statement.field).cmp(&(b.document, &b.statement.death, &b.statement.field))
    });
    found
}

fn is_clear(one: &Attachment, attached: &[Attachment]) -> bool {
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
