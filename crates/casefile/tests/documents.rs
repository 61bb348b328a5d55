//! What documents say is offered, and on record only by a decision.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{
    AuditEntry, CaseError, DecisionKind, NewAttachment, NewDocument, NewOffer, OfferState, Subject, read_documents,
};
use colligate_reader::{Reader, Stop};
use colligate_register::Field;
use common::*;

const TEXT: &str = "The man found in the churchyard was 24 years old and came from Slovakia.";

fn document() -> NewDocument {
    let begins = TEXT.find("24").unwrap();
    NewDocument {
        not_read: Vec::new(),
        name: "report.txt".into(),
        dated: Some(day("2014-09-19")),
        text: TEXT.into(),
        attachments: vec![NewAttachment {
            death: "A2".into(),
            weight: 2.5,
            sentences: vec!["both in a churchyard".into()],
        }],
        offers: vec![NewOffer {
            death: "A2".into(),
            field: Field::Age,
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
    assert_eq!(
        store.death(&rita(), "A2").await.unwrap().value(Field::Age),
        Some("22"),
        "nothing is taken over in silence"
    );
    let read = store.document(&rita(), &id).await.unwrap();
    let offer = &read.offers[0];
    assert_eq!(offer.number, 1);
    for missing in [0, 2, i64::MIN] {
        let none = store.decide_offer(&rev(), &id, ("A2", missing), true, "so").await;
        assert!(matches!(none, Err(CaseError::NotFound { what: "offer", .. })));
    }
    assert_eq!((&read.text[offer.characters.clone()], offer.state), ("24 years old", OfferState::Offered));
    assert!(matches!(store.decide_offer(&rita(), &id, ("A2", 1), true, "so").await, Err(CaseError::Forbidden { .. })));
    assert!(matches!(store.decide_offer(&rev(), &id, ("A2", 1), true, " ").await, Err(CaseError::Invalid(_))));
    store.decide_offer(&rev(), &id, ("A2", 1), true, "the passport says so").await.unwrap();
    let record = store.death(&rita(), "A2").await.unwrap();
    let age = record.fields.iter().find(|history| history.field == Field::Age).unwrap();
    assert_eq!(age.said.iter().map(|said| said.value.as_str()).collect::<Vec<_>>(), ["22", "24"]);
    assert!(age.said[1].source.contains("report.txt") && age.said[1].known_from == "2014-09-20");
    let twice = store.decide_offer(&ray(), &id, ("A2", 1), false, "no").await;
    assert!(matches!(twice, Err(CaseError::Conflict { .. })));
    let matters = store.matters(&rita(), &Subject::Death("A2".into())).await.unwrap();
    let mut decisions = matters.iter().filter_map(|matter| matter.body.decision());
    let decision = decisions.find(|decision| decision.about == DecisionKind::Document).unwrap();
    assert!(decision.value.contains("age 24") && decision.reason == "the passport says so");
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

/// Forty deaths, three weeks apart, most with a contact of their own.
fn with_contacts() -> String {
    let mut text = "id,died,age,sex,category,contacts\n".to_owned();
    for at in 0..40 {
        let day = day("2012-01-01") + 21 * at;
        let contacts = if at == 10 || at == 30 { String::new() } else { format!("role=finder,name=Person Number{at}") };
        text.push_str(&format!("B{at},{day},{},male,unexplained,\"{contacts}\"\n", 20 + at));
    }
    text
}

#[tokio::test]
async fn who_found_two_of_the_dead_links_them_once_both_documents_are_accepted() {
    let office = Office::open().await;
    office.import(&with_contacts()).await;
    let store = &office.store;
    let told = |name: &str, age: u32, at: i32| {
        let day = day("2012-01-01") + 21 * at;
        let (year, month, of_month) = day.ymd();
        let months = ["January", "February", "March", "April", "May", "June", "July", "August", "September"];
        let month = months.get(month as usize - 1).copied().unwrap_or("October");
        let text = format!(
            "{name}, {age}, was found dead on {of_month} {month} {year}. Victor Tarn, who was walking his dog, found him and called police."
        );
        let stamp = format!("Published {of_month} {month} {year}\n\n");
        (format!("{name}.txt"), format!("{stamp}{text}").into_bytes())
    };
    // One after the other: what the first says of Victor Tarn is offered only when the second names him beside another death.
    for (file, earlier) in [(told("Adam Quill", 30, 10), 0), (told("Carl Finch", 50, 30), 1)] {
        let (sight, beside) = (store.sight_now(&rev()).await.unwrap(), store.documents_beside(&rev()).await.unwrap());
        let read = read_documents(&[file], &sight, &beside, &Reader::default(), &Stop::never()).unwrap();
        assert_eq!(read.documents[0].attachments.len(), 1, "{read:#?}");
        assert_eq!(read.earlier.len(), earlier, "{read:#?}");
        for new in &read.documents {
            store.add_document(&rev(), new).await.unwrap();
        }
        for (id, offers) in &read.earlier {
            store.add_offers(&rev(), id, offers).await.unwrap();
            store.add_offers(&rev(), id, offers).await.unwrap();
        }
    }
    let weight = async || {
        let link = store.sight_now(&rev()).await.unwrap().link("B10", "B30").unwrap();
        link.evidence.iter().find(|one| one.evidence == "contacts").map_or(0.0, |one| one.weight)
    };
    assert_eq!(weight().await, 0.0, "nothing is taken over in silence");
    let mut accepted = Vec::new();
    for document in store.documents_beside(&rev()).await.unwrap() {
        for offer in document.offers.iter().filter(|offer| offer.field == Field::Contacts) {
            assert_eq!(offer.value, "role=finder,name=Victor Tarn");
            assert!(document.text[offer.characters.clone()].starts_with("Victor Tarn, who was walking his dog"));
            store.decide_offer(&rev(), &document.id, (&offer.death, offer.number), true, "read it").await.unwrap();
            accepted.push(offer.death.clone());
        }
    }
    accepted.sort_unstable();
    assert_eq!(accepted, ["B10", "B30"]);
    assert!(weight().await > 0.5, "{}", weight().await);
}

#[tokio::test]
async fn an_accepted_contact_joins_those_on_record() {
    let office = Office::open().await;
    office.import("id,died,age,contacts\nA2,2014-08-28,22,\"role=caller,name=Jo Day\"\n").await;
    let store = &office.store;
    let mut document = document();
    let offer = |value: &str| NewOffer { field: Field::Contacts, value: value.into(), ..document.offers[0].clone() };
    document.offers = vec![offer("role=finder,name=Ann Lee"), offer("role=witness,name=Bo Carr")];
    let id = store.add_document(&rev(), &document).await.unwrap();
    for offer in store.document(&rev(), &id).await.unwrap().offers {
        store.decide_offer(&rev(), &id, ("A2", offer.number), true, "so").await.unwrap();
    }
    let all = "role=caller,name=Jo Day|role=finder,name=Ann Lee|role=witness,name=Bo Carr";
    assert_eq!(store.death(&rita(), "A2").await.unwrap().value(Field::Contacts), Some(all));
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
    assert!(matches!(store.decide_offer(&ray(), &id, ("A2", 1), true, "so").await, Err(CaseError::NotFound { .. })));
    store.erase(&console(), "A2", "ordered by a court").await.unwrap();
    assert!(matches!(store.document(&rev(), &id).await, Err(CaseError::NotFound { .. })));
    assert!(store.documents(&console(), None, 10).await.unwrap().is_empty());
}
