//! `colligate backup`: a copy of the case file while it is in use, and back.

use crate::office::{Office, console, run};
use crate::output::{Screen, wrapped};
use colligate_casefile::{Store, Verified};
use colligate_register::wording::counted;
use std::path::PathBuf;

/// Copy a case file while it is in use, or put a copy back
///
/// The copy is an SQLite file, from a PostgreSQL server too; it can be put back into either, so that an office can
/// move. Its audit trail is looked through when it is made, and again before it is put back. A copy is made whatever
/// is wrong with the trail: the faults are named, and stand in the trail of the case file.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate backup /media/backup/2014-09-20.db
  colligate backup --restore /media/backup/2014-09-20.db --database colligate.db
  colligate backup --restore office.db --database postgres://team@server/colligate
  colligate backup --restore office.db --despite-faults \"the only copy after the fire\"

Exit code: 0 where the copy is made or put back and its trail is whole, 1 where it is made or put back and its trail is
not whole, 2 where it is not made or not put back.")]
pub struct Backup {
    /// The copy
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Put the copy in the place of a case file that is not there
    #[arg(long)]
    restore: bool,
    /// Put back a copy whose audit trail has faults, for this reason; the
    /// reason and the faults are put on record
    #[arg(long, value_name = "REASON", requires = "restore")]
    despite_faults: Option<String>,
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
                let despite = self.despite_faults.as_deref();
                (run(async { Ok(Store::restore(&self.file, to, &console(), despite).await?) })?, shown.to_owned())
            }
            false => {
                let copied = run(async { Ok(self.office.open().await?.backup(&console(), &self.file).await?) })?;
                (copied, self.file.display().to_string())
            }
        };
        screen.print(&wrapped(&told(&what, &verified, self.restore), screen.width))?;
        if !verified.faults.is_empty() {
            std::process::exit(NOT_WHOLE);
        }
        Ok(())
    }
}

/// Exit code where the copy is there and its audit trail has faults.
const NOT_WHOLE: i32 = 1;

fn told(what: &str, verified: &Verified, is_back: bool) -> String {
    let Verified { entries, faults, explained, .. } = verified;
    let entries = counted(entries.unsigned_abs(), "entry", "entries");
    let done = if is_back { "put back" } else { "copied" };
    let mut text = match faults[..] {
        [] => format!("{what}: {entries} of the audit trail, all whole.\n"),
        _ => format!("{what}: {done} in full. BUT THE AUDIT TRAIL IS NOT WHOLE ({entries}):\n"),
    };
    faults.iter().for_each(|fault| text.push_str(&format!("FAULT: {fault}.\n")));
    explained.iter().for_each(|step| text.push_str(&format!("Explained: {step}.\n")));
    if !faults.is_empty() {
        let next = "Keep this copy and the earlier ones, and find out what happened: `colligate audit verify` names the \
                    faults, and `colligate audit explain` puts on record why a clock was put back.\n";
        text.push_str(next);
    }
    text
}
