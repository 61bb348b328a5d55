//! `scan.json`: settings, clusters and draws. `docs/scan-schema.md` tells what each field means.

use super::facts::ScanFacts;
use crate::error::ReportError;
use colligate_scan::ScanResult;
use serde_json::json;

/// Name and version of the schema.
pub const SCHEMA: &str = "colligate.scan/1";

/// A scan as pretty JSON, ending in a line break. A number that is none is written as `null`.
///
/// # Errors
/// [`ReportError::Json`] where the serialiser refuses, which it does for no value of this type.
pub fn scan_json(facts: &ScanFacts, result: &ScanResult) -> Result<String, ReportError> {
    let value = json!({ "schema": SCHEMA, "facts": facts, "result": result });
    let mut text = serde_json::to_string_pretty(&value)?;
    text.push('\n');
    Ok(text)
}
