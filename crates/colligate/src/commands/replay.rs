//! `colligate replay`: on which day each series could first have been seen.

use crate::options::{Search, Shown};
use crate::output::{Screen, write_file};
use crate::progress::Stages;
use crate::read::Source;
use colligate_linkage::{LinkOptions, replay};
use colligate_register::write_rejects;
use colligate_report::terminal;
use std::io::Write;
use std::path::PathBuf;

/// Ask of each past day which series stood out from what was on record
///
/// Searches the register as it stood on each day on which something became known. A series is visible from the first
/// day on which its E-value was at or below the alert level. Deaths after that day are those that came when it could
/// have been known. Series that were visible once and are not found in the end are told with what made them fall.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate replay deaths.csv --amendments later.jsonl
  colligate replay deaths.csv --every 30 --alert 0.1
  colligate replay deaths.csv --format json | jq .series[0].visibility")]
pub struct Replay {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    search: Search,
    /// Days from one look to the next; what becomes known in between is seen on the later one
    #[arg(long, value_name = "DAYS", default_value_t = 1, value_parser = clap::value_parser!(i32).range(1..))]
    every: i32,
    /// Write the result as JSON to this file
    #[arg(long, value_name = "FILE", help_heading = "Results")]
    out: Option<PathBuf>,
    /// Write the report as one HTML page to this file
    #[arg(long, value_name = "FILE", help_heading = "Results")]
    report: Option<PathBuf>,
    /// Write the rows, fields and statements that could not be used to this file
    #[arg(long, value_name = "FILE", help_heading = "Results")]
    rejects: Option<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value_t, help_heading = "Results")]
    format: Shown,
}

impl Replay {
    /// Reads, replays and shows.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let mut options = LinkOptions { every: self.every, ..self.search.options(true)? };
        let model = self.search.weighing.model()?;
        let stages = Stages::new(screen);
        let mut read = self.source.read(&stages)?;
        read.two_or_more()?;
        read.note_undecided(options.among.as_ref());
        options.today = Some(read.today);
        if read.summary.nothing_compared().is_some() {
            options.draws = 0;
        }
        options.reach.floor = self.search.floor_for(read.register.deaths.len());
        let replayed = replay(&read.register, read.summary.clone(), &model, &options, &stages)?;
        stages.done();
        read.tell_guess(screen);
        let json = colligate_report::series_json(&replayed.result)?;
        if let Some(out) = &self.out {
            write_file(out, |file| file.write_all(json.as_bytes()))?;
        }
        if let Some(report) = &self.report {
            let page = colligate_report::report_html(&replayed.result);
            write_file(report, |file| file.write_all(page.as_bytes()))?;
        }
        if let Some(rejects) = &self.rejects {
            write_file(rejects, |file| write_rejects(&read.rejects, file))?;
        }
        match self.format {
            Shown::Json => screen.print(&json)?,
            Shown::Table => {
                let (result, days) = (&replayed.result, replayed.days);
                screen.print(&terminal::replayed(result, days, screen.width, screen.colour))?;
            }
        }
        read.conclude(self.format)
    }
}
