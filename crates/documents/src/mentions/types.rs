//! What can be named in a document, as data.

use super::when::{Expression, When};
use colligate_register::wording;
use jiff::civil::Date;
use serde::Serialize;
use std::ops::Range;

/// Everything that one document names. Every range counts bytes of [`Document::text`](crate::Document::text).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Mentions {
    /// Sentences in the order of the text.
    pub sentences: Vec<Sentence>,
    /// People, one entry for each person, in the order in which they are first named.
    pub people: Vec<Person>,
    /// Dates.
    pub dates: Vec<DateMention>,
    /// Places.
    pub places: Vec<Place>,
    /// Organisations, one entry for each, in the order in which they are first named.
    pub organisations: Vec<Organisation>,
    /// Substances of the register's vocabulary.
    pub substances: Vec<SubstanceMention>,
    /// Counts: "17 police officers", "58 deaths".
    pub counts: Vec<Count>,
    /// Durations: "over a period of 15 months".
    pub durations: Vec<Duration>,
    /// Words in quotation marks, or of a quotation that runs over paragraphs.
    pub quotations: Vec<Quotation>,
    /// The event that the document is about.
    pub about: About,
    /// Day from which relative dates are counted: the day the document bears, or one written at its head.
    pub dated: Option<Date>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentence {
    /// Its bytes.
    pub characters: Range<usize>,
    /// Number of its paragraph, from 0.
    pub paragraph: usize,
}

/// A person, under all the names that the document gives.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Person {
    /// The fullest name; none for "a 17-year-old boy" who is never named.
    pub name: Option<String>,
    /// Age in years, 0 to 125; infants of months have a fraction.
    pub age: Option<f32>,
    /// Bytes of the words that give the age.
    pub age_at: Option<Range<usize>>,
    /// Where they are from, as written.
    pub home: Option<String>,
    /// Bytes of the words that give the home.
    pub home_at: Option<Range<usize>>,
    /// What they are in this document, sorted.
    pub roles: Vec<Role>,
    /// Words for what they do, as written: "chef", "senior coroner for East London".
    pub title: Option<String>,
    /// Weight that this person died, in log10 of odds as judged by the cues of the text: above 0 they count as dead.
    pub died_weight: f32,
    /// Bytes at which they are named or described, in the order of the text.
    pub mentions: Vec<Range<usize>>,
}

impl Person {
    /// Whether the document has this person in this role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The name, or what the document calls an unnamed person.
    pub fn shown(&self) -> String {
        match (&self.name, self.age) {
            (Some(name), _) => name.clone(),
            (None, Some(age)) if age >= 1.0 => format!("unnamed, {age:.0}"),
            (None, Some(age)) => {
                format!("unnamed, {}", wording::counted((age * 12.0).round().max(0.0) as u32, "month", "months"))
            }
            (None, None) => "unnamed".into(),
        }
    }
}

/// What a person is in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// One of the dead.
    Deceased,
    /// Hurt, and alive as far as the document says.
    Injured,
    /// Convicted of it, or said outright to have done it.
    Offender,
    /// Charged, arrested or suspected; not where that was dropped, denied or ended in an acquittal.
    Accused,
    /// A relative or partner of another.
    Relative,
    /// An officer or official of an authority.
    Officer,
    /// A coroner or medical examiner.
    Coroner,
    /// A solicitor, barrister, lawyer or prosecutor.
    Solicitor,
    /// A judge.
    Judge,
    /// Someone who saw, found or called.
    Witness,
    /// Someone who is quoted or said to have said something.
    Speaker,
}

/// A date, as written and as resolved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DateMention {
    /// Its bytes.
    pub characters: Range<usize>,
    /// What the words say.
    pub expression: Expression,
    /// The days it means; none where it is counted from a day that the document does not give.
    pub when: Option<When>,
}

/// Kinds of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A country.
    Country,
    /// A state of the United States.
    State,
    /// A county, or a parish as in Louisiana.
    County,
    /// A city, town, village or borough.
    City,
    /// A street, road or block.
    Street,
    /// A building, park or churchyard.
    Site,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// Its bytes.
    pub characters: Range<usize>,
    /// Its name as written.
    pub name: String,
    /// Its kind.
    pub kind: PlaceKind,
    /// What it lies in, where the words beside it or the gazetteer say: a state, a county, a city.
    pub within: Option<String>,
}

/// An organisation, under all the names that the document gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Organisation {
    /// The fullest name.
    pub name: String,
    /// Other forms, as "IOPC".
    pub forms: Vec<String>,
    /// Bytes at which it is named.
    pub mentions: Vec<Range<usize>>,
}

/// A substance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SubstanceMention {
    /// Its bytes.
    pub characters: Range<usize>,
    /// Name in the register's vocabulary.
    pub name: String,
    /// The word as written.
    pub written: String,
    /// Whether the text denies it.
    pub denied: bool,
    /// Whether the word is a known slip of the pen for the name, as "GBH" for GHB.
    pub slip: bool,
}

/// A number of something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Count {
    /// Its bytes, the thing counted included.
    pub characters: Range<usize>,
    /// How many.
    pub number: u64,
    /// What is counted, as written: "police officers".
    pub of: String,
}

/// A length of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Duration {
    /// Its bytes.
    pub characters: Range<usize>,
    /// How many of the unit.
    pub number: u32,
    /// Unit: `hour`, `day`, `week`, `month`, `year`.
    pub unit: &'static str,
}

/// Words as somebody said or wrote them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quotation {
    /// Bytes of the words, without the quotation marks.
    pub characters: Range<usize>,
    /// The words.
    pub words: String,
    /// Who said them, where the text tells: a person's name, an organisation, or "solicitors".
    pub speaker: Option<String>,
    /// The speaker among [`Mentions::people`], where it is one of them.
    pub person: Option<usize>,
}

/// The event that a document is about.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct About {
    /// The dead, as positions in [`Mentions::people`].
    pub dead: Vec<usize>,
    /// City, town or county of the event; its bytes are empty where the title alone names it.
    pub city: Option<Place>,
    /// Its state, county or country, where the text tells.
    pub region: Option<String>,
    /// Day or span of the event.
    pub when: Option<DateMention>,
}
