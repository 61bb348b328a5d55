//! Numbers that people see tell nothing of deaths that are closed to them.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{CaseError, DecisionKind, NewAttachment, NewDecision, NewDocument, NewOffer, Store, Subject};
use colligate_register::Field;
use common::*;

const TEXT: &str = "The first was 31 years old, the second 32, the third 33.";

/// A document of its own for each death, with two values each.
async fn put_documents(store: &Store, deaths: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    for death in deaths {
        let offer = |value: &str| {
            let begins = TEXT.find(value).unwrap();
            NewOffer { death: (*death).into(), field: Field::Age, value: value.into(), characters: begins..begins + 2 }
        };
        let document = NewDocument {
            name: format!("report on {death}.txt"),
            text: format!("{TEXT} {death}"),
            attachments: vec![NewAttachment { death: (*death).into(), weight: 1.0, sentences: vec![] }],
            offers: vec![offer("31"), offer("32")],
            ..NewDocument::default()
        };
        ids.push(store.add_document(&rev(), &document).await.unwrap());
    }
    ids
}

async fn decide(store: &Store, death: &str) {
    let decision = NewDecision {
        subject: Subject::Death(death.into()),
        about: DecisionKind::Category,
        value: "unexplained".into(),
        reason: "so".into(),
        explanations: None,
        policy: "1".into(),
        supersedes: None,
    };
    store.decide(&rev(), &decision).await.unwrap();
}

/// Everything with a number that somebody sees of A1 and A3.
async fn seen(store: &Store, documents: &[String]) -> String {
    let mut seen = Vec::new();
    for death in ["A1", "A3"] {
        let record = store.death(&rita(), death).await.unwrap();
        let mut numbers: Vec<i64> =
            record.fields.iter().flat_map(|field| &field.said).map(|said| said.number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=numbers.len() as i64).collect::<Vec<_>>(), "{death}: from 1, without gaps");
        let matters = store.matters(&rita(), &Subject::Death(death.into())).await.unwrap();
        for matter in store.every_version(&rita(), &Subject::Death(death.into())).await.unwrap().iter().chain(&matters)
        {
            let Some(decision) = matter.body.decision() else { continue };
            assert_eq!(decision.on_record, numbers.len() as i64, "{death}");
            let newest = store.versions(&rita(), &matter.id).await.unwrap().pop().unwrap();
            let then = store.record_then(&rita(), &newest).await.unwrap().unwrap();
            assert!(then.is_whole && then.values.len() == numbers.len(), "what was on record can still be proved");
        }
        seen.push(format!("{record:?} {numbers:?}"));
    }
    for id in documents {
        let document = store.document(&rita(), id).await.unwrap();
        seen.extend(document.offers.iter().map(|offer| format!("{} {}", offer.death, offer.number)));
    }
    for matter in store.queue(&rita(), 10).await.unwrap() {
        let Some(decision) = matter.body.decision() else { continue };
        seen.push(format!("{} {}", matter.subject, decision.on_record));
    }
    // What is new by the day, and names drawn by lot, are no numbers that count.
    seen.join("\n")
}

#[tokio::test]
async fn numbers_have_no_gaps_that_tell_of_hidden_deaths() {
    let (with, without) = (Office::open().await, Office::open().await);
    let mut views = Vec::new();
    for (office, there) in [(&with, true), (&without, false)] {
        // One file before the other, so that whatever counts over the case file has counted.
        let rows: Vec<&str> = THREE.lines().filter(|line| there || !line.starts_with("A2")).collect();
        office.import(&format!("{}\n", rows.join("\n"))).await;
        let deaths = if there { vec!["A1", "A2", "A3"] } else { vec!["A1", "A3"] };
        let mut documents = put_documents(&office.store, &deaths).await;
        for death in &deaths {
            decide(&office.store, death).await;
        }
        if there {
            documents.remove(1);
            office.store.restrict(&ada(), "A2", &["rev".to_owned()], "named").await.unwrap();
        }
        let view = seen(&office.store, &documents).await;
        let moments = |line: &str| {
            line.split("at: \"").map(|part| part.split_once('"').map_or(part, |(_, rest)| rest)).collect::<String>()
        };
        views.push(view.lines().map(moments).collect::<Vec<_>>().join("\n"));
    }
    assert_eq!(views[0], views[1], "the view is that of a case file without the hidden death");
}

#[tokio::test]
async fn a_document_that_was_found_not_to_speak_of_a_hidden_death_does_not_name_it() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    let attachment = |death: &str| NewAttachment { death: death.into(), weight: 1.0, sentences: vec![] };
    let offer =
        |death: &str| NewOffer { death: death.into(), field: Field::Age, value: "31".into(), characters: 14..16 };
    let document = NewDocument {
        name: "report.txt".into(),
        text: TEXT.into(),
        attachments: vec![attachment("A1"), attachment("A2")],
        offers: vec![offer("A2"), offer("A1")],
        ..NewDocument::default()
    };
    let id = store.add_document(&rev(), &document).await.unwrap();
    store.decide_attachment(&rev(), &id, "A2", false, "another man").await.unwrap();
    store.restrict(&ada(), "A2", &["rev".to_owned()], "named").await.unwrap();
    let seen = store.document(&rita(), &id).await.unwrap();
    assert!(!format!("{seen:?}").contains("A2"), "{seen:?}");
    assert_eq!(seen.offers.iter().map(|offer| offer.number).collect::<Vec<_>>(), [1]);
    let hidden = store.decide_offer(&ray(), &id, ("A2", 1), true, "so").await;
    assert!(matches!(hidden, Err(CaseError::NotFound { .. })));
}
