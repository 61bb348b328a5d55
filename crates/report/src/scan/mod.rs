//! What a scan found, for people and for other programs.

mod facts;
mod geojson;
mod json;
mod notes;
mod signals;
mod tables;

pub use facts::{ScanCase, ScanFacts};
pub use geojson::clusters_geojson;
pub use json::{SCHEMA, scan_json};
pub(crate) use notes::note;
pub use signals::{signal_table, surveillance_json};
pub(crate) use tables::quoted;
pub use tables::{cluster_table, line_list, place_table};
