//! `colligate evaluate`: how well a model does where series are known.

use crate::known::Known;
use crate::options::{Shown, Weighing, positive};
use crate::output::{Folder, Holds, Screen};
use crate::progress::Stages;
use crate::read::Source;
use colligate_linkage::evaluate::{Compared, EvaluateOptions, evaluate};
use colligate_report::{evaluation_html, evaluation_json, terminal};
use std::path::PathBuf;

/// Hold a model against series known to belong together
///
/// Tells how well linked pairs are told from unlinked ones, how much of a series is found from one of its deaths, and
/// whether the weights mean what they say. Writes evaluation.json and evaluation.html to a folder. With --folds the
/// model is learned anew for each part of the series from the others, so that none is judged by a model that saw it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate evaluate deaths.csv --labels solved.csv
  colligate evaluate deaths.csv --labels solved.csv --folds 5
  colligate evaluate deaths.csv --labels other.csv --model ours.toml
  colligate evaluate deaths.csv --labels solved.csv --format json")]
pub struct Evaluate {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    weighing: Weighing,
    /// Learn the model anew in so many folds by series, from --model on
    /// [default: take the model as it is]
    #[arg(
        long, value_name = "K", value_parser = clap::value_parser!(u64).range(2..=1000), help_heading = "Comparing"
    )]
    folds: Option<u64>,
    /// Seed of folds and samples: the same seed gives the same result
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Comparing")]
    seed: u64,
    /// Farthest apart two unlinked deaths are compared, in kilometres
    #[arg(long, value_name = "KM", default_value_t = 1.0, value_parser = positive, help_heading = "Comparing")]
    max_km: f64,
    /// Longest gap over which two unlinked deaths are compared, in days
    #[arg(
        long, value_name = "DAYS", default_value_t = 540, value_parser = clap::value_parser!(i32).range(1..),
        help_heading = "Comparing"
    )]
    max_days: i32,
    /// Folder for the results [default: the name of FILE with .evaluation]
    #[arg(long, value_name = "DIR", help_heading = "Results")]
    out: Option<PathBuf>,
    /// What to print: a summary, or evaluation.json
    #[arg(long, value_enum, default_value_t, help_heading = "Results")]
    format: Shown,
}

impl Evaluate {
    /// Reads, evaluates, writes and shows.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let model = self.weighing.model()?;
        let stages = Stages::new(screen);
        let read = self.source.read(&stages)?;
        let labels = self.known.read(&self.source.file, &read)?;
        read.need_places_and_dates(colligate_linkage::evaluate::SCHEMA, self.format, screen)?;
        read.say_first(self.format, screen)?;
        let folder = Folder::begin(&self.source.out(self.out.as_ref(), "evaluation")?, Holds::Evaluation)?;
        let options = EvaluateOptions {
            compared: Compared { max_km: self.max_km, max_days: self.max_days },
            folds: self.folds.unwrap_or(0) as usize,
            seed: self.seed,
            today: Some(read.today),
        };
        let register = read.register.latest();
        let evaluation = evaluate(&register, read.summary.clone(), &labels, &model, &options, &stages)?;
        stages.begin("writing");
        let json = evaluation_json(&evaluation)?;
        folder.write_bytes("evaluation.json", json.as_bytes())?;
        folder.write_bytes("evaluation.html", evaluation_html(&evaluation).as_bytes())?;
        stages.done();
        let out = folder.finish()?;
        read.tell_guess(screen);
        read.tell_statements(screen);
        match self.format {
            Shown::Table => screen.print(&terminal::evaluated(&evaluation, screen.width, screen.colour))?,
            Shown::Json => screen.print(&json)?,
        }
        screen.tell(&format!("\nThe figures and their drawings are in {}.\n", out.display()));
        Ok(())
    }
}
