//! `colligate completions`: completion scripts for shells.

use crate::output::Screen;
use clap_complete::Shell;

/// Write a script with which a shell completes commands and options
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate completions bash >> ~/.bash_completion
  colligate completions zsh > ~/.zfunc/_colligate
  colligate completions fish > ~/.config/fish/completions/colligate.fish")]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    /// Writes the script to standard output.
    pub fn run(&self, screen: &Screen, cli: &mut clap::Command) -> anyhow::Result<()> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, cli, "colligate", &mut script);
        screen.print(&String::from_utf8_lossy(&script))
    }
}
