//! Runs the program in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// What a run gave.
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// A folder to work in.
pub struct Desk(TempDir);

impl Desk {
    pub fn new() -> Desk {
        Desk(TempDir::new().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Names of all files and folders, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_colligate"));
        command.args(arguments).current_dir(self.folder()).env("NO_COLOR", "1").env_remove("COLUMNS");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        let Output { status, stdout, stderr } = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code: status.code(), out: text(stdout), err: text(stderr) }
    }

    /// Runs what must succeed.
    pub fn ok(&self, arguments: &[&str]) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.code, Some(0), "{arguments:?}\n{}{}", ran.out, ran.err);
        ran
    }

    /// Runs what must be refused; gives what was said, with line breaks as spaces.
    pub fn refused(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}\n{}{}", ran.out, ran.err);
        assert!(ran.err.starts_with("error: "), "{arguments:?}\n{}", ran.err);
        assert_eq!(ran.out, "", "{arguments:?}");
        ran.err.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A small simulated county, as `county.csv`.
    pub fn county(self) -> Desk {
        self.ok(&["simulate", "--like", "county", "--deaths", "300", "--seed", "5", "--out", "county.csv"]);
        self
    }

    /// A small simulated London with the Barking deaths, as `london.csv` and `london.amendments.jsonl`.
    pub fn london(self) -> Desk {
        let deaths = ["--deaths", "400", "--series", "barking", "--out", "london.csv"];
        self.ok(&[&["simulate", "--like", "london"], &deaths[..]].concat());
        self
    }
}

/// Asserts that no line is wider than a terminal of 80 columns.
pub fn narrow(text: &str) {
    for line in text.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "wider than 80 columns: {line}");
    }
}
