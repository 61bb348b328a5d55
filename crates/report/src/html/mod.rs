//! The report: one page that carries everything it needs and asks nothing of any network.

mod appendix;
mod headline;
mod lost;
pub mod markup;
mod members;
mod ranked;
mod series;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use colligate_linkage::result::LinkResult;
use markup::Markup;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// Series shown in detail. The list holds all of them, `series.json` every detail.
const DETAILED: usize = 60;

/// The result as one HTML page, in UTF-8.
///
/// The page holds its style, its drawings and a small script (sorting, opening and closing all links at once, light or
/// dark); everything essential is there without the script. A content-security policy forbids every request and every
/// other script or style. All text of the register is escaped.
pub fn report_html(result: &LinkResult) -> String {
    let mut m = Markup::default();
    m.literal("<!DOCTYPE html>\n");
    m.element("html", &[("lang", &"en")], |m| {
        m.element("head", &[], |m| head(m, result));
        m.element("body", &[], |m| {
            m.line("a", &[("class", &"skip"), ("href", &"#series")], "Skip to the series");
            headline::headline(m, result);
            m.element("main", &[], |m| {
                ranked::ranked(m, result);
                for series in result.series.iter().take(DETAILED) {
                    series::series(m, result, series);
                }
                lost::lost(m, result);
                appendix::appendix(m, result);
            });
        });
    });
    m.literal("\n");
    m.finish()
}

fn head(m: &mut Markup, result: &LinkResult) {
    m.tag("meta", &[("charset", &"utf-8")]);
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    m.tag("meta", &[("http-equiv", &"Content-Security-Policy"), ("content", &policy)]);
    m.tag("meta", &[("name", &"viewport"), ("content", &"width=device-width, initial-scale=1")]);
    m.tag("meta", &[("name", &"color-scheme"), ("content", &"light dark")]);
    m.tag("meta", &[("name", &"referrer"), ("content", &"no-referrer")]);
    m.tag("link", &[("rel", &"icon"), ("href", &"data:,")]);
    m.line("title", &[], format_args!("Series in {} – Colligate", result.register.source));
    m.element("style", &[], |m| m.literal(STYLE));
    m.element("script", &[], |m| m.literal(SCRIPT));
}

/// The hash by which a content-security policy names an inline text.
fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}
