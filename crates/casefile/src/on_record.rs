//! What is on record, taken out of the database once and then kept up with: a day's thirty deaths do not make a hundred thousand be
//! fetched anew.

use crate::db::{AnyConnection, Row, query};
use crate::error::CaseError;
use crate::values::field_named;
use colligate_register::{Day, DeathId, Field, Input, ProfileChoice, ReadOptions, Register, Statement, guarded, read};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Values fetched at a time: a large office has millions, and a row is many times as large as what is kept of it.
const PAGE: i64 = 20_000;

/// The setting that counts erasures, after which the register is to be read anew.
pub(crate) const ERASURES: &str = "erasures";

/// How far something was read: the number of the last statement, and how many erasures there had been.
pub(crate) type Through = (i64, i64);

/// What is on record, in the order in which it came.
#[derive(Default)]
pub(crate) struct OnRecord {
    /// Each death as its first import had it: rows of the canonical table without their header.
    first: Vec<u8>,
    /// What was said of deaths later.
    later: Vec<Statement>,
    /// The import that put each death on record.
    imports: FxHashMap<Box<str>, i64>,
    /// Number of the last death.
    deaths: i64,
    /// How far it goes.
    through: Through,
}

/// A death that is new: its case number, the day on which it was put on record, and its values.
struct New {
    id: String,
    added_on: String,
    values: BTreeMap<String, String>,
}

impl OnRecord {
    /// How far it goes.
    pub(crate) fn through(&self) -> Through {
        self.through
    }

    /// Fetches what was put on record since, or all of it after an erasure, so that nothing erased stays. Where that fails, the next time
    /// begins where this one did. The connection looks at one moment, whatever is written meanwhile.
    pub(crate) async fn keep_up(&mut self, moment: &mut AnyConnection) -> Result<(), CaseError> {
        let through = through(moment).await?;
        if through.1 != self.through.1 {
            *self = OnRecord { through: (0, through.1), ..OnRecord::default() };
        }
        let (new, imports) = new_deaths(moment, self.deaths).await?;
        let (first, later) = new_values(moment, self, new, &imports).await?;
        let last = first.keys().next_back().copied();
        let rows = rows(first.into_values())?;
        self.deaths = last.unwrap_or(self.deaths);
        self.first.extend(rows);
        self.later.extend(later);
        self.imports.extend(imports);
        self.through = through;
        Ok(())
    }

    /// As a register: each death as its first import had it, and what came later as statements.
    pub(crate) fn register(&self) -> Result<Register, CaseError> {
        let mut bytes = header()?;
        bytes.extend_from_slice(&self.first);
        let profile = ProfileChoice::Named("canonical".to_owned());
        let input = Input::Bytes { name: "case file".to_owned(), bytes };
        let mut register = read(input, &ReadOptions { profile, ..ReadOptions::default() })?.register;
        register.statements.clone_from(&self.later);
        Ok(register)
    }
}

/// The last entry of the case file now.
pub(crate) async fn through(connection: &mut AnyConnection) -> Result<Through, CaseError> {
    let last = query("SELECT COALESCE(MAX(number), 0) FROM statements").fetch_one(&mut *connection).await?;
    Ok((last.try_get(0)?, erasures(connection).await?))
}

/// How many erasures there have been.
pub(crate) async fn erasures(connection: &mut AnyConnection) -> Result<i64, CaseError> {
    let counted = query("SELECT value FROM settings WHERE name = $1").bind(ERASURES);
    let counted: Option<String> = counted.fetch_optional(connection).await?.map(|row| row.try_get(0)).transpose()?;
    Ok(counted.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// The deaths after this one by number, and their imports.
async fn new_deaths(
    connection: &mut AnyConnection,
    after: i64,
) -> Result<(BTreeMap<i64, New>, FxHashMap<Box<str>, i64>), CaseError> {
    let (mut new, mut imports) = (BTreeMap::new(), FxHashMap::default());
    let query = query("SELECT id, number, import, added_on FROM deaths WHERE number > $1").bind(after);
    for row in query.fetch_all(&mut *connection).await? {
        let id: String = row.try_get(0)?;
        imports.insert(id.as_str().into(), row.try_get::<i64, _>(2)?);
        new.insert(row.try_get(1)?, New { id, added_on: row.try_get(3)?, values: BTreeMap::new() });
    }
    Ok((new, imports))
}

/// The new deaths with the values of their first import, and what else was said since.
async fn new_values(
    connection: &mut AnyConnection,
    before: &OnRecord,
    mut new: BTreeMap<i64, New>,
    imports: &FxHashMap<Box<str>, i64>,
) -> Result<(BTreeMap<i64, New>, Vec<Statement>), CaseError> {
    let numbers: FxHashMap<String, i64> = new.iter().map(|(number, new)| (new.id.clone(), *number)).collect();
    let text = "SELECT death, field, value, known_from, source, import, number FROM statements \
                WHERE number > $1 AND death IS NOT NULL \
                ORDER BY number LIMIT $2";
    let mut later = Vec::new();
    let mut last = before.through.0;
    loop {
        let rows = query(text).bind(last).bind(PAGE).fetch_all(&mut *connection).await?;
        let Some(newest) = rows.last() else { break };
        last = newest.try_get(6)?;
        for row in rows {
            let (death, field): (String, String) = (row.try_get(0)?, row.try_get(1)?);
            let import: i64 = row.try_get(5)?;
            let value: String = row.try_get(2)?;
            let is_first = imports.get(death.as_str()) == Some(&import);
            let new = numbers.get(&death).filter(|_| is_first).and_then(|number| new.get_mut(number));
            if let Some(new) = new {
                new.values.insert(field, value);
            } else if imports.contains_key(death.as_str()) || before.imports.contains_key(death.as_str()) {
                let (known_from, source): (String, String) = (row.try_get(3)?, row.try_get(4)?);
                later.push(Statement {
                    death: DeathId(death.into()),
                    field: field_named(&field)?,
                    value: value.into(),
                    known_from: day(&known_from)?,
                    source: source.into(),
                });
            }
        }
    }
    Ok((new, later))
}

fn day(text: &str) -> Result<Day, CaseError> {
    text.parse().map_err(|_| CaseError::Damaged(format!("{text:?} is no day")))
}

fn columns() -> impl Iterator<Item = &'static str> {
    Field::ALL.into_iter().map(|field| field.as_str())
}

fn header() -> Result<Vec<u8>, CaseError> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(columns()).map_err(damaged)?;
    csv.into_inner().map_err(damaged)
}

fn rows(deaths: impl Iterator<Item = New>) -> Result<Vec<u8>, CaseError> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    for New { id, added_on, mut values } in deaths {
        // A death of which nothing says when it was known was known when it was put on record.
        if !values.contains_key("died") {
            values.entry("known_from".to_owned()).or_insert(added_on);
        }
        let cell = |column: &'static str| match column {
            "id" => id.as_str(),
            column => values.get(column).map_or("", String::as_str),
        };
        csv.write_record(columns().map(|column| guarded(cell(column)).into_owned())).map_err(damaged)?;
    }
    csv.into_inner().map_err(damaged)
}

fn damaged(error: impl std::fmt::Display) -> CaseError {
    CaseError::Damaged(error.to_string())
}
