//! `colligate audit`: look through the audit trail, show it, sign it.

use crate::office::{Office, console, run};
use crate::output::{Screen, wrapped};
use anyhow::Context;
use clap::Subcommand;
use colligate_casefile::{Checkpoint, Verified};
use colligate_register::wording::counted;
use std::path::{Path, PathBuf};

/// Verify, show or sign the audit trail
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate audit verify
  colligate audit verify --against /media/printed-and-filed/checkpoints.jsonl
  colligate audit explain 4711 --why \"the time server was wrong for an hour\"
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
        /// Checkpoints that were published or filed, as `audit checkpoint`
        /// printed them, a line each: a trail made anew, or cut off, does not
        /// fit them
        #[arg(long, value_name = "FILE")]
        against: Option<PathBuf>,
        #[command(flatten)]
        office: Office,
    },
    /// Put on record why the machine's clock was put back before an entry
    Explain {
        /// The entry, as `audit verify` names it
        #[arg(value_name = "ENTRY")]
        number: i64,
        /// Why
        #[arg(long, value_name = "REASON")]
        why: String,
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
            What::Verify { against, office } => {
                let filed = against.as_deref().map_or_else(|| Ok(Vec::new()), filed)?;
                let verified = run(async { Ok(office.open().await?.verify_audit_against(&console(), &filed).await?) })?;
                screen.print(&wrapped(&told(&verified), screen.width))?;
                if !verified.faults.is_empty() {
                    std::process::exit(1);
                }
                Ok(())
            }
            What::Explain { number, why, office } => {
                run(async { Ok(office.open().await?.explain_backward_step(&console(), *number, why).await?) })?;
                screen.tell(&format!("The explanation of entry {number} is on record.\n"));
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

fn filed(path: &Path) -> anyhow::Result<Vec<Checkpoint>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(at, line): (usize, &str)| {
        let told =
            || format!("{}, line {}: no checkpoint as `colligate audit checkpoint` prints it", path.display(), at + 1);
        serde_json::from_str(line).with_context(told)
    };
    lines.map(read).collect()
}

fn told(verified: &Verified) -> String {
    let Verified { entries, checkpoints, last, faults, explained } = verified;
    let entries = counted(entries.unsigned_abs(), "entry", "entries");
    let mut text = format!("{entries}, {}.\n", counted(*checkpoints, "checkpoint", "checkpoints"));
    if let Some((number, hash)) = last {
        text.push_str(&format!("The last is entry {number}, {hash}.\n"));
    }
    explained.iter().for_each(|step| text.push_str(&format!("Explained: {step}.\n")));
    match faults[..] {
        [] => text.push_str("The trail is whole.\n"),
        _ => faults.iter().for_each(|fault| text.push_str(&format!("FAULT: {fault}.\n"))),
    }
    text
}
