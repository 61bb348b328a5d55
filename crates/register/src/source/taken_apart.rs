//! A register as rows of text, one JSON value a line: how it travels from the process that took its file apart. The reader believes
//! nothing of it but that it is what that process could make of the file.

use super::{Origin, Row, Sink, SourceOptions, Stopped};
use crate::error::{Problem, ReadError};
use crate::limits::Limits;
use crate::source::Input;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::Write;

const FORMAT: &str = "register taken apart";

/// One thing found in a source, in the order in which it was.
#[derive(Serialize, Deserialize)]
enum Found<'a> {
    Columns(Cow<'a, [String]>),
    Row(Cow<'a, Row>),
    Unreadable(u64, Cow<'a, str>, Cow<'a, str>),
    Note(Cow<'a, str>),
    /// The end, with the hash of the source.
    End(String),
    /// It cannot be read: the line and why.
    Stopped(Option<u64>, String),
}

/// Writes what a source holds.
pub(crate) fn take_apart(input: Input, options: &SourceOptions<'_>, out: impl Write) -> std::io::Result<()> {
    let mut writer = Writer { out, failed: None, rows: 0, text: 0, limits: options.limits };
    let end = match super::read(input, options, &mut writer) {
        Ok(origin) => Found::End(origin.sha256),
        Err(ReadError { line, problem, .. }) => Found::Stopped(line, problem.to_string()),
    };
    writer.write(&end);
    writer.failed.map_or_else(|| writer.out.flush(), Err)
}

struct Writer<'a, W> {
    out: W,
    failed: Option<std::io::Error>,
    rows: u64,
    text: u64,
    limits: &'a Limits,
}

impl<W: Write> Writer<'_, W> {
    fn write(&mut self, found: &Found<'_>) {
        if self.failed.is_none() {
            let written = serde_json::to_writer(&mut self.out, found).map_err(std::io::Error::from);
            self.failed = written.and_then(|()| self.out.write_all(b"\n")).err();
        }
    }

    /// Counts a row of so many bytes.
    fn count(&mut self, bytes: usize) -> Result<(), Problem> {
        // Nobody takes what is written any more.
        if self.failed.is_some() {
            return Err(Problem::Refused("is not wanted any more".to_owned()));
        }
        self.rows += 1;
        self.text = self.text.saturating_add(bytes as u64);
        within(self.rows, self.text, self.limits)
    }
}

/// Refuses rows that are too many or too long together.
fn within(rows: u64, text: u64, limits: &Limits) -> Result<(), Problem> {
    let (what, limit, remedy) = if rows > limits.rows {
        ("the number of rows", limits.rows.to_string(), "split the file, or allow more with --most-rows")
    } else if text > limits.text_bytes {
        let limit = format!("{} MB", limits.text_bytes >> 20);
        ("the text of its rows", limit, "split the file, or allow more with --most-mb")
    } else {
        return Ok(());
    };
    Err(Problem::OverLimit { what: what.to_owned(), limit, remedy })
}

impl<W: Write> Sink for Writer<'_, W> {
    fn columns(&mut self, names: &[String]) -> Result<(), Problem> {
        self.write(&Found::Columns(names.into()));
        Ok(())
    }

    fn row(&mut self, row: &Row) -> Result<(), Problem> {
        self.count(row.bytes())?;
        self.write(&Found::Row(Cow::Borrowed(row)));
        Ok(())
    }

    fn unreadable(&mut self, line: u64, value: &str, reason: String) -> Result<(), Problem> {
        self.count(value.len())?;
        self.write(&Found::Unreadable(line, value.into(), reason.into()));
        Ok(())
    }

    fn note(&mut self, sentence: String) {
        self.write(&Found::Note(sentence.into()));
    }
}

/// Gives what was written to a sink, within the same limits.
pub(super) fn read(apart: &[u8], limits: &Limits, sink: &mut dyn Sink) -> Result<Origin, Stopped> {
    let (mut rows, mut text, mut width) = (0, 0, 0);
    for line in apart.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        let at = |line: u64, problem: Problem| Stopped::at(line, problem);
        match serde_json::from_slice(line).map_err(|error| damaged(&error.to_string()))? {
            Found::Columns(names) => {
                if names.len() > limits.columns {
                    return Err(super::csv::too_many_columns(names.len(), limits).into());
                }
                width = names.len();
                sink.columns(&names)?;
            }
            Found::Row(row) => {
                if !row.is_sound() || row.len() > width.max(limits.columns) {
                    return Err(damaged("a row contradicts itself").into());
                }
                (rows, text) = (rows + 1, text + row.bytes() as u64);
                within(rows, text, limits).map_err(|problem| at(row.line, problem))?;
                sink.row(&row).map_err(|problem| at(row.line, problem))?;
            }
            Found::Unreadable(line, value, reason) => {
                (rows, text) = (rows + 1, text + value.len() as u64);
                within(rows, text, limits).map_err(|problem| at(line, problem))?;
                sink.unreadable(line, &value, reason.into_owned()).map_err(|problem| at(line, problem))?;
            }
            Found::Note(sentence) => sink.note(sentence.into_owned()),
            Found::End(sha256) if sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                return Ok(Origin { sha256 });
            }
            Found::End(_) => return Err(damaged("its hash is none").into()),
            Found::Stopped(line, sentence) => return Err(Stopped { line, problem: Problem::Refused(sentence) }),
        }
    }
    Err(damaged("it has no end").into())
}

fn damaged(reason: &str) -> Problem {
    Problem::Damaged { format: FORMAT, reason: reason.to_owned() }
}
