//! The rows of a data file: values between blanks, quotes around values that hold blanks.

use super::error::FileError;
use std::path::Path;

/// The values of one line, and its number from 1.
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) values: Vec<String>,
}

/// Reads the rows of a file that hold anything.
pub(super) fn read(path: &Path) -> Result<Vec<Row>, FileError> {
    let unreadable = |source| FileError::Unreadable { path: path.to_owned(), source };
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text = String::from_utf8_lossy(&bytes);
    let rows = text.trim_start_matches('\u{feff}').lines().enumerate();
    let rows: Vec<Row> = rows
        .map(|(number, line)| Row { line: number + 1, values: split(line) })
        .filter(|row| !row.values.is_empty())
        .collect();
    if rows.is_empty() {
        return Err(FileError::file(path, "the file holds no data"));
    }
    Ok(rows)
}

fn split(line: &str) -> Vec<String> {
    if !line.contains('"') {
        return line.split_whitespace().map(str::to_owned).collect();
    }
    let (mut values, mut value, mut quoted, mut begun) = (Vec::new(), String::new(), false, false);
    for character in line.chars() {
        match character {
            '"' => (quoted, begun) = (!quoted, true),
            blank if blank.is_whitespace() && !quoted => {
                if begun {
                    values.push(std::mem::take(&mut value));
                }
                begun = false;
            }
            other => {
                value.push(other);
                begun = true;
            }
        }
    }
    if begun {
        values.push(value);
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_separate_and_quotes_hold_together() {
        assert_eq!(split("a\t 1  2001/1/1\r"), ["a", "1", "2001/1/1"]);
        assert_eq!(split("\"New York\" 1 \"\""), ["New York", "1", ""]);
    }
}
