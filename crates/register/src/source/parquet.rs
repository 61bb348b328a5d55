//! Apache Parquet: every column as text, lists joined by `;`, lists of structures as contacts.

use super::bytes::too_large;
use super::csv::too_many_columns;
use super::parquet_headers::CheckedSource;
use super::parquet_pages::CheckedFile;
use super::parquet_zones::in_utc;
use super::{Row, Sink, Stopped, guard};
use crate::error::Problem;
use crate::limits::Limits;
use crate::parse::list;
use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Schema};
use arrow::util::display::{ArrayFormatter, FormatOptions};
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;
use parquet::arrow::{ProjectionMask, parquet_to_arrow_field_levels, parquet_to_arrow_schema};
use parquet::file::reader::{ChunkReader, FileReader};
use parquet::file::serialized_reader::SerializedFileReader;
use std::sync::Arc;

const FORMAT: &str = "Parquet";

/// Rows decoded at a time.
const BATCH: usize = 4096;

/// Reads a Parquet file.
pub(super) fn read<R: ChunkReader + 'static>(file: R, limits: &Limits, sink: &mut dyn Sink) -> Result<(), Stopped> {
    let length = file.len();
    let reader: Arc<dyn FileReader> = guarded(|| SerializedFileReader::new(CheckedSource(file)).map(Arc::new))?;
    let unpacked: i64 = reader.metadata().row_groups().iter().map(|group| group.total_byte_size().max(0)).sum();
    let unpacked = unpacked.unsigned_abs();
    if unpacked > limits.decompressed_bytes {
        return Err(too_large(limits.decompressed_bytes).into());
    }
    if unpacked > limits.ratio_from && unpacked / limits.ratio > length {
        return Err(too_large(limits.ratio.saturating_mul(length)).into());
    }
    let described = reader.metadata().file_metadata();
    let columns = described.schema_descr_ptr();
    let schema = guarded(|| parquet_to_arrow_schema(&columns, described.key_value_metadata()))?;
    let names = names(&schema);
    if names.len() > limits.columns {
        return Err(too_many_columns(names.len(), limits).into());
    }
    sink.columns(&names)?;
    let (fields, zones) = in_utc(schema.fields());
    for (column, zone) in zones {
        sink.note(format!(
            "Column {column:?} holds moments in the time zone {zone}; they are read in UTC, so write them as local time without a zone."
        ));
    }
    let mut batches = guarded(|| {
        let levels = parquet_to_arrow_field_levels(&columns, ProjectionMask::all(), Some(&fields))?;
        ParquetRecordBatchReader::try_new_with_row_groups(&levels, &CheckedFile(reader), BATCH, None)
    })?;
    let mut row = Row::default();
    // The header of a table counts as its first line.
    let mut line = 1;
    while let Some(batch) = guarded(|| batches.next().transpose()).map_err(|problem| Stopped::at(line + 1, problem))? {
        give(&batch, &mut line, &mut row, limits, sink)?;
    }
    Ok(())
}

fn guarded<T, E: std::fmt::Display>(step: impl FnOnce() -> Result<T, E>) -> Result<T, Problem> {
    guard::guarded(FORMAT, step)
}

fn damaged(error: impl std::fmt::Display) -> Problem {
    guard::damaged(FORMAT, error)
}

/// Names of the columns, those inside a structure as `outer.inner`.
fn names(schema: &Schema) -> Vec<String> {
    let mut names = Vec::new();
    for field in schema.fields() {
        match field.data_type() {
            DataType::Struct(inner) => {
                names.extend(inner.iter().map(|inner| format!("{}.{}", field.name(), inner.name())))
            }
            _ => names.push(field.name().clone()),
        }
    }
    names
}

fn give(
    batch: &RecordBatch,
    line: &mut u64,
    row: &mut Row,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), Stopped> {
    let options = FormatOptions::default().with_display_error(false);
    let mut cells: Vec<(ArrayRef, Option<ArrayRef>)> = Vec::new();
    for column in batch.columns() {
        match column.data_type() {
            DataType::Struct(_) => {
                for inner in column.as_struct().columns() {
                    cells.push((inner.clone(), Some(column.clone())));
                }
            }
            _ => cells.push((column.clone(), None)),
        }
    }
    let mut formats = Vec::with_capacity(cells.len());
    for (column, _) in &cells {
        formats.push(Cells::new(column, &options).map_err(damaged)?);
    }
    let mut text = String::new();
    for at in 0..batch.num_rows() {
        *line += 1;
        row.clear(*line);
        for (format, (column, outer)) in formats.iter().zip(&cells) {
            text.clear();
            if !column.is_null(at) && outer.as_ref().is_none_or(|outer| !outer.is_null(at)) {
                format.write(at, &options, &mut text).map_err(|error| Stopped::at(*line, damaged(error)))?;
            }
            row.push(&text);
        }
        if row.text().len() as u64 > limits.row_bytes {
            return Err(Stopped::at(*line, super::csv::endless_row(limits.row_bytes)));
        }
        sink.row(row).map_err(|problem| Stopped::at(*line, problem))?;
    }
    Ok(())
}

/// How the cells of one column become text.
enum Cells<'a> {
    List(&'a ArrayRef),
    /// Text that its writer did not mark as text.
    Bytes(&'a ArrayRef),
    Plain(ArrayFormatter<'a>),
}

impl<'a> Cells<'a> {
    fn new(column: &'a ArrayRef, options: &'a FormatOptions<'a>) -> Result<Cells<'a>, arrow::error::ArrowError> {
        match column.data_type() {
            DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(..) => Ok(Cells::List(column)),
            DataType::Binary | DataType::LargeBinary | DataType::BinaryView => Ok(Cells::Bytes(column)),
            _ => Ok(Cells::Plain(ArrayFormatter::try_new(column.as_ref(), options)?)),
        }
    }

    fn write(&self, at: usize, options: &FormatOptions<'_>, text: &mut String) -> Result<(), arrow::error::ArrowError> {
        match self {
            Cells::Plain(format) => format.value(at).write(text),
            Cells::Bytes(column) => {
                let bytes = match column.data_type() {
                    DataType::LargeBinary => column.as_binary::<i64>().value(at),
                    DataType::BinaryView => column.as_binary_view().value(at),
                    _ => column.as_binary::<i32>().value(at),
                };
                text.push_str(&String::from_utf8_lossy(bytes));
                Ok(())
            }
            Cells::List(column) => {
                let items = match column.data_type() {
                    DataType::LargeList(_) => column.as_list::<i64>().value(at),
                    DataType::FixedSizeList(..) => column.as_fixed_size_list().value(at),
                    _ => column.as_list::<i32>().value(at),
                };
                *text = listed(&items, options)?;
                Ok(())
            }
        }
    }
}

/// An empty list says "looked for and not found", which is `none`.
fn listed(items: &ArrayRef, options: &FormatOptions<'_>) -> Result<String, arrow::error::ArrowError> {
    if items.is_empty() {
        return Ok("none".to_owned());
    }
    if let DataType::Struct(fields) = items.data_type() {
        let structure = items.as_struct();
        let mut text = String::new();
        for at in (0..items.len()).filter(|&at| !items.is_null(at)) {
            if !text.is_empty() {
                text.push('|');
            }
            let mut first = true;
            for (field, column) in fields.iter().zip(structure.columns()).filter(|(_, column)| !column.is_null(at)) {
                if !first {
                    text.push(',');
                }
                first = false;
                text.push_str(field.name());
                text.push('=');
                let value = ArrayFormatter::try_new(column.as_ref(), options)?.value(at).try_to_string()?;
                list::escape_into(&mut text, &value, &['|', ',', '=']);
            }
        }
        return Ok(text);
    }
    let format = ArrayFormatter::try_new(items.as_ref(), options)?;
    let mut texts = Vec::with_capacity(items.len());
    for at in (0..items.len()).filter(|&at| !items.is_null(at)) {
        texts.push(format.value(at).try_to_string()?);
    }
    Ok(list::join(texts.iter().map(String::as_str), ';'))
}
