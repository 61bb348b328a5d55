//! People, from the cast: with age, home, roles and what they do.

use super::cast::{At, Cast, Form};
use super::lexicon::is;
use super::roles;
use super::text::Text;
use super::types::{Person, Role};

/// The people of a text, in the order of the cast.
pub(crate) fn people(text: &Text, cast: &Cast, died: &[f32]) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::with_capacity(cast.members.len());
    for (index, member) in cast.members.iter().enumerate() {
        let mine = || cast.at.iter().filter(move |at| at.person == index);
        let home = mine().find_map(|at| home(text, at));
        let mut roles = roles::of(text, cast, index);
        roles.retain(|role| *role != Role::Offender);
        roles.extend(roles::guilt(text, cast, index));
        let weight = died.get(index).copied().unwrap_or_default();
        if weight > 0.0 {
            roles.retain(|role| !matches!(role, Role::Injured | Role::Speaker));
            roles.push(Role::Deceased);
        }
        let title = mine().find_map(|at| roles::title(text, at));
        // "Senior coroner for West Kent Ada Bell": the office stands before its area.
        if title.as_deref().is_some_and(|title| title.to_lowercase().contains("coroner")) {
            roles.push(Role::Coroner);
        }
        roles.sort_unstable();
        roles.dedup();
        people.push(Person {
            name: member.shown.clone(),
            age: member.age,
            age_at: member.age_at.map(|(from, to)| text.bytes(from, to)),
            home: home.map(|(from, to)| text.slice(from, to).split_whitespace().collect::<Vec<_>>().join(" ")),
            home_at: home.map(|(from, to)| text.bytes(from, to)),
            roles,
            title,
            died_weight: weight,
            mentions: mine().map(|at| text.bytes(at.from, at.to)).collect(),
        });
    }
    people
}

/// "from Hull", ", of Nine Elms Road,": the home after a name and its age.
fn home(text: &Text, at: &At) -> Option<(usize, usize)> {
    if at.form == Form::Pronoun {
        return None;
    }
    let end = text.sentence(at.from).end;
    let mut next = at.to;
    if let Some(age) = super::ages::after_name(text, next) {
        next = age.to + usize::from(text.any(age.to, &[")"]));
    }
    next += usize::from(text.word(next) == ",");
    if text.word(next) == "who" && text.any(next + 1, &["was", "is", "lived"]) {
        next += 2;
    }
    if !text.any(next, &["of", "from"]) {
        return None;
    }
    let from = next + 1 + usize::from(text.word(next + 1) == "the" && text.capital(next + 2));
    let mut to = from;
    while to < end
        && text.breaks(to) == 0
        && (text.capital(to) && text.is_word(to)
            || to > from && text.any(to, &["-", "."]) && text.joined(to) && text.capital(to + 1))
    {
        to += 1;
    }
    if text.word(to) == "." && text.written(to.saturating_sub(1)) == "St" && text.capital(to + 1) {
        to += 1;
        while to < end && text.capital(to) {
            to += 1;
        }
    }
    let office = (from..to).any(|word| {
        text.can(word, is::ORGANISATION | is::RANK | is::MONTH)
            && !text.any(word, &["union", "center", "college", "court"])
    });
    (to > from && !office).then_some((from, to))
}
