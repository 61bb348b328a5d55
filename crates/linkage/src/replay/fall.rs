//! Why a series ceased to be visible.

use super::days::Snapshot;
use super::tracks::Seen;
use crate::describe::e_words;
use colligate_register::{Day, Register, What, wording};
use std::collections::BTreeMap;

/// A series ceased to be visible.
pub(super) struct Fall {
    /// First day looked at on which it was no longer visible.
    pub day: Day,
    /// What made it fall.
    pub why: String,
}

/// Loss of weight worth a word.
const SLIGHT: f64 = 0.05;
/// Kinds of evidence named, at most.
const NAMED: usize = 3;

/// What made a series fall between the last day on which it was visible and this one: what became known of its deaths,
/// and which evidence lost most weight by it or by what became known of others.
pub(super) fn why(
    register: &Register,
    snapshot: &Snapshot,
    last: &Seen,
    now: &[(&'static str, f64)],
    e_value: f64,
) -> String {
    let mut told: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for change in &snapshot.changes {
        let death = change.death as u32;
        if let (What::Field(_, field), Ok(_)) = (change.what, last.members.binary_search(&death)) {
            let fields = told.entry(death).or_default();
            if !fields.contains(&field.as_str()) {
                fields.push(field.as_str());
            }
        }
    }
    let of = |(&death, fields): (&u32, &Vec<&str>)| {
        format!("{} of {}", fields.join(", "), register.deaths[death as usize].id)
    };
    let became_known = match told.is_empty() {
        true => "nothing became known of its deaths, but of others against which it is measured".to_owned(),
        false => format!("{} became known", told.iter().map(of).collect::<Vec<_>>().join(" and ")),
    };
    let mut losses: Vec<(&str, f64, f64)> = last
        .parts
        .iter()
        .zip(now)
        .map(|((name, then), (_, now))| (*name, *then, *now))
        .filter(|(_, then, now)| then - now >= SLIGHT)
        .collect();
    losses.sort_by(|x, y| (y.1 - y.2).total_cmp(&(x.1 - x.2)));
    let loss = |(name, then, now): &(&str, f64, f64)| {
        let (then, now) = (wording::weight(*then), wording::weight(*now));
        format!("{} fell from {then} to {now}", name.replace('_', " "))
    };
    let losses: Vec<String> = losses.iter().take(NAMED).map(loss).collect();
    let losses = if losses.is_empty() { String::new() } else { format!("; the weight of {}", losses.join(", of ")) };
    let day = wording::day(snapshot.day);
    format!("by {day} {became_known}{losses}; E rose from {} to {}", e_words(last.e_value), e_words(e_value))
}
