//! `colligate backup`: a copy of the case file while it is in use, and back.

use crate::office::{Office, console, run};
use crate::output::Screen;
use colligate_casefile::Store;
use std::path::PathBuf;

/// Copy a case file while it is in use, or put a copy back
///
/// The copy is an SQLite file, from a PostgreSQL server too; it can be put back into either, so that an office can
/// move. Its audit trail is looked through before it is called a backup, and again before it is put back.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate backup /media/backup/2014-09-20.db
  colligate backup --restore /media/backup/2014-09-20.db --database colligate.db
  colligate backup --restore office.db --database postgres://team@server/colligate")]
pub struct Backup {
    /// The copy
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Put the copy in the place of a case file that is not there
    #[arg(long)]
    restore: bool,
    #[command(flatten)]
    office: Office,
}

impl Backup {
    /// Copies or puts back.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        let (verified, what) = match self.restore {
            true => {
                let to = &self.office.database;
                // An address may hold a password.
                let shown = if to.starts_with("postgres") { "the PostgreSQL database" } else { to };
                (run(async { Ok(Store::restore(&self.file, to, &console()).await?) })?, shown.to_owned())
            }
            false => {
                let copied = run(async { Ok(self.office.open().await?.backup(&console(), &self.file).await?) })?;
                (copied, self.file.display().to_string())
            }
        };
        screen.print(&format!("{what}: {} entries of the audit trail, all whole.\n", verified.entries))
    }
}
