//! Runs a test of interaction on a CSV file of x, y and time, for measurements side by side.
//!
//! ```sh
//! cargo run --release -p colligate-scan --example interaction -- knox events.csv --km 1 --time 30 --permutations 999
//! cargo run --release -p colligate-scan --example interaction -- jacquez events.csv -k 3 --degrees
//! cargo run --release -p colligate-scan --example interaction -- mantel events.csv --permutations 9
//! ```
//!
//! The file has a heading and then x, y and time in its first three columns: kilometres and days, or with `--degrees`
//! latitude, longitude and days. Prints the result as JSON, without the statistic of each permutation.

use anyhow::{Context, Result};
use clap::{Parser, ValueEnum};
use colligate_scan::Silent;
use colligate_scan::interaction::{Events, Near, Permutations, Transform, jacquez, knox, mantel};
use serde_json::Value;
use std::path::PathBuf;

#[derive(Clone, Copy, ValueEnum)]
enum Test {
    Knox,
    Jacquez,
    Mantel,
}

#[derive(Parser)]
struct Options {
    /// Which test.
    test: Test,
    /// CSV file of x, y and time.
    events: PathBuf,
    /// x and y are latitude and longitude in degrees.
    #[arg(long)]
    degrees: bool,
    /// Knox: largest distance in kilometres.
    #[arg(long, default_value_t = 1.0)]
    km: f64,
    /// Knox: longest time apart.
    #[arg(long, default_value_t = 30.0)]
    time: f64,
    /// Jacquez: how many nearest neighbours.
    #[arg(short, default_value_t = 3)]
    k: usize,
    /// Mantel: constant added to distances and times before their reciprocals are taken.
    #[arg(long, default_value_t = 1.0)]
    constant: f64,
    /// Permutations.
    #[arg(long, default_value_t = 999)]
    permutations: u32,
    /// Seed of the permutations.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads; all processors if not given.
    #[arg(long, default_value_t = 0)]
    threads: usize,
}

fn main() -> Result<()> {
    let options = Options::parse();
    rayon::ThreadPoolBuilder::new().num_threads(options.threads).build_global()?;
    let mut rows = csv::Reader::from_path(&options.events)?;
    let mut events = Vec::new();
    for row in rows.records() {
        let row = row?;
        let line = row.position().map_or(0, csv::Position::line);
        let number = |column: usize| -> Result<f64> {
            let text = row.get(column).with_context(|| format!("line {line} has no column {}", column + 1))?;
            text.trim().parse().with_context(|| format!("line {line}: {text:?} is not a number"))
        };
        events.push((number(0)?, number(1)?, number(2)?));
    }
    let events = if options.degrees { Events::on_earth(&events)? } else { Events::on_plane(&events)? };
    let permutations = Permutations::new(options.permutations, options.seed);
    let close = Transform::reciprocal(options.constant);
    let mut result = match options.test {
        Test::Knox => {
            serde_json::to_value(knox(&events, Near { km: options.km, time: options.time }, permutations, &Silent)?)?
        }
        Test::Jacquez => serde_json::to_value(jacquez(&events, options.k, permutations, &Silent)?)?,
        Test::Mantel => serde_json::to_value(mantel(&events, close, close, permutations, &Silent)?)?,
    };
    if let Some(permuted) = result.get_mut("permuted").and_then(Value::as_object_mut) {
        permuted.remove("statistics");
    }
    println!("{}", serde_json::to_string_pretty(&result)?);
    Ok(())
}
