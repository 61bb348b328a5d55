//! Reading documents: their text, the deaths they seem to speak of, and what they say of them.

use crate::documents::{NewAttachment, NewDocument, NewOffer};
use crate::error::CaseError;
use crate::sight::Sight;
use colligate_documents::text::{Limits, read_bytes};
use colligate_documents::{Options, attach, read_all};

/// What was read out of files.
#[derive(Clone, Debug, Default)]
pub struct ReadDocuments {
    /// The documents.
    pub documents: Vec<NewDocument>,
    /// Parts that could not be read, such as a picture attached to an e-mail, each with the reason.
    pub refused: Vec<String>,
}

/// Reads files, their names and bytes, and holds what they say against the deaths of a sight.
///
/// # Errors
/// [`CaseError::Invalid`] for a file that cannot be read, with what to do about it.
pub fn read_documents(files: &[(String, Vec<u8>)], sight: &Sight) -> Result<ReadDocuments, CaseError> {
    let (mut documents, mut refused) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let contents =
            read_bytes(name, bytes, &Limits::default()).map_err(|error| CaseError::Invalid(error.to_string()))?;
        documents.extend(contents.documents);
        refused.extend(contents.refused.iter().map(ToString::to_string));
    }
    let reading = read_all(documents, &Options::default());
    let found = attach::attach(&reading, &sight.open_register());
    let of = |number: usize| {
        let attached = found.attached.iter().filter(move |one| one.document == number);
        let attachments = attached.map(|one| NewAttachment {
            death: one.death.to_string(),
            weight: one.weight,
            sentences: one.evidence.iter().map(|evidence| evidence.sentence.clone()).collect(),
        });
        let offered = found.proposals.iter().filter(move |one| one.document == number);
        let offers = offered.map(|one| NewOffer {
            death: one.statement.death.to_string(),
            field: one.statement.field.to_string(),
            value: one.statement.value.to_string(),
            characters: one.characters.clone(),
        });
        (attachments.collect(), offers.collect())
    };
    let new = reading.documents.iter().enumerate().map(|(number, document)| {
        let (attachments, offers) = of(number);
        NewDocument {
            name: document.name.clone(),
            dated: document.dated.map(|day| day.to_string()).unwrap_or_default(),
            text: document.text.clone(),
            attachments,
            offers,
        }
    });
    Ok(ReadDocuments { documents: new.collect(), refused })
}
