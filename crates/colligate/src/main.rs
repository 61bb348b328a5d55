//! The `colligate` command line: reads what was asked, calls the engine, shows what it says. It holds no logic of its
//! own.

mod commands;
mod interrupt;
mod known;
mod located;
mod nothing;
mod office;
mod options;
mod output;
mod progress;
mod read;
mod say;
mod untrusted;

use clap::{CommandFactory, FromArgMatches, Parser};
use commands::Command;
use nothing::NothingCompared;
use std::io::Write;
use std::num::NonZeroUsize;
use std::process::ExitCode;

/// Finds deaths that belong together in a register of deaths, and says how surprising that is.
///
/// A series is a lead to be reviewed, never a crime and never a score for a person. Nothing leaves this machine.
#[derive(Parser)]
#[command(
    name = "colligate",
    version,
    max_term_width = 80,
    propagate_version = true,
    after_help = "\
Examples:
  colligate demo                               the Barking deaths among others
  colligate link deaths.csv                    its series, and a report
  colligate nearest deaths.csv --death 14-001  what resembles one death
  colligate completions --help                 have your shell complete commands

Exit code: 0 whatever is found, 2 for input that cannot be used, 3 where
nothing could be compared, for want of places or dates, 130 after Ctrl-C."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    general: General,
}

/// Settings of every command.
#[derive(clap::Args)]
struct General {
    /// Processor threads to use [default: all]
    #[arg(long, global = true, value_name = "N", value_parser = options::at_least_one, help_heading = "General")]
    threads: Option<NonZeroUsize>,
    /// Show results and errors only
    #[arg(long, short, global = true, help_heading = "General")]
    quiet: bool,
}

/// Exit code for input that cannot be used.
const BAD_INPUT: u8 = 2;

/// Exit code where nothing could be compared.
const NOTHING_COMPARED: u8 = 3;

fn main() -> ExitCode {
    if let Some(code) = child() {
        return code;
    }
    let cli = match command().try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return said_by_the_parser(&error),
    };
    let screen = output::Screen::new(cli.general.quiet);
    match run(cli, &screen) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of a pipe has seen enough.
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) if error.is::<NothingCompared>() => {
            if error.downcast_ref().is_some_and(|nothing: &NothingCompared| !nothing.shown) {
                let _ = writeln!(std::io::stderr(), "{}", output::wrapped(&error.to_string(), output::WIDTH));
            }
            ExitCode::from(NOTHING_COMPARED)
        }
        Err(error) => {
            interrupt::let_it_finish();
            say::say(&output::error_text(&error));
            ExitCode::from(BAD_INPUT)
        }
    }
}

/// The end of a child that reads one file for this program, where that is what it was started as.
fn child() -> Option<ExitCode> {
    let mut arguments = std::env::args().skip(1);
    (arguments.next()? == colligate_reader::COMMAND).then(|| {
        let read = colligate_reader::read_as_child(&arguments.collect::<Vec<_>>());
        if read.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(BAD_INPUT) }
    })
}

/// Help, the version, or what cannot be understood; the latter in lines that fit, which the parser does not see to.
fn said_by_the_parser(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    if !error.use_stderr() || text.lines().all(|line| line.chars().count() <= output::WIDTH) {
        error.exit()
    }
    say::say(&output::wrapped_throughout(&text, output::WIDTH));
    ExitCode::from(BAD_INPUT)
}

/// The command line. A number below nothing is a value that makes no sense, not an option that is unknown.
fn command() -> clap::Command {
    Cli::command().mut_subcommands(|command| {
        command.mut_args(|arg| {
            let takes = arg.get_action().takes_values();
            arg.allow_negative_numbers(takes)
        })
    })
}

fn run(cli: Cli, screen: &output::Screen) -> anyhow::Result<()> {
    interrupt::watch()?;
    if let Some(threads) = cli.general.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build_global()?;
    }
    commands::run(cli.command, screen, &mut Cli::command())
}
