//! `colligate simulate`: made-up registers, for trials, teaching and benchmarks.

use crate::options::at_least_one;
use crate::output::{Screen, stem, write_file};
use anyhow::bail;
use clap::ValueEnum;
use colligate_register::simulate::{County, London, barking, barking_days, county, deaths_like_peers, london};
use colligate_register::wording::counted;
use colligate_register::{Day, Register, write_amendments, write_csv};
use std::num::NonZeroUsize;
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
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    deaths: Option<NonZeroUsize>,
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
const PEERS: (usize, u32) = (10_000, 10);

/// Days in a year, on average.
const YEAR: f64 = 365.25;

impl Simulate {
    /// Draws and writes.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        match self.like {
            Like::Peers => self.peers(screen),
            Like::London => self.london(screen),
            Like::County => self.county(screen),
        }
    }

    fn london(&self, screen: &Screen) -> anyhow::Result<()> {
        let usual = London::default();
        let (from, to) = self.days(usual.from, usual.to)?;
        let mut settings = if (from, to) == (usual.from, usual.to) { usual } else { London::between(from, to) };
        if let Some(deaths) = self.deaths {
            settings.deaths = deaths.get();
        }
        self.write(london(&settings, self.seed), screen)
    }

    fn county(&self, screen: &Screen) -> anyhow::Result<()> {
        let usual = County::default();
        let from = self.from.unwrap_or(usual.from);
        let (from, to) = self.days(from, from + ((usual.years * YEAR) as i32 - 1))?;
        let years = if self.to.is_some() { (f64::from(to - from) + 1.0) / YEAR } else { usual.years };
        let deaths = self.deaths.map_or(usual.deaths, NonZeroUsize::get);
        self.write(county(&County { from, years, deaths, ..usual }, self.seed), screen)
    }

    /// First and last day, of which the ones not asked for are the usual ones.
    fn days(&self, from: Day, to: Day) -> anyhow::Result<(Day, Day)> {
        let (from, to) = (self.from.unwrap_or(from), self.to.unwrap_or(to));
        if from > to {
            bail!(
                "the first day, {from}, is after the last, {to}; give --from and --to so that they follow each other"
            );
        }
        if let Some((first, last)) = barking_days().filter(|_| self.series == Some(Known::Barking))
            && (from > first || to < last)
        {
            bail!(
                "the Barking deaths are of {first} to {last}, and the register is of {from} to {to}; widen --from and \
                 --to, or leave --series out"
            );
        }
        Ok((from, to))
    }

    fn write(&self, mut register: Register, screen: &Screen) -> anyhow::Result<()> {
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
        self.tell(register.deaths.len(), screen);
        Ok(())
    }

    fn peers(&self, screen: &Screen) -> anyhow::Result<()> {
        if self.series.is_some() || self.from.is_some() || self.to.is_some() {
            bail!("--series, --from and --to do not go with --like peers; plant series with --planted");
        }
        let deaths = self.deaths.map_or(PEERS.0, NonZeroUsize::get);
        let peers = deaths_like_peers(deaths as u64, self.planted.unwrap_or(PEERS.1), self.seed);
        write_file(&self.out, |file| peers.write_csv(file))?;
        write_file(&self.beside("truth.csv")?, |file| peers.write_truth_csv(file))?;
        self.tell(deaths, screen);
        Ok(())
    }

    fn tell(&self, deaths: usize, screen: &Screen) {
        let deaths = counted(deaths, "made-up death is", "made-up deaths are");
        screen.tell(&format!("{deaths} in {}\n", self.out.display()));
    }

    fn beside(&self, ending: &str) -> anyhow::Result<PathBuf> {
        let folder = self.out.parent().unwrap_or(Path::new(""));
        Ok(folder.join(format!("{}.{ending}", stem(&self.out)?)))
    }
}
