//! What is left of a death that was erased: nothing of it, nor its number in what people wrote about others.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{DecisionKind, Erased, NewDecision, NewMatter, SavedSearch, Subject};
use colligate_linkage::Silent;
use common::*;

#[tokio::test]
async fn its_number_goes_from_what_people_wrote_about_others() {
    let office = Office::open().await;
    office.import(THREE).await;
    office.import("id,died,narrative\nA4,2014-09-19,as in case A2\n").await;
    let store = &office.store;
    let category = NewDecision {
        subject: Subject::Death("A1".into()),
        about: DecisionKind::Category,
        value: "unexplained".into(),
        reason: "found as A2 was, unlike A21".into(),
        explanations: None,
        policy: "1".into(),
        supersedes: None,
    };
    store.decide(&rev(), &category).await.unwrap();
    let lead = |subject: &str, question: &str, outcome: &str| NewMatter {
        owner: "rev".into(),
        due: Some(day("2014-09-22")),
        ..NewMatter::new(Subject::Death(subject.into()), common::lead(question, outcome))
    };
    let id = store.add_matter(&rev(), &lead("A3", "same finder as a2?", "")).await.unwrap();
    store
        .change_matter(&rev(), &id, 1, lead("A3", "same finder as a2?", "no").body, "rev", Some(day("2014-09-22")))
        .await
        .unwrap();
    store.add_matter(&rev(), &lead("A2", "finder traced?", "")).await.unwrap();
    store.save_search(&rita(), &SavedSearch { name: "the second".into(), words: "A2 flats".into() }).await.unwrap();
    let erased = store.erase(&console(), "A2", "ordered by a court").await.unwrap();
    assert_eq!((erased.matters, erased.texts, erased.left), (1, 4, 1), "{erased:?}");
    assert!(erased.values > 3);
    let matters = store.matters(&rev(), &category.subject).await.unwrap();
    let decision = matters[0].body.decision().unwrap();
    assert_eq!(decision.reason, "found as [erased] was, unlike A21");
    let versions = store.versions(&rev(), &id).await.unwrap();
    assert!(format!("{:?}", versions[0].body).contains("same finder as [erased]?"), "earlier versions too");
    assert!(store.saved_searches(&rita()).await.unwrap().is_empty());
    assert!(store.verify_audit(&console()).await.unwrap().faults.is_empty());
    assert!(store.link(&console(), 0, Silent).await.is_ok());
}

#[tokio::test]
async fn it_takes_a_reason_and_the_office() {
    let office = Office::open().await;
    office.import(THREE).await;
    assert!(office.store.erase(&console(), "A2", " ").await.is_err());
    for other in [rita(), rev(), sue()] {
        assert!(office.store.erase(&other, "A2", "so").await.is_err());
    }
    assert_eq!(office.store.erase(&ada(), "A2", "so").await.unwrap().series, Erased::default().series);
}
