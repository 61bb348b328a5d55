//! The one access check.

use crate::audit::Entry;
use crate::error::CaseError;
use crate::store::{Store, Writing};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use sqlx::{AnyConnection, Row};

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

impl Store {
    /// The one check. What is allowed is entered in the audit trail inside the transaction; what is refused is entered at
    /// once, and the transaction ends. A restricted death looks as if it were not there. Who finds on the way that it cannot
    /// be done says so by [`Writing::refuse`].
    pub(crate) async fn allow<'s>(&'s self, actor: &Actor, wish: Wish<'_>) -> Result<Writing<'s>, CaseError> {
        self.allowed(self.write().await?, actor, wish).await
    }

    /// The same on a connection that is at hand.
    pub(crate) async fn allow_on<'s>(
        &'s self,
        connection: &'s mut AnyConnection,
        actor: &Actor,
        wish: Wish<'_>,
    ) -> Result<Writing<'s>, CaseError> {
        self.allowed(self.write_on(connection).await?, actor, wish).await
    }

    async fn allowed<'s>(
        &'s self,
        mut writing: Writing<'s>,
        actor: &Actor,
        wish: Wish<'_>,
    ) -> Result<Writing<'s>, CaseError> {
        let mut entry = Entry::new(actor, &wish);
        match self.check(&mut writing, actor, &wish).await {
            Ok(why) => {
                entry.add_why(&why);
                self.enter(&mut writing.tx, &entry, "done").await?;
                writing.entry = Some(entry);
                Ok(writing)
            }
            Err(refusal) => {
                self.enter(&mut writing.tx, &entry, "refused").await?;
                writing.commit().await?;
                Err(match (refusal, wish.missing) {
                    (CaseError::NotFound { .. }, Some((what, id))) => CaseError::NotFound { what, id },
                    (refusal, _) => refusal,
                })
            }
        }
    }

    /// The right alone, for what asks for it before there is anything to check; a refusal is entered.
    pub(crate) async fn admit(&self, actor: &Actor, right: Right, what: &str) -> Result<(), CaseError> {
        let Err(refusal) = actor.must(right) else { return Ok(()) };
        let wish = Wish::new(right, Deed::Administration, what);
        let mut writing = self.write().await?;
        self.enter(&mut writing.tx, &Entry::new(actor, &wish), "refused").await?;
        writing.commit().await?;
        Err(refusal)
    }

    /// Enters that a list was looked at, in which deaths are told in short.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn consult(&self, actor: &Actor, list: &str) -> Result<(), CaseError> {
        self.allow(actor, Wish::new(Right::Read, Deed::Consultation, list)).await?.commit().await
    }

    /// The reasons on record for what is restricted, where all of it is open and they were given.
    async fn check(&self, writing: &mut Writing<'_>, actor: &Actor, wish: &Wish<'_>) -> Result<Vec<String>, CaseError> {
        actor.must(wish.right)?;
        let is_look = matches!(wish.deed, Deed::Consultation | Deed::Combination | Deed::Disclosure);
        let (mut reasons, mut unasked) = (Vec::new(), Vec::new());
        for death in wish.deaths {
            let row = sqlx::query(
                "SELECT (SELECT COUNT(*) FROM deaths WHERE id = $2), COUNT(*), \
                 COALESCE(SUM(CASE WHEN user_name = $1 THEN 1 ELSE 0 END), 0) FROM restrictions WHERE death = $2",
            );
            let row = row.bind(&actor.name).bind(death).fetch_one(&mut *writing.tx).await?;
            let (there, all, own): (i64, i64, i64) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
            if there == 0 || (all > 0 && own == 0 && !actor.is_console) {
                return Err(CaseError::NotFound { what: "death", id: death.clone() });
            }
            if all > 0 && is_look && !actor.is_console {
                match self.reason(writing, actor, death).await? {
                    Some(why) => reasons.push(why),
                    None => unasked.push(death.clone()),
                }
            }
        }
        if !unasked.is_empty() {
            return Err(CaseError::AskWhy { deaths: unasked });
        }
        reasons.dedup();
        Ok(reasons)
    }

    /// Deaths that are not open to the actor now: those restricted to others, and those restricted to the actor among others until they
    /// say why they look. What lists, counts or searches leaves these out, and every series with one of them.
    pub(crate) async fn closed_to(&self, actor: &Actor) -> Result<FxHashSet<String>, CaseError> {
        if actor.is_console {
            return Ok(FxHashSet::default());
        }
        let rows = sqlx::query(
            "SELECT DISTINCT death FROM restrictions WHERE death NOT IN (SELECT x.death FROM restrictions x \
             JOIN reasons y ON y.death = x.death AND y.user_name = x.user_name WHERE x.user_name = $1 AND y.at >= $2)",
        );
        let rows = rows.bind(&actor.name).bind(self.oldest_reason()).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }
}
