//! What changed between two looks at the same deaths.

use crate::since::NewValue;
use colligate_evidence::contact_keys;
use colligate_register::Death;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What an alert is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Since {
    /// The alert before it.
    Alert,
    /// A decision: its identifier and what it says.
    Decision {
        /// Identifier.
        id: String,
        /// What was decided: `rejected`, …
        value: String,
    },
    /// The moment at which it was first found by itself, part of a larger series that was alerted on.
    Found,
}

/// A kind of evidence that weighs more than before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grew {
    /// Its name, as in the model file: `contacts`, `scene`, …
    pub evidence: String,
    /// Its weight for the series then.
    pub before: f64,
    /// Its weight now.
    pub now: f64,
}

/// What changed since deaths were last alerted or decided on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What it is compared with.
    pub since: Since,
    /// When that was, UTC.
    pub at: String,
    /// The series that it was about: the same, or one that most of these deaths were in.
    pub series: String,
    /// E-value then.
    pub e_value: f64,
    /// Number of the last statement that was weighed then.
    pub(crate) through: i64,
    /// Kinds of evidence that weigh more now, what grew most first; none where another death is in it, or where it was not kept.
    pub grew: Vec<Grew>,
    /// Roles of the contacts that its deaths have in common, where contacts are among what grew: `finder`.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Values that came on record between then and now, of the deaths that were in it then.
    #[serde(skip)]
    pub on_record: Vec<NewValue>,
    /// Deaths that are no longer in it.
    #[serde(skip)]
    pub left: Vec<String>,
}

/// A weight that grew by less than this is not named: a factor of two.
const NAMED: f64 = 0.3;

/// The kinds of evidence that weigh more now than before.
pub(super) fn grew(before: &[(String, f64)], now: &[(String, f64)]) -> Vec<Grew> {
    let of = |(evidence, now): &(String, f64)| {
        let before = before.iter().find(|(name, _)| name == evidence).map_or(0.0, |(_, weight)| *weight);
        Grew { evidence: evidence.clone(), before, now: *now }
    };
    let mut grew: Vec<Grew> = now.iter().map(of).filter(|grew| grew.now - grew.before >= NAMED).collect();
    grew.sort_by(|a, b| (b.now - b.before).total_cmp(&(a.now - a.before)));
    grew
}

/// Roles of the contacts that two or more of these deaths have in common, in alphabetical order.
pub(super) fn roles_in_common(deaths: &[&Death]) -> Vec<String> {
    let mut with: BTreeMap<String, (BTreeSet<&str>, BTreeSet<&str>)> = BTreeMap::new();
    for death in deaths {
        for contact in &death.contacts {
            for part in contact_keys(contact) {
                let (of, roles) = with.entry(part.key).or_default();
                of.insert(death.id.as_str());
                roles.insert(&contact.role);
            }
        }
    }
    let shared = with.into_values().filter(|(of, _)| of.len() > 1).flat_map(|(_, roles)| roles);
    let roles: BTreeSet<&str> = shared.filter(|role| !role.is_empty()).collect();
    roles.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn what_grew_most_is_named_first_and_what_stayed_is_not() {
        let of = |weights: &[(&str, f64)]| -> Vec<(String, f64)> {
            weights.iter().map(|(name, weight)| ((*name).to_owned(), *weight)).collect()
        };
        let before = of(&[("place", 3.0), ("scene", 0.0), ("age", 1.0)]);
        let now = of(&[("place", 3.1), ("scene", 2.0), ("age", 0.2), ("contacts", 5.0)]);
        let names: Vec<String> = grew(&before, &now).into_iter().map(|grew| grew.evidence).collect();
        assert_eq!(names, ["contacts", "scene"]);
    }

    #[test]
    fn the_role_of_who_is_in_both_is_named() {
        let death = |id: &str, contacts: &str| {
            let mut death = Death::new(id);
            death.contacts = colligate_register::read_contacts(contacts).unwrap().into();
            death
        };
        let one = death("a", "role=finder,name=Orla Quenby|role=attended,name=PC 1");
        let other = death("b", "role=finder,name=QUENBY Orla|role=attended,name=PC 2");
        assert_eq!(roles_in_common(&[&one, &other]), ["finder"]);
        assert!(roles_in_common(&[&one]).is_empty());
    }
}
