//! `colligate profile`: which column is which.

use crate::output::{Screen, table, wrapped, write_file};
use crate::progress::Stages;
use crate::read::{GUESSED, Read, Source};
use colligate_register::ColumnUse;
use colligate_register::wording;
use std::io::Write;
use std::path::PathBuf;

/// Show which column of a register is taken for what, and why
///
/// The profile can be written, corrected by hand and given to other commands with --profile.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate profile deaths.csv
  colligate profile deaths.csv --write deaths.toml
  colligate link deaths.csv --profile deaths.toml")]
pub struct Profile {
    #[command(flatten)]
    source: Source,
    /// Write the profile to this file
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,
}

impl Profile {
    /// Reads and shows.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let read = self.source.read(&Stages::new(screen))?;
        if let Some(path) = &self.write {
            let text = read.profile.to_toml()?;
            write_file(path, |file| file.write_all(text.as_bytes()))?;
        }
        screen.print(&told(&read, screen))?;
        if let Some(path) = &self.write {
            screen.tell(&format!("\nThe profile is in {}; correct it and give it with --profile.\n", path.display()));
        }
        Ok(())
    }
}

fn told(read: &Read, screen: &Screen) -> String {
    let summary = &read.summary;
    let by = match read.profile.name.as_str() {
        GUESSED => "by a guess, as no profile fits".to_owned(),
        name => format!("by profile {name}"),
    };
    let first = match &summary.not_compared {
        Some(told) => wrapped(&format!("{}\n\n", told.sentences()), screen.width),
        None => String::new(),
    };
    let mut text = first
        + &wrapped(
            &format!(
                "{}: {} rows, read {by}. {} used, {} used in part, {} rejected.\n\n",
                summary.source, summary.rows, summary.used, summary.partly_used, summary.rejected
            ),
            screen.width,
        );
    let used = |column: &&ColumnUse| !column.fields.is_empty();
    let row = |column: &ColumnUse| {
        vec![
            column.column.clone(),
            column.fields.join(", "),
            wording::percent(column.confidence.into()),
            column.filled.to_string(),
            column.reason.clone(),
        ]
    };
    let head = ["column", "field", "sure", "filled", "why"];
    text.push_str(&table(&head, read.mapping.iter().filter(used).map(row), screen));
    let unused: Vec<&str> =
        read.mapping.iter().filter(|column| !used(column)).map(|column| column.column.as_str()).collect();
    if !unused.is_empty() {
        text.push_str(&wrapped(&format!("\nNot used: {}\n", unused.join(", ")), screen.width));
    }
    if !summary.notes.is_empty() {
        text.push_str("\nNoticed:\n");
        for note in &summary.notes {
            text.push_str(&wrapped(&format!("- {note}"), screen.width));
        }
    }
    text
}
