//! The same columns as the canonical CSV, as Parquet.

use crate::field::Field;
use crate::register::Register;
use crate::write::{cells, columns};
use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use std::io::Write;
use std::sync::Arc;

/// Deaths of a row group: some megabytes of memory at a time.
const GROUP: usize = 65_536;

/// Writes the deaths as Parquet with the columns of [`write_csv`](crate::write_csv): coordinates and imprecision as numbers, all else as
/// text; what is not on record is null.
///
/// ```
/// let mut register = colligate_register::Register::default();
/// register.deaths.push(colligate_register::Death::new("14-001"));
/// let mut bytes = Vec::new();
/// colligate_register::write_parquet(&register, &mut bytes).unwrap();
/// assert_eq!(&bytes[..4], b"PAR1");
/// ```
///
/// # Errors
/// Those of the writer.
pub fn write_parquet(register: &Register, out: impl Write + Send) -> std::io::Result<()> {
    let mut deaths = register.deaths.chunks(GROUP);
    let first = batch(register, deaths.next().unwrap_or_default())?;
    let settings = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = ArrowWriter::try_new(out, first.schema(), Some(settings))?;
    writer.write(&first)?;
    for chunk in deaths {
        writer.write(&batch(register, chunk)?)?;
    }
    writer.close()?;
    Ok(())
}

fn batch(register: &Register, deaths: &[crate::death::Death]) -> Result<RecordBatch, ParquetError> {
    let names: Vec<Field> = columns().collect();
    let mut texts: Vec<Vec<String>> = names.iter().map(|_| Vec::with_capacity(deaths.len())).collect();
    for death in deaths {
        for (column, cell) in texts.iter_mut().zip(cells(death, &register.terms)) {
            column.push(cell);
        }
    }
    let arrays = names.iter().zip(&texts).map(|(field, cells)| (field.as_str(), array(*field, cells), true));
    Ok(RecordBatch::try_from_iter_with_nullable(arrays)?)
}

fn array(field: Field, cells: &[String]) -> ArrayRef {
    let filled = || cells.iter().map(|cell| Some(cell.as_str()).filter(|cell| !cell.is_empty()));
    match field {
        Field::Lat | Field::Lon | Field::ImprecisionM => {
            Arc::new(filled().map(|cell| cell.and_then(|cell| cell.parse().ok())).collect::<Float64Array>())
        }
        _ => Arc::new(filled().collect::<StringArray>()),
    }
}
