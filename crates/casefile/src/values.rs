//! Values of fields: their names on record, and how a person reads them.

use crate::error::CaseError;
use colligate_register::{Contact, Day, Field, read_contacts};

/// The field of a name on record.
pub(crate) fn field_named(name: &str) -> Result<Field, CaseError> {
    Field::named(name).ok_or_else(|| CaseError::Damaged(format!("{name:?} is no field of a death")))
}

/// The day that is on record; none where the text is empty.
pub(crate) fn day_or_none(text: &str) -> Result<Option<Day>, CaseError> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(CaseError::Damaged) }
}

/// A day as it is put on record: empty for none.
pub(crate) fn written_day(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A value as a person reads it: contacts are kept with the names of their parts.
///
/// ```
/// use colligate_casefile::value_in_words;
/// use colligate_register::Field;
/// assert_eq!(value_in_words(Field::Contacts, "role=finder,name=Orla Quenby"), "finder: Orla Quenby");
/// assert_eq!(value_in_words(Field::Age, "22"), "22");
/// ```
pub fn value_in_words(field: Field, value: &str) -> String {
    match read_contacts(value) {
        Ok(contacts) if field == Field::Contacts => contacts_in_words(&contacts),
        _ => value.to_owned(),
    }
}

/// Contacts as a person reads them: `finder: Orla Quenby, 07700 900777; caller`.
pub(crate) fn contacts_in_words(contacts: &[Contact]) -> String {
    let words = |contact: &Contact| {
        let others = [&contact.name, &contact.telephone, &contact.handle, &contact.address, &contact.vehicle];
        let parts: Vec<&str> = others.into_iter().flatten().map(|part| &**part).collect();
        if parts.is_empty() { contact.role.to_string() } else { format!("{}: {}", contact.role, parts.join(", ")) }
    };
    contacts.iter().map(words).collect::<Vec<_>>().join("; ")
}
