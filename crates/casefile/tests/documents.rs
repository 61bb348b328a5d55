//! What documents say is offered, and on record only by a decision.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{
    AuditEntry, Body, CaseError, DecisionKind, NewAttachment, NewDocument, NewOffer, OfferState, Subject,
};
use common::*;

const TEXT: &str = "The man found in the churchyard was 24 years old and came from Slovakia.";

fn document() -> NewDocument {
    let begins = TEXT.find("24").unwrap();
    NewDocument {
        name: "report.txt".into(),
        dated: "2014-09-19".into(),
        text: TEXT.into(),
        attachments: vec![NewAttachment {
            death: "A2".into(),
            weight: 2.5,
            sentences: vec!["both in a churchyard".into()],
        }],
        offers: vec![NewOffer {
            death: "A2".into(),
            field: "age".into(),
            value: "24".into(),
            characters: begins..begins + "24 years old".len(),
        }],
    }
}

#[tokio::test]
async fn what_a_document_says_is_on_record_only_when_someone_accepts_it() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    let id = store.add_document(&rev(), &document()).await.unwrap();
    assert_eq!(store.add_document(&rev(), &document()).await.unwrap(), id, "the same text is the same document");
    assert_eq!(store.death(&rita(), "A2").await.unwrap().value("age"), Some("22"), "nothing is taken over in silence");
    let read = store.document(&rita(), &id).await.unwrap();
    let offer = &read.offers[0];
    assert_eq!((&read.text[offer.characters.clone()], offer.state), ("24 years old", OfferState::Offered));
    assert!(matches!(store.decide_offer(&rita(), offer.number, true, "so").await, Err(CaseError::Forbidden { .. })));
    assert!(matches!(store.decide_offer(&rev(), offer.number, true, " ").await, Err(CaseError::Invalid(_))));
    store.decide_offer(&rev(), offer.number, true, "the passport says so").await.unwrap();
    let record = store.death(&rita(), "A2").await.unwrap();
    let age = record.fields.iter().find(|history| history.field == "age").unwrap();
    assert_eq!(age.said.iter().map(|said| said.value.as_str()).collect::<Vec<_>>(), ["22", "24"]);
    assert!(age.said[1].source.contains("report.txt") && age.said[1].known_from == "2014-09-20");
    let twice = store.decide_offer(&ray(), offer.number, false, "no").await;
    assert!(matches!(twice, Err(CaseError::Conflict { .. })));
    let matters = store.matters(&rita(), &Subject::Death("A2".into())).await.unwrap();
    let decision = matters.iter().find_map(|matter| match &matter.body {
        Body::Decision(decision) if decision.about == DecisionKind::Document => Some(decision),
        _ => None,
    });
    assert!(decision.unwrap().value.contains("age 24") && decision.unwrap().reason == "the passport says so");
}

#[tokio::test]
async fn a_document_that_does_not_speak_of_a_death_is_not_beside_it() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    let id = store.add_document(&rev(), &document()).await.unwrap();
    let beside = ["A2".to_owned()];
    assert_eq!(store.documents(&rita(), Some(&beside), 10).await.unwrap().len(), 1);
    store.decide_attachment(&rev(), &id, "A2", false, "another man").await.unwrap();
    assert!(store.documents(&rita(), Some(&beside), 10).await.unwrap().is_empty());
    let read = store.document(&rita(), &id).await.unwrap();
    assert_eq!((read.attachments[0].state, read.offers[0].state), (OfferState::Refused, OfferState::Refused));
}

#[tokio::test]
async fn a_document_beside_a_restricted_death_is_closed_with_it_and_erased_with_it() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    let id = store.add_document(&rev(), &document()).await.unwrap();
    store.restrict(&ada(), "A2", &["rev".to_owned()], "named").await.unwrap();
    assert!(matches!(store.document(&rita(), &id).await, Err(CaseError::NotFound { what: "document", .. })));
    assert!(store.documents(&rita(), None, 10).await.unwrap().is_empty());
    assert!(matches!(store.add_document(&rita(), &document()).await, Err(CaseError::Forbidden { .. })));
    let both = ["A1".to_owned(), "A2".to_owned()];
    store.give_reason(&rev(), &both, "on the team").await.unwrap();
    let trail = store.newest_audit(&ada(), 100).await.unwrap();
    let told = |entry: &AuditEntry| format!("{} {} {}", entry.what, entry.detail, entry.why);
    assert!(
        trail.iter().all(|entry| !told(entry).contains("A2") && !told(entry).contains(&id)),
        "the trail tells of neither"
    );
    let offer = 1;
    assert!(matches!(store.decide_offer(&ray(), offer, true, "so").await, Err(CaseError::NotFound { .. })));
    store.erase(&console(), "A2", "ordered by a court").await.unwrap();
    assert!(matches!(store.document(&rev(), &id).await, Err(CaseError::NotFound { .. })));
    assert!(store.documents(&console(), None, 10).await.unwrap().is_empty());
}
