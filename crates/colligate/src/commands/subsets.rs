//! `colligate subsets`: where, when and among whom there are too many deaths.

mod modes;

use crate::located::Located;
use crate::options::{Shown, Where, positive};
use crate::output::{Folder, Holds, Screen};
use crate::progress::Stages;
use crate::read::Source;
use crate::say::say;
use colligate_register::Death;
use colligate_report::subsets::{SubsetDeath, SubsetFacts, subset_line_list, subsets_json};
use colligate_report::terminal;
use colligate_scan::interaction::Permutations;
use colligate_scan::subset::{Intervals, MarkedCases, SubsetLimits, subset_scan};
use colligate_scan::{Locations, StudyPeriod};
use modes::Field;
use std::path::PathBuf;

/// Find among whom a cluster is: which substances, ages, sexes
///
/// Looks in every circle and interval for the choice of substances, ages, sexes or kinds in which the excess is largest, so
/// that "fentanyl and xylazine, men of 40 to 59, south side" is found as one cluster (the multidimensional subset scan of
/// Neill and Herlands 2018).
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate subsets deaths.csv --where \"kind is drug\" --max-km 2
  colligate subsets deaths.csv --by substance,age --lengths 14,30
  colligate subsets deaths.csv --prospective --out subsets")]
pub struct Subsets {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    only: Where,
    /// What deaths may have in common
    #[arg(long, value_enum, value_name = "FIELDS", value_delimiter = ',',
        default_values_t = [Field::Substance, Field::Sex, Field::Age], help_heading = "Scanning")]
    by: Vec<Field>,
    /// Lengths of the intervals in days
    #[arg(long, value_name = "DAYS", value_delimiter = ',', default_values_t = [7, 14, 30, 60],
        value_parser = clap::value_parser!(u32).range(1..), help_heading = "Scanning")]
    lengths: Vec<u32>,
    /// Look only for clusters that last until the last day
    #[arg(long, help_heading = "Scanning")]
    prospective: bool,
    /// Largest radius of a circle, in kilometres
    #[arg(long, value_name = "KM", default_value_t = 5.0, value_parser = positive, help_heading = "Scanning")]
    max_km: f64,
    /// Draws of chance
    #[arg(long, value_name = "N", default_value_t = 99, help_heading = "Scanning")]
    draws: u32,
    /// Seed of the draws: the same seed gives the same result
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Scanning")]
    seed: u64,
    /// Folder for subsets.json and line-list.csv [default: none is written]
    #[arg(long, value_name = "DIR", help_heading = "Results")]
    out: Option<PathBuf>,
    /// What to print: a table, or subsets.json
    #[arg(long, value_enum, default_value_t, help_heading = "Results")]
    format: Shown,
    /// Say what each stage took
    #[arg(long, help_heading = "Results")]
    timings: bool,
}

impl Subsets {
    /// Reads, scans, writes and shows.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let filter = self.only.filter()?;
        let stages = Stages::new(screen);
        let read = self.source.read(&stages)?;
        read.tell_guess(screen);
        read.need_places_and_dates(colligate_report::subsets::SCHEMA, self.format, screen)?;
        read.say_first(self.format, screen)?;
        read.tell_statements(screen);
        let register = read.register.latest();
        let Located { deaths, left_out } = Located::of(&register, filter.as_ref(), self.resolution())?;
        let folder = self.out.as_ref().map(|out| Folder::begin(out, Holds::Subsets)).transpose()?;
        let points: Vec<(f64, f64)> = deaths.iter().map(|one| one.point).collect();
        let at: Vec<(u32, _)> = (0u32..).zip(deaths.iter().map(|one| one.day)).collect();
        let on_record: Vec<&Death> = deaths.iter().map(|one| one.death).collect();
        let mut modes = Vec::new();
        for field in &self.by {
            modes.extend(field.modes(&register, &on_record)?);
        }
        let days = || deaths.iter().map(|one| one.day);
        let period = StudyPeriod::around(days()).ok_or_else(|| Located::nothing(&left_out))?;
        let cases = MarkedCases::new(Locations::on_earth(&points)?, period, &at, modes)?;
        let intervals = if self.prospective { Intervals::ToTheEnd } else { Intervals::Anywhere };
        let limits = SubsetLimits::new(intervals, &self.lengths).within_km(self.max_km);
        let draws = Permutations::new(self.draws, self.seed);
        let found = subset_scan(&cases, &limits, draws, &stages)?;
        let facts = SubsetFacts {
            source: Located::in_words(&self.source.file, filter.as_ref()),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            today: read.today,
            from: period.first(),
            to: period.last(),
            limits,
            draws,
            left_out: left_out.reasons().to_vec(),
            deaths: deaths
                .iter()
                .map(|one| SubsetDeath { id: one.death.id.to_string(), day: one.day, point: one.point })
                .collect(),
        };
        stages.begin("writing");
        let json = subsets_json(&facts, &found)?;
        if let Some(folder) = &folder {
            folder.write("line-list.csv", |out| subset_line_list(&facts, &found, out))?;
            folder.write_bytes("subsets.json", json.as_bytes())?;
        }
        let timings = stages.timings();
        let out = folder.map(Folder::finish).transpose()?;
        match self.format {
            Shown::Table => screen.print(&terminal::subsets(&facts, &found, screen.width, screen.colour))?,
            Shown::Json => screen.print(&json)?,
        }
        if self.timings {
            say(&timings);
        }
        if let Some(out) = out {
            screen.tell(&format!("\nThe clusters and their deaths are in {}.\n", out.display()));
        }
        Ok(())
    }

    /// Days within which a date must be known: the shortest interval looked at.
    fn resolution(&self) -> u32 {
        self.lengths.iter().copied().min().unwrap_or(1)
    }
}
