//! `colligate scan`: where and when there are more deaths than expected.

mod beside_prm;
mod cases;
mod settings;
mod study;

use crate::options::Shown;
use crate::output::{Folder, Holds, Screen, stem};
use crate::progress::Stages;
use crate::read::{How, ReadOn, input};
use crate::say::say;
use anyhow::{Context, bail};
use beside_prm::Given;
use cases::Cases;
use colligate_register::Day;
use colligate_report::scan::{
    ScanCase, ScanFacts, cluster_table, clusters_geojson, line_list, place_table, scan_json, signal_table,
    surveillance_json,
};
use colligate_report::{scan_html, surveillance_html, terminal};
use colligate_scan::{
    Analysis, CoordinateSystem, Count, Replay, ReplayResult, ScanData, ScanFiles, ScanResult, read_parameters, replay,
    scan,
};
use settings::Settings;
use std::path::{Path, PathBuf};

/// Find clusters: too many deaths somewhere for a while
///
/// Slides circles over the map and intervals over time and asks of each whether it holds more deaths than the model
/// expects (Kulldorff's scan statistics). Reads a register, or SaTScan's parameter file and the files it names. Writes
/// scan.json, clusters.geojson, line-list.csv, clusters.col.txt, places.gis.txt and report.html to a folder; with --daily
/// surveillance.json, signals.csv, line-list.csv and report.html.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate scan deaths.csv --where \"substances has fentanyl\" --max-km 2
  colligate scan deaths.csv --prospective --max-length 60
  colligate scan deaths.csv --model bernoulli --cases \"kind is drug\"
  colligate scan --prm NYCfever.prm
  colligate scan deaths.csv --prospective --daily --from 2023-01-01 \\
    --to 2023-12-31")]
pub struct Scan {
    #[command(flatten)]
    given: Given,
    /// Register: CSV, JSON lines, Parquet or XLSX, gzipped or not; - reads
    /// standard input
    #[arg(value_name = "FILE", required_unless_present = "prm", conflicts_with = "prm")]
    file: Option<PathBuf>,
    /// SaTScan's parameter file, with the data files that it names; of the
    /// options for scanning only --draws, --seed and --all-draws go with it
    #[arg(long, value_name = "FILE.prm", help_heading = "Reading")]
    prm: Option<PathBuf>,
    #[command(flatten)]
    how: How,
    #[command(flatten)]
    on: ReadOn,
    #[command(flatten)]
    settings: Settings,
    /// Replay daily surveillance: a scan for each day from --from to --to, with
    /// what was on record by then
    #[arg(long, requires = "prospective", conflicts_with = "prm", help_heading = "Scanning")]
    daily: bool,
    /// Days that each daily scan looks back over
    #[arg(long, value_name = "DAYS", default_value_t = 365, requires = "daily",
        value_parser = clap::value_parser!(u32).range(1..), help_heading = "Scanning")]
    days_back: u32,
    /// Folder for the results [default: the name of FILE with .scan, or with
    /// .daily]
    #[arg(long, value_name = "DIR", help_heading = "Results")]
    out: Option<PathBuf>,
    /// What to print: a table, or scan.json
    #[arg(long, value_enum, default_value_t, help_heading = "Results")]
    format: Shown,
    /// Say what each stage took
    #[arg(long, help_heading = "Results")]
    timings: bool,
}

/// Everything a scan needs.
struct Job {
    name: PathBuf,
    facts: ScanFacts,
    data: ScanData,
    warnings: Vec<colligate_scan::Warning>,
}

impl Scan {
    /// Reads, scans, writes and shows.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let stages = Stages::new(screen);
        let job = match (&self.prm, &self.file) {
            (Some(prm), _) => self.job_of_parameters(prm)?,
            (None, Some(file)) => self.job_of_register(file, &stages, screen)?,
            (None, None) => bail!("name a register, or a parameter file with --prm"),
        };
        if self.daily {
            return self.surveil(&job, &stages, screen);
        }
        let folder = Folder::begin(&self.out(&job.name, "scan")?, Holds::Scan)?;
        let mut result = scan(&job.data, &job.facts.analysis, &stages)?;
        result.warnings.splice(0..0, job.warnings);
        stages.begin("writing");
        let json = write(&folder, &job.facts, &result)?;
        let timings = stages.timings();
        let out = folder.finish()?;
        match self.format {
            Shown::Table => screen.print(&terminal::scanned(&job.facts, &result, screen.width, screen.colour))?,
            Shown::Json => screen.print(&json)?,
        }
        if self.timings {
            say(&timings);
        }
        screen.tell(&format!("\nThe report and its data are in {}.\n", out.display()));
        Ok(())
    }

    fn job_of_parameters(&self, prm: &Path) -> anyhow::Result<Job> {
        self.given.refuse_beside_parameters()?;
        let mut request = read_parameters(prm)?;
        self.settings.overrule(&self.given, &mut request);
        let ScanFiles { data, locations, warnings } = request.read_files()?;
        let case = |(row, name): (&Count, String)| ScanCase {
            id: None,
            place: row.place,
            name,
            day: row.day,
            died: None,
            count: row.count,
        };
        let cases = data.cases.iter().zip(locations).map(case);
        let source = match &request.outputs.title {
            Some(title) => format!("{} ({title})", prm.display()),
            None => prm.display().to_string(),
        };
        let facts = facts(source, request.analysis.clone(), None, &data, cases.collect());
        Ok(Job { name: prm.to_owned(), facts, data, warnings })
    }

    fn job_of_register(&self, file: &Path, stages: &Stages, screen: &Screen) -> anyhow::Result<Job> {
        let analysis = self.settings.analysis()?;
        let wanted = self.settings.wanted()?;
        let read = self.how.read(input(file), &self.on, stages)?;
        read.tell_guess(screen);
        if wanted.placed || read.summary.with_date == 0 {
            read.need_places_and_dates(colligate_report::scan::SCHEMA, self.format, screen)?;
            read.say_first(self.format, screen)?;
        }
        let register = read.register.latest();
        // A daily scan looks back beyond its first day.
        let from = self.settings.from.map(|day| if self.daily { day + -(self.days_back as i32) } else { day });
        let Cases { data, cases, warnings } = cases::of_register(&register, &wanted, &analysis, from, self.settings.to)
            .with_context(|| format!("{} cannot be scanned", file.display()))?;
        let source = wanted.in_words(&file.display().to_string());
        let facts = facts(source, analysis, Some(read.today), &data, cases);
        Ok(Job { name: file.to_owned(), facts, data, warnings })
    }

    fn surveil(&self, job: &Job, stages: &Stages, screen: &Screen) -> anyhow::Result<()> {
        let (first, last) = (job.data.period.first(), job.data.period.last());
        let days = Replay {
            from: self.settings.from.unwrap_or(first),
            to: self.settings.to.unwrap_or(last),
            days_back: self.days_back,
        };
        let folder = Folder::begin(&self.out(&job.name, "daily")?, Holds::Scan)?;
        let replayed = replay(&job.data, &job.facts.analysis, &days, stages)?;
        stages.begin("writing");
        let json = write_days(&folder, job, &days, &replayed)?;
        let timings = stages.timings();
        let out = folder.finish()?;
        match self.format {
            Shown::Table => screen.print(&terminal::surveilled(
                &job.facts,
                &replayed,
                &job.warnings,
                screen.width,
                screen.colour,
            ))?,
            Shown::Json => screen.print(&json)?,
        }
        if self.timings {
            say(&timings);
        }
        screen.tell(&format!("\nThe report and its data are in {}.\n", out.display()));
        Ok(())
    }

    fn out(&self, name: &Path, ending: &str) -> anyhow::Result<PathBuf> {
        match &self.out {
            Some(out) => Ok(out.clone()),
            None if name == Path::new("-") => Ok(format!("standard-input.{ending}").into()),
            None => Ok(format!("{}.{ending}", stem(name)?).into()),
        }
    }
}

fn facts(source: String, analysis: Analysis, today: Option<Day>, data: &ScanData, cases: Vec<ScanCase>) -> ScanFacts {
    let locations = data.places.locations();
    let everywhere = locations.len() == 1 && analysis.dimensions == colligate_scan::Dimensions::Time;
    ScanFacts {
        source,
        analysis,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        today,
        system: if everywhere { CoordinateSystem::Plane } else { locations.system() },
        places: match everywhere {
            true => Vec::new(),
            false => (0..locations.len() as u32).map(|place| locations.coordinates(place)).collect(),
        },
        names: (0..data.places.len() as u32).map(|place| data.places.names(place).to_vec()).collect(),
        cases,
    }
}

/// Writes everything a scan gives, and returns its JSON.
fn write(folder: &Folder, facts: &ScanFacts, result: &ScanResult) -> anyhow::Result<String> {
    let json = scan_json(facts, result)?;
    folder.write_bytes("clusters.geojson", clusters_geojson(facts, result).as_bytes())?;
    folder.write("line-list.csv", |out| line_list(facts, &result.clusters, out))?;
    folder.write("clusters.col.txt", |out| cluster_table(result, out))?;
    folder.write("places.gis.txt", |out| place_table(facts, result, out))?;

    folder.write_bytes("report.html", scan_html(facts, result).as_bytes())?;
    folder.write_bytes("scan.json", json.as_bytes())?;
    Ok(json)
}

/// Writes everything a daily scan gives, and returns its JSON.
fn write_days(folder: &Folder, job: &Job, days: &Replay, result: &ReplayResult) -> anyhow::Result<String> {
    let json = surveillance_json(&job.facts, days, result, &job.warnings)?;
    let peaks = || result.signals.iter().map(|signal| &signal.cluster);
    folder.write("signals.csv", |out| signal_table(result, out))?;
    folder.write("line-list.csv", |out| line_list(&job.facts, peaks(), out))?;
    folder.write_bytes("report.html", surveillance_html(&job.facts, days, result, &job.warnings).as_bytes())?;
    folder.write_bytes("surveillance.json", json.as_bytes())?;
    Ok(json)
}
