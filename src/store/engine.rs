//! Opening, migrating, transactions.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, Postgres, Transaction};

use super::traces::{Embedded, Traces};
use super::{Result, StoreError};
use crate::fetch_one;

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// How long a writer waits for another process's write before it gives up, unless the URL says otherwise.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Rows of an answer that may wait to be taken.
const ROW_BUFFER: usize = 2_000;
/// Pages of 4 KiB in the log of the embedded database before they are written in their place.
const CHECKPOINT_PAGES: &str = "16384";
/// Readers of the embedded database; there is one writer.
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;
/// A server that gives no connection within this time is away.
const POSTGRES_WITHIN: Duration = Duration::from_secs(5);

/// The database, whichever engine it is of. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    engine: Engine,
}

#[derive(Clone, Debug)]
enum Engine {
    Sqlite { writer: SqlitePool, reader: SqlitePool, traces: Traces },
    Postgres(PgPool),
}

/// Which engine it is, for those who tell people what it keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineKind {
    Sqlite,
    Postgres,
}

/// A transaction. Dropped without [`Tx::commit`], nothing of it was done.
pub enum Tx {
    Sqlite(Embedded),
    Postgres(Transaction<'static, Postgres>),
}

impl Store {
    /// Opens `sqlite:FILE` (made when missing) or `postgres://...`, and brings the schema up to date.
    /// `sqlite:FILE?busy_timeout=200` waits 200 milliseconds for another process's write instead of five seconds.
    pub async fn open(url: &str) -> Result<Self> {
        let store = Self::connect(url).await?;
        store.migrate().await?;
        Ok(store)
    }

    /// Opens what is there, to look at it: nothing is made, brought up to date or written.
    pub async fn existing(url: &str) -> Result<Self> {
        let store = if url.starts_with("sqlite:") {
            let (url, busy_timeout) = busy_timeout(url)?;
            let options = SqliteConnectOptions::from_str(&url)?.busy_timeout(busy_timeout);
            match std::fs::metadata(options.get_filename()) {
                Ok(file) if file.len() > 0 => {}
                Ok(_) => return Err(StoreError::Nothing("the file is empty")),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    return Err(StoreError::Nothing("the file is missing"));
                }
                Err(_) => return Err(StoreError::File("can't be opened; check who may read it")),
            }
            let reader = SqlitePoolOptions::new().max_connections(1).connect_with(options.read_only(true)).await?;
            let traces = Traces::new(reader.clone(), busy_timeout);
            Self { engine: Engine::Sqlite { writer: reader.clone(), reader, traces } }
        } else {
            Self::connect(url).await?
        };
        store.is_ours_and_up_to_date().await?;
        Ok(store)
    }

    async fn is_ours_and_up_to_date(&self) -> Result<()> {
        const TABLE: &str = "_sqlx_migrations";
        let mut tx = self.read().await?;
        let tables: (i64,) = match &self.engine {
            Engine::Sqlite { .. } => {
                fetch_one!(&mut tx, (i64,), "select count(*) from sqlite_master where name = $1", TABLE)?
            }
            Engine::Postgres(_) => fetch_one!(
                &mut tx,
                (i64,),
                "select count(*) from pg_tables where tablename = $1 and schemaname = any(current_schemas(false))",
                TABLE
            )?,
        };
        if tables.0 == 0 {
            return Err(StoreError::Nothing("it has none of the tables"));
        }
        let (found,): (i64,) =
            fetch_one!(&mut tx, (i64,), "select coalesce(max(version), 0) from _sqlx_migrations where success")?;
        let known = newest(&SQLITE);
        match found {
            0 => Err(StoreError::Nothing("it has none of the tables")),
            older if older < known => Err(StoreError::Older { found, known }),
            newer if newer > known => Err(StoreError::Newer { found, known }),
            _ => Ok(()),
        }
    }

    async fn connect(url: &str) -> Result<Self> {
        let engine = if url.starts_with("sqlite:") {
            let (url, busy_timeout) = busy_timeout(url)?;
            let options = SqliteConnectOptions::from_str(&url)?.busy_timeout(busy_timeout);
            // Whoever is told that something is kept relies on it, also when the power fails: each commit is on the disk.
            Self::embedded(options.synchronous(SqliteSynchronous::Full), busy_timeout).await?
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let pool = PgPoolOptions::new().max_connections(POSTGRES_CONNECTIONS).acquire_timeout(POSTGRES_WITHIN);
            Engine::Postgres(pool.connect(url).await?)
        } else {
            return Err(StoreError::Url(url.split("://").next().unwrap_or_default().to_owned()));
        };
        Ok(Self { engine })
    }

    /// The embedded database of a replay or a demo: it goes when they end, so nothing waits for the disk.
    pub async fn scratch(file: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new().filename(file).synchronous(SqliteSynchronous::Off);
        let store = Self { engine: Self::embedded(options, BUSY_TIMEOUT).await? };
        store.migrate().await?;
        Ok(store)
    }

    async fn embedded(options: SqliteConnectOptions, busy_timeout: Duration) -> Result<Engine> {
        let options = options.create_if_missing(true).journal_mode(SqliteJournalMode::Wal).foreign_keys(true);
        // Rows come from another thread: with fifty of them, as is usual, a long answer waits for it most of the time.
        let options = options.row_buffer_size(ROW_BUFFER);
        // Unique keys that do not grow with time touch pages all over: the log gathers many commits before they are
        // written in their place.
        let options = options.pragma("wal_autocheckpoint", CHECKPOINT_PAGES);
        // What is erased is gone: it does not stay readable in pages that are free.
        let options = options.pragma("secure_delete", "on");
        // After some errors, a full disk among them, SQLite rolls back by itself, and sqlx goes on counting the
        // transaction: such a connection can begin no other.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
            .connect_with(options.clone())
            .await?;
        let reader = SqlitePoolOptions::new().max_connections(SQLITE_READERS).connect_lazy_with(options);
        let traces = Traces::new(writer.clone(), busy_timeout);
        Ok(Engine::Sqlite { writer, reader, traces })
    }

    async fn migrate(&self) -> Result<()> {
        let (done, known) = match &self.engine {
            Engine::Sqlite { writer, .. } => (SQLITE.run(writer).await, newest(&SQLITE)),
            Engine::Postgres(pool) => (POSTGRES.run(pool).await, newest(&POSTGRES)),
        };
        done.map_err(|error| match error {
            MigrateError::VersionMissing(found) => StoreError::Newer { found, known },
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            other => StoreError::Query(sqlx::Error::Migrate(Box::new(other))),
        })
    }

    /// A transaction that may write. On SQLite it holds the one write lock from the start.
    pub async fn write(&self) -> Result<Tx> {
        Ok(match &self.engine {
            Engine::Sqlite { writer, traces, .. } => {
                Tx::Sqlite(Embedded::new(writer.begin_with("BEGIN IMMEDIATE").await?, Some(traces.clone())))
            }
            Engine::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// A transaction that only reads: one consistent view, and no writer waits for it.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match &self.engine {
            Engine::Sqlite { reader, .. } => Tx::Sqlite(Embedded::new(reader.begin().await?, None)),
            Engine::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// The engine's name, for people.
    pub fn engine(&self) -> &'static str {
        match self.engine {
            Engine::Sqlite { .. } => "SQLite",
            Engine::Postgres(_) => "Postgres",
        }
    }

    /// Lets the embedded database forget in which order it was written, and what stood there before. An error when somebody
    /// still reads an older state. A server keeps a log of its own, which is the operator's.
    pub async fn forget_traces(&self) -> Result<()> {
        match &self.engine {
            Engine::Sqlite { traces, .. } => traces.forget().await,
            Engine::Postgres(_) => Ok(()),
        }
    }

    /// The same, when something is left that has to be forgotten.
    pub async fn forget_traces_left(&self) -> Result<()> {
        match &self.engine {
            Engine::Sqlite { traces, .. } => traces.forget_left().await,
            Engine::Postgres(_) => Ok(()),
        }
    }

    /// Waits for what is under way and closes every connection.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite { writer, reader, .. } => {
                reader.close().await;
                writer.close().await;
            }
            Engine::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    pub fn engine(&self) -> EngineKind {
        match self {
            Self::Sqlite(_) => EngineKind::Sqlite,
            Self::Postgres(_) => EngineKind::Postgres,
        }
    }

    /// Once it is committed, nothing tells how it was before.
    pub fn leaves_no_trace(&mut self) {
        if let Self::Sqlite(tx) = self {
            tx.leaves_no_trace();
        }
    }

    /// Makes everything that was done in this transaction true at once.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// The URL without `busy_timeout`, which is ours, and what it says.
fn busy_timeout(url: &str) -> Result<(String, Duration)> {
    let Some((file, params)) = url.split_once('?') else { return Ok((url.to_owned(), BUSY_TIMEOUT)) };
    let (ours, others): (Vec<&str>, Vec<&str>) =
        params.split('&').partition(|param| param.starts_with("busy_timeout="));
    let timeout = match ours.last().and_then(|param| param.split_once('=')) {
        Some((_, millis)) => {
            Duration::from_millis(millis.parse().map_err(|_| StoreError::BusyTimeout(millis.to_owned()))?)
        }
        None => BUSY_TIMEOUT,
    };
    let url = if others.is_empty() { file.to_owned() } else { format!("{file}?{}", others.join("&")) };
    Ok((url, timeout))
}

fn newest(migrator: &Migrator) -> i64 {
    migrator.iter().map(|migration| migration.version).max().unwrap_or_default()
}
