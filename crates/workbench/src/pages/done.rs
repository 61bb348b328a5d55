//! What came of an import or an erasure.

use super::alerts::line;
use super::{Head, Page, page};
use crate::Desk;
use crate::session::Signed;
use askama::Template;
use colligate_casefile::{Erased, Imported};
use colligate_register::wording::{counted, thousands};
use colligate_register::{NotCompared, Reject};

#[derive(Template)]
#[template(path = "done.html")]
struct DonePage<'a> {
    head: Head,
    title: String,
    told: String,
    /// Said before anything else: that deaths cannot be compared.
    first: Option<String>,
    /// Series that an alert was raised for: path, identifier, and what changed; empty for a new one.
    alerts: Vec<(String, String, String)>,
    notes: &'a [String],
    rejects: &'a [Reject],
    more: usize,
    next: (&'static str, &'static str),
}

/// Rejects shown.
const MOST: usize = 500;

/// The counts of a file that was taken in, and what of it could not be used.
pub(crate) async fn imported(desk: &Desk, by: &Signed, file: &str, imported: &Imported) -> Page {
    let Imported { number, rows, added, changed, unchanged, rejects, notes, not_compared, register: _ } = imported;
    let (added, changed, unused) = (added.len(), changed.len(), rejects.len());
    let shown = unused.min(MOST);
    // Those that the user may see: what else was raised is not theirs to know.
    let alerts = desk.store.alerts(by.actor(), i64::MAX).await?;
    let raised = alerts.into_iter().filter(|alert| Some(alert.import) == *number);
    page(&DonePage {
        title: format!("Taken in: {file}"),
        told: format!(
            "{}: {}, {} with something new, {} with nothing new to be shown; {} could not be used.",
            counted(*rows, "row", "rows"),
            counted(added, "new death", "new deaths"),
            thousands(changed),
            thousands(*unchanged),
            counted(unused, "row or field", "rows or fields")
        ),
        first: not_compared.as_ref().map(NotCompared::sentences),
        alerts: raised.map(|alert| line(&alert)).collect(),
        notes,
        rejects: &rejects[..shown],
        more: rejects.len() - shown,
        next: ("/", "On to today"),
        head: Head::new(by, desk.store.clock().today().to_string()),
    })
}

/// What an erasure took, and what it left.
pub(crate) fn erased(desk: &Desk, by: &Signed, death: &str, erased: &Erased) -> Page {
    let Erased { values, matters, documents, series, texts, left } = erased;
    let note = format!(
        "What sources said of others still names it: {}. Search for the number.",
        counted(*left, "value or document", "values or documents")
    );
    page(&DonePage {
        title: format!("Erased: {death}"),
        told: format!(
            "Off the record: values {values}; decisions, leads and other matters {matters}; documents {documents}; series {series}. Its number was taken out of {} about others and kept searches.",
            counted(*texts, "text", "texts")
        ),
        first: None,
        alerts: Vec::new(),
        notes: if *left > 0 { std::slice::from_ref(&note) } else { &[] },
        rejects: &[],
        more: 0,
        next: ("/office", "Back to the office"),
        head: Head::new(by, desk.store.clock().today().to_string()),
    })
}
