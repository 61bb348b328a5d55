//! What can be wrong with a file.

use crate::error::ScanError;
use std::path::{Path, PathBuf};

/// Why a file cannot be used, with its place and what would work.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line says something it must not.
    #[error("{path}, line {line}: {what}")]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What was found, and what would work.
        what: String,
    },
    /// The file as a whole.
    #[error("{path}: {what}")]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// A parameter is set to something that is not supported.
    #[error("{path}, line {line}: {name}={value} is not supported{hint}")]
    Unsupported {
        /// The parameter file.
        path: PathBuf,
        /// The line, from 1; 0 where the parameter is missing.
        line: usize,
        /// Name of the parameter.
        name: String,
        /// Its value.
        value: String,
        /// What would work: begins with a colon, or empty.
        hint: String,
    },
    /// The data do not make a scan.
    #[error(transparent)]
    Scan(#[from] ScanError),
}

impl FileError {
    /// An error of a line.
    pub(super) fn line(path: &Path, line: usize, what: impl Into<String>) -> FileError {
        FileError::Line { path: path.to_owned(), line, what: what.into() }
    }

    /// An error of a file.
    pub(super) fn file(path: &Path, what: impl Into<String>) -> FileError {
        FileError::File { path: path.to_owned(), what: what.into() }
    }
}
