//! Why a child gave no answer.

use colligate_documents::text::TextProblem;
use colligate_register::Problem;
use thiserror::Error;

/// Why a child gave no answer, in words for the person who gave the file.
#[derive(Debug, Error)]
pub enum ChildError {
    /// It could not be started.
    #[error("could not be read: its reader cannot be started ({0}); see that the program may run itself")]
    Start(std::io::Error),
    /// It needed more memory than it may have.
    #[error("{}", over("the memory that reading it takes", .limit, MEMORY))]
    Memory {
        /// The limit, with its unit.
        limit: String,
    },
    /// It took longer than it may.
    #[error("{}", over("the time that reading it takes", .limit, TIME))]
    Time {
        /// The limit, with its unit.
        limit: String,
    },
    /// It had more to say than it may.
    #[error("{}", over("what was read in it", .limit, OUTPUT))]
    Output {
        /// The limit, with its unit.
        limit: String,
    },
    /// It ended halfway.
    #[error("could not be read: its reader {0}; the file may be damaged or made to do harm")]
    Crashed(String),
    /// It said something that makes no sense.
    #[error("could not be read: its reader gave no answer that can be used ({0})")]
    Answer(String),
    /// Nobody waits for it any more.
    #[error("was not read: nobody waited for it any more")]
    Stopped,
}

const MEMORY: &str = "split it or save it as plain text, or allow more with --read-memory if you trust it";
const TIME: &str = "split it or save it as plain text, or allow more with --read-seconds if you trust it";
const OUTPUT: &str = "split it";

fn over(what: &str, limit: &str, remedy: &str) -> String {
    format!("{what} is over the limit of {limit}; {remedy}")
}

impl From<ChildError> for TextProblem {
    fn from(error: ChildError) -> TextProblem {
        match error {
            ChildError::Memory { limit } => {
                TextProblem::OverLimit { what: "the memory that reading it takes".to_owned(), limit, remedy: MEMORY }
            }
            ChildError::Time { limit } => {
                TextProblem::OverLimit { what: "the time that reading it takes".to_owned(), limit, remedy: TIME }
            }
            ChildError::Output { limit } => {
                TextProblem::OverLimit { what: "what was read in it".to_owned(), limit, remedy: OUTPUT }
            }
            other => TextProblem::Refused(other.to_string()),
        }
    }
}

impl From<ChildError> for Problem {
    fn from(error: ChildError) -> Problem {
        match error {
            ChildError::Memory { limit } => {
                Problem::OverLimit { what: "the memory that reading it takes".to_owned(), limit, remedy: MEMORY }
            }
            ChildError::Time { limit } => {
                Problem::OverLimit { what: "the time that reading it takes".to_owned(), limit, remedy: TIME }
            }
            ChildError::Output { limit } => {
                Problem::OverLimit { what: "what was read in it".to_owned(), limit, remedy: OUTPUT }
            }
            other => Problem::Refused(other.to_string()),
        }
    }
}
