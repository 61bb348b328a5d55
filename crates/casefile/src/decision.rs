//! What a decision says.

use crate::names::{Subject, SubjectKind};
use serde::{Deserialize, Serialize};

/// A series as a decision names it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeriesFound {
    /// SHA-256 of all that was told of it.
    pub hash: String,
    /// Its E-value.
    pub e_value: f64,
    /// Its weight.
    pub weight: f64,
}

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// The category of a death.
    Category,
    /// Whether a death is suspicious.
    Suspicion,
    /// Whether the deaths of a series belong together: confirmed, rejected, or more is asked for.
    Link,
    /// To close the case.
    Close,
    /// What a document says of a death, or whether it speaks of it: each value is decided on by itself.
    Document,
}

impl DecisionKind {
    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            DecisionKind::Category => "category",
            DecisionKind::Suspicion => "suspicion",
            DecisionKind::Link => "link",
            DecisionKind::Close => "close",
            DecisionKind::Document => "document",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<DecisionKind> {
        let all = [DecisionKind::Category, DecisionKind::Suspicion, DecisionKind::Link, DecisionKind::Close];
        all.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// The competing explanations of a series, each weighed in words of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanations {
    /// One supply of drugs.
    pub supply: String,
    /// One home, hospital or other institution.
    pub institution: String,
    /// A place where many die.
    pub place: String,
    /// Coincidence.
    pub coincidence: String,
}

/// A supervisor's signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    /// Who: never the one who decided.
    pub by: String,
    /// When, UTC.
    pub at: String,
    /// What they had to say.
    pub remark: String,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided on.
    pub about: DecisionKind,
    /// What was decided: `confirmed`, `unexpected, under investigation`, …
    pub value: String,
    /// Why.
    pub reason: String,
    /// For a link: the competing explanations.
    pub explanations: Option<Explanations>,
    /// Version of the policy by which.
    pub policy: String,
    /// How much was on record at that moment: as it is kept, the number of the last statement of the whole case file; as people see it, how
    /// many statements there were on the deaths concerned.
    pub on_record: i64,
    /// SHA-256 of all statements on record of the deaths concerned at that moment.
    pub record_hash: String,
    /// For a series: what was found of it at that moment.
    #[serde(default)]
    pub found: Option<SeriesFound>,
    /// The decision that this one takes the place of; it stays on record.
    pub supersedes: Option<String>,
    /// For closing over open leads: those that were open.
    pub over_open: Vec<String>,
    /// Who decided.
    pub decider: String,
    /// When, UTC.
    pub decided_at: String,
    /// A supervisor's signature.
    pub signed_off: Option<SignOff>,
}

/// A decision to be put on record.
#[derive(Clone, Debug)]
pub struct NewDecision {
    /// About which death or series.
    pub subject: Subject,
    /// What is decided on.
    pub about: DecisionKind,
    /// What is decided.
    pub value: String,
    /// Why.
    pub reason: String,
    /// For a link: the competing explanations.
    pub explanations: Option<Explanations>,
    /// Version of the policy.
    pub policy: String,
    /// The decision that the actor has seen in force, which this one supersedes; none where they saw none.
    pub supersedes: Option<String>,
}

/// What closes a case; what opens it again is decided on in the same way.
pub(crate) const CLOSED: &str = "closed";
/// What can be decided on closing a case.
pub(crate) const CLOSINGS: [&str; 2] = [CLOSED, "opened again"];
/// What can be decided on a link.
pub(crate) const REVIEWS: [&str; 3] = ["confirmed", "rejected", "more is asked for"];
/// What is decided on whether a death is suspicious.
const SUSPICIONS: [&str; 2] = ["suspicious", "not suspicious"];
/// Categories that are proposed; an office may have others.
const CATEGORIES: [&str; 5] = [
    "unexplained",
    "expected",
    "unexpected, investigated and not suspicious",
    "unexpected, under investigation",
    "homicide",
];

impl DecisionKind {
    /// What is proposed to be decided.
    pub fn choices(self) -> &'static [&'static str] {
        match self {
            DecisionKind::Category => &CATEGORIES,
            DecisionKind::Suspicion => &SUSPICIONS,
            DecisionKind::Link => &REVIEWS,
            DecisionKind::Close => &CLOSINGS,
            DecisionKind::Document => &[],
        }
    }

    /// True where it can be decided on such a thing.
    pub(crate) fn fits(self, sort: SubjectKind) -> bool {
        match self {
            DecisionKind::Link => sort == SubjectKind::Series,
            DecisionKind::Category | DecisionKind::Suspicion | DecisionKind::Document => sort == SubjectKind::Death,
            DecisionKind::Close => true,
        }
    }
}
