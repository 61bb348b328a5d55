//! Why a model of names cannot be used.

use std::path::PathBuf;

/// A model of names that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum NameModelError {
    /// The operating system refused.
    #[error("{path}: cannot be read: {error}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        error: std::io::Error,
    },
    /// Too large to be a model of names.
    #[error("{name} has {size} bytes, more than the limit of {limit}; train with fewer features (feature.minfreq)")]
    TooLarge {
        /// The file.
        name: String,
        /// Its bytes.
        size: u64,
        /// The most.
        limit: u64,
    },
    /// Another kind of file.
    #[error("{name} is no model of CRFsuite; train one with python-crfsuite or crfsuite (docs/guide/documents.md)")]
    NoModel {
        /// The file.
        name: String,
    },
    /// A model that is not whole.
    #[error("{name} is no sound model of CRFsuite: {reason}; copy or train it again")]
    Damaged {
        /// The file.
        name: String,
        /// What is wrong.
        reason: String,
    },
    /// A model of something else than names.
    #[error(
        "{name} has the labels {labels}, and none of people, places or organisations; its labels must be such as B-PER, I-PER and O"
    )]
    NoNames {
        /// The file.
        name: String,
        /// Its labels.
        labels: String,
    },
}
