//! The database behind the case file: SQLite in a file of its own, or a team's PostgreSQL.

use crate::actor::{Actor, Right};
use crate::checkpoint::Signer;
use crate::clock::Clock;
use crate::db::{AnyConnection, AnyPool, Connection, Engine, Row, Tx, migrate, opened, query};
use crate::entry::Entry;
use crate::error::CaseError;
use crate::known::Known;
use crate::on_record::OnRecord;
use crate::passwords::Verifier;
use crate::uploads::upload_limits;
use colligate_reader::Reader;
use colligate_register::Limits;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Set where the case file was made under a clock that is set.
const EXERCISE: &str = "exercise";

/// The case file.
pub struct Store {
    pub(crate) pool: AnyPool,
    /// Held open and never used.
    standing: Mutex<Option<AnyConnection>>,
    pub(crate) engine: Engine,
    pub(crate) clock: Clock,
    pub(crate) signer: Option<Signer>,
    /// The register in memory with what was found in it; `None` until it is asked for.
    pub(crate) known: RwLock<Option<Arc<Known>>>,
    /// True while someone sees to it that the register in memory is soon what is on record.
    pub(crate) is_learning: AtomicBool,
    /// What the register in memory is made of; held while it is made anew, so that it is made once.
    pub(crate) learning: Arc<tokio::sync::Mutex<OnRecord>>,
    /// Held while series are looked for.
    pub(crate) linking: tokio::sync::Mutex<()>,
    /// Holds passwords against what is kept of them.
    pub(crate) passwords: Verifier,
    /// Who reads what is taken in.
    pub(crate) reader: Reader,
    /// Limits of a register that is taken in.
    pub(crate) uploads: Limits,
    /// Held while something is written: SQLite has one writer, and waiting here is fairer than waiting there.
    writing: tokio::sync::Mutex<()>,
}

/// A transaction that may write.
pub(crate) struct Writing<'s> {
    pub tx: Tx<'s>,
    store: &'s Store,
    /// What was entered in the audit trail as done.
    pub entry: Option<Entry>,
    turn: tokio::sync::MutexGuard<'s, ()>,
}

impl Writing<'_> {
    /// Makes what was written last.
    pub async fn commit(self) -> Result<(), CaseError> {
        Ok(self.tx.commit().await?)
    }

    /// Takes back what was written, as if nothing had been asked for.
    pub async fn take_back(self) -> Result<(), CaseError> {
        Ok(self.tx.rollback().await?)
    }

    /// Takes back what was written, and enters that it was refused; the reason is handed through.
    pub async fn refuse(self, reason: CaseError) -> CaseError {
        let Writing { tx, store, entry, turn } = self;
        let entered = async {
            tx.rollback().await?;
            if let Some(entry) = entry {
                let mut tx = store.begin().await?;
                store.enter(&mut tx, &entry, "refused").await?;
                tx.commit().await?;
            }
            Ok::<(), CaseError>(())
        };
        let outcome = entered.await;
        drop(turn);
        outcome.err().unwrap_or(reason)
    }
}

impl Store {
    /// Opens a case file and brings its schema up to date: `postgres://…`, or the path of an SQLite file, which is made where
    /// there is none.
    ///
    /// # Errors
    /// [`CaseError::Database`] where it cannot be opened, [`CaseError::Newer`] where a later version made it.
    pub async fn open(database: &str, clock: Clock, signer: Option<Signer>) -> Result<Store, CaseError> {
        let engine = Engine::of(database);
        let (pool, standing) = opened(database, engine).await?;
        migrate(&pool, engine).await?;
        let store = Store {
            pool,
            standing: Mutex::new(standing),
            engine,
            clock,
            signer,
            known: RwLock::new(None),
            is_learning: AtomicBool::new(false),
            learning: Arc::default(),
            linking: tokio::sync::Mutex::new(()),
            passwords: Verifier::default(),
            reader: Reader::default(),
            uploads: upload_limits(),
            writing: tokio::sync::Mutex::new(()),
        };
        store.hold_to_its_clock().await?;
        Ok(store)
    }

    /// A clock that is set is for case files that were made with one: nobody dates an entry of an office's own back.
    async fn hold_to_its_clock(&self) -> Result<(), CaseError> {
        if !self.clock.is_set() || self.is_exercise().await? {
            return Ok(());
        }
        let mut tx = self.begin().await?;
        if query("SELECT 1 FROM audit LIMIT 1").fetch_optional(&mut *tx).await?.is_some() {
            return Err(CaseError::NoExercise);
        }
        let text = "INSERT INTO settings (name, value) \
             VALUES ($1, 'yes') ON CONFLICT (name) DO NOTHING";
        query(text).bind(EXERCISE).execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    /// True for a case file that was made under a clock that is set, for a demonstration or an exercise.
    pub(crate) async fn is_exercise(&self) -> Result<bool, CaseError> {
        Ok(self.setting(EXERCISE).await?.is_some())
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Which database it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Closes all connections.
    pub async fn close(&self) {
        self.pool.close().await;
        let standing = self.standing.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(standing) = standing {
            // What was acknowledged is on the disk already; there is nothing to save here, and nothing to say.
            let _ = standing.close().await;
        }
    }

    /// Begins a transaction that may write; there is one at a time.
    pub(crate) async fn write(&self) -> Result<Writing<'_>, CaseError> {
        let turn = self.writing.lock().await;
        Ok(Writing { tx: self.begin().await?, store: self, entry: None, turn })
    }

    /// The same on a connection that is at hand.
    pub(crate) async fn write_on<'s>(&'s self, connection: &'s mut AnyConnection) -> Result<Writing<'s>, CaseError> {
        let turn = self.writing.lock().await;
        let mut tx = Tx::begin_on(connection, self.engine.to_write()).await?;
        self.engine.wait_for_turn(&mut tx).await?;
        Ok(Writing { tx, store: self, entry: None, turn })
    }

    async fn begin(&self) -> Result<Tx<'static>, CaseError> {
        let mut tx = Tx::begin(&self.pool, self.engine.to_write()).await?;
        self.engine.wait_for_turn(&mut tx).await?;
        Ok(tx)
    }

    /// Begins a transaction that sees what is on record at one moment, whatever is written meanwhile. It ends by [`Tx::rollback`].
    pub(crate) async fn moment(&self) -> Result<Tx<'static>, CaseError> {
        Ok(Tx::begin(&self.pool, self.engine.to_look()).await?)
    }

    /// The database answers; how many deaths and statements that are open to the actor, and entries, there are.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::Database`].
    pub async fn sizes(&self, actor: &Actor) -> Result<(i64, i64, i64), CaseError> {
        self.admit(actor, Right::Administer, "sizes").await?;
        let row = query(
            "SELECT (SELECT COUNT(*) FROM deaths), (SELECT COUNT(*) FROM statements), (SELECT COUNT(*) FROM audit)",
        );
        let row = row.fetch_one(&self.pool).await?;
        let (mut deaths, mut values): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
        for death in self.closed_to(actor).await? {
            deaths -= 1;
            let of = query("SELECT COUNT(*) FROM statements WHERE death = $1").bind(death);
            values -= of.fetch_one(&self.pool).await?.try_get::<i64, _>(0)?;
        }
        Ok((deaths, values, row.try_get(2)?))
    }
}
