//! Two news reports about one series of deaths, read together: the facts, quotations and differences that a person finds in them.

#![allow(clippy::panic, reason = "the helper that looks for a fact says which are there")]

use colligate_documents::across::{DifferenceKind, Event, Fact, Reading};
use colligate_documents::claims::Relation;
use colligate_documents::{Document, Options, Origin, read_all};
use std::sync::LazyLock;

static READING: LazyLock<Option<Reading>> = LazyLock::new(|| {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/documents");
    let document = |name: &str| {
        let text = std::fs::read_to_string(format!("{data}/{name}")).ok()?;
        let origin = Origin::whole(text.len());
        Some(Document { name: name.into(), title: None, date: None, text, origin })
    };
    let documents = vec![document("seed_a.txt")?, document("seed_b.txt")?];
    Some(read_all(documents, &Options::default()))
});

fn with(check: impl Fn(&Reading, &Event)) {
    match READING.as_ref() {
        Some(reading) => {
            assert_eq!(reading.events.len(), 1, "both reports speak of one event");
            check(reading, &reading.events[0]);
        }
        None => println!("SKIPPED: the two reports are not in ../shared/data/documents"),
    }
}

fn find<'e>(event: &'e Event, subject: &str, relation: Relation, value: &str) -> Option<&'e Fact> {
    event
        .facts
        .iter()
        .find(|fact| fact.relation == relation && fact.subject.name.contains(subject) && fact.value.contains(value))
}

#[track_caller]
fn has<'e>(event: &'e Event, subject: &str, relation: Relation, value: &str) -> &'e Fact {
    find(event, subject, relation, value).unwrap_or_else(|| {
        let near: Vec<String> = event
            .facts
            .iter()
            .filter(|fact| fact.relation == relation)
            .map(|fact| format!("{} · {}", fact.subject.name, fact.value))
            .collect();
        panic!("no fact {subject} · {relation:?} · {value}; of that relation: {near:#?}")
    })
}

fn day(fact: &Fact) -> String {
    fact.happened.map(|when| when.to_string()).unwrap_or_default()
}

#[test]
fn the_undated_report_is_dated_from_the_other() {
    with(|reading, _| {
        assert_eq!(reading.documents[0].dated.unwrap().to_string(), "2018-03-19");
        let second = &reading.documents[1];
        assert!(second.date_inferred && second.dated == reading.documents[0].dated);
        assert!(second.date_reason.contains("same quotation"));
    });
}

#[test]
fn the_four_dead_have_their_ages_homes_and_killer() {
    with(|_, event| {
        for (name, age, home) in [
            ("Walgate", "23", "Hull"),
            ("Kovari", "22", "Slovakia"),
            ("Whitworth", "21", "Kent"),
            ("Taylor", "25", "Dagenham"),
        ] {
            has(event, name, Relation::Aged, age);
            has(event, name, Relation::From, home);
            has(event, name, Relation::KilledBy, "Port");
        }
        assert_eq!(has(event, "Whitworth", Relation::Aged, "21").documents, [0, 1]);
        assert!(find(event, "Port", Relation::KilledBy, "").is_none());
    });
}

#[test]
fn days_of_death_are_counted_from_what_was_told_before() {
    with(|_, event| {
        assert_eq!(day(has(event, "Walgate", Relation::DiedOn, "")), "2014");
        assert_eq!(day(has(event, "Taylor", Relation::DiedOn, "")), "2015-09");
        for name in ["Whitworth", "Kovari"] {
            assert_eq!(day(has(event, name, Relation::DiedOn, "")), "2014-06-01 to 2014-08-31");
        }
    });
}

#[test]
fn places_of_finding_and_the_time_between_are_read() {
    with(|_, event| {
        for name in ["Whitworth", "Kovari"] {
            has(event, name, Relation::FoundAt, "churchyard");
        }
        has(event, "3 of the dead", Relation::FoundAt, "St Margaret");
        has(event, "the deaths", Relation::FoundAt, "Barking");
        has(event, "the deaths", Relation::Over, "15 months");
        has(event, "the deaths", Relation::Over, "within 1 month");
    });
}

#[test]
fn substances_are_read_from_both() {
    with(|_, event| {
        let ghb: Vec<usize> = event
            .facts
            .iter()
            .filter(|fact| fact.relation == Relation::Substance && fact.value == "GHB")
            .flat_map(|fact| fact.documents.clone())
            .collect();
        assert!(ghb.contains(&0) && ghb.contains(&1));
        has(event, "", Relation::Substance, "methadone");
    });
}

#[test]
fn the_offender_his_sentence_and_convictions_are_read() {
    with(|_, event| {
        has(event, "Port", Relation::Aged, "41");
        has(event, "Port", Relation::Occupation, "chef");
        let life = has(event, "Port", Relation::Sentenced, "whole-life");
        assert_eq!((life.documents.as_slice(), day(life).as_str()), ([0, 1].as_slice(), "2016"));
        for offence in [
            "10 offences of administering a substance with intent",
            "four rapes",
            "four sexual assaults",
            "four murders",
        ] {
            has(event, "Port", Relation::ConvictedOf, offence);
        }
    });
}

#[test]
fn the_note_is_followed_from_hand_to_hand() {
    with(|_, event| {
        has(event, "suicide note", Relation::FoundWith, "Whitworth");
        has(event, "suicide note", Relation::Purports, "Whitworth");
        assert_eq!(has(event, "suicide note", Relation::ForgedBy, "Port").documents, [0, 1]);
        has(event, "suicide note", Relation::Claims, "blamed himself");
        has(event, "suicide note", Relation::Claims, "absolve himself");
    });
}

#[test]
fn proceedings_are_read_from_conclusion_to_what_is_expected() {
    with(|_, event| {
        let ruled = has(event, "Whitworth", Relation::Concluded, "overdosing");
        assert_eq!(day(ruled), "2015-06");
        assert!(ruled.subject.people.len() == 2);
        has(event, "Whitworth", Relation::Concluded, "open");
        let quashed = has(event, "Daniel Whitworth, Gabriel Kovari", Relation::Quashed, "High Court");
        assert_eq!((quashed.documents.as_slice(), day(quashed).as_str()), ([0, 1].as_slice(), "2017-11"));
        has(event, "Whitworth", Relation::Requested, "lawyers");
        has(event, "Whitworth", Relation::Requested, "High Court");
        assert_eq!(has(event, "Walgate", Relation::Joined, "together").subject.people.len(), 4);
        assert_eq!(day(has(event, "Walgate", Relation::Expected, "")), "2019");
    });
}

#[test]
fn the_report_its_findings_and_the_officers_are_read() {
    with(|_, event| {
        let due = has(event, "Independent Office", Relation::ReportDue, "2018-05");
        assert_eq!(due.documents, [0, 1]);
        has(event, "Independent Office", Relation::ReportStatus, "nearing completion");
        for finding in ["multiple failures", "multiple failings", "missed opportunities", "damning"] {
            has(event, "", Relation::Finding, finding);
        }
        has(event, "BBC", Relation::Finding, "flaws in the evidence");
        has(event, "", Relation::HeldBack, "inquests conclude");
        let officers = has(event, "officers", Relation::UnderInvestigation, "17");
        assert_eq!(officers.documents, [0, 1]);
        has(event, "officers", Relation::AtRisk, "7");
        has(event, "Metropolitan Police", Relation::UnderInvestigation, "58 deaths");
    });
}

#[test]
fn quotations_have_their_speakers_and_one_in_both_reports_is_one_source() {
    with(|_, event| {
        let hudgell = has(event, "Neil Hudgell", Relation::Said, "pleased to have an opportunity");
        assert_eq!((hudgell.documents.as_slice(), hudgell.sources), ([0, 1].as_slice(), 1));
        has(event, "Neil Hudgell", Relation::Said, "want to see the report");
        has(event, "Sarah Green", Relation::Said, "consider the report");
        has(event, "Sarah Green", Relation::Said, "keep the families");
        has(event, "Police", Relation::Said, "inappropriate to comment");
        has(event, "Independent Office", Relation::Said, "nearing completion");
        has(event, "Independent Office", Relation::Said, "did not currently have a view");
        for speaker in ["solicitors", "awyers"] {
            assert!(
                event.facts.iter().any(|fact| fact.relation == Relation::Said && fact.subject.name.contains(speaker)),
                "{speaker}"
            );
        }
    });
}

#[test]
fn what_differs_is_shown_and_nothing_is_called_a_contradiction() {
    with(|reading, event| {
        let of = |kind: DifferenceKind| -> Vec<&str> {
            event.differences.iter().filter(|one| one.kind == kind).map(|one| one.sentence.as_str()).collect()
        };
        assert_eq!(of(DifferenceKind::Contradiction), Vec::<&str>::new());
        assert_eq!(of(DifferenceKind::Superseded), Vec::<&str>::new());
        assert!(
            of(DifferenceKind::Wording)
                .iter()
                .any(|sentence| sentence.contains("failures") && sentence.contains("failings"))
        );
        assert!(of(DifferenceKind::Slip).iter().any(|sentence| sentence.contains("GBH") && sentence.contains("GHB")));
        assert!(
            of(DifferenceKind::Loose)
                .iter()
                .any(|sentence| sentence.contains("open") && sentence.contains("overdosing"))
        );
        assert!(
            of(DifferenceKind::Precision).iter().any(|sentence| sentence.contains("by May")),
            "{:#?}",
            of(DifferenceKind::Precision)
        );
        assert!(
            of(DifferenceKind::Subset).iter().any(|sentence| sentence.contains("3 of the dead")),
            "{:#?}",
            of(DifferenceKind::Subset)
        );
        for side in event.differences.iter().flat_map(|one| &one.sides) {
            assert!(reading.documents[side.document].text.get(side.characters.clone()).is_some());
        }
    });
}

#[test]
fn residue_of_the_web_is_nobody() {
    with(|reading, _| {
        for person in reading.documents.iter().flat_map(|one| &one.mentions.people) {
            let name = person.shown();
            assert!(
                !["Image", "Caption", "Copyright", "More", "KentOnline"].iter().any(|word| name.contains(word)),
                "{name}"
            );
        }
    });
}
