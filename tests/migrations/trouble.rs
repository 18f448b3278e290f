//! A database of the future, one that somebody else holds, and a full disk: each is one clear error, and nothing that was
//! stored is lost.

use std::time::{Duration, Instant};

use sqlx::{Connection, SqliteConnection};
use squall::store::{Store, StoreError, inbox};
use squall::{clock, execute, fetch_one};

use super::File;

#[tokio::test]
async fn a_database_of_a_newer_squall_is_refused() {
    let file = File::new("newer");
    let store = Store::open(&file.url()).await.unwrap();
    let mut tx = store.write().await.unwrap();
    execute!(
        &mut tx,
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
         values (9999, 'of the future', true, $1, 0)",
        vec![0_u8]
    )
    .unwrap();
    tx.commit().await.unwrap();
    store.close().await;

    let error = Store::open(&file.url()).await.unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 9999, known } if known < 9999), "{error:?}");
    let said = error.to_string();
    assert!(said.contains("made by a newer Squall (schema 9999"), "{said}");
    assert!(said.ends_with("run that version, or restore a backup"), "{said}");
    assert!(!error.is_passing());
}

#[tokio::test]
async fn who_waits_for_a_locked_database_is_told_in_time() {
    let file = File::new("locked");
    let store = Store::open(&format!("{}?busy_timeout=40", file.url())).await.unwrap();
    let mut other = SqliteConnection::connect(&file.url()).await.unwrap();
    sqlx::query("begin exclusive").execute(&mut other).await.unwrap();

    let asked = Instant::now();
    let error = store.write().await.err().expect("somebody else holds the database");
    assert!(matches!(error, StoreError::Locked), "{error:?}");
    assert!(error.is_passing() && error.to_string().contains("wait and try again"), "{error}");
    assert!(asked.elapsed() >= Duration::from_millis(30), "it waited {:?}", asked.elapsed());
    assert!(asked.elapsed() < Duration::from_secs(4), "it waited {:?}", asked.elapsed());
    let mut tx = store.read().await.unwrap();
    let (watches,): (i64,) = fetch_one!(&mut tx, (i64,), "select count(*) from watch").unwrap();
    assert_eq!(watches, 0, "readers wait for nobody");
    drop(tx);

    sqlx::query("commit").execute(&mut other).await.unwrap();
    drop(store.write().await.unwrap());
    store.close().await;
}

#[tokio::test]
async fn a_wrong_busy_timeout_is_refused() {
    let file = File::new("wrong-timeout");
    let error = Store::open(&format!("{}?busy_timeout=soon", file.url())).await.unwrap_err();
    assert!(error.to_string().contains("busy_timeout"), "{error}");
}

/// SQLite refuses pages above `max_page_count` with the code that it has for a disk without space.
#[tokio::test]
async fn a_full_disk_loses_nothing_that_was_stored() {
    let file = File::new("full");
    let store = Store::open(&file.url()).await.unwrap();
    let mut tx = store.write().await.unwrap();
    assert!(inbox::take(&mut tx, "before", clock::from_micros(1)).await.unwrap());
    tx.commit().await.unwrap();

    let mut tx = store.write().await.unwrap();
    let (pages,): (i64,) = fetch_one!(&mut tx, (i64,), "pragma page_count").unwrap();
    let (limit,): (i64,) = fetch_one!(&mut tx, (i64,), "pragma max_page_count = 1").unwrap();
    assert_eq!(limit, pages, "no page may be added");
    let long = "x".repeat(100_000);
    let error = inbox::take(&mut tx, &long, clock::from_micros(2)).await.unwrap_err();
    assert!(matches!(error, StoreError::Full), "{error:?}");
    assert!(error.is_passing() && error.to_string().contains("free some space"), "{error}");
    drop(tx);

    let mut tx = store.write().await.unwrap();
    fetch_one!(&mut tx, (i64,), "pragma max_page_count = 1000000").unwrap();
    assert!(!inbox::take(&mut tx, "before", clock::from_micros(3)).await.unwrap(), "what was committed stays");
    assert!(inbox::take(&mut tx, &long, clock::from_micros(3)).await.unwrap(), "with space, work goes on");
    tx.commit().await.unwrap();
    store.close().await;
}
