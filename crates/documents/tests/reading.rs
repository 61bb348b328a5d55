//! Documents read together, in sentences of our own: what agrees, what contradicts, what a later document changes.

use colligate_documents::across::{DifferenceKind, Reading};
use colligate_documents::claims::Relation;
use colligate_documents::mentions::Role;
use colligate_documents::{Document, Options, Origin, attach, read_all};
use colligate_register::{Age, Contact, Day, Death, Field, Register, Span};

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
    let said: Vec<(&str, &str)> = shared
        .iter()
        .flat_map(|person| &person.said)
        .map(|said| (said.role.as_str(), &reading.documents[said.document].text[said.characters.clone()]))
        .collect();
    assert_eq!(
        said,
        [("finder", "Her neighbour Victor Tarn found her."), ("friend", "A friend, Victor Tarn, had visited her.")]
    );
    // A statement for each death, its source the document and its day the document's.
    let of_contacts = attached.proposals.iter().filter(|proposal| proposal.statement.field == Field::Contacts);
    let offered: Vec<String> = of_contacts
        .map(|one| {
            format!(
                "{} {} {} {}",
                one.statement.death, one.statement.known_from, one.statement.source, one.statement.value
            )
        })
        .collect();
    assert_eq!(
        offered,
        ["D126 2019-05-09 a role=finder,name=Victor Tarn", "D197 2019-07-20 b role=friend,name=Victor Tarn"]
    );
    let place = attached.proposals.iter().find(|proposal| proposal.statement.field == Field::Place).unwrap();
    assert_eq!(place.statement.known_from.to_string(), "2019-05-09");
    assert!(register.statements.is_empty());
    // Beside what is on record nothing is lost; what is on record is not offered.
    register.deaths[126].contacts = [contact("caller", "Jo Day")].into();
    register.deaths[197].contacts = [contact("friend", "Victor Tarn")].into();
    let again = attach::attach(&reading, &register);
    let offered: Vec<&str> = again
        .proposals
        .iter()
        .filter(|proposal| proposal.statement.field == Field::Contacts)
        .map(|proposal| &*proposal.statement.value)
        .collect();
    assert_eq!(offered, ["role=caller,name=Jo Day|role=finder,name=Victor Tarn"]);
}

fn contact(role: &str, name: &str) -> Contact {
    Contact { role: role.into(), name: Some(name.into()), ..Contact::default() }
}

#[test]
fn whoever_speaks_for_an_office_is_no_contact_unless_they_found_the_body() {
    let mut register = Register::default();
    for at in 0..400_i32 {
        let mut death = Death::new(&format!("D{at}"));
        death.died = Day::from_ymd(2019, 1, 1).map(|day| Span::on(day + at));
        death.age = Some(Age::exactly(20.0 + (at % 60) as f32));
        register.deaths.push(death);
    }
    let first = "Ada Quill, 26, of Salford, was found dead on 7 May 2019. Sergeant Ivor Penhale found her in the park. \
                 Nadia Mossop, the coroner, opened an inquest. Tom Reed, a police spokesman, asked for witnesses.";
    let second = "Carol Finch, 37, of Leeds, was found dead on 17 July 2019. Sergeant Ivor Penhale found her by the canal. \
                  Nadia Mossop, the coroner, opened an inquest. Tom Reed, a police spokesman, asked for witnesses.";
    let reading =
        read_all(vec![document("a", "2019-05-09", first), document("b", "2019-07-20", second)], &Options::default());
    let attached = attach::attach(&reading, &register);
    let named: Vec<String> = attached.contacts.iter().map(|person| person.contact.to_string()).collect();
    assert_eq!(named, ["Ivor Penhale (finder)"], "{attached:#?}");
}

#[test]
fn a_month_after_a_place_is_a_date_and_no_part_of_the_place() {
    let first = "Bruno Tarn, 22, from Malta, was found dead in Whitby in August. Tests found GHB in his blood.";
    let second = "A 22-year-old man, Bruno Tarn, died in Whitby in August 2014 after taking GHB, an inquest heard.";
    let reading =
        read_all(vec![document("a", "2014-10-02", first), document("b", "2015-06-20", second)], &Options::default());
    assert_eq!(reading.events.len(), 1, "two short texts on one man are one event");
    let facts = &reading.events[0].facts;
    let place = facts.iter().find(|fact| fact.relation == Relation::FoundAt).unwrap();
    assert_eq!((place.value.as_str(), place.sources), ("Whitby", 2));
    let died = facts.iter().find(|fact| fact.relation == Relation::DiedOn).unwrap();
    assert_eq!((died.happened.unwrap().to_string().as_str(), died.sources), ("2014-08", 2));
}

#[test]
fn a_man_without_a_name_is_attached_by_age_date_place_and_substance() {
    let mut register = Register::default();
    let ghb = register.terms.intern("GHB");
    for at in 0..600_i32 {
        let mut death = Death::new(&format!("D{at}"));
        death.died = Day::from_ymd(2014, 1, 1).map(|day| Span::on(day + at));
        death.age = Some(Age::exactly(20.0 + (at % 60) as f32));
        death.place = Some(if at == 242 { "Churchyard, Whitby".into() } else { "Harbour Road, Hull".into() });
        if at % 40 == 2 {
            death.substances = Some([ghb].into_iter().collect());
        }
        register.deaths.push(death);
    }
    for text in [
        "A man was found dead in a churchyard in Whitby on 31 August 2014. He was 22. Toxicology found GHB.",
        "The body of a young man, thought to be 22, was found in a churchyard in Whitby in August. Tests found GHB.",
    ] {
        let reading = read_all(vec![document("a", "2014-09-02", text)], &Options::default());
        let attached = attach::attach(&reading, &register);
        let best = attached.attached.first().unwrap_or_else(|| panic!("nothing attached: {:#?}", reading.claims));
        assert_eq!(best.death.as_str(), "D242");
        let evidence: Vec<&str> = best.evidence.iter().map(|evidence| evidence.name).collect();
        assert_eq!(evidence, ["age", "date", "place", "substances"]);
        assert!(best.evidence[0].sentence.contains("aged 22 in the document"));
    }
}
