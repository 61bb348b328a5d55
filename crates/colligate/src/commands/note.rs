//! `colligate note`: did the writer of the known texts write the note?

mod texts;

use crate::options::Shown;
use crate::output::{Folder, Holds, Screen, WIDTH};
use crate::progress::Stages;
use anyhow::Context;
use colligate_documents::authorship::{Options, compare, rendered};
use std::path::PathBuf;
use texts::{known, one, reference};

/// Compare a questioned note with texts by a known writer
///
/// Gives a likelihood ratio from style with its words, its range and what it rests on, or says that it is inconclusive,
/// as it is for most short notes. DNA, fingerprints and a handwriting examiner come before style.
///
/// The reference texts are by other writers, of the same kind as the note and in the same language. In their folder
/// stands one folder for each writer, or files named WRITER_anything.txt; several texts of each writer show how alike
/// texts of one writer are.
#[derive(clap::Args)]
#[command(
    override_usage = "colligate note [OPTIONS] --questioned <FILE> --known <PATH>\n                      --reference <DIR>"
)]
#[command(after_help = "\
Examples:
  colligate note --questioned note.txt --known letters --reference others
  colligate note --questioned n.txt --known letters --reference others --json
  colligate note --questioned n.txt --known a.txt --known b.txt --reference c")]
pub struct Note {
    /// The note: a text file
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    questioned: PathBuf,
    /// Texts that the person surely wrote: a folder of text files, or a file;
    /// may be given several times
    #[arg(long, value_name = "PATH", required = true, help_heading = "Reading")]
    known: Vec<PathBuf>,
    /// Texts by other writers: a folder with a folder for each, or with files
    /// named WRITER_anything.txt
    #[arg(long, value_name = "DIR", help_heading = "Reading")]
    reference: PathBuf,
    /// Resamples of the reference writers for the range
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..),
        help_heading = "Comparing")]
    draws: u32,
    /// Seed of the draws: the same seed gives the same result
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Comparing")]
    seed: u64,
    /// Folder for note.json and note.txt [default: none is written]
    #[arg(long, value_name = "DIR", help_heading = "Results")]
    out: Option<PathBuf>,
    /// What to print: a text, or note.json
    #[arg(long, value_enum, default_value_t, conflicts_with = "json", help_heading = "Results")]
    format: Shown,
    /// Print note.json: short for --format json
    #[arg(long, help_heading = "Results")]
    json: bool,
}

impl Note {
    /// Reads, compares, writes and shows.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let stages = Stages::new(screen);
        stages.begin("reading texts");
        let questioned = one(&self.questioned)?;
        let known = known(&self.known)?;
        let reference = reference(&self.reference)?;
        let folder = self.out.as_ref().map(|out| Folder::begin(out, Holds::Note)).transpose()?;
        stages.begin("comparing");
        let options = Options { seed: self.seed, draws: self.draws };
        let found = compare(&questioned, &known, &reference, options).with_context(|| {
            format!("{} cannot be compared against {}", self.questioned.display(), self.reference.display())
        })?;
        stages.done();
        let json = format!("{}\n", serde_json::to_string_pretty(&found)?);
        if let Some(folder) = &folder {
            folder.write_bytes("note.txt", rendered(&found, WIDTH).as_bytes())?;
            folder.write_bytes("note.json", json.as_bytes())?;
        }
        let out = folder.map(Folder::finish).transpose()?;
        match self.format {
            Shown::Table if !self.json => screen.print(&rendered(&found, screen.width))?,
            _ => screen.print(&json)?,
        }
        if let Some(out) = out {
            screen.tell(&format!("\nThe comparison is in {}.\n", out.display()));
        }
        Ok(())
    }
}
