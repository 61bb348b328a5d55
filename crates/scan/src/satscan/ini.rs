//! The form of a parameter file: sections in brackets, `name=value` lines, comments after a semicolon.

use super::error::FileError;
use std::path::{Path, PathBuf};

/// One parameter as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) section: String,
    pub(super) name: String,
    pub(super) value: String,
    pub(super) line: usize,
}

/// A parameter file.
#[derive(Clone, Debug)]
pub(super) struct Ini {
    pub(super) path: PathBuf,
    pub(super) entries: Vec<Entry>,
}

impl Ini {
    /// Reads a parameter file.
    pub(super) fn read(path: &Path) -> Result<Ini, FileError> {
        let unreadable = |source| FileError::Unreadable { path: path.to_owned(), source };
        let bytes = std::fs::read(path).map_err(unreadable)?;
        Ini::parse(path, &String::from_utf8_lossy(&bytes))
    }

    pub(super) fn parse(path: &Path, text: &str) -> Result<Ini, FileError> {
        let (mut entries, mut section) = (Vec::<Entry>::new(), String::new());
        for (number, line) in text.lines().enumerate() {
            let line_number = number + 1;
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() || line.starts_with(';') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name.trim().to_owned();
                continue;
            }
            let Some((name, value)) = line.split_once('=') else {
                let what = format!("\"{line}\" is neither a [section] nor name=value");
                return Err(FileError::line(path, line_number, what));
            };
            let (name, value) = (name.trim().to_owned(), unquoted(value.trim()).to_owned());
            if let Some(before) =
                entries.iter().find(|entry| entry.section == section && entry.name.eq_ignore_ascii_case(&name))
            {
                let what = format!("{name} was already set in line {}", before.line);
                return Err(FileError::line(path, line_number, what));
            }
            entries.push(Entry { section: section.clone(), name, value, line: line_number });
        }
        Ok(Ini { path: path.to_owned(), entries })
    }

    /// The value of a parameter, trimmed; `None` where it is missing or empty.
    pub(super) fn get(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name) && !entry.value.is_empty())
    }

    /// A whole number between two limits.
    pub(super) fn whole(&self, name: &str, default: u32, least: u32, most: u32) -> Result<u32, FileError> {
        let Some(entry) = self.get(name) else { return Ok(default) };
        match entry.value.parse() {
            Ok(value) if (least..=most).contains(&value) => Ok(value),
            _ => Err(self.wrong(entry, &format!("a whole number from {least} to {most}"))),
        }
    }

    /// A number between two limits.
    pub(super) fn number(&self, name: &str, default: f64, least: f64, most: f64) -> Result<f64, FileError> {
        let Some(entry) = self.get(name) else { return Ok(default) };
        match entry.value.parse() {
            Ok(value) if (least..=most).contains(&value) => Ok(value),
            _ => Err(self.wrong(entry, &format!("a number from {least} to {most}"))),
        }
    }

    /// Yes or no.
    pub(super) fn flag(&self, name: &str) -> Result<bool, FileError> {
        let Some(entry) = self.get(name) else { return Ok(false) };
        yes(&entry.value).ok_or_else(|| self.wrong(entry, "y or n"))
    }

    /// The error of a value that is no such value at all.
    pub(super) fn wrong(&self, entry: &Entry, wanted: &str) -> FileError {
        let what = format!("{}={} should be {wanted}", entry.name, entry.value);
        FileError::line(&self.path, entry.line, what)
    }

    /// The error of a value that is not supported.
    pub(super) fn unsupported(&self, entry: &Entry, hint: &str) -> FileError {
        FileError::Unsupported {
            path: self.path.clone(),
            line: entry.line,
            name: entry.name.clone(),
            value: entry.value.clone(),
            hint: if hint.is_empty() { String::new() } else { format!(": {hint}") },
        }
    }
}

/// Quotes around a value keep blanks at its ends.
fn unquoted(value: &str) -> &str {
    value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value)
}

/// What a yes-or-no value says.
pub(super) fn yes(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "y" | "yes" | "1" | "true" => Some(true),
        "n" | "no" | "0" | "false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_with_their_lines() {
        let ini =
            Ini::parse(Path::new("x.prm"), ";c\r\n[Input]\r\nCaseFile= a.cas \r\nusegridfile=n\r\nQ=\" \"").unwrap();
        let entry = ini.get("CaseFile").unwrap();
        assert_eq!((entry.section.as_str(), entry.value.as_str(), entry.line), ("Input", "a.cas", 3));
        assert!(!ini.flag("UseGridFile").unwrap());
        assert_eq!(ini.get("UseGridFile").unwrap().value, "n");
        assert_eq!(ini.get("Q").unwrap().value, " ");
        assert_eq!(ini.whole("Missing", 7, 1, 9).unwrap(), 7);
    }

    #[test]
    fn what_is_no_parameter_is_an_error_with_its_line() {
        let wrong = Ini::parse(Path::new("x.prm"), "[Input]\nCaseFile").unwrap_err();
        assert!(wrong.to_string().starts_with("x.prm, line 2:"), "{wrong}");
        let twice = Ini::parse(Path::new("x.prm"), "[Input]\nA=1\nA=2").unwrap_err();
        assert!(twice.to_string().contains("already set in line 2"), "{twice}");
    }
}
