//! Rows are read one by one: a row that can't be read costs itself alone, and says which it is.
//!
//! A list is read with [`fetch_rows!`](crate::fetch_rows). Who goes through subjects (watches, alerts) takes the good
//! rows and hands the spoilt ones to [`crate::fault`]; who needs the whole (the votes of a review) asks for
//! [`Rows::all`], which fails by the name of the row.

use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};

use super::{Result, StoreError};

/// A row that can't be read, and why. Nothing that stands in it is told: it may be the public's words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("row {row} of the table {table} can't be read ({}{cause}); restore that row from a backup, or report this", place(*column))]
pub struct Spoilt {
    pub table: &'static str,
    /// What tells it from the others: its number, mostly.
    pub row: String,
    /// None when the row as a whole is not as it was written.
    pub column: Option<&'static str>,
    pub cause: String,
}

fn place(column: Option<&str>) -> String {
    column.map(|column| format!("{column}: ")).unwrap_or_default()
}

/// The rows of a list: those that can be read, in their order, and those that can't.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Rows<T> {
    pub good: Vec<T>,
    pub spoilt: Vec<Spoilt>,
}

impl<T> Rows<T> {
    /// Every row, for whom a part is not enough.
    pub fn all(self) -> Result<Vec<T>> {
        match self.spoilt.into_iter().next() {
            None => Ok(self.good),
            Some(spoilt) => Err(StoreError::Spoilt(spoilt)),
        }
    }

    /// One more, good or spoilt; any other error is the list's.
    pub fn add(&mut self, row: Result<T>) -> Result<()> {
        match row {
            Ok(row) => self.good.push(row),
            Err(StoreError::Spoilt(spoilt)) => self.spoilt.push(spoilt),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// The first row, if there is any.
    pub fn first(self) -> Result<Option<T>> {
        self.all().map(|rows| rows.into_iter().next())
    }
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { good: Vec::new(), spoilt: Vec::new() }
    }
}

impl<T> FromIterator<std::result::Result<T, Spoilt>> for Rows<T> {
    fn from_iter<I: IntoIterator<Item = std::result::Result<T, Spoilt>>>(rows: I) -> Self {
        let mut read = Self::default();
        for row in rows {
            match row {
                Ok(row) => read.good.push(row),
                Err(spoilt) => read.spoilt.push(spoilt),
            }
        }
        read
    }
}

/// Reads one row of `table`, whose first column names it.
#[doc(hidden)]
pub fn read_one<R, S, T>(table: &'static str, raw: &R, read: impl Fn(S) -> Result<T>) -> std::result::Result<T, Spoilt>
where
    R: Row,
    S: for<'r> FromRow<'r, R>,
    usize: ColumnIndex<R>,
    i64: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    String: for<'r> Decode<'r, R::Database> + Type<R::Database>,
{
    S::from_row(raw).map_err(StoreError::from).and_then(read).map_err(|error| {
        let error = match error {
            StoreError::Spoilt(spoilt) => return spoilt,
            error => error,
        };
        let number = raw.try_get::<i64, _>(0).map(|number| number.to_string());
        let row = number.or_else(|_| raw.try_get::<String, _>(0)).unwrap_or_else(|_| "?".to_owned());
        let cause = match error {
            StoreError::Spoilt(spoilt) => return spoilt,
            StoreError::Query(sqlx::Error::Decode(cause)) => cause.to_string(),
            StoreError::Query(cause) => cause.to_string(),
            other => other.to_string(),
        };
        Spoilt { table, row, column: None, cause }
    })
}
