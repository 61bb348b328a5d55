//! Documents beside the deaths of a register, as data.

use colligate_register::{Contact, DeathId, Statement};
use serde::Serialize;

/// What documents have to do with the deaths of a register.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Attachments {
    /// Documents and the deaths they seem to speak of, heaviest first.
    pub attached: Vec<Attachment>,
    /// Statements offered for acceptance. None of them is on record.
    pub proposals: Vec<Proposal>,
    /// People named in documents of different deaths.
    pub contacts: Vec<SharedPerson>,
}

/// A person of a document who seems to be a death of the register.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attachment {
    /// Position of the document.
    pub document: usize,
    /// Position of the person among those of the document.
    pub person: usize,
    /// Name to show for the person.
    pub shown: String,
    /// The death.
    pub death: DeathId,
    /// log10 of the Bayes factor: how many times better "the same" explains what agrees than "some other death of the register".
    pub weight: f64,
    /// Each evidence with its weight.
    pub evidence: Vec<Evidence>,
}

/// One reason to think that a document speaks of a death.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// What is compared: `name`, `age`, `date`, `place`, `substances`.
    pub name: &'static str,
    /// Its weight, log10.
    pub weight: f64,
    /// The reason in a sentence.
    pub sentence: String,
}

/// A statement that a document would make if somebody accepted it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proposal {
    /// The statement, its source being the document and its `known_from` the document's day.
    pub statement: Statement,
    /// Position of the document.
    pub document: usize,
    /// Bytes that say it.
    pub characters: std::ops::Range<usize>,
    /// What the register has now, where it has something.
    pub now: Option<String>,
    /// Weight of the attachment on which it rests.
    pub weight: f64,
}

/// Somebody named in documents of different deaths: contact evidence, offered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SharedPerson {
    /// Name and role.
    pub contact: Contact,
    /// The deaths.
    pub deaths: Vec<DeathId>,
    /// Documents that name the person.
    pub documents: Vec<usize>,
    /// What each of these documents says, in the same order.
    pub said: Vec<NamedIn>,
}

/// Somebody in one document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NamedIn {
    /// Position of the document.
    pub document: usize,
    /// The deaths of which it speaks.
    pub deaths: Vec<DeathId>,
    /// What they have to do with them there: `finder`, `caller`, `witness`, `friend`, `mother` and the like, `relative`,
    /// `accused or convicted`, what they do for a living, or `named`.
    pub role: String,
    /// Bytes of the sentence that says so.
    pub characters: std::ops::Range<usize>,
}
