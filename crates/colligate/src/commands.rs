//! The commands, one a file.

mod audit;
mod backup;
mod completions;
mod demo;
mod erase;
mod evaluate;
mod import;
mod interaction;
mod link;
mod nearest;
mod note;
mod profile;
mod read;
mod replay;
mod scan;
mod serve;
mod simulate;
mod subsets;
mod train;
mod user;

use crate::output::Screen;

/// What to do.
#[derive(clap::Subcommand)]
pub enum Command {
    Demo(demo::Demo),
    Link(link::Link),
    Nearest(nearest::Nearest),
    Note(note::Note),
    Replay(replay::Replay),
    Scan(scan::Scan),
    Subsets(subsets::Subsets),
    Interaction(interaction::Interaction),
    Read(read::Read),
    Profile(profile::Profile),
    Train(train::Train),
    Evaluate(evaluate::Evaluate),
    Simulate(simulate::Simulate),
    Serve(serve::Serve),
    Import(import::Import),
    User(user::User),
    Audit(audit::Audit),
    Backup(backup::Backup),
    Erase(erase::Erase),
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
        Command::Note(note) => note.run(screen),
        Command::Replay(replay) => replay.run(screen),
        Command::Scan(scan) => scan.run(screen),
        Command::Subsets(subsets) => subsets.run(screen),
        Command::Interaction(interaction) => interaction.run(screen),
        Command::Read(read) => read.run(screen),
        Command::Profile(profile) => profile.run(screen),
        Command::Train(train) => train.run(screen),
        Command::Evaluate(evaluate) => evaluate.run(screen),
        Command::Simulate(simulate) => simulate.run(screen),
        Command::Serve(serve) => serve.run(screen),
        Command::Import(import) => import.run(screen),
        Command::User(user) => user.run(screen),
        Command::Audit(audit) => audit.run(screen),
        Command::Backup(backup) => backup.run(screen),
        Command::Erase(erase) => erase.run(screen),
        Command::Completions(completions) => completions.run(screen, cli),
    }
}
