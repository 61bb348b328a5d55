//! Who is who across the documents of one event.

use crate::claims::{Claim, Relation, Subject, SubjectKind};
use crate::mentions::{Mentions, Role, place_key, place_within, same_name};
use rustc_hash::FxHashMap;

/// One name for each person of an event, whatever the documents call them.
pub(crate) struct Names {
    canonical: FxHashMap<String, String>,
}

impl Names {
    /// From the people of the documents: full names that agree are one; the form used most, then the longest, then the first in the
    /// alphabet, stands for all.
    pub(crate) fn of(mentions: &[&Mentions], claims: &[&Claim]) -> Names {
        let mut forms: FxHashMap<&str, usize> = FxHashMap::default();
        for person in mentions.iter().flat_map(|mentions| &mentions.people) {
            if let Some(name) = person.name.as_deref().filter(|name| name.contains(' ')) {
                *forms.entry(name).or_default() += 1;
            }
        }
        let mut forms: Vec<(&str, usize)> = forms.into_iter().collect();
        forms.sort_by(|a, b| b.1.cmp(&a.1).then(b.0.len().cmp(&a.0.len())).then(a.0.cmp(b.0)));
        let mut canonical: FxHashMap<String, String> = FxHashMap::default();
        let mut kept: Vec<(Vec<String>, &str)> = Vec::new();
        for (form, _) in forms {
            let words = words(form);
            let known = kept.iter().find(|(other, _)| same_name(other, &words)).map(|(_, name)| *name);
            if known.is_none() {
                kept.push((words, form));
            }
            canonical.insert(form.to_owned(), known.unwrap_or(form).to_owned());
        }
        let mut names = Names { canonical };
        names.townsmen(mentions, claims);
        names
    }

    /// "A Gravesend man": the one of the dead who is from there, or from what it lies in.
    fn townsmen(&mut self, mentions: &[&Mentions], claims: &[&Claim]) {
        let unnamed = claims.iter().flat_map(|claim| &claim.subject.people).filter(|name| name.starts_with("a "));
        let unnamed: Vec<String> = unnamed.cloned().collect();
        for name in unnamed {
            let town: Vec<&str> = name.split(' ').skip(1).collect();
            let town = town.split_last().map(|(_, town)| town.join(" ")).unwrap_or_default();
            let within = place_within(&town);
            let from = |home: &str| {
                place_key(home) == place_key(&town) || within.is_some_and(|within| place_key(within) == place_key(home))
            };
            let homes = claims.iter().filter(|claim| claim.relation == Relation::From && from(&claim.value.text));
            let dead = |name: &str| {
                mentions.iter().flat_map(|mentions| &mentions.people).any(|person| {
                    person.is(Role::Deceased)
                        && person.name.as_deref().is_some_and(|own| self.one(own) == self.one(name))
                })
            };
            let mut people: Vec<String> =
                homes.map(|claim| self.one(&claim.subject.name).to_owned()).filter(|name| dead(name)).collect();
            people.sort_unstable();
            people.dedup();
            if let [person] = people.as_slice() {
                self.canonical.insert(name, person.clone());
            }
        }
    }

    /// The name that stands for a form.
    pub(crate) fn one<'n>(&'n self, form: &'n str) -> &'n str {
        self.canonical.get(form).map_or(form, String::as_str)
    }

    /// A subject with every name in the form that stands for all.
    pub(crate) fn subject(&self, subject: &Subject) -> Subject {
        let mut people: Vec<String> = subject.people.iter().map(|name| self.one(name).to_owned()).collect();
        people.sort_unstable();
        people.dedup();
        let name = match subject.kind {
            SubjectKind::Person => people.first().cloned().unwrap_or_else(|| self.one(&subject.name).to_owned()),
            _ if people.is_empty() => subject.name.clone(),
            _ => {
                let what = subject.name.split(": ").next().unwrap_or_default();
                format!("{what}: {}", people.join(", "))
            }
        };
        Subject { kind: subject.kind, name, people }
    }
}

fn words(name: &str) -> Vec<String> {
    let endings = ["jr", "sr", "ii", "iii", "iv"];
    let plain = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    name.split_whitespace().map(plain).filter(|word| !word.is_empty() && !endings.contains(&word.as_str())).collect()
}

/// Whether two names of organisations mean one: the same, initials, or a short form.
pub(crate) fn same_organisation(a: &str, b: &str, mentions: &[&Mentions]) -> bool {
    let same = |a: &str, b: &str| {
        let known = crate::mentions::Organisation { name: a.to_owned(), forms: Vec::new(), mentions: Vec::new() };
        crate::mentions::same_organisation(&known, b)
    };
    // "IOPC" in one document is spelt out in another.
    let spelt = |short: &str| -> Vec<String> {
        let organisations = mentions.iter().flat_map(|mentions| &mentions.organisations);
        organisations
            .filter(|one| one.name == short || one.forms.iter().any(|form| form == short))
            .map(|one| one.name.clone())
            .collect()
    };
    a == b || same(a, b) || spelt(a).iter().any(|a| spelt(b).iter().any(|b| same(a, b)) || same(a, b))
}
