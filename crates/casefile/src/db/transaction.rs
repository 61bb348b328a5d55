//! Transactions whose connection goes back to the pool only after a clean end.
//!
//! A full disk or an I/O error can end a transaction behind the program's back: SQLite then takes everything back by itself, and a
//! rollback that follows fails. What such a connection believes about its own state is no longer to be trusted. So a connection whose
//! `BEGIN`, `COMMIT` or `ROLLBACK` failed, or whose transaction was dropped halfway, is closed. The pool opens another one when it
//! needs one, and the first request after room was made finds a sound connection.

use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AnyPool, Executor};
use std::ops::{Deref, DerefMut};

/// Where a transaction runs.
enum Held<'c> {
    /// On a connection of the pool.
    Pooled(PoolConnection<Any>),
    /// On a connection that somebody else owns, and closes.
    Lent(&'c mut AnyConnection),
}

/// A transaction. Dropped before its end, it is taken back, for its connection is closed.
pub(crate) struct Tx<'c> {
    held: Held<'c>,
    /// It came to a clean end: committed or rolled back without an error.
    ended: bool,
}

impl Tx<'static> {
    /// Begins a transaction on a connection of the pool.
    pub(crate) async fn begin(pool: &AnyPool, begin: &'static str) -> Result<Tx<'static>, sqlx::Error> {
        Tx { held: Held::Pooled(pool.acquire().await?), ended: false }.begun(begin).await
    }
}

impl<'c> Tx<'c> {
    /// Begins a transaction on a connection that is at hand. Its owner must close it where the transaction does not end well.
    pub(crate) async fn begin_on(
        connection: &'c mut AnyConnection,
        begin: &'static str,
    ) -> Result<Tx<'c>, sqlx::Error> {
        Tx { held: Held::Lent(connection), ended: false }.begun(begin).await
    }

    async fn begun(mut self, begin: &'static str) -> Result<Tx<'c>, sqlx::Error> {
        // Where this fails, or is given up, `self` is dropped, and the connection is closed.
        self.execute(begin).await?;
        Ok(self)
    }

    /// Makes what was written last.
    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        self.end("COMMIT").await
    }

    /// Takes back what was written.
    pub(crate) async fn rollback(self) -> Result<(), sqlx::Error> {
        self.end("ROLLBACK").await
    }

    async fn end(mut self, end: &'static str) -> Result<(), sqlx::Error> {
        self.execute(end).await?;
        self.ended = true;
        Ok(())
    }
}

impl Deref for Tx<'_> {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        match &self.held {
            Held::Pooled(connection) => connection,
            Held::Lent(connection) => connection,
        }
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        match &mut self.held {
            Held::Pooled(connection) => connection,
            Held::Lent(connection) => connection,
        }
    }
}

impl Drop for Tx<'_> {
    fn drop(&mut self) {
        if let (Held::Pooled(connection), false) = (&mut self.held, self.ended) {
            connection.close_on_drop();
        }
    }
}
