//! Documents read together, in sentences of our own: what agrees, what contradicts, what a later document changes.

use colligate_documents::across::{DifferenceKind, Reading};
use colligate_documents::claims::Relation;
use colligate_documents::mentions::Role;
use colligate_documents::{Document, Options, Origin, attach, read_all};
use colligate_register::{Age, Day, Death, Register, Span};

fn document(name: &str, day: &str, text: &str) -> Document {
    Document {
        name: name.into(),
        title: None,
        date: day.parse().ok(),
        text: text.into(),
        origin: Origin::whole(text.len()),
    }
}

fn together(documents: &[(&str, &str, &str)]) -> Reading {
    read_all(documents.iter().map(|(name, day, text)| document(name, day, text)).collect(), &Options { group: false })
}

fn kinds(reading: &Reading) -> Vec<DifferenceKind> {
    reading.events[0].differences.iter().map(|difference| difference.kind).collect()
}

const FIRST: &str = "Seventeen officers are under investigation by the Police Commission over the death of Ada Quill, 31, of Salford. \
                     Quill was found dead in a car park in Salford on 7 May 2019.";

#[test]
fn a_number_that_a_later_report_changes_is_superseded_and_not_replaced() {
    let second = "Eight officers are under investigation by the Police Commission over the death of Ada Quill, 31.";
    let reading = together(&[("a", "2019-06-01", FIRST), ("b", "2020-02-01", second)]);
    assert!(kinds(&reading).contains(&DifferenceKind::Superseded), "{:#?}", reading.events[0].differences);
    let facts = &reading.events[0].facts;
    let old = facts
        .iter()
        .find(|fact| fact.relation == Relation::UnderInvestigation && fact.value.starts_with("17"))
        .unwrap();
    assert!(facts[old.superseded_by.unwrap()].value.starts_with('8'));
}

#[test]
fn two_ages_on_one_day_contradict() {
    let second = "Ada Quill, 33, from Salford, was found dead on 7 May 2019, her family said.";
    let reading = together(&[
        ("a", "2019-05-09", "Ada Quill, 31, of Salford, was found dead on 7 May 2019."),
        ("b", "2019-05-09", second),
    ]);
    let contradiction =
        reading.events[0].differences.iter().find(|one| one.kind == DifferenceKind::Contradiction).unwrap();
    assert_eq!(contradiction.sentence, "Ada Quill: aged \"31\" or \"33\"");
    assert_eq!(contradiction.sides.len(), 2);
}

#[test]
fn two_days_contradict_and_a_month_does_not() {
    let exact = "Ada Quill, 31, died on 7 May 2019 in Salford.";
    let reading =
        together(&[("a", "2019-05-09", exact), ("b", "2019-05-09", "Ada Quill, 31, died in May 2019 in Salford.")]);
    assert!(!kinds(&reading).contains(&DifferenceKind::Contradiction), "{:#?}", reading.events[0].differences);
    let reading =
        together(&[("a", "2019-05-09", exact), ("b", "2019-05-09", "Ada Quill, 31, died on 5 May 2019 in Salford.")]);
    assert!(kinds(&reading).contains(&DifferenceKind::Contradiction));
}

#[test]
fn copies_of_one_text_are_one_source() {
    let copy = format!("LATEST NEWS. {FIRST}");
    let reading = together(&[("a", "2019-06-01", FIRST), ("b", "2019-06-01", &copy)]);
    assert_eq!(reading.documents[1].source, 0);
    let aged = reading.events[0].facts.iter().find(|fact| fact.relation == Relation::Aged).unwrap();
    assert_eq!((aged.documents.len(), aged.sources), (2, 1));
}

#[test]
fn documents_of_two_events_stand_apart() {
    let documents = [
        (
            "a",
            "2019-05-09",
            "Ada Quill, 31, of Salford, was found dead in a car park in Salford on Tuesday, police said.",
        ),
        (
            "b",
            "2019-05-10",
            "The body of Ada Quill, 31, was found in a Salford car park on Tuesday. Police appealed for witnesses.",
        ),
        ("c", "2019-05-10", "Bruno Tarn, 54, drowned in the harbour at Whitby on Wednesday, the coastguard said."),
    ];
    let reading =
        read_all(documents.iter().map(|(name, day, text)| document(name, day, text)).collect(), &Options::default());
    let groups: Vec<&[usize]> = reading.events.iter().map(|event| event.documents.as_slice()).collect();
    assert_eq!(groups, [&[0, 1][..], &[2][..]]);
    assert!(reading.events[0].reasons[0].contains("people of the same names"));
}

#[test]
fn one_person_under_several_names_is_one() {
    let text = "Dr Ivor Penhale, the coroner, opened an inquest. Maud Trellis, 44, was found dead on Monday. Mrs Trellis lived alone. \
                Trellis had been ill, Dr Penhale said.";
    let found = colligate_documents::mentions::find(&document("a", "2019-05-09", text));
    let names: Vec<&str> = found.people.iter().filter_map(|person| person.name.as_deref()).collect();
    assert_eq!(names, ["Ivor Penhale", "Maud Trellis"]);
    assert_eq!(found.people[1].mentions.len(), 3);
    assert!(
        found.people[0].is(Role::Coroner) && !found.people[0].is(Role::Deceased) && found.people[1].is(Role::Deceased)
    );
}

#[test]
fn whoever_is_named_beside_two_deaths_is_offered_as_a_contact() {
    let mut register = Register::default();
    for at in 0..400_i32 {
        let mut death = Death::new(&format!("D{at}"));
        death.died = Day::from_ymd(2019, 1, 1).map(|day| Span::on(day + at));
        death.age = Some(Age::exactly(20.0 + (at % 60) as f32));
        register.deaths.push(death);
    }
    let first = "Ada Quill, 26, of Salford, was found dead on 7 May 2019. Her neighbour Victor Tarn found her.";
    let second = "Carol Finch, 37, of Leeds, was found dead on 17 July 2019. A friend, Victor Tarn, had visited her.";
    let reading =
        read_all(vec![document("a", "2019-05-09", first), document("b", "2019-07-20", second)], &Options::default());
    let attached = attach::attach(&reading, &register);
    let shared = attached.contacts.iter().find(|contact| contact.contact.name.as_deref() == Some("Victor Tarn"));
    let deaths: Vec<&str> =
        shared.map(|contact| contact.deaths.iter().map(|death| death.as_str()).collect()).unwrap_or_default();
    assert_eq!(deaths, ["D126", "D197"], "{attached:#?}");
    let place = attached.proposals.iter().find(|proposal| &*proposal.statement.field == "place").unwrap();
    assert_eq!(place.statement.known_from.to_string(), "2019-05-09");
    assert!(register.statements.is_empty());
}
