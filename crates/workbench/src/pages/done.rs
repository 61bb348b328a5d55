//! What came of an import or an erasure.

use super::{Head, Page, page};
use crate::Desk;
use crate::session::Signed;
use askama::Template;
use colligate_casefile::{Erased, Imported};
use colligate_register::Reject;

#[derive(Template)]
#[template(path = "done.html")]
struct DonePage<'a> {
    head: Head,
    title: String,
    told: String,
    notes: &'a [String],
    rejects: &'a [Reject],
    more: usize,
    next: (&'static str, &'static str),
}

/// Rejects shown.
const MOST: usize = 500;

/// The counts of a file that was taken in, and what of it could not be used.
pub(crate) fn imported(desk: &Desk, by: &Signed, file: &str, imported: &Imported) -> Page {
    let Imported { rows, added, changed, unchanged, rejects, notes, .. } = imported;
    let (added, changed) = (added.len(), changed.len());
    let shown = rejects.len().min(MOST);
    page(&DonePage {
        title: format!("Taken in: {file}"),
        told: format!(
            "Rows {rows}: deaths new {added}, changed {changed}, with nothing new to be shown {unchanged}. Rows or fields that could not be used: {}.",
            rejects.len()
        ),
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
    let note =
        format!("What sources said of others still names it: {left} values or documents. Search for the number.");
    page(&DonePage {
        title: format!("Erased: {death}"),
        told: format!(
            "Off the record: values {values}; decisions, leads and other matters {matters}; documents {documents}; series {series}. Its number was taken out of {texts} texts about others and kept searches."
        ),
        notes: if *left > 0 { std::slice::from_ref(&note) } else { &[] },
        rejects: &[],
        more: 0,
        next: ("/office", "Back to the office"),
        head: Head::new(by, desk.store.clock().today().to_string()),
    })
}
