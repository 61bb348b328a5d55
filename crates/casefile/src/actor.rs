//! Who asks, what they may do, and what they want to do.

use crate::error::CaseError;
use serde::{Deserialize, Serialize};

/// What a user is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Looks.
    Reader,
    /// Looks, imports, decides and follows leads.
    Reviewer,
    /// The same, and signs off what others decided.
    Supervisor,
    /// Looks, and looks after users, restrictions and settings; decides nothing about a death.
    Administrator,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 4] = [Role::Reader, Role::Reviewer, Role::Supervisor, Role::Administrator];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Reviewer => "reviewer",
            Role::Supervisor => "supervisor",
            Role::Administrator => "administrator",
        }
    }

    /// The role of this name.
    pub fn named(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == name)
    }

    /// True where the role has the right.
    pub fn has(self, right: Right) -> bool {
        match right {
            Right::Read => true,
            Right::Review => matches!(self, Role::Reviewer | Role::Supervisor),
            Right::Supervise => self == Role::Supervisor,
            Right::Administer => self == Role::Administrator,
        }
    }
}

/// What something takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// To look.
    Read,
    /// To import, decide, follow leads.
    Review,
    /// To sign off.
    Supervise,
    /// To look after users, restrictions and settings.
    Administer,
}

impl Right {
    /// In words.
    pub fn as_str(self) -> &'static str {
        match self {
            Right::Read => "read",
            Right::Review => "review",
            Right::Supervise => "supervise",
            Right::Administer => "administer",
        }
    }
}

/// What was done, in the words of the UK Data Protection Act 2018, section 62; and what that does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Something was put on record.
    Collection,
    /// Something on record was added to or superseded.
    Alteration,
    /// Something was looked at.
    Consultation,
    /// Something was given out.
    Disclosure,
    /// Things on record were brought together.
    Combination,
    /// Something was taken off the record.
    Erasure,
    /// Users, sessions, settings: no data about a death.
    Administration,
}

impl Deed {
    /// Its name on record.
    pub fn as_str(self) -> &'static str {
        match self {
            Deed::Collection => "collection",
            Deed::Alteration => "alteration",
            Deed::Consultation => "consultation",
            Deed::Disclosure => "disclosure",
            Deed::Combination => "combination",
            Deed::Erasure => "erasure",
            Deed::Administration => "administration",
        }
    }
}

/// Who asks, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Name of the user; that of the operating system's where it is the command line.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Address or `command line`.
    pub origin: String,
    /// The command line on the machine of the case file: all rights but the supervisor's, and no restriction.
    pub is_console: bool,
}

impl Actor {
    /// The person at the command line of the machine, who could read the file itself.
    pub fn console(name: &str) -> Actor {
        Actor { name: name.to_owned(), role: Role::Administrator, origin: "command line".to_owned(), is_console: true }
    }

    /// Fails where the role does not have the right.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`].
    pub fn must(&self, right: Right) -> Result<(), CaseError> {
        let may = self.role.has(right) || (self.is_console && right != Right::Supervise);
        if may { Ok(()) } else { Err(CaseError::Forbidden { user: self.name.clone(), right: right.as_str() }) }
    }
}

/// What someone wants to do to what: what the check needs, and what the audit trail keeps.
pub(crate) struct Wish<'a> {
    pub right: Right,
    pub deed: Deed,
    /// In words: `death 23-06425`, `user ada`.
    pub what: String,
    /// Deaths it touches: each must be open to the actor.
    pub deaths: &'a [String],
    pub detail: serde_json::Value,
    pub why: &'a str,
    /// What is said to be missing where a death is closed to the actor; the death itself where nothing is set.
    pub missing: Option<(&'static str, String)>,
}

impl<'a> Wish<'a> {
    pub fn new(right: Right, deed: Deed, what: impl Into<String>) -> Wish<'a> {
        Wish { right, deed, what: what.into(), deaths: &[], detail: serde_json::Value::Null, why: "", missing: None }
    }

    pub fn on(self, deaths: &'a [String]) -> Wish<'a> {
        Wish { deaths, ..self }
    }

    pub fn with(self, detail: serde_json::Value) -> Wish<'a> {
        Wish { detail, ..self }
    }

    /// Says that this is missing, where a death is closed to the actor.
    pub fn or_missing(self, what: &'static str, id: &str) -> Wish<'a> {
        Wish { missing: Some((what, id.to_owned())), ..self }
    }

    pub fn because(self, why: &'a str) -> Wish<'a> {
        Wish { why, ..self }
    }
}
