//! What the case file remembers of each register whose files are taken in: by which profile they are read, in which order of dates, on
//! which sheet.
//!
//! A day's file is small. All its dates may be of the first twelve days of a month, and then nothing in it shows whether `03/04/2021` is in March
//! or in April; the register's earlier files did. So each import notes what it found, and the next file of the same register is read
//! so.
//!
//! Which register a file is of: the one that was named (`--register`); else the one whose profile fits the file; else the one whose files
//! have had the same columns, on the same sheet. Names of files say nothing, for `today.csv` may come from anywhere. Where files of several named
//! registers have had these columns and were read differently, the file is refused until somebody says which it is of.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::db::{AnyRow, Row, query};
use crate::entry::{Entry, hex};
use crate::error::CaseError;
use crate::store::{Store, Writing};
use colligate_register::{DateOrder, Profile, Reading};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How the files of one register are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remembered {
    /// Its name: the one that somebody gave; else `profile` and its name, or `columns` and the beginning of their hash.
    pub register: String,
    /// Hash of the names of the columns of its last file.
    pub(crate) columns: String,
    /// Its profile, where somebody said by which its files are to be read.
    pub profile: Option<Profile>,
    /// Order of its dates, where a file showed it or somebody said it.
    pub dates: Option<DateOrder>,
    /// Sheet of its workbooks, where somebody named it.
    pub sheet: Option<String>,
    /// The file that was taken in last, of those that changed any of this.
    pub file: String,
    /// When that was, UTC.
    pub at: String,
    /// Who took it in.
    pub by: String,
}

/// By which profile a file is to be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WantedProfile {
    /// The one of this name: of those that are remembered, or that come with the program.
    Named(String),
    /// This one.
    Given(Box<Profile>),
}

/// How a file is to be read, as somebody says it. What is not said is found out: from what is remembered of the register, and from the
/// file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HowToRead {
    /// Which column is which.
    pub profile: Option<WantedProfile>,
    /// Order of dates such as `03/04/2021`.
    pub dates: Option<DateOrder>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Name of the register that the file is of, where there are several whose files look alike.
    pub register: Option<String>,
}

/// Longest name of a register, in characters.
const LONGEST: usize = 100;

impl HowToRead {
    /// Fails for a name that no register can have.
    pub(crate) fn check(&self) -> Result<(), CaseError> {
        let Some(name) = &self.register else { return Ok(()) };
        let is_plain =
            !name.trim().is_empty() && name.chars().count() <= LONGEST && !name.chars().any(char::is_control);
        // Those are names that the case file gives itself.
        let is_own = ["profile ", "columns "].iter().any(|own| name.starts_with(own));
        match is_plain && !is_own {
            true => Ok(()),
            false => Err(CaseError::Invalid(format!(
                "{name:?} is no name of a register: give one of up to {LONGEST} characters that does not begin with \"profile\" or \"columns\""
            ))),
        }
    }
}

/// The hash of the columns of a file, whatever their order.
pub(crate) fn columns_of(reading: &Reading) -> String {
    let mut names: Vec<&str> = reading.mapping.iter().map(|column| column.column.as_str()).collect();
    names.sort_unstable();
    let mut hash = Sha256::new();
    for name in names {
        hash.update((name.len() as u64).to_be_bytes());
        hash.update(name.as_bytes());
    }
    hex(&hash.finalize())
}

/// True for a profile that says which register a file is of: one that is not guessed, and not that of the program's own tables.
fn names_a_register(profile: &Profile) -> bool {
    !["guessed", "canonical"].contains(&profile.name.as_str())
}

/// The name of a register that nobody named. Two profiles of one name that differ are two registers.
pub(crate) fn own_name(reading: &Reading) -> String {
    let profile = &reading.profile;
    if !names_a_register(profile) {
        return format!("columns {}", &columns_of(reading)[..12]);
    }
    match Profile::named(&profile.name).is_ok_and(|embedded| embedded == *profile) {
        true => format!("profile {}", profile.name),
        false => format!("profile {} {}", profile.name, &hex(&Sha256::digest(format!("{profile:?}")))[..8]),
    }
}

impl Remembered {
    /// True where a file that was read so looks like one of this register.
    pub(crate) fn is_of(&self, reading: &Reading) -> bool {
        self.register == own_name(reading) || self.columns == columns_of(reading)
    }
}

const COLUMNS: &str =
    "SELECT name, columns_hash, profile, dates, sheet, file, at, by_user FROM registers ORDER BY at DESC, name";

fn remembered_of(row: &AnyRow) -> Result<Remembered, CaseError> {
    let damaged =
        |error: &dyn std::fmt::Display| CaseError::Damaged(format!("how a register's files are read: {error}"));
    let text = |at: usize| -> Result<Option<String>, CaseError> {
        Ok(Some(row.try_get::<String, _>(at)?).filter(|text| !text.is_empty()))
    };
    let profile = text(2)?.map(|text| Profile::from_toml(&text)).transpose().map_err(|error| damaged(&error))?;
    let dates =
        text(3)?.map(|text| serde_json::from_value(text.into())).transpose().map_err(|error| damaged(&error))?;
    Ok(Remembered {
        register: row.try_get(0)?,
        columns: row.try_get(1)?,
        profile,
        dates,
        sheet: text(4)?,
        file: row.try_get(5)?,
        at: row.try_get(6)?,
        by: row.try_get(7)?,
    })
}

impl Store {
    /// How the files of each register are read, the one that changed last first.
    ///
    /// # Errors
    /// [`CaseError::Database`], [`CaseError::Damaged`].
    pub async fn registers(&self, actor: &Actor) -> Result<Vec<Remembered>, CaseError> {
        actor.must(Right::Read)?;
        query(COLUMNS).fetch_all(&self.pool).await?.iter().map(remembered_of).collect()
    }

    /// Remembers how the files of a register are read, inside an import, and enters that in the trail; nothing where it is known already.
    pub(crate) async fn remember(
        &self,
        writing: &mut Writing<'_>,
        actor: &Actor,
        known: &[Remembered],
        new: &Remembered,
    ) -> Result<(), CaseError> {
        let same = |old: &&Remembered| {
            (&old.register, &old.columns, &old.profile, old.dates, &old.sheet)
                == (&new.register, &new.columns, &new.profile, new.dates, &new.sheet)
        };
        if known.iter().any(|old| same(&old)) {
            return Ok(());
        }
        let damaged = |error: colligate_register::ProfileError| CaseError::Invalid(error.to_string());
        let profile = new.profile.as_ref().map(Profile::to_toml).transpose().map_err(damaged)?.unwrap_or_default();
        let dates = written(new.dates)?;
        query(
            "INSERT INTO registers (name, columns_hash, profile, dates, sheet, file, at, by_user) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (name) DO UPDATE SET \
             columns_hash = excluded.columns_hash, profile = excluded.profile, dates = excluded.dates, sheet = excluded.sheet, \
             file = excluded.file, at = excluded.at, by_user = excluded.by_user",
        )
        .bind(&new.register)
        .bind(&new.columns)
        .bind(profile)
        .bind(&dates)
        .bind(new.sheet.as_deref().unwrap_or_default())
        .bind(&new.file)
        .bind(self.clock.written())
        .bind(&actor.name)
        .execute(&mut *writing.tx)
        .await?;
        let what = format!("how files of register {} are read", new.register);
        let detail = serde_json::json!({
            "file": new.file, "profile": new.profile.as_ref().map(|profile| &profile.name), "dates": dates, "sheet": new.sheet,
        });
        let entry = Entry::new(actor, &Wish::new(Right::Review, Deed::Administration, what).with(detail));
        self.enter(&mut writing.tx, &entry, "done").await
    }
}

/// An order of dates as it is kept; empty for none.
pub(crate) fn written(dates: Option<DateOrder>) -> Result<String, CaseError> {
    let text = dates.map(serde_json::to_value).transpose()?;
    Ok(text.and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default())
}
