//! `colligate demo`: the four Barking deaths among all that London's police heard of in those years.

mod workbench;

use crate::output::{Folder, Holds, Screen};
use crate::progress::Stages;
use crate::read::{How, ReadOn};
use anyhow::Context;
use colligate_linkage::{LinkOptions, link};
use colligate_register::simulate::{London, barking, london};
use colligate_register::{Input, Register, write_amendments, write_csv};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// See what colligate finds among four years of simulated deaths
///
/// Draws a register at London's real rate, 2012 to 2015, in which every death is made up but four: those of Barking,
/// by their public facts. Links it, and asks of each past day whether the link could have been seen.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate demo
  colligate demo --open
  colligate demo --serve
  colligate demo --seed 7 --out another-london")]
pub struct Demo {
    /// Seed of the simulated London and of the null registers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Null registers to draw, at most
    #[arg(long, value_name = "N", default_value_t = 99)]
    draws: u32,
    /// Deaths to simulate: fewer are linked faster
    #[arg(long, value_name = "N", default_value_t = London::default().deaths)]
    deaths: usize,
    /// Folder for the register and the results
    #[arg(long, value_name = "DIR", default_value = "demo.colligate")]
    out: PathBuf,
    /// Open the report in a browser
    #[arg(long)]
    open: bool,
    /// Open the workbench on it instead: the day is 20 September 2014
    #[arg(long, conflicts_with = "open")]
    serve: bool,
    /// Address and port of the workbench
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080", requires = "serve")]
    listen: SocketAddr,
    /// Leave the day's deaths out of the case file, as today.csv beside it:
    /// take them in on the page Today, as a duty reviewer does
    #[arg(long, requires = "serve")]
    leave_today: bool,
}

impl Demo {
    /// Simulates, links, replays, writes and shows.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        if self.serve {
            return workbench::serve(|| self.register(), &self.out, self.listen, self.leave_today, screen);
        }
        let stages = Stages::new(screen);
        let folder = Folder::begin(&self.out, Holds::Series)?;
        stages.begin("simulating London");
        let register = self.register();
        let (mut csv, mut later) = (Vec::new(), Vec::new());
        write_csv(&register, &mut csv)?;
        write_amendments(&register.statements, &mut later)?;
        folder.write_bytes("register.csv", &csv)?;
        folder.write_bytes("register.amendments.jsonl", &later)?;
        // Read back as any other register would be: the demonstration goes the whole way.
        // It is always read on its own last day, so that the demonstration is the same on every day.
        let last = register.deaths.iter().filter_map(|death| death.known()).max();
        let input = Input::Bytes { name: "simulated London".into(), bytes: csv };
        let mut read = How::default().read(input, &ReadOn { today: last }, &stages)?;
        read.amend(Input::Bytes { name: "simulated office".into(), bytes: later })?;
        let options = LinkOptions { draws: self.draws, seed: self.seed, today: last, ..LinkOptions::default() };
        let model = colligate_evidence::Model::default();
        let linked = link(&read.register, read.summary.clone(), &model, &options, &stages)?;
        stages.begin("writing");
        folder.write_result(&linked.result, &linked.links, &read.rejects)?;
        stages.done();
        let report = folder.finish()?.join("report.html");
        screen.print(&colligate_report::terminal::table(&linked.result, screen.width, screen.colour))?;
        screen.tell(&format!("\nThe report: {}\n", report.display()));
        if self.open { open(&report) } else { Ok(()) }
    }

    fn register(&self) -> Register {
        let mut register = london(&London { deaths: self.deaths, ..London::default() }, self.seed);
        barking(&mut register);
        register
    }
}

/// The program that opens a file as the desktop would.
const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

fn open(report: &Path) -> anyhow::Result<()> {
    Command::new(OPENER)
        .arg(report)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("{OPENER} does not start; open {} in a browser yourself", report.display()))?;
    Ok(())
}
