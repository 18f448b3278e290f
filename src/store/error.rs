//! Why the database did not do it, by who must act.

use std::fmt::Display;

/// What went wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The person: the URL is of no engine we know.
    #[error("the store url {0:?} is neither sqlite:FILE nor postgres://...")]
    Url(String),
    /// The person: the URL asks for a wait that is none.
    #[error("busy_timeout={0} in the store url is no number of milliseconds; write busy_timeout=5000")]
    BusyTimeout(String),
    /// The person: the schema is from the future.
    #[error(
        "this database was made by a newer Squall (schema {found}, this one knows up to {known}); run that version, or restore a backup"
    )]
    Newer { found: i64, known: i64 },
    /// The person: no space left.
    #[error("the disk that holds the database is full; free some space, nothing stored was lost")]
    Full,
    /// Time: somebody else holds the database.
    #[error("the database is locked by another program; end it, or wait and try again")]
    Locked,
    /// Time: two transactions stood in each other's way, and this one was undone.
    #[error("another transaction was in the way; try again")]
    Overtaken,
    /// The person: the file is not where or what it should be.
    #[error("the database file {0}")]
    File(&'static str),
    /// Time or the person: it does not answer.
    #[error("the database does not answer ({0}); check that it runs and that the url is right")]
    Unreachable(String),
    /// The person: too many words to listen for.
    #[error("the queries of all watches together are too large ({0}); remove a watch or shorten a query")]
    Watches(String),
    /// The person: a row was changed by other hands, or is of a form that this Squall does not know. It costs itself alone.
    #[error(
        "row {row} of the table {table} can't be read ({column}: {cause}); restore that row from a backup, or report this"
    )]
    Spoilt { table: &'static str, row: String, column: &'static str, cause: String },
    /// Us: a query that should have worked.
    #[error("a database query failed: {0}")]
    Query(#[source] sqlx::Error),
}

impl StoreError {
    /// A row whose column says what cannot be.
    pub fn spoilt(table: &'static str, row: impl Display, column: &'static str, cause: impl Display) -> Self {
        Self::Spoilt { table, row: row.to_string(), column, cause: cause.to_string() }
    }

    /// Whether trying again later may help.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Locked | Self::Overtaken | Self::Full | Self::Unreachable(_))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                Self::Unreachable(error.to_string())
            }
            // SQLite's result codes: https://www.sqlite.org/rescode.html (5 busy, 6 locked, 8 read-only, 13 full, 14 can't
            // open, 26 not a database; 256 and more say details of them).
            sqlx::Error::Database(db) => match db.code().as_deref() {
                Some("5" | "6" | "261" | "517") => Self::Locked,
                // Postgres: https://www.postgresql.org/docs/current/errcodes-appendix.html
                Some("40P01" | "40001") => Self::Overtaken,
                Some("13" | "53100") => Self::Full,
                Some("8" | "264" | "520" | "776" | "1032" | "1544") => {
                    Self::File("may not be written; give the user that runs squall the right to")
                }
                Some("14" | "526" | "782" | "1038") => {
                    Self::File("can't be opened; check that its directory exists and may be written")
                }
                Some("26") => Self::File("is no SQLite database; check the url, or move the file away"),
                _ => Self::Query(error),
            },
            _ => Self::Query(error),
        }
    }
}
