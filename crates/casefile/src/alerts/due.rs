//! When an alert is due: which alerts and decisions speak of the same deaths already, and how strong the series was then.

use crate::strength::is_stronger;

/// Deaths that make a series kin of another: as many as a series has at least.
const KIN: usize = 2;

/// What was done about a series.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Deed {
    /// An alert was raised.
    Alert,
    /// Somebody decided on it: the identifier of the decision, and what it says.
    Decision { id: String, value: String },
    /// It was found by itself, part of a larger series that was alerted on; nobody was alerted.
    Watched,
}

/// What each kind of evidence weighed for a series at some moment, or where that is kept.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Evidence {
    /// Name and weight of each.
    Weights(Vec<(String, f64)>),
    /// In the series as a decision keeps it, by its hash.
    Found(String),
    /// Not kept: alerts of older case files have none.
    Unknown,
}

/// An alert or a decision on record.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Before {
    pub deed: Deed,
    /// The series.
    pub series: String,
    /// Its members.
    pub members: Vec<String>,
    /// Its E-value then.
    pub e_value: f64,
    /// When, UTC.
    pub at: String,
    /// Number of the last statement that it was found with.
    pub through: i64,
    /// What each kind of evidence weighed then.
    pub evidence: Evidence,
}

/// Whether an alert is due for a series.
#[derive(Debug, PartialEq)]
pub(super) enum Due<'a> {
    /// These deaths were alerted on, and the series is not much stronger than when they last were, or were last decided on.
    No,
    /// The same, and it was found by itself for the first time: how strong it is by itself is to be kept, for the larger series that was
    /// alerted on may have been much stronger.
    Watch,
    /// The first alert for these deaths together.
    First {
        /// The newest alert or decision about the series that it shares most deaths with, where it shares two or more.
        kin: Option<&'a Before>,
        /// Its deaths that are not in that series; all of them where there is none.
        joined: Vec<&'a str>,
    },
    /// These deaths were alerted on, and their series is ten times stronger than at this alert or decision, the last about them.
    Stronger(&'a Before),
}

/// Whether an alert is due for a series of these members that has this E-value, at or below the alert level.
pub(super) fn due<'a>(members: &[&'a str], e_value: f64, before: &'a [Before]) -> Due<'a> {
    let has = |event: &Before, id: &str| event.members.iter().any(|member| member == id);
    let covers = |event: &&Before| members.iter().all(|id| has(event, id));
    let is_same = |event: &&Before| event.members.len() == members.len() && covers(event);
    // Of one moment, the stronger: no second alert for what was alerted on just now.
    let newest = |a: &&Before, b: &&Before| a.at.cmp(&b.at).then(b.e_value.total_cmp(&a.e_value));
    if before.iter().filter(covers).any(|event| event.deed == Deed::Alert) {
        let same = before.iter().filter(is_same).max_by(newest);
        return match same.or_else(|| before.iter().filter(covers).max_by(newest)) {
            Some(last) if is_stronger(e_value, last.e_value) => Due::Stronger(last),
            _ if same.is_none() => Due::Watch,
            _ => Due::No,
        };
    }
    let shared = |event: &Before| members.iter().filter(|id| has(event, id)).count();
    let kin = before.iter().max_by(|a, b| shared(a).cmp(&shared(b)).then_with(|| newest(a, b)));
    let kin = kin.filter(|event| shared(event) >= KIN);
    let joined = members.iter().copied().filter(|id| kin.is_none_or(|event| !has(event, id))).collect();
    Due::First { kin, joined }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(deed: Deed, members: &[&str], e_value: f64, at: &str) -> Before {
        let members: Vec<String> = members.iter().map(|id| (*id).to_owned()).collect();
        let series = members.join("+");
        Before { deed, series, members, e_value, at: at.to_owned(), through: 0, evidence: Evidence::Unknown }
    }

    fn alert(members: &[&str], e_value: f64, at: &str) -> Before {
        event(Deed::Alert, members, e_value, at)
    }

    fn decision(members: &[&str], e_value: f64, at: &str) -> Before {
        event(Deed::Decision { id: "d".into(), value: "rejected".into() }, members, e_value, at)
    }

    fn is_due(members: &[&str], e_value: f64, before: &[Before]) -> bool {
        !matches!(due(members, e_value, before), Due::No | Due::Watch)
    }

    #[test]
    fn the_same_series_at_the_same_strength_alerts_once() {
        let before = [alert(&["a", "b"], 0.5, "1")];
        assert!(is_due(&["a", "b"], 0.5, &[]));
        for e_value in [0.5, 0.9, 0.051] {
            assert!(!is_due(&["a", "b"], e_value, &before), "{e_value}");
        }
        assert_eq!(due(&["a", "b"], 0.05, &before), Due::Stronger(&before[0]));
        assert!(!is_due(&["a", "b"], 0.0, &[alert(&["a", "b"], 0.0, "1")]), "nothing is stronger than that");
    }

    #[test]
    fn small_steps_add_up_to_an_alert() {
        let before = [alert(&["a", "b"], 1.0, "1")];
        assert!(!is_due(&["a", "b"], 0.3, &before) && is_due(&["a", "b"], 0.1, &before));
    }

    #[test]
    fn what_counts_is_the_last_alert_or_decision() {
        let rejected = [alert(&["a", "b"], 0.001, "1"), decision(&["a", "b"], 0.5, "2")];
        assert!(is_due(&["a", "b"], 0.05, &rejected), "ten times stronger than when it was rejected");
        assert!(!is_due(&["a", "b"], 0.06, &rejected));
        let again = [&rejected[..], &[alert(&["a", "b"], 0.05, "3")]].concat();
        assert!(!is_due(&["a", "b"], 0.05, &again), "it was alerted on after that");
        let at_once = [decision(&["a", "b"], 0.5, "2"), alert(&["a", "b"], 0.05, "2")];
        assert!(!is_due(&["a", "b"], 0.05, &at_once));
    }

    #[test]
    fn part_of_a_series_alerts_again_only_when_it_is_stronger() {
        let before = [alert(&["a", "b", "c"], 0.5, "1")];
        assert!(!is_due(&["a", "b"], 0.2, &before) && is_due(&["a", "b"], 0.05, &before));
    }

    #[test]
    fn part_of_a_series_is_measured_by_what_it_was_by_itself() {
        let strong = [alert(&["a", "b", "c"], 1e-6, "1"), decision(&["a", "b", "c"], 1e-6, "2")];
        assert_eq!(due(&["a", "b"], 0.3, &strong), Due::Watch);
        let watched = event(Deed::Watched, &["a", "b"], 0.3, "3");
        let later = [&strong[..], &[watched, alert(&["a", "b", "c"], 1e-7, "4")]].concat();
        assert_eq!(due(&["a", "b"], 0.2, &later), Due::No);
        assert!(is_due(&["a", "b"], 0.01, &later), "it gained by itself, though the larger one was stronger still");
    }

    #[test]
    fn a_death_that_joins_makes_another_series_of_it() {
        let before = [alert(&["a", "b"], 0.001, "1"), decision(&["a", "b"], 0.002, "2")];
        let Due::First { kin, joined } = due(&["a", "b", "c"], 0.9, &before) else { panic!("it is due") };
        assert_eq!((kin, joined), (Some(&before[1]), vec!["c"]));
        let Due::First { kin, joined } = due(&["b", "c"], 0.9, &before) else { panic!("it is due") };
        assert_eq!((kin, joined), (None, vec!["b", "c"]));
    }

    #[test]
    fn a_series_that_was_only_decided_on_alerts_when_it_passes_the_level() {
        assert!(is_due(&["a", "b"], 0.9, &[decision(&["a", "b"], 1.5, "1")]));
    }
}
