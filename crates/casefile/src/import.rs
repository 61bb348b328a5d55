//! Taking in a register's day: new deaths, and what changed of those on record.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::beside::{Beside, New, Origin, put_on_record};
use crate::db::next_number;
use crate::db::{AnyPool, Row, query};
use crate::entry::Entry;
use crate::error::CaseError;
use crate::read_in::{Intake, ReadIn};
use crate::registers::HowToRead;
use crate::store::Store;
use crate::taking_apart::TakingApart;
use crate::uploads::ImportFile;
use colligate_reader::{Reader, Stop};
use colligate_register::{Limits, NotCompared, Reading, Register, Reject, unguarded, write_csv};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// What an import did. `added + changed + unchanged` are the deaths of the file; rows that could not be used are in
/// `rejects`.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Number of the import; none where nothing was new, for then nothing was written but that it was tried.
    pub number: Option<i64>,
    /// Rows of the file.
    pub rows: u64,
    /// Deaths that were not on record.
    pub added: Vec<String>,
    /// Deaths of which something is new.
    pub changed: Vec<String>,
    /// Deaths of which nothing is, or nothing that whoever takes them in may see.
    pub unchanged: u64,
    /// Rows and fields that could not be used.
    pub rejects: Vec<Reject>,
    /// What the checks noticed.
    pub notes: Vec<String>,
    /// Why most deaths of the file, or all, cannot be compared, and what to do; none where most can.
    pub not_compared: Option<NotCompared>,
    /// The register that the file was taken for, as [`crate::Remembered::register`] names it.
    pub register: String,
}

/// Values of one death by canonical field.
type Values = BTreeMap<String, String>;

/// Deaths up to which what is on record is asked for one by one.
const FEW: usize = 200;

impl Store {
    /// Has registers and documents that are taken in read by this reader, and registers within these limits.
    pub fn reading_by(mut self, reader: Reader, uploads: Limits) -> Store {
        (self.reader, self.uploads) = (reader, uploads);
        self
    }

    /// Who reads what is taken in.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Takes in a register: deaths that are not on record are added; a field that now has another value gets a new
    /// statement, known from today, and keeps the old one. An empty field says nothing and withdraws nothing. Taking in the
    /// same file again changes nothing. All of a file is taken in or, if anything stands in the way, none of it. What it says of a
    /// death that is closed to the actor goes on record too, unseen: a restriction is no reason to lose a laboratory's result.
    /// What came of such a row is counted as unchanged, and stands in the audit trail.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`]; [`CaseError::Read`] where the file cannot be read.
    pub async fn import(&self, actor: &Actor, file: ImportFile) -> Result<Imported, CaseError> {
        self.import_as(actor, file, HowToRead::default()).await
    }

    /// The same, of a file that is to be read in a certain way; what is not said is as in the register's earlier files (`registers.rs`).
    ///
    /// # Errors
    /// As [`Store::import`]; [`CaseError::Invalid`] for dates that cannot be read, or that contradict those of earlier files: the text says
    /// what to say.
    pub async fn import_as(&self, actor: &Actor, file: ImportFile, how: HowToRead) -> Result<Imported, CaseError> {
        self.admit(actor, Right::Review, "import").await?;
        let name = file.name.clone();
        let known = self.registers(actor).await?;
        // Who gives up waiting ends the child that reads.
        let stop = Stop::never();
        let _given_up = stop.on_drop();
        let apart = TakingApart::by(self.reader.clone(), self.uploads.clone(), stop);
        let intake = Intake { file, how, known, today: self.clock.today(), apart };
        let reading = tokio::task::spawn_blocking(move || intake.read().map(|read| (read, intake.known)));
        let (read, known) = reading.await??;
        let ReadIn { reading, remembered } = read;
        let rows = canonical(&reading)?;
        let today = self.clock.today().to_string();
        let detail = serde_json::json!({
            "sha256": reading.summary.sha256, "rows": reading.summary.rows, "rejected": reading.summary.rejected,
            "register": remembered.register, "profile": reading.profile.name, "sheet": remembered.sheet,
            "dates": crate::registers::written(remembered.dates)?,
        });
        // Whoever works meanwhile waits for the last step alone: the rows are laid ready beside the case file first. If something else
        // came in before that step, what is new is found again.
        let mut beside = Beside::open(self).await?;
        let (mut writing, sorted) = loop {
            let through = self.through().await?;
            let closed = self.closed_to(actor).await?;
            let before = on_record(&self.pool, &rows).await?;
            let sorted = sort(&rows, &reading.register, &before, &closed, &today);
            beside.lay_ready(&sorted.added, &sorted.entries).await?;
            let wish = Wish::new(Right::Review, Deed::Collection, format!("import {name}")).with(detail.clone());
            let writing = self.allow_on(beside.connection(), actor, wish).await?;
            if self.through().await? == through {
                break (writing, sorted);
            }
            writing.take_back().await?;
        };
        for id in &sorted.unseen {
            let wish = Wish::new(Right::Review, Deed::Alteration, format!("death {id}"));
            let entry = Entry::new(actor, &wish.with(serde_json::json!({ "unseen": name })));
            self.enter(&mut writing.tx, &entry, "done").await?;
        }
        self.remember(&mut writing, actor, &known, &remembered).await?;
        let unchanged = sorted.unchanged + sorted.unseen.len() as u64;
        let number = if sorted.entries.is_empty() {
            None
        } else {
            let number = next_number!(&mut writing.tx, "imports");
            let now = self.clock.written();
            query("INSERT INTO imports (number, file, sha256, at, by_user, rows_read, added, changed, unchanged, rejected) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
                .bind(number)
                .bind(&name)
                .bind(&reading.summary.sha256)
                .bind(&now)
                .bind(&actor.name)
                .bind(reading.summary.rows as i64)
                .bind(sorted.added.len() as i64)
                .bind(sorted.changed.len() as i64)
                .bind(unchanged as i64)
                .bind(reading.summary.rejected as i64)
                .execute(&mut *writing.tx)
                .await?;
            put_on_record(&mut writing, &Origin { import: number, today, now, source: &name, by: &actor.name }).await?;
            Some(number)
        };
        writing.commit().await?;
        let Reading { summary, rejects, notes, not_compared, .. } = reading;
        // A file that brings later findings of deaths on record alone needs neither their places nor their dates.
        let not_compared = not_compared.filter(|_| !sorted.added.is_empty());
        Ok(Imported {
            number,
            rows: summary.rows,
            added: sorted.added,
            changed: sorted.changed,
            unchanged,
            rejects,
            notes,
            not_compared,
            register: remembered.register,
        })
    }
}

/// The deaths of a file by what is new of them, and what is to be put on record.
#[derive(Default)]
struct Sorted {
    added: Vec<String>,
    changed: Vec<String>,
    /// Those of which something is new that the actor may not see.
    unseen: Vec<String>,
    unchanged: u64,
    entries: Vec<New>,
}

fn sort(
    rows: &[(String, Values)],
    register: &Register,
    before: &FxHashMap<String, Values>,
    closed: &FxHashSet<String>,
    today: &str,
) -> Sorted {
    let mut sorted = Sorted::default();
    for ((id, values), death) in rows.iter().zip(&register.deaths) {
        let on_record = before.get(id);
        let known_from = match on_record {
            None => death.known().map_or_else(|| today.to_owned(), |day| day.to_string()),
            Some(_) => today.to_owned(),
        };
        let news = news(values.clone(), on_record);
        match (on_record.is_some(), news.is_empty()) {
            (false, _) => sorted.added.push(id.clone()),
            (true, false) if closed.contains(id) => sorted.unseen.push(id.clone()),
            (true, false) => sorted.changed.push(id.clone()),
            (true, true) => sorted.unchanged += 1,
        }
        let new = |(field, value)| New { death: id.clone(), field, value, known_from: known_from.clone() };
        sorted.entries.extend(news.into_iter().map(new));
    }
    sorted
}

/// The filled fields of each death in canonical form, in the order of the register. Case numbers are there once: of two
/// rows with one number reading rejects the second.
fn canonical(reading: &Reading) -> Result<Vec<(String, Values)>, CaseError> {
    let mut text = Vec::new();
    write_csv(&reading.register, &mut text).map_err(|error| CaseError::Internal(error.to_string()))?;
    let mut csv = csv::Reader::from_reader(&text[..]);
    let damaged = |error: csv::Error| CaseError::Internal(error.to_string());
    let columns = csv.headers().map_err(damaged)?.clone();
    let mut rows = Vec::new();
    for row in csv.records() {
        let row = row.map_err(damaged)?;
        let cells = columns.iter().zip(&row).filter(|(_, value)| !value.is_empty());
        let mut values: Values =
            cells.map(|(column, value)| (column.to_owned(), unguarded(value).to_owned())).collect();
        let id = values.remove("id").unwrap_or_default();
        if let (Some(lat), Some(lon)) = (values.remove("lat"), values.remove("lon")) {
            values.insert("point".to_owned(), format!("{lat}, {lon}"));
        }
        rows.push((id, values));
    }
    Ok(rows)
}

/// What of these values is not on record. Both ends of the time of death are stated where either is new, for one alone
/// means the whole; a point comes before how exact it is.
fn news(mut values: Values, on_record: Option<&Values>) -> Vec<(String, String)> {
    let is_new = |field: &str, value: Option<&String>| match on_record {
        None => value.is_some(),
        Some(before) => value.is_some_and(|value| before.get(field) != Some(value)),
    };
    let (died, died_to) = (values.remove("died"), values.remove("died_to"));
    let had_end = on_record.is_some_and(|before| before.get("died_to").is_some_and(|end| !end.is_empty()));
    let has_lost_its_end = had_end && died.is_some() && died_to.is_none();
    let mut news = Vec::new();
    if is_new("died", died.as_ref()) || is_new("died_to", died_to.as_ref()) || has_lost_its_end {
        news.extend(died.map(|value| ("died".to_owned(), value)));
        if died_to.is_some() || had_end {
            news.push(("died_to".to_owned(), died_to.unwrap_or_default()));
        }
    }
    let point = values.remove("point");
    if is_new("point", point.as_ref()) {
        news.extend(point.map(|value| ("point".to_owned(), value)));
    }
    news.extend(values.into_iter().filter(|(field, value)| is_new(field, Some(value))));
    news
}

/// The newest value of each field of these deaths, of those that are on record.
async fn on_record(pool: &AnyPool, rows: &[(String, Values)]) -> Result<FxHashMap<String, Values>, CaseError> {
    let mut found: FxHashMap<String, Values> = FxHashMap::default();
    let statements = if rows.len() <= FEW {
        let mut some = Vec::new();
        for (id, _) in rows {
            let known = query("SELECT 1 FROM deaths WHERE id = $1").bind(id).fetch_optional(pool).await?;
            if known.is_some() {
                found.entry(id.clone()).or_default();
                let of = query("SELECT death, field, value FROM statements WHERE death = $1 ORDER BY number");
                some.extend(of.bind(id).fetch_all(pool).await?);
            }
        }
        some
    } else {
        for row in query("SELECT id FROM deaths").fetch_all(pool).await? {
            found.entry(row.try_get(0)?).or_default();
        }
        query("SELECT death, field, value FROM statements WHERE death IS NOT NULL ORDER BY number")
            .fetch_all(pool)
            .await?
    };
    for row in statements {
        let (death, field, value): (String, String, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        if let Some(values) = found.get_mut(&death) {
            values.insert(field, value);
        }
    }
    Ok(found)
}
