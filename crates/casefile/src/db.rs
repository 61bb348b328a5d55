//! The one seam to the database. Nothing else in the case file names the library behind it: which databases there are, how they are opened
//! and brought up to date, and what a statement of SQL may be made of is decided here.

mod engine;
mod kind;
mod migrate;
mod tables;
mod text;
mod transaction;

pub use engine::Engine;
pub(crate) use engine::{for_owner_alone, is_postgres, opened};
pub(crate) use kind::{Kind, kind};
pub(crate) use migrate::migrate;
pub(crate) use sqlx::any::AnyRow;
pub(crate) use sqlx::{AnyConnection, AnyPool, Connection, Error, Executor, Row, query};
pub(crate) use tables::{TABLES, Table, insert_rows, select_all};
pub(crate) use text::{Part, made_of};
pub(crate) use transaction::Tx;

/// The next number of a table, inside a transaction that writes.
macro_rules! next_number {
    ($tx:expr, $table:literal) => {{
        let text = concat!("SELECT COALESCE(MAX(number), 0) + 1 FROM ", $table);
        let row = $crate::db::query(text).fetch_one(&mut **$tx).await?;
        $crate::db::Row::try_get::<i64, _>(&row, 0)?
    }};
}
pub(crate) use next_number;
