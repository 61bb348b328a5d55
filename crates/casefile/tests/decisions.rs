//! Decisions are kept for ever, signed by someone else, and never over open leads in silence.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{
    CaseError, DecisionKind, EXHIBIT, NewDecision, NewMatter, RecordThen, Standing, State, Store, Subject,
    decisions_in_force,
};
use colligate_register::Field;
use common::*;

fn category(value: &str, supersedes: Option<String>) -> NewDecision {
    NewDecision {
        subject: Subject::Death("A2".into()),
        about: DecisionKind::Category,
        value: value.into(),
        reason: "as the report says".into(),
        explanations: None,
        policy: "unexpected deaths, 2014-01".into(),
        supersedes,
    }
}

async fn standing(store: &Store) -> Standing {
    store.standings(&rita(), &["A2".to_owned()]).await.unwrap().remove(0)
}

#[tokio::test]
async fn a_later_decision_supersedes_and_the_first_stays_with_what_was_on_record() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    let subject = Subject::Death("A2".into());
    let first = store.decide(&rev(), &category("unexplained", None)).await.unwrap();
    office.import("id,cause\nA2,GHB toxicity\n").await;
    let second = store.decide(&ray(), &category("unexpected, under investigation", Some(first.clone()))).await.unwrap();
    let matters = store.matters(&rita(), &subject).await.unwrap();
    let force = decisions_in_force(&matters);
    assert_eq!((matters.len(), force.len(), force[0].0.id.clone()), (2, 1, second));
    let before = matters[0].body.decision().unwrap();
    let after = matters[1].body.decision().unwrap();
    assert!(after.on_record > before.on_record && after.record_hash != before.record_hash);
    assert_eq!(before.value, "unexplained");
    let then = store.record_then(&rita(), &matters[0]).await.unwrap().unwrap();
    let cause = |then: &RecordThen| {
        then.values.iter().find(|value| value.field == Field::Cause).map(|value| value.value.clone())
    };
    assert!(then.is_whole && cause(&then).as_deref() != Some("GHB toxicity"), "{then:?}");
    let now = store.record_then(&rita(), &matters[1]).await.unwrap().unwrap();
    assert!(now.is_whole && cause(&now).as_deref() == Some("GHB toxicity"));
    office.tamper("UPDATE statements SET value = '23' WHERE death = 'A2' AND field = 'age'").await;
    assert!(!store.record_then(&rita(), &matters[0]).await.unwrap().unwrap().is_whole, "changed behind its back");
    assert_eq!(standing(store).await.category.unwrap(), "unexpected, under investigation");
}

#[tokio::test]
async fn two_who_decide_at_once_do_not_both_win() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    let (a, b) = (rev(), ray());
    let (one, two) = (category("suspicious", None), category("not suspicious", None));
    let (first, second) = tokio::join!(store.decide(&a, &one), store.decide(&b, &two));
    let lost = [first, second].into_iter().filter(|outcome| matches!(outcome, Err(CaseError::Conflict { .. }))).count();
    assert_eq!(lost, 1);
    assert_eq!(store.matters(&rita(), &Subject::Death("A2".into())).await.unwrap().len(), 1);
}

#[tokio::test]
async fn only_another_supervisor_signs_off() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    let id = store.decide(&sue(), &category("unexplained", None)).await.unwrap();
    assert!(matches!(store.sign_off(&sue(), &id, "").await, Err(CaseError::Invalid(_))));
    assert!(matches!(store.sign_off(&rev(), &id, "").await, Err(CaseError::Forbidden { .. })));
    let queue = store.queue(&sue(), 10).await.unwrap();
    assert!(queue.len() == 1 && queue[0].is_overdue(day("2014-09-23")) && !queue[0].is_overdue(day("2014-09-22")));
    let other = colligate_casefile::Actor { name: "sam".into(), ..sue() };
    store.sign_off(&other, &id, "agreed").await.unwrap();
    assert!(matches!(store.sign_off(&other, &id, "again").await, Err(CaseError::Conflict { .. })));
    assert!(store.queue(&sue(), 10).await.unwrap().is_empty());
    let versions = store.versions(&rita(), &id).await.unwrap();
    assert_eq!(versions.iter().map(|version| version.state).collect::<Vec<_>>(), [State::Open, State::Done]);
}

#[tokio::test]
async fn a_case_is_closed_over_open_leads_only_by_a_supervisor_and_that_is_shown() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    let subject = Subject::Death("A2".into());
    let checks = store.policy().await.unwrap().checks.len();
    assert_eq!(store.add_template(&rev(), &subject, "rev").await.unwrap(), checks);
    assert_eq!(store.add_template(&rev(), &subject, "rev").await.unwrap(), 0, "once is enough");
    let close = NewDecision { about: DecisionKind::Close, ..category("closed", None) };
    assert!(matches!(store.decide(&rev(), &close).await, Err(CaseError::Invalid(_))));
    for nearly in ["closed ", "Closed", "done"] {
        let close = NewDecision { value: nearly.into(), ..close.clone() };
        assert!(matches!(store.decide(&rev(), &close).await, Err(CaseError::Invalid(_))), "{nearly:?} goes round it");
    }
    assert_eq!(standing(store).await.closed, None);
    let id = store.decide(&sue(), &close).await.unwrap();
    let standing = standing(store).await;
    assert_eq!(standing.closed.unwrap().over_open.len(), checks);
    let matters = store.matters(&rita(), &subject).await.unwrap();
    let closed = matters.iter().find(|matter| matter.id == id).unwrap();
    assert_eq!(closed.body.decision().unwrap().over_open.len(), checks);
}

#[tokio::test]
async fn a_change_needs_the_newest_version_and_what_its_kind_needs() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    let lead = |outcome: &str| lead("finder traced?", outcome);
    let due = Some(day("2014-09-22"));
    let new = NewMatter { owner: "rev".into(), due, ..NewMatter::new(Subject::Death("A1".into()), lead("")) };
    let id = store.add_matter(&rev(), &new).await.unwrap();
    store.change_matter(&ray(), &id, 1, lead("yes: a neighbour"), "rev", Some(day("2014-09-22"))).await.unwrap();
    let stale = store.change_matter(&rev(), &id, 1, lead("no"), "rev", None).await;
    assert!(matches!(stale, Err(CaseError::Conflict { .. })));
    assert_eq!(store.versions(&rita(), &id).await.unwrap().len(), 2);
    let at = [("what", "bed sheet"), ("place", "store 3"), ("custody", "exhibits officer")];
    let refused = says(&EXHIBIT, &[&at[..], &[("examination", "refused")]].concat());
    let new = NewMatter::new(Subject::Death("A3".into()), refused);
    assert!(matches!(store.add_matter(&rev(), &new).await, Err(CaseError::Invalid(text)) if text.contains("why")));
}
