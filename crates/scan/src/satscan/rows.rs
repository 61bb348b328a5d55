//! The rows of a data file.

use super::error::FileError;
use super::source::Source;
use std::path::Path;

/// The values of one line, and its number from 1.
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) values: Vec<String>,
}

/// Reads the rows of a file that hold anything.
pub(super) fn read(path: &Path, source: &Source) -> Result<Vec<Row>, FileError> {
    let unreadable = |source| FileError::Unreadable { path: path.to_owned(), source };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(FileError::file(path, "the file is in UTF-16; save it as UTF-8"));
    }
    let text = String::from_utf8_lossy(&bytes);
    let mut rows = Vec::new();
    // Some old programs end lines with a carriage return alone.
    let lines: Vec<&str> = match text.contains('\n') {
        true => text.trim_start_matches('\u{feff}').lines().collect(),
        false => text.trim_start_matches('\u{feff}').split('\r').collect(),
    };
    for (number, line) in lines.into_iter().enumerate().skip(source.skip) {
        let values = source.split(line);
        if values.iter().all(String::is_empty) {
            continue;
        }
        let row = Row { line: number + 1, values: source.order(values, rows.len() + 1) };
        if row.values.is_empty() {
            return Err(FileError::line(path, row.line, "the columns that the parameter file names are missing"));
        }
        rows.push(row);
    }
    if rows.is_empty() {
        return Err(FileError::file(path, "the file holds no data"));
    }
    Ok(rows)
}
