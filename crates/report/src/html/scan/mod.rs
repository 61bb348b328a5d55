//! The page of a scan: its clusters on a map, over time, and against the draws.

mod appendix;
mod chance;
mod cluster;
mod headline;
mod members;
mod place;
mod ranked;
mod settings;
mod surveillance;
mod told;
mod view;

pub use surveillance::surveillance_html;
pub use view::View;

use super::shell;
use crate::scan::ScanFacts;
use colligate_scan::ScanResult;

/// Clusters shown in detail and drawn on the map.
const DETAILED: usize = 60;

/// Clusters in the list; more come only where clusters may overlap without restriction.
const LISTED: usize = 500;

/// A scan as one HTML page, in UTF-8.
///
/// The page holds its style, its drawings, its base map and a small script for comfort; everything is there without the
/// script. A content-security policy forbids every request. All text of the data is escaped.
pub fn scan_html(facts: &ScanFacts, result: &ScanResult) -> String {
    let view = View { facts, result };
    let title = format!("Scan of {} – Colligate", facts.source);
    shell::page(&title, ("#clusters", "Skip to the clusters"), |m| {
        headline::headline(m, &view);
        m.element("main", &[], |m| {
            ranked::ranked(m, &view);
            place::place(m, &view);
            for (number, cluster) in view.detailed() {
                cluster::cluster(m, &view, number, cluster);
            }
            chance::chance(m, &view);
            appendix::appendix(m, &view);
        });
    })
}
