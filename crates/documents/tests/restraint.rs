//! Sentences that a hasty reader gets wrong, in words of our own: wrong speakers, accusations, days of death, places and ages.
//!
//! The files say how they are written. A case that is still read wrongly is marked `! why`; the test holds the marks to be true, so that a
//! case that comes right is unmarked, and one that goes wrong is seen.

#![allow(clippy::unwrap_used)]
#![allow(clippy::panic, reason = "an expectation that the test does not know is a fault of the file")]

use colligate_documents::across::Reading;
use colligate_documents::claims::{Claim, Relation};
use colligate_documents::mentions::{Person, Role, Status};
use colligate_documents::{Document, Options, Origin, read_all};

const FIRST: &str = include_str!("restraint/first.txt");
const SECOND: &str = include_str!("restraint/second.txt");
const THIRD: &str = include_str!("restraint/third.txt");

struct Case<'f> {
    name: &'f str,
    text: String,
    expected: Vec<&'f str>,
    wrong: bool,
}

fn cases(file: &str) -> Vec<Case<'_>> {
    file.split("\n## ")
        .skip(1)
        .map(|block| {
            let (name, rest) = block.split_once('\n').unwrap_or((block, ""));
            let marked =
                |mark: &str| -> Vec<&str> { rest.lines().filter_map(|line| line.strip_prefix(mark)).collect() };
            let plain = rest.lines().filter(|line| !line.starts_with("= ") && !line.starts_with("! "));
            let text = plain.collect::<Vec<_>>().join("\n").trim().to_owned();
            Case { name, text, expected: marked("= "), wrong: !marked("! ").is_empty() }
        })
        .collect()
}

fn read(text: &str) -> Reading {
    let document =
        Document { name: "text".into(), title: None, date: None, text: text.into(), origin: Origin::whole(text.len()) };
    read_all(vec![document], &Options::default())
}

fn relation(claim: &Claim) -> String {
    serde_json::to_value(claim.relation).unwrap().as_str().unwrap().to_owned()
}

fn told(claim: &Claim) -> String {
    let day = claim.value.when.or(claim.happened).map(|when| format!("{}..{}", when.from, when.to)).unwrap_or_default();
    format!("{} {} {day}", claim.subject.name, claim.value.text)
}

/// Whether what a line expects holds.
fn holds(line: &str, reading: &Reading) -> bool {
    let (what, rest) = line.split_once(' ').unwrap();
    let people = &reading.documents[0].mentions.people;
    let has = |role: Role| {
        people
            .iter()
            .any(|person: &Person| person.is(role) && person.name.as_deref().is_some_and(|name| name.contains(rest)))
    };
    let (of, value) = rest.split_once(' ').unwrap_or((rest, ""));
    let plain = || reading.claims.iter().filter(|claim| claim.is_asserted() && relation(claim) == of);
    let all = |claim: &&Claim| value.split(' ').all(|word| told(claim).contains(word));
    let said = || reading.claims.iter().filter(|claim| claim.relation == Relation::Said);
    let by = |claim: &Claim| {
        claim.speaker.as_deref().is_some_and(|name| name.contains(rest)) || claim.subject.name.contains(rest)
    };
    match what {
        "dead" => has(Role::Deceased),
        "alive" => !has(Role::Deceased),
        "innocent" => !has(Role::Offender) && !has(Role::Accused),
        "offender" => has(Role::Offender),
        "accused" => has(Role::Accused),
        "claim" => plain().any(|claim| all(&claim)),
        "none" => !plain().any(|claim| all(&claim)),
        "status" => {
            let named = |status: Status| serde_json::to_value(status).unwrap() == of;
            reading.claims.iter().any(|claim| named(claim.status) && relation(claim) == value)
        }
        "speaker" => said().any(by),
        "mute" => {
            !said().any(by)
                && !has(Role::Speaker)
                && !reading.claims.iter().any(|claim| claim.speaker.as_deref().is_some_and(|name| name.contains(rest)))
        }
        "spoken" => reading
            .claims
            .iter()
            .filter(|claim| relation(claim) == value)
            .all(|claim| claim.speaker.as_deref().is_some_and(|name| name.contains(of))),
        "person" => people.iter().any(|person| person.name.as_deref() == Some(rest)),
        "nobody" => !people.iter().any(|person| person.name.as_deref().is_some_and(|name| name.contains(rest))),
        "nowhere" => !reading.documents[0]
            .mentions
            .places
            .iter()
            .any(|place| place.name == rest || place.within.as_deref() == Some(rest)),
        _ => panic!("{what} is no expectation"),
    }
}

fn check(file: &str) {
    let cases = cases(file);
    let mut wrong = Vec::new();
    for case in &cases {
        let reading = read(&case.text);
        let failed: Vec<&&str> = case.expected.iter().filter(|line| !holds(line, &reading)).collect();
        if failed.is_empty() == case.wrong {
            let claims: Vec<String> = reading
                .claims
                .iter()
                .map(|claim| format!("{:?} {}: {}", claim.status, relation(claim), told(claim)))
                .collect();
            wrong.push(format!("{}: {failed:?}\n      {}", case.name, claims.join("\n      ")));
        }
    }
    let right = cases.iter().filter(|case| !case.wrong).count();
    println!("{right} of {} marked as read right", cases.len());
    assert!(wrong.is_empty(), "{} read otherwise than marked:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn sentences_written_before_they_were_tried_are_read_with_restraint() {
    check(FIRST);
}

#[test]
fn sentences_of_other_kinds_are_read_with_restraint() {
    check(SECOND);
}

#[test]
fn days_in_the_language_of_coroners_are_read_and_none_is_made_up() {
    check(THIRD);
}
