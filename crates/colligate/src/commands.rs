//! The commands, one a file.

mod completions;
mod demo;
mod evaluate;
mod interaction;
mod link;
mod nearest;
mod profile;
mod replay;
mod scan;
mod simulate;
mod subsets;
mod train;

use crate::output::Screen;

/// What to do.
#[derive(clap::Subcommand)]
pub enum Command {
    Demo(demo::Demo),
    Link(link::Link),
    Nearest(nearest::Nearest),
    Replay(replay::Replay),
    Scan(scan::Scan),
    Subsets(subsets::Subsets),
    Interaction(interaction::Interaction),
    Profile(profile::Profile),
    Train(train::Train),
    Evaluate(evaluate::Evaluate),
    Simulate(simulate::Simulate),
    Completions(completions::Completions),
}

/// Does it.
///
/// # Errors
/// What stands in the way, in words for the person at the keyboard.
pub fn run(command: Command, screen: &Screen, cli: &mut clap::Command) -> anyhow::Result<()> {
    match command {
        Command::Demo(demo) => demo.run(screen),
        Command::Link(link) => link.run(screen),
        Command::Nearest(nearest) => nearest.run(screen),
        Command::Replay(replay) => replay.run(screen),
        Command::Scan(scan) => scan.run(screen),
        Command::Subsets(subsets) => subsets.run(screen),
        Command::Interaction(interaction) => interaction.run(screen),
        Command::Profile(profile) => profile.run(screen),
        Command::Train(train) => train.run(screen),
        Command::Evaluate(evaluate) => evaluate.run(screen),
        Command::Simulate(simulate) => simulate.run(),
        Command::Completions(completions) => completions.run(screen, cli),
    }
}
