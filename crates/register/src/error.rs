//! What can go wrong with a whole source. What is wrong with one row is a [`Reject`](crate::Reject) instead.

use thiserror::Error;

/// A source that could not be read: which, where, what was found and what would work.
#[derive(Debug, Error)]
#[error("{source_name}{}: {problem}", at(*.line))]
pub struct ReadError {
    /// Name of the file, or `standard input`.
    pub source_name: String,
    /// Line at which reading stopped, where there is one.
    pub line: Option<u64>,
    /// What was found and what would work.
    #[source]
    pub problem: Problem,
}

fn at(line: Option<u64>) -> String {
    line.map(|line| format!(", line {line}")).unwrap_or_default()
}

/// Why a source could not be read.
#[derive(Debug, Error)]
pub enum Problem {
    /// The operating system refused.
    #[error("cannot be read: {0}")]
    Io(std::io::Error),
    /// Nothing in it.
    #[error("holds no rows; a register needs a header line and at least one row")]
    Empty,
    /// A kind of file that is not read here.
    #[error("is {found}; {remedy}")]
    WrongKind {
        /// What it is.
        found: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// A file that claims a format and does not keep to it.
    #[error("is not a sound {format} file: {reason}; fetch or export it again")]
    Damaged {
        /// Name of the format.
        format: &'static str,
        /// What the decoder found.
        reason: String,
    },
    /// What the process that took it apart said, or why it said nothing.
    #[error("{0}")]
    Refused(String),
    /// A limit against run-away input was reached.
    #[error("{what} is over the limit of {limit}; {remedy}")]
    OverLimit {
        /// What is too large.
        what: String,
        /// The limit, with its unit.
        limit: String,
        /// What to do.
        remedy: &'static str,
    },
    /// The workbook has no sheet of that name.
    #[error("has no sheet {wanted:?}; its sheets are {found}")]
    NoSheet {
        /// The sheet asked for.
        wanted: String,
        /// The sheets there are.
        found: String,
    },
    /// The first sheet of the workbook holds no table, and it has others.
    #[error("has no row below a header on its first sheet, {sheet:?}; --sheet names another: {others}")]
    NoTable {
        /// The first sheet.
        sheet: String,
        /// The others.
        others: String,
    },
    /// No column could be read as anything a death has.
    #[error(
        "has no column that could be recognised (its columns: {columns}); write a profile that says which column is which{more}"
    )]
    NothingRecognised {
        /// The columns found.
        columns: String,
        /// What else may help: nothing, or a semicolon and the other sheets of a workbook.
        more: String,
    },
    /// A profile was asked for that does not fit or does not exist.
    #[error("{0}")]
    Profile(#[from] ProfileError),
}

/// What is wrong with a profile.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ProfileError {
    /// Not TOML, or not a profile.
    #[error("the profile cannot be read: {0}")]
    Unreadable(String),
    /// No profile of that name.
    #[error("there is no profile {wanted:?}; the profiles are {known}")]
    Unknown {
        /// Name asked for.
        wanted: String,
        /// Names there are.
        known: String,
    },
    /// The profile names no column that the source has.
    #[error(
        "none of the columns of profile {profile:?} is in the source, whose columns are {columns}; name some of these in the profile, or leave it out"
    )]
    DoesNotFit {
        /// The profile.
        profile: String,
        /// The columns of the source.
        columns: String,
    },
}

impl From<std::io::Error> for Problem {
    /// Limits and damage found below the decoders travel inside an [`std::io::Error`]; here they come out again.
    fn from(error: std::io::Error) -> Problem {
        match error.downcast::<Problem>() {
            Ok(problem) => problem,
            Err(error) => Problem::Io(error),
        }
    }
}

impl From<Problem> for std::io::Error {
    fn from(problem: Problem) -> std::io::Error {
        std::io::Error::other(problem)
    }
}
