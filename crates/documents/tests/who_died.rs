//! Who is found as a person and who as one of the dead, in sentences of our own.

use colligate_documents::mentions::{self, Mentions};
use colligate_documents::{Document, Origin};

fn read(text: &str) -> Mentions {
    mentions::find(&Document {
        name: "report".into(),
        title: None,
        date: "2019-05-09".parse().ok(),
        text: text.into(),
        origin: Origin::whole(text.len()),
    })
}

fn people(text: &str) -> Vec<String> {
    read(text).people.into_iter().filter_map(|person| person.name).collect()
}

fn dead(text: &str) -> Vec<String> {
    let found = read(text);
    found.about.dead.iter().filter_map(|at| found.people[*at].name.clone()).collect()
}

#[test]
fn all_of_a_list_of_victims_are_dead() {
    let text = "A gunman killed five people at a home in Salford on Tuesday, police said. The victims were identified as: \
                Ada Quill, 59; Nora Bell, 53; Kathy Holmes, 62; John Roger Smith, 73; and Frank Davis, 50. Another man was wounded.";
    assert_eq!(dead(text), ["Ada Quill", "Nora Bell", "Kathy Holmes", "John Roger Smith", "Frank Davis"]);
}

#[test]
fn whoever_is_included_in_the_dead_is_dead() {
    let text = "Six people were shot at a home in Salford on Tuesday. Two people died at the scene, including Ada Quill, age 38.";
    assert_eq!(dead(text), ["Ada Quill"]);
}

#[test]
fn a_death_at_the_end_of_a_long_sentence_is_theirs() {
    let text = "A shooting in Salford left a man dead, police said. Peter Bell, 21, who lived on the same block where the \
                shooting occurred, was taken by ambulance to the nearest hospital in the north of the county where he was \
                pronounced dead at 8:42 p.m.";
    assert_eq!(dead(text), ["Peter Bell"]);
}

#[test]
fn initials_in_quotation_marks_are_a_nickname() {
    let found = people("Peter “J.P.” Bell died early on Saturday after a fight.");
    assert_eq!(found, ["Peter “J.P.” Bell"]);
}

#[test]
fn a_month_between_two_names_is_a_name() {
    let found = people("The coroner named the dead as Hannah May Bell, 19, and Nora Smith, 20.");
    assert_eq!(found, ["Hannah May Bell", "Nora Smith"]);
}

#[test]
fn a_day_named_after_somebody_is_nobody() {
    let found = people("Peter Bell was killed in a Martin Luther King Day shooting in Salford.");
    assert_eq!(found, ["Peter Bell"]);
}
