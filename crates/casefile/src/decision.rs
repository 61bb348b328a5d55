//! What a decision says.

use crate::error::CaseError;
use crate::names::Subject;
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

impl Decision {
    pub(crate) fn check(&self) -> Result<(), CaseError> {
        let missing = |what: &str| Err(CaseError::Invalid(format!("say {what}")));
        if self.value.trim().is_empty() {
            return missing("what was decided");
        }
        if self.reason.trim().is_empty() {
            return missing("why");
        }
        if self.policy.trim().is_empty() {
            return missing("by which policy and version");
        }
        if self.about == DecisionKind::Close && ![CLOSED, OPENED].contains(&self.value.as_str()) {
            return missing("whether the case is closed or opened again");
        }
        if self.about == DecisionKind::Link {
            if !["confirmed", "rejected", "more is asked for"].contains(&self.value.as_str()) {
                return missing("whether the link is confirmed, rejected, or more is asked for");
            }
            let Some(told) = &self.explanations else { return missing("what the competing explanations are worth") };
            let each = [
                (&told.supply, "whether one supply explains it"),
                (&told.institution, "whether one institution explains it"),
                (&told.place, "whether it is a place where many die"),
                (&told.coincidence, "whether it is coincidence"),
            ];
            if let Some((_, what)) = each.iter().find(|(text, _)| text.trim().is_empty()) {
                return missing(what);
            }
        }
        Ok(())
    }
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
const OPENED: &str = "opened again";
