//! The database behind the case file: SQLite in a file of its own, or a team's PostgreSQL.

use crate::actor::{Actor, Right};
use crate::checkpoint::Signer;
use crate::clock::Clock;
use crate::entry::Entry;
use crate::error::CaseError;
use crate::known::Known;
use crate::on_record::OnRecord;
use crate::passwords::Verifier;
use crate::transaction::Tx;
use crate::uploads::upload_limits;
use colligate_reader::Reader;
use colligate_register::Limits;
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AnyPool, Connection, Executor, Row};
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// An SQLite file.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

impl Engine {
    /// Begins a transaction that writes. SQLite asks for the one place of a writer at once, not halfway.
    fn to_write(self) -> &'static str {
        match self {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN",
        }
    }

    /// Begins a transaction that looks at one moment.
    pub(crate) fn to_look(self) -> &'static str {
        match self {
            Engine::Sqlite => "BEGIN",
            Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }
}

/// Schema versions in order; each is applied once, forward.
const MIGRATIONS: [&str; 10] = [
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    include_str!("schema/0004.sql"),
    include_str!("schema/0005.sql"),
    include_str!("schema/0006.sql"),
    include_str!("schema/0007.sql"),
    include_str!("schema/0008.sql"),
    include_str!("schema/0009.sql"),
    include_str!("schema/0010.sql"),
];

/// Set where the case file was made under a clock that is set.
const EXERCISE: &str = "exercise";
/// On PostgreSQL entries of the audit trail are made one after the other, whichever program makes them.
const ONE_BY_ONE: &str = "LOCK TABLE audit IN EXCLUSIVE MODE";
/// Connections at most.
const CONNECTIONS: u32 = 16;

/// The case file.
pub struct Store {
    pub(crate) pool: AnyPool,
    /// Held open and never used: with the last connection SQLite gives up its log of changes and the memory shared beside it, and on a
    /// full disk there is no room to make them again.
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
        sqlx::any::install_default_drivers();
        let engine = if is_postgres(database) { Engine::Postgres } else { Engine::Sqlite };
        let url = match engine {
            Engine::Postgres => database.to_owned(),
            Engine::Sqlite => sqlite_url(database)?,
        };
        if engine == Engine::Sqlite {
            for_owner_alone(Path::new(database))?;
        }
        // The pool would try again for half a minute and then not say why.
        let mut first = AnyConnection::connect(&url).await?;
        prepare(&mut first, engine).await?;
        let standing = match engine {
            Engine::Sqlite => Some(first),
            Engine::Postgres => {
                first.close().await?;
                None
            }
        };
        let options = AnyPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(Duration::from_secs(30));
        let options = options.after_connect(move |connection, _| Box::pin(prepare(connection, engine)));
        let store = Store {
            pool: options.connect(&url).await?,
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
        store.migrate().await?;
        store.hold_to_its_clock().await?;
        Ok(store)
    }

    /// A clock that is set is for case files that were made with one: nobody dates an entry of an office's own back.
    async fn hold_to_its_clock(&self) -> Result<(), CaseError> {
        if !self.clock.is_set() || self.is_exercise().await? {
            return Ok(());
        }
        let mut tx = self.begin().await?;
        if sqlx::query("SELECT 1 FROM audit LIMIT 1").fetch_optional(&mut *tx).await?.is_some() {
            return Err(CaseError::NoExercise);
        }
        let text = "INSERT INTO settings VALUES ($1, 'yes') ON CONFLICT (name) DO NOTHING";
        sqlx::query(text).bind(EXERCISE).execute(&mut *tx).await?;
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
        self.wait_for_turn(&mut tx).await?;
        Ok(Writing { tx, store: self, entry: None, turn })
    }

    async fn begin(&self) -> Result<Tx<'static>, CaseError> {
        let mut tx = Tx::begin(&self.pool, self.engine.to_write()).await?;
        self.wait_for_turn(&mut tx).await?;
        Ok(tx)
    }

    /// Begins a transaction that sees what is on record at one moment, whatever is written meanwhile. It ends by [`Tx::rollback`].
    pub(crate) async fn moment(&self) -> Result<Tx<'static>, CaseError> {
        Ok(Tx::begin(&self.pool, self.engine.to_look()).await?)
    }

    async fn wait_for_turn(&self, tx: &mut Tx<'_>) -> Result<(), CaseError> {
        if self.engine == Engine::Postgres {
            tx.execute(ONE_BY_ONE).await?;
        }
        Ok(())
    }

    async fn migrate(&self) -> Result<(), CaseError> {
        let mut tx = Tx::begin(&self.pool, self.engine.to_write()).await?;
        if self.engine == Engine::Postgres {
            tx.execute("SELECT pg_advisory_xact_lock(7305011)").await?;
        }
        tx.execute("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)").await?;
        let row = sqlx::query("SELECT COALESCE(MAX(version), 0) FROM schema_version").fetch_one(&mut *tx).await?;
        let (found, known): (i64, i64) = (row.try_get(0)?, MIGRATIONS.len() as i64);
        if found > known {
            return Err(CaseError::Newer { found, known });
        }
        for (migration, version) in MIGRATIONS.iter().zip(1i64..).skip(found as usize) {
            let without_comments: String =
                migration.lines().filter(|line| !line.starts_with("--")).collect::<Vec<_>>().join("\n");
            for statement in without_comments.split(';').filter(|statement| !statement.trim().is_empty()) {
                tx.execute(sqlx::AssertSqlSafe(statement.to_owned())).await?;
            }
            sqlx::query("INSERT INTO schema_version (version) VALUES ($1)").bind(version).execute(&mut *tx).await?;
        }
        Ok(tx.commit().await?)
    }

    /// The database answers; how many deaths and statements that are open to the actor, and entries, there are.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::Database`].
    pub async fn sizes(&self, actor: &Actor) -> Result<(i64, i64, i64), CaseError> {
        self.admit(actor, Right::Administer, "sizes").await?;
        let row = sqlx::query(
            "SELECT (SELECT COUNT(*) FROM deaths), (SELECT COUNT(*) FROM statements), (SELECT COUNT(*) FROM audit)",
        );
        let row = row.fetch_one(&self.pool).await?;
        let (mut deaths, mut values): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
        for death in self.closed_to(actor).await? {
            deaths -= 1;
            let of = sqlx::query("SELECT COUNT(*) FROM statements WHERE death = $1").bind(death);
            values -= of.fetch_one(&self.pool).await?.try_get::<i64, _>(0)?;
        }
        Ok((deaths, values, row.try_get(2)?))
    }
}

/// True for the address of a PostgreSQL server, false for the path of a file.
pub(crate) fn is_postgres(database: &str) -> bool {
    database.starts_with("postgres://") || database.starts_with("postgresql://")
}

/// Makes the file where there is none, to be read and written by its owner alone.
pub(crate) fn for_owner_alone(path: &Path) -> Result<(), CaseError> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::StorageFull => Err(CaseError::Full),
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(CaseError::File { path: path.display().to_string(), source: error })
        }
        _ => Ok(()),
    }
}

async fn prepare(connection: &mut AnyConnection, engine: Engine) -> Result<(), sqlx::Error> {
    if engine == Engine::Sqlite {
        connection.execute("PRAGMA busy_timeout = 20000").await?;
        // A commit is on the disk before it is acknowledged; readers do not wait for writers.
        connection.execute("PRAGMA journal_mode = WAL").await?;
        connection.execute("PRAGMA synchronous = FULL").await?;
        // What was erased does not stay in the file.
        connection.execute("PRAGMA secure_delete = ON").await?;
        // What is laid ready beside the case file does not lie on another disk.
        connection.execute("PRAGMA temp_store = MEMORY").await?;
        // Opens the log of changes and the memory shared beside it, which a full disk has no room for.
        connection.execute("SELECT COUNT(*) FROM sqlite_schema").await?;
    }
    Ok(())
}

/// The URL of an SQLite file, whatever stands in its name.
fn sqlite_url(path: &str) -> Result<String, CaseError> {
    let file = |source| CaseError::File { path: path.to_owned(), source };
    let absolute = std::path::absolute(path).map_err(file)?;
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    let encoded: String = absolute.to_string_lossy().bytes().map(byte).collect();
    Ok(format!("sqlite://{encoded}?mode=rwc"))
}

/// The next number of a table, inside a transaction that writes.
macro_rules! next_number {
    ($tx:expr, $table:literal) => {{
        let query = concat!("SELECT COALESCE(MAX(number), 0) + 1 FROM ", $table);
        let row = sqlx::query(query).fetch_one(&mut **$tx).await?;
        sqlx::Row::try_get::<i64, _>(&row, 0)?
    }};
}
pub(crate) use next_number;
