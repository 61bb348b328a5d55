//! Rows below a table that sum it up: totals, means and counts are no deaths.

use crate::death::Death;
use crate::source::Row;

/// Cells that such a row fills, at most.
const MOST_CELLS: usize = 3;

/// Words with which such a row begins, in English, German, French and Spanish.
const WORDS: [&str; 22] = [
    "total",
    "totals",
    "subtotal",
    "sum",
    "mean",
    "average",
    "median",
    "count",
    "minimum",
    "maximum",
    "gesamt",
    "summe",
    "insgesamt",
    "mittelwert",
    "durchschnitt",
    "somme",
    "moyenne",
    "médiane",
    "suma",
    "promedio",
    "media",
    "grand",
];

/// True for a row that begins with such a word, holds little more, and tells neither day nor place.
pub(crate) fn is_total(row: &Row, death: &Death) -> bool {
    if death.died.is_some() || death.point.is_some() {
        return false;
    }
    let mut cells = (0..row.len()).map(|at| row.cell(at)).filter(|text| !text.is_empty());
    let Some(first) = cells.next() else { return false };
    let word = first.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    WORDS.contains(&word.as_str()) && cells.count() < MOST_CELLS
}
