//! What was written stays in the embedded database's log for a while, in order, with what stood there before. Here it is
//! taken away at once where nobody may read it: who answered an anonymous survey, beside what came in just then.
//!
//! Erased rows are overwritten where they stood (`secure_delete`), and the log is written back and cut to nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnection, SqlitePool};
use sqlx::{Sqlite, Transaction};

use super::{Result, StoreError};

/// How long somebody who reads is waited for; meanwhile nobody writes.
const PATIENCE: Duration = Duration::from_millis(400);

/// The log of the embedded database.
#[derive(Clone, Debug)]
pub(super) struct Traces {
    writer: SqlitePool,
    /// Of the connection, to be put back.
    busy_timeout: Duration,
    /// Whether something is there that has to go; from the start on, as an earlier process may have left it.
    left: Arc<AtomicBool>,
}

impl Traces {
    pub(super) fn new(writer: SqlitePool, busy_timeout: Duration) -> Self {
        Self { writer, busy_timeout, left: Arc::new(AtomicBool::new(true)) }
    }

    /// Forgets what is left, if anything is.
    pub(super) async fn forget_left(&self) -> Result<()> {
        if self.left.load(Ordering::Relaxed) { self.forget().await } else { Ok(()) }
    }

    /// Writes the log back and cuts it to nothing. An error when somebody still reads an older state.
    pub(super) async fn forget(&self) -> Result<()> {
        self.left.store(true, Ordering::Relaxed);
        let mut writer = self.writer.acquire().await?;
        wait_for(&mut writer, PATIENCE).await?;
        let cut: std::result::Result<(i64, i64, i64), _> =
            sqlx::query_as("pragma wal_checkpoint(truncate)").fetch_one(&mut *writer).await;
        wait_for(&mut writer, self.busy_timeout).await?;
        match cut? {
            (0, ..) => self.left.store(false, Ordering::Relaxed),
            _ => return Err(StoreError::Overtaken),
        }
        Ok(())
    }
}

async fn wait_for(writer: &mut SqliteConnection, time: Duration) -> Result<()> {
    let pragma = format!("pragma busy_timeout = {}", time.as_millis());
    sqlx::query(sqlx::AssertSqlSafe(pragma)).execute(writer).await?;
    Ok(())
}

/// A transaction of the embedded database.
pub struct Embedded {
    inner: Transaction<'static, Sqlite>,
    /// Of one that may write.
    traces: Option<Traces>,
    leaves_no_trace: bool,
}

impl Embedded {
    pub(super) fn new(inner: Transaction<'static, Sqlite>, traces: Option<Traces>) -> Self {
        Self { inner, traces, leaves_no_trace: false }
    }

    pub(super) fn leaves_no_trace(&mut self) {
        self.leaves_no_trace = true;
    }

    pub(super) async fn commit(self) -> Result<()> {
        self.inner.commit().await?;
        if let Some(traces) = self.traces.filter(|_| self.leaves_no_trace)
            && let Err(error) = traces.forget().await
        {
            // It is done; what is left of how it came goes with the clock's next round.
            tracing::debug!(%error, "the log of the database is cut in a moment");
        }
        Ok(())
    }
}

impl std::ops::Deref for Embedded {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.inner
    }
}

impl std::ops::DerefMut for Embedded {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.inner
    }
}
