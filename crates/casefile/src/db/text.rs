//! Statements whose length depends on how much is asked for. They are made of fixed text and of numbered places for values, and of nothing
//! else: no value, and no name that comes from outside, can get into one.

use sqlx::AssertSqlSafe;

/// A part of a statement.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    /// Fixed text.
    Text(&'static str),
    /// So many places, the first of this number: `$2, $3, $4`.
    Places { first: usize, count: usize },
    /// So many rows of so many places, from the first: `($1, $2), ($3, $4)`.
    Rows { columns: usize, rows: usize },
}

/// The statement of these parts.
pub(crate) fn made_of(parts: impl IntoIterator<Item = Part>) -> AssertSqlSafe<String> {
    AssertSqlSafe(parts.into_iter().map(written).collect())
}

fn written(part: Part) -> String {
    match part {
        Part::Text(text) => text.to_owned(),
        Part::Places { first, count } => places(first, count),
        Part::Rows { columns, rows } => {
            let row = |row: usize| format!("({})", places(row * columns + 1, columns));
            (0..rows).map(row).collect::<Vec<_>>().join(", ")
        }
    }
}

fn places(first: usize, count: usize) -> String {
    (first..first + count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_and_rows_have_a_place_for_each_value() {
        let text = made_of([Part::Text("a IN ("), Part::Places { first: 2, count: 3 }, Part::Text(")")]);
        assert_eq!(text.0, "a IN ($2, $3, $4)");
        assert_eq!(made_of([Part::Rows { columns: 2, rows: 2 }]).0, "($1, $2), ($3, $4)");
    }
}
