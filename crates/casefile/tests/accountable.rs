//! What somebody has to answer for: hand-offs, custody, the policy, and what a decision was made on.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{
    Body, CaseError, Check, DecisionKind, EXHIBIT, HAND_OFF, NewAttachment, NewDecision, NewDocument, NewMatter,
    NewUser, Policy, Role, Subject,
};
use common::*;

fn hand_off(answer: &str, because: &str) -> Body {
    says(
        &HAND_OFF,
        &[
            ("from", "east"),
            ("to", "West"),
            ("answer", answer),
            ("reason", "it looks like theirs"),
            ("answer_reason", because),
            ("disclosed", "the finder's account"),
        ],
    )
}

fn about(subject: &str, body: Body) -> NewMatter {
    NewMatter::new(Subject::Death(subject.into()), body)
}

#[tokio::test]
async fn the_team_that_is_asked_answers_and_what_was_given_away_is_a_disclosure() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    for name in ["wes", "wilma"] {
        let user = NewUser { name, full_name: name, role: Role::Reviewer, team: "west", password: PASSWORD };
        store.add_user(&console(), &user).await.unwrap();
    }
    let id = store.add_matter(&rev(), &about("A1", hand_off("asked", ""))).await.unwrap();
    let trail = store.newest_audit(&console(), 10).await.unwrap();
    assert!(trail.iter().any(|entry| entry.deed == "disclosure" && entry.what.contains(&id)), "{trail:?}");
    let queue = store.queue(&rita(), 10).await.unwrap();
    assert_eq!(
        (queue[0].owner.as_str(), queue[0].due),
        ("West", Some(day("2014-09-27"))),
        "the team, by the policy's day"
    );
    let accepted = hand_off("accepted", "it is");
    let own = store.change_matter(&ray(), &id, 1, accepted.clone(), "", None).await;
    assert!(matches!(own, Err(CaseError::Invalid(text)) if text.contains("West")));
    let silent = store.change_matter(&actor("wes", Role::Reviewer), &id, 1, hand_off("refused", " "), "", None).await;
    assert!(matches!(silent, Err(CaseError::Invalid(text)) if text.contains("why")));
    store.change_matter(&actor("wes", Role::Reviewer), &id, 1, accepted, "", None).await.unwrap();
    let back = store.change_matter(&actor("wilma", Role::Reviewer), &id, 2, hand_off("refused", "no"), "", None).await;
    assert!(matches!(back, Err(CaseError::Invalid(_))), "an answer stays");
    assert!(store.queue(&rita(), 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_exhibit_moves_with_a_reason_and_its_chain_stays() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    let exhibit = |what: &str, place: &str, examination: &str, moved: &str| {
        let who = ("custody", "exhibits officer");
        let what = ("what", what);
        says(&EXHIBIT, &[what, ("place", place), who, ("examination", examination), ("moved", moved)])
    };
    let note = |place: &str, examination: &str, moved: &str| exhibit("note", place, examination, moved);
    let id = store.add_matter(&rev(), &about("A1", note("store 3", "none", ""))).await.unwrap();
    let gone = store.change_matter(&ray(), &id, 1, note("laboratory", "asked for", ""), "", None).await;
    assert!(matches!(gone, Err(CaseError::Invalid(text)) if text.contains("store 3")));
    store
        .change_matter(&ray(), &id, 1, note("laboratory", "asked for", "handwriting examiner"), "", None)
        .await
        .unwrap();
    let same =
        store.change_matter(&ray(), &id, 2, note("store 4", "asked for", "handwriting examiner"), "", None).await;
    assert!(matches!(same, Err(CaseError::Invalid(_))), "the reason of the last move is not that of this one");
    let other = exhibit("another note", "laboratory", "none", "handwriting examiner");
    assert!(store.change_matter(&ray(), &id, 2, other, "", None).await.is_err(), "an exhibit stays what it is");
    let versions = store.versions(&rita(), &id).await.unwrap();
    assert_eq!(versions.iter().map(|version| version.by.as_str()).collect::<Vec<_>>(), ["rev", "ray"]);
    let who = |at: usize| (versions[at].owner.as_str(), versions[at].due);
    assert_eq!(
        (who(0), who(1)),
        (("", None), ("ray", Some(day("2014-09-27")))),
        "an examination asked for is somebody's to see to"
    );
}

#[tokio::test]
async fn what_is_open_has_an_owner_and_a_day() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    let lead = lead("caller?", "");
    let id = store.add_matter(&rev(), &about("A1", lead.clone())).await.unwrap();
    let matter = store.versions(&rita(), &id).await.unwrap().remove(0);
    assert_eq!((matter.owner.as_str(), matter.due), ("rev", Some(day("2014-09-27"))));
    store.change_matter(&ray(), &id, 1, lead, "", None).await.unwrap();
    let matter = store.versions(&rita(), &id).await.unwrap().remove(1);
    assert_eq!(matter.owner, "rev", "an empty field takes it from nobody");
}

#[tokio::test]
async fn a_policy_has_versions_and_leads_name_theirs() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    let subject = Subject::Death("A1".into());
    store.add_template(&rev(), &subject, "rev").await.unwrap();
    let new = Policy {
        checks: vec![Check { question: "Has the register been searched for others like it?".into(), days: 1 }],
        concern_days: 5,
        ..store.policy().await.unwrap()
    };
    assert!(matches!(store.set_policy(&sue(), new.clone()).await, Err(CaseError::Forbidden { .. })));
    for days in [-1, 1_000] {
        let odd = Policy { sign_off_days: days, ..new.clone() };
        assert!(matches!(store.set_policy(&ada(), odd).await, Err(CaseError::Invalid(_))));
    }
    assert_eq!(store.set_policy(&ada(), new.clone()).await.unwrap(), 2);
    assert!(matches!(store.set_policy(&ada(), new).await, Err(CaseError::Conflict { .. })), "it was of version 1");
    assert_eq!(store.add_template(&rev(), &subject, "rev").await.unwrap(), 1, "what was asked is not asked again");
    let matters = store.matters(&rita(), &subject).await.unwrap();
    let by = |version: &str| {
        let of = |body: &Body| body.text("template").ends_with(version);
        matters.iter().filter(|matter| of(&matter.body)).count()
    };
    assert_eq!((by("version 1"), by("version 2")), (Policy::default().checks.len(), 1));
    assert_eq!(store.policies().await.unwrap().len(), 2, "the first stays");
}

#[tokio::test]
async fn a_decision_that_was_superseded_waits_for_nobody() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    let new = |value: &str, supersedes: Option<&str>| NewDecision {
        subject: Subject::Death("A1".into()),
        about: DecisionKind::Category,
        value: value.into(),
        reason: "so".into(),
        explanations: None,
        policy: "1".into(),
        supersedes: supersedes.map(str::to_owned),
    };
    let first = store.decide(&rev(), &new("unexplained", None)).await.unwrap();
    let second = store.decide(&rev(), &new("homicide", Some(&first))).await.unwrap();
    let waiting: Vec<String> = store.queue(&sue(), 10).await.unwrap().into_iter().map(|matter| matter.id).collect();
    assert_eq!(waiting, [second]);
    assert!(matches!(store.sign_off(&sue(), &first, "").await, Err(CaseError::Invalid(text)) if text.contains("took")));
}

#[tokio::test]
async fn a_document_that_is_closed_to_somebody_does_not_show_itself_when_they_bring_it_again() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    let letter = NewDocument {
        not_read: Vec::new(),
        name: "letter.txt".into(),
        dated: None,
        text: "He was found in the churchyard.".into(),
        attachments: vec![NewAttachment { death: "A2".into(), weight: 1.0, sentences: vec![] }],
        offers: vec![],
    };
    let first = store.add_document(&rev(), &letter).await.unwrap();
    assert_eq!(store.add_document(&rev(), &letter).await.unwrap(), first, "the same text is the same document");
    store.restrict(&ada(), "A2", &["rev".to_owned()], "named").await.unwrap();
    let unattached = NewDocument { attachments: vec![], ..letter };
    let second = store.add_document(&ray(), &unattached).await.unwrap();
    assert_ne!(first, second);
    assert!(store.document(&ray(), &second).await.is_ok());
    assert_eq!(store.add_document(&ray(), &unattached).await.unwrap(), second);
}
