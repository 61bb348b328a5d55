//! `colligate link`: the series of a register.

use crate::options::{Search, Shown};
use crate::output::{Folder, Holds, Screen};
use crate::progress::Stages;
use crate::read::Source;
use crate::say::say;
use colligate_linkage::link;
use std::path::PathBuf;

/// Find the deaths of a register that belong together
///
/// Prints the series, strongest first, and writes series.json, links.parquet, series.geojson, rejects.csv, report.html
/// and model.toml to a folder.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate link deaths.csv
  colligate link deaths.csv --amendments later.jsonl --as-of 2014-10-01
  colligate link deaths.xlsx --sheet 2015 --dates dmy --out results
  colligate link deaths.csv --among \"substances has GHB and age 18..40\"
  zcat deaths.csv.gz | colligate link - --format json | jq .series[0].e_value")]
pub struct Link {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    search: Search,
    /// Folder for the results [default: the name of FILE with .colligate]
    #[arg(long, value_name = "DIR", help_heading = "Results")]
    out: Option<PathBuf>,
    /// What to print: a table, or series.json
    #[arg(long, value_enum, default_value_t, help_heading = "Results")]
    format: Shown,
    /// Do not find out when each series could first have been seen
    #[arg(long, help_heading = "Results")]
    no_replay: bool,
    /// Tell on standard error how long each stage took
    #[arg(long, help_heading = "Results")]
    timings: bool,
}

impl Link {
    /// Reads, links, writes and shows.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let mut options = self.search.options(!self.no_replay)?;
        let model = self.search.weighing.model()?;
        let stages = Stages::new(screen);
        let mut read = self.source.read(&stages)?;
        read.two_or_more()?;
        read.note_undecided(options.among.as_ref());
        options.today = Some(read.today);
        if read.summary.nothing_compared().is_some() {
            (options.draws, options.replay) = (0, false);
        }
        options.reach.floor = self.search.floor_for(read.register.deaths.len());
        let folder = Folder::begin(&self.source.out(self.out.as_ref(), "colligate")?, Holds::Series)?;
        let linked = link(&read.register, read.summary.clone(), &model, &options, &stages)?;
        stages.begin("writing");
        folder.write_result(&linked.result, &linked.links, &read.rejects)?;
        let timings = stages.timings();
        let out = folder.finish()?;
        read.tell_guess(screen);
        match self.format {
            Shown::Table => {
                screen.print(&colligate_report::terminal::table(&linked.result, screen.width, screen.colour))?;
            }
            Shown::Json => screen.print(&colligate_report::series_json(&linked.result)?)?,
        }
        if self.timings {
            say(&timings);
        }
        screen.tell(&format!("\nThe report and its data are in {}.\n", out.display()));
        read.conclude(self.format)
    }
}
