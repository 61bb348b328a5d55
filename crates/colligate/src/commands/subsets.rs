//! `colligate subsets`: where, when and among whom there are too many deaths.

use crate::options::{Shown, positive};
use crate::output::Screen;
use crate::progress::Stages;
use crate::read::Source;
use anyhow::{anyhow, bail};
use clap::ValueEnum;
use colligate_register::{Day, Death, Filter, Register, Term};
use colligate_report::terminal;
use colligate_scan::interaction::Permutations;
use colligate_scan::subset::{Intervals, MarkedCases, Mode, SubsetLimits, subset_scan};
use colligate_scan::{Locations, StudyPeriod};
use serde_json::json;
use std::collections::BTreeMap;

/// Find among whom a cluster is: which substances, ages, sexes
///
/// Looks in every circle and interval for the choice of substances, ages, sexes or kinds in which the excess is largest, so
/// that "fentanyl and xylazine, men of 40 to 59, south side" is found as one cluster (the multidimensional subset scan of
/// Neill and Herlands 2018).
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate subsets deaths.csv --where \"kind is drug\" --max-km 2
  colligate subsets deaths.csv --by substance,age --lengths 14,30
  colligate subsets deaths.csv --prospective --format json")]
pub struct Subsets {
    #[command(flatten)]
    source: Source,
    /// Scan only deaths that match, as in "kind is drug"
    #[arg(long = "where", value_name = "FILTER", help_heading = "Scanning")]
    filter: Option<String>,
    /// What deaths may have in common
    #[arg(long, value_enum, value_name = "FIELDS", value_delimiter = ',',
        default_values_t = [Field::Substance, Field::Sex, Field::Age], help_heading = "Scanning")]
    by: Vec<Field>,
    /// Lengths of the intervals in days
    #[arg(long, value_name = "DAYS", value_delimiter = ',', default_values_t = [7, 14, 30, 60],
        value_parser = clap::value_parser!(u32).range(1..), help_heading = "Scanning")]
    lengths: Vec<u32>,
    /// Look only for clusters that last until the last day
    #[arg(long, help_heading = "Scanning")]
    prospective: bool,
    /// Largest radius of a circle, in kilometres
    #[arg(long, value_name = "KM", default_value_t = 5.0, value_parser = positive, help_heading = "Scanning")]
    max_km: f64,
    /// Draws of chance
    #[arg(long, value_name = "N", default_value_t = 99, help_heading = "Scanning")]
    draws: u32,
    /// Seed of the draws: the same seed gives the same result
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Scanning")]
    seed: u64,
    /// What to print
    #[arg(long, value_enum, default_value_t, help_heading = "Results")]
    format: Shown,
}

/// What deaths may have in common.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Field {
    /// Each of the commoner substances, found or not
    Substance,
    /// Sex
    Sex,
    /// Age in bands of twenty years
    Age,
    /// Kind of death
    Kind,
    /// Kind of place
    PlaceKind,
    /// Manner
    Manner,
}

/// Name and version of the schema of what `--format json` prints.
const SCHEMA: &str = "colligate.subsets/1";
/// Substances that are a choice of their own, at most.
const SUBSTANCES: usize = 8;
/// Fewest deaths with a substance that is.
const FEWEST: usize = 5;
/// What stands for a value that is not on record.
const UNKNOWN: &str = "not on record";

impl Subsets {
    /// Reads, scans and shows.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let filter = self.filter.as_ref().map(|text| Filter::parse(text).map_err(|error| anyhow!("--where: {error}")));
        let filter = filter.transpose()?;
        let stages = Stages::new(screen);
        let read = self.source.read(&stages)?;
        read.tell_guess(screen);
        let register = read.register.latest();
        let matches = |death: &&Death| filter.as_ref().is_none_or(|filter| filter.matches(death, &register.terms));
        let all: Vec<&Death> = register.deaths.iter().filter(matches).collect();
        let scanned: Vec<(&Death, (f64, f64), Day)> = all
            .iter()
            .filter_map(|death| Some((*death, death.point.map(|point| (point.lat, point.lon))?, death.day()?)))
            .collect();
        let days = || scanned.iter().map(|(.., day)| *day);
        let (Some(first), Some(last)) = (days().min(), days().max()) else {
            bail!("no death that matches has both a date and a place");
        };
        let points: Vec<(f64, f64)> = scanned.iter().map(|(_, point, _)| *point).collect();
        let at: Vec<(u32, Day)> = (0u32..).zip(days()).collect();
        let deaths: Vec<&Death> = scanned.iter().map(|(death, ..)| *death).collect();
        let mut modes = Vec::new();
        for field in &self.by {
            modes.extend(field.modes(&register, &deaths)?);
        }
        let cases = MarkedCases::new(Locations::on_earth(&points)?, StudyPeriod::new(first, last)?, &at, modes)?;
        let intervals = if self.prospective { Intervals::ToTheEnd } else { Intervals::Anywhere };
        let limits = SubsetLimits::new(intervals, &self.lengths).within_km(self.max_km);
        stages.begin("scanning");
        let found = subset_scan(&cases, &limits, Permutations::new(self.draws, self.seed))?;
        stages.done();
        let ids: Vec<&str> = deaths.iter().map(|death| death.id.as_str()).collect();
        match self.format {
            Shown::Table => {
                let left_out = all.len() - deaths.len();
                screen.print(&terminal::subsets(&found.clusters, &ids, &points, left_out, screen.width, screen.colour))
            }
            Shown::Json => {
                let clusters: Vec<_> = found
                    .clusters
                    .iter()
                    .map(|cluster| {
                        let deaths: Vec<&str> = cluster.cases.iter().map(|&case| ids[case as usize]).collect();
                        json!({ "cluster": cluster, "deaths": deaths })
                    })
                    .collect();
                let answer = json!({
                    "schema": SCHEMA, "limits": limits, "draws": self.draws, "seed": self.seed, "clusters": clusters,
                    "strongest": found.strongest,
                });
                screen.print(&format!("{answer:#}\n"))
            }
        }
    }
}

impl Field {
    /// The modes that a field gives.
    fn modes(self, register: &Register, deaths: &[&Death]) -> anyhow::Result<Vec<Mode>> {
        let word = |term: Option<Term>| term.map_or(UNKNOWN, |term| register.terms.text(term)).to_owned();
        let one = |name: &str, value: &dyn Fn(&Death) -> String| -> anyhow::Result<Vec<Mode>> {
            let labels: Vec<String> = deaths.iter().map(|death| value(death)).collect();
            Ok(vec![Mode::new(name, &labels)?])
        };
        match self {
            Field::Substance => Ok(substances(register, deaths)),
            Field::Sex => one("sex", &|death| death.sex.map_or(UNKNOWN, |sex| sex.as_str()).to_owned()),
            Field::Age => {
                one("age", &|death| death.age.map_or(UNKNOWN, |age| band(0.5 * (age.low + age.high))).to_owned())
            }
            Field::Kind => one("kind", &|death| death.kind.as_str().to_owned()),
            Field::PlaceKind => one("kind of place", &|death| word(death.place_kind)),
            Field::Manner => one("manner", &|death| word(death.manner)),
        }
    }
}

fn band(age: f32) -> &'static str {
    match age {
        ..20.0 => "under 20",
        20.0..40.0 => "20–39",
        40.0..60.0 => "40–59",
        60.0..80.0 => "60–79",
        _ => "80 and over",
    }
}

/// A mode, found or not, for each of the commonest substances.
fn substances(register: &Register, deaths: &[&Death]) -> Vec<Mode> {
    let mut counts: BTreeMap<Term, usize> = BTreeMap::new();
    for term in deaths.iter().flat_map(|death| death.substances.iter().flatten()) {
        *counts.entry(*term).or_default() += 1;
    }
    let mut common: Vec<(Term, usize)> = counts.into_iter().filter(|(_, count)| *count >= FEWEST).collect();
    common.sort_by_key(|(term, count)| (std::cmp::Reverse(*count), *term));
    let mode = |(term, _): &(Term, usize)| {
        let found: Vec<bool> =
            deaths.iter().map(|death| death.substances.as_deref().is_some_and(|found| found.contains(term))).collect();
        Mode::yes_no(register.terms.text(*term), &found)
    };
    common.iter().take(SUBSTANCES).map(mode).collect()
}
