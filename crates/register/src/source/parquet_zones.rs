//! Moments in a Parquet file that are told by a time zone's name, which the decoder (arrow 59) cannot show: they become
//! moments in UTC.

use arrow::datatypes::{DataType, Field, Fields};
use std::sync::Arc;

/// Names of UTC itself. Spark, DuckDB and pandas write one of them wherever a moment has any zone.
const UTC: [&str; 8] = ["UTC", "Z", "GMT", "Etc/UTC", "Etc/GMT", "Etc/UCT", "UCT", "Zulu"];

/// The fields with zones as offsets from UTC, and the columns, with their zone, whose local time is thereby not shown.
pub(super) fn in_utc(fields: &Fields) -> (Fields, Vec<(String, String)>) {
    let mut lost = Vec::new();
    let fields = fields.iter().map(|field| rezoned(field, field.name(), &mut lost)).collect();
    (fields, lost)
}

fn rezoned(field: &Arc<Field>, column: &str, lost: &mut Vec<(String, String)>) -> Arc<Field> {
    let mut inner = |field: &Arc<Field>| rezoned(field, column, lost);
    let kind = match field.data_type() {
        DataType::Timestamp(unit, Some(zone)) if !zone.starts_with(['+', '-']) => {
            if !UTC.contains(&&**zone) {
                lost.push((column.to_owned(), zone.to_string()));
            }
            DataType::Timestamp(*unit, Some("+00:00".into()))
        }
        DataType::List(item) => DataType::List(inner(item)),
        DataType::LargeList(item) => DataType::LargeList(inner(item)),
        DataType::FixedSizeList(item, length) => DataType::FixedSizeList(inner(item), *length),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(inner).collect()),
        _ => return Arc::clone(field),
    };
    Arc::new(field.as_ref().clone().with_data_type(kind))
}
