//! Counts of what was read right.

use crate::truth::{Article, Incident, Killed, plain};
use colligate_documents::mentions::{Mentions, Person};
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

    pub fn f1(&self) -> f64 {
        self.parts().2
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
const ROWS: [&str; 8] = [
    "names",
    "names, by the rule of before",
    "names, all articles",
    "ages",
    "ages, by the rule of before",
    "ages, all articles",
    "city",
    "date",
];

/// A tally for each row and half.
#[derive(Default)]
pub struct Table {
    rows: [[Tally; 2]; 8],
    /// Whoever the archive has as killed, in any incident.
    killed: Vec<Vec<String>>,
}

impl Table {
    pub fn new<'i>(incidents: impl Iterator<Item = &'i Incident>) -> Table {
        let killed = incidents.flat_map(Incident::killed).filter_map(|person| name_words(person.name.as_deref()?));
        Table { killed: killed.collect(), ..Table::default() }
    }

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
            tally(&mut self.rows[6][half], right, read.is_some());
            if show("city") && !right {
                println!("CITY {} truth {cities:?} read {read:?} | {title}", article.id);
            }
        }
        let Some(day) = incident.day() else { return };
        if truly_dated(article, &text, day) {
            let read = mentions.about.when.as_ref().and_then(|date| date.when);
            let right = read.is_some_and(|when| when.from == day && when.to == day);
            tally(&mut self.rows[7][half], right, read.is_some());
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
        let named: Vec<(String, String)> = killed.iter().filter_map(|person| ends(person.name.as_deref()?)).collect();
        let given: Vec<&(String, String)> = named.iter().filter(|name| given_name(text, name)).collect();
        let dead = || mentions.about.dead.iter().filter_map(|at| mentions.people.get(*at));
        let read: Vec<(String, String)> =
            dead().filter_map(|person| ends(person.name.as_deref()?)).filter(|(first, last)| first != last).collect();
        let right = read.iter().filter(|name| named.iter().any(|truth| alike(truth, name))).count();
        let found = given.iter().filter(|truth| read.iter().any(|name| alike(truth, name))).count();
        let one = Tally { right, read: read.len(), found, named: given.len() };
        add(&mut self.rows[2][half], one);
        if !given.is_empty() {
            add(&mut self.rows[1][half], one);
            if tells_of_death(text) {
                let one = self.named(&killed, text, &dead().collect::<Vec<_>>());
                add(&mut self.rows[0][half], one);
            }
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
        add(&mut self.rows[5][half], one);
        if !given.is_empty() {
            add(&mut self.rows[4][half], one);
        }
        let written = format!("{} \n {}", article.title.as_deref().unwrap_or_default(), article.content);
        let given: Vec<u32> = ages.iter().copied().filter(|age| age_written(&written, *age)).collect();
        if !given.is_empty() && tells_of_death(text) {
            let mut left = read.clone();
            let found = given.iter().filter(|age| take(&mut left, **age)).count();
            add(&mut self.rows[3][half], Tally { right, read: read.len(), found, named: given.len() });
        }
        if show_ages && (right < read.len() || found < given.len()) {
            println!("AGES {} killed {ages:?} given {given:?} read {read:?} | {:?}", article.id, article.title);
        }
    }

    /// Names by the rule: right where the archive has the person as killed, in this or another of its incidents.
    fn named(&self, killed: &[Killed], text: &str, dead: &[&Person]) -> Tally {
        let named: Vec<(Vec<String>, (String, String))> = killed
            .iter()
            .filter_map(|person| person.name.as_deref().and_then(|name| Some((name_words(name)?, ends(name)?))))
            .collect();
        let read: Vec<Vec<String>> = dead.iter().filter_map(|person| name_words(person.name.as_deref()?)).collect();
        let given: Vec<&Vec<String>> =
            named.iter().filter(|(_, ends)| given_name(text, ends)).map(|(words, _)| words).collect();
        Tally {
            right: read.iter().filter(|name| self.killed.iter().any(|truth| same_person(truth, name))).count(),
            read: read.len(),
            found: given.iter().filter(|truth| read.iter().any(|name| same_person(truth, name))).count(),
            named: given.len(),
        }
    }

    /// F1 of a row by its name, for a half; none where there is no such row.
    pub fn f1(&self, row: &str, half: usize) -> Option<f64> {
        let at = ROWS.iter().position(|name| *name == row)?;
        self.rows.get(at)?.get(half).map(Tally::f1)
    }

    /// A line for each row, for the first half or for both.
    pub fn text(&self, halves: usize) -> String {
        let heads = ["first half: P R F1 (n)", "second half: P R F1 (n)"];
        let mut lines = vec![format!("{:34}{}", "", heads.map(|head| format!("{head:>28}"))[..halves].concat())];
        for (name, row) in ROWS.iter().zip(&self.rows) {
            let half = |tally: &Tally| {
                let figures = format!("{:.3} {:.3} {:.3}", tally.precision(), tally.recall(), tally.f1());
                format!("{:>28}", format!("{figures} ({})", tally.named))
            };
            lines.push(format!("{name:34}{}", row.iter().take(halves).map(half).collect::<String>()));
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

/// First and last word of a full name in lower case, endings and ranks left out.
pub fn ends(name: &str) -> Option<(String, String)> {
    const LEFT_OUT: [&str; 13] =
        ["jr", "sr", "ii", "iii", "iv", "vi", "deputy", "detective", "sgt", "stf", "rev", "reverend", "officer"];
    let name = plain(&strip(name));
    let words: Vec<&str> = name.split(' ').filter(|word| !LEFT_OUT.contains(word)).collect();
    words.first().zip(words.last()).map(|(first, last)| (first.to_string(), last.to_string()))
}

/// Whether two names agree: a name spelt a little differently by the archive is right where the article spells it so.
pub fn alike(a: &(String, String), b: &(String, String)) -> bool {
    let near = |a: &str, b: &str| {
        a == b || a.len() > 3 && strsim::levenshtein(a, b) <= 1 || a.len() > 6 && strsim::levenshtein(a, b) <= 2
    };
    near(&a.0, &b.0) && near(&a.1, &b.1)
}

/// The words of a full name in lower case, endings and ranks left out; none where it is one word.
pub fn name_words(name: &str) -> Option<Vec<String>> {
    let (first, last) = ends(name)?;
    let words: Vec<String> = plain(&name.replace(['"', '“', '”', '(', ')'], " "))
        .split(' ')
        .filter(|word| word.len() > 1)
        .map(str::to_owned)
        .collect();
    let from = words.iter().position(|word| *word == first).unwrap_or_default();
    let to = words.iter().rposition(|word| *word == last).map_or(words.len(), |at| at + 1);
    (first != last).then(|| words.get(from..to).map(<[String]>::to_vec)).flatten()
}

/// Whether two full names are of one person: family names alike, and a given name of one is a given name of the other, a letter or two
/// aside, or its short form. The archive has "Mike Scott" and "Roy Ralston" where the article has "Michael Scott" and "James Roy Ralston".
pub fn same_person(a: &[String], b: &[String]) -> bool {
    const SHORT: [(&str, &str); 23] = [
        ("andy", "andrew"),
        ("bill", "william"),
        ("billy", "william"),
        ("bob", "robert"),
        ("bobby", "robert"),
        ("candy", "candace"),
        ("cathy", "catherine"),
        ("chuck", "charles"),
        ("freddy", "frederick"),
        ("jack", "john"),
        ("jerry", "gerald"),
        ("jim", "james"),
        ("jimmy", "james"),
        ("joey", "joseph"),
        ("johnny", "john"),
        ("kathy", "katherine"),
        ("larry", "lawrence"),
        ("mike", "michael"),
        ("peggy", "margaret"),
        ("rick", "richard"),
        ("steve", "stephen"),
        ("tommy", "thomas"),
        ("tony", "anthony"),
    ];
    let near = |a: &str, b: &str| {
        let (far, longer) = (strsim::damerau_levenshtein(a, b), a.len().min(b.len()));
        far == 0 || longer > 3 && far <= 1 || longer > 6 && far <= 2
    };
    let short = |a: &str, b: &str| a.len() >= 3 && b.starts_with(a) || SHORT.contains(&(a, b));
    let (Some((last, given)), Some((other_last, other_given))) = (a.split_last(), b.split_last()) else { return false };
    let one = |a: &String, b: &String| near(a, b) || short(a, b) || short(b, a);
    near(last, other_last) && given.iter().any(|mine| other_given.iter().any(|theirs| one(mine, theirs)))
}

/// Whether a text in plain words gives a name.
pub fn given_name(text: &str, name: &(String, String)) -> bool {
    close(text, &name.0, &name.1)
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

/// Whether an age stands in a text: in digits, or in words before "year".
fn age_given(text: &str, age: u32) -> bool {
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

/// Whether a text in plain words holds any word of dying: one that holds none cannot tell that somebody died.
fn tells_of_death(text: &str) -> bool {
    const STEMS: [&str; 9] = ["die", "dead", "death", "kill", "fatal", "murder", "slain", "slay", "homicid"];
    const WORDS: [&str; 16] = [
        "suicide",
        "deceased",
        "succumbed",
        "body",
        "bodies",
        "funeral",
        "mourn",
        "mourning",
        "mourned",
        "autopsy",
        "coroner",
        "examiner",
        "massacre",
        "manslaughter",
        "vigil",
        "memorial",
    ];
    let told = |word: &str| {
        STEMS.iter().any(|stem| word.starts_with(stem)) && !["diego", "diesel", "diet"].contains(&word)
            || WORDS.contains(&word)
    };
    text.split(' ').any(told)
        || ["passed away", "lost his life", "lost her life", "gunned down", "rest in peace", "laid to rest"]
            .iter()
            .any(|phrase| text.contains(phrase))
}

/// Whether an age is written as one: "24-year-old", "24 years old", "aged 24", "24," after a comma or in brackets, "was 24".
fn age_written(text: &str, age: u32) -> bool {
    let text = text.to_lowercase();
    if age == 0 {
        return ["month old", "month-old", "months old", "week-old", "weeks old", "day-old", "days old", "newborn"]
            .iter()
            .any(|words| text.contains(words));
    }
    let mut numbers = vec![age.to_string()];
    numbers.extend(WORDS.get(age as usize).map(|word| (*word).to_owned()));
    numbers.iter().any(|number| {
        text.match_indices(number.as_str()).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + number.len()..).unwrap_or_default();
            if before.ends_with(|last: char| last.is_alphanumeric())
                || after.starts_with(|first: char| first.is_alphanumeric())
            {
                return false;
            }
            let rest = after.trim_start_matches([' ', '-', '–', '‑', '\u{ad}']);
            let years = ["year", "yr", "y/o", "yo "].iter().any(|unit| rest.starts_with(unit));
            let old = years && rest.chars().take(14).collect::<String>().contains("old") || rest.starts_with("yo");
            let lead = before.trim_end();
            let aged = ["age", "aged", "ages", "age:"].iter().any(|word| lead.ends_with(word));
            let ends = |marks: &[&str]| marks.iter().any(|mark| after.trim_start().starts_with(mark));
            let words = ["of ", "from ", "and ", "was ", "were ", "who ", "is ", "died", "had "];
            let comma = lead.ends_with([',', '(', '–', '—'])
                && (ends(&[",", ")", ".", ";", "–", "—"]) || ends(&words) || after.trim().is_empty());
            // "Ages 13, 17 and 19".
            let clause = before.rsplit(['.', ';', '\n']).next().unwrap_or_default();
            let listed = lead.ends_with([',', 'd']) && clause.contains("age");
            let was =
                [" was", " just", " only"].iter().any(|word| lead.ends_with(word)) && ends(&[".", ",", ";", " and"]);
            old || aged || comma || listed || was
        })
    })
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
