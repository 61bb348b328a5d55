//! Scans case and coordinate files in the plain form that SaTScan reads, for measurements side by side.
//!
//! ```sh
//! cargo run --release -p colligate-scan --example sample_files -- 1000.cas 1000.geo --share 0.1 --days 60 --draws 999
//! ```
//!
//! The case file has `location count year/month/day` on each line, the coordinate file `location latitude longitude`. Times
//! and memory are for the caller to take (`/usr/bin/time -v`), so that every program is measured in one way.

use anyhow::{Context, Result, bail};
use clap::Parser;
use colligate_register::Day;
use colligate_scan::{Cases, Draws, Locations, Overlap, StudyPeriod, Timing, WindowLimits, space_time_permutation};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Parser)]
struct Options {
    /// Case file.
    cases: PathBuf,
    /// Coordinate file.
    coordinates: PathBuf,
    /// First and last day of the study period, each as 2001-11-24; those of the cases if not given.
    #[arg(long, num_args = 2)]
    period: Option<Vec<Day>>,
    /// Try windows anywhere in the period, not only those that reach to its end.
    #[arg(long)]
    retrospective: bool,
    /// Largest share of cases in a circle.
    #[arg(long, default_value_t = 0.5)]
    share: f64,
    /// Largest radius in kilometres.
    #[arg(long)]
    km: Option<f64>,
    /// Longest interval in days.
    #[arg(long, default_value_t = 60)]
    days: u32,
    /// Draws.
    #[arg(long, default_value_t = 999)]
    draws: u32,
    /// Seed of the draws.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many clusters are printed.
    #[arg(long, default_value_t = 5)]
    show: usize,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let mut numbers = BTreeMap::new();
    let mut degrees = Vec::new();
    for row in rows(&options.coordinates)? {
        let [name, lat, lon] = row.as_slice() else {
            bail!("{}: {row:?} is not a location", options.coordinates.display())
        };
        numbers.insert(name.clone(), degrees.len() as u32);
        degrees.push((lat.parse()?, lon.parse()?));
    }
    let mut cases = Vec::new();
    for row in rows(&options.cases)? {
        let [name, count, date] = row.as_slice() else { bail!("{}: {row:?} is not a case", options.cases.display()) };
        let location = *numbers.get(name).with_context(|| format!("{name} has no coordinates"))?;
        let parts: Vec<i16> = date.split('/').map(str::parse).collect::<Result<_, _>>()?;
        let day = match parts.as_slice() {
            &[year, month, day] => Day::from_ymd(year, month as i8, day as i8),
            _ => None,
        };
        let day = day.with_context(|| format!("{date} is not a day as 2001/11/24"))?;
        cases.extend(std::iter::repeat_n((location, day), count.parse()?));
    }
    let period = match options.period.as_deref() {
        Some(&[first, last]) => StudyPeriod::new(first, last)?,
        _ => StudyPeriod::around(cases.iter().map(|&(_, day)| day)).context("there are no cases")?,
    };
    let timing = if options.retrospective { Timing::Retrospective } else { Timing::Prospective };
    let limits = WindowLimits {
        max_share_of_cases: options.share,
        max_radius_km: options.km,
        ..WindowLimits::new(timing, options.days)
    };
    let cases = Cases::new(Locations::on_earth(&degrees)?, period, &cases)?;
    let draws = Draws::new(options.draws, options.seed);
    let result = space_time_permutation(&cases, &limits, Overlap::Locations, &draws)?;
    for cluster in result.clusters.iter().take(options.show) {
        let window = &cluster.window;
        let p = cluster.significance.map_or("–".to_owned(), |found| found.p_value.to_string());
        println!(
            "{:.6}  p {p}  {} cases, {:.2} expected, {} to {}, {:.2} km",
            cluster.statistic, cluster.observed, cluster.expected, window.from, window.to, window.radius_km
        );
    }
    Ok(())
}

fn rows(path: &Path) -> Result<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(text
        .lines()
        .map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .filter(|row| !row.is_empty())
        .collect())
}
