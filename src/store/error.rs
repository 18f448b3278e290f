//! Why the database did not do it, by who must act.

use std::fmt::Display;

use super::Spoilt;

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
    /// The person: who only looks makes no database.
    #[error("there is no database of Squall: {0}; look at [store] url, or make one with: squall migrate")]
    Nothing(&'static str),
    /// The person: who only looks changes no database.
    #[error(
        "this database was made by an older Squall (schema {found}, this one has {known}); bring it up to date with: squall migrate"
    )]
    Older { found: i64, known: i64 },
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
    /// The person: it does not let us in.
    #[error("the database refuses the connection ({0}); check user, password and database name in [store] url")]
    Refused(String),
    /// The person: too many words to listen for.
    #[error("the queries of all watches together are too large ({0}); remove a watch or shorten a query")]
    Watches(String),
    /// The person: a row was changed by other hands, or is of a form that this Squall does not know. It costs itself alone.
    #[error(transparent)]
    Spoilt(#[from] Spoilt),
    /// Us: a query that should have worked.
    #[error("a database query failed: {0}")]
    Query(#[source] sqlx::Error),
}

impl StoreError {
    /// What stands in a column of a row can't be.
    pub fn spoilt(table: &'static str, row: impl Display, column: &'static str, cause: impl Display) -> Self {
        Self::Spoilt(Spoilt { table, row: row.to_string(), column: Some(column), cause: cause.to_string() })
    }

    /// Nothing stands in a column of a row that needs it.
    pub fn missing(table: &'static str, row: impl Display, column: &'static str) -> Self {
        Self::spoilt(table, row, column, "it is missing")
    }

    /// A word in a column that means nothing to this Squall.
    pub fn unknown(table: &'static str, row: impl Display, column: &'static str) -> Self {
        Self::spoilt(table, row, column, "the word that stands there is not known")
    }

    /// Whether trying again later may help.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Locked | Self::Overtaken | Self::Full | Self::Unreachable(_))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            // What a server that is going away leaves half said.
            | sqlx::Error::Protocol(_)
            | sqlx::Error::BeginFailed
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unreachable(error.to_string()),
            // SQLite's result codes: https://www.sqlite.org/rescode.html (5 busy, 6 locked, 8 read-only, 13 full, 14 can't
            // open, 26 not a database; 256 and more say details of them).
            sqlx::Error::Database(db) => match db.code().as_deref() {
                Some("5" | "6" | "261" | "517") => Self::Locked,
                Some("13") => Self::Full,
                Some("8" | "264" | "520" | "776" | "1032" | "1544") => {
                    Self::File("may not be written; give the user that runs squall the right to")
                }
                Some("14" | "526" | "782" | "1038") => {
                    Self::File("can't be opened; check that its directory exists and may be written")
                }
                Some("26") => Self::File("is no SQLite database; check the url, or move the file away"),
                Some(state) if state.len() == 5 => postgres(state, db.message()).unwrap_or(Self::Query(error)),
                _ => Self::Query(error),
            },
            _ => Self::Query(error),
        }
    }
}

/// What a state of Postgres means: <https://www.postgresql.org/docs/current/errcodes-appendix.html>. None is a mistake of
/// ours.
fn postgres(state: &str, message: &str) -> Option<StoreError> {
    Some(match state {
        "40P01" | "40001" => StoreError::Overtaken,
        "53100" => StoreError::Full,
        // It shuts down, crashed, starts up or takes over from another; it has no connection or no memory left.
        "57P01" | "57P02" | "57P03" | "57P05" | "53200" | "53300" | "25006" => {
            StoreError::Unreachable(message.to_owned())
        }
        state if state.starts_with("08") => StoreError::Unreachable(message.to_owned()),
        // No such user or database, a wrong password.
        state if state.starts_with("28") || state == "3D000" => StoreError::Refused(message.to_owned()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_goes_away_and_comes_back_is_waited_for() {
        for state in ["57P01", "57P02", "57P03", "08000", "08003", "08006", "08P01", "53300", "40001", "53100"] {
            let error = postgres(state, "said").unwrap();
            assert!(error.is_passing(), "{state}: {error}");
        }
    }

    #[test]
    fn what_only_a_person_can_mend_is_not_waited_for() {
        for state in ["28P01", "28000", "3D000"] {
            let error = postgres(state, "no such user").unwrap();
            assert!(!error.is_passing() && error.to_string().contains("[store] url"), "{state}: {error}");
        }
        for state in ["42601", "42P01", "23505", "22P02"] {
            assert!(postgres(state, "said").is_none(), "{state} is a mistake of ours");
        }
    }

    #[test]
    fn a_broken_line_is_waited_for() {
        let broken = std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        for error in
            [sqlx::Error::Io(broken), sqlx::Error::Protocol("unexpected end".into()), sqlx::Error::PoolTimedOut]
        {
            assert!(StoreError::from(error).is_passing());
        }
        assert!(!StoreError::from(sqlx::Error::RowNotFound).is_passing());
    }
}
