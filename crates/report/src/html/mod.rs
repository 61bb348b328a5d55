//! The pages: each one file that carries everything it needs and asks nothing of any network.

mod appendix;
mod evaluation;
mod headline;
mod lost;
pub mod markup;
mod members;
mod ranked;
mod reviewed;
pub mod scan;
mod series;
pub(crate) mod shell;

pub use evaluation::evaluation_html;
pub use scan::{scan_html, surveillance_html};

use colligate_linkage::result::LinkResult;

/// Series shown in detail. The list holds all of them, `series.json` every detail.
const DETAILED: usize = 60;

/// The result as one HTML page, in UTF-8.
///
/// The page holds its style, its drawings and a small script (sorting, opening and closing all links at once, light or
/// dark); everything essential is there without the script. A content-security policy forbids every request and every
/// other script or style. All text of the register is escaped.
pub fn report_html(result: &LinkResult) -> String {
    let title = format!("Series in {} – Colligate", result.register.source);
    shell::page(&title, ("#series", "Skip to the series"), |m| {
        headline::headline(m, result);
        m.element("main", &[], |m| {
            ranked::ranked(m, result);
            reviewed::reviewed(m, result);
            for series in result.series.iter().take(DETAILED) {
                series::series(m, result, series);
            }
            lost::lost(m, result);
            appendix::appendix(m, result);
        });
    })
}
