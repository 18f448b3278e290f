//! Rows are read one by one: a row that can't be read costs itself alone, and says which it is.
//!
//! A list is read with [`fetch_rows!`](crate::fetch_rows). Who goes through subjects (watches, alerts) takes the good
//! rows and hands the spoilt ones to [`crate::fault`]; who needs the whole (the votes of a review) asks for
//! [`Rows::all`], which fails by the name of the row.

use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};

use super::{Result, StoreError};

/// The rows of a list: those that can be read, in their order, and those that can't.
#[derive(Debug)]
#[must_use]
pub struct Rows<T> {
    pub good: Vec<T>,
    /// Each a [`StoreError::Spoilt`].
    pub spoilt: Vec<StoreError>,
}

impl<T> Rows<T> {
    /// Every row, for whom a part is not enough.
    pub fn all(self) -> Result<Vec<T>> {
        match self.spoilt.into_iter().next() {
            None => Ok(self.good),
            Some(spoilt) => Err(spoilt),
        }
    }

    /// The first row, if there is any.
    pub fn first(self) -> Result<Option<T>> {
        self.all().map(|rows| rows.into_iter().next())
    }

    /// One more, good or spoilt; any other error is the list's.
    pub fn add(&mut self, row: Result<T>) -> Result<()> {
        match row {
            Ok(row) => self.good.push(row),
            Err(spoilt @ StoreError::Spoilt { .. }) => self.spoilt.push(spoilt),
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { good: Vec::new(), spoilt: Vec::new() }
    }
}

impl<T> FromIterator<Result<T>> for Rows<T> {
    fn from_iter<I: IntoIterator<Item = Result<T>>>(rows: I) -> Self {
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

/// Reads one row of `table`, whose first column names it. Whatever is wrong with it, the error names it.
#[doc(hidden)]
pub fn read_one<R, S, T>(table: &'static str, raw: &R, read: impl Fn(S) -> Result<T>) -> Result<T>
where
    R: Row,
    S: for<'r> FromRow<'r, R>,
    usize: ColumnIndex<R>,
    i64: for<'r> Decode<'r, R::Database> + Type<R::Database>,
    String: for<'r> Decode<'r, R::Database> + Type<R::Database>,
{
    S::from_row(raw).map_err(StoreError::from).and_then(read).map_err(|error| {
        let StoreError::Query(cause) = error else { return error };
        let number = raw.try_get::<i64, _>(0).map(|number| number.to_string());
        let row = number.or_else(|_| raw.try_get::<String, _>(0)).unwrap_or_else(|_| "?".to_owned());
        StoreError::spoilt(table, row, "a value", cause)
    })
}
