//! Which database it is, and how it is opened.

use crate::error::CaseError;
use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AnyPool, Connection, Executor};
use std::path::Path;
use std::time::Duration;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// An SQLite file.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

/// On PostgreSQL entries of the audit trail are made one after the other, whichever program makes them.
const ONE_BY_ONE: &str = "LOCK TABLE audit IN EXCLUSIVE MODE";
/// Connections at most.
const CONNECTIONS: u32 = 16;

impl Engine {
    /// The database of this address or path.
    pub(crate) fn of(database: &str) -> Engine {
        if is_postgres(database) { Engine::Postgres } else { Engine::Sqlite }
    }

    /// Begins a transaction that writes. SQLite asks for the one place of a writer at once, not halfway.
    pub(crate) fn to_write(self) -> &'static str {
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

    /// Has a transaction that writes wait for its turn.
    pub(crate) async fn wait_for_turn(self, connection: &mut AnyConnection) -> Result<(), CaseError> {
        if self == Engine::Postgres {
            connection.execute(ONE_BY_ONE).await?;
        }
        Ok(())
    }
}

/// Opens a database: its connections, and for SQLite one more that is held open and never used. With the last connection SQLite gives up its
/// log of changes and its shared memory file, and on a full disk there is no room to make them again.
///
/// # Errors
/// [`CaseError::Database`], [`CaseError::File`].
pub(crate) async fn opened(database: &str, engine: Engine) -> Result<(AnyPool, Option<AnyConnection>), CaseError> {
    sqlx::any::install_default_drivers();
    let url = match engine {
        Engine::Postgres => database.to_owned(),
        Engine::Sqlite => {
            for_owner_alone(Path::new(database))?;
            sqlite_url(database)?
        }
    };
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
    Ok((options.connect(&url).await?, standing))
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
        // Tables of a connection of its own are not written to another disk.
        connection.execute("PRAGMA temp_store = MEMORY").await?;
        // What a row refers to is there.
        connection.execute("PRAGMA foreign_keys = ON").await?;
        // Opens the log of changes and the shared memory file, which a full disk has no room for.
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
