//! What a death is: one row of the register, its fields checked and in canonical units.

use crate::date_range::DateRange;
use crate::kind::Kind;
use crate::terms::Term;
use crate::time::{Day, Span};
use serde::{Deserialize, Serialize};

/// The case number or other identifier under which the office keeps a death. Unique in a register.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeathId(pub Box<str>);

impl DeathId {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for DeathId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a death happened or was found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Latitude in degrees, −90 to 90.
    pub lat: f64,
    /// Longitude in degrees, −180 to 180.
    pub lon: f64,
    /// How far the true place may lie from the point, in metres: 0 for an address, thousands for a town centroid.
    pub imprecision_m: f32,
}

/// An age in years, known between two bounds: a full age is `low = 34, high = 34`; an age group `30–39` is
/// `low = 30, high = 39`; an infant of three months has `low = high = 0.25`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Age {
    /// Youngest it can be, in years, 0 to 125.
    pub low: f32,
    /// Oldest it can be, in years; never below `low`.
    pub high: f32,
}

impl Age {
    /// An age known to the year (or, for infants, better).
    pub fn exactly(years: f32) -> Age {
        Age { low: years, high: years }
    }

    /// The middle of the range, in years.
    pub fn middle(self) -> f32 {
        0.5 * (self.low + self.high)
    }
}

/// Sex as recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// Recorded as female.
    Female,
    /// Recorded as male.
    Male,
    /// Recorded as something else.
    Other,
}

impl Sex {
    /// The word shown to people.
    pub fn as_str(self) -> &'static str {
        match self {
            Sex::Female => "female",
            Sex::Male => "male",
            Sex::Other => "other",
        }
    }
}

/// A person who has to do with a death other than the deceased: who found, who called, who was last with them, who
/// attended. Every field but the role may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// What the person has to do with the death: `finder`, `caller`, `last with`, `attended`, …
    pub role: Box<str>,
    /// Name as recorded.
    pub name: Option<Box<str>>,
    /// Telephone number, digits and a leading `+` only.
    pub telephone: Option<Box<str>>,
    /// Name on a web site or app.
    pub handle: Option<Box<str>>,
    /// Address as recorded.
    pub address: Option<Box<str>>,
    /// Registration mark of a vehicle, upper case, no spaces.
    pub vehicle: Option<Box<str>>,
}

impl std::fmt::Display for Contact {
    /// The name, or what else is known of the contact, with the role: `Ann Lee (finder)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let known = [&self.name, &self.telephone, &self.handle, &self.address, &self.vehicle];
        match (known.into_iter().flatten().next(), &*self.role) {
            (Some(known), "") => f.write_str(known),
            (Some(known), role) => write!(f, "{known} ({role})"),
            (None, role) => f.write_str(role),
        }
    }
}

/// One death as the register has it on one day. Words that recur (manner, place kind, …) are [`Term`]s of the
/// register's [`Terms`](crate::Terms). A field that is `None` (or an empty list of circumstances or contacts) says
/// nothing: unknown is never "no".
#[derive(Clone, Debug, PartialEq)]
pub struct Death {
    /// Case number.
    pub id: DeathId,
    /// Line of the source file on which it stands, the header being line 1; 0 where it came from no file.
    pub line: u64,
    /// When it happened.
    pub died: Option<Span>,
    /// First day on which the office knew of it.
    pub known_from: Option<Day>,
    /// Where.
    pub point: Option<Point>,
    /// Address or description of the place.
    pub place: Option<Box<str>>,
    /// Kind of place: home, hospital, street, churchyard, …
    pub place_kind: Option<Term>,
    /// Age.
    pub age: Option<Age>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Manner: natural, accident, suicide, homicide, undetermined, …
    pub manner: Option<Term>,
    /// The office's own category: unexplained, expected, drug related, falls, …
    pub category: Option<Term>,
    /// Kind of death, read from manner, category, cause and substances; backgrounds are conditional on it.
    pub kind: Kind,
    /// Cause of death, all its lines in one text.
    pub cause: Option<Box<str>>,
    /// Substances found, sorted, by canonical name. `None` where no toxicology is on record.
    pub substances: Option<Box<[Term]>>,
    /// Circumstance codes, sorted: `found outdoors`, `propped sitting`, `telephone missing`, …
    pub circumstances: Box<[Term]>,
    /// What the report tells in sentences.
    pub narrative: Option<Box<str>>,
    /// People who have to do with it.
    pub contacts: Box<[Contact]>,
}

impl Death {
    /// A death of which nothing is known but its identifier.
    pub fn new(id: &str) -> Death {
        Death {
            id: DeathId(id.into()),
            line: 0,
            died: None,
            known_from: None,
            point: None,
            place: None,
            place_kind: None,
            age: None,
            sex: None,
            manner: None,
            category: None,
            kind: Kind::Unknown,
            cause: None,
            substances: None,
            circumstances: Box::default(),
            narrative: None,
            contacts: Box::default(),
        }
    }

    /// The day on which the death stands on a timeline: the middle of the span in which it happened.
    pub fn day(&self) -> Option<Day> {
        self.died.map(Span::day)
    }

    /// The day on which it stands on a timeline, where it is known to within so many days (1: to the day or the night);
    /// `None` where it is known less exactly, as a death of which only the year is on record.
    pub fn day_within(&self, days: u32) -> Option<Day> {
        self.died.filter(|span| span.length_in_days() <= days).map(Span::day)
    }

    /// The days on which it can have happened.
    pub fn dates(&self) -> Option<DateRange> {
        self.died.map(DateRange::of)
    }

    /// First day on which the office knew of it: `known_from`, or else the last day on which it can have happened.
    pub fn known(&self) -> Option<Day> {
        self.known_from.or_else(|| self.died.map(|span| Span { from: span.to, to: span.to }.day()))
    }
}
