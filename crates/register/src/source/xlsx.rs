//! Excel workbooks: the first sheet or a named one. The header is the first row with more than one cell: what stands alone
//! above it is a title.

use super::csv::{endless_row, too_many_columns};
use super::{Row, Sink, SourceOptions, Stopped, guard};
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
        sink.note(format!("The workbook has {} sheets; only the first, {sheet:?}, was read.", sheets.len()));
    }
    let mut cells = guarded(|| book.worksheet_cells_reader(sheet))?;
    let mut row = Row::default();
    let mut line = 0;
    let mut header = None;
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
            give(&row, &mut header, sink)?;
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
    give(&row, &mut header, sink)?;
    if header.is_none() { Err(Problem::Empty.into()) } else { Ok(()) }
}

fn guarded<T, E: std::fmt::Display>(step: impl FnOnce() -> Result<T, E>) -> Result<T, Problem> {
    guard::guarded(FORMAT, step)
}

fn damaged(error: impl std::fmt::Display) -> Problem {
    guard::damaged(FORMAT, error)
}

fn give(row: &Row, header: &mut Option<usize>, sink: &mut dyn Sink) -> Result<(), Stopped> {
    if row.len() == 0 {
        return Ok(());
    }
    let Some(width) = *header else {
        let mut filled = (0..row.len()).filter(|&at| row.is_filled(at));
        if let (Some(only), None) = (filled.next(), filled.next()) {
            sink.note(format!(
                "Line {} holds {:?} alone and is taken for a title above the table.",
                row.line,
                row.cell(only)
            ));
            return Ok(());
        }
        *header = Some(row.len());
        let names: Vec<String> = (0..row.len()).map(|at| row.cell(at).to_owned()).collect();
        return sink.columns(&names).map_err(|problem| Stopped::at(row.line, problem));
    };
    if row.len() > width {
        let reason = format!("the row has {} cells where the header has {width}; give every column a name", row.len());
        return sink.unreadable(row.line, row.text(), reason).map_err(Stopped::from);
    }
    let mut whole = row.clone();
    while whole.len() < width {
        whole.push("");
    }
    sink.row(&whole).map_err(|problem| Stopped::at(row.line, problem))
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
