//! The archive and the articles as they come.

use colligate_documents::{Document, Origin};
use flate2::read::GzDecoder;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};

#[derive(Deserialize)]
pub struct Incident {
    pub incident_uri: String,
    pub date: String,
    pub city_or_county: String,
    pub participants: Vec<BTreeMap<String, Option<String>>>,
}

#[derive(Deserialize)]
pub struct Article {
    pub incident: String,
    pub title: Option<String>,
    pub dct: String,
    pub content: String,
    pub id: String,
}

/// Somebody killed: name in lower case, and age in years.
pub struct Killed {
    pub name: Option<String>,
    pub age: Option<u32>,
}

/// A part of the incidents. What was made on one is told by the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The half on which the grammar was first written.
    Development,
    /// An eighth of the second half, opened for development later.
    OpenedA,
    /// Another, opened once it had told how far what was mended on the first carries over.
    OpenedB,
    /// The quarter whose single articles were never looked at.
    HeldOut,
}

impl Part {
    pub const ALL: [Part; 4] = [Part::Development, Part::OpenedA, Part::OpenedB, Part::HeldOut];

    /// The parts whose errors may be seen.
    pub const SEEN: [Part; 3] = [Part::Development, Part::OpenedA, Part::OpenedB];

    /// The parts on which the weights are fitted.
    pub const FITTED: [Part; 3] = [Part::Development, Part::OpenedA, Part::OpenedB];

    pub fn name(self) -> &'static str {
        match self {
            Part::Development => "development",
            Part::OpenedA => "opened A",
            Part::OpenedB => "opened B",
            Part::HeldOut => "held out",
        }
    }
}

impl Incident {
    /// The part to which it belongs, by FNV-1a of its identifier, folded: the last bit parts the halves, the next the second half in
    /// two quarters, the third the opened quarter in eighths.
    pub fn part(&self) -> Part {
        let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let hash = self.incident_uri.bytes().fold(0xcbf2_9ce4_8422_2325, fold);
        match ((hash >> 32) ^ hash) & 7 {
            0 | 2 | 4 | 6 => Part::Development,
            1 => Part::OpenedA,
            5 => Part::OpenedB,
            _ => Part::HeldOut,
        }
    }

    pub fn killed(&self) -> Vec<Killed> {
        let field = |person: &BTreeMap<String, Option<String>>, name: &str| {
            person
                .get(name)
                .cloned()
                .flatten()
                .map(|value| value.trim().to_lowercase())
                .filter(|value| !value.is_empty())
        };
        let dead = |person: &&BTreeMap<String, Option<String>>| {
            field(person, "Status").is_some_and(|status| status.contains("killed"))
        };
        let made = |person: &BTreeMap<String, Option<String>>| Killed {
            name: field(person, "Name"),
            age: field(person, "Age").and_then(|age| age.parse().ok()),
        };
        self.participants.iter().filter(dead).map(made).collect()
    }

    /// The names of its city: "Bell Gardens (Cudahy)" has two; "(county)" is none.
    pub fn cities(&self) -> Vec<String> {
        let parts = self.city_or_county.split(['(', ')']).map(|part| plain(part.trim()));
        parts.filter(|part| !part.is_empty() && part != "county").collect()
    }

    pub fn day(&self) -> Option<jiff::civil::Date> {
        jiff::fmt::strtime::parse("%B %d, %Y", &self.date).ok()?.to_date().ok()
    }
}

impl Article {
    pub fn document(&self) -> Document {
        Document {
            name: self.id.clone(),
            title: self.title.clone(),
            date: self.dct.parse().ok(),
            text: self.content.clone(),
            origin: Origin::whole(self.content.len()),
        }
    }
}

/// A place or a text as compared: lower case, letters and digits, "saint" shortened, single spaces around.
pub fn plain(text: &str) -> String {
    let letters = text.to_lowercase().replace(['’', '\''], "");
    let words: Vec<&str> =
        letters.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.iter().map(|word| if *word == "saint" { "st" } else { word }).collect::<Vec<_>>().join(" ")
}

pub fn incidents(path: &str) -> Result<BTreeMap<String, Incident>, Box<dyn std::error::Error>> {
    let read: Result<Vec<Incident>, _> =
        lines(path)?.map(|line| serde_json::from_str(&line?).map_err(std::io::Error::from)).collect();
    Ok(read?.into_iter().map(|incident| (incident.incident_uri.clone(), incident)).collect())
}

pub fn articles(path: &str) -> Result<Vec<Article>, Box<dyn std::error::Error>> {
    let read: Result<Vec<Article>, _> =
        lines(path)?.map(|line| serde_json::from_str(&line?).map_err(std::io::Error::from)).collect();
    Ok(read?)
}

fn lines(path: &str) -> std::io::Result<impl Iterator<Item = std::io::Result<String>>> {
    Ok(BufReader::new(GzDecoder::new(std::fs::File::open(path)?)).lines())
}
