//! `colligate demo --serve`: the workbench on the day the third man was found.

use crate::commands::serve::{ProviderOptions, Serve};
use crate::office::{Office, console, run};
use crate::output::Screen;
use crate::progress::Stages;
use crate::untrusted::{Untrusted, Uploads};
use colligate_casefile::{Clock, ImportFile, NewUser, Role, Signer, Store};
use colligate_register::{Day, Progress, Register, write_csv};
use std::net::SocketAddr;
use std::path::Path;

/// 19 September 2014, the day before the third man was found.
const BEFORE: Day = Day(16_332);
/// Password of the accounts of the demonstration, which hold simulated deaths and public facts.
const PASSWORD: &str = "barking 2014 demonstration";
/// Names and roles of the accounts.
const ACCOUNTS: [(&str, Role); 3] =
    [("reviewer", Role::Reviewer), ("supervisor", Role::Supervisor), ("administrator", Role::Administrator)];

/// Makes the case file where there is none, and serves it.
///
/// # Errors
/// Where it cannot be made or served.
pub fn serve(
    register: impl FnOnce() -> Register,
    folder: &Path,
    listen: SocketAddr,
    leave_today: bool,
    screen: &Screen,
) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join("workbench.db");
    let office = Office {
        database: path.to_string_lossy().into_owned(),
        key: Some(folder.join("workbench.key")),
        today: Some(BEFORE + 1),
    };
    if !path.exists() {
        let unfinished = folder.join("workbench.unfinished");
        let _ = std::fs::remove_file(&unfinished);
        let [before, today] = days(&register());
        let key = office.key.as_deref().unwrap_or(folder);
        if leave_today {
            let file = folder.join("today.csv");
            write_csv(&today.1, std::fs::File::create(&file)?)?;
            screen.tell(&format!("The deaths of the day are in {}.\n", file.display()));
            fill(&[before], &unfinished, key, screen)?;
        } else {
            fill(&[before, today], &unfinished, key, screen)?;
        }
        std::fs::rename(&unfinished, &path)?;
    }
    screen.tell(&format!(
        "It is 20 September 2014 in {}. Sign in as reviewer, supervisor or administrator with the password “{PASSWORD}”.\n",
        path.display()
    ));
    Serve {
        listen,
        behind_tls: false,
        tls_cert: None,
        tls_key: None,
        layers: None,
        provider: ProviderOptions::default(),
        untrusted: Untrusted::default(),
        uploads: Uploads::default(),
        office,
    }
    .run(screen)
}

/// What was known on 19 September 2014, and the next day's new deaths.
fn days(register: &Register) -> [(Day, Register); 2] {
    let before = register.as_of(BEFORE);
    let mut fresh = register.as_of(BEFORE + 1);
    let known: std::collections::HashSet<_> = before.deaths.iter().map(|death| death.id.clone()).collect();
    fresh.deaths.retain(|death| !known.contains(&death.id));
    [(BEFORE, before), (BEFORE + 1, fresh)]
}

/// Takes in each day's deaths, linked on that day.
fn fill(days: &[(Day, Register)], path: &Path, key: &Path, screen: &Screen) -> anyhow::Result<()> {
    run(async {
        let clock = Clock::set_to(BEFORE);
        let store = Store::open(&path.to_string_lossy(), clock, Some(Signer::open(key)?)).await?;
        let actor = console();
        for (name, role) in ACCOUNTS {
            store
                .add_user(&actor, &NewUser { name, full_name: name, role, team: "demonstration", password: PASSWORD })
                .await?;
        }
        for (day, register) in days {
            store.clock().turn_to(*day);
            let stages = Stages::new(screen);
            stages.stage(&format!("taking {day} in"), 0);
            let mut bytes = Vec::new();
            write_csv(register, &mut bytes)?;
            let imported =
                store.import(&actor, ImportFile { name: format!("deaths known on {day}.csv"), bytes }).await?;
            if let Some(number) = imported.number {
                store.link(&actor, number, stages).await?;
            }
        }
        // What is in the write-ahead log goes into the file, which is renamed after this.
        store.close().await;
        anyhow::Ok(())
    })
}
