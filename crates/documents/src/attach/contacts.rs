//! People who are named in documents of different deaths.

use super::types::{Attachment, SharedPerson};
use crate::across::{Reading, full_name};
use crate::mentions::{Person, Role};
use colligate_register::{Contact, DeathId};
use std::collections::BTreeMap;

/// Roles in which people are named beside many deaths for their office.
const OFFICES: [Role; 4] = [Role::Officer, Role::Coroner, Role::Solicitor, Role::Judge];

/// Somebody with the deaths, the documents, and the deaths of each document.
type Named = (Contact, Vec<DeathId>, Vec<usize>, Vec<Vec<DeathId>>);

/// Everybody named in at least two documents whose deaths differ, in the order of their names.
pub(crate) fn shared(reading: &Reading, attached: &[Attachment]) -> Vec<SharedPerson> {
    let mut deaths: BTreeMap<usize, Vec<DeathId>> = BTreeMap::new();
    for attachment in attached {
        deaths.entry(attachment.document).or_default().push(attachment.death.clone());
    }
    let mut people: BTreeMap<String, Named> = BTreeMap::new();
    for (&document, deaths) in &mut deaths {
        deaths.sort_unstable();
        deaths.dedup();
        let mentions = reading.documents.get(document).map(|one| one.mentions.people.as_slice()).unwrap_or_default();
        for person in
            mentions.iter().filter(|person| !person.is(Role::Deceased) && !OFFICES.iter().any(|role| person.is(*role)))
        {
            let Some(key) = person.name.as_deref().and_then(full_name) else { continue };
            let entry = people.entry(key).or_insert_with(|| (contact(person), Vec::new(), Vec::new(), Vec::new()));
            entry.1.extend(deaths.iter().cloned());
            entry.2.push(document);
            entry.3.push(deaths.clone());
        }
    }
    let mut found = Vec::new();
    for (_, (contact, mut deaths, documents, sets)) in people {
        deaths.sort_unstable();
        deaths.dedup();
        // Two papers about the same deaths tell of one event, not of a contact between two.
        let differ = sets.iter().any(|set| Some(set) != sets.first());
        if deaths.len() > 1 && differ {
            found.push(SharedPerson { contact, deaths, documents });
        }
    }
    found
}

fn contact(person: &Person) -> Contact {
    let role = match person.roles.first() {
        Some(Role::Offender) => "accused or convicted",
        Some(Role::Relative) => "relative",
        Some(Role::Witness) => "witness",
        _ => "named",
    };
    Contact { role: role.into(), name: person.name.as_deref().map(Into::into), ..Contact::default() }
}
