//! What a kind of matter is, as data: one [`MatterSpec`] says all of it. Its form, what is refused, how it reads in a row, on a timeline and in
//! the trail, what a search finds in it and its JSON schema follow from that.

use super::length::Length;
use crate::actor::Right;
use crate::names::{Subject, SubjectKind};

/// A kind of matter.
#[derive(Debug)]
pub struct MatterSpec {
    /// Its name on record: `hand_off`.
    pub name: &'static str,
    /// What it is called: `hand-off`.
    pub label: &'static str,
    /// Its name among JSON schemas: `HandOff`.
    pub schema: &'static str,
    /// What it can be about.
    pub about: &'static [SubjectKind],
    /// What it says, in the order in which it is asked.
    pub fields: &'static [FieldSpec],
    /// When something is still to be done.
    pub open: Open,
    /// By when it is to be seen to, where no day was set.
    pub due: Due,
    /// Who may do what.
    pub who: Who,
    /// Who has to see to it, where nobody was named.
    pub owner: Owner,
    /// What its forms ask about who sees to it and by when; none where they do not ask.
    pub asks_for_due: Option<&'static str>,
    /// Somebody puts it on record by a form of its own kind; false where it has another way.
    pub by_form: bool,
    /// What went from hand to hand or from place to place: its versions are a chain.
    pub chain: Option<Chain>,
    /// Facts that are given out with it: a disclosure of its own.
    pub disclosure: Option<Disclosure>,
    /// First line of a row, and the line below it; see `wording.rs`.
    pub headline: &'static str,
    /// See [`MatterSpec::headline`].
    pub detail: &'static str,
    /// Fields with who made it and when, where it is not who wrote the version.
    pub made: Option<(&'static str, &'static str)>,
    /// How it stands on a timeline.
    pub mark: Option<Mark>,
}

impl PartialEq for MatterSpec {
    fn eq(&self, other: &MatterSpec) -> bool {
        self.name == other.name
    }
}

impl Eq for MatterSpec {}

/// One thing that a matter says.
#[derive(Debug)]
pub struct FieldSpec {
    /// Its name on record.
    pub name: &'static str,
    /// What a form calls it.
    pub label: &'static str,
    /// What can stand in it.
    pub input: Input,
    /// What is said to be missing where it is empty: `say what is asked`; none where it may be.
    pub required: Option<&'static str>,
    /// It stays as it was first put on record.
    pub frozen: bool,
    /// Which forms ask for it.
    pub asked: Asked,
    /// What stands in a form before anything is written.
    pub prefill: Prefill,
    /// What the JSON schema says of it.
    pub means: &'static str,
}

impl FieldSpec {
    /// A line of text that may be empty, asked for in both forms; what differs is said after it.
    pub const fn line(name: &'static str, label: &'static str) -> FieldSpec {
        FieldSpec {
            name,
            label,
            input: Input::Line,
            required: None,
            frozen: false,
            asked: Asked::Always,
            prefill: Prefill::Nothing,
            means: "",
        }
    }

    /// What the program fills in itself.
    pub const fn filled(name: &'static str, schema: &'static str, is_searched: bool) -> FieldSpec {
        FieldSpec { input: Input::Filled { schema, is_searched }, asked: Asked::Never, ..FieldSpec::line(name, "") }
    }
}

/// What can stand in a field.
#[derive(Debug)]
pub enum Input {
    /// A line of text.
    Line,
    /// A text of several lines.
    Paragraph,
    /// The name of a team; those of the office are proposed.
    Team,
    /// A day.
    Day,
    /// One of a few.
    Choice(&'static [Choice]),
    /// Several fields together, or nothing.
    Group(&'static [FieldSpec]),
    /// What the program fills in itself: its JSON schema, and whether a search looks into it.
    Filled {
        /// JSON schema.
        schema: &'static str,
        /// True where a search looks into it.
        is_searched: bool,
    },
}

/// One of a few things that a field can say; where it tells the state of the matter, a state.
#[derive(Debug)]
pub struct Choice {
    /// What it says.
    pub name: &'static str,
    /// Something is still to be done.
    pub is_open: bool,
    /// What it can become; none where that is anything.
    pub then: Option<&'static [&'static str]>,
    /// Fields that it cannot be without, and what is said to be missing.
    pub needs: &'static [(&'static str, &'static str)],
    /// Fields that can only be one of a few with it, and what is said to be missing otherwise.
    pub limits: &'static [(&'static str, &'static [&'static str], &'static str)],
}

impl Choice {
    /// One that needs nothing, with which nothing is to be done, and that can become anything.
    pub const fn plain(name: &'static str) -> Choice {
        Choice { name, is_open: false, then: None, needs: &[], limits: &[] }
    }
}

/// When something is still to be done.
#[derive(Debug)]
pub enum Open {
    /// Until this field is filled.
    UntilFilled(&'static str),
    /// As the choice in this field says.
    ByChoice(&'static str),
}

/// By when a matter is to be seen to, where no day was set.
#[derive(Debug)]
pub enum Due {
    /// So many days from today as the policy says.
    Policy(PolicyDays),
    /// So long from the day in a field.
    Clock {
        /// The field.
        from: &'static str,
        /// How long, and how it is counted.
        length: Length,
    },
}

/// Days that the office's policy sets.
#[derive(Debug)]
pub enum PolicyDays {
    /// For a lead.
    Lead,
    /// For a concern.
    Concern,
    /// For a supervisor's signature.
    SignOff,
}

/// Who may do what.
#[derive(Debug)]
pub struct Who {
    /// The right to put it on record and to change it.
    pub writes: Right,
    /// Who sees it.
    pub sees: Sees,
    /// The team in this field alone changes its state, and of it nobody who asked.
    pub answers: Option<&'static str>,
}

/// Who sees a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sees {
    /// Everybody to whom what it is about is open.
    Everybody,
    /// Of those, who put it on record and whom they named.
    Named,
}

/// Who has to see to a matter, where nobody was named.
#[derive(Debug)]
pub enum Owner {
    /// The person who puts it on record.
    WhoWrites,
    /// Who stands in this field.
    Field(&'static str),
}

/// In which forms a field is asked for; elsewhere it goes along as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// When it is put on record and when it is changed.
    Always,
    /// When it is put on record.
    First,
    /// When it is changed.
    Later,
    /// Never.
    Never,
}

/// What stands in a form before anything is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefill {
    /// Nothing; the first choice.
    Nothing,
    /// Today.
    Today,
    /// The team of the person who looks.
    OwnTeam,
}

/// What makes a chain: where one of these fields changes, another says why.
#[derive(Debug)]
pub struct Chain {
    /// Its heading: `Chain of custody`.
    pub title: &'static str,
    /// The fields.
    pub fields: &'static [&'static str],
    /// The field that says why.
    pub why: &'static str,
}

/// Facts that are given out.
#[derive(Debug)]
pub struct Disclosure {
    /// The field with the facts; nothing is given out where it is empty.
    pub facts: &'static str,
    /// The field with whom they are given to.
    pub to: &'static str,
}

/// How a matter stands on a timeline.
#[derive(Debug)]
pub struct Mark {
    /// Its words; see `wording.rs`.
    pub words: &'static str,
    /// The field with its day; the day on which it was written where there is none.
    pub day: Option<&'static str>,
    /// Left out where this field is filled.
    pub unless: Option<&'static str>,
}

impl MatterSpec {
    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// How the trail names one: `hand_off h0123 of death A2`.
    pub fn in_the_trail(&self, id: &str, subject: &Subject) -> String {
        format!("{} {id} of {subject}", self.name)
    }

    /// Its label with its article: `an exhibit`.
    pub fn with_article(&self) -> String {
        let article = if self.label.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {}", self.label)
    }
}
