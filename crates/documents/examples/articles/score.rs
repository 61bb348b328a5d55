//! What was read right in each part of the archive.

mod alike;
mod given;
mod tally;

pub use alike::{ends, name_words, same_person};
pub use given::given_name;
pub use tally::Cubed;

use crate::truth::{Article, Incident, Killed, Part, plain};
use alike::alike;
use colligate_documents::mentions::{Mentions, Person};
use given::{age_given, age_written, tells_of_death, truly_dated};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use tally::{Error, Tally};

/// What is scored. Of the rows "among", only recall means anything: what share of what an article gives is found as anything at all, of
/// which the choice of the dead and of the city can choose.
const ROWS: [&str; 11] = [
    "names",
    "names, by the rule of before",
    "names, all articles",
    "ages",
    "ages, by the rule of before",
    "ages, all articles",
    "city",
    "date",
    "names, among all persons",
    "ages, among all ages",
    "city, among all places",
];

/// A tally for each row, part and incident.
#[derive(Default)]
pub struct Table {
    rows: [[BTreeMap<String, Tally>; Part::ALL.len()]; ROWS.len()],
    /// Whoever the archive has as killed, in any incident.
    killed: Vec<Vec<String>>,
}

/// An article as it is scored.
struct Scored<'a> {
    article: &'a Article,
    incident: &'a Incident,
    mentions: &'a Mentions,
    /// Title and text in plain words.
    text: &'a str,
    /// What is to be shown of it.
    show: Option<&'a str>,
}

impl Table {
    pub fn new<'i>(incidents: impl Iterator<Item = &'i Incident>) -> Table {
        let killed = incidents.flat_map(Incident::killed).filter_map(|person| name_words(person.name.as_deref()?));
        Table { killed: killed.collect(), ..Table::default() }
    }

    /// Adds an article. What is wrong of the row `show` is printed, where errors of its part may be seen.
    pub fn add(&mut self, article: &Article, incident: &Incident, mentions: &Mentions, show: Option<&str>) {
        let show = show.filter(|_| Part::SEEN.contains(&incident.part()));
        let title = article.title.clone().unwrap_or_default();
        let text = format!(" {} {} ", plain(&title), plain(&article.content));
        let one = Scored { article, incident, mentions, text: &text, show };
        self.names(&one);
        self.ages(&one);
        self.city(&one);
        self.date(&one);
    }

    fn tally(&mut self, row: &str, incident: &Incident, one: Tally) {
        let Some(row) = ROWS.iter().position(|name| *name == row).and_then(|at| self.rows.get_mut(at)) else { return };
        row[incident.part() as usize].entry(incident.incident_uri.clone()).or_default().add(one);
    }

    fn names(&mut self, one: &Scored) {
        let killed = one.incident.killed();
        let named: Vec<(String, String)> = killed.iter().filter_map(|person| ends(person.name.as_deref()?)).collect();
        let given: Vec<&(String, String)> = named.iter().filter(|name| given_name(one.text, name)).collect();
        let read: Vec<(String, String)> = dead(one.mentions)
            .filter_map(|person| ends(person.name.as_deref()?))
            .filter(|(first, last)| first != last)
            .collect();
        let right = read.iter().filter(|name| named.iter().any(|truth| alike(truth, name))).count();
        let found = given.iter().filter(|truth| read.iter().any(|name| alike(truth, name))).count();
        let all = Tally { right, read: read.len(), found, named: given.len() };
        self.tally("names, all articles", one.incident, all);
        if given.is_empty() {
            return;
        }
        self.tally("names, by the rule of before", one.incident, all);
        if tells_of_death(one.text) {
            let tally = self.named(&killed, one, &dead(one.mentions).collect::<Vec<_>>());
            self.tally("names", one.incident, tally);
            let among = self.named(&killed, one, &one.mentions.people.iter().collect::<Vec<_>>());
            self.tally("names, among all persons", one.incident, Tally { right: 0, read: 0, ..among });
            if one.show == Some("names") && (tally.right < tally.read || tally.found < tally.named) {
                self.show_names(one, &killed);
            }
        }
    }

    /// Names by the rule: right where the archive has the person as killed, in this or another of its incidents.
    fn named(&self, killed: &[Killed], one: &Scored, dead: &[&Person]) -> Tally {
        let given = given_words(killed, one.text);
        let read: Vec<Vec<String>> = dead.iter().filter_map(|person| name_words(person.name.as_deref()?)).collect();
        Tally {
            right: read.iter().filter(|name| self.killed.iter().any(|truth| same_person(truth, name))).count(),
            read: read.len(),
            found: given.iter().filter(|truth| read.iter().any(|name| same_person(truth, name))).count(),
            named: given.len(),
        }
    }

    /// Whom an article names and nobody found, whom it has as a person but not as dead, and who is wrong.
    fn show_names(&self, one: &Scored, killed: &[Killed]) {
        println!("NAMES {} {} | {:?}", one.incident.part().name(), one.article.id, one.article.title);
        let people: Vec<(Vec<String>, &Person)> = one
            .mentions
            .people
            .iter()
            .filter_map(|person| Some((name_words(person.name.as_deref()?)?, person)))
            .collect();
        let is_dead = |person: &Person| dead(one.mentions).any(|other| std::ptr::eq(other, person));
        for truth in given_words(killed, one.text) {
            let mut found = people.iter().filter(|(name, _)| same_person(&truth, name)).peekable();
            if found.peek().is_none() {
                println!("    no person: {}", truth.join(" "));
            } else if !found.clone().any(|(_, person)| is_dead(person)) {
                let weight = found.map(|(_, person)| person.died_weight).fold(f32::MIN, f32::max);
                println!("    not said to be dead: {} ({weight:.2})", truth.join(" "));
            }
        }
        for (name, person) in &people {
            if is_dead(person) && !self.killed.iter().any(|truth| same_person(truth, name)) {
                println!("    wrong: {} ({:.2})", name.join(" "), person.died_weight);
            }
        }
    }

    fn ages(&mut self, one: &Scored) {
        let killed: Vec<u32> = one.incident.killed().iter().filter_map(|person| person.age).collect();
        let given: Vec<u32> = killed.iter().copied().filter(|age| age_given(one.text, *age)).collect();
        let whole = |person: &Person| person.age.map(|age| age.floor() as u32);
        let mut read: Vec<u32> = dead(one.mentions).filter_map(whole).collect();
        read.sort_unstable();
        let right = taken(&killed, &read);
        let all = |given: &[u32]| Tally { right, read: read.len(), found: taken(&read, given), named: given.len() };
        self.tally("ages, all articles", one.incident, all(&given));
        if !given.is_empty() {
            self.tally("ages, by the rule of before", one.incident, all(&given));
        }
        let written = format!("{} \n {}", one.article.title.as_deref().unwrap_or_default(), one.article.content);
        let given: Vec<u32> = killed.iter().copied().filter(|age| age_written(&written, *age)).collect();
        if given.is_empty() || !tells_of_death(one.text) {
            return;
        }
        let tally = all(&given);
        self.tally("ages", one.incident, tally);
        let among: Vec<u32> = one.mentions.people.iter().filter_map(whole).collect();
        let found = taken(&among, &given);
        self.tally("ages, among all ages", one.incident, Tally { right: 0, read: 0, found, named: given.len() });
        if one.show == Some("ages") && (tally.right < tally.read || tally.found < tally.named) {
            println!(
                "AGES {} {} killed {killed:?} given {given:?} read {read:?} of {among:?} | {:?}",
                one.incident.part().name(),
                one.article.id,
                one.article.title
            );
        }
    }

    fn city(&mut self, one: &Scored) {
        let cities = one.incident.cities();
        if !cities.iter().any(|city| one.text.contains(&format!(" {city} "))) {
            return;
        }
        let is_right = |read: &String| cities.iter().any(|city| city == read || *read == format!("{city} county"));
        let read = one.mentions.about.city.as_ref().map(|place| plain(&place.name));
        let right = read.as_ref().is_some_and(is_right);
        self.tally("city", one.incident, Tally::one(right, read.is_some()));
        let among = right || one.mentions.places.iter().any(|place| is_right(&plain(&place.name)));
        let found = Tally { right: 0, read: 0, ..Tally::one(among, true) };
        self.tally("city, among all places", one.incident, found);
        if one.show == Some("city") && !right {
            println!(
                "CITY {} {} truth {cities:?} read {read:?}{} | {:?}",
                one.incident.part().name(),
                one.article.id,
                if among { "" } else { ", no place" },
                one.article.title
            );
        }
    }

    fn date(&mut self, one: &Scored) {
        let Some(day) = one.incident.day().filter(|day| truly_dated(one.article, one.text, *day)) else { return };
        let about = one.mentions.about.when.as_ref();
        let read = about.and_then(|date| date.when);
        let right = read.is_some_and(|when| when.from == day && when.to == day);
        self.tally("date", one.incident, Tally::one(right, read.is_some()));
        if one.show == Some("date") && !right {
            let words = about.and_then(|date| {
                let (from, to) = (date.characters.start.saturating_sub(40), date.characters.end + 20);
                one.article.content.get(from..to)
            });
            println!(
                "DATE {} {} truth {day} dct {} read {:?} {words:?}",
                one.incident.part().name(),
                one.article.id,
                one.article.dct,
                read.map(|when| when.to_string())
            );
        }
    }

    /// F1 of a row by its name, for some parts together; none where there is no such row.
    pub fn f1(&self, row: &str, parts: &[Part]) -> Option<f64> {
        let at = ROWS.iter().position(|name| *name == row)?;
        let row = self.rows.get(at)?;
        Some(Tally::sum(parts.iter().flat_map(|part| row[*part as usize].values())).f1())
    }

    /// A line for each row: precision, recall, F1, its standard error by incident, and the number named, for the parts asked for.
    pub fn text(&self, parts: &[Part]) -> String {
        let head = parts.iter().map(|part| format!("{:>36}", format!("{}: P R F1 ± (n)", part.name())));
        let mut lines = vec![format!("{:30}{}", "", head.collect::<String>())];
        for (name, row) in ROWS.iter().zip(&self.rows) {
            let figures = parts.iter().map(|part| {
                let tallies: Vec<Tally> = row[*part as usize].values().copied().collect();
                let (all, error) = (Tally::sum(&tallies), Error::of(&tallies));
                let figures = if all.read == 0 {
                    format!("{:.3} ± {:.3} ({})", all.recall(), error.recall, all.named)
                } else {
                    let parts = format!("{:.3} {:.3} {:.3}", all.precision(), all.recall(), all.f1());
                    format!("{parts} ± {:.3} ({})", error.f1, all.named)
                };
                format!("{figures:>36}")
            });
            lines.push(format!("{name:30}{}", figures.collect::<String>()));
        }
        lines.join("\n")
    }

    pub fn json(&self, groups: &[Cubed], alone: Duration, whole: Duration, bytes: usize) -> Value {
        let mut rows = serde_json::Map::new();
        for (name, parts) in ROWS.iter().zip(&self.rows) {
            let of_part = |tallies: &BTreeMap<String, Tally>| {
                let tally = Tally::sum(tallies.values());
                json!({
                    "precision": tally.precision(), "recall": tally.recall(), "f1": tally.f1(), "named": tally.named,
                })
            };
            let parts = Part::ALL.iter().map(|part| (part.name().to_owned(), of_part(&parts[*part as usize])));
            rows.insert((*name).into(), Value::Object(parts.collect()));
        }
        let cubed: serde_json::Map<String, Value> = Part::ALL
            .iter()
            .zip(groups.iter().map(|group| group.parts()))
            .map(|(part, (p, r, f))| (part.name().to_owned(), json!({ "precision": p, "recall": r, "f1": f })))
            .collect();
        json!({
            "parts": rows, "b_cubed": cubed, "mentions_seconds": alone.as_secs_f64(),
            "whole_seconds": whole.as_secs_f64(), "bytes": bytes,
        })
    }
}

fn dead(mentions: &Mentions) -> impl Iterator<Item = &Person> {
    mentions.about.dead.iter().filter_map(|at| mentions.people.get(*at))
}

/// Words of the names of the killed that an article gives in full.
fn given_words(killed: &[Killed], text: &str) -> Vec<Vec<String>> {
    let names = killed.iter().filter_map(|person| person.name.as_deref());
    names.filter(|name| ends(name).is_some_and(|ends| given_name(text, &ends))).filter_map(name_words).collect()
}

/// How many of some ages are among others, each once.
fn taken(among: &[u32], ages: &[u32]) -> usize {
    let mut left = among.to_vec();
    let take = |age: &&u32| left.iter().position(|other| other == *age).map(|at| left.swap_remove(at)).is_some();
    ages.iter().filter(take).count()
}
