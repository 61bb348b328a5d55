//! Rows and fields that could not be used, each with its line, value and reason.

use crate::spreadsheet::guarded;
use serde::{Deserialize, Serialize};
use std::io::Write;

/// Longest value kept in a reject, in characters; the rest is on its line in the source.
const VALUE_CHARS: usize = 200;

/// One row or field that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// Line of the source, the header being line 1.
    pub line: u64,
    /// Column or canonical field; empty where the whole row is meant.
    pub field: Box<str>,
    /// What stood there, shortened to 200 characters.
    pub value: Box<str>,
    /// Why it could not be used.
    pub reason: Box<str>,
    /// True where the whole row was left out, false where the rest of it is used.
    pub whole_row: bool,
}

impl Reject {
    /// One field of a row that is otherwise used.
    pub(crate) fn field(line: u64, field: &str, value: &str, reason: impl Into<Box<str>>) -> Reject {
        Reject { line, field: field.into(), value: shortened(value), reason: reason.into(), whole_row: false }
    }

    /// A whole row.
    pub(crate) fn row(line: u64, value: &str, reason: impl Into<Box<str>>) -> Reject {
        Reject { line, field: "".into(), value: shortened(value), reason: reason.into(), whole_row: true }
    }
}

fn shortened(value: &str) -> Box<str> {
    match value.char_indices().nth(VALUE_CHARS) {
        Some((end, _)) => format!("{}…", &value[..end]).into(),
        None => value.into(),
    }
}

/// Writes rejects as CSV: `line,outcome,field,value,reason`, the outcome being `row rejected` or `field not used`.
///
/// # Errors
/// Those of the writer.
pub fn write_rejects(rejects: &[Reject], out: impl Write) -> std::io::Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record(["line", "outcome", "field", "value", "reason"])?;
    for reject in rejects {
        let outcome = if reject.whole_row { "row rejected" } else { "field not used" };
        out.write_record([
            &reject.line.to_string(),
            outcome,
            &guarded(&reject.field),
            &guarded(&reject.value),
            &guarded(&reject.reason),
        ])?;
    }
    out.flush()
}
