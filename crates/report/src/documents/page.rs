//! The page of a reading: what differs first, then the facts with their sources side by side, when it happened and when it was said, and
//! the documents themselves with what they name marked.

use super::{DocumentsFacts, View, events, headline, register, texts};
use crate::html::shell;
use colligate_documents::across::Reading;

/// Events told in detail, largest first. The rest is in `documents.json`.
pub(super) const DETAILED: usize = 60;

/// What was read as one HTML page, in UTF-8.
///
/// The page holds its style, its drawings and a small script for comfort; everything is there without the script. A content-security
/// policy forbids every request. All text of the documents is escaped.
pub fn documents_html(facts: &DocumentsFacts<'_>, reading: &Reading) -> String {
    let view = View { facts, reading };
    shell::page("What the documents say – Colligate", ("#events", "Skip to the events"), |m| {
        headline::headline(m, view);
        m.element("main", &[("id", &"events")], |m| {
            for (number, event) in reading.events.iter().enumerate().take(DETAILED) {
                events::event(m, view, number, event);
            }
            register::register(m, view);
            texts::texts(m, view);
            headline::foot(m, view);
        });
    })
}
