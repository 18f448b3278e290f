//! The two engines have the same migrations, tables and columns, both come up from nothing, and rows written under an
//! older version stay readable.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

mod older;
mod samples;
mod spoilt;
mod trouble;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use squall::fetch_one;
use squall::store::{Store, StoreError};

fn files(engine: &str) -> BTreeSet<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
    std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

/// The columns of every table that a list makes, each with the first word of its type.
fn tables(engine: &str) -> BTreeMap<String, Vec<(String, String)>> {
    let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for file in files(engine) {
        let path = format!("{}/migrations/{engine}/{file}", env!("CARGO_MANIFEST_DIR"));
        let mut table = None;
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let mut words = line.split_whitespace();
            if let Some(rest) = line.strip_prefix("create table ") {
                // One that is made anew has the columns that stand there.
                table = rest.split(' ').next().map(str::to_owned);
                table.iter().for_each(|table| drop(tables.remove(table)));
            } else if let ["alter", "table", table, "add", "column", column, kind, ..] =
                line.split_whitespace().collect::<Vec<_>>()[..]
            {
                let kind = kind.trim_end_matches(';').to_owned();
                tables.entry(table.to_owned()).or_default().push((column.to_owned(), kind));
            } else if line.starts_with(')') {
                table = None;
            } else if let (Some(table), Some(column), Some(kind)) = (&table, words.next(), words.next())
                && !["--", "primary", "unique"].contains(&column)
            {
                tables.entry(table.clone()).or_default().push((column.to_owned(), kind.to_owned()));
            }
        }
    }
    tables
}

/// `table.column` of every table that a list makes.
fn columns(engine: &str) -> BTreeSet<String> {
    let named = |(table, columns): (String, Vec<(String, String)>)| {
        columns.into_iter().map(move |(column, _)| format!("{table}.{column}"))
    };
    tables(engine).into_iter().flat_map(named).collect()
}

/// A database file that goes when the test ends.
struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("squall-{name}-{}.db", std::process::id())))
    }

    fn url(&self) -> String {
        format!("sqlite:{}", self.0.display())
    }
}

impl Drop for File {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.0.display()));
        }
    }
}

fn postgres() -> String {
    std::env::var("SQUALL_TEST_POSTGRES").expect("run scripts/test, which starts a temporary Postgres")
}

#[test]
fn both_engines_have_the_same_versions_tables_and_columns() {
    assert_eq!(files("sqlite"), files("postgres"));
    for (file, number) in files("sqlite").iter().zip(1..) {
        assert!(file.starts_with(&format!("{number:04}_")), "{file} stands where number {number} belongs");
    }
    let columns_of_sqlite = columns("sqlite");
    assert!(columns_of_sqlite.contains("alert.severity"));
    assert_eq!(columns_of_sqlite, columns("postgres"));
}

async fn comes_up(url: &str) {
    let store = Store::open(url).await.unwrap();
    let mut tx = store.write().await.unwrap();
    let (id,): (i64,) = fetch_one!(
        &mut tx,
        (i64,),
        "insert into watch (name, kind, query, state, created_at, updated_at) \
         values ($1, 'brand', 'acme', 'active', $2, $2) returning id",
        "acme",
        0_i64
    )
    .unwrap();
    assert!(id > 0);
    drop(tx);
    let mut tx = store.read().await.unwrap();
    let (count,): (i64,) = fetch_one!(&mut tx, (i64,), "select count(*) from watch").unwrap();
    assert_eq!(count, 0, "a transaction that was not committed leaves no trace");
    drop(tx);
    store.close().await;
    Store::open(url).await.unwrap().close().await;
}

#[tokio::test]
async fn sqlite_comes_up_from_nothing_and_again() {
    let file = File::new("nothing");
    comes_up(&file.url()).await;
}

#[tokio::test]
async fn postgres_comes_up_from_nothing_and_again() {
    comes_up(&postgres()).await;
}

#[tokio::test]
async fn a_url_of_no_engine_is_refused_without_repeating_its_secrets() {
    let error = Store::open("mysql://root:secret@host/db").await.unwrap_err();
    assert!(matches!(error, StoreError::Url(_)));
    assert!(!error.to_string().contains("secret"));
}
