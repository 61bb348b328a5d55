//! `colligate backup`: a copy of the case file while it is in use, and back.

use crate::office::{Office, console, run};
use crate::output::Screen;
use colligate_casefile::Store;
use std::path::{Path, PathBuf};

/// Copy a case file while it is in use, or put a copy back
///
/// The copy's audit trail is looked through before it is called a backup, and again before it is put back.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate backup /media/backup/2014-09-20.db
  colligate backup --restore /media/backup/2014-09-20.db --database colligate.db")]
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
                let to = Path::new(&self.office.database);
                (run(async { Ok(Store::restore(&self.file, to, &console()).await?) })?, to.display().to_string())
            }
            false => {
                let copied = run(async { Ok(self.office.open().await?.backup(&console(), &self.file).await?) })?;
                (copied, self.file.display().to_string())
            }
        };
        screen.print(&format!("{what}: {} entries of the audit trail, all whole.\n", verified.entries))
    }
}
