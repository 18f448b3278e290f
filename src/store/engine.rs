//! Opening, migrating, transactions.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, Postgres, Sqlite, Transaction};

use super::{Result, StoreError};

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
    Sqlite { writer: SqlitePool, reader: SqlitePool },
    Postgres(PgPool),
}

/// A transaction. Dropped without [`Tx::commit`], it leaves no trace.
pub enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
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

    async fn connect(url: &str) -> Result<Self> {
        let engine = if url.starts_with("sqlite:") {
            let (url, busy_timeout) = busy_timeout(url)?;
            let options = SqliteConnectOptions::from_str(&url)?.busy_timeout(busy_timeout);
            // Whoever is told that something is kept relies on it, also when the power fails: each commit is on the disk.
            Self::embedded(options.synchronous(SqliteSynchronous::Full)).await?
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
        let store = Self { engine: Self::embedded(options).await? };
        store.migrate().await?;
        Ok(store)
    }

    async fn embedded(options: SqliteConnectOptions) -> Result<Engine> {
        let options = options.create_if_missing(true).journal_mode(SqliteJournalMode::Wal).foreign_keys(true);
        // Rows come from another thread: with fifty of them, as is usual, a long answer waits for it most of the time.
        let options = options.row_buffer_size(ROW_BUFFER);
        // Unique keys that do not grow with time touch pages all over: the log gathers many commits before they are
        // written in their place.
        let options = options.pragma("wal_autocheckpoint", CHECKPOINT_PAGES);
        // After some errors, a full disk among them, SQLite rolls back by itself, and sqlx goes on counting the
        // transaction: such a connection can begin no other.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
            .connect_with(options.clone())
            .await?;
        let reader = SqlitePoolOptions::new().max_connections(SQLITE_READERS).connect_lazy_with(options);
        Ok(Engine::Sqlite { writer, reader })
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
            Engine::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Engine::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// A transaction that only reads: one consistent view, and no writer waits for it.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match &self.engine {
            Engine::Sqlite { reader, .. } => Tx::Sqlite(reader.begin().await?),
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

    /// Waits for what is under way and closes every connection.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite { writer, reader } => {
                reader.close().await;
                writer.close().await;
            }
            Engine::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
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
