//! The register a command works on: where it is read from, what was found there, as of which day.

use crate::nothing::NothingCompared;
use crate::options::Shown;
use crate::output::{Screen, stem, wrapped};
use crate::progress::Stages;
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use colligate_casefile::Clock;
use colligate_linkage::{
    lay_out,
    result::{RegisterSummary, RejectedStatement, StatementSummary},
};
use colligate_register::wording::{self, are, counted, thousands};
use colligate_register::{
    Alone, Calendar, ColumnUse, DateOrder, DateRange, Day, DeathId, Filter, Input, Profile, ProfileChoice, ReadOptions,
    Reading, Register, Reject, read, read_amendments,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where the register is and how it is read.
#[derive(Args)]
pub struct Source {
    /// Register: CSV, JSON lines, Parquet or XLSX, gzipped or not; - reads
    /// standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub how: How,
    #[command(flatten)]
    pub on: ReadOn,
    /// Later statements, one JSON object a line
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub amendments: Option<PathBuf>,
    /// Take the register as it stood at the end of this day
    #[arg(long, value_name = "DAY", help_heading = "Reading")]
    pub as_of: Option<Day>,
}

/// How the file is read.
#[derive(Args, Default)]
pub struct How {
    /// Which column is which: a profile's name, or a TOML file
    /// [default: the one that fits, else a guess]
    #[arg(long, value_name = "NAME|FILE", help_heading = "Reading")]
    pub profile: Option<String>,
    /// Sheet of a workbook [default: the first]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub sheet: Option<String>,
    /// Order of dates such as 03/04/2021 [default: as the dates tell]
    #[arg(long, value_name = "ORDER", help_heading = "Reading")]
    pub dates: Option<Dates>,
}

/// On which day the register is read.
#[derive(Args, Default)]
pub struct ReadOn {
    /// Day on which the register is read: dates after it are no dates
    /// [default: --as-of where there is one and it is given, else today]
    #[arg(long, value_name = "DAY", help_heading = "Reading")]
    pub today: Option<Day>,
}

/// Which number of a date comes first.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Dates {
    /// Day first
    Dmy,
    /// Month first
    Mdy,
}

impl Dates {
    /// As the register's reader takes it.
    pub fn order(self) -> DateOrder {
        match self {
            Dates::Dmy => DateOrder::DayFirst,
            Dates::Mdy => DateOrder::MonthFirst,
        }
    }
}

/// A register with an account of what was read.
pub struct Read {
    /// The register, later statements included.
    pub register: Register,
    /// It in numbers.
    pub summary: RegisterSummary,
    /// What could not be used.
    pub rejects: Vec<Reject>,
    /// How the columns were used.
    pub mapping: Vec<ColumnUse>,
    /// The profile they were read by.
    pub profile: Profile,
    /// The day on which it was read, or that is looked back to: nothing in it happened later.
    pub today: Day,
    /// The day gone back to, and the deaths that were not known then.
    pub not_yet: Option<(Day, Vec<DeathId>)>,
}

impl Source {
    /// Reads the register, its amendments, and goes back to the day asked for.
    ///
    /// # Errors
    /// Where a file cannot be read as what it should be, or no death was known by that day.
    pub fn read(&self, stages: &Stages) -> anyhow::Result<Read> {
        let mut read = self.how.read_as_of(input(&self.file), &self.on, self.as_of, stages)?;
        lay_out(&mut read.register);
        if let Some(path) = &self.amendments {
            read.amend(Input::Path(path.clone()))?;
        }
        if let Some(day) = self.as_of {
            read.go_back_to(day)?;
        }
        Ok(read)
    }

    /// Where a result goes: where the user said, else to the name of the register with this ending.
    ///
    /// # Errors
    /// Where the register's path has no name.
    pub fn out(&self, given: Option<&PathBuf>, ending: &str) -> anyhow::Result<PathBuf> {
        match given {
            Some(out) => Ok(out.clone()),
            None if self.file == Path::new("-") => Ok(format!("standard-input.{ending}").into()),
            None => Ok(format!("{}.{ending}", stem(&self.file)?).into()),
        }
    }
}

impl How {
    /// Reads a register.
    ///
    /// # Errors
    /// Where it cannot be read as a register.
    pub fn read(&self, input: Input, on: &ReadOn, stages: &Stages) -> anyhow::Result<Read> {
        self.read_as_of(input, on, None, stages)
    }

    /// Reads a register that is looked at as it stood on a past day. The same input and the same day give the same result on
    /// whatever day it is run.
    fn read_as_of(&self, input: Input, on: &ReadOn, as_of: Option<Day>, stages: &Stages) -> anyhow::Result<Read> {
        let today = on.today.or(as_of).unwrap_or_else(|| Clock::default().today());
        stages.begin("reading");
        let progress = |done: u64, total: Option<u64>| stages.at(done, total);
        let options = ReadOptions {
            profile: self.profile.as_deref().map(profile).transpose()?.unwrap_or_default(),
            sheet: self.sheet.clone(),
            dates: self.dates.map(Dates::order),
            today: Some(today),
            looking_back: on.today.is_none() && as_of.is_some(),
            progress: Some(&progress),
            ..ReadOptions::default()
        };
        let reading = read(input, &options)?;
        stages.done();
        Ok(Read::new(reading, today))
    }
}

impl Read {
    fn new(reading: Reading, today: Day) -> Read {
        let Reading { register, profile, summary, rejects, notes, mapping, not_compared, .. } = reading;
        let summary = RegisterSummary {
            source: summary.source,
            sha256: summary.sha256,
            rows: summary.rows,
            used: summary.used,
            partly_used: summary.partly_used,
            rejected: summary.rejected,
            notes,
            not_compared,
            ..RegisterSummary::default()
        };
        let mut summary = summary;
        summary.notes.extend(alone(&register));
        let mut read = Read { register, summary, rejects, mapping, profile, today, not_yet: None };
        read.count();
        read
    }

    /// Notes how many deaths `--among` does not ask for since their date is known too inexactly for its tests.
    pub fn note_undecided(&mut self, among: Option<&Filter>) {
        self.summary.notes.extend(self.undecided(among));
    }

    /// How many deaths `--among` does not ask for since their date is known too inexactly for its tests; nothing where there is none.
    pub fn undecided(&self, among: Option<&Filter>) -> Option<String> {
        let count = among?.left_undecided(&self.register.deaths, &self.register.terms);
        let deaths = counted(count, "death has a date", "deaths have dates");
        (count > 0).then(|| format!("{deaths} known too inexactly for --among, which does not ask for them."))
    }

    /// Adds later statements. Those that cannot be applied are rejects like any other.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn amend(&mut self, input: Input) -> anyhow::Result<()> {
        let name = input.name();
        let amendments = read_amendments(input, &self.register)?;
        let (rows, used) = (amendments.rows, amendments.statements.len());
        if let (0, Some(first)) = (used, amendments.rejects.first()) {
            bail!(
                "{name}: none of its {} is a statement about a death of the register; line {}: {}",
                counted(rows, "line", "lines"),
                first.line,
                first.reason
            );
        }
        let rejected = amendments.rejects.len() as u64;
        self.summary.notes.push(format!("{name}: {}.", statements_in_words(rows, used as u64, rejected)));
        self.summary.statements = Some(StatementSummary {
            source: name.clone(),
            rows,
            used: used as u64,
            rejected,
            rejects: amendments.rejects.iter().take(REJECTS_SHOWN).map(rejected_statement).collect(),
        });
        for mut reject in amendments.rejects {
            reject.reason = format!("{name}: {}", reject.reason).into();
            self.rejects.push(reject);
        }
        self.register.statements.extend(amendments.statements);
        self.register.statements.sort_by_key(|said| said.known_from);
        self.count();
        Ok(())
    }

    fn go_back_to(&mut self, day: Day) -> anyhow::Result<()> {
        let all = self.register.deaths.len();
        let then = self.register.as_of(day);
        if then.deaths.is_empty() {
            bail!("no death was known on {} (--as-of): {}", wording::day(day), span(&self.summary));
        }
        let later = self.register.statements.iter().filter(|said| said.known_from > day).count();
        if later > 0 {
            let later = counted(later, "later statement was", "later statements were");
            self.summary.notes.push(format!("As of {}: {later} not made yet.", wording::day(day)));
        }
        let before = std::mem::replace(&mut self.register, then);
        let known = self.register.deaths.len();
        let then: std::collections::HashSet<&DeathId> = self.register.deaths.iter().map(|death| &death.id).collect();
        let later = before.deaths.iter().map(|death| &death.id).filter(|id| !then.contains(id)).cloned().collect();
        self.not_yet = Some((day, later));
        let (day, known, was) = (wording::day(day), thousands(known), wording::was(known));
        self.summary.notes.push(format!("As of {day}: of {} {known} {was} known.", counted(all, "death", "deaths")));
        self.count();
        Ok(())
    }

    /// Refuses a register in which nothing can be compared, and says why rows were left out.
    ///
    /// # Errors
    /// Where it holds fewer than two deaths.
    pub fn two_or_more(&self) -> anyhow::Result<()> {
        let RegisterSummary { source, rows, .. } = &self.summary;
        let usable = match self.register.deaths.len() {
            0 => "no death",
            1 => "one death",
            _ => return Ok(()),
        };
        let why = match self.rejects.first() {
            Some(first) if first.field.is_empty() => format!("; line {}: {}", first.line, first.reason),
            Some(first) => format!("; line {}, {}: {}", first.line, first.field, first.reason),
            None => String::new(),
        };
        let rows = counted(*rows, "row", "rows");
        bail!("{source}: {usable} can be used of {rows}, and two are needed to compare{why}");
    }

    /// Why nothing could be compared, as the error with which the command ends; `None` where something could.
    pub fn nothing(&self, shown: bool) -> Option<NothingCompared> {
        let told = self.summary.nothing_compared()?.sentences();
        Some(NothingCompared { told, shown })
    }

    /// Ends a command that has said what it could, and that nothing could be compared.
    ///
    /// # Errors
    /// [`NothingCompared`] where that is so.
    pub fn conclude(&self, shown: Shown) -> anyhow::Result<()> {
        self.nothing(shown == Shown::Table).map_or(Ok(()), |nothing| Err(nothing.into()))
    }

    /// Ends a command that can do nothing without places and dates: says so in the form that was asked for.
    ///
    /// # Errors
    /// [`NothingCompared`] where nothing can be compared.
    pub fn need_places_and_dates(&self, schema: &str, shown: Shown, screen: &Screen) -> anyhow::Result<()> {
        let Some(nothing) = self.nothing(false) else { return Ok(()) };
        if shown == Shown::Json {
            let said = serde_json::json!({ "schema": schema, "not_compared": self.summary.not_compared });
            screen.print(&format!("{said:#}\n"))?;
        }
        Err(nothing.into())
    }

    /// Says before anything else that most deaths, or all, cannot be compared.
    ///
    /// # Errors
    /// Where standard output cannot be written.
    pub fn say_first(&self, shown: Shown, screen: &Screen) -> anyhow::Result<()> {
        match &self.summary.not_compared {
            Some(told) if shown == Shown::Table => {
                screen.print(&format!("{}\n", wrapped(&format!("{}\n", told.sentences()), screen.width)))
            }
            Some(told) => {
                screen.tell(&format!("{}\n", told.sentences()));
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Fills in the counts, taken over what is known in the end.
    fn count(&mut self) {
        let register = self.register.latest();
        let dates = || register.deaths.iter().filter_map(|death| death.dates());
        let mut kinds: BTreeMap<_, u64> = BTreeMap::new();
        for death in &register.deaths {
            *kinds.entry(death.kind).or_default() += 1;
        }
        let mut kinds: Vec<_> = kinds.into_iter().map(|(kind, count)| (kind.to_string(), count)).collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        self.summary.kinds = kinds;
        self.summary.from = dates().map(DateRange::first).min();
        self.summary.to = dates().map(DateRange::last).max();
        self.summary.with_date = dates().count() as u64;
        self.summary.not_compared = self.summary.not_compared.take().and_then(|told| told.still(&register));
        self.summary.with_point = register.deaths.iter().filter(|death| death.point.is_some()).count() as u64;
        self.summary.with_substances = register.deaths.iter().filter(|death| death.substances.is_some()).count() as u64;
    }

    /// Tells which later statements could not be used. For commands whose result says nothing of it.
    pub fn tell_statements(&self, screen: &Screen) {
        let Some(statements) = self.summary.statements.as_ref().filter(|statements| statements.rejected > 0) else {
            return;
        };
        let StatementSummary { source, rows, used, rejected, rejects } = statements;
        let shown: Vec<String> =
            rejects.iter().take(REJECTS_TOLD).map(|one| format!("\n  line {}: {}", one.line, one.reason)).collect();
        let more = rejected.saturating_sub(shown.len() as u64);
        let more = if more == 0 { String::new() } else { format!("\n  and {more} more") };
        screen.tell(&format!("{source}: {}:{}{more}\n", statements_in_words(*rows, *used, *rejected), shown.concat()));
    }

    /// Tells which column was taken for what, where that was guessed.
    pub fn tell_guess(&self, screen: &Screen) {
        if self.profile.name != GUESSED {
            return;
        }
        let used: Vec<String> = self
            .mapping
            .iter()
            .filter(|column| !column.fields.is_empty())
            .map(|column| format!("{} from {:?}", column.fields.join(" and "), column.column))
            .collect();
        let unused = self.mapping.len() - used.len();
        screen.tell(&format!(
            "No profile names all of these columns, so they were guessed: {}. Columns not used: {unused}. \
             See why with `colligate profile`, and write a profile to be sure.\n",
            used.join(", ")
        ));
    }
}

/// Says which deaths are dated far before or after all others, as by a slip of the pen.
fn alone(register: &Register) -> Vec<String> {
    let Some(calendar) = Calendar::of(register.deaths.iter().filter_map(|death| death.day_within(MONTH_DAYS))) else {
        return Vec::new();
    };
    let note = |alone: Alone, side: &str, end: Day| {
        let farthest = wording::day(alone.farthest?);
        let deaths = counted(alone.count, "death is", "deaths are");
        Some(format!(
            "{deaths} dated far {side} all others ({side} {}), as on {farthest}: check the date.",
            wording::day(end)
        ))
    };
    let before = note(calendar.before(), "before", calendar.first());
    before.into_iter().chain(note(calendar.after(), "after", calendar.last())).collect()
}

/// Days within which a death must be dated to stand at an end of the register.
const MONTH_DAYS: u32 = 31;

/// Statements not used that a summary holds; all are in `rejects.csv`.
const REJECTS_SHOWN: usize = 100;
/// Statements not used that are told on standard error.
const REJECTS_TOLD: usize = 5;

/// How many statements there are, and how many of them are used.
fn statements_in_words(rows: u64, used: u64, rejected: u64) -> String {
    let read = counted(rows, "later statement", "later statements");
    match (used, rejected) {
        (used, 0) if used == rows => format!("{read}, all used"),
        (used, 0) => format!("{read}, of which {} {} used", thousands(used), are(used)),
        (used, rejected) => {
            format!(
                "{read}, of which {} {} used and {} could not be used",
                thousands(used),
                are(used),
                thousands(rejected)
            )
        }
    }
}

fn rejected_statement(reject: &Reject) -> RejectedStatement {
    RejectedStatement {
        line: reject.line,
        field: reject.field.to_string(),
        value: reject.value.to_string(),
        reason: reject.reason.to_string(),
    }
}

/// Name the register's reader gives to a profile that it guessed.
pub const GUESSED: &str = "guessed";

fn span(summary: &RegisterSummary) -> String {
    match (summary.from, summary.to) {
        (Some(from), Some(to)) => format!("the deaths are of {}", wording::days(from, to)),
        _ => "no death has a date".to_owned(),
    }
}

/// A file, or standard input where it is called `-`.
pub fn input(path: &Path) -> Input {
    if path == Path::new("-") { Input::Stdin } else { Input::Path(path.to_owned()) }
}

/// A profile by its name, or out of a file.
///
/// # Errors
/// Where the file is no profile.
pub fn profile(wanted: &str) -> anyhow::Result<ProfileChoice> {
    let path = Path::new(wanted);
    if !wanted.ends_with(".toml") && !path.is_file() {
        return Ok(ProfileChoice::Named(wanted.to_owned()));
    }
    let profile = Profile::from_toml(&text(path)?).with_context(|| wanted.to_owned())?;
    Ok(ProfileChoice::Given(Box::new(profile)))
}

/// The text of a small file.
///
/// # Errors
/// Where it cannot be read.
pub fn text(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read; check the name and that you may read it", path.display()))
}
