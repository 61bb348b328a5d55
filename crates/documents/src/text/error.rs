//! What can be wrong with a file, written for whoever gave it.

use colligate_register::wording::counted;
use thiserror::Error;

/// A file, or a part of one, that could not be read.
#[derive(Debug, Error)]
#[error("{name}: {problem}")]
pub struct TextError {
    /// Name of the file, with the part's name after it.
    pub name: String,
    /// What was found and what would work.
    #[source]
    pub problem: TextProblem,
}

/// Why a file could not be read.
#[derive(Debug, Error)]
pub enum TextProblem {
    /// The operating system refused.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// No text in it.
    #[error("holds no text")]
    Empty,
    /// A PDF whose pages are pictures.
    #[error("holds {} and no text, as a scan does; recognise its text (OCR) and give that", counted(*pages, "page", "pages"))]
    Scanned {
        /// Its pages.
        pages: u32,
    },
    /// A PDF whose letters cannot be known.
    #[error(
        "shows letters of fonts that do not say which letters they are; save it anew from the program that made it, or recognise its text \
         (OCR) and give that"
    )]
    NoLetters,
    /// A kind of file that is not read here.
    #[error("is {found}; {remedy}")]
    WrongKind {
        /// What it is.
        found: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// Locked by a password.
    #[error("is an encrypted {format}; open it with its password and save it without")]
    Encrypted {
        /// Name of the format.
        format: &'static str,
    },
    /// A file that claims a format and does not keep to it.
    #[error("is not a sound {format}: {reason}; fetch or export it again")]
    Damaged {
        /// Name of the format.
        format: &'static str,
        /// What the decoder found.
        reason: String,
    },
    /// What the process that read it said, or why it said nothing.
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
}

impl TextProblem {
    /// The file is not what it should be.
    pub(super) fn damaged(format: &'static str, reason: impl std::fmt::Display) -> Self {
        Self::Damaged { format, reason: reason.to_string() }
    }
}
