//! How a data file is read: what parts its values, and which column holds what.

use super::error::FileError;
use super::ini::Ini;
use serde::Serialize;

/// What stands in one place of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// A column of the file, from 0.
    Column(usize),
    /// A count of one.
    One,
    /// A name made of the number of the row.
    Numbered,
    /// Nothing.
    Blank,
}

/// The form of a data file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// What parts values; `None`: any number of blanks and tabs.
    pub delimiter: Option<char>,
    /// What holds a value together that has a delimiter inside.
    pub quote: Option<char>,
    /// Lines to leave out at the start.
    pub skip: usize,
    /// Which column holds what; `None`: as they stand.
    pub fields: Option<Vec<Field>>,
}

impl Default for Source {
    fn default() -> Source {
        Source { delimiter: None, quote: Some('"'), skip: 0, fields: None }
    }
}

/// The last parts of the names of parameters that tell the form of a file.
pub(super) const PARTS: [&str; 7] =
    ["Type", "FieldMap", "Delimiter", "Grouper", "Skip", "FirstRowHeader", "LinelistFieldMap"];

impl Source {
    /// The form of the file that a parameter names.
    pub(super) fn of(ini: &Ini, file: &str) -> Result<Source, FileError> {
        let name = |part: &str| format!("{file}-Source{part}");
        if let Some(entry) = ini.get(&name("Type")).filter(|entry| entry.value != "0") {
            return Err(ini.unsupported(entry, "only 0 is, a text file"));
        }
        let header = usize::from(ini.flag(&name("FirstRowHeader"))?);
        let skip = ini.whole(&name("Skip"), 0, 0, u32::MAX)? as usize + header;
        let one = |part: &str| match ini.get(&name(part)) {
            None => Ok(None),
            Some(entry) => match entry.value.chars().collect::<Vec<char>>().as_slice() {
                &[character] => Ok(Some(character)),
                _ => Err(ini.wrong(entry, "one character")),
            },
        };
        let delimiter = match ini.get(&name("Delimiter")) {
            Some(entry) if entry.value == "\\t" => None,
            _ => one("Delimiter")?.filter(|character| !character.is_whitespace()),
        };
        let Some(entry) = ini.get(&name("FieldMap")) else {
            return Ok(Source { delimiter, quote: one("Grouper")?.or(Some('"')), skip, fields: None });
        };
        let field = |text: &str| match text.trim() {
            "oneCount" => Some(Field::One),
            "generatedId" => Some(Field::Numbered),
            "" => Some(Field::Blank),
            number => number.parse::<usize>().ok()?.checked_sub(1).map(Field::Column),
        };
        let fields: Option<Vec<Field>> = entry.value.split(',').map(field).collect();
        let Some(fields) = fields else {
            return Err(ini.unsupported(entry, "known are numbers of columns from 1, oneCount and generatedId"));
        };
        Ok(Source { delimiter, quote: one("Grouper")?.or(Some('"')), skip, fields: Some(fields) })
    }

    /// The values of a line.
    pub(super) fn split(&self, line: &str) -> Vec<String> {
        let parts = |character: char| match self.delimiter {
            Some(delimiter) => character == delimiter,
            None => character.is_whitespace(),
        };
        if !line.chars().any(|character| Some(character) == self.quote) {
            return match self.delimiter {
                None => line.split_whitespace().map(str::to_owned).collect(),
                Some(delimiter) => blank(line.split(delimiter).map(|value| value.trim().to_owned()).collect()),
            };
        }
        let (mut values, mut value, mut quoted, mut begun) = (Vec::new(), String::new(), false, false);
        let mut characters = line.chars().peekable();
        while let Some(character) = characters.next() {
            if Some(character) == self.quote {
                // Two quotes within a value stand for one.
                if quoted && characters.peek() == self.quote.as_ref() {
                    value.extend(characters.next());
                } else {
                    (quoted, begun) = (!quoted, true);
                }
            } else if parts(character) && !quoted {
                if begun || self.delimiter.is_some() {
                    values.push(std::mem::take(&mut value).trim().to_owned());
                }
                begun = false;
            } else {
                value.push(character);
                begun = true;
            }
        }
        if begun || self.delimiter.is_some() {
            values.push(value.trim().to_owned());
        }
        blank(values)
    }

    /// The values of a row in the order wanted. `number` counts rows from 1.
    pub(super) fn order(&self, values: Vec<String>, number: usize) -> Vec<String> {
        let Some(fields) = &self.fields else { return values };
        let mut ordered: Vec<String> = Vec::with_capacity(fields.len());
        for field in fields {
            match field {
                Field::Column(column) => match values.get(*column) {
                    Some(value) => ordered.push(value.clone()),
                    None => break,
                },
                Field::One => ordered.push("1".into()),
                Field::Numbered => ordered.push(format!("location{number}")),
                Field::Blank => ordered.push(String::new()),
            }
        }
        ordered
    }
}

/// A row of nothing but empty values is empty.
fn blank(values: Vec<String>) -> Vec<String> {
    if values.iter().all(String::is_empty) && values.len() > 1 { Vec::new() } else { values }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn source(text: &str) -> Result<Source, FileError> {
        Source::of(&Ini::parse(Path::new("x.prm"), text)?, "CaseFile")
    }

    #[test]
    fn blanks_separate_and_quotes_hold_together() {
        let plain = Source::default();
        assert_eq!(plain.split("a\t 1  2001/1/1\r"), ["a", "1", "2001/1/1"]);
        assert_eq!(plain.split("\"New York\" 1 \"\""), ["New York", "1", ""]);
        assert_eq!(plain.split("  "), [""; 0]);
    }

    #[test]
    fn values_may_be_parted_by_commas() {
        let commas = source("CaseFile-SourceDelimiter=,\nCaseFile-SourceGrouper=\"\n").unwrap();
        assert_eq!(commas.split("a, 1,,2001/1/1"), ["a", "1", "", "2001/1/1"]);
        assert_eq!(commas.split("\"a, \"\"b\"\"\",1,"), ["a, \"b\"", "1", ""]);
        assert_eq!(commas.split(" , ,"), [""; 0]);
        assert_eq!(commas.split(""), [""]);
    }

    #[test]
    fn columns_are_put_in_order() {
        let text = "CaseFile-SourceType=0\nCaseFile-SourceFieldMap=3,oneCount,1\nCaseFile-SourceDelimiter=\" \"\n\
                    CaseFile-SourceSkip=2\nCaseFile-SourceFirstRowHeader=y\n";
        let mapped = source(text).unwrap();
        assert_eq!((mapped.delimiter, mapped.skip), (None, 3));
        let ordered = |line| mapped.order(mapped.split(line), 7);
        assert_eq!(ordered("2001 x a"), ["a", "1", "2001"]);
        assert_eq!(ordered("2001 x"), [""; 0]);
        let numbered = source("CaseFile-SourceFieldMap=generatedId,1").unwrap();
        assert_eq!(numbered.order(vec!["5".into()], 7), ["location7", "5"]);
    }

    #[test]
    fn other_forms_are_refused_by_name() {
        for (text, name) in [
            ("CaseFile-SourceType=1", "CaseFile-SourceType=1 is not supported"),
            ("CaseFile-SourceFieldMap=1,shapeX", "CaseFile-SourceFieldMap=1,shapeX is not supported"),
            ("CaseFile-SourceDelimiter=ab", "CaseFile-SourceDelimiter=ab should be one character"),
        ] {
            let error = source(text).unwrap_err().to_string();
            assert!(error.contains(name), "{error}");
        }
    }
}
