//! Contacts in one cell: `role=finder,name=Ann Lee,telephone=+441234|role=caller,…`. A backslash before `|`, `,`, `=` or
//! another backslash makes it part of a value.

use super::list::escape_into;
use crate::death::Contact;

const SPECIAL: [char; 3] = ['|', ',', '='];

/// Reads a cell of contacts, as a statement of the field `contacts` holds it.
///
/// # Errors
/// A sentence on what is no contact in it.
pub fn parse(text: &str) -> Result<Vec<Contact>, String> {
    let mut contacts = Vec::new();
    let mut contact = Contact::default();
    let mut key: Option<String> = None;
    let mut token = String::new();
    let mut seen = false;
    let mut characters = text.chars().peekable();
    loop {
        let character = characters.next();
        match character {
            Some('\\') if characters.peek().is_some_and(|next| *next == '\\' || SPECIAL.contains(next)) => {
                token.extend(characters.next());
            }
            Some('=') if key.is_none() => key = Some(std::mem::take(&mut token)),
            Some(',' | '|') | None => {
                let value = std::mem::take(&mut token);
                match key.take() {
                    Some(key) => {
                        set(&mut contact, key.trim(), value.trim())?;
                        seen = true;
                    }
                    None if value.trim().is_empty() => {}
                    None => return Err(format!("{:?} has no key; write role=finder,name=…,telephone=…", value.trim())),
                }
                if character != Some(',') {
                    if seen {
                        contacts.push(std::mem::take(&mut contact));
                    }
                    seen = false;
                }
                if character.is_none() {
                    return Ok(contacts);
                }
            }
            Some(other) => token.push(other),
        }
    }
}

fn set(contact: &mut Contact, key: &str, value: &str) -> Result<(), String> {
    let text = || (!value.is_empty()).then(|| Box::from(value));
    match key {
        "role" => contact.role = value.into(),
        "name" => contact.name = text(),
        "telephone" | "phone" => contact.telephone = digits(value),
        "handle" => contact.handle = text(),
        "address" => contact.address = text(),
        "vehicle" => contact.vehicle = mark(value),
        _ => {
            return Err(format!(
                "a contact has no {key:?}; its keys are role, name, telephone, handle, address and vehicle"
            ));
        }
    }
    Ok(())
}

fn digits(value: &str) -> Option<Box<str>> {
    let mut text = String::new();
    for character in value.chars() {
        if character.is_ascii_digit() || (character == '+' && text.is_empty()) {
            text.push(character);
        }
    }
    (!text.is_empty()).then(|| text.into())
}

fn mark(value: &str) -> Option<Box<str>> {
    let text: String = value.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    (!text.is_empty()).then(|| text.into())
}

/// Writes contacts as a statement of the field `contacts` holds them.
///
/// ```
/// use colligate_register::{read_contacts, write_contacts};
/// let cell = "role=finder,name=Ann Lee|role=caller,telephone=+441234";
/// assert_eq!(write_contacts(&read_contacts(cell)?), cell);
/// # Ok::<(), String>(())
/// ```
pub fn write(contacts: &[Contact]) -> String {
    let mut text = String::new();
    for contact in contacts {
        if !text.is_empty() {
            text.push('|');
        }
        text.push_str("role=");
        escape_into(&mut text, &contact.role, &SPECIAL);
        let rest = [
            ("name", &contact.name),
            ("telephone", &contact.telephone),
            ("handle", &contact.handle),
            ("address", &contact.address),
            ("vehicle", &contact.vehicle),
        ];
        for (key, value) in rest {
            if let Some(value) = value {
                text.push(',');
                text.push_str(key);
                text.push('=');
                escape_into(&mut text, value, &SPECIAL);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_keep_their_parts() {
        let contacts = parse("role=finder,name=Ann Lee,telephone=+44 (0)20 7946|role=caller,vehicle=ab12 cde").unwrap();
        assert_eq!(contacts.len(), 2);
        assert_eq!(contacts[0].telephone.as_deref(), Some("+440207946"));
        assert_eq!(contacts[1].vehicle.as_deref(), Some("AB12CDE"));
        assert_eq!(parse(&write(&contacts)).unwrap(), contacts);
    }

    #[test]
    fn separators_inside_a_value_survive() {
        let contact = Contact { role: "a,b|c=d\\".into(), name: Some("x=y,z".into()), ..Contact::default() };
        assert_eq!(parse(&write(std::slice::from_ref(&contact))).unwrap(), [contact]);
    }

    #[test]
    fn a_part_without_a_key_is_refused() {
        assert!(parse("Ann Lee").unwrap_err().contains("role="));
        assert!(parse("colour=red").unwrap_err().contains("keys are"));
    }
}
