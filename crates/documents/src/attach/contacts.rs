//! People who are named in documents of different deaths.

use super::named::role_of;
use super::types::{NamedIn, SharedPerson};
use crate::across::{Reading, full_name};
use crate::mentions::Role;
use colligate_register::{Contact, DeathId};
use std::collections::BTreeMap;

/// The deaths of which each document speaks, for certain enough to put something on record.
pub(crate) type Spoken = BTreeMap<usize, Vec<DeathId>>;

/// Everybody named in at least two documents whose deaths differ, in the order of their names.
pub(crate) fn shared(reading: &Reading, spoken: &Spoken) -> Vec<SharedPerson> {
    let mut people: BTreeMap<String, Vec<(NamedIn, &str)>> = BTreeMap::new();
    for (&document, deaths) in spoken {
        let Some(one) = reading.documents.get(document) else { continue };
        for person in one.mentions.people.iter().filter(|person| !person.is(Role::Deceased)) {
            let (Some(name), Some((role, characters))) = (person.name.as_deref(), role_of(reading, document, person))
            else {
                continue;
            };
            let Some(key) = full_name(name) else { continue };
            people.entry(key).or_default().push((NamedIn { document, deaths: deaths.clone(), role, characters }, name));
        }
    }
    let mut found = Vec::new();
    for named in people.into_values() {
        let mut deaths: Vec<DeathId> = named.iter().flat_map(|(one, _)| one.deaths.iter().cloned()).collect();
        deaths.sort_unstable();
        deaths.dedup();
        // Two papers about the same deaths tell of one event, not of a contact between two.
        let differ = named.iter().any(|(one, _)| Some(&one.deaths) != named.first().map(|(first, _)| &first.deaths));
        let Some((first, name)) = named.first().filter(|_| deaths.len() > 1 && differ) else { continue };
        let contact = Contact { role: first.role.as_str().into(), name: Some((*name).into()), ..Contact::default() };
        let said: Vec<NamedIn> = named.into_iter().map(|(one, _)| one).collect();
        found.push(SharedPerson { contact, deaths, documents: said.iter().map(|one| one.document).collect(), said });
    }
    found
}

/// Contacts with one more, unless it is among them already.
///
/// ```
/// use colligate_documents::attach::with_contact;
/// use colligate_register::read_contacts;
/// let known = read_contacts("role=finder,name=Ann Lee,telephone=+441234")?;
/// let more = read_contacts("role=named,name=ann lee|role=witness,name=Jo Day")?;
/// assert!(with_contact(&known, &more[0]).is_none());
/// assert_eq!(with_contact(&known, &more[1]).map(|all| all.len()), Some(2));
/// # Ok::<(), String>(())
/// ```
pub fn with_contact(known: &[Contact], more: &Contact) -> Option<Vec<Contact>> {
    let all = known.iter().chain(std::iter::once(more));
    (!known.iter().any(|known| holds(known, more))).then(|| all.cloned().collect())
}

/// True where a contact has everything that another has, its role apart.
fn holds(known: &Contact, other: &Contact) -> bool {
    let name = |name: &str| full_name(name).unwrap_or_else(|| name.to_lowercase());
    let same = |known: &Option<Box<str>>, other: &Option<Box<str>>| other.is_none() || known == other;
    other.name.as_deref().is_none_or(|other| known.name.as_deref().is_some_and(|known| name(known) == name(other)))
        && same(&known.telephone, &other.telephone)
        && same(&known.handle, &other.handle)
        && same(&known.address, &other.address)
        && same(&known.vehicle, &other.vehicle)
}
