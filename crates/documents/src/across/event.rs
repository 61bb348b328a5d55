//! An event: its documents, facts, differences and timeline.

use super::differences::differences;
use super::facts::{Bench, facts};
use super::same_people::Names;
use super::types::{Event, Fact, Moment};
use crate::claims::Claim;
use crate::mentions::{Mentions, Role};

/// Brings together what the documents of a group say.
pub(crate) fn event(
    documents: &[usize],
    all: &[&Mentions],
    claims: &[Claim],
    source: &[usize],
    reasons: Vec<String>,
) -> Event {
    let mentions: Vec<&Mentions> = documents.iter().filter_map(|at| all.get(*at).copied()).collect();
    let mine: Vec<usize> = (0..claims.len())
        .filter(|at| claims.get(*at).is_some_and(|claim| documents.contains(&claim.document)))
        .collect();
    let told: Vec<&Claim> = mine.iter().filter_map(|at| claims.get(*at)).collect();
    let names = Names::of(&mentions, &told);
    let bench = Bench { claims, names: &names, mentions: &mentions, source };
    let mut facts = facts(&bench, &mine);
    let differences = differences(&bench, &mut facts, documents);
    let timeline = timeline(&facts, claims);
    Event { name: name(&mentions, &names), documents: documents.to_vec(), reasons, facts, differences, timeline }
}

/// What happened, by day, then by the day on which it was first asserted.
fn timeline(facts: &[Fact], claims: &[Claim]) -> Vec<Moment> {
    let mut moments: Vec<Moment> = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        let Some(happened) = fact.happened else { continue };
        let asserted_on = fact.claims.iter().filter_map(|at| claims.get(*at)?.asserted_on).min();
        moments.push(Moment { happened, asserted_on, fact: at });
    }
    moments.sort_by_key(|moment| (moment.happened.from, moment.happened.to, moment.asserted_on, moment.fact));
    moments
}

/// The dead and the place, as a name to show.
fn name(mentions: &[&Mentions], names: &Names) -> String {
    let mut dead: Vec<String> = Vec::new();
    for person in mentions.iter().flat_map(|one| &one.people).filter(|person| person.is(Role::Deceased)) {
        if let Some(name) =
            person.name.as_deref().map(|name| names.one(name).to_owned()).filter(|name| !dead.contains(name))
        {
            dead.push(name);
        }
    }
    let place = mentions.iter().find_map(|one| one.about.city.as_ref().map(|city| city.name.clone()));
    let when = mentions.iter().find_map(|one| one.about.when.as_ref()?.when.map(|when| when.to_string()));
    let mut name = match dead.len() {
        0 => String::new(),
        1..=4 => dead.join(", "),
        more => format!("{} and {} others", dead.iter().take(3).cloned().collect::<Vec<_>>().join(", "), more - 3),
    };
    for part in [place, when].into_iter().flatten() {
        name.push_str(if name.is_empty() { "" } else { ", " });
        name.push_str(&part);
    }
    if name.is_empty() { "event".into() } else { name }
}
