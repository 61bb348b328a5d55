//! Where rows come from: a file, standard input or bytes in memory, in one of four formats, all turned into rows of text.

mod bytes;
mod csv;
mod encoding;
mod guard;
mod header;
mod jsonl;
mod parquet;
mod parquet_headers;
mod parquet_pages;
mod parquet_zones;
mod row;
mod taken_apart;
mod thrift;
mod xlsx;

pub(crate) use bytes::hexadecimal;
pub(crate) use row::Row;
pub(crate) use taken_apart::take_apart;
pub(crate) use xlsx::SHEETS;

use crate::error::{Problem, ReadError};
use crate::limits::Limits;
use bytes::{Meter, Tap};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::io::{Cursor, Read};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

/// Where a register is read from.
pub enum Input {
    /// A file.
    Path(PathBuf),
    /// Standard input.
    Stdin,
    /// Bytes in memory.
    Bytes {
        /// The name by which messages call them.
        name: String,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// A register that [`take_apart`](crate::take_apart) took apart, in another process as it may be. It is checked as any file is.
    TakenApart {
        /// The name by which messages call it.
        name: String,
        /// What it wrote.
        apart: Arc<Vec<u8>>,
    },
    /// Any other stream.
    Reader {
        /// The name by which messages call it.
        name: String,
        /// The stream.
        reader: Box<dyn Read>,
    },
}

impl Input {
    /// The name by which messages call it.
    pub fn name(&self) -> String {
        match self {
            Input::Path(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            Input::Stdin => "standard input".to_owned(),
            Input::Bytes { name, .. } | Input::TakenApart { name, .. } | Input::Reader { name, .. } => name.clone(),
        }
    }
}

/// The formats that are read. Gzip around any of them is seen by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Text separated by commas, semicolons, tabs or bars.
    Csv,
    /// One JSON object a line.
    JsonLines,
    /// Apache Parquet.
    Parquet,
    /// Excel workbook.
    Xlsx,
}

/// What takes the rows of a source.
pub(crate) trait Sink {
    /// The columns; called before the first row, and again with more at the end where later rows bring new ones.
    fn columns(&mut self, names: &[String]) -> Result<(), Problem>;
    /// One row, in the order of the columns.
    fn row(&mut self, row: &Row) -> Result<(), Problem>;
    /// A row that could not be taken apart.
    fn unreadable(&mut self, line: u64, value: &str, reason: String) -> Result<(), Problem>;
    /// Something worth saying about the source as a whole.
    fn note(&mut self, sentence: String);
}

/// What the source was, once read to its end.
pub(crate) struct Origin {
    pub sha256: String,
}

/// How a source is to be read.
pub(crate) struct SourceOptions<'a> {
    pub format: Option<Format>,
    pub sheet: Option<&'a str>,
    pub limits: &'a Limits,
    pub progress: Option<&'a dyn Fn(u64, Option<u64>)>,
}

/// A problem and the line on which it was met.
pub(crate) struct Stopped {
    pub line: Option<u64>,
    pub problem: Problem,
}

impl<P: Into<Problem>> From<P> for Stopped {
    fn from(problem: P) -> Stopped {
        Stopped { line: None, problem: problem.into() }
    }
}

impl Stopped {
    fn at(line: u64, problem: impl Into<Problem>) -> Stopped {
        Stopped { line: Some(line), problem: problem.into() }
    }
}

/// Bytes looked at to tell format, encoding and delimiter.
const PREFIX: usize = 64 << 10;

/// Reads a source to its end, row by row.
pub(crate) fn read(input: Input, options: &SourceOptions<'_>, sink: &mut dyn Sink) -> Result<Origin, ReadError> {
    let source_name = input.name();
    open(input, options, sink).map_err(|stopped| ReadError {
        source_name,
        line: stopped.line,
        problem: stopped.problem,
    })
}

fn open(input: Input, options: &SourceOptions<'_>, sink: &mut dyn Sink) -> Result<Origin, Stopped> {
    let mut path = None;
    let mut name = input.name().to_ascii_lowercase();
    let (reader, total): (Box<dyn Read>, Option<u64>) = match input {
        Input::Path(file) => {
            let opened = std::fs::File::open(&file).map_err(Problem::Io)?;
            let total = opened.metadata().ok().filter(std::fs::Metadata::is_file).map(|data| data.len());
            path = Some(file);
            (Box::new(opened), total)
        }
        Input::Stdin => (Box::new(std::io::stdin().lock()), None),
        Input::Bytes { bytes, .. } => {
            let total = bytes.len() as u64;
            (Box::new(Cursor::new(bytes)), Some(total))
        }
        Input::TakenApart { apart, .. } => return taken_apart::read(&apart, options.limits, sink),
        Input::Reader { reader, .. } => (reader, None),
    };
    let meter = Rc::new(RefCell::new(Meter::new(reader, total, options.progress)));
    let stream = bytes::Prefixed::new(Tap(Rc::clone(&meter)), PREFIX).map_err(Problem::from)?;
    let zipped = stream.prefix().starts_with(&[0x1f, 0x8b]);
    let mut stream: bytes::Prefixed<Box<dyn Read + '_>> = if zipped {
        name = name.trim_end_matches(".gz").to_owned();
        let unzipped: Box<dyn Read + '_> = Box::new(bytes::unzipped(stream, Rc::clone(&meter), options.limits));
        bytes::Prefixed::new(unzipped, PREFIX).map_err(|error| damaged_gzip(error.into()))?
    } else {
        stream.boxed()
    };
    let format = match options.format {
        Some(format) => format,
        None => recognised(stream.prefix(), &name)?,
    };
    if let Some(sheet) = options.sheet.filter(|_| format != Format::Xlsx) {
        sink.note(format!("The file is no workbook, so there is no sheet {sheet:?} to look for."));
    }
    let spool = matches!(format, Format::Parquet | Format::Xlsx);
    let read = if spool {
        // These formats are read from their end: a plain file is hashed first and read again, all else waits in memory.
        match path.filter(|_| !zipped) {
            Some(path) => {
                drop(stream);
                meter.borrow_mut().drain().map_err(Problem::from)?;
                let file = std::fs::File::open(path).map_err(Problem::Io)?;
                match format {
                    Format::Parquet => parquet::read(file, options.limits, sink),
                    _ => xlsx::read(std::io::BufReader::new(file), options, sink),
                }
            }
            None => {
                let mut all = Vec::new();
                bytes::Capped::new(&mut stream, options.limits.decompressed_bytes)
                    .read_to_end(&mut all)
                    .map_err(|error| damaged_gzip(error.into()))?;
                match format {
                    Format::Parquet => parquet::read(::bytes::Bytes::from(all), options.limits, sink),
                    _ => xlsx::read(Cursor::new(all), options, sink),
                }
            }
        }
    } else {
        match format {
            Format::JsonLines => jsonl::read(stream, options.limits, sink),
            _ => csv::read(stream, options.limits, sink),
        }
    };
    read.map_err(|stopped| Stopped {
        problem: if zipped { damaged_gzip(stopped.problem) } else { stopped.problem },
        ..stopped
    })?;
    let mut meter = meter.borrow_mut();
    meter.drain().map_err(Problem::from)?;
    Ok(Origin { sha256: meter.sha256() })
}

/// A decoder's complaint, said as what it means for the file.
fn damaged_gzip(problem: Problem) -> Problem {
    match problem {
        Problem::Io(error)
            if matches!(
                error.kind(),
                std::io::ErrorKind::InvalidInput | std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof
            ) =>
        {
            Problem::Damaged { format: "gzip", reason: error.to_string() }
        }
        other => other,
    }
}

fn recognised(prefix: &[u8], name: &str) -> Result<Format, Problem> {
    let wrong = |found, remedy| Err(Problem::WrongKind { found, remedy });
    let text = prefix.strip_prefix(b"\xef\xbb\xbf").unwrap_or(prefix);
    let first = text.iter().copied().find(|byte| !byte.is_ascii_whitespace());
    if prefix.starts_with(b"PAR1") {
        Ok(Format::Parquet)
    } else if prefix.starts_with(b"PK\x03\x04") {
        Ok(Format::Xlsx)
    } else if prefix.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        wrong("a workbook of the old .xls kind", "save it as .xlsx or CSV")
    } else if prefix.starts_with(b"%PDF") {
        wrong("a PDF document", "a register must be CSV, Parquet, XLSX or JSON lines")
    } else if prefix.starts_with(&[0x1f, 0x8b]) {
        wrong("compressed twice", "decompress it once")
    } else if prefix.starts_with(&[0x28, 0xb5, 0x2f, 0xfd])
        || prefix.starts_with(b"BZh")
        || prefix.starts_with(b"\xfd7zXZ")
    {
        wrong("compressed by something other than gzip", "decompress it, or compress it with gzip")
    } else if name.ends_with(".jsonl") || name.ends_with(".ndjson") || first == Some(b'{') {
        Ok(Format::JsonLines)
    } else if first == Some(b'[') && name.ends_with(".json") {
        wrong("one JSON array", "write one JSON object a line")
    } else if first == Some(b'<') {
        wrong("a web page or XML", "a register must be CSV, Parquet, XLSX or JSON lines")
    } else if first.is_none() {
        Err(Problem::Empty)
    } else {
        Ok(Format::Csv)
    }
}
