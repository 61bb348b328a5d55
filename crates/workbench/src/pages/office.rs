//! For administrators: users, restrictions, the alert budget; and the audit trail.

use super::{Head, Page, page};
use crate::Desk;
use crate::session::Signed;
use askama::Template;
use axum::extract::State;
use colligate_casefile::minute;
use colligate_casefile::{AuditEntry, Fault, Policy, Remembered, User};
use colligate_register::DateOrder;

#[derive(Template)]
#[template(path = "office.html")]
struct OfficePage {
    head: Head,
    users: Vec<User>,
    budget: String,
    policy: Policy,
    registers: Vec<RegisterRow>,
    sizes: (i64, i64, i64),
}

/// How the files of a register are read.
struct RegisterRow {
    name: String,
    profile: String,
    dates: &'static str,
    sheet: String,
    /// The last file that changed any of it, by whom and when.
    since: String,
}

impl RegisterRow {
    fn of(register: Remembered) -> RegisterRow {
        let Remembered { register, profile, dates, sheet, file, at, by, .. } = register;
        RegisterRow {
            name: register,
            profile: profile.map(|profile| profile.name).unwrap_or_default(),
            dates: match dates {
                Some(DateOrder::DayFirst) => "day first",
                Some(DateOrder::MonthFirst) => "month first",
                None => "",
            },
            sheet: sheet.unwrap_or_default(),
            since: format!("{file}, {by}, {}", minute(&at)),
        }
    }
}

pub(crate) async fn show(State(desk): State<Desk>, by: Signed) -> Page {
    let (store, actor) = (&desk.store, by.actor());
    let sizes = store.sizes(actor).await?;
    page(&OfficePage {
        users: store.users(actor).await?,
        budget: format!("{}", store.budget().await?.a_month),
        policy: store.policy().await?,
        registers: store.registers(actor).await?.into_iter().map(RegisterRow::of).collect(),
        sizes,
        head: Head::new(&by, store.clock().today().to_string()),
    })
}

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    head: Head,
    entries: Vec<AuditEntry>,
    faults: Vec<FaultRow>,
    explained: Vec<String>,
    looked_at: i64,
}

/// What is wrong with the trail.
struct FaultRow {
    told: String,
    /// The entry after which the clock was put back, which can be explained; none for other faults.
    step: Option<i64>,
}

impl FaultRow {
    fn of(fault: &Fault) -> FaultRow {
        let step = match fault {
            Fault::Backwards { number, .. } => Some(*number),
            _ => None,
        };
        FaultRow { told: fault.to_string(), step }
    }
}

/// Entries shown.
const NEWEST: i64 = 200;

pub(crate) async fn audit(State(desk): State<Desk>, by: Signed) -> Page {
    let (store, actor) = (&desk.store, by.actor());
    let verified = store.verify_audit(actor).await?;
    let mut entries = store.newest_audit(actor, NEWEST).await?;
    entries.iter_mut().for_each(|entry| entry.at = minute(&entry.at));
    page(&AuditPage {
        entries,
        faults: verified.faults.iter().map(FaultRow::of).collect(),
        explained: verified.explained.iter().map(ToString::to_string).collect(),
        looked_at: verified.entries,
        head: Head::new(&by, store.clock().today().to_string()),
    })
}
