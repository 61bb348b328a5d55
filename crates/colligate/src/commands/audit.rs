//! `colligate audit`: look through the audit trail, show it, sign it.

use crate::office::{Office, console, run};
use crate::output::{Screen, wrapped};
use clap::Subcommand;
use colligate_casefile::Verified;

/// Verify, show or sign the audit trail
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate audit verify
  colligate audit show --last 20
  colligate audit checkpoint >> /media/printed-and-filed/checkpoints.jsonl

Exit code of verify: 0 where the trail is whole, 1 where it is not.")]
pub struct Audit {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Look through the whole trail: every hash, every step, its end, every checkpoint
    Verify {
        #[command(flatten)]
        office: Office,
    },
    /// Show the newest entries as JSON lines, the oldest of them first
    Show {
        /// How many
        #[arg(long, value_name = "N", default_value_t = 50)]
        last: u32,
        #[command(flatten)]
        office: Office,
    },
    /// Sign the trail up to now: one JSON object to publish or print
    Checkpoint {
        #[command(flatten)]
        office: Office,
    },
}

impl Audit {
    /// Looks, shows or signs.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        match &self.what {
            What::Verify { office } => {
                let verified = run(async { Ok(office.open().await?.verify_audit(&console()).await?) })?;
                screen.print(&wrapped(&told(&verified), screen.width))?;
                if !verified.faults.is_empty() {
                    std::process::exit(1);
                }
                Ok(())
            }
            What::Show { last, office } => {
                let mut newest =
                    run(async { Ok(office.open().await?.newest_audit(&console(), i64::from(*last)).await?) })?;
                newest.reverse();
                newest.iter().try_for_each(|entry| screen.print(&format!("{}\n", serde_json::to_string(entry)?)))
            }
            What::Checkpoint { office } => {
                let checkpoint = run(async { Ok(office.open_to_sign().await?.sign_checkpoint(&console()).await?) })?;
                screen.print(&format!("{}\n", serde_json::to_string(&checkpoint)?))
            }
        }
    }
}

fn told(verified: &Verified) -> String {
    let Verified { entries, checkpoints, last, faults } = verified;
    let mut text = format!("{entries} entries, {checkpoints} checkpoints.\n");
    if let Some((number, hash)) = last {
        text.push_str(&format!("The last is entry {number}, {hash}.\n"));
    }
    match faults[..] {
        [] => text.push_str("The trail is whole.\n"),
        _ => faults.iter().for_each(|fault| text.push_str(&format!("FAULT: {fault}.\n"))),
    }
    text
}
