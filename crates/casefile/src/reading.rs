//! Reading documents: their text, the deaths they seem to speak of, what they say of them, and who is named beside several.

use crate::documents::{DocumentRecord, NewAttachment, NewDocument, NewOffer, OfferState};
use crate::error::CaseError;
use crate::sight::Sight;
use colligate_documents::attach::{Attachments, SharedPerson, attach_beside, with_contact};
use colligate_documents::{Document, NotRead, Options, Origin, read_all};
use colligate_reader::{As, Reader, Stop};
use colligate_register::{Contact, Day, DeathId, Field, Register, write_contacts};
use std::collections::BTreeMap;

/// What was read out of files.
#[derive(Clone, Debug, Default)]
pub struct ReadDocuments {
    /// The documents.
    pub documents: Vec<NewDocument>,
    /// What documents that were on record before have to offer now, by their identifiers: people who are named in a new document too.
    pub earlier: Vec<(String, Vec<NewOffer>)>,
    /// Parts that could not be read, such as a picture attached to an e-mail, each with the reason.
    pub refused: Vec<String>,
}

/// Reads files, their names and bytes, and holds what they say against the deaths of a sight. Whoever is named in documents of
/// different deaths, these and `earlier` ones, is offered as a contact of each.
///
/// A file that cannot be read is among what was refused, and the others go on.
///
/// # Errors
/// [`CaseError::Invalid`] where none can be read, with what to do about each.
pub fn read_documents(
    files: &[(String, Vec<u8>)],
    sight: &Sight,
    earlier: &[DocumentRecord],
    reader: &Reader,
    stop: &Stop,
) -> Result<ReadDocuments, CaseError> {
    let (mut documents, mut refused) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        match reader.document(name, bytes, As::Shown, stop) {
            Ok(contents) => {
                documents.extend(contents.documents);
                refused.extend(contents.refused.iter().map(ToString::to_string));
            }
            Err(error) => refused.push(error.to_string()),
        }
    }
    if documents.is_empty() {
        return Err(CaseError::Invalid(refused.join("\n")));
    }
    let new = documents.len();
    let not_read: Vec<Vec<String>> =
        documents.iter().map(|one| one.origin.not_read.iter().map(NotRead::in_words).collect()).collect();
    let is_new = |record: &&DocumentRecord| documents.iter().all(|document| document.text != record.text);
    let earlier: Vec<&DocumentRecord> = earlier.iter().filter(is_new).collect();
    let settled = earlier.iter().enumerate().filter_map(|(at, record)| Some((new + at, decided(record)?))).collect();
    documents.extend(earlier.iter().map(|record| document_of(record)));
    let reading = read_all(documents, &Options::default());
    let register = sight.open_register();
    let found = attach_beside(&reading, &register, &settled);
    let documents = reading.documents.iter().enumerate().take(new).map(|(number, document)| {
        let mut offers = offers(&found, number);
        offers.extend(contacts(&found.contacts, number, &register));
        NewDocument {
            name: document.name.clone(),
            dated: document.dated.and_then(|day| Day::from_ymd(day.year(), day.month(), day.day())),
            text: document.text.clone(),
            not_read: not_read.get(number).cloned().unwrap_or_default(),
            attachments: attachments(&found, number),
            offers,
        }
    });
    let again = earlier.iter().enumerate().map(|(at, record)| {
        let beside =
            |death: &str| record.attachments.iter().any(|one| one.death == death && one.state != OfferState::Refused);
        let mut offers = contacts(&found.contacts, new + at, &register);
        offers.retain(|offer| beside(&offer.death));
        (record.id.clone(), offers)
    });
    let earlier = again.filter(|(_, offers)| !offers.is_empty()).collect();
    Ok(ReadDocuments { documents: documents.collect(), earlier, refused })
}

/// The deaths that somebody decided a document speaks of; none where nobody decided anything yet.
fn decided(record: &DocumentRecord) -> Option<Vec<DeathId>> {
    let of = |state: OfferState| record.attachments.iter().filter(move |one| one.state == state);
    let accepted = || of(OfferState::Accepted).map(|one| DeathId(one.death.as_str().into())).collect();
    let any = of(OfferState::Accepted).chain(of(OfferState::Refused)).next().is_some();
    any.then(accepted)
}

fn document_of(record: &DocumentRecord) -> Document {
    Document {
        name: record.name.clone(),
        title: None,
        date: record.dated.and_then(|day| day.to_string().parse().ok()),
        text: record.text.clone(),
        origin: Origin::whole(record.text.len()),
    }
}

fn attachments(found: &Attachments, number: usize) -> Vec<NewAttachment> {
    let attached = found.attached.iter().filter(|one| one.document == number);
    let new = attached.map(|one| NewAttachment {
        death: one.death.to_string(),
        weight: one.weight,
        sentences: one.evidence.iter().map(|evidence| evidence.sentence.clone()).collect(),
    });
    new.collect()
}

/// What a document says of deaths, its contacts apart: those are offered one by one.
fn offers(found: &Attachments, number: usize) -> Vec<NewOffer> {
    let is_offered = |field: Field| field != Field::Contacts;
    let offered = found.proposals.iter().filter(|one| one.document == number && is_offered(one.statement.field));
    let new = offered.map(|one| NewOffer {
        death: one.statement.death.to_string(),
        field: one.statement.field,
        value: one.statement.value.to_string(),
        characters: one.characters.clone(),
    });
    new.collect()
}

/// The people of a document who are named in documents of other deaths too, and not on record with a death of this one.
fn contacts(people: &[SharedPerson], number: usize, register: &Register) -> Vec<NewOffer> {
    let known: BTreeMap<&str, &[Contact]> =
        register.deaths.iter().map(|death| (death.id.as_str(), &*death.contacts)).collect();
    let mut new = Vec::new();
    for person in people {
        for said in person.said.iter().filter(|said| said.document == number) {
            let contact = Contact { role: said.role.as_str().into(), ..person.contact.clone() };
            for death in &said.deaths {
                let known = known.get(death.as_str()).copied().unwrap_or_default();
                if with_contact(known, &contact).is_some() {
                    new.push(NewOffer {
                        death: death.to_string(),
                        field: Field::Contacts,
                        value: write_contacts(std::slice::from_ref(&contact)),
                        characters: said.characters.clone(),
                    });
                }
            }
        }
    }
    new
}
