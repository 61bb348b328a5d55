//! The case file a command works on.

use anyhow::Context;
use clap::Args;
use colligate_casefile::{Actor, Clock, Signer, Store};
use colligate_register::Day;
use std::path::{Path, PathBuf};

/// Which case file.
#[derive(Args, Clone)]
pub struct Office {
    /// Case file: a path, or postgres://… of a team's server
    #[arg(
        long,
        value_name = "PATH|URL",
        env = "COLLIGATE_DATABASE",
        default_value = "colligate.db",
        hide_env_values = true,
        help_heading = "Case file"
    )]
    pub database: String,
    /// Key that signs checkpoints of the audit trail; made where there is none
    /// [default: the case file's name with .key]
    #[arg(long, value_name = "FILE", env = "COLLIGATE_KEY", hide_env_values = true, help_heading = "Case file")]
    pub key: Option<PathBuf>,
    /// Act as if it were this day: for demonstrations and exercises
    #[arg(long, value_name = "DAY", help_heading = "Case file")]
    pub today: Option<Day>,
}

impl Office {
    /// Opens the case file; makes it where there is none. Checkpoints are held against the office's key where it is there.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub async fn open(&self) -> anyhow::Result<Store> {
        let path = self.key_path();
        let signer = if path.exists() || self.key.is_some() { Some(Signer::open(&path)?) } else { None };
        self.open_with(signer).await
    }

    /// The same, to sign with the office's key, which is made where there is none.
    ///
    /// # Errors
    /// Where case file or key cannot be opened or made.
    pub async fn open_to_sign(&self) -> anyhow::Result<Store> {
        self.open_with(Some(Signer::open(&self.key_path())?)).await
    }

    async fn open_with(&self, signer: Option<Signer>) -> anyhow::Result<Store> {
        let clock = self.today.map_or_else(Clock::default, Clock::set_to);
        Ok(Store::open(&self.database, clock, signer).await?)
    }

    fn key_path(&self) -> PathBuf {
        let is_file = !self.database.starts_with("postgres");
        let beside = || if is_file { Path::new(&self.database).with_extension("key") } else { "colligate.key".into() };
        self.key.clone().unwrap_or_else(beside)
    }
}

/// The person at the keyboard.
pub fn console() -> Actor {
    let name = ["SUDO_USER", "USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
    Actor::console(&name.filter(|name| !name.is_empty()).unwrap_or_else(|| "console".to_owned()))
}

/// Runs what waits for a database or the network.
///
/// # Errors
/// Those of the work.
pub fn run<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.context("the program cannot start its threads")?.block_on(work)
}
