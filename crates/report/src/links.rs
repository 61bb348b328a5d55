//! Links as a Parquet file: one row a link, one column an evidence. A run has far more links than its series show, so
//! they can be written in batches.

use crate::error::ReportError;
use arrow::array::{ArrayRef, Float64Builder, StringBuilder};
use arrow::datatypes::{DataType, Field, Schema};
use arrow::record_batch::RecordBatch;
use colligate_linkage::result::Link;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::io::Write;
use std::sync::Arc;

/// Columns that are no evidence, before the columns that are.
const KEYS: [&str; 3] = ["death_a", "death_b", "weight"];

/// Writes these links as one Parquet file: `death_a`, `death_b`, `weight` (log10 of the Bayes factor) and the weight of
/// each evidence under its name, in the order in which evidence first appears. A link without some evidence has a null
/// there: nothing was on record, which says nothing.
///
/// # Errors
/// [`ReportError::Parquet`] where `out` cannot be written.
pub fn links_parquet<'a>(links: impl IntoIterator<Item = &'a Link>, out: impl Write + Send) -> Result<(), ReportError> {
    let links: Vec<&Link> = links.into_iter().collect();
    let mut names: Vec<&str> = Vec::new();
    for each in links.iter().flat_map(|link| &link.evidence) {
        if !names.contains(&each.evidence.as_str()) {
            names.push(&each.evidence);
        }
    }
    let mut writer = LinksWriter::new(out, &names)?;
    writer.write(links)?;
    writer.finish()
}

/// Writes links batch by batch, where they are too many to hold.
pub struct LinksWriter<W: Write + Send> {
    writer: ArrowWriter<W>,
    schema: Arc<Schema>,
    evidence: Vec<String>,
}

impl<W: Write + Send> LinksWriter<W> {
    /// Opens the file with a column for each of these kinds of evidence, named as in the model. An evidence named like
    /// one of the first three columns gets the column `<name>_evidence`.
    ///
    /// # Errors
    /// [`ReportError::Parquet`] where `out` cannot be written.
    pub fn new(out: W, evidence: &[impl AsRef<str>]) -> Result<LinksWriter<W>, ReportError> {
        let evidence: Vec<String> = evidence.iter().map(|name| name.as_ref().to_owned()).collect();
        let mut fields = vec![
            Field::new(KEYS[0], DataType::Utf8, false),
            Field::new(KEYS[1], DataType::Utf8, false),
            Field::new(KEYS[2], DataType::Float64, false),
        ];
        for name in &evidence {
            let column = if KEYS.contains(&name.as_str()) { format!("{name}_evidence") } else { name.clone() };
            fields.push(Field::new(column, DataType::Float64, true));
        }
        let schema = Arc::new(Schema::new(fields));
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
        let writer = ArrowWriter::try_new(out, schema.clone(), Some(properties))?;
        Ok(LinksWriter { writer, schema, evidence })
    }

    /// Adds these links as they come.
    ///
    /// # Errors
    /// [`ReportError::UnknownEvidence`] where a link has an evidence without a column; nothing of the batch is written
    /// then. [`ReportError::Parquet`] where the file cannot be written.
    pub fn write<'a>(&mut self, links: impl IntoIterator<Item = &'a Link>) -> Result<(), ReportError> {
        let (mut a, mut b, mut weight) = (StringBuilder::new(), StringBuilder::new(), Float64Builder::new());
        let mut columns: Vec<Float64Builder> = self.evidence.iter().map(|_| Float64Builder::new()).collect();
        let mut row: Vec<Option<f64>> = vec![None; self.evidence.len()];
        for link in links {
            a.append_value(link.a.as_str());
            b.append_value(link.b.as_str());
            weight.append_value(link.weight);
            row.fill(None);
            for each in &link.evidence {
                let at = self.evidence.iter().position(|name| *name == each.evidence);
                let cell = at.and_then(|at| row.get_mut(at)).ok_or_else(|| self.unknown(link, &each.evidence))?;
                *cell = Some(cell.unwrap_or(0.0) + each.weight);
            }
            for (column, cell) in columns.iter_mut().zip(&row) {
                column.append_option(*cell);
            }
        }
        let mut arrays: Vec<ArrayRef> = vec![Arc::new(a.finish()), Arc::new(b.finish()), Arc::new(weight.finish())];
        arrays.extend(columns.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef));
        self.writer.write(&RecordBatch::try_new(self.schema.clone(), arrays)?)?;
        Ok(())
    }

    /// Writes the end of the file. Without it the file cannot be read.
    ///
    /// # Errors
    /// [`ReportError::Parquet`] where the file cannot be written.
    pub fn finish(self) -> Result<(), ReportError> {
        self.writer.close()?;
        Ok(())
    }

    fn unknown(&self, link: &Link, evidence: &str) -> ReportError {
        ReportError::UnknownEvidence {
            a: link.a.to_string(),
            b: link.b.to_string(),
            evidence: evidence.to_owned(),
            known: self.evidence.clone(),
        }
    }
}
