//! The one entry point: from a source to a register, with an account of every row.

use crate::assemble::Assembler;
use crate::checks;
use crate::columns::Names;
use crate::comparable::{self, NotCompared};
use crate::dates::{self, DATED, Dates};
use crate::dates_shown::{DatesShown, Shown};
use crate::error::{Problem, ProfileError, ReadError};
use crate::field::Field;
use crate::limits::Limits;
use crate::parse::date::DateOrder;
use crate::parse::decimal::Decimals;
use crate::profile::{self, Profile};
use crate::register::Register;
use crate::reject::Reject;
use crate::source::{self, Format, Input, Row, Sink, SourceOptions};
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// Rows kept back to choose a profile and the order of dates by.
const SAMPLE_ROWS: usize = 2000;

/// Rows kept to the end.
const KEPT_ROWS: usize = 200;

/// Bytes of rows kept back at most.
const SAMPLE_BYTES: usize = 8 << 20;

/// Bytes of rows kept back at most while every date among them can be read in two ways.
const OPEN_BYTES: usize = 64 << 20;

/// A file that is looked back into from a past day was written later, up to this year: ten years after this version came out.
const WRITTEN: i16 = 2036;

/// How a source is to be read. The default finds everything out by itself.
#[derive(Default)]
pub struct ReadOptions<'a> {
    /// Which column is which.
    pub profile: ProfileChoice,
    /// Profiles tried before those that come with the program.
    pub more_profiles: Vec<Profile>,
    /// Format, where the content does not tell.
    pub format: Option<Format>,
    /// Sheet of a workbook; the first where not given.
    pub sheet: Option<String>,
    /// Order of dates such as `03/04/2021`, before what the profile says.
    pub dates: Option<DateOrder>,
    /// The day on which the register is read: no date in it can be later, and years of two digits are not put after it. Nothing
    /// is compared with a today where there is none.
    pub today: Option<Day>,
    /// `today` is a past day that is looked back to: later dates are no faults, they were not known yet.
    pub looking_back: bool,
    /// Take only what is written: leave out what follows from it (substances named in the cause, kind of place, …).
    pub as_written: bool,
    /// Limits against run-away input.
    pub limits: Limits,
    /// Called now and then with the bytes read so far and the bytes in all, where known.
    pub progress: Option<&'a dyn Fn(u64, Option<u64>)>,
}

/// Which profile to use.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ProfileChoice {
    /// The first that fits the columns, or else a guess.
    #[default]
    Auto,
    /// The one of this name.
    Named(String),
    /// This one.
    Given(Box<Profile>),
    /// A guess, even where a profile fits.
    Guess,
}

/// What reading gives.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The register.
    pub register: Register,
    /// The profile it was read by; [`Profile::to_toml`] writes it for the next time.
    pub profile: Profile,
    /// The source in numbers.
    pub summary: ReadSummary,
    /// Rows and fields that could not be used, by line.
    pub rejects: Vec<Reject>,
    /// What the checks noticed, one sentence each.
    pub notes: Vec<String>,
    /// How each column was used.
    pub mapping: Vec<ColumnUse>,
    /// Why most deaths, or all, cannot be compared; nothing where most can.
    pub not_compared: Option<NotCompared>,
    /// What its dates of death show of their order, in whichever they were read; where it has none, those on which deaths were known.
    pub dates_shown: DatesShown,
}

/// The source in numbers: `used + partly_used + rejected = rows`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadSummary {
    /// Name of the file, or `standard input`.
    pub source: String,
    /// SHA-256 of its bytes as they came, in hexadecimal.
    pub sha256: String,
    /// Rows, the header not counted.
    pub rows: u64,
    /// Rows of which every filled field was used.
    pub used: u64,
    /// Rows of which some field could not be used.
    pub partly_used: u64,
    /// Rows that could not be used at all.
    pub rejected: u64,
}

/// How one column was used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnUse {
    /// Its name in the source.
    pub column: String,
    /// The fields it serves, by canonical name; none where it is not used.
    pub fields: Vec<String>,
    /// Why.
    pub reason: String,
    /// How sure that is, from 0 to 1; 1 where a profile says so.
    pub confidence: f32,
    /// Rows in which it is filled.
    pub filled: u64,
}

/// Reads a register.
///
/// ```
/// use colligate_register::{Input, ReadOptions, read};
/// let text = "id,died,lat,lon,age,cause\nA1,2014-06-19,51.5366,0.0757,23,unascertained\n";
/// let input = Input::Bytes { name: "barking.csv".into(), bytes: text.into() };
/// let reading = read(input, &ReadOptions::default())?;
/// assert_eq!(reading.profile.name, "canonical");
/// assert_eq!((reading.summary.rows, reading.summary.used), (1, 1));
/// # Ok::<(), colligate_register::ReadError>(())
/// ```
///
/// # Errors
/// [`ReadError`] where the source as a whole cannot be read. What is wrong with single rows is in
/// [`Reading::rejects`].
pub fn read(input: Input, options: &ReadOptions<'_>) -> Result<Reading, ReadError> {
    let source_name = input.name();
    let mut intake = Intake::new(options);
    let source_options = SourceOptions {
        format: options.format,
        sheet: options.sheet.as_deref(),
        limits: &options.limits,
        progress: options.progress,
    };
    let origin = source::read(input, &source_options, &mut intake)?;
    intake.finish(source_name.clone(), origin.sha256).map_err(|problem| ReadError { source_name, line: None, problem })
}

/// Takes a register apart into rows of text and writes them, for [`Input::TakenApart`]: what a process with limits on its memory does with
/// a file that nobody vouches for. Of the options only format, sheet and limits count; what the rows mean is found out when they are read.
/// Where the register cannot be read, that is written too.
///
/// # Errors
/// Those of the writer.
pub fn take_apart(input: Input, options: &ReadOptions<'_>, out: impl std::io::Write) -> std::io::Result<()> {
    let options = SourceOptions {
        format: options.format,
        sheet: options.sheet.as_deref(),
        limits: &options.limits,
        progress: None,
    };
    source::take_apart(input, &options, out)
}

/// Takes rows: keeps the first ones back until the profile is chosen, then turns them into deaths.
struct Intake<'a, 'b> {
    options: &'a ReadOptions<'b>,
    names: Names,
    filled: Vec<u64>,
    rows: u64,
    /// Bytes of the text of all rows.
    text: u64,
    sample: Vec<Row>,
    sample_bytes: usize,
    /// The first rows, by which columns that were not understood are recognised in the end.
    first: Vec<Row>,
    /// Rows and bytes to keep back.
    wanted: (usize, usize),
    settled: Option<Settled>,
    early_rejects: Vec<Reject>,
    notes: Vec<String>,
}

struct Settled {
    profile: Profile,
    assembler: Assembler,
    dates_shown: Shown,
    /// Column, reason and confidence of a guess.
    guessed: Vec<(String, Field, String, f32)>,
}

impl Settled {
    /// Takes a row.
    fn row(&mut self, row: &Row) {
        for field in DATED {
            self.assembler.plan().columns(field).iter().for_each(|&at| self.dates_shown.see(field, row.cell(at)));
        }
        self.assembler.row(row);
    }
}

impl<'a, 'b> Intake<'a, 'b> {
    fn new(options: &'a ReadOptions<'b>) -> Intake<'a, 'b> {
        Intake {
            options,
            names: Names::default(),
            filled: Vec::new(),
            rows: 0,
            text: 0,
            sample: Vec::new(),
            sample_bytes: 0,
            first: Vec::new(),
            wanted: (SAMPLE_ROWS, SAMPLE_BYTES),
            settled: None,
            early_rejects: Vec::new(),
            notes: Vec::new(),
        }
    }

    fn count(&mut self, bytes: usize) -> Result<(), Problem> {
        self.rows += 1;
        self.text = self.text.saturating_add(bytes as u64);
        if self.text > self.options.limits.text_bytes {
            return Err(Problem::OverLimit {
                what: "the text of its rows".to_owned(),
                limit: format!("{} bytes", self.options.limits.text_bytes),
                remedy: "split the file, or raise the limit",
            });
        }
        if self.rows > self.options.limits.rows {
            return Err(Problem::OverLimit {
                what: "the number of rows".to_owned(),
                limit: self.options.limits.rows.to_string(),
                remedy: "split the file",
            });
        }
        Ok(())
    }

    fn settle(&mut self) -> Result<&mut Settled, Problem> {
        if self.settled.is_none() {
            let settled = self.chosen()?;
            let settled = self.settled.insert(settled);
            settled.assembler.rejects.append(&mut self.early_rejects);
            for row in self.sample.drain(..) {
                settled.row(&row);
                if self.first.len() < KEPT_ROWS {
                    self.first.push(row);
                }
            }
        }
        self.settled.as_mut().ok_or(Problem::Empty)
    }

    fn chosen(&mut self) -> Result<Settled, Problem> {
        if self.names.labels.is_empty() {
            return Err(Problem::Empty);
        }
        let named = |name: &str| match self.options.more_profiles.iter().find(|profile| profile.name == name) {
            Some(profile) => Ok(profile.clone()),
            None => Profile::named(name),
        };
        let (profile, asked_for) = match &self.options.profile {
            ProfileChoice::Named(name) => (Some(named(name)?), true),
            ProfileChoice::Given(profile) => (Some((**profile).clone()), true),
            ProfileChoice::Guess => (None, false),
            ProfileChoice::Auto => {
                let all = self.options.more_profiles.iter().cloned().chain(Profile::embedded()?);
                (all.into_iter().find(|profile| profile.fits(&self.names.labels)), false)
            }
        };
        let sample = &self.sample[..self.sample.len().min(SAMPLE_ROWS)];
        let (profile, guessed) = match profile {
            Some(profile) if !asked_for && profile.name == profile::CANONICAL => {
                profile::completed(profile, &self.names, sample)
            }
            Some(profile) => (profile, Vec::new()),
            None => {
                let guess = profile::guess(&self.names, sample, &[]);
                (guess.profile, guess.reasons)
            }
        };
        let mut assembler = Assembler::new(&profile, &self.names);
        assembler.as_written = self.options.as_written;
        if !assembler.plan().has_any() {
            let columns = self.names.labels.join(", ");
            return Err(if asked_for {
                ProfileError::DoesNotFit { profile: profile.name, columns }.into()
            } else {
                let sheets = self.notes.iter().find(|note| note.starts_with(source::SHEETS));
                let more = sheets.map_or_else(String::new, |note| format!("; {}", note.trim_end_matches('.')));
                Problem::NothingRecognised { columns, more }
            });
        }
        let numbers = [Field::Age, Field::Lat, Field::Lon].map(|field| assembler.plan().columns(field));
        let numbers = numbers.iter().flat_map(|columns| columns.iter());
        assembler.decimals = Decimals::of(numbers.flat_map(|&at| self.sample.iter().map(move |row| row.cell(at))));
        let given = self.options.dates.or(profile.dates.filter(|_| guessed.is_empty()));
        assembler.dates = Dates::of(given, self.latest_year(), self.dated(|field| assembler.plan().columns(field)));
        Ok(Settled { profile, assembler, dates_shown: Shown::default(), guessed })
    }

    /// The last year in which anything on record can have happened, where that is known.
    fn latest_year(&self) -> Option<i16> {
        let (year, _, _) = self.options.today?.ymd();
        Some(if self.options.looking_back { year.max(WRITTEN) } else { year })
    }

    /// The cells of the first rows that hold dates, by field.
    fn dated<'c>(&self, columns: impl Fn(Field) -> &'c [usize]) -> [Vec<&str>; 3] {
        DATED.map(|field| {
            let columns = columns(field).iter();
            columns.flat_map(|&at| self.sample.iter().map(move |row| row.cell(at))).collect()
        })
    }

    fn finish(mut self, source: String, sha256: String) -> Result<Reading, Problem> {
        self.settle()?;
        let Some(Settled { profile, assembler, dates_shown, guessed }) = self.settled else {
            return Err(Problem::Empty);
        };
        let mapping = mapping(&self.names.labels, &self.filled, &profile, &assembler, &guessed);
        let mut notes = self.notes;
        notes.extend(self.names.notes(&self.filled, |at| assembler.plan().uses(at)));
        if matches!(self.options.profile, ProfileChoice::Named(_) | ProfileChoice::Given(_)) {
            notes.extend(profile::in_vain(&profile, &self.names.labels));
        }
        notes.extend(about_ids(&assembler));
        notes.extend(about_points(&profile));
        let plan = assembler.plan().clone();
        let (mut register, mut rejects, dates) = assembler.into_rejects();
        register.deaths.shrink_to_fit();
        dates.finish(&mut register, &mut rejects, &mut notes);
        let today = self.options.today.filter(|_| !self.options.looking_back);
        checks::run(&mut register, today, &mut rejects, &mut notes);
        rejects.sort_by_key(|reject| reject.line);
        let looked_at = comparable::Source { names: &self.names, plan: &plan, rows: &self.first };
        let not_compared = comparable::not_compared(&register, &looked_at, &rejects);
        let mut partly: Vec<u64> =
            rejects.iter().filter(|reject| !reject.whole_row).map(|reject| reject.line).collect();
        partly.dedup();
        let partly_used = partly.len() as u64;
        let rejected = rejects.iter().filter(|reject| reject.whole_row).count() as u64;
        let used = self.rows - partly_used - rejected;
        let summary = ReadSummary { source, sha256, rows: self.rows, used, partly_used, rejected };
        Ok(Reading {
            register,
            profile,
            summary,
            rejects,
            notes,
            mapping,
            dates_shown: dates_shown.of_deaths(),
            not_compared,
        })
    }
}

impl Sink for Intake<'_, '_> {
    fn columns(&mut self, names: &[String]) -> Result<(), Problem> {
        self.names = Names::of(names);
        self.filled.resize(names.len(), 0);
        if let Some(settled) = &mut self.settled {
            settled.assembler.widen(&settled.profile, &self.names);
        }
        Ok(())
    }

    fn row(&mut self, row: &Row) -> Result<(), Problem> {
        self.count(row.bytes())?;
        for (at, filled) in self.filled.iter_mut().enumerate() {
            *filled += u64::from(row.is_filled(at));
        }
        if let Some(settled) = &mut self.settled {
            settled.row(row);
            return Ok(());
        }
        self.sample_bytes += row.bytes();
        self.sample.push(row.clone());
        let (rows, bytes) = self.wanted;
        if self.sample.len() >= rows || self.sample_bytes >= bytes {
            // A large register is often sorted by day: its first rows may all be of days up to the twelfth.
            if self.sample_bytes < OPEN_BYTES && dates::are_open(&self.sample) {
                self.wanted = (rows.saturating_mul(4), bytes.saturating_mul(4).min(OPEN_BYTES));
            } else {
                self.settle()?;
            }
        }
        Ok(())
    }

    fn unreadable(&mut self, line: u64, value: &str, reason: String) -> Result<(), Problem> {
        self.count(value.len())?;
        let rejects = match &mut self.settled {
            Some(settled) => &mut settled.assembler.rejects,
            None => &mut self.early_rejects,
        };
        rejects.push(Reject::row(line, value, reason));
        Ok(())
    }

    fn note(&mut self, sentence: String) {
        self.notes.push(sentence);
    }
}

/// Share of rows that repeat a case number otherwise from which it is said of the register as a whole.
const MANY_REPEATS: f64 = 0.02;

fn about_ids(assembler: &Assembler) -> Vec<String> {
    let mut notes = Vec::new();
    if assembler.made_ids > 0 {
        notes.push(format!(
            "{} have no case number and are named after their own text (row-…).",
            checks::deaths(assembler.made_ids as usize)
        ));
    }
    let rows = assembler.register.deaths.len() as u64 + assembler.other_ids;
    if assembler.other_ids as f64 > MANY_REPEATS * rows as f64 {
        notes.push(format!(
            "{} of {} rows repeat a case number and differ from the row before: they are rejected. The column may number events or \
             people's files, not deaths; name another as id in a profile, or none, and each row is a death of its own.",
            assembler.other_ids, rows
        ));
    }
    if assembler.equal_rows > 0 {
        notes.push(format!(
            "{} without a case number equal an earlier row in every cell; they are kept, for nothing shows that they are one death.",
            checks::deaths(assembler.equal_rows as usize)
        ));
    }
    notes
}

fn about_points(profile: &Profile) -> Option<String> {
    let metres = profile.imprecision_m.filter(|metres| *metres > 0.0)?;
    Some(format!(
        "By profile {} coordinates stand for towns or areas, not for addresses, and are taken as imprecise by {metres} m.",
        profile.name
    ))
}

fn mapping(
    columns: &[String],
    filled: &[u64],
    profile: &Profile,
    assembler: &Assembler,
    guessed: &[(String, Field, String, f32)],
) -> Vec<ColumnUse> {
    columns
        .iter()
        .zip(filled)
        .enumerate()
        .map(|(at, (column, &filled))| {
            let fields = assembler.plan().uses(at);
            let guess = guessed.iter().find(|(name, ..)| name == column);
            let (reason, confidence) = match (fields.is_empty(), guess) {
                (false, Some((_, _, reason, confidence))) => (reason.clone(), *confidence),
                (false, None) => (format!("profile {} says so", profile.name), 1.0),
                (true, _) if profile.name == profile::GUESSED => ("no field could be recognised in it".to_owned(), 0.0),
                (true, _) => (format!("profile {} does not use it", profile.name), 1.0),
            };
            ColumnUse { column: column.clone(), fields, reason, confidence, filled }
        })
        .collect()
}
