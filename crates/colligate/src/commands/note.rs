//! `colligate note`: did the writer of the known texts write the note?

mod texts;

use crate::options::Shown;
use crate::output::{Folder, Holds, Screen, WIDTH};
use crate::progress::Stages;
use crate::untrusted::Untrusted;
use anyhow::{Context, bail};
use colligate_documents::authorship::{LEAST_DRAWS, Options, compare, rendered};
use colligate_report::note::{NoteFacts, note_html, note_json};
use std::path::PathBuf;
use texts::Texts;

/// Compare a questioned note with texts by a known writer
///
/// Gives a likelihood ratio from style with its words, its range and what it rests on, or says that it is inconclusive,
/// as it is for most short notes. DNA, fingerprints and a handwriting examiner come before style. Passages of eight words
/// or more that stand in several of the texts, as copied words do, are shown and left out.
///
/// The reference texts are by other writers, of the same kind as the note and in the same language. In their folder
/// stands one folder for each writer, or files named WRITER_anything.txt; several texts of each writer show how alike
/// texts of one writer are. Texts may be plain text, DOCX, PDF, HTML or e-mail.
#[derive(clap::Args)]
#[command(
    override_usage = "colligate note [OPTIONS] --questioned <FILE> --known <PATH>\n                      --reference <DIR>"
)]
#[command(after_help = "\
Examples:
  colligate note --questioned note.txt --known letters --reference others
  colligate note --questioned n.pdf --known letters --reference o --out answer
  colligate note --questioned n.txt --known a.txt --known b.txt --reference c")]
pub struct Note {
    /// The note, typed as it stands: a file that holds it and no more
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    questioned: PathBuf,
    /// Texts that the person surely wrote: a folder of them, or a file;
    /// may be given several times
    #[arg(long, value_name = "PATH", required = true, help_heading = "Reading")]
    known: Vec<PathBuf>,
    /// Texts by other writers: a folder with a folder for each, or with files
    /// named WRITER_anything.txt
    #[arg(long, value_name = "DIR", help_heading = "Reading")]
    reference: PathBuf,
    /// Resamples of the reference writers for the range: 100 or more
    #[arg(long, value_name = "N", default_value_t = 200, help_heading = "Comparing")]
    draws: u32,
    /// Seed of the draws: the same seed gives the same result
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = "Comparing")]
    seed: u64,
    #[command(flatten)]
    untrusted: Untrusted,
    /// Folder for note.html, note.json and note.txt [default: none is written]
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
        if self.draws < LEAST_DRAWS {
            bail!(
                "--draws {}: a range from fewer than {LEAST_DRAWS} resamples says nothing; ask for {LEAST_DRAWS} or more, or leave it out for 200",
                self.draws
            );
        }
        let stages = Stages::new(screen);
        stages.begin("reading texts");
        let mut texts = Texts::read_by(self.untrusted.reader(1)?);
        let questioned = texts.questioned(&self.questioned)?;
        let known = texts.known(&self.known)?;
        let reference = texts.reference(&self.reference)?;
        let folder = self.out.as_ref().map(|out| Folder::begin(out, Holds::Note)).transpose()?;
        stages.begin("comparing");
        let options = Options { seed: self.seed, draws: self.draws };
        let found = compare(&questioned, &known, &reference, options).with_context(|| {
            format!("{} cannot be compared against {}", self.questioned.display(), self.reference.display())
        })?;
        stages.done();
        let facts = NoteFacts { version: env!("CARGO_PKG_VERSION").to_owned(), left_out: texts.left_out };
        let json = note_json(&facts, &found)?;
        if let Some(folder) = &folder {
            folder.write_bytes("note.txt", rendered(&found, WIDTH).as_bytes())?;
            folder.write_bytes("note.html", note_html(&facts, &found).as_bytes())?;
            folder.write_bytes("note.json", json.as_bytes())?;
        }
        let out = folder.map(Folder::finish).transpose()?;
        match self.format {
            Shown::Table if !self.json => screen.print(&rendered(&found, screen.width))?,
            _ => screen.print(&json)?,
        }
        if !facts.left_out.is_empty() {
            screen.tell(&format!("\nNot read, and no part of this:\n  {}\n", facts.left_out.join("\n  ")));
        }
        if let Some(out) = out {
            screen.tell(&format!("\nThe page is {}.\n", out.join("note.html").display()));
        }
        Ok(())
    }
}
