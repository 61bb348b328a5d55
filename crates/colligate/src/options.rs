//! Options that several commands share.

use crate::read::text;
use anyhow::{Context, anyhow};
use clap::{Args, ValueEnum};
use colligate_evidence::Model;
use colligate_linkage::LinkOptions;
use colligate_linkage::candidates::Reach;
use colligate_register::Filter;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// How a result is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Shown {
    /// A table for people
    #[default]
    Table,
    /// JSON for programs
    Json,
}

/// The model to weigh by.
#[derive(Args, Default)]
pub struct Weighing {
    /// Model file, whole or the part that differs [default: the one that
    /// comes with the program]
    #[arg(long, value_name = "FILE", help_heading = "Comparing")]
    pub model: Option<PathBuf>,
}

impl Weighing {
    /// The model.
    ///
    /// # Errors
    /// Where the file cannot be read or a number in it makes no sense.
    pub fn model(&self) -> anyhow::Result<Model> {
        match &self.model {
            Some(path) => Model::changing_default(&text(path)?)
                .with_context(|| format!("{} is no model file that can be used", path.display())),
            None => Ok(Model::default()),
        }
    }
}

/// Which deaths a result must have to do with.
#[derive(Args, Default)]
pub struct Among {
    /// Show only what has to do with deaths that match, as in
    /// "substances has GHB and died >= 2014-01-01"; all deaths stay in the
    /// pool of comparison
    #[arg(long, value_name = "FILTER", help_heading = "Comparing")]
    pub among: Option<String>,
}

impl Among {
    /// The filter.
    ///
    /// # Errors
    /// Where it cannot be understood; the message points at the place.
    pub fn filter(&self) -> anyhow::Result<Option<Filter>> {
        let parse = |text: &String| Filter::parse(text).map_err(|error| anyhow!("--among: {error}"));
        self.among.as_ref().map(parse).transpose()
    }
}

/// Which deaths are looked at; all others are as if they were not on record.
#[derive(Args, Default)]
pub struct Where {
    /// Look only at deaths that match, as in "substances has xylazine"
    #[arg(id = "where", long = "where", value_name = "FILTER", help_heading = "Reading")]
    text: Option<String>,
}

impl Where {
    /// The filter.
    ///
    /// # Errors
    /// Where it cannot be understood; the message points at the place.
    pub fn filter(&self) -> anyhow::Result<Option<Filter>> {
        let parse = |text: &String| Filter::parse(text).map_err(|error| anyhow!("--where: {error}"));
        self.text.as_ref().map(parse).transpose()
    }
}

/// How series are searched for and judged.
#[derive(Args)]
pub struct Search {
    #[command(flatten)]
    pub weighing: Weighing,
    #[command(flatten)]
    pub among: Among,
    /// Null registers to draw, at most: fewer where the answer is clear sooner
    #[arg(long, value_name = "N", default_value_t = 999, help_heading = "Comparing")]
    pub draws: u32,
    /// Draw all null registers, even where the answer is clear
    #[arg(long, help_heading = "Comparing")]
    pub all_draws: bool,
    /// Seed of the null registers: the same seed gives the same result
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Comparing")]
    pub seed: u64,
    /// E-value at or below which a series raises an alert
    #[arg(long, value_name = "E", default_value_t = 1.0, value_parser = positive, help_heading = "Comparing")]
    pub alert: f64,
    /// Farthest apart two deaths are compared, in kilometres
    #[arg(long, value_name = "KM", default_value_t = 1.0, value_parser = positive, help_heading = "Comparing")]
    pub max_km: f64,
    /// Longest gap over which two deaths are compared, in days
    #[arg(
        long, value_name = "DAYS", default_value_t = 540, value_parser = clap::value_parser!(i32).range(1..),
        help_heading = "Comparing"
    )]
    pub max_days: i32,
    /// Weight (log10 of the Bayes factor) below which a pair is no link [default: 3.3; in a register of more than
    /// 50,000 deaths more, by log10(deaths / 50,000)]
    #[arg(long, value_name = "WEIGHT", value_parser = positive, help_heading = "Comparing")]
    pub floor: Option<f64>,
    /// Series shown, at most
    #[arg(long, value_name = "N", default_value = "50", value_parser = at_least_one, help_heading = "Comparing")]
    pub top: NonZeroUsize,
    /// Do not scan around each series for a general surge of such deaths
    #[arg(long, help_heading = "Comparing")]
    pub no_scan: bool,
    /// Mark the run: its settings were chosen after a look at the data
    #[arg(long, help_heading = "Comparing")]
    pub exploratory: bool,
    /// Compare deaths of one event (a fire, a crash) one by one
    #[arg(long, help_heading = "Comparing")]
    pub keep_incidents: bool,
}

impl Search {
    /// The engine's options; the floor is that of a small register until [`Self::floor_for`] gives the right one.
    ///
    /// # Errors
    /// Where the filter cannot be understood.
    pub fn options(&self, replay: bool) -> anyhow::Result<LinkOptions> {
        Ok(LinkOptions {
            reach: Reach { max_km: self.max_km, max_days: self.max_days, floor: self.floor_for(0) },
            draws: self.draws,
            all_draws: self.all_draws,
            seed: self.seed,
            alert: self.alert,
            top: self.top.get(),
            among: self.among.filter()?,
            exploratory: self.exploratory,
            keep_incidents: self.keep_incidents,
            replay,
            surges: !self.no_scan,
            every: 0,
            today: None,
        })
    }

    /// The floor asked for, or else the one that suits a register of so many deaths.
    pub fn floor_for(&self, deaths: usize) -> f64 {
        self.floor.unwrap_or_else(|| Reach::floor_for(deaths))
    }
}

/// A whole number above 0.
pub fn at_least_one(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "write a whole number of 1 or more, as 2".to_owned())
}

/// A number above 0.
pub fn positive(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && number > 0.0 => Ok(number),
        _ => Err("write a number above 0, as 2.5".to_owned()),
    }
}
