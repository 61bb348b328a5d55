//! A series that grows keeps what was seen, decided and asked before.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{
    Budget, CaseError, DecisionKind, Explanations, NewDecision, NewMatter, SeriesRecord, Subject,
};
use colligate_linkage::Silent;
use colligate_register::simulate::{County, barking, county};
use colligate_register::{Register, write_csv};
use common::*;

fn text(register: &Register) -> String {
    let mut text = Vec::new();
    write_csv(register, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

fn register() -> Register {
    let years = County { deaths: 1_200, years: 4.0, from: day("2012-01-01"), ..County::default() };
    let mut register = county(&years, 4);
    barking(&mut register);
    // In so small a register the fourth joins only when it is as near as the others.
    let third = register.deaths.iter().find(|death| death.id.as_str() == "BRK-3").unwrap().clone();
    let fourth = register.deaths.iter_mut().find(|death| death.id.as_str() == "BRK-4").unwrap();
    (fourth.point, fourth.age, fourth.circumstances) = (third.point, third.age, third.circumstances);
    register
}

async fn with(office: &Office, death: &str) -> SeriesRecord {
    let store = &office.store;
    let series = store.series_of_death(&rev(), death).await.unwrap();
    let largest = series.iter().max_by_key(|series| series.members.len()).unwrap();
    store.series(&rev(), &largest.id).await.unwrap()
}

fn decision(series: &str, about: DecisionKind, value: &str) -> NewDecision {
    let word = || "no".to_owned();
    let told = Explanations { supply: word(), institution: word(), place: word(), coincidence: word() };
    NewDecision {
        subject: Subject::Series(series.into()),
        about,
        value: value.into(),
        reason: "coincidence".into(),
        explanations: (about == DecisionKind::Link).then_some(told),
        policy: "1".into(),
        supersedes: None,
    }
}

#[tokio::test]
async fn what_was_visible_and_decided_stays_when_another_death_joins() {
    let register = register();
    let office = Office::on("2014-09-20").await;
    let store = &office.store;
    store.set_budget(&ada(), Budget { a_month: 1.0 }).await.unwrap();
    office.import(&text(&register.as_of(day("2014-09-20")))).await;
    store.link(&console(), 1, Silent).await.unwrap();
    let first = with(&office, "BRK-3").await;
    let seen = first.visible().unwrap().on.day.clone();
    assert_eq!(seen, "2014-09-20");
    store.decide(&rev(), &decision(&first.short.id, DecisionKind::Link, "rejected")).await.unwrap();
    assert!(store.alerts(&rev(), 10).await.unwrap().iter().all(|alert| alert.first_look));
    store.clock().turn_to(day("2015-09-20"));
    office.import(&text(&register.as_of(day("2015-09-20")))).await;
    store.link(&console(), 2, Silent).await.unwrap();
    let grown = with(&office, "BRK-4").await;
    let alerts = store.alerts(&rev(), 10).await.unwrap();
    assert!(alerts.iter().any(|alert| alert.series == grown.short.id && !alert.first_look), "{alerts:?}");
    assert!(first.short.members.iter().all(|member| grown.short.members.contains(member)), "{:?}", grown.short);
    let now = grown.visible().unwrap();
    assert_eq!((now.on.day.as_str(), now.members), (seen.as_str(), &first.short.members[..]));
    assert_eq!(grown.earlier.iter().filter(|earlier| earlier.id == first.short.id).count(), 1);
    assert_eq!(grown.curve().first().unwrap().0, seen);
    // Neither another budget nor a series that is found no more hides it.
    store.set_budget(&ada(), Budget { a_month: 1e-9 }).await.unwrap();
    assert_eq!(with(&office, "BRK-4").await.visible().unwrap().on.day, seen);
    let kept = store.kept_series(&rev()).await.unwrap();
    assert!(kept.iter().any(|series| series.id == first.short.id), "what was decided on stays in sight");
}

#[tokio::test]
async fn a_series_is_not_closed_over_what_is_open_or_was_never_asked_of_its_deaths() {
    let register = register();
    let office = Office::on("2014-09-20").await;
    let store = &office.store;
    office.import(&text(&register.as_of(day("2014-09-20")))).await;
    store.link(&console(), 1, Silent).await.unwrap();
    let series = with(&office, "BRK-3").await;
    let body = lead("finder traced?", "");
    let lead = NewMatter { owner: "rev".into(), ..NewMatter::new(Subject::Death("BRK-3".into()), body) };
    store.add_matter(&rev(), &lead).await.unwrap();
    let close = decision(&series.short.id, DecisionKind::Close, "closed");
    assert!(matches!(store.decide(&rev(), &close).await, Err(CaseError::Invalid(_))));
    let id = store.decide(&sue(), &close).await.unwrap();
    let matters = store.matters(&rev(), &close.subject).await.unwrap();
    let decision = matters.iter().find(|matter| matter.id == id).unwrap().body.decision().unwrap();
    assert!(decision.over_open.contains(&"BRK-3: finder traced?".to_owned()), "{:?}", decision.over_open);
    assert!(decision.over_open.iter().any(|open| open.contains("never asked")));
    let of_death = NewDecision { subject: Subject::Death("BRK-2".into()), supersedes: None, ..close };
    assert!(matches!(store.decide(&rev(), &of_death).await, Err(CaseError::Invalid(_))), "its checks were never asked");
}

#[tokio::test]
async fn a_link_keeps_what_was_found_when_it_was_decided_on() {
    let register = register();
    let office = Office::on("2014-09-20").await;
    let store = &office.store;
    office.import(&text(&register.as_of(day("2014-09-20")))).await;
    store.link(&console(), 1, Silent).await.unwrap();
    let series = with(&office, "BRK-3").await.short;
    let id = store.decide(&rev(), &decision(&series.id, DecisionKind::Link, "confirmed")).await.unwrap();
    office.tamper("UPDATE series SET told = '{}', e_value = 99").await;
    let matter = store.versions(&console(), &id).await.unwrap().remove(0);
    let then = store.found_then(&rita(), &matter).await.unwrap().unwrap();
    assert!(then.is_whole && then.e_value.value == series.e_value && then.members == series.members);
    let mut evidence = then.links.iter().flat_map(|link| &link.evidence);
    assert!(evidence.all(|of| of.sentence.is_empty()) && !then.links.is_empty());
    office.tamper("UPDATE found SET told = ' ' || told").await;
    assert!(!store.found_then(&rita(), &matter).await.unwrap().unwrap().is_whole);
    store.restrict(&ada(), "BRK-3", &["rev".to_owned()], "named").await.unwrap();
    assert!(matches!(store.found_then(&rita(), &matter).await, Err(CaseError::NotFound { .. })));
}
