//! What people look at: the terminal, `series.json`, Parquet, GeoJSON and a self-contained HTML page, all out of one
//! [`LinkResult`](colligate_linkage::result::LinkResult).
//!
//! This room takes a result and returns text or bytes. It computes no evidence, asks no network and knows no clock; the
//! same result gives the same bytes.

mod charts;
pub mod documents;
mod error;
mod facts;
mod geojson;
mod html;
mod json;
mod judged;
mod links;
pub mod note;
pub mod pdf;
pub mod scan;
pub mod subsets;
pub mod terminal;
mod words;

pub use error::ReportError;
pub use geojson::series_geojson;
pub use html::{evaluation_html, report_html, scan_html, surveillance_html};
pub use json::{evaluation_json, series_json};
pub use links::{LinksWriter, links_parquet};
