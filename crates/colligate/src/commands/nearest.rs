//! `colligate nearest`: the deaths that resemble one death most.

use crate::options::{Among, Shown, Weighing, at_least_one};
use crate::output::Screen;
use crate::progress::Stages;
use crate::read::Source;
use anyhow::bail;
use colligate_linkage::nearest;
use colligate_register::DeathId;
use colligate_register::wording;
use colligate_report::terminal;
use serde_json::json;
use std::num::NonZeroUsize;

/// Rank all deaths by how much they resemble one death
///
/// Some death is always the nearest: what stands on top is a lead, not a finding.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate nearest deaths.csv --death 14-001
  colligate nearest deaths.csv --death 14-001 --top 25 --among \"kind is drug\"
  colligate nearest deaths.csv --death 14-001 --as-of 2014-09-30 --format json")]
pub struct Nearest {
    #[command(flatten)]
    source: Source,
    /// Case number of the death
    #[arg(long, value_name = "ID")]
    death: String,
    /// How many to show
    #[arg(long, value_name = "N", default_value = "10", value_parser = at_least_one)]
    top: NonZeroUsize,
    #[command(flatten)]
    weighing: Weighing,
    #[command(flatten)]
    among: Among,
    /// What to print
    #[arg(long, value_enum, default_value_t, help_heading = "Results")]
    format: Shown,
}

/// Name and version of the schema of what `--format json` prints.
const SCHEMA: &str = "colligate.nearest/1";

impl Nearest {
    /// Reads, ranks and shows.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let filter = self.among.filter()?;
        let model = self.weighing.model()?;
        let stages = Stages::new(screen);
        let read = self.source.read(&stages)?;
        stages.begin("comparing");
        let id = DeathId(self.death.as_str().into());
        if let Some((day, _)) = read.not_yet.as_ref().filter(|(_, later)| later.contains(&id)) {
            bail!("{id} was not known yet on {} (--as-of); go back to a later day", wording::day(*day));
        }
        let found = nearest(&read.register, &model, &id, self.top.get(), filter.as_ref())?;
        stages.done();
        read.say_first(self.format, screen)?;
        read.tell_guess(screen);
        read.tell_statements(screen);
        let undecided = read.undecided(filter.as_ref());
        if let Some(note) = &undecided {
            screen.tell(&format!("{note}\n"));
        }
        match self.format {
            Shown::Table => {
                let found = terminal::Nearest { death: found.death, ranked: found.ranked };
                screen.print(&terminal::nearest(&found, screen.width, screen.colour))?;
            }
            Shown::Json => {
                let ranked: Vec<_> =
                    found.ranked.iter().map(|(death, link)| json!({ "death": death, "link": link })).collect();
                let answer = json!({
                    "schema": SCHEMA, "today": read.today, "not_compared": read.summary.not_compared, "undecided": undecided,
                    "death": found.death, "ranked": ranked,
                });
                screen.print(&format!("{answer:#}\n"))?;
            }
        }
        // It was said first, on one stream or the other.
        read.conclude(Shown::Table)
    }
}
