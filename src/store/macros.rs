//! One SQL text, two engines: the query is built in the arm of the engine that runs it.

/// Runs a statement and answers the number of rows it changed.
#[macro_export]
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        match &mut *$tx {
            $crate::store::Tx::Sqlite(tx) => {
                sqlx::query($sql)$(.bind($arg))*.execute(&mut **tx).await.map(|done| done.rows_affected())
            }
            $crate::store::Tx::Postgres(tx) => {
                sqlx::query($sql)$(.bind($arg))*.execute(&mut **tx).await.map(|done| done.rows_affected())
            }
        }
        .map_err($crate::store::StoreError::from)
    };
}

/// Every row, as `$row`: a tuple or a `#[derive(sqlx::FromRow)]` struct.
#[macro_export]
macro_rules! fetch_all {
    ($tx:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match &mut *$tx {
            $crate::store::Tx::Sqlite(tx) => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_all(&mut **tx).await,
            $crate::store::Tx::Postgres(tx) => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_all(&mut **tx).await,
        }
        .map_err($crate::store::StoreError::from)
    };
}

/// The rows of a table, each read by itself, so that a spoilt one costs itself alone: `Row => Alert::try_from` says
/// how, and the first column names the row. Answers [`Rows`]($crate::store::Rows).
#[macro_export]
macro_rules! fetch_rows {
    ($tx:expr, $table:literal, $row:ty => $read:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        match &mut *$tx {
            $crate::store::Tx::Sqlite(tx) => {
                let one = |raw: sqlx::sqlite::SqliteRow| $crate::store::read_one::<_, $row, _>($table, &raw, $read);
                sqlx::query($sql)$(.bind($arg))*.map(one).fetch_all(&mut **tx).await
            }
            $crate::store::Tx::Postgres(tx) => {
                let one = |raw: sqlx::postgres::PgRow| $crate::store::read_one::<_, $row, _>($table, &raw, $read);
                sqlx::query($sql)$(.bind($arg))*.map(one).fetch_all(&mut **tx).await
            }
        }
        .map(|rows| rows.into_iter().collect::<$crate::store::Rows<_>>())
        .map_err($crate::store::StoreError::from)
    };
}

/// The first row, if any.
#[macro_export]
macro_rules! fetch_optional {
    ($tx:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match &mut *$tx {
            $crate::store::Tx::Sqlite(tx) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_optional(&mut **tx).await
            }
            $crate::store::Tx::Postgres(tx) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_optional(&mut **tx).await
            }
        }
        .map_err($crate::store::StoreError::from)
    };
}

/// The one row that must be there: `insert ... returning`, `select count(*)`.
#[macro_export]
macro_rules! fetch_one {
    ($tx:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match &mut *$tx {
            $crate::store::Tx::Sqlite(tx) => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_one(&mut **tx).await,
            $crate::store::Tx::Postgres(tx) => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_one(&mut **tx).await,
        }
        .map_err($crate::store::StoreError::from)
    };
}

/// Inserts many rows with few statements: `$head` up to `values`, `$tail` after the rows. Statements come in sizes of
/// powers of two, so that few texts are prepared. Answers the `$row`s that `returning` gives.
#[macro_export]
macro_rules! insert_rows {
    ($tx:expr, $row:ty, $rows:expr, $head:expr, $tail:expr, |$bind:ident, $item:ident| $binds:block) => {{
        let mut rest = $rows;
        let mut returned: Vec<$row> = Vec::new();
        let mut failed = None;
        while !rest.is_empty() && failed.is_none() {
            let (chunk, later) = rest.split_at($crate::store::chunk_len(rest.len()));
            rest = later;
            let answer = match &mut *$tx {
                $crate::store::Tx::Sqlite(tx) => {
                    let mut query = sqlx::QueryBuilder::<sqlx::Sqlite>::new($head);
                    query.push_values(chunk, |mut $bind, $item| $binds);
                    query.push($tail);
                    query.build_query_as::<$row>().fetch_all(&mut **tx).await
                }
                $crate::store::Tx::Postgres(tx) => {
                    let mut query = sqlx::QueryBuilder::<sqlx::Postgres>::new($head);
                    query.push_values(chunk, |mut $bind, $item| $binds);
                    query.push($tail);
                    query.build_query_as::<$row>().fetch_all(&mut **tx).await
                }
            };
            match answer {
                Ok(rows) => returned.extend(rows),
                Err(error) => failed = Some($crate::store::StoreError::from(error)),
            }
        }
        match failed {
            None => Ok(returned),
            Some(error) => Err(error),
        }
    }};
}
