//! Excel workbooks: the first sheet or a named one.

use super::csv::{endless_row, too_many_columns};
use super::{Row, Sink, SourceOptions, Stopped, guard, header};
use crate::error::Problem;
use crate::limits::Limits;
use calamine::{DataRef, Reader, Xlsx};
use std::io::{Read, Seek};

const FORMAT: &str = "XLSX";

/// Reads a workbook.
pub(super) fn read<R: Read + Seek>(
    mut file: R,
    options: &SourceOptions<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Stopped> {
    unpacks_within(&mut file, options.limits)?;
    file.rewind()?;
    let mut book: Xlsx<R> = guarded(|| Xlsx::new(file))?;
    let sheets = book.sheet_names();
    let sheet = match options.sheet {
        Some(wanted) => sheets
            .iter()
            .find(|name| name.as_str() == wanted)
            .ok_or_else(|| Problem::NoSheet { wanted: wanted.to_owned(), found: sheets.join(", ") })?,
        None => sheets.first().ok_or(Problem::Empty)?,
    };
    if options.sheet.is_none() && sheets.len() > 1 {
        let count = sheets.len();
        let others = others(&sheets);
        sink.note(format!(
            "{SHEETS} {count} sheets; only the first, {sheet:?}, was read; --sheet names another: {others}."
        ));
    }
    let mut cells = guarded(|| book.worksheet_cells_reader(sheet))?;
    let mut row = Row::default();
    let mut line = 0;
    let mut table = Table::default();
    let mut text = String::new();
    while let Some(cell) = guarded(|| cells.next_cell()).map_err(|problem| Stopped::at(line, problem))? {
        let (row_at, column) = cell.get_position();
        let (row_line, column) = (u64::from(row_at) + 1, column as usize);
        if column >= options.limits.columns {
            return Err(Stopped::at(row_line, too_many_columns(column + 1, options.limits)));
        }
        text.clear();
        write(cell.get_value(), &mut text);
        if text.is_empty() {
            continue;
        }
        if row_line != line {
            table.take(&row, sink)?;
            line = row_line;
            row.clear(line);
        }
        while row.len() < column {
            row.push("");
        }
        row.push(&text);
        if row.text().len() as u64 > options.limits.row_bytes {
            return Err(Stopped::at(line, endless_row(options.limits.row_bytes)));
        }
    }
    table.take(&row, sink)?;
    table.settle(sink)?;
    sink_beside(&table.beside, sink);
    match (options.sheet, sheets.as_slice()) {
        (None, [first, _, ..]) if table.rows == 0 => {
            Err(Problem::NoTable { sheet: first.clone(), others: others(&sheets) }.into())
        }
        _ if table.width.is_none() => Err(Problem::Empty.into()),
        _ => Ok(()),
    }
}

/// How the note begins that names the sheets which were not read.
pub(crate) const SHEETS: &str = "The workbook has";

/// The names of all sheets but the first.
fn others(sheets: &[String]) -> String {
    sheets.iter().skip(1).map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
}

/// The rows of a sheet: the first ones are held back until the header is found among them.
#[derive(Default)]
struct Table {
    held: Vec<Row>,
    width: Option<usize>,
    /// Rows given.
    rows: u64,
    /// Lines with cells to the right of the table.
    beside: Vec<u64>,
}

impl Table {
    fn take(&mut self, row: &Row, sink: &mut dyn Sink) -> Result<(), Stopped> {
        if row.len() == 0 {
            return Ok(());
        }
        if let Some(width) = self.width {
            return self.give(row, width, sink);
        }
        self.held.push(row.clone());
        if self.held.len() >= header::HELD { self.settle(sink) } else { Ok(()) }
    }

    /// Finds the header among the rows held back, and gives those below it.
    fn settle(&mut self, sink: &mut dyn Sink) -> Result<(), Stopped> {
        let held = std::mem::take(&mut self.held);
        if self.width.is_some() || held.is_empty() {
            return Ok(());
        }
        let mut head = header::find(&held).unwrap_or_else(|| header::first(&held));
        // A name over several cells leaves those to its right without one: most rows are then wider than the names.
        let mut wide: Vec<usize> = held.iter().skip(head.values_from).map(Row::len).collect();
        wide.sort_unstable();
        let usual = wide.get(wide.len() / 2).copied().unwrap_or(0);
        head.names.resize(head.names.len().max(usual), String::new());
        let width = head.announce(&held, sink)?;
        self.width = Some(width);
        for row in &held[head.values_from.min(held.len())..] {
            self.give(row, width, sink)?;
        }
        Ok(())
    }

    /// Gives a row as wide as the table. What stands to the right of it, under no name, is a remark and not read.
    fn give(&mut self, row: &Row, width: usize, sink: &mut dyn Sink) -> Result<(), Stopped> {
        if row.len() > width {
            self.beside.push(row.line);
        }
        self.rows += 1;
        let mut whole = Row::default();
        whole.clear(row.line);
        (0..width).for_each(|at| whole.push(row.cell(at)));
        sink.row(&whole).map_err(|problem| Stopped::at(row.line, problem))
    }
}

fn sink_beside(beside: &[u64], sink: &mut dyn Sink) {
    if !beside.is_empty() {
        let rows = if beside.len() == 1 { "1 row has".to_owned() } else { format!("{} rows have", beside.len()) };
        sink.note(format!(
            "{rows} cells to the right of the table, under no name ({}); they are not read.",
            crate::checks::lines(beside, beside.len())
        ));
    }
}

fn guarded<T, E: std::fmt::Display>(step: impl FnOnce() -> Result<T, E>) -> Result<T, Problem> {
    guard::guarded(FORMAT, step)
}

fn damaged(error: impl std::fmt::Display) -> Problem {
    guard::damaged(FORMAT, error)
}

fn write(value: &DataRef<'_>, text: &mut String) {
    use std::fmt::Write;
    // Writing to a string cannot fail.
    let _ = match value {
        DataRef::Empty | DataRef::Error(_) => Ok(()),
        DataRef::String(value) | DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => {
            text.push_str(value);
            Ok(())
        }
        DataRef::SharedString(value) => {
            text.push_str(value);
            Ok(())
        }
        DataRef::Int(value) => write!(text, "{value}"),
        DataRef::Float(value) => write!(text, "{value}"),
        DataRef::Bool(value) => write!(text, "{value}"),
        DataRef::DateTime(value) if value.is_duration() => write!(text, "{}", value.as_f64()),
        DataRef::DateTime(value) => {
            let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                write!(text, "{year:04}-{month:02}-{day:02}")
            } else {
                write!(text, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
            }
        }
    };
}

/// Unpacks every part once without keeping it: what a workbook claims of its sizes need not be true.
fn unpacks_within<R: Read + Seek>(file: &mut R, limits: &Limits) -> Result<(), Problem> {
    let packed = file.seek(std::io::SeekFrom::End(0))?;
    file.rewind()?;
    let mut archive = zip::ZipArchive::new(file).map_err(damaged)?;
    let most = limits.decompressed_bytes.min(limits.ratio.saturating_mul(packed).max(limits.ratio_from));
    let mut out = 0u64;
    let mut buffer = vec![0; 64 << 10];
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(damaged)?;
        loop {
            let read = part.read(&mut buffer).map_err(damaged)?;
            if read == 0 {
                break;
            }
            out += read as u64;
            if out > most {
                return Err(super::bytes::too_large(most).into());
            }
        }
    }
    Ok(())
}
