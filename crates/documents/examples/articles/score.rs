//! Counts of what was read right.

use crate::truth::{Article, Incident, plain};
use colligate_documents::mentions::Mentions;
use serde_json::{Value, json};
use std::time::Duration;

/// Right, read and named: from which precision and recall come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub right: usize,
    pub read: usize,
    pub found: usize,
    pub named: usize,
}

impl Tally {
    fn precision(&self) -> f64 {
        self.right as f64 / self.read.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.found as f64 / self.named.max(1) as f64
    }

    fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        2.0 * precision * recall / (precision + recall).max(1e-9)
    }
}

/// Mean B-cubed precision and recall.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cubed {
    precision: f64,
    recall: f64,
    count: f64,
}

impl Cubed {
    pub fn add(&mut self, precision: f64, recall: f64) {
        self.precision += precision;
        self.recall += recall;
        self.count += 1.0;
    }

    fn parts(&self) -> (f64, f64, f64) {
        let (precision, recall) = (self.precision / self.count.max(1.0), self.recall / self.count.max(1.0));
        (precision, recall, 2.0 * precision * recall / (precision + recall).max(1e-9))
    }
}

impl std::fmt::Display for Cubed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (precision, recall, f1) = self.parts();
        write!(f, "precision {precision:.3}, recall {recall:.3}, F1 {f1:.3} ({} articles)", self.count)
    }
}

/// What is scored.
const ROWS: [&str; 6] = ["names", "names, all articles", "ages", "ages, all articles", "city", "date"];

/// A tally for each row and half.
#[derive(Default)]
pub struct Table {
    rows: [[Tally; 2]; 6],
}

impl Table {
    pub fn add(&mut self, article: &Article, incident: &Incident, mentions: &Mentions, show: Option<&str>) {
        let half = incident.half();
        let show = |row: &str| half == 0 && show == Some(row);
        let title = article.title.clone().unwrap_or_default();
        let text = format!(" {} {} ", plain(&title), plain(&article.content));
        self.people(article, incident, mentions, &text, half, show("names"), show("ages"));
        let cities = incident.cities();
        if cities.iter().any(|city| text.contains(&format!(" {city} "))) {
            let read = mentions.about.city.as_ref().map(|place| plain(&place.name));
            let right = read
                .as_ref()
                .is_some_and(|read| cities.iter().any(|city| city == read || *read == format!("{city} county")));
            tally(&mut self.rows[4][half], right, read.is_some());
            if show("city") && !right {
                println!("CITY {} truth {cities:?} read {read:?} | {title}", article.id);
            }
        }
        let Some(day) = incident.day() else { return };
        if truly_dated(article, &text, day) {
            let read = mentions.about.when.as_ref().and_then(|date| date.when);
            let right = read.is_some_and(|when| when.from == day && when.to == day);
            tally(&mut self.rows[5][half], right, read.is_some());
            if show("date") && !right {
                let words = mentions.about.when.as_ref().and_then(|date| {
                    article.content.get(date.characters.start.saturating_sub(40)..date.characters.end + 20)
                });
                println!(
                    "DATE {} truth {day} dct {} read {:?} {words:?}",
                    article.id,
                    article.dct,
                    read.map(|when| when.to_string())
                );
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn people(
        &mut self,
        article: &Article,
        incident: &Incident,
        mentions: &Mentions,
        text: &str,
        half: usize,
        show_names: bool,
        show_ages: bool,
    ) {
        let killed = incident.killed();
        let ends = |name: &str| {
            let name = plain(&strip(name));
            let words: Vec<&str> = name
                .split(' ')
                .filter(|word| {
                    ![
                        "jr",
                        "sr",
                        "ii",
                        "iii",
                        "iv",
                        "vi",
                        "deputy",
                        "detective",
                        "sgt",
                        "stf",
                        "rev",
                        "reverend",
                        "officer",
                    ]
                    .contains(word)
                })
                .collect();
            words.first().zip(words.last()).map(|(first, last)| (first.to_string(), last.to_string()))
        };
        let named: Vec<(String, String)> = killed.iter().filter_map(|person| ends(person.name.as_deref()?)).collect();
        let given: Vec<&(String, String)> = named.iter().filter(|(first, last)| close(text, first, last)).collect();
        let dead = || mentions.about.dead.iter().filter_map(|at| mentions.people.get(*at));
        let read: Vec<(String, String)> =
            dead().filter_map(|person| ends(person.name.as_deref()?)).filter(|(first, last)| first != last).collect();
        // A name spelt a little differently by the archive is right where the article spells it so.
        let alike = |a: &(String, String), b: &(String, String)| {
            let near = |a: &str, b: &str| {
                a == b || a.len() > 3 && strsim::levenshtein(a, b) <= 1 || a.len() > 6 && strsim::levenshtein(a, b) <= 2
            };
            near(&a.0, &b.0) && near(&a.1, &b.1)
        };
        let right = read.iter().filter(|name| named.iter().any(|truth| alike(truth, name))).count();
        let found = given.iter().filter(|truth| read.iter().any(|name| alike(truth, name))).count();
        let one = Tally { right, read: read.len(), found, named: given.len() };
        add(&mut self.rows[1][half], one);
        if !given.is_empty() {
            add(&mut self.rows[0][half], one);
        }
        if show_names && (right < read.len() || found < given.len()) {
            println!("NAMES {} killed {named:?} given {given:?} read {read:?} | {:?}", article.id, article.title);
        }
        let ages: Vec<u32> = killed.iter().filter_map(|person| person.age).collect();
        let given: Vec<u32> = ages.iter().copied().filter(|age| age_given(text, *age)).collect();
        let mut read: Vec<u32> = dead().filter_map(|person| person.age).map(|age| age.floor() as u32).collect();
        read.sort_unstable();
        let mut left = ages.clone();
        let right = read.iter().filter(|age| take(&mut left, **age)).count();
        let mut left = read.clone();
        let found = given.iter().filter(|age| take(&mut left, **age)).count();
        let one = Tally { right, read: read.len(), found, named: given.len() };
        add(&mut self.rows[3][half], one);
        if !given.is_empty() {
            add(&mut self.rows[2][half], one);
        }
        if show_ages && (right < read.len() || found < given.len()) {
            println!("AGES {} killed {ages:?} given {given:?} read {read:?} | {:?}", article.id, article.title);
        }
    }

    pub fn text(&self) -> String {
        let mut lines = vec![format!("{:22}{:>28}{:>28}", "", "first half: P R F1 (n)", "second half: P R F1 (n)")];
        for (name, halves) in ROWS.iter().zip(&self.rows) {
            let half = |tally: &Tally| {
                format!("{:.3} {:.3} {:.3} ({})", tally.precision(), tally.recall(), tally.f1(), tally.named)
            };
            lines.push(format!("{name:22}{:>28}{:>28}", half(&halves[0]), half(&halves[1])));
        }
        lines.join("\n")
    }

    pub fn json(&self, groups: &[Cubed], alone: Duration, whole: Duration, bytes: usize) -> Value {
        let mut rows = serde_json::Map::new();
        for (name, halves) in ROWS.iter().zip(&self.rows) {
            let half = |tally: &Tally| json!({ "precision": tally.precision(), "recall": tally.recall(), "f1": tally.f1(), "named": tally.named });
            rows.insert((*name).into(), json!([half(&halves[0]), half(&halves[1])]));
        }
        let cubed: Vec<Value> = groups
            .iter()
            .map(|group| group.parts())
            .map(|(p, r, f)| json!({ "precision": p, "recall": r, "f1": f }))
            .collect();
        json!({ "halves": rows, "b_cubed": cubed, "mentions_seconds": alone.as_secs_f64(), "whole_seconds": whole.as_secs_f64(), "bytes": bytes })
    }
}

fn tally(tally: &mut Tally, right: bool, read: bool) {
    add(tally, Tally { right: right.into(), read: read.into(), found: right.into(), named: 1 });
}

fn add(tally: &mut Tally, one: Tally) {
    tally.right += one.right;
    tally.read += one.read;
    tally.found += one.found;
    tally.named += one.named;
}

fn take(left: &mut Vec<u32>, age: u32) -> bool {
    left.iter().position(|other| *other == age).map(|at| left.remove(at)).is_some()
}

/// A name without its nickname in quotation marks.
fn strip(name: &str) -> String {
    let mut quoted = false;
    name.chars()
        .filter(|letter| {
            if matches!(letter, '"' | '“' | '”') {
                quoted = !quoted;
                false
            } else {
                !quoted
            }
        })
        .collect()
}

/// Whether a first and a last name stand within two words of each other.
fn close(text: &str, first: &str, last: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    words
        .iter()
        .enumerate()
        .any(|(at, word)| *word == first && words.iter().skip(at + 1).take(4).any(|word| *word == last))
}

/// Whether an age stands in a text: in digits, or in words before "year".
fn age_given(text: &str, age: u32) -> bool {
    const WORDS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    let words = WORDS.get(age as usize).is_some_and(|word| text.contains(&format!(" {word} year old ")));
    if age == 0 {
        return text.contains(" month old ") || text.contains(" months old ");
    }
    words
        || text.contains(&format!(" {age} year old "))
        || age > 12 && text.contains(&format!(" {age} "))
        || text.contains(&format!(" age {age} "))
        || text.contains(&format!(" {age} years old"))
}

/// Whether an article gives the day of its incident: in full, or by weekday within a week, or as today, tonight, yesterday or last night.
fn truly_dated(article: &Article, text: &str, day: jiff::civil::Date) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let month = MONTHS[day.month() as usize - 1];
    let short = if month == "september" { "sept" } else { &month[..3] };
    let full = [month, short].iter().any(|month| text.contains(&format!(" {month} {} ", day.day())));
    let Ok(dated) = article.dct.parse::<jiff::civil::Date>() else { return full };
    let far = day.until(dated).map_or(i32::MAX, |span| span.get_days());
    let weekday = DAYS[day.weekday().to_monday_zero_offset() as usize];
    let near = match far {
        0 => ["today", "tonight", "this morning", "this afternoon"].iter().any(|word| text.contains(word)),
        1 => ["yesterday", "last night"].iter().any(|word| text.contains(word)),
        _ => false,
    };
    full || near || (0..=7).contains(&far) && text.contains(&format!(" {weekday} "))
}
