//! What two deaths have in common, shown inside the text of each.

use colligate_evidence::{ContactKey, contact_keys};
use colligate_linkage::Likened;
use colligate_register::{Contact, read_contacts};
use rustc_hash::FxHashSet;

/// A piece of a text, and whether the other death has it, too.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    pub is_shared: bool,
}

impl Piece {
    fn new(text: impl Into<String>, is_shared: bool) -> Piece {
        Piece { text: text.into(), is_shared }
    }
}

/// The things that both have, by the evidence.
pub(super) struct Shared<'a>(FxHashSet<&'a str>);

impl<'a> Shared<'a> {
    pub fn of(likened: &'a Likened) -> Shared<'a> {
        Shared(likened.shared.iter().map(String::as_str).collect())
    }

    /// A text that is compared as a whole.
    pub fn whole(text: &str, is_shared: bool) -> Vec<Piece> {
        joined([Piece::new(text, is_shared)])
    }

    /// Things in a row: substances, circumstances.
    pub fn in_list(&self, things: &[String]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (at, thing) in things.iter().enumerate() {
            if at > 0 {
                pieces.push(Piece::new(", ", false));
            }
            pieces.push(Piece::new(thing, self.0.contains(thing.as_str())));
        }
        joined(pieces)
    }

    /// The words of a text. What stands between two words that are shared goes with them.
    pub fn in_words(&self, text: &str) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        for run in runs(text) {
            let is_word = run.starts_with(char::is_alphanumeric);
            pieces.push(Piece::new(run, is_word && self.0.contains(run.to_lowercase().as_str())));
        }
        for at in 1..pieces.len().saturating_sub(1) {
            let is_between = pieces[at].text.chars().all(|c| c == ' ' || c == '-');
            pieces[at].is_shared |= is_between && pieces[at - 1].is_shared && pieces[at + 1].is_shared;
        }
        joined(pieces)
    }

    /// The contacts of a statement, as a person reads them.
    pub fn in_contacts(&self, statement: &str) -> Vec<Piece> {
        let Ok(contacts) = read_contacts(statement) else { return Shared::whole(statement, false) };
        let mut pieces = Vec::new();
        for (at, contact) in contacts.iter().enumerate() {
            if at > 0 {
                pieces.push(Piece::new("; ", false));
            }
            pieces.extend(self.in_contact(contact));
        }
        joined(pieces)
    }

    fn in_contact(&self, contact: &Contact) -> Vec<Piece> {
        let keys = contact_keys(contact);
        let is_shared = |written: &str| {
            let of = |key: &ContactKey| key.written == written && self.0.contains(key.key.as_str());
            keys.iter().any(of)
        };
        let parts = [&contact.name, &contact.telephone, &contact.handle, &contact.address, &contact.vehicle];
        let mut pieces = vec![Piece::new(&*contact.role, false)];
        for (at, part) in parts.into_iter().flatten().enumerate() {
            pieces.push(Piece::new(if at == 0 { ": " } else { ", " }, false));
            pieces.push(Piece::new(&**part, is_shared(part)));
        }
        pieces
    }
}

/// Letters and digits, and what stands between them, by turns.
fn runs(text: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut from = 0;
    let mut before: Option<bool> = None;
    for (at, letter) in text.char_indices() {
        let is_word = letter.is_alphanumeric();
        if before.is_some_and(|before| before != is_word) {
            runs.push(&text[from..at]);
            from = at;
        }
        before = Some(is_word);
    }
    runs.push(&text[from..]);
    runs
}

/// Pieces of one sort that follow each other, as one; empty ones left out.
fn joined(pieces: impl IntoIterator<Item = Piece>) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    for piece in pieces.into_iter().filter(|piece| !piece.text.is_empty()) {
        match all.last_mut() {
            Some(last) if last.is_shared == piece.is_shared => last.text.push_str(&piece.text),
            _ => all.push(piece),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(pieces: &[Piece]) -> String {
        pieces.iter().map(|it| if it.is_shared { format!("[{}]", it.text) } else { it.text.clone() }).collect()
    }

    fn shared<'a>(things: &[&'a str]) -> Shared<'a> {
        Shared(things.iter().copied().collect())
    }

    #[test]
    fn what_both_have_is_marked_inside_a_list_and_a_text() {
        let things = ["propped sitting".to_owned(), "alone".to_owned()];
        assert_eq!(marked(&shared(&["alone"]).in_list(&things)), "propped sitting, [alone]");
        let words = shared(&["graveyard", "wall", "the"]);
        assert_eq!(
            marked(&words.in_words("By the graveyard wall; graveyards.")),
            "By [the graveyard wall]; graveyards."
        );
        assert_eq!(marked(&words.in_words("")), "");
    }

    #[test]
    fn a_contact_that_matches_by_one_part_has_that_part_marked() {
        let one = "role=finder,name=Walker B,telephone=+447700900123|role=attended,name=PC 7";
        let keys = shared(&["telephone 700900123"]);
        assert_eq!(marked(&keys.in_contacts(one)), "finder: Walker B, [+447700900123]; attended: PC 7");
        assert_eq!(marked(&keys.in_contacts("role=caller,telephone=07700900123")), "caller: [07700900123]");
        assert_eq!(
            marked(&shared(&["name b walker"]).in_contacts(one)),
            "finder: [Walker B], +447700900123; attended: PC 7"
        );
    }
}
