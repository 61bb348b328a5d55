//! What a scan of a register is asked to do.

use super::beside_prm::Given;
use crate::options::{Where, positive};
use anyhow::{anyhow, bail};
use clap::{Args, ValueEnum};
use colligate_register::{Day, Filter};
use colligate_scan::{
    Analysis, Dimensions, Draws, LongestWindow, ModelKind, PValues, Rates, ScanRequest, SpatialLimits, TemporalLimits,
    TimeAggregation, TimeUnit, Timing, Warning,
};

/// Model, windows and draws.
#[derive(Args)]
pub struct Settings {
    #[command(flatten)]
    only: Where,
    /// What chance means
    #[arg(long, value_enum, default_value_t, help_heading = "Scanning")]
    model: Model,
    /// Which of them are cases; the others are controls (bernoulli)
    #[arg(long, value_name = "FILTER", help_heading = "Scanning")]
    cases: Option<String>,
    /// Deal dates out only among deaths with one value of this (permutation)
    #[arg(long, value_enum, value_name = "FIELD", help_heading = "Scanning")]
    pub stratify: Option<Stratum>,
    /// Where clusters are looked for
    #[arg(long, value_enum, default_value_t, help_heading = "Scanning")]
    shape: Shape,
    /// Look only for clusters that last until the last day
    #[arg(long, help_heading = "Scanning")]
    prospective: bool,
    /// Which rates make a cluster
    #[arg(long, value_enum, default_value_t, help_heading = "Scanning")]
    rates: Which,
    /// First day [default: that of the first death]
    #[arg(long, value_name = "DAY", help_heading = "Scanning")]
    pub from: Option<Day>,
    /// Last day [default: that of the last death]
    #[arg(long, value_name = "DAY", help_heading = "Scanning")]
    pub to: Option<Day>,
    /// Largest radius of a circle, in kilometres
    /// [default: as far as --max-share allows]
    #[arg(long, value_name = "KM", value_parser = positive, help_heading = "Scanning")]
    max_km: Option<f64>,
    /// Largest share of all cases (and controls) in a circle
    #[arg(long, value_name = "SHARE", default_value_t = 0.5, value_parser = positive, help_heading = "Scanning")]
    max_share: f64,
    /// Unit in which time is cut
    #[arg(long, value_enum, default_value_t, help_heading = "Scanning")]
    unit: Unit,
    /// Units in one interval: windows begin and end where intervals do
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..),
        help_heading = "Scanning")]
    every: u32,
    /// Shortest window, in units
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..),
        help_heading = "Scanning")]
    min_length: u32,
    /// Longest window, in units [default: half of the time]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Scanning")]
    max_length: Option<u32>,
    /// Fewest cases of a cluster
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..),
        help_heading = "Scanning")]
    min_cases: u32,
    /// Draws of chance; 0 gives no p-values
    #[arg(long, value_name = "N", default_value_t = 999, help_heading = "Scanning")]
    draws: u32,
    /// Seed of the draws: the same seed gives the same result
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Scanning")]
    seed: u64,
    /// Make all draws, even where the strongest cluster is clearly no surprise
    #[arg(long, help_heading = "Scanning")]
    all_draws: bool,
}

/// Models that a register serves. The Poisson model needs a population: see `--prm`.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Model {
    /// Dates could as well be dealt out anew among the places
    #[default]
    Permutation,
    /// Cases among cases and controls
    Bernoulli,
}

/// What strata are made of.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stratum {
    /// Day of the week
    Weekday,
    /// Kind of death
    Kind,
    /// Kind of place
    PlaceKind,
    /// Sex
    Sex,
    /// The rarest substance found
    Substance,
}

/// In which dimensions clusters are bounded.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// Circles times intervals
    #[default]
    SpaceTime,
    /// Circles over all the time
    Space,
    /// Intervals over all places
    Time,
}

/// Which rates make a cluster.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Which {
    /// More cases than expected
    #[default]
    High,
    /// Fewer
    Low,
    /// Either
    Both,
}

/// Units of time.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Unit {
    /// Days
    #[default]
    Days,
    /// Calendar months
    Months,
    /// Calendar years
    Years,
}

/// Which deaths are scanned, and as what.
pub struct Wanted {
    /// Those that match; all where there is none.
    pub filter: Option<Filter>,
    /// Those of them that are cases; all where there is none.
    pub cases: Option<Filter>,
    /// What strata are made of.
    pub stratify: Option<Stratum>,
    /// True where a place must be known.
    pub placed: bool,
}

impl Wanted {
    /// What is scanned, in words.
    pub fn in_words(&self, source: &str) -> String {
        let mut words = match &self.filter {
            Some(filter) => format!("deaths of {source} where {filter}"),
            None => format!("all deaths of {source}"),
        };
        if let Some(cases) = &self.cases {
            words.push_str(&format!("; cases are those where {cases}"));
        }
        words
    }
}

impl Settings {
    /// Which deaths are scanned.
    ///
    /// # Errors
    /// Where a filter cannot be understood.
    pub fn wanted(&self) -> anyhow::Result<Wanted> {
        let parse = |text: &String| Filter::parse(text).map_err(|error| anyhow!("--cases: {error}"));
        Ok(Wanted {
            filter: self.only.filter()?,
            cases: self.cases.as_ref().map(parse).transpose()?,
            stratify: self.stratify,
            placed: self.shape != Shape::Time,
        })
    }

    /// The settings of the engine.
    ///
    /// # Errors
    /// Where options do not go together.
    pub fn analysis(&self) -> anyhow::Result<Analysis> {
        let bernoulli = self.model == Model::Bernoulli;
        if bernoulli != self.cases.is_some() {
            bail!("--model bernoulli and --cases FILTER go together: which deaths are cases, and the others controls");
        }
        if bernoulli && self.stratify.is_some() {
            bail!("--stratify goes with the permutation model only");
        }
        if !bernoulli && self.shape != Shape::SpaceTime {
            bail!(
                "the permutation model needs space and time: it deals dates out among places. Add --model bernoulli \
                 --cases FILTER, or use a population with --prm"
            );
        }
        Ok(Analysis {
            dimensions: match self.shape {
                Shape::SpaceTime => Dimensions::SpaceTime,
                Shape::Space => Dimensions::Space,
                Shape::Time => Dimensions::Time,
            },
            timing: if self.prospective { Timing::Prospective } else { Timing::Retrospective },
            rates: match self.rates {
                Which::High => Rates::High,
                Which::Low => Rates::Low,
                Which::Both => Rates::Both,
            },
            min_cases_high: self.min_cases,
            space: SpatialLimits { max_share: self.max_share, max_radius: self.max_km },
            time: TemporalLimits {
                aggregation: TimeAggregation {
                    unit: match self.unit {
                        Unit::Days => TimeUnit::Day,
                        Unit::Months => TimeUnit::Month,
                        Unit::Years => TimeUnit::Year,
                    },
                    length: self.every,
                },
                min_units: self.min_length,
                max: self.max_length.map_or(LongestWindow::Percent(50.0), LongestWindow::Units),
            },
            draws: Draws::new(self.draws, self.seed),
            p_values: if self.all_draws { PValues::MonteCarlo } else { PValues::Default },
            ..Analysis::new(if bernoulli { ModelKind::Bernoulli } else { ModelKind::SpaceTimePermutation })
        })
    }

    /// Changes the draws of a parameter file as the options that are given ask, and says what was changed.
    pub fn overrule(&self, given: &Given, request: &mut ScanRequest) {
        let mut told = Vec::new();
        if given.has("draws") {
            told.push(format!("--draws {} instead of MonteCarloReps={}", self.draws, request.analysis.draws.count));
            request.set_draws(self.draws);
        }
        if given.has("seed") {
            told.push(format!("--seed {} instead of {}", self.seed, request.analysis.draws.seed));
            request.analysis.draws.seed = self.seed;
        }
        if given.has("all_draws")
            && matches!(request.analysis.p_values, PValues::Default | PValues::EarlyTermination { .. })
        {
            told.push("--all-draws: every draw is made, and p is the rank among them".to_owned());
            request.analysis.p_values = PValues::MonteCarlo;
        }
        request.warnings.extend(told.into_iter().map(|what| Warning { what, count: 0 }));
    }
}
