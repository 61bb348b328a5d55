//! `colligate user`: who may sign in.

use crate::office::{Office, console, run};
use crate::output::{Screen, table};
use anyhow::bail;
use clap::{Subcommand, ValueEnum};
use colligate_casefile::{NewUser, Role, UserChange};
use std::io::{BufRead, IsTerminal};

/// Add, list and close the accounts of the workbench
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate user add ada --role administrator --full-name \"Ada Okoro\"
  colligate user add rev --role reviewer --team east < password.txt
  colligate user change rev --role supervisor
  colligate user list

The password is asked for, or read as one line from standard input; it is never an argument, which others could see.")]
pub struct User {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Copy, ValueEnum)]
enum As {
    /// Looks
    Reader,
    /// Looks, imports, decides and follows leads
    Reviewer,
    /// The same, and signs off what others decided
    Supervisor,
    /// Looks, and looks after users, restrictions and settings
    Administrator,
}

#[derive(Subcommand)]
enum What {
    /// Add a user
    Add {
        /// Name to sign in with
        name: String,
        /// What the user is there for
        #[arg(long, value_enum)]
        role: As,
        /// Name to be shown [default: the name]
        #[arg(long, value_name = "NAME")]
        full_name: Option<String>,
        /// Team
        #[arg(long, value_name = "NAME", default_value = "")]
        team: String,
        /// Have the user change the password at the first sign-in
        #[arg(long)]
        must_change: bool,
        #[command(flatten)]
        office: Office,
    },
    /// Give a user another password and end their sessions
    Password {
        /// Name
        name: String,
        /// Have the user change it at the first sign-in
        #[arg(long)]
        must_change: bool,
        #[command(flatten)]
        office: Office,
    },
    /// Give a user another role or team, and end their sessions
    Change {
        /// Name
        name: String,
        /// What the user is there for
        #[arg(long, value_enum, required_unless_present = "team")]
        role: Option<As>,
        /// Team
        #[arg(long, value_name = "NAME")]
        team: Option<String>,
        #[command(flatten)]
        office: Office,
    },
    /// Close an account; what the user did stays on record
    Close {
        /// Name
        name: String,
        #[command(flatten)]
        office: Office,
    },
    /// Open an account again
    Open {
        /// Name
        name: String,
        #[command(flatten)]
        office: Office,
    },
    /// List all users
    List {
        #[command(flatten)]
        office: Office,
    },
}

impl User {
    /// Does it.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        match &self.what {
            What::Add { name, role, full_name, team, must_change, office } => {
                let password = password()?;
                let full_name = full_name.as_deref().unwrap_or(name);
                let user = NewUser { name, full_name, role: role.role(), team, password: &password };
                run(async {
                    let store = office.open().await?;
                    store.add_user(&console(), &user).await?;
                    if *must_change {
                        store.have_password_changed(&console(), name).await?;
                    }
                    Ok(())
                })?;
                screen.tell(&format!("{name} may sign in as {}.\n", role.role().as_str()));
                Ok(())
            }
            What::Password { name, must_change, office } => {
                let password = password()?;
                run(async {
                    let store = office.open().await?;
                    store.set_password(&console(), name, &password).await?;
                    if *must_change {
                        store.have_password_changed(&console(), name).await?;
                    }
                    Ok(())
                })
            }
            What::Change { name, role, team, office } => {
                let role = role.as_ref().map(As::role);
                change(office, name, UserChange { role, team: team.clone(), ..UserChange::default() })
            }
            What::Close { name, office } => {
                change(office, name, UserChange { disabled: Some(true), ..UserChange::default() })
            }
            What::Open { name, office } => {
                change(office, name, UserChange { disabled: Some(false), ..UserChange::default() })
            }
            What::List { office } => {
                let users = run(async { Ok(office.open().await?.users(&console()).await?) })?;
                let row = |user: colligate_casefile::User| {
                    let open = if user.disabled { "closed" } else { "" };
                    vec![user.name, user.full_name, user.role.as_str().to_owned(), user.team, open.to_owned()]
                };
                screen.print(&table(&["name", "shown as", "role", "team", ""], users.into_iter().map(row), screen))
            }
        }
    }
}

fn change(office: &Office, name: &str, change: UserChange) -> anyhow::Result<()> {
    run(async { Ok(office.open().await?.change_user(&console(), name, &change).await?) })
}

impl As {
    fn role(&self) -> Role {
        match self {
            As::Reader => Role::Reader,
            As::Reviewer => Role::Reviewer,
            As::Supervisor => Role::Supervisor,
            As::Administrator => Role::Administrator,
        }
    }
}

/// The password: asked for without showing it, or one line of standard input.
fn password() -> anyhow::Result<String> {
    if std::io::stdin().is_terminal() {
        let term = console::Term::stderr();
        term.write_str("Password (15 characters or more): ")?;
        let first = term.read_secure_line()?;
        term.write_str("The same again: ")?;
        if term.read_secure_line()? != first {
            bail!("the two are not the same");
        }
        return Ok(first);
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
