//! The register in memory: everything on record, ready to be linked and asked.

use crate::access::{Actor, Right};
use crate::error::CaseError;
use crate::search::Index;
use crate::store::Store;
use colligate_evidence::Model;
use colligate_linkage::{LinkError, NearestDeaths, ReadyRegister};
use colligate_register::{Day, Death, DeathId, Input, ProfileChoice, ReadOptions, Register, Statement, read};
use rustc_hash::FxHashMap;
use sqlx::Row;
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

/// The register in memory. It holds restricted deaths, too: what is given out of it is for the store to filter.
pub struct Known {
    history: Register,
    ready: ReadyRegister,
    numbers: FxHashMap<Box<str>, usize>,
    /// Nearest deaths that were asked for.
    nearest: Mutex<FxHashMap<Asked, Arc<NearestDeaths>>>,
    /// What is searched in; made when it is first asked for.
    index: OnceLock<Index>,
    /// Number of the last statement in it, and how many erasures there had been.
    through: (i64, i64),
}

/// Nearest deaths asked for: of which death, and how many.
type Asked = (Box<str>, usize);

/// How often it is asked whether something changed.
const LOOK: Duration = Duration::from_millis(500);

/// Values read at a time: a large office has millions, and a row is many times as large as what is kept of it.
const PAGE: i64 = 20_000;

/// Answers about nearest deaths kept, at most.
const KEPT: usize = 5_000;

impl Known {
    /// The register with its later statements apart.
    pub fn history(&self) -> &Register {
        &self.history
    }

    /// The register with every statement in force, ready to be asked.
    pub fn ready(&self) -> &ReadyRegister {
        &self.ready
    }

    /// The deaths that resemble this one most; the answer is kept.
    ///
    /// # Errors
    /// [`LinkError::NoSuchDeath`].
    pub fn nearest(&self, death: &str, top: usize) -> Result<Arc<NearestDeaths>, LinkError> {
        let asked = (death.into(), top);
        let kept = || self.nearest.lock().unwrap_or_else(|held| held.into_inner());
        if let Some(answer) = kept().get(&asked) {
            return Ok(answer.clone());
        }
        let answer = Arc::new(self.ready.nearest(&DeathId(death.into()), top, None)?);
        let mut kept = kept();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(asked, answer.clone());
        Ok(answer)
    }

    /// The texts of all deaths, to be searched in.
    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.ready.register()))
    }

    /// A death with every statement in force.
    pub fn death(&self, id: &str) -> Option<&Death> {
        self.numbers.get(id).and_then(|&number| self.ready.register().deaths.get(number))
    }
}

/// The setting that counts erasures, after which the register is to be read anew.
pub(crate) const ERASURES: &str = "erasures";

impl Store {
    /// The register as it is on record, or as it was a moment ago while [`Store::keep_learning`] runs: pages do not wait for it to
    /// be read anew after every value. What was erased is never in it.
    ///
    /// # Errors
    /// [`CaseError::Database`], [`CaseError::Damaged`].
    pub(crate) async fn known(&self, actor: &Actor) -> Result<Arc<Known>, CaseError> {
        if self.is_learning.load(Ordering::Relaxed) {
            actor.must(Right::Read)?;
            let erasures = self.erasures().await?;
            let known = self.known.read().unwrap_or_else(|held| held.into_inner()).clone();
            if let Some(known) = known.filter(|known| known.through.1 == erasures) {
                return Ok(known);
            }
        }
        self.known_now(actor).await
    }

    /// Reads the register into memory, and anew soon after something changed, for as long as this is awaited.
    pub async fn keep_learning(&self) {
        let actor = Actor::console("colligate");
        let mut compared = None;
        loop {
            match self.known_now(&actor).await {
                Ok(known) => {
                    self.is_learning.store(true, Ordering::Relaxed);
                    if compared != Some(known.through) {
                        compared = Some(known.through);
                        // Where it fails, whoever asks for these deaths is told why.
                        let _ = self.compare_new_deaths(&actor, known).await;
                    }
                }
                // Whoever asks meanwhile tries again and is told.
                Err(_) => self.is_learning.store(false, Ordering::Relaxed),
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// The register as it is on record now. It is read once and then kept until something changes.
    ///
    /// # Errors
    /// [`CaseError::Database`], [`CaseError::Damaged`].
    pub(crate) async fn known_now(&self, actor: &Actor) -> Result<Arc<Known>, CaseError> {
        actor.must(Right::Read)?;
        let through = self.through().await?;
        if let Some(known) = self.kept(through) {
            return Ok(known);
        }
        let _turn = self.learning.lock().await;
        // What came in while others learned is in what they learned, or is learned now.
        let through = self.through().await?;
        if let Some(known) = self.kept(through) {
            return Ok(known);
        }
        let history = self.history().await?;
        let known = tokio::task::spawn_blocking(move || {
            let ready = ReadyRegister::new(&history, &Model::default());
            let numbers = history.deaths.iter().zip(0..).map(|(death, number)| (death.id.0.clone(), number)).collect();
            Arc::new(Known { history, ready, numbers, nearest: Mutex::default(), index: OnceLock::new(), through })
        });
        let known = known.await.map_err(|error| CaseError::Damaged(error.to_string()))?;
        *self.known.write().unwrap_or_else(|held| held.into_inner()) = Some(known.clone());
        Ok(known)
    }

    fn kept(&self, through: (i64, i64)) -> Option<Arc<Known>> {
        let known = self.known.read().unwrap_or_else(|held| held.into_inner());
        known.as_ref().filter(|known| known.through == through).cloned()
    }

    pub(crate) async fn through(&self) -> Result<(i64, i64), CaseError> {
        let row = sqlx::query("SELECT COALESCE(MAX(number), 0) FROM statements").fetch_one(&self.pool).await?;
        Ok((row.try_get(0)?, self.erasures().await?))
    }

    async fn erasures(&self) -> Result<i64, CaseError> {
        Ok(self.setting(ERASURES).await?.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    /// The register on record: each death as its first import had it, and what came later as statements.
    async fn history(&self) -> Result<Register, CaseError> {
        let mut first: BTreeMap<i64, (String, BTreeMap<String, String>)> = BTreeMap::new();
        let mut numbers: FxHashMap<String, (i64, i64)> = FxHashMap::default();
        let mut added: FxHashMap<i64, String> = FxHashMap::default();
        for row in sqlx::query("SELECT id, number, import, added_on FROM deaths").fetch_all(&self.pool).await? {
            let (id, number, import): (String, i64, i64) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
            added.insert(number, row.try_get::<String, _>(3)?);
            first.insert(number, (id.clone(), BTreeMap::new()));
            numbers.insert(id, (number, import));
        }
        let mut later: Vec<Statement> = Vec::new();
        let text = "SELECT death, field, value, known_from, source, import, number FROM statements WHERE number > $1 \
                    ORDER BY number LIMIT $2";
        let mut last = 0i64;
        loop {
            let rows = sqlx::query(text).bind(last).bind(PAGE).fetch_all(&self.pool).await?;
            let Some(newest) = rows.last() else { break };
            last = newest.try_get(6)?;
            for row in rows {
                let (death, field): (String, String) = (row.try_get(0)?, row.try_get(1)?);
                let value: String = row.try_get(2)?;
                let Some(&(number, import)) = numbers.get(&death) else { continue };
                if row.try_get::<i64, _>(5)? == import {
                    if let Some((_, values)) = first.get_mut(&number) {
                        values.insert(field, value);
                    }
                    continue;
                }
                let known_from: String = row.try_get(3)?;
                let source: String = row.try_get(4)?;
                later.push(Statement {
                    death: DeathId(death.into()),
                    field: field.into(),
                    value: value.into(),
                    known_from: day(&known_from)?,
                    source: source.into(),
                });
            }
        }
        // A death of which nothing says when it was known was known when it was put on record.
        for (number, (_, values)) in &mut first {
            if let Some(day) = added.remove(number).filter(|_| !values.contains_key("died")) {
                values.entry("known_from".to_owned()).or_insert(day);
            }
        }
        let csv = as_csv(first.into_values())?;
        let read = tokio::task::spawn_blocking(move || {
            let profile = ProfileChoice::Named("canonical".to_owned());
            let input = Input::Bytes { name: "case file".to_owned(), bytes: csv };
            read(input, &ReadOptions { profile, ..ReadOptions::default() })
        });
        let mut register = read.await.map_err(|error| CaseError::Damaged(error.to_string()))??.register;
        register.statements = later;
        Ok(register)
    }
}

fn day(text: &str) -> Result<Day, CaseError> {
    text.parse().map_err(|_| CaseError::Damaged(format!("{text:?} is no day")))
}

fn as_csv(deaths: impl Iterator<Item = (String, BTreeMap<String, String>)>) -> Result<Vec<u8>, CaseError> {
    let columns: Vec<&str> = colligate_register::Field::ALL.into_iter().map(|field| field.as_str()).collect();
    let mut csv = csv::Writer::from_writer(Vec::new());
    let damaged = |error: csv::Error| CaseError::Damaged(error.to_string());
    csv.write_record(&columns).map_err(damaged)?;
    for (id, values) in deaths {
        let cell = |column: &&str| match *column {
            "id" => id.as_str(),
            column => values.get(column).map_or("", String::as_str),
        };
        csv.write_record(columns.iter().map(cell)).map_err(damaged)?;
    }
    csv.into_inner().map_err(|error| CaseError::Damaged(error.to_string()))
}
