//! One row of a source as text: all its cells in one buffer that is used again for the next row.

use serde::{Deserialize, Serialize};

/// A row.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Row {
    /// Line of the source.
    pub line: u64,
    /// Cells that the source should have given and did not.
    pub missing: usize,
    text: String,
    ends: Vec<usize>,
}

impl Row {
    /// Empties it, keeping its memory.
    pub fn clear(&mut self, line: u64) {
        self.line = line;
        self.missing = 0;
        self.text.clear();
        self.ends.clear();
    }

    /// Adds a cell.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// Takes all cells at once: their text without separators, and where each ends. `false`, and nothing taken, where
    /// an end would cut a character.
    pub fn fill(&mut self, text: &str, ends: impl Iterator<Item = usize>) -> bool {
        self.ends.extend(ends);
        if self.ends.iter().all(|&end| text.is_char_boundary(end)) {
            self.text.push_str(text);
            true
        } else {
            self.ends.clear();
            false
        }
    }

    /// A cell, trimmed; empty where the row has no such cell.
    pub fn cell(&self, index: usize) -> &str {
        let Some(&end) = self.ends.get(index) else { return "" };
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        let cell = &self.text[start..end];
        // Most cells need no trimming, and looking for white space in Unicode is slow.
        match cell.as_bytes() {
            [] => "",
            [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
            _ => cell.trim(),
        }
    }

    /// True where the cell is there and holds anything but white space.
    pub fn is_filled(&self, index: usize) -> bool {
        !self.cell(index).is_empty()
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// All text of the row.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether its cells lie in its text, one behind the other: true of each row made here, and to be asked of one that came from elsewhere.
    pub fn is_sound(&self) -> bool {
        let ends = self.ends.iter().copied();
        self.ends.is_sorted()
            && ends.clone().all(|end| self.text.is_char_boundary(end))
            && ends.last().unwrap_or(0) <= self.text.len()
    }

    /// Bytes it takes.
    pub fn bytes(&self) -> usize {
        self.text.len() + 8 * self.ends.len()
    }
}
