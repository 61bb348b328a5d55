//! Roles, restricted deaths, passwords and sessions.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{CaseError, Format, NewMatter, NewUser, Role, SavedSearch, Subject, UserChange};
use colligate_linkage::Silent;
use colligate_linkage::result::Series;
use colligate_register::simulate::{County, barking, county};
use colligate_register::{Field, Register, write_csv};
use common::*;

fn lead(death: &str) -> NewMatter {
    let body = common::lead("finder traced?", "");
    NewMatter {
        owner: "rev".into(),
        due: Some(day("2014-09-22")),
        ..NewMatter::new(Subject::Death(death.into()), body)
    }
}

#[tokio::test]
async fn a_restricted_death_is_nowhere_for_those_it_is_closed_to() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    store.add_matter(&rev(), &lead("A1")).await.unwrap();
    store.restrict(&ada(), "A1", &["rev".to_owned()], "a named person is concerned").await.unwrap();
    // Who may look sees it nowhere either, before they say why.
    assert_eq!(store.added_since(&rev(), "2014-01-01", 100).await.unwrap(), ["A3", "A2"]);
    assert_eq!(store.unasked(&rev()).await.unwrap(), ["A1"]);
    assert!(store.search(&rev(), "block of flats", 0, 10).await.unwrap().hits.is_empty());
    store.give_reason(&rev(), &["A1".to_owned()], "on the team").await.unwrap();
    assert!(store.unasked(&rev()).await.unwrap().is_empty());
    assert!(store.death(&rev(), "A1").await.is_ok());
    for other in [rita(), ray(), sue(), ada()] {
        let missing = store.death(&other, "no such").await.unwrap_err().to_string();
        let closed = store.death(&other, "A1").await.unwrap_err().to_string();
        assert_eq!(closed, missing.replace("no such", "A1"), "it looks as if it were not there");
        assert!(store.matters(&other, &Subject::Death("A1".into())).await.is_err());
        assert!(store.queue(&other, 100).await.unwrap().is_empty());
        assert_eq!(store.added_since(&other, "2014-01-01", 100).await.unwrap(), ["A3", "A2"]);
        assert!(store.search(&other, "block of flats", 0, 10).await.unwrap().hits.is_empty());
        assert!(store.search(&other, "finder", 0, 10).await.unwrap().hits.is_empty());
        let near = store.sight(&other).await.unwrap().nearest("A2", 5).unwrap();
        assert!(near.ranked.iter().all(|(member, _)| member.id.as_str() != "A1"));
        assert!(store.compare(&other, "A1", "A2").await.is_err());
        let refused = store.give_reason(&other, &["A1".to_owned()], "curious").await;
        assert!(matches!(refused, Err(CaseError::NotFound { .. })), "no reason opens it");
        let csv = store.export_deaths(&other, Format::Csv).await.unwrap();
        assert!(!String::from_utf8(csv).unwrap().contains("A1"));
    }
    assert_eq!(store.search(&rev(), "block of flats", 0, 10).await.unwrap().hits.len(), 1);
    assert_eq!(store.queue(&rev(), 100).await.unwrap().len(), 1);
}

#[tokio::test]
async fn one_changes_the_password_that_another_has_set() {
    let office = Office::open().await;
    let store = &office.store;
    let new = "four plain words more";
    assert!(matches!(store.change_own_password(&rita(), "not this one at all", new).await, Err(CaseError::SignIn)));
    assert!(matches!(store.change_own_password(&rita(), PASSWORD, "short").await, Err(CaseError::Invalid(_))));
    let before = store.sign_in("rita", PASSWORD, &from("x")).await.unwrap();
    store.change_own_password(&rita(), PASSWORD, new).await.unwrap();
    assert!(store.session(&before.token, "x").await.unwrap().is_none(), "sessions end");
    assert!(store.sign_in("rita", PASSWORD, &from("x")).await.is_err());
    assert!(store.sign_in("rita", new, &from("x")).await.is_ok());
}

#[tokio::test]
async fn what_a_file_says_of_a_death_closed_to_who_takes_it_in_is_on_record_and_unseen() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    store.restrict(&ada(), "A1", &["ray".to_owned()], "a named person is concerned").await.unwrap();
    let imported = office.import("id,cause\nA1,GHB toxicity\n").await;
    assert!(imported.rejects.is_empty() && imported.added.is_empty() && imported.changed.is_empty(), "{imported:?}");
    assert_eq!(imported.unchanged, 1, "as of a death of which nothing is new");
    assert!(store.death(&rev(), "A1").await.is_err());
    store.give_reason(&ray(), &["A1".to_owned()], "on the team").await.unwrap();
    let record = store.death(&ray(), "A1").await.unwrap();
    let cause = record.fields.iter().find(|field| field.field == Field::Cause).unwrap();
    let newest = cause.said.last().unwrap();
    assert_eq!((newest.value.as_str(), newest.by.as_str()), ("GHB toxicity", "rev"));
    let trail = store.newest_audit(&console(), 20).await.unwrap();
    let unseen =
        trail.iter().find(|entry| entry.deed == "alteration" && entry.what == "death A1" && entry.who == "rev");
    assert!(unseen.unwrap().detail.contains("unseen"));
    let again = office.import("id,cause\nA1,GHB toxicity\n").await;
    assert_eq!((again.number, again.unchanged), (None, 1));
}

/// Somebody to whom deaths are closed reads what they would read if those had never come in: they are in no background either.
#[tokio::test]
async fn a_restricted_death_is_in_no_count_of_those_it_is_closed_to() {
    let mut register = county(&County { deaths: 800, ..County::default() }, 4);
    barking(&mut register);
    let centre = register.deaths.iter().find(|death| death.id.as_str() == "BRK-3").unwrap().point;
    let text = |register: &Register| {
        let mut text = Vec::new();
        write_csv(register, &mut text).unwrap();
        String::from_utf8(text).unwrap()
    };
    // The last, so that it changes no order: a death beside the series.
    let last = register.deaths.iter_mut().rfind(|death| !death.id.as_str().starts_with("BRK")).unwrap();
    last.point = centre;
    let closed = last.id.to_string();
    let mut without = register.clone();
    without.deaths.retain(|death| death.id.as_str() != closed);
    // After the last of the deaths: what is dated later than today is no date.
    let (office, other) = (Office::on("2030-01-01").await, Office::on("2030-01-01").await);
    office.import(&text(&register)).await;
    other.import(&text(&without)).await;
    let number = office.store.link(&console(), 1, Silent).await.unwrap();
    assert!(!number.is_empty(), "no series to look at");
    other.store.link(&console(), 1, Silent).await.unwrap();
    office.store.restrict(&ada(), &closed, &["rev".to_owned()], "a named person is concerned").await.unwrap();
    let (sight, as_if) = (office.store.sight(&rita()).await.unwrap(), other.store.sight(&rita()).await.unwrap());
    for death in ["BRK-1", "BRK-3", "BRK-4"] {
        let (near, expected) = (sight.nearest(death, 10).unwrap(), as_if.nearest(death, 10).unwrap());
        assert_eq!(format!("{near:?}"), format!("{expected:?}"));
    }
    office.store.give_reason(&rev(), std::slice::from_ref(&closed), "on the team").await.unwrap();
    let all = office.store.sight(&rev()).await.unwrap().nearest("BRK-3", 10).unwrap();
    assert_ne!(format!("{all:?}"), format!("{:?}", as_if.nearest("BRK-3", 10).unwrap()), "it does count for others");
    let mut looked = 0;
    for series in other.store.all_series(&rita()).await.unwrap() {
        // The same series may be in both, however rare each finds it.
        let Ok(told) = office.store.series(&rita(), &series.id).await.map(|series| series.told) else { continue };
        let expected = other.store.series(&rita(), &series.id).await.unwrap().told;
        let said =
            |told: &Series| format!("{:?}{:?}", told.links, told.explanations.iter().take(3).collect::<Vec<_>>());
        assert_eq!(said(&told), said(&expected));
        assert_eq!((told.nearby, told.background), (expected.nearby, expected.background));
        looked += 1;
    }
    assert!(looked > 0);
}

#[tokio::test]
async fn who_may_look_at_a_restricted_death_is_asked_why_and_the_trail_keeps_the_answer() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    store.restrict(&ada(), "A1", &["rev".to_owned()], "a named person is concerned").await.unwrap();
    let asked = |deaths: Result<(), CaseError>| match deaths {
        Err(CaseError::AskWhy { deaths }) => deaths,
        other => panic!("{other:?}"),
    };
    assert_eq!(asked(store.death(&rev(), "A1").await.map(drop)), ["A1"]);
    assert_eq!(asked(store.compare(&rev(), "A2", "A1").await.map(drop)), ["A1"]);
    let empty = store.give_reason(&rev(), &["A1".to_owned()], "  ").await;
    assert!(matches!(empty, Err(CaseError::Invalid(_))));
    store.give_reason(&rev(), &["A1".to_owned()], "asked by the coroner").await.unwrap();
    assert!(store.death(&rev(), "A1").await.is_ok());
    let trail = store.newest_audit(&console(), 20).await.unwrap();
    let look = trail.iter().find(|entry| entry.what == "death A1" && entry.outcome == "done" && entry.who == "rev");
    assert_eq!(look.unwrap().why, "asked by the coroner");
    assert!(trail.iter().any(|entry| entry.what == "death A1" && entry.outcome == "refused" && entry.who == "rev"));
    store.clock().turn_to(day("2014-09-21"));
    assert_eq!(asked(store.death(&rev(), "A1").await.map(drop)), ["A1"], "a reason holds for a working day");
}

#[tokio::test]
async fn a_search_is_kept_for_its_owner_alone() {
    let office = Office::open().await;
    let store = &office.store;
    let search = |name: &str, words: &str| SavedSearch { name: name.into(), words: words.into() };
    store.save_search(&rita(), &search("churchyards", "churchyard GHB")).await.unwrap();
    store.save_search(&rita(), &search("churchyards", "churchyard")).await.unwrap();
    assert_eq!(store.saved_searches(&rita()).await.unwrap(), [search("churchyards", "churchyard")]);
    assert!(store.saved_searches(&rev()).await.unwrap().is_empty());
    assert!(store.save_search(&rita(), &search(" ", "words")).await.is_err());
    store.forget_search(&rev(), "churchyards").await.unwrap();
    assert_eq!(store.saved_searches(&rita()).await.unwrap().len(), 1, "nobody forgets for another");
    store.forget_search(&rita(), "churchyards").await.unwrap();
    assert!(store.saved_searches(&rita()).await.unwrap().is_empty());
}

#[tokio::test]
async fn each_role_does_what_it_is_for_and_no_more() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    for (who, may_review, may_administer) in
        [(rita(), false, false), (rev(), true, false), (sue(), true, false), (ada(), false, true)]
    {
        assert!(store.death(&who, "A1").await.is_ok());
        assert_eq!(store.add_matter(&who, &lead("A1")).await.is_ok(), may_review, "{who:?}");
        let user = NewUser {
            name: &format!("by-{}", who.name),
            full_name: "",
            role: Role::Reader,
            team: "",
            password: PASSWORD,
        };
        assert_eq!(store.add_user(&who, &user).await.is_ok(), may_administer, "{who:?}");
        assert_eq!(store.verify_audit(&who).await.is_ok(), may_administer, "{who:?}");
        let may_restrict = store.restrict(&who, "A3", &["rev".to_owned()], "named").await.is_ok();
        assert_eq!(may_restrict, may_administer, "{who:?}");
        assert_eq!(store.lift_restriction(&who, "A3", "opened").await.is_ok(), may_administer, "{who:?}");
    }
}

#[tokio::test]
async fn restricting_a_death_to_nobody_never_opens_it_and_lifting_is_an_act_of_its_own() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    store.restrict(&ada(), "A1", &["rev".to_owned()], "a named person is concerned").await.unwrap();
    let nobody = store.restrict(&ada(), "A1", &[], "forgot the names").await;
    assert!(matches!(nobody, Err(CaseError::Invalid(text)) if text.contains("lift its restriction")));
    assert!(store.death(&rita(), "A1").await.is_err(), "it is as closed as before");
    let unknown = store.restrict(&ada(), "A1", &["rita".to_owned(), "nobody".to_owned()], "so").await;
    assert!(matches!(unknown, Err(CaseError::NotFound { what: "user", .. })));
    assert!(store.death(&rita(), "A1").await.is_err(), "half of a change is none");
    assert!(matches!(store.lift_restriction(&ada(), "A1", " ").await, Err(CaseError::Invalid(_))));
    assert!(matches!(store.lift_restriction(&ada(), "B9", "so").await, Err(CaseError::NotFound { .. })));
    store.lift_restriction(&ada(), "A1", "the inquest is over").await.unwrap();
    assert!(store.death(&rita(), "A1").await.is_ok());
    let again = store.lift_restriction(&ada(), "A1", "so").await;
    assert!(matches!(again, Err(CaseError::Invalid(text)) if text.contains("open to all already")));
    let trail = store.newest_audit(&ada(), 20).await.unwrap();
    let of = |outcome: &str, detail: &str| {
        trail.iter().filter(|entry| entry.outcome == outcome && entry.detail.contains(detail)).count()
    };
    assert_eq!((of("refused", "\"restricted_to\":[]"), of("done", "lifted"), of("refused", "lifted")), (1, 1, 3));
}

#[tokio::test]
async fn passwords_are_long_and_guesses_are_few() {
    let office = Office::open().await;
    let store = &office.store;
    let short = NewUser { name: "bob", full_name: "", role: Role::Reader, team: "", password: "short" };
    assert!(matches!(store.add_user(&ada(), &short).await, Err(CaseError::Invalid(_))));
    for _ in 0..5 {
        assert!(matches!(store.sign_in("rita", "wrong wrong wrong", &from("x")).await, Err(CaseError::SignIn)));
    }
    assert!(matches!(store.sign_in("rita", PASSWORD, &from("x")).await, Err(CaseError::Locked { .. })));
    assert!(matches!(store.sign_in("nobody", PASSWORD, &from("x")).await, Err(CaseError::SignIn)));
    assert!(
        store.sign_in("rita", PASSWORD, &from("y")).await.is_ok(),
        "whoever guesses locks out nobody but themselves"
    );
    office.store.clock().turn_to(day("2014-09-21"));
    assert!(store.sign_in("rita", PASSWORD, &from("x")).await.is_ok());
}

#[tokio::test]
async fn sessions_end() {
    let office = Office::open().await;
    let store = &office.store;
    let signed = store.sign_in("rev", PASSWORD, &from("x")).await.unwrap();
    let session = store.session(&signed.token, "x").await.unwrap().unwrap();
    assert_eq!(session.actor.role, Role::Reviewer);
    assert!(store.session("another", "x").await.unwrap().is_none());
    store.sign_out(&session.actor, &signed.token).await.unwrap();
    assert!(store.session(&signed.token, "x").await.unwrap().is_none());
    let signed = store.sign_in("rev", PASSWORD, &from("x")).await.unwrap();
    store.clock().turn_to(day("2014-09-21"));
    assert!(store.session(&signed.token, "x").await.unwrap().is_none(), "idle for a day");
    let signed = store.sign_in("rev", PASSWORD, &from("x")).await.unwrap();
    let closed = UserChange { disabled: Some(true), ..UserChange::default() };
    store.change_user(&ada(), "rev", &closed).await.unwrap();
    assert!(store.session(&signed.token, "x").await.unwrap().is_none());
    assert!(matches!(store.sign_in("rev", PASSWORD, &from("x")).await, Err(CaseError::SignIn)));
}

#[tokio::test]
async fn what_was_refused_on_the_way_is_entered_as_refused() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    assert!(store.add_matter(&rita(), &lead("A1")).await.is_err());
    assert!(store.verify_audit(&rita()).await.is_err());
    let odd = NewUser { name: "no name", full_name: "", role: Role::Reader, team: "", password: "short" };
    assert!(
        matches!(store.add_user(&rita(), &odd).await, Err(CaseError::Forbidden { .. })),
        "the right before the form"
    );
    assert!(matches!(store.set_password(&rita(), "ada", "short").await, Err(CaseError::Forbidden { .. })));
    assert!(store.set_password(&ada(), "nobody", PASSWORD).await.is_err());
    let newest = store.newest_audit(&ada(), 5).await.unwrap();
    assert!(newest.iter().all(|entry| entry.outcome == "refused"), "{newest:?}");
    assert!(store.verify_audit(&ada()).await.unwrap().faults.is_empty());
}

#[tokio::test]
async fn earlier_values_are_found_and_a_search_has_pages() {
    let office = Office::open().await;
    office.import(THREE).await;
    let store = &office.store;
    office.import("id,narrative\nA1,lay on the pavement\n").await;
    let found = store.search(&rita(), "outside flats", 0, 10).await.unwrap();
    assert!(!found.more && found.hits.len() == 1);
    assert_eq!(found.hits[0].place.to_string(), "narrative, an earlier value, replaced on 20 Sep 2014");
    let all = store.search(&rita(), "found", 0, 10).await.unwrap().hits;
    assert_eq!(all.len(), 3, "two in force, one before: {all:?}");
    for (skip, hit) in all.iter().enumerate() {
        let page = store.search(&rita(), "found", skip, 1).await.unwrap();
        assert_eq!((&page.hits[0], page.more), (hit, hit != &all[2]));
    }
    store.restrict(&ada(), "A1", &["rev".to_owned()], "named").await.unwrap();
    assert!(store.search(&rita(), "outside flats", 0, 10).await.unwrap().hits.is_empty());
}

#[tokio::test]
async fn an_administrator_changes_an_account_and_somebody_else_s_password_is_changed_first() {
    let office = Office::open().await;
    let store = &office.store;
    let signed = store.sign_in("rev", PASSWORD, &from("")).await.unwrap();
    let other = UserChange { role: Some(Role::Supervisor), team: Some("west".into()), disabled: None };
    assert!(matches!(store.change_user(&sue(), "rev", &other).await, Err(CaseError::Forbidden { .. })));
    store.change_user(&ada(), "rev", &other).await.unwrap();
    assert!(store.session(&signed.token, "").await.unwrap().is_none(), "the sessions of before are over");
    let user = store.users(&rita()).await.unwrap().into_iter().find(|user| user.name == "rev").unwrap();
    assert_eq!((user.role, user.team.as_str(), user.disabled), (Role::Supervisor, "west", false));
    let last = UserChange { role: Some(Role::Reader), ..UserChange::default() };
    assert!(
        matches!(store.change_user(&ada(), "ada", &last).await, Err(CaseError::Invalid(_))),
        "nobody would be left"
    );
    assert!(matches!(store.change_user(&ada(), "nobody", &last).await, Err(CaseError::NotFound { .. })));
    let must = async |name: &str, password: &str| {
        let token = store.sign_in(name, password, &from("")).await.unwrap().token;
        store.session(&token, "").await.unwrap().unwrap().must_change
    };
    assert!(!must("rev", PASSWORD).await, "set on the machine itself");
    store.set_password(&ada(), "rev", "four other plain words").await.unwrap();
    assert!(must("rev", "four other plain words").await);
    let own = Role::Supervisor;
    let (given, same) = ("four other plain words", actor("rev", Role::Supervisor));
    assert!(matches!(store.change_own_password(&same, given, given).await, Err(CaseError::Invalid(_))));
    assert!(must("rev", given).await, "the same again is no other");
    store.change_own_password(&actor("rev", own), "four other plain words", "my own three words").await.unwrap();
    assert!(!must("rev", "my own three words").await);
    store.have_password_changed(&console(), "rev").await.unwrap();
    let by_provider = store.sign_in_as("rev", "https://id.example", "").await.unwrap().token;
    assert!(!store.session(&by_provider, "").await.unwrap().unwrap().must_change, "who has no password changes none");
    assert!(must("rev", "my own three words").await);
}
