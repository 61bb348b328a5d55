//! Limits that keep a broken or hostile source from eating the machine.

use serde::{Deserialize, Serialize};

/// Limits of one reading. The defaults are far beyond any register seen and far below what harms a laptop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Longest row, in bytes of text. A quotation mark that is never closed shows as one endless row.
    pub row_bytes: u64,
    /// Most columns.
    pub columns: usize,
    /// Most bytes after decompression.
    pub decompressed_bytes: u64,
    /// Most bytes that one compressed byte may become, once [`Limits::ratio_from`] bytes are out. Text seldom passes 50;
    /// deflate ends near 1,030.
    pub ratio: u64,
    /// Bytes after decompression below which the ratio is not looked at.
    pub ratio_from: u64,
    /// Most rows.
    pub rows: u64,
    /// Most bytes of the text of all rows together.
    pub text_bytes: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            row_bytes: 16 << 20,
            columns: 4096,
            decompressed_bytes: 256 << 30,
            ratio: 250,
            ratio_from: 64 << 20,
            rows: u64::from(u32::MAX),
            text_bytes: u64::MAX,
        }
    }
}
