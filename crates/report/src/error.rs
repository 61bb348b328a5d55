//! What can go wrong while writing a result.

/// Why a result could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The result could not be turned into JSON.
    #[error("the result cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The links could not be laid out in columns.
    #[error("the links cannot be laid out in columns: {0}")]
    Columns(#[from] arrow::error::ArrowError),
    /// The Parquet file could not be written.
    #[error("the Parquet file cannot be written: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// A link brings an evidence that has no column.
    #[error(
        "the link of {a} and {b} has the evidence {evidence:?}, but the file was opened with columns for {known:?}"
    )]
    UnknownEvidence {
        /// The earlier death.
        a: String,
        /// The later death.
        b: String,
        /// The evidence without a column.
        evidence: String,
        /// The evidence that has columns.
        known: Vec<String>,
    },
}
