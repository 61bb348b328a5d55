//! Where results go: the terminal, single files and result folders. A file or folder appears under its name only when
//! it is whole.

use crate::interrupt;
use crate::say::say;
use anyhow::{Context, anyhow, bail};
use colligate_linkage::AllLinks;
use colligate_linkage::result::{Link, LinkResult};
use colligate_register::{Reject, write_rejects};
use colligate_report::{LinksWriter, ReportError};
use std::ffi::OsString;
use std::fs::File;
use std::io::{BufWriter, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Columns of text where the terminal does not say how wide it is.
pub const WIDTH: usize = 80;

/// Widest text, however wide the terminal: longer lines are hard to read.
const WIDEST: usize = 120;

/// The file by which a folder is known to hold series.
const MARK: &str = "series.json";

/// What the user sees and how.
pub struct Screen {
    /// Columns of a line on standard output.
    pub width: usize,
    /// True where standard output may be coloured.
    pub colour: bool,
    /// True where nothing but results and errors is wanted.
    pub quiet: bool,
}

impl Screen {
    /// The terminal as it is. `NO_COLOR` (no-color.org) is respected.
    pub fn new(quiet: bool) -> Screen {
        let terminal = std::io::stdout().is_terminal();
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|kind| kind == "dumb");
        let size = console::Term::stdout().size_checked().filter(|_| terminal);
        Screen {
            width: size.map_or(WIDTH, |(_, columns)| usize::from(columns).min(WIDEST)),
            colour: terminal && !set("NO_COLOR") && !dumb,
            quiet,
        }
    }

    /// Writes text to standard output.
    ///
    /// # Errors
    /// Those of standard output; see [`is_closed_pipe`].
    pub fn print(&self, text: &str) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }

    /// Tells something beside the result, on standard error.
    pub fn tell(&self, text: &str) {
        if !self.quiet {
            say(&wrapped(text, WIDTH));
        }
    }
}

/// True where nobody reads standard output any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

/// An error with its causes, each once.
pub fn error_text(error: &anyhow::Error) -> String {
    let mut said = error.to_string();
    let mut text = format!("error: {said}\n");
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !said.contains(&cause) {
            text.push_str(&format!("  because {cause}\n"));
            said = cause;
        }
    }
    wrapped(&text, WIDTH)
}

/// Text with no line longer than `width`, as far as words allow; indented lines (a filter with its caret) stay as they
/// are. Control characters are shown as spaces: what a register holds must not steer the terminal.
pub fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line = plain(line);
        match line.starts_with("  ") {
            true => out.push_str(&line),
            false => wrap(&line, width, &mut out),
        }
        out.push('\n');
    }
    out
}

/// The same with indented lines wrapped too, for text of which none is a drawing.
pub fn wrapped_throughout(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        wrap(&plain(line), width, &mut out);
        out.push('\n');
    }
    out
}

/// Adds a line; what it goes on with is indented by two more than it begins with.
fn wrap(line: &str, width: usize, out: &mut String) {
    let words = line.trim_start_matches(' ');
    let indent = line.len() - words.len();
    out.push_str(&line[..indent]);
    let mut used = indent;
    for (at, word) in words.split(' ').enumerate() {
        let length = word.chars().count();
        if at > 0 && used + 1 + length > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent + 2));
            used = indent + 2;
        } else if at > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
    }
}

/// Text without control characters.
pub fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// A table without lines, no wider than the screen.
pub fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>, screen: &Screen) -> String {
    let mut table = comfy_table::Table::new();
    table.load_preset(comfy_table::presets::NOTHING);
    table.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
    table.set_width(u16::try_from(screen.width).unwrap_or(u16::MAX));
    table.set_header(head);
    for row in rows {
        table.add_row(row.iter().map(|cell| plain(cell)));
    }
    // Each cell begins with a space; the rest of a broken cell stays below its beginning.
    table.lines().map(|line| line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned() + "\n").collect()
}

/// Writes one file: under a temporary name beside it, then renamed.
///
/// # Errors
/// Where the file cannot be written; nothing is left behind then.
pub fn write_file<E>(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> Result<(), E>) -> anyhow::Result<()>
where
    E: Into<anyhow::Error>,
{
    let partial = beside(path, ".partial");
    interrupt::begin(&partial);
    let written = (|| -> anyhow::Result<()> {
        let mut out = BufWriter::new(File::create(&partial)?);
        write(&mut out).map_err(Into::into)?;
        out.flush()?;
        Ok(())
    })();
    let written = interrupt::finish(&partial, || written.and_then(|()| Ok(std::fs::rename(&partial, path)?)));
    if written.is_err() {
        interrupt::remove(&partial);
    }
    written.with_context(|| format!("{} cannot be written; choose a place where you may write", path.display()))
}

/// What a result folder holds. Only an earlier result of the same sort is replaced.
#[derive(Clone, Copy)]
pub enum Holds {
    /// Series.
    Series,
    /// The evaluation of a model.
    Evaluation,
    /// Clusters.
    Scan,
    /// Clusters among some of the deaths.
    Subsets,
    /// The comparison of a note with known texts.
    Note,
    /// What documents say.
    Documents,
}

impl Holds {
    /// Files any of which makes a folder known as such a result.
    fn marks(self) -> &'static [&'static str] {
        match self {
            Holds::Series => &[MARK, "links.parquet"],
            Holds::Evaluation => &["evaluation.json"],
            Holds::Scan => &["scan.json", "surveillance.json"],
            Holds::Subsets => &["subsets.json"],
            Holds::Note => &["note.json"],
            Holds::Documents => &["documents.json"],
        }
    }
}

/// A result folder under construction: `OUT.partial` until it is whole.
pub struct Folder {
    out: PathBuf,
    partial: PathBuf,
}

impl Folder {
    /// Begins a folder. One that is there already is replaced at the end, but only if it is a result of the same sort or
    /// empty.
    ///
    /// # Errors
    /// Where the name is taken by something else or nothing can be written there.
    pub fn begin(out: &Path, holds: Holds) -> anyhow::Result<Folder> {
        let out: PathBuf = out.components().collect();
        if out.file_name().is_none() {
            bail!("{} is no name for a new folder; write a name with --out, as --out results", out.display());
        }
        let partial = beside(&out, ".partial");
        for taken in [&out, &partial] {
            if taken.symlink_metadata().is_ok() && !is_ours(taken, holds) {
                bail!(
                    "{} is there already and is no earlier result of this command, so it is left alone; choose another name with --out",
                    taken.display()
                );
            }
        }
        interrupt::begin(&partial);
        let folder = Folder { out, partial };
        interrupt::remove(&folder.partial);
        std::fs::create_dir(&folder.partial).with_context(|| {
            format!("folder {} cannot be made; choose a place with --out where you may write", folder.partial.display())
        })?;
        Ok(folder)
    }

    /// Writes one file of the folder.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write<E>(&self, name: &str, write: impl FnOnce(&mut BufWriter<File>) -> Result<(), E>) -> anyhow::Result<()>
    where
        E: Into<anyhow::Error>,
    {
        write_file(&self.partial.join(name), write)
    }

    /// Writes these bytes as one file of the folder.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write_bytes(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.write(name, |out| out.write_all(bytes))
    }

    /// Writes everything a link run gives.
    ///
    /// # Errors
    /// Where something cannot be written.
    pub fn write_result(&self, result: &LinkResult, links: &AllLinks, rejects: &[Reject]) -> anyhow::Result<()> {
        let json = colligate_report::series_json(result)?;
        self.write("links.parquet", |out| write_links(links, out))?;
        self.write_bytes("series.geojson", colligate_report::series_geojson(result).as_bytes())?;
        self.write("rejects.csv", |out| write_rejects(rejects, out))?;
        self.write_bytes("report.html", colligate_report::report_html(result).as_bytes())?;
        self.write_bytes("model.toml", result.model.toml.as_bytes())?;
        self.write_bytes(MARK, json.as_bytes())
    }

    /// Puts the whole folder into its place and gives that place.
    ///
    /// # Errors
    /// Where it cannot be renamed; an earlier result stays then.
    pub fn finish(self) -> anyhow::Result<PathBuf> {
        let out = self.out.clone();
        let before = beside(&out, ".before");
        let put = || -> std::io::Result<()> {
            let replaced = out.exists();
            if replaced {
                interrupt::remove(&before);
                std::fs::rename(&out, &before)?;
            }
            if let Err(error) = std::fs::rename(&self.partial, &out) {
                if replaced {
                    std::fs::rename(&before, &out)?;
                }
                return Err(error);
            }
            if replaced {
                interrupt::remove(&before);
            }
            Ok(())
        };
        interrupt::finish(&self.partial, put)
            .with_context(|| format!("{} cannot be put in its place", out.display()))?;
        Ok(out)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        interrupt::remove(&self.partial);
    }
}

/// True for a folder that is empty or holds such a result, whole or not.
fn is_ours(path: &Path, holds: Holds) -> bool {
    let Ok(mut entries) = std::fs::read_dir(path) else { return false };
    holds.marks().iter().any(|mark| path.join(mark).is_file()) || entries.next().is_none()
}

/// The path with something added to its last name.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// The name of a file without its endings: `deaths` of `data/deaths.csv.gz`.
///
/// # Errors
/// Where the path has no name.
pub fn stem(path: &Path) -> anyhow::Result<String> {
    let name = path.file_name().ok_or_else(|| anyhow!("{} is no file; name a register", path.display()))?;
    let mut name = name.to_string_lossy().into_owned();
    for ending in [".gz", ".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json", ".parquet", ".xlsx", ".prm"] {
        if name.len() > ending.len() && name.to_ascii_lowercase().ends_with(ending) {
            name.truncate(name.len() - ending.len());
        }
    }
    Ok(name)
}

/// Links made and written at once.
const BATCH: usize = 50_000;

fn write_links(links: &AllLinks, out: impl Write + Send) -> Result<(), ReportError> {
    let mut writer = LinksWriter::new(out, links.evidence())?;
    let mut links = links.iter();
    loop {
        let batch: Vec<Link> = links.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return writer.finish();
        }
        writer.write(&batch)?;
    }
}
