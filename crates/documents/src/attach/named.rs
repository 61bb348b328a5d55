//! What a document has somebody do with a death, in one word, and where it says so.

use crate::across::{Reading, full_name};
use crate::claims::Relation;
use crate::mentions::{Person, Role};
use std::ops::Range;

/// Roles in which people are named beside many deaths for their office.
const OFFICES: [Role; 4] = [Role::Officer, Role::Coroner, Role::Solicitor, Role::Judge];
/// Words after a name within which it says that they found or called.
const NEAR: usize = 14;
const FOUND: [&str; 3] = ["found", "discovered", "finding"];
const CALLED: [&str; 5] = ["called", "rang", "dialled", "phoned", "telephoned"];
/// Whom a caller calls.
const HELP: [&str; 8] = ["999", "911", "112", "police", "ambulance", "paramedics", "emergency", "services"];
/// Before a verb that is done to somebody: "was found".
const PASSIVE: [&str; 7] = ["was", "were", "been", "be", "being", "is", "are"];

/// Words for a relative or friend; where one stands right before the name it is the role.
const NEAREST: [&str; 26] = [
    "mother",
    "father",
    "brother",
    "sister",
    "son",
    "daughter",
    "wife",
    "husband",
    "widow",
    "widower",
    "partner",
    "fiancé",
    "fiancée",
    "girlfriend",
    "boyfriend",
    "friend",
    "aunt",
    "uncle",
    "cousin",
    "nephew",
    "niece",
    "grandmother",
    "grandfather",
    "housemate",
    "flatmate",
    "colleague",
];

/// The role of a person and the sentence that names them in it; none for whoever is named for an office alone.
pub(crate) fn role_of(reading: &Reading, document: usize, person: &Person) -> Option<(String, Range<usize>)> {
    let one = reading.documents.get(document)?;
    let last = person.name.as_deref().and_then(full_name)?.split(' ').next_back()?.to_owned();
    let found_by = reading.claims.iter().find(|claim| {
        let named =
            |text: &str| text.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).any(|word| word == last);
        claim.is_asserted()
            && claim.document == document
            && claim.relation == Relation::FoundBy
            && named(&claim.value.written)
    });
    if let Some(claim) = found_by {
        return Some(("finder".to_owned(), claim.characters.clone()));
    }
    let sentence = |at: &Range<usize>| {
        let sentences = &one.mentions.sentences;
        sentences.iter().map(|sentence| &sentence.characters).find(|all| all.start <= at.start && at.end <= all.end)
    };
    for at in &person.mentions {
        let Some(whole) = sentence(at) else { continue };
        if let Some(did) = did(one.text.get(at.end..whole.end).unwrap_or_default()) {
            return Some((did.to_owned(), whole.clone()));
        }
    }
    let spokesman = person.title.as_deref().is_some_and(|title| title.to_lowercase().contains("spokes"));
    if spokesman || OFFICES.iter().any(|role| person.is(*role)) {
        return None;
    }
    let role = match person.roles.iter().find(|role| **role != Role::Speaker) {
        Some(Role::Offender | Role::Accused) => "accused or convicted".to_owned(),
        Some(Role::Relative) => {
            let before = |at: &Range<usize>| one.text.get(sentence(at)?.start..at.start).and_then(near);
            person.mentions.iter().find_map(before).unwrap_or("relative").to_owned()
        }
        Some(Role::Witness) => "witness".to_owned(),
        _ => person.title.clone().unwrap_or_else(|| "named".to_owned()),
    };
    let first = person.mentions.first()?;
    Some((role, sentence(first).unwrap_or(first).clone()))
}

/// The word for a relative or friend that stands right before a name: "his friend, ", "her mother ".
fn near(before: &str) -> Option<&'static str> {
    let last = before.trim_end_matches(|letter: char| !letter.is_alphanumeric()).rsplit(' ').next()?.to_lowercase();
    NEAREST.iter().find(|word| **word == last).copied()
}

/// Whether somebody is said to have found or called, in the words of the sentence after the name.
fn did(after: &str) -> Option<&'static str> {
    let lower = after.to_lowercase();
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    for (at, word) in words.iter().enumerate().take(NEAR) {
        let passive = at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| PASSIVE.contains(word));
        if !passive && FOUND.contains(word) {
            return Some("finder");
        }
        let help = words.iter().skip(at + 1).take(4).any(|word| HELP.contains(word));
        if !passive && CALLED.contains(word) && help {
            return Some("caller");
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{did, near};

    #[test]
    fn a_friend_is_a_friend_and_a_mother_a_mother() {
        assert_eq!((near("A friend, "), near("and Her Mother ")), (Some("friend"), Some("mother")));
        assert_eq!((near("a friendly "), near("")), (None, None));
    }

    #[test]
    fn who_found_or_called_is_told_from_who_was_found() {
        assert_eq!(did(", who was walking her dog, found him beside the wall."), Some("finder"));
        assert_eq!(did(" discovered the body."), Some("finder"));
        assert_eq!(did(" was found beside the wall."), None);
        assert_eq!(did(" rang for an ambulance."), Some("caller"));
        assert_eq!(did(" called it a tragedy."), None);
    }
}
