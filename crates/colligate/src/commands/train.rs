//! `colligate train`: a model learned from series that are known to belong together.

use crate::known::Known;
use crate::options::{Shown, Weighing};
use crate::output::{Screen, write_file};
use crate::progress::Stages;
use crate::read::Source;
use colligate_linkage::train::{LearnedFrom, train};
use colligate_report::terminal;
use std::io::Write;
use std::path::PathBuf;

/// Learn the model from series known to belong together
///
/// For each kind of evidence it learns how often linked deaths carry a value over and how far, and writes a model file
/// for --model of the other commands. Learn from solved series of the same office, and never from the series that you
/// mean to judge with it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate train deaths.csv --labels solved.csv
  colligate train deaths.csv --labels solved.csv --out ours.toml
  colligate train deaths.csv --labels solved.csv --model earlier.toml
  colligate link deaths.csv --model ours.toml

Labels are a table such as

  series,death
  A,14-001
  A,14-044
  B,15-203
  B,15-377")]
pub struct Train {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    known: Known,
    /// Model file to start from; it holds where labels are few
    /// [default: the one that comes with the program]
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Model file to write [default: the name of FILE with .model.toml]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Train {
    /// Reads, learns, writes and shows.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let start = Weighing { model: self.model.clone() }.model()?;
        let stages = Stages::new(screen);
        let read = self.source.read(&stages)?;
        let labels = self.known.read(&self.source.file, &read)?;
        read.conclude(Shown::Json)?;
        read.say_first(Shown::Table, screen)?;
        let register = read.register.latest();
        stages.begin("learning");
        let mut trained = train(&register, &labels.groups(), &start)?;
        stages.done();
        trained.model.name = format!("learned from {}", labels.source);
        let from = LearnedFrom {
            register: read.summary.source.clone(),
            deaths: register.deaths.len(),
            today: read.today,
            series: labels.series.len(),
            single: labels.single(),
            pairs: labels.pairs(),
            labels: labels.source,
            start: start.name,
        };
        let out = self.source.out(self.out.as_ref(), "model.toml")?;
        write_file(&out, |file| file.write_all(trained.to_toml(&from).as_bytes()))?;
        read.tell_guess(screen);
        read.tell_statements(screen);
        screen.print(&terminal::trained(&trained, &from, screen.width, screen.colour))?;
        screen.tell(&format!("\nThe model is in {}; give it to other commands with --model.\n", out.display()));
        Ok(())
    }
}
