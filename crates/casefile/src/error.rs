//! What can stand in the way.

use colligate_linkage::LinkError;
use colligate_register::ReadError;
use colligate_register::wording::counted;

/// What can stand in the way. The words are for the person who asked: none tells of a death that they may not see.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// The database.
    #[error("the database could not be used: {0}")]
    Database(sqlx::Error),
    /// No room is left for what was to be written; nothing was.
    #[error("the disk is full: nothing was written, and what was on record is unharmed. Make room and try again")]
    Full,
    /// The database was made by a later version.
    #[error("the case file has schema {found}, this program knows {known}: use a newer program")]
    Newer {
        /// Version found.
        found: i64,
        /// Latest version known here.
        known: i64,
    },
    /// A clock that is set, on a case file that was made under the machine's.
    #[error(
        "this case file was not made as an exercise: its entries carry the machine's time, and no other day can be set"
    )]
    NoExercise,
    /// There is no such thing, or it is restricted to others: the two look the same.
    #[error("there is no {what} {id}")]
    NotFound {
        /// `death`, `series`, `lead`, …
        what: &'static str,
        /// Its name.
        id: String,
    },
    /// It is restricted, open to who asks, and the reason for looking at it has not been given.
    #[error("death {} is restricted: say first why you look at it", deaths.join(", "))]
    AskWhy {
        /// Case numbers for which a reason is missing.
        deaths: Vec<String>,
    },
    /// The role does not allow it.
    #[error("this takes the right to {right}, which {user} does not have")]
    Forbidden {
        /// Who asked.
        user: String,
        /// In words: `review`, `supervise`, …
        right: &'static str,
    },
    /// Someone else was faster.
    #[error("{what} was changed by someone else in the meantime: look at it again before you decide")]
    Conflict {
        /// What it is about.
        what: String,
    },
    /// What was given makes no sense; the text says what would.
    #[error("{0}")]
    Invalid(String),
    /// Name and password do not go together, or the account is closed.
    #[error("name and password do not go together")]
    SignIn,
    /// Too many wrong passwords.
    #[error("too many wrong passwords: try again in {}", counted(minutes.unsigned_abs(), "minute", "minutes"))]
    Locked {
        /// Minutes left.
        minutes: i64,
    },
    /// A file.
    #[error("{path}: {source}")]
    File {
        /// Its path.
        path: String,
        /// What went wrong.
        source: std::io::Error,
    },
    /// A register that cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Linking.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// Work that ended by itself: a fault of the program, not of the case file.
    #[error("the program made a mistake: {0}")]
    Internal(String),
    /// Something on record that cannot be read back.
    #[error("what is on record cannot be read: {0}")]
    Damaged(String),
}

/// SQLite's code for a full disk, that for no room for its shared memory, and PostgreSQL's for the first.
const FULL: [&str; 3] = ["13", "4874", "53100"];

impl From<sqlx::Error> for CaseError {
    fn from(error: sqlx::Error) -> CaseError {
        let code = error.as_database_error().and_then(|error| error.code());
        match code.is_some_and(|code| FULL.contains(&code.as_ref())) {
            true => CaseError::Full,
            false => CaseError::Database(error),
        }
    }
}

impl From<tokio::task::JoinError> for CaseError {
    fn from(error: tokio::task::JoinError) -> CaseError {
        // What a panic says may name somebody.
        let ended = if error.is_panic() { "panicked" } else { "was cut short" };
        CaseError::Internal(format!("work off the threads that answer {ended}"))
    }
}

impl From<serde_json::Error> for CaseError {
    fn from(error: serde_json::Error) -> CaseError {
        CaseError::Damaged(error.to_string())
    }
}
