//! Separated text: commas, semicolons, tabs or bars, with quotation marks where a cell holds the separator.

mod swallowed;

use super::bytes::Prefixed;
use super::encoding::{self, as_utf8};
use super::{PREFIX, Row, Sink, Stopped};
use crate::error::Problem;
use crate::limits::Limits;
use crate::spreadsheet::unguarded;
use csv::{ByteRecord, ErrorKind, ReaderBuilder};
use std::cell::Cell;
use std::io::Read;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Records looked at to tell the delimiter.
const SNIFFED: usize = 50;

/// Reads separated text.
pub(super) fn read<R: Read>(mut stream: Prefixed<R>, limits: &Limits, sink: &mut dyn Sink) -> Result<(), Stopped> {
    let (encoding, mark) = encoding::recognised(stream.prefix());
    stream.skip(mark);
    let text = Prefixed::new(as_utf8(stream, encoding), PREFIX)?;
    let delimiter = delimiter(text.prefix());
    // One row may take so many bytes from the stream and no more: an unclosed quotation mark ends here, not in memory.
    let budget = Cell::new(limits.row_bytes);
    let tail = Tail::default();
    let guarded = Guarded { inner: text, budget: &budget, tail: &tail };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(BUFFER)
        .from_reader(guarded);
    let mut record = ByteRecord::new();
    let mut row = Row::default();
    let mut width = None;
    let mut carriage_return = None;
    let mut last_line = 0;
    let mut other_encoding = 0u64;
    loop {
        let before = reader.position().line();
        let mut line = before;
        budget.set(limits.row_bytes.saturating_add(BUFFER as u64));
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                return Err(match error.into_kind() {
                    ErrorKind::Io(error) => Stopped::at(line, error),
                    other => Stopped::at(line, Problem::Damaged { format: "CSV", reason: format!("{other:?}") }),
                });
            }
        }
        let inside = record.as_slice().iter().filter(|&&byte| byte == b'\n').count() as u64;
        let after = reader.position().line() - inside.min(reader.position().line());
        // The reader stops behind a line feed, but before that of a carriage return and line feed, and at the end.
        let carriage_return = *carriage_return.get_or_insert(after == before);
        let closed = u64::from(!(carriage_return || (tail.ended.get() && tail.last.get() != b'\n')));
        line = after.saturating_sub(closed).max(last_line + 1);
        last_line = line;
        if record.as_slice().len() as u64 > limits.row_bytes {
            return Err(Stopped::at(line, endless_row(limits.row_bytes)));
        }
        if record.len() > limits.columns {
            return Err(Stopped::at(line, too_many_columns(record.len(), limits)));
        }
        row.clear(line);
        if !fill(&mut row, &record) {
            other_encoding += 1;
        }
        match width {
            None => {
                width = Some(record.len());
                let names: Vec<String> = (0..row.len()).map(|at| row.cell(at).to_owned()).collect();
                sink.columns(&names).map_err(|problem| Stopped::at(line, problem))?;
            }
            Some(width) if inside > 0 && swallowed::any(&record, delimiter, width) => {
                let lines = swallowed::lines(&record, delimiter);
                let last = line + lines.len() as u64 - 1;
                let reason = format!(
                    "a quotation mark without its fellow makes lines {line} to {last} one cell; close it, or write it twice where it is part of the text"
                );
                for (at, text) in (line..).zip(&lines) {
                    sink.unreadable(at, text, reason.clone())?;
                }
            }
            Some(width) => {
                row.missing = width.saturating_sub(row.len());
                let extra = (width..row.len()).any(|at| !row.cell(at).is_empty());
                if extra {
                    let reason = format!(
                        "the row has {} cells where the header has {width}; a cell that holds the separator must stand in quotation marks",
                        row.len()
                    );
                    sink.unreadable(line, row.text(), reason)?;
                } else {
                    sink.row(&row).map_err(|problem| Stopped::at(line, problem))?;
                }
            }
        }
    }
    if other_encoding > 0 {
        sink.note(other_encoding_note(other_encoding));
    }
    if width.is_none() { Err(Problem::Empty.into()) } else { Ok(()) }
}

const BUFFER: usize = 256 << 10;

pub(super) fn other_encoding_note(rows: u64) -> String {
    let rows = if rows == 1 { "1 row is".to_owned() } else { format!("{rows} rows are") };
    format!("{rows} not UTF-8 and read as Windows-1252.")
}

/// Puts the cells into the row; `false` where they were not UTF-8.
fn fill(row: &mut Row, record: &ByteRecord) -> bool {
    let has_guard = record.iter().any(|cell| cell.first() == Some(&b'\''));
    if let Ok(text) = std::str::from_utf8(record.as_slice())
        && !has_guard
    {
        let ends = (0..record.len()).map(|at| record.range(at).map_or(0, |range| range.end));
        if row.fill(text, ends) {
            return true;
        }
    }
    let mut is_utf8 = true;
    for cell in record {
        match std::str::from_utf8(cell) {
            Ok(text) => row.push(unguarded(text)),
            Err(_) => {
                is_utf8 = false;
                row.push(unguarded(&encoding::windows_1252(cell)));
            }
        }
    }
    is_utf8
}

/// The delimiter under which the first records agree best on a number of cells above one.
fn delimiter(prefix: &[u8]) -> u8 {
    let whole = prefix.len() < PREFIX;
    let mut best = (0.0, DELIMITERS[0]);
    for delimiter in DELIMITERS {
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(prefix);
        let mut counts: Vec<usize> =
            reader.byte_records().take(SNIFFED).map_while(|record| record.ok()).map(|r| r.len()).collect();
        if !whole && counts.len() > 1 && counts.len() < SNIFFED {
            counts.pop();
        }
        let Some(&header) = counts.first().filter(|&&cells| cells > 1) else { continue };
        let agreeing = counts.iter().filter(|&&cells| cells == header).count();
        let score = agreeing as f64 / counts.len() as f64 * (header as f64).ln();
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

pub(super) fn endless_row(limit: u64) -> Problem {
    Problem::OverLimit {
        what: "the row that starts here".to_owned(),
        limit: format!("{limit} bytes"),
        remedy: "look for a quotation mark that is opened and never closed",
    }
}

pub(super) fn too_many_columns(found: usize, limits: &Limits) -> Problem {
    Problem::OverLimit {
        what: format!("the number of columns, {found},"),
        limit: limits.columns.to_string(),
        remedy: "keep the columns that describe the deaths",
    }
}

struct Guarded<'a, R> {
    inner: R,
    budget: &'a Cell<u64>,
    tail: &'a Tail,
}

/// What the stream ended with.
#[derive(Default)]
struct Tail {
    ended: Cell<bool>,
    last: Cell<u8>,
}

impl<R: Read> Read for Guarded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.budget.get() == 0 {
            return Err(endless_row(0).into());
        }
        let room = buffer.len().min(usize::try_from(self.budget.get()).unwrap_or(usize::MAX));
        let read = self.inner.read(&mut buffer[..room])?;
        self.budget.set(self.budget.get() - read as u64);
        match buffer[..room].get(..read).and_then(<[u8]>::last) {
            Some(&last) => self.tail.last.set(last),
            None => self.tail.ended.set(room > 0),
        }
        Ok(read)
    }
}
