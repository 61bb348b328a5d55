//! `colligate simulate`: made-up registers, for trials, teaching and benchmarks.

use crate::output::{stem, write_file};
use anyhow::bail;
use clap::ValueEnum;
use colligate_register::simulate::{County, London, barking, county, deaths_like_peers, london};
use colligate_register::{Day, Register, write_amendments, write_csv};
use std::path::{Path, PathBuf};

/// Make up a register; no real person is in it
///
/// Writes the register as CSV; beside it NAME.amendments.jsonl where some things become known later, and for `peers`
/// NAME.truth.csv, which tells the deaths of each planted series.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate simulate --like london --series barking --out london.csv
  colligate simulate --like county --deaths 2000 --seed 7 --out county.csv
  colligate simulate --like peers --deaths 1000000 --planted 100 --out big.csv
  colligate link london.csv --amendments london.amendments.jsonl")]
pub struct Simulate {
    /// What it is to be like
    #[arg(long, value_enum)]
    like: Like,
    /// Deaths in all [default: as the model has it]
    #[arg(long, value_name = "N")]
    deaths: Option<u64>,
    /// Seed: the same seed gives the same register
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// A known series to add (london, county)
    #[arg(long, value_enum)]
    series: Option<Known>,
    /// How many series to plant (peers)
    #[arg(long, value_name = "N")]
    planted: Option<u32>,
    /// First day (london, county)
    #[arg(long, value_name = "DAY")]
    from: Option<Day>,
    /// Last day (london, county)
    #[arg(long, value_name = "DAY")]
    to: Option<Day>,
    /// CSV file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// What a register can be like.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Like {
    /// Deaths reported to London's police, some facts known later
    London,
    /// A county's deaths, nothing linked, all known at once
    County,
    /// Any size, with planted series and their truth
    Peers,
}

/// A series that can be added.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Known {
    /// The four Barking deaths of 2014 and 2015, by their public facts
    Barking,
}

/// Deaths and planted series of a register like those peers are measured on, unless told otherwise.
const PEERS: (u64, u32) = (10_000, 10);

/// Days in a year, on average.
const YEAR: f64 = 365.25;

impl Simulate {
    /// Draws and writes.
    pub fn run(&self) -> anyhow::Result<()> {
        let days = (self.from.unwrap_or(Day(i32::MIN)), self.to.unwrap_or(Day(i32::MAX)));
        if days.0 > days.1 {
            bail!("--from {} is after --to {}; exchange them", days.0, days.1);
        }
        match self.like {
            Like::Peers => self.peers(),
            Like::London => self.write(self.london()),
            Like::County => self.write(self.county()),
        }
    }

    fn london(&self) -> Register {
        let usual = London::default();
        let mut settings = match (self.from, self.to) {
            (None, None) => usual,
            (from, to) => London::between(from.unwrap_or(usual.from), to.unwrap_or(usual.to)),
        };
        if let Some(deaths) = self.deaths {
            settings.deaths = count(deaths);
        }
        london(&settings, self.seed)
    }

    fn county(&self) -> Register {
        let mut settings = County::default();
        if let Some(from) = self.from {
            settings.from = from;
        }
        if let Some(to) = self.to {
            settings.years = (f64::from(to - settings.from) + 1.0) / YEAR;
        }
        if let Some(deaths) = self.deaths {
            settings.deaths = count(deaths);
        }
        county(&settings, self.seed)
    }

    fn write(&self, mut register: Register) -> anyhow::Result<()> {
        if self.planted.is_some() {
            bail!("--planted goes with --like peers; elsewhere add a known series with --series barking");
        }
        if self.series == Some(Known::Barking) {
            barking(&mut register);
        }
        write_file(&self.out, |file| write_csv(&register, file))?;
        if !register.statements.is_empty() {
            let later = self.beside("amendments.jsonl")?;
            write_file(&later, |file| write_amendments(&register.statements, file))?;
        }
        Ok(())
    }

    fn peers(&self) -> anyhow::Result<()> {
        if self.series.is_some() || self.from.is_some() || self.to.is_some() {
            bail!("--series, --from and --to do not go with --like peers; plant series with --planted");
        }
        let peers = deaths_like_peers(self.deaths.unwrap_or(PEERS.0), self.planted.unwrap_or(PEERS.1), self.seed);
        write_file(&self.out, |file| peers.write_csv(file))?;
        write_file(&self.beside("truth.csv")?, |file| peers.write_truth_csv(file))
    }

    fn beside(&self, ending: &str) -> anyhow::Result<PathBuf> {
        let folder = self.out.parent().unwrap_or(Path::new(""));
        Ok(folder.join(format!("{}.{ending}", stem(&self.out)?)))
    }
}

fn count(deaths: u64) -> usize {
    usize::try_from(deaths).unwrap_or(usize::MAX)
}
