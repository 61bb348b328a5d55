//! How many planted series the space-time permutation scan finds, at a given number of false alarms.
//!
//! ```sh
//! cargo run --release -p colligate-scan --example detect -- DIRECTORY --among drug --out scan.json
//! ```
//!
//! DIRECTORY holds registers as canonical CSV: `null_*.csv`, in which there is no series, and `planted_*.csv`, in
//! which a column `series` marks the planted members. The threshold is set so that a null register shows so many clusters on
//! average; a series counts as found when one reported cluster holds at least half of its members, two of
//! them or more, and is no more than twice its size.

use anyhow::{Context, Result, bail};
use clap::{Parser, ValueEnum};
use colligate_register::Day;
use colligate_scan::{
    Analysis, Cluster, Draws, LongestWindow, ModelKind, Overlap, PValues, ScanData, Silent, StudyPeriod,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// False alarms in one register at which recall is told.
const FALSE_ALARMS: [f64; 2] = [1.0, 0.1];

#[derive(Parser)]
struct Options {
    /// Directory of null_*.csv and planted_*.csv.
    directory: PathBuf,
    /// Which deaths are scanned.
    #[arg(long, value_enum, default_value = "all")]
    among: Among,
    /// Largest radius in kilometres.
    #[arg(long, default_value_t = 1.0)]
    km: f64,
    /// Longest interval in days.
    #[arg(long, default_value_t = 365)]
    days: u32,
    /// Fewest deaths that make a cluster.
    #[arg(long, default_value_t = 2)]
    min_cases: u32,
    /// Draws for the p-values of each register; the thresholds need none.
    #[arg(long, default_value_t = 0)]
    draws: u32,
    /// Seed of the draws.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where the JSON goes; standard output if not given.
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
enum Among {
    /// Every death.
    All,
    /// Deaths with a substance other than alcohol on record, or of the kind "drug" where the file says.
    Drug,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let mut null = Vec::new();
    for path in registers(&options.directory, "null_")? {
        null.push(scan(&path, &options)?);
    }
    let mut planted = Vec::new();
    for path in registers(&options.directory, "planted_")? {
        planted.push(scan(&path, &options)?);
    }
    if null.is_empty() || planted.is_empty() {
        bail!("{} must hold both null_*.csv and planted_*.csv", options.directory.display());
    }
    let study = study(&options, &null, &planted);
    let text = serde_json::to_string_pretty(&study)? + "\n";
    match &options.out {
        Some(path) => std::fs::write(path, text).with_context(|| path.display().to_string())?,
        None => print!("{text}"),
    }
    Ok(())
}

#[derive(Serialize)]
struct Study {
    method: &'static str,
    settings: Settings,
    null_registers: usize,
    planted_series: usize,
    levels: Vec<Level>,
    registers: Vec<PlantedRegister>,
}

#[derive(Serialize)]
struct Settings {
    among: Among,
    max_km: f64,
    max_days: u32,
    min_cases: u32,
    draws: u32,
    seed: u64,
}

#[derive(Serialize)]
struct Level {
    false_alarms_a_register: f64,
    threshold: f64,
    false_alarms_seen: f64,
    found: usize,
    recall: f64,
}

#[derive(Serialize)]
struct PlantedRegister {
    name: String,
    deaths: usize,
    scanned: usize,
    strongest: Option<Signal>,
    series: Vec<PlantedSeries>,
}

#[derive(Serialize)]
struct PlantedSeries {
    series: String,
    members: usize,
    scanned: usize,
    strongest_match: Option<Signal>,
}

#[derive(Clone, Serialize)]
struct Signal {
    statistic: f64,
    cases: u32,
    expected: f64,
    p_value: Option<f64>,
    gumbel_p_value: Option<f64>,
    recurrence_days: Option<f64>,
}

impl Signal {
    fn of(cluster: &Cluster) -> Signal {
        Signal {
            statistic: cluster.statistic,
            cases: cluster.observed,
            expected: cluster.expected,
            p_value: cluster.significance.map(|found| found.p_value),
            gumbel_p_value: cluster.significance.and_then(|found| found.gumbel),
            recurrence_days: cluster.significance.map(|found| 1.0 / found.p_value),
        }
    }
}

fn study(options: &Options, null: &[Scanned], planted: &[Scanned]) -> Study {
    let mut chance: Vec<f64> =
        null.iter().flat_map(|register| register.clusters.iter().map(|cluster| cluster.statistic)).collect();
    chance.sort_by(|a, b| b.total_cmp(a));
    let registers: Vec<PlantedRegister> = planted.iter().map(Scanned::judge).collect();
    let matches: Vec<Option<f64>> = registers
        .iter()
        .flat_map(|register| &register.series)
        .map(|series| series.strongest_match.as_ref().map(|signal| signal.statistic))
        .collect();
    let levels = FALSE_ALARMS
        .into_iter()
        .map(|rate| {
            let allowed = (rate * null.len() as f64 + 1e-9) as usize;
            let threshold = chance.get(allowed).copied().unwrap_or(0.0);
            let found = matches.iter().filter(|score| score.is_some_and(|score| score > threshold)).count();
            Level {
                false_alarms_a_register: rate,
                threshold,
                false_alarms_seen: chance.iter().filter(|&&score| score > threshold).count() as f64 / null.len() as f64,
                found,
                recall: found as f64 / matches.len().max(1) as f64,
            }
        })
        .collect();
    Study {
        method: "space-time permutation scan",
        settings: Settings {
            among: options.among,
            max_km: options.km,
            max_days: options.days,
            min_cases: options.min_cases,
            draws: options.draws,
            seed: options.seed,
        },
        null_registers: null.len(),
        planted_series: matches.len(),
        levels,
        registers,
    }
}

/// The CSV files of a directory whose names begin so, in order of name.
fn registers(directory: &Path, begins: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory).with_context(|| directory.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with(begins) && name.ends_with(".csv") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// A register after the scan.
struct Scanned {
    name: String,
    deaths: usize,
    /// For each case of the scan, the line of its death.
    lines: Vec<usize>,
    /// Lines of the members of each planted series.
    series: BTreeMap<String, BTreeSet<usize>>,
    clusters: Vec<Cluster>,
}

fn scan(path: &Path, options: &Options) -> Result<Scanned> {
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let mut reader = csv::Reader::from_path(path).with_context(|| path.display().to_string())?;
    let header = reader.headers()?.clone();
    let column = |name: &str| header.iter().position(|column| column == name);
    let (died, lat, lon) = match (column("died"), column("lat"), column("lon")) {
        (Some(died), Some(lat), Some(lon)) => (died, lat, lon),
        _ => bail!("{} has no columns died, lat and lon", path.display()),
    };
    let (kind, substances, marked) = (column("kind"), column("substances"), column("series"));
    let (mut events, mut lines) = (Vec::new(), Vec::new());
    let mut series: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut deaths = 0;
    for row in reader.records() {
        let row = row?;
        let field = |column: Option<usize>| column.and_then(|column| row.get(column)).unwrap_or_default();
        deaths += 1;
        if !matches!(field(marked), "" | "0") {
            series.entry(field(marked).to_owned()).or_default().insert(deaths);
        }
        let drug = match kind {
            Some(_) => field(kind).starts_with("drug"),
            None => field(substances).split(';').any(|name| !matches!(name, "" | "none" | "ethanol" | "alcohol")),
        };
        let day = field(Some(died)).get(..10).and_then(|day| day.parse::<Day>().ok());
        let point = (field(Some(lat)).parse::<f64>(), field(Some(lon)).parse::<f64>());
        if let (Some(day), (Ok(lat), Ok(lon))) = (day, point)
            && (drug || options.among == Among::All)
        {
            events.push((lat, lon, day));
            lines.push(deaths);
        }
    }
    let period = StudyPeriod::around(events.iter().map(|&(.., day)| day))
        .with_context(|| format!("{} has no death to scan", path.display()))?;
    let data = ScanData::from_points(period, &events)?;
    let mut analysis = Analysis::new(ModelKind::SpaceTimePermutation);
    analysis.min_cases_high = options.min_cases;
    analysis.space.max_radius = Some(options.km);
    analysis.time.max = LongestWindow::Units(options.days);
    analysis.draws = Draws::new(options.draws, options.seed);
    analysis.p_values = PValues::MonteCarlo;
    analysis.overlap = Overlap::NoSharedCases;
    let clusters = colligate_scan::scan(&data, &analysis, &Silent)?.clusters;
    Ok(Scanned { name, deaths, lines, series, clusters })
}

impl Scanned {
    fn judge(&self) -> PlantedRegister {
        let series = self
            .series
            .iter()
            .map(|(name, members)| PlantedSeries {
                series: name.clone(),
                members: members.len(),
                scanned: self.lines.iter().filter(|line| members.contains(line)).count(),
                strongest_match: self.clusters.iter().find(|cluster| self.finds(cluster, members)).map(Signal::of),
            })
            .collect();
        PlantedRegister {
            name: self.name.clone(),
            deaths: self.deaths,
            scanned: self.lines.len(),
            strongest: self.clusters.first().map(Signal::of),
            series,
        }
    }

    /// True where the cluster counts as having found these members.
    fn finds(&self, cluster: &Cluster, members: &BTreeSet<usize>) -> bool {
        let held = cluster
            .cases
            .iter()
            .filter(|&&case| self.lines.get(case as usize).is_some_and(|line| members.contains(line)))
            .count();
        held >= 2 && 2 * held >= members.len() && cluster.cases.len() <= 2 * members.len()
    }
}
