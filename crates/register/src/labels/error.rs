//! What can be wrong with labels.

use crate::error::ReadError;

/// Labels that cannot be used: which file and line, what was found and what would work.
#[derive(Debug, thiserror::Error)]
pub enum LabelError {
    /// The file as a whole cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// No row at all.
    #[error("{file} holds no row; write a header `series,death` and one row for each death of each series")]
    Empty {
        /// Name of the file.
        file: String,
    },
    /// The columns are not known.
    #[error(
        "{file} has no columns for the series and the death (its columns: {found}); name them `series,death`, the death by its case number"
    )]
    Columns {
        /// Name of the file.
        file: String,
        /// The columns there are.
        found: String,
    },
    /// A row that cannot be taken apart.
    #[error("{file}, line {line}: {reason}; mend or delete the line")]
    Unreadable {
        /// Name of the file.
        file: String,
        /// Line in it.
        line: u64,
        /// What the reader found.
        reason: String,
    },
    /// A death without a series.
    #[error("{file}, line {line}: death {death} has no series; fill it in or delete the line")]
    NoSeries {
        /// Name of the file.
        file: String,
        /// Line in it.
        line: u64,
        /// The death.
        death: String,
    },
    /// A series without a death.
    #[error("{file}, line {line}: series {series} has no death; fill in its case number or delete the line")]
    NoDeath {
        /// Name of the file.
        file: String,
        /// Line in it.
        line: u64,
        /// The series.
        series: String,
    },
    /// A death that the register does not hold.
    #[error(
        "{file}, line {line}: the register has no death {death}{}; write the case number as the register does, or delete the line",
        also(*.more)
    )]
    UnknownDeath {
        /// Name of the file.
        file: String,
        /// Line in it.
        line: u64,
        /// The case number.
        death: String,
        /// How many other lines name deaths that are not there.
        more: usize,
    },
    /// One death twice in one series.
    #[error(
        "{file}, line {line}: death {death} stands in series {series} already, by line {first}; delete one of the two"
    )]
    Twice {
        /// Name of the file.
        file: String,
        /// Line in it.
        line: u64,
        /// Line on which it stands first.
        first: u64,
        /// The death.
        death: String,
        /// The series.
        series: String,
    },
}

fn also(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => ", and 1 more line names one that is not there".to_owned(),
        more => format!(", and {more} more lines name one that is not there"),
    }
}
