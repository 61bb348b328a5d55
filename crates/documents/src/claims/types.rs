//! A claim, as data.

use crate::mentions::{Status, When};
use jiff::civil::Date;
use serde::Serialize;
use std::ops::Range;

/// What a document says of somebody or something: who says it, when, and where in the document it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claim {
    /// Of whom or what.
    pub subject: Subject,
    /// What is said of it.
    pub relation: Relation,
    /// The value said.
    pub value: Value,
    /// Whether it is said outright, or denied, alleged, taken back, planned. Only asserted claims are what the document holds to be so.
    pub status: Status,
    /// When it happened or is to happen, where the words tell.
    pub happened: Option<When>,
    /// Day of the document.
    pub asserted_on: Option<Date>,
    /// Whether that day was inferred from other documents.
    pub date_inferred: bool,
    /// Who says it, where it is not the document itself: a person, an organisation, "solicitors".
    pub speaker: Option<String>,
    /// Position of the document among those read.
    pub document: usize,
    /// Bytes of the document's text that say it: the sentence, or the part of it that does.
    pub characters: Range<usize>,
}

impl Claim {
    /// Whether the document says it outright.
    pub fn is_asserted(&self) -> bool {
        self.status == Status::Asserted
    }
}

/// Kinds of subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// One person.
    Person,
    /// Several people or deaths together: "the four deaths", "three of the victims".
    Group,
    /// An inquest, trial, inquiry or investigation.
    Proceeding,
    /// A report or its findings.
    Report,
    /// An organisation, or people under investigation in it.
    Organisation,
    /// A thing: a note, a telephone.
    Thing,
}

/// Of whom or what a claim is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Subject {
    /// Its kind.
    pub kind: SubjectKind,
    /// Name to show: "Daniel Whitworth", "inquests: Gabriel Kovari, Daniel Whitworth".
    pub name: String,
    /// Names of the people that it stands for or has to do with, sorted; for one person, the one.
    pub people: Vec<String>,
}

/// What a claim says of its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Day or span of death.
    DiedOn,
    /// Where they died or were found.
    FoundAt,
    /// Age.
    Aged,
    /// Home town, county or country.
    From,
    /// What they do or did for a living.
    Occupation,
    /// Cause or manner of death.
    Cause,
    /// A substance that had to do with it.
    Substance,
    /// Who found them.
    FoundBy,
    /// Who killed them, in the words of the document.
    KilledBy,
    /// Over how long the deaths happened, or how far apart.
    Over,
    /// Convicted of.
    ConvictedOf,
    /// Charged with or accused of.
    ChargedWith,
    /// Sentenced to.
    Sentenced,
    /// Under investigation: how many of what, by whom, for what.
    UnderInvestigation,
    /// At risk: how many of those, of what.
    AtRisk,
    /// A proceeding was opened.
    Opened,
    /// A proceeding concluded, and how.
    Concluded,
    /// A conclusion was quashed, and by whom.
    Quashed,
    /// Proceedings are to be held together.
    Joined,
    /// A proceeding is expected.
    Expected,
    /// An application or request was made, by whom.
    Requested,
    /// A report is due, and to whom.
    ReportDue,
    /// How far a report has come.
    ReportStatus,
    /// What a report or an investigation found.
    Finding,
    /// What must come before something is made public.
    HeldBack,
    /// In whose possession a thing was found.
    FoundWith,
    /// From whom a thing purports to be.
    Purports,
    /// Who forged a thing.
    ForgedBy,
    /// What a thing or its writer claims.
    Claims,
    /// Said, in the speaker's words or reported.
    Said,
}

/// The value of a claim, as shown and as compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Value {
    /// The value as shown to people: normalised where that is possible, else as written.
    pub text: String,
    /// The words as written.
    pub written: String,
    /// A number, where the value is one: an age, how many.
    pub number: Option<f64>,
    /// Days, where the value is a time.
    pub when: Option<When>,
}
