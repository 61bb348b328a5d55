//! What stands in a column of a row.

use sqlx::any::{AnyRow, AnyTypeInfoKind};
use sqlx::{Row, ValueRef};

/// What stands in a column of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A text, or nothing: no other column may hold nothing.
    Text,
    /// A whole number.
    Whole,
    /// Another number.
    Number,
    /// What no table has.
    Other(String),
}

/// What stands in this column.
pub(crate) fn kind(row: &AnyRow, column: usize) -> Result<Kind, sqlx::Error> {
    Ok(match row.try_get_raw(column)?.type_info().kind() {
        AnyTypeInfoKind::Text | AnyTypeInfoKind::Null => Kind::Text,
        AnyTypeInfoKind::BigInt | AnyTypeInfoKind::Integer => Kind::Whole,
        AnyTypeInfoKind::Double => Kind::Number,
        other => Kind::Other(format!("{other:?}")),
    })
}
