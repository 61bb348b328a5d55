//! Rows laid ready beside the case file, so that the one step that others wait for is short.
//!
//! They lie in tables of one connection, which no other sees and which are gone with it, whatever happens: an import that ends halfway
//! leaves nothing. From there the database takes them in by itself, in a tenth of the time they took to be handed over.

use crate::db::{AnyConnection, Executor, Part, made_of, next_number, query};
use crate::error::CaseError;
use crate::store::{Store, Writing};

/// One value to be put on record.
pub(crate) struct New {
    pub death: String,
    pub field: String,
    pub value: String,
    pub known_from: String,
}

/// What all rows of an import have in common.
pub(crate) struct Origin<'a> {
    pub import: i64,
    /// The day on which deaths are added.
    pub today: String,
    /// The moment.
    pub now: String,
    /// The file.
    pub source: &'a str,
    /// Who takes it in.
    pub by: &'a str,
}

/// Rows handed over by one statement, with five values each at most: well within SQLite's 32,766 and PostgreSQL's 65,535.
const BATCH: usize = 200;

/// What rows are laid ready in.
const NEW_DEATHS: &str = "INSERT INTO new_deaths (place, id) VALUES ";
const NEW_STATEMENTS: &str = "INSERT INTO new_statements (place, death, field, value, known_from) VALUES ";

/// A connection with the rows.
pub(crate) struct Beside(AnyConnection);

impl Beside {
    pub(crate) async fn open(store: &Store) -> Result<Beside, CaseError> {
        let mut connection = store.pool.acquire().await?.detach();
        connection.execute("CREATE TEMPORARY TABLE new_deaths (place BIGINT PRIMARY KEY, id TEXT NOT NULL)").await?;
        let statements = "CREATE TEMPORARY TABLE new_statements (place BIGINT PRIMARY KEY, death TEXT NOT NULL, \
                          field TEXT NOT NULL, value TEXT NOT NULL, known_from TEXT NOT NULL)";
        connection.execute(statements).await?;
        Ok(Beside(connection))
    }

    pub(crate) fn connection(&mut self) -> &mut AnyConnection {
        &mut self.0
    }

    /// Lays these ready, and nothing else.
    pub(crate) async fn lay_ready(&mut self, added: &[String], entries: &[New]) -> Result<(), CaseError> {
        self.0.execute("DELETE FROM new_deaths").await?;
        self.0.execute("DELETE FROM new_statements").await?;
        for (some, from) in added.chunks(BATCH).zip((0i64..).step_by(BATCH)) {
            let mut query = query(made_of([Part::Text(NEW_DEATHS), Part::Rows { columns: 2, rows: some.len() }]));
            for (id, place) in some.iter().zip(from..) {
                query = query.bind(place).bind(id);
            }
            query.execute(&mut self.0).await?;
        }
        for (some, from) in entries.chunks(BATCH).zip((0i64..).step_by(BATCH)) {
            let mut query = query(made_of([Part::Text(NEW_STATEMENTS), Part::Rows { columns: 5, rows: some.len() }]));
            for (entry, place) in some.iter().zip(from..) {
                query =
                    query.bind(place).bind(&entry.death).bind(&entry.field).bind(&entry.value).bind(&entry.known_from);
            }
            query.execute(&mut self.0).await?;
        }
        Ok(())
    }
}

/// Takes the rows that lie ready on the transaction's connection into the case file, in their order.
pub(crate) async fn put_on_record(writing: &mut Writing<'_>, origin: &Origin<'_>) -> Result<(), CaseError> {
    let first = next_number!(&mut writing.tx, "deaths");
    let deaths = "INSERT INTO deaths (id, number, import, added_on) \
             SELECT id, $1 + place, $2, $3 FROM new_deaths ORDER BY place";
    let deaths = query(deaths).bind(first).bind(origin.import).bind(&origin.today);
    deaths.execute(&mut *writing.tx).await?;
    let first = next_number!(&mut writing.tx, "statements");
    let statements = "INSERT INTO statements (number, death, field, value, known_from, source, by_user, at, import) \
             SELECT $1 + place, death, field, value, known_from, $2, $3, $4, $5 \
                      FROM new_statements ORDER BY place";
    let statements = query(statements).bind(first).bind(origin.source).bind(origin.by).bind(&origin.now);
    statements.bind(origin.import).execute(&mut *writing.tx).await?;
    Ok(())
}
