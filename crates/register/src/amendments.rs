//! Amendments: statements made after the first record, one JSON object a line.

use crate::as_of::{apply, index};
use crate::death::Death;
use crate::error::{Problem, ReadError};
use crate::field::Field;
use crate::register::Register;
use crate::reject::Reject;
use crate::source::{self, Format, Input, Row, Sink, SourceOptions};
use crate::statement::{Statement, StatementError};
use crate::terms::Terms;
use crate::time::Span;
use std::io::Write;

/// What reading amendments gives.
#[derive(Clone, Debug, Default)]
pub struct Amendments {
    /// The statements, by the day on which they became known; of one day in the order of the file.
    pub statements: Vec<Statement>,
    /// Lines that could not be used.
    pub rejects: Vec<Reject>,
    /// Lines in all: `statements.len() + rejects.len()`.
    pub rows: u64,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
}

/// Reads amendments to a register: JSON lines with `death`, `field`, `value`, `known_from` and `source`. Each statement is
/// tried on the death it speaks of; those that cannot be applied are rejected. The register is not changed: append the
/// statements to [`Register::statements`].
///
/// ```
/// use colligate_register::{Death, Input, Register, read_amendments};
/// let register = Register { deaths: vec![Death::new("A1")], ..Register::default() };
/// let text = r#"{"death":"A1","field":"age","value":"23","known_from":"2014-06-20","source":"passport"}"#;
/// let input = Input::Bytes { name: "amendments.jsonl".into(), bytes: text.into() };
/// assert_eq!(read_amendments(input, &register)?.statements.len(), 1);
/// # Ok::<(), colligate_register::ReadError>(())
/// ```
///
/// # Errors
/// [`ReadError`] where the source as a whole cannot be read.
pub fn read_amendments(input: Input, register: &Register) -> Result<Amendments, ReadError> {
    let limits = crate::limits::Limits::default();
    let options = SourceOptions { format: Some(Format::JsonLines), sheet: None, limits: &limits, progress: None };
    let mut taken = Taken { columns: Vec::new(), amendments: Amendments::default(), lines: Vec::new() };
    let origin = source::read(input, &options, &mut taken)?;
    let Taken { mut amendments, mut lines, .. } = taken;
    amendments.sha256 = origin.sha256;
    let index = index(&register.deaths);
    let mut terms = register.terms.clone();
    let mut changed = rustc_hash::FxHashMap::default();
    lines.sort_by_key(|(_, said)| said.known_from);
    for (line, said) in lines {
        let outcome = match index.get(&said.death) {
            Some(&at) => {
                let death = changed.entry(at).or_insert_with(|| register.deaths[at].clone());
                tried(death, &mut terms, &said)
            }
            None => Err(StatementError::NoSuchDeath(said.death.clone()).to_string()),
        };
        match outcome {
            Ok(()) => amendments.statements.push(said),
            Err(reason) => {
                let reject = Reject::row(line, &said.value, reason);
                amendments.rejects.push(Reject { field: said.field.as_str().into(), ..reject });
            }
        }
    }
    amendments.rejects.sort_by_key(|reject| reject.line);
    Ok(amendments)
}

/// Applies a statement; one that would be known before the death happened is refused and leaves the death as it was.
fn tried(death: &mut Death, terms: &mut Terms, said: &Statement) -> Result<(), String> {
    let before = death.clone();
    apply(death, terms, said).map_err(|error| error.to_string())?;
    let happened = death.died.map(|span| Span { from: span.from, to: span.from }.day());
    match happened.filter(|happened| *happened > said.known_from) {
        None => Ok(()),
        Some(day) => {
            *death = before;
            Err(format!("it would have been known on {}, before the death happened on {day}", said.known_from))
        }
    }
}

/// Writes statements so that [`read_amendments`] gives the same again.
///
/// # Errors
/// Those of the writer.
pub fn write_amendments(statements: &[Statement], mut out: impl Write) -> std::io::Result<()> {
    for statement in statements {
        serde_json::to_writer(&mut out, statement)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

struct Taken {
    columns: Vec<String>,
    amendments: Amendments,
    lines: Vec<(u64, Statement)>,
}

impl Sink for Taken {
    fn columns(&mut self, names: &[String]) -> Result<(), Problem> {
        self.columns = names.to_vec();
        Ok(())
    }

    fn row(&mut self, row: &Row) -> Result<(), Problem> {
        self.amendments.rows += 1;
        match statement(&self.columns, row) {
            Ok(statement) => self.lines.push((row.line, statement)),
            Err(Unread { field, reason }) => {
                let reject = Reject::row(row.line, row.text(), reason);
                self.amendments.rejects.push(Reject { field, ..reject });
            }
        }
        Ok(())
    }

    fn unreadable(&mut self, line: u64, value: &str, reason: String) -> Result<(), Problem> {
        self.amendments.rows += 1;
        self.amendments.rejects.push(Reject::row(line, value, reason));
        Ok(())
    }

    fn note(&mut self, _sentence: String) {}
}

/// Why a line is no statement, and the field that it names where that is what is wrong.
struct Unread {
    field: Box<str>,
    reason: String,
}

impl From<String> for Unread {
    fn from(reason: String) -> Unread {
        Unread { field: "".into(), reason }
    }
}

fn named(field: &str) -> Result<Field, Unread> {
    let unknown = || Unread { field: field.into(), reason: StatementError::NoSuchField(field.into()).to_string() };
    Field::named(field).ok_or_else(unknown)
}

fn statement(columns: &[String], row: &Row) -> Result<Statement, Unread> {
    let cell = |name: &str| columns.iter().position(|column| column == name).map_or("", |at| row.cell(at));
    let needed = |name: &str| match cell(name) {
        "" => Err(format!("the line has no {name:?}; it needs death, field, value, known_from and source")),
        text => Ok(text),
    };
    if let Some(at) = columns.iter().enumerate().find_map(|(at, column)| {
        let known = ["death", "field", "value", "known_from", "source"].contains(&column.as_str());
        (!known && !row.cell(at).is_empty()).then_some(at)
    }) {
        let text = format!("the line has {:?}; it takes death, field, value, known_from and source", columns[at]);
        return Err(text.into());
    }
    Ok(Statement {
        death: crate::DeathId(needed("death")?.into()),
        field: named(needed("field")?)?,
        value: cell("value").into(),
        known_from: needed("known_from")?.parse()?,
        source: cell("source").into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::death::Age;
    use crate::time::Day;

    #[test]
    fn what_would_be_known_before_the_death_is_refused_with_its_field_and_changes_nothing() {
        let day = |text: &str| text.parse::<Day>().ok();
        let mut death = Death::new("A1");
        death.died = day("2021-03-03").map(Span::on);
        let said = |field: &str, value: &str, known_from: &str| {
            format!(
                "{{\"death\":\"A1\",\"field\":\"{field}\",\"value\":\"{value}\",\"known_from\":\"{known_from}\"}}\n"
            )
        };
        let text = said("age", "41", "2021-01-01")
            + &said("died", "2030-01-01", "2021-04-01")
            + &said("age", "42", "2021-05-01");
        let register = Register { deaths: vec![death.clone()], ..Register::default() };
        let input = Input::Bytes { name: "said.jsonl".into(), bytes: text.into() };
        let read = read_amendments(input, &register).ok();
        let rejects = read.iter().flat_map(|read| &read.rejects).map(|reject| (reject.line, &*reject.field));
        assert_eq!(rejects.collect::<Vec<_>>(), [(1, "age"), (2, "died")]);
        let kept = read.iter().flat_map(|read| &read.statements).map(|said| &*said.value);
        assert_eq!(kept.collect::<Vec<_>>(), ["42"]);

        death.age = Some(Age { low: 40.0, high: 40.0 });
        let before = death.clone();
        let early = day("2021-01-01").map(|known_from| Statement {
            death: death.id.clone(),
            field: Field::Age,
            value: "41".into(),
            known_from,
            source: "".into(),
        });
        let tried = early.map(|said| tried(&mut death, &mut Terms::default(), &said));
        assert!(matches!(tried, Some(Err(_))), "{tried:?}");
        assert_eq!(death, before);
    }
}
