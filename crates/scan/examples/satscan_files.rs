//! Runs a SaTScan parameter file, for measurements side by side.
//!
//! ```sh
//! cargo run --release -p colligate-scan --example satscan_files -- NYCfever.prm --draws 999
//! ```
//!
//! Times and memory are for the caller to take (`/usr/bin/time -v`), so that every program is measured in one way.

use anyhow::Result;
use clap::Parser;
use colligate_scan::{LongestWindow, PValues, Silent, read_parameters, scan};
use std::path::PathBuf;

#[derive(Parser)]
struct Options {
    /// Parameter file.
    parameters: PathBuf,
    /// Draws, instead of what the file says.
    #[arg(long)]
    draws: Option<u32>,
    /// Make all draws, instead of stopping as the file says.
    #[arg(long)]
    all_draws: bool,
    /// Seed of the draws.
    #[arg(long)]
    seed: Option<u64>,
    /// Longest window in time units, instead of what the file says.
    #[arg(long)]
    longest: Option<u32>,
    /// Write the whole result as JSON.
    #[arg(long)]
    json: bool,
    /// How many clusters are printed.
    #[arg(long, default_value_t = 5)]
    show: usize,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let mut request = read_parameters(&options.parameters)?;
    let analysis = &mut request.analysis;
    analysis.draws.count = options.draws.unwrap_or(analysis.draws.count);
    analysis.draws.seed = options.seed.unwrap_or(analysis.draws.seed);
    if options.all_draws {
        analysis.p_values = PValues::MonteCarlo;
    }
    if let Some(longest) = options.longest {
        analysis.time.max = LongestWindow::Units(longest);
    }
    let (data, warnings) = request.read()?;
    let result = scan(&data, &request.analysis, &Silent)?;
    if options.json {
        println!("{}", serde_json::to_string_pretty(&result)?);
        return Ok(());
    }
    for warning in warnings.iter().chain(&result.warnings) {
        println!("warning: {} ({})", warning.what, warning.count);
    }
    println!("{:?}", result.totals);
    for cluster in result.clusters.iter().take(options.show) {
        let p = cluster.significance.map_or("–".to_owned(), |found| format!("{:.3}", found.p_value));
        let risk = cluster.relative_risk.map_or("–".to_owned(), |risk| format!("{risk:.2}"));
        let (radius, span) = cluster.circle.as_ref().map_or((0.0, 0.0), |circle| (circle.radius_km, circle.span_km));
        println!(
            "{:.6}  p {p}  {} cases, {:.2} expected, relative risk {risk}, {} to {}, radius {radius:.2} km, span {span:.2} km, population {:?}, annual {:?}\n    {}",
            cluster.statistic,
            cluster.observed,
            cluster.expected,
            cluster.from,
            cluster.to,
            cluster.population,
            cluster.annual_per_100_000,
            cluster.names.iter().take(12).cloned().collect::<Vec<_>>().join(", ")
        );
    }
    println!(
        "{} draws, {} clusters left out",
        result.simulated.iter().map(|one| one.strongest.len()).sum::<usize>(),
        result.left_out
    );
    Ok(())
}
