//! Separated text: commas, semicolons, tabs or bars, with quotation marks where a cell holds the separator.

mod swallowed;

use super::bytes::Prefixed;
use super::encoding::{self, as_utf8};
use super::{PREFIX, Row, Sink, Stopped, header};
use crate::error::Problem;
use crate::limits::Limits;
use crate::spreadsheet::unguarded;
use crate::wording::{self, counted};
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
    let mut table =
        Table { delimiter, limits, held: Held::default(), width: None, row: Row::default(), other_encoding: 0 };
    let mut carriage_return = None;
    let mut last_line = 0;
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
        table.take(&record, line, inside, sink)?;
    }
    table.settle(sink)?;
    if table.other_encoding > 0 {
        sink.note(other_encoding_note(table.other_encoding));
    }
    if table.width.is_none() { Err(Problem::Empty.into()) } else { Ok(()) }
}

/// The rows of the file: the first ones are held back until the header is found among them.
struct Table<'l> {
    delimiter: u8,
    limits: &'l Limits,
    held: Held,
    width: Option<usize>,
    row: Row,
    other_encoding: u64,
}

/// The first records, each with its line and the line feeds inside it.
#[derive(Default)]
struct Held {
    records: Vec<(ByteRecord, u64, u64)>,
    bytes: u64,
}

impl Table<'_> {
    fn take(&mut self, record: &ByteRecord, line: u64, inside: u64, sink: &mut dyn Sink) -> Result<(), Stopped> {
        if let Some(width) = self.width {
            return self.give(record, line, inside, width, sink);
        }
        if self.held.records.is_empty() && names_separator(record) {
            return Ok(());
        }
        self.held.bytes += record.as_slice().len() as u64;
        self.held.records.push((record.clone(), line, inside));
        match self.held.records.len() >= header::HELD || self.held.bytes > self.limits.row_bytes {
            true => self.settle(sink),
            false => Ok(()),
        }
    }

    /// Finds the header among the records held back, and gives those below it.
    fn settle(&mut self, sink: &mut dyn Sink) -> Result<(), Stopped> {
        let held = std::mem::take(&mut self.held).records;
        if self.width.is_some() || held.is_empty() {
            return Ok(());
        }
        let mut rows: Vec<Row> = Vec::with_capacity(held.len());
        for (record, line, _) in &held {
            let mut row = Row::default();
            row.clear(*line);
            fill(&mut row, record);
            rows.push(row);
        }
        let head = header::find(&rows).unwrap_or_else(|| header::first(&rows));
        let width = head.announce(&rows, sink)?;
        self.width = Some(width);
        for (record, line, inside) in &held[head.values_from.min(held.len())..] {
            self.give(record, *line, *inside, width, sink)?;
        }
        Ok(())
    }

    fn give(
        &mut self,
        record: &ByteRecord,
        line: u64,
        inside: u64,
        width: usize,
        sink: &mut dyn Sink,
    ) -> Result<(), Stopped> {
        let row = &mut self.row;
        row.clear(line);
        if !fill(row, record) {
            self.other_encoding += 1;
        }
        if inside > 0 && swallowed::any(record, self.delimiter, width) {
            let lines = swallowed::lines(record, self.delimiter);
            let last = line + lines.len() as u64 - 1;
            let reason = format!(
                "a quotation mark without its fellow makes lines {line} to {last} one cell; close it, or write it twice where it is part of the text"
            );
            for (at, text) in (line..).zip(&lines) {
                sink.unreadable(at, text, reason.clone())?;
            }
            return Ok(());
        }
        row.missing = width.saturating_sub(row.len());
        if (width..row.len()).any(|at| !row.cell(at).is_empty()) {
            let reason = format!(
                "the row has {} cells where the header has {width}; a cell that holds the separator must stand in quotation marks",
                row.len()
            );
            sink.unreadable(line, row.text(), reason)?;
            return Ok(());
        }
        sink.row(row).map_err(|problem| Stopped::at(line, problem))
    }
}

/// `sep=;`, by which spreadsheets are told the separator: it is no row.
fn names_separator(record: &ByteRecord) -> bool {
    record.get(0).is_some_and(|cell| cell.len() <= 5 && cell.trim_ascii().to_ascii_lowercase().starts_with(b"sep="))
        && record.iter().skip(1).all(<[u8]>::is_empty)
}

const BUFFER: usize = 256 << 10;

pub(super) fn other_encoding_note(rows: u64) -> String {
    format!("{} not UTF-8 and read as Windows-1252.", counted(rows, "row is", "rows are"))
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

/// The delimiter that the file names itself, or else the one under which most of the first records agree on a number of cells
/// above one.
fn delimiter(prefix: &[u8]) -> u8 {
    if let Some(named) = named_delimiter(prefix) {
        return named;
    }
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
        let agreeing = |cells: usize| counts.iter().filter(|&&other| other == cells).count();
        // Titles above the table have fewer cells than its rows.
        let usual = counts.iter().copied().filter(|&cells| cells > 1).max_by_key(|&cells| (agreeing(cells), cells));
        let Some(usual) = usual else { continue };
        let score = agreeing(usual) as f64 / counts.len() as f64 * (usual as f64).ln();
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// The sign in a first line `sep=;`.
fn named_delimiter(prefix: &[u8]) -> Option<u8> {
    let line = prefix.split(|&byte| byte == b'\n').next()?.trim_ascii_end();
    match line.trim_ascii_start().split_at_checked(4)? {
        (word, [sign]) if word.eq_ignore_ascii_case(b"sep=") && sign.is_ascii() => Some(*sign),
        // The tab at the end of the line is white space.
        (word, []) if word.eq_ignore_ascii_case(b"sep=") && prefix.get(4) == Some(&b'\t') => Some(b'\t'),
        _ => None,
    }
}

pub(super) fn endless_row(limit: u64) -> Problem {
    Problem::OverLimit {
        what: "the row that starts here".to_owned(),
        limit: wording::bytes(limit),
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
