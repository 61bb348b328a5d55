//! `colligate read`: what documents say of deaths, held against its sources.

use crate::options::Shown;
use crate::output::{Folder, Holds, Screen};
use crate::progress::Stages;
use crate::read::{How, ReadOn, input};
use crate::say::say;
use crate::untrusted::Untrusted;
use anyhow::{Context, bail};
use colligate_documents::names::NameModel;
use colligate_documents::text::{Contents, TextError};
use colligate_documents::{Document, Options, Origin, attach, read_all_with};
use colligate_reader::{As, Reader, Stop};
use colligate_report::documents::{DocumentsFacts, documents_html, documents_json};
use colligate_report::terminal;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Read reports about deaths: who says what, and what contradicts
///
/// Reads text, web pages, PDF, DOCX, e-mails and ZIPs of them; groups what speaks of one event; shows facts with their
/// sources side by side, contradictions first. What a document says is a claim, not a finding. Nothing is taken over into a
/// register.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate read report.pdf news.html --out said
  colligate read mail.eml --register deaths.csv
  colligate read reports/ --json")]
pub struct Read {
    /// Documents, archives of them, or folders
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Take all documents to speak of one event
    #[arg(long)]
    together: bool,
    /// Find names by this model too: a file that CRFsuite or python-crfsuite
    /// trained
    #[arg(long, value_name = "MODEL")]
    names: Option<PathBuf>,
    /// Put the documents beside the deaths of this register
    #[arg(long, value_name = "FILE", help_heading = "Register")]
    register: Option<PathBuf>,
    #[command(flatten)]
    how: How,
    #[command(flatten)]
    on: ReadOn,
    #[command(flatten)]
    untrusted: Untrusted,
    /// Folder for documents.html and documents.json [default: none is written]
    #[arg(long, value_name = "DIR", help_heading = "Results")]
    out: Option<PathBuf>,
    /// What to print: a table, or documents.json
    #[arg(long, value_enum, default_value_t, help_heading = "Results")]
    format: Shown,
    /// Print documents.json: the same as --format json
    #[arg(long, conflicts_with = "format", help_heading = "Results")]
    json: bool,
    /// Say what each stage took
    #[arg(long, help_heading = "Results")]
    timings: bool,
}

impl Read {
    /// Reads, compares, writes and shows.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let stages = Stages::new(screen);
        let folder = self.out.as_ref().map(|out| Folder::begin(out, Holds::Documents)).transpose()?;
        let names = self.names.as_deref().map(NameModel::read).transpose()?;
        let (documents, refused) =
            documents(&files(&self.files)?, &self.untrusted.reader(rayon::current_num_threads())?, &stages)?;
        let register = self.register.as_ref().map(|path| self.how.read(input(path), &self.on, &stages)).transpose()?;
        stages.begin("understanding");
        let origins: Vec<Origin> = documents.iter().map(|document| document.origin.clone()).collect();
        let reading = read_all_with(documents, &Options { group: !self.together }, names.as_ref());
        let attachments = register.as_ref().map(|read| attach::attach(&reading, &read.register.latest()));
        let source = self.register.as_ref().map(|path| path.display().to_string());
        let facts = DocumentsFacts {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            origins: origins.iter().collect(),
            refused: refused.iter().map(ToString::to_string).collect(),
            register: source.zip(attachments.as_ref()),
        };
        stages.begin("writing");
        let json = documents_json(&facts, &reading)?;
        if let Some(folder) = &folder {
            folder.write_bytes("documents.html", documents_html(&facts, &reading).as_bytes())?;
            folder.write_bytes("documents.json", json.as_bytes())?;
        }
        let timings = stages.timings();
        let out = folder.map(Folder::finish).transpose()?;
        if self.json || self.format == Shown::Json {
            screen.print(&json)?;
        } else {
            screen.print(&terminal::documents(&facts, &reading, screen.width, screen.colour))?;
        }
        if self.timings {
            say(&timings);
        }
        if let Some(out) = out {
            screen.tell(&format!("\nThe page is {}.\n", out.join("documents.html").display()));
        }
        Ok(())
    }
}

/// The files named, and those in the folders named, in the order of their names.
fn files(named: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut left: Vec<PathBuf> = named.iter().rev().cloned().collect();
    while let Some(path) = left.pop() {
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        let cannot = || format!("{} cannot be looked into", path.display());
        let mut inside = std::fs::read_dir(&path)
            .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>())
            .with_context(cannot)?;
        // A link may lead back to where it stands.
        inside.retain(|path| !(hidden(path) || path.is_symlink() && path.is_dir()));
        inside.sort();
        left.extend(inside.into_iter().rev());
    }
    if files.is_empty() {
        bail!(
            "there is no file in {}",
            named.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
        );
    }
    Ok(files)
}

fn hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// The documents in the files, and what could not be read.
fn documents(files: &[PathBuf], reader: &Reader, stages: &Stages) -> anyhow::Result<(Vec<Document>, Vec<TextError>)> {
    stages.begin("reading documents");
    let (stop, done) = (Stop::never(), AtomicU64::new(0));
    let read: Vec<Result<Contents, TextError>> = files
        .par_iter()
        .map(|path| {
            let read = reader.document_file(path, As::Shown, &stop);
            stages.at(done.fetch_add(1, Ordering::Relaxed) + 1, Some(files.len() as u64));
            read
        })
        .collect();
    stages.done();
    let mut names: BTreeMap<&std::ffi::OsStr, usize> = BTreeMap::new();
    for name in files.iter().filter_map(|path| path.file_name()) {
        *names.entry(name).or_default() += 1;
    }
    let (mut documents, mut refused) = (Vec::new(), Vec::new());
    for (path, read) in files.iter().zip(read) {
        match read {
            Ok(contents) => {
                // Files of one name in several folders are told apart by their paths.
                let folder = path
                    .parent()
                    .filter(|_| path.file_name().is_some_and(|name| names.get(name).is_some_and(|count| *count > 1)));
                documents.extend(contents.documents.into_iter().map(|document| match folder {
                    Some(folder) => Document { name: folder.join(&document.name).display().to_string(), ..document },
                    None => document,
                }));
                refused.extend(contents.refused);
            }
            Err(error) => refused.push(error),
        }
    }
    if documents.is_empty() {
        let reasons: Vec<String> = refused.iter().map(|error| format!("  {error}")).collect();
        bail!("no document could be read:\n{}", reasons.join("\n"));
    }
    Ok((documents, refused))
}
