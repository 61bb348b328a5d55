//! `colligate import`: a register's day into the case file.

use crate::nothing::NothingCompared;
use crate::office::{Office, console, run};
use crate::output::{Screen, wrapped};
use crate::progress::Stages;
use crate::read::{Dates, profile};
use crate::untrusted::{Untrusted, Uploads};
use anyhow::Context;
use colligate_casefile::words::e_in_words;
use colligate_casefile::{Alert, HowToRead, ImportFile, Imported, WantedProfile};
use colligate_register::wording::{counted, listed, thousands};
use colligate_register::{ProfileChoice, write_rejects};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Take a register's day into the case file, and look for series
///
/// New deaths are added. A field that now has another value gets a new statement, known from today; the old value stays. Taking in the
/// same file again changes nothing, and a file is taken in as a whole or not at all. Dates that can be read in two ways are read as in
/// the register's earlier files; a file whose dates cannot be read, or contradict those, is refused.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate import today.csv
  colligate import today.csv --database postgres://office@server/deaths
  colligate import - --name today.csv < today.csv
  colligate import day.xlsx --profile ours.toml --sheet Deaths   # said once: the next day's file is read so, too
  colligate import north.csv --register North --dates dmy")]
pub struct Import {
    /// Register: CSV, JSON lines, Parquet or XLSX, gzipped or not; - reads
    /// standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Name to be put on record as the source [default: the file's]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Do not look for series now
    #[arg(long)]
    no_link: bool,
    #[command(flatten)]
    how: How,
    /// Write rows and fields that cannot be used to this file
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    #[command(flatten)]
    untrusted: Untrusted,
    #[command(flatten)]
    uploads: Uploads,
    #[command(flatten)]
    office: Office,
}

/// How the file is read, where it and the register's earlier files do not tell.
#[derive(clap::Args)]
struct How {
    /// Which column is which: a profile's name, or a TOML file [default: as the
    /// register's earlier files, else the one that fits, else a guess]
    #[arg(long, value_name = "NAME|FILE", help_heading = "Reading")]
    profile: Option<String>,
    /// Sheet of a workbook [default: as the earlier files, else the first]
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    sheet: Option<String>,
    /// Order of dates such as 03/04/2021 [default: as the dates tell, else as
    /// the earlier files]
    #[arg(long, value_name = "ORDER", help_heading = "Reading")]
    dates: Option<Dates>,
    /// Register that the file is of, where the case file takes in several
    /// whose files look alike
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    register: Option<String>,
}

impl How {
    fn to_read(&self) -> anyhow::Result<HowToRead> {
        let profile = match self.profile.as_deref().map(profile).transpose()? {
            Some(ProfileChoice::Named(name)) => Some(WantedProfile::Named(name)),
            Some(ProfileChoice::Given(profile)) => Some(WantedProfile::Given(profile)),
            _ => None,
        };
        let (sheet, register) = (self.sheet.clone(), self.register.clone());
        Ok(HowToRead { profile, dates: self.dates.map(Dates::order), sheet, register })
    }
}

/// Largest file in bytes.
const LARGEST: u64 = 2 << 30;

impl Import {
    /// Reads, takes in, links.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let stages = Stages::new(screen);
        stages.begin("taking in");
        let file = ImportFile { name: self.source_name(), bytes: bytes(&self.file)? };
        let how = self.how.to_read()?;
        let reader = self.untrusted.reader(1)?;
        let (imported, raised) = run(async {
            let (store, actor) = (self.office.open().await?.reading_by(reader, self.uploads.limits()), console());
            let imported = store.import_as(&actor, file, how).await?;
            // Though nothing be new: a look for series that was cut short is made up for.
            let raised = match self.no_link {
                true => Vec::new(),
                false => {
                    let mut raised = store.link(&actor, imported.number.unwrap_or(0), stages).await?;
                    raised.extend(store.draw_anew(&actor, Stages::new(screen)).await?);
                    raised
                }
            };
            store.close().await;
            anyhow::Ok((imported, raised))
        })?;
        if let Some(path) = &self.rejects {
            let out = std::fs::File::create(path).with_context(|| format!("{}", path.display()))?;
            write_rejects(&imported.rejects, out)?;
        }
        screen.print(&wrapped(&told(&imported, &raised), screen.width))?;
        // Cells that are empty may be filled tomorrow; what was not understood stays so.
        match imported.not_compared.filter(|told| told.nothing && told.not_understood) {
            Some(told) => Err(NothingCompared { told: told.sentences(), shown: true }.into()),
            None => Ok(()),
        }
    }

    fn source_name(&self) -> String {
        let of_file = || self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        self.name
            .clone()
            .unwrap_or_else(|| if self.file == Path::new("-") { "standard input".into() } else { of_file() })
    }
}

fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes)?;
    } else {
        let file = std::fs::File::open(path).with_context(|| format!("{}", path.display()))?;
        file.take(LARGEST + 1).read_to_end(&mut bytes).with_context(|| format!("{}", path.display()))?;
    }
    anyhow::ensure!(bytes.len() as u64 <= LARGEST, "{} is larger than 2 GiB: take it in in parts", path.display());
    Ok(bytes)
}

/// An alert in a line: which deaths, how strong, and what changed since they were last alerted or decided on.
fn alert_line(alert: &Alert) -> String {
    let what = alert.what_changed().unwrap_or_else(|| format!("E {}.", e_in_words(alert.e_value)));
    format!("Series {}, {}: {what}", alert.series, listed(&alert.members))
}

fn told(imported: &Imported, raised: &[Alert]) -> String {
    let mut text = imported.not_compared.as_ref().map_or_else(String::new, |told| format!("{}\n\n", told.sentences()));
    text += &format!(
        "{}: {} new, {} changed, {} as before.\n",
        counted(imported.rows, "row", "rows"),
        thousands(imported.added.len()),
        thousands(imported.changed.len()),
        thousands(imported.unchanged)
    );
    let rejected = imported.rejects.len();
    if rejected > 0 {
        text.push_str(&format!(
            "{} could not be used in whole or in part; --rejects FILE lists them.\n",
            counted(rejected, "row or field", "rows or fields")
        ));
    }
    for note in &imported.notes {
        text.push_str(&format!("Note: {note}\n"));
    }
    match raised {
        [] => text.push_str("No alert.\n"),
        some => {
            text.push_str(&format!("{}:\n", counted(some.len(), "alert", "alerts")));
            some.iter().for_each(|alert| text.push_str(&format!("{}\n", alert_line(alert))));
        }
    }
    text
}
