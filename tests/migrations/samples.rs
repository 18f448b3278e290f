//! Rows written right after a migration survive the later ones, and say the same on both engines.

use std::collections::BTreeMap;

use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use squall::alert::{AlertState, store as alerts};
use squall::id::AlertId;
use squall::store::{Store, ledger};
use squall::watch::{WatchState, store as watches};
use squall::{fetch_all, fetch_one, incident, signal};

use super::{File, files, postgres, tables};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// Applies each migration, and its rows right after it.
macro_rules! apply {
    ($migrator:expr, $connection:expr) => {
        for (migration, file) in $migrator.iter().zip(files("samples")) {
            assert!(file.starts_with(&format!("{:04}_", migration.version)), "{file} is of no migration");
            $migrator.run_to(migration.version, &mut $connection).await.unwrap();
            let path = format!("{}/migrations/samples/{file}", env!("CARGO_MANIFEST_DIR"));
            let rows = std::fs::read_to_string(path).unwrap();
            sqlx::raw_sql(AssertSqlSafe(rows)).execute(&mut $connection).await.unwrap();
        }
    };
}

/// Every row of every table as text, sorted. Numbers that are not whole are told apart by thousandths.
async fn written_down(store: &Store) -> BTreeMap<String, Vec<String>> {
    let mut tx = store.read().await.unwrap();
    let mut all = BTreeMap::new();
    for (table, columns) in tables("sqlite") {
        let value = |(column, kind): &(String, String)| {
            let text = match kind.trim_end_matches(',') {
                "real" => format!("cast(cast(round({column} * 1000) as bigint) as text)"),
                _ => format!("cast({column} as text)"),
            };
            format!("'{column}=' || coalesce({text}, 'null')")
        };
        let values: Vec<String> = columns.iter().map(value).collect();
        let query = format!("select {} from {table}", values.join(" || ' ' || "));
        let rows = fetch_all!(&mut tx, (String,), AssertSqlSafe(query.clone())).unwrap();
        let mut rows: Vec<String> = rows.into_iter().map(|(row,)| row).collect();
        rows.sort();
        all.insert(table, rows);
    }
    all
}

/// What was written under the oldest versions means the same to the code of today.
async fn means_the_same(store: &Store) {
    let mut tx = store.read().await.unwrap();
    let watches = watches::list(&mut tx).await.unwrap().all().unwrap();
    let named: Vec<_> = watches.iter().map(|watch| (watch.name.as_str(), watch.state)).collect();
    assert!(named.contains(&("Nimbus", WatchState::Active)) && named.contains(&("Aurea", WatchState::Paused)));
    let alert = alerts::get(&mut tx, AlertId(1)).await.unwrap().unwrap();
    assert_eq!(alert.state, AlertState::Opened { by: "sandbox:mia".into() });
    assert_eq!((alert.figures.severity, alert.evidence.drivers[0].followers), (7, Some(9100)));
    let incidents = incident::store::open_ones(&mut tx).await.unwrap().good;
    assert_eq!((incidents.len(), incidents[0].alert), (1, Some(AlertId(1))));
    assert_eq!(signal::store::sources(&mut tx).await.unwrap().len(), 2);
    mentions_that_stood_twice_stand_once(&mut tx).await;
    let (rows, head) = ledger::read(&mut tx).await.unwrap();
    assert_eq!((rows.len(), ledger::verify(&rows, Some(&head))), (2, Ok(())));
}

/// The first of them, in every watch that heard any of them.
async fn mentions_that_stood_twice_stand_once(tx: &mut squall::store::Tx) {
    let links = "select w.watch_id, w.created_at, m.engagement from mention m join watch_mention w on w.mention_id = m.id \
                 where m.source_id = 'p-1' order by w.watch_id";
    let links = fetch_all!(tx, (i64, i64, i64), links).unwrap();
    assert_eq!(links, [(1, 1_795_000_000_000_000, 12), (2, 1_795_000_000_000_000, 12)]);
    let orphans = "select count(*) from evidence where mention_id not in (select id from mention)";
    let (orphans,): (i64,) = fetch_one!(tx, (i64,), orphans).unwrap();
    assert_eq!(orphans, 0);
}

async fn refuses_a_row_of_no_watch(store: &Store) {
    let mut tx = store.write().await.unwrap();
    let orphan = "insert into watch_mention (watch_id, created_at, mention_id) values (99, 0, 1)";
    let error = squall::execute!(&mut tx, orphan).unwrap_err().to_string();
    assert!(error.to_lowercase().contains("foreign key"), "{error}");
}

#[tokio::test]
async fn rows_of_every_version_say_the_same_on_both_engines() {
    let file = File::new("samples");
    let mut lite = SqliteConnection::connect(&format!("{}?mode=rwc", file.url())).await.unwrap();
    apply!(SQLITE, lite);
    let astray = sqlx::query("pragma foreign_key_check").fetch_all(&mut lite).await.unwrap();
    assert!(astray.is_empty(), "{} rows refer to nothing", astray.len());
    lite.close().await.unwrap();

    let (mut admin, url) = new_database("samples").await;
    let mut elephant = PgConnection::connect(&url).await.unwrap();
    apply!(POSTGRES, elephant);
    elephant.close().await.unwrap();

    let mut told = Vec::new();
    for url in [file.url(), url.clone()] {
        let store = Store::open(&url).await.unwrap();
        means_the_same(&store).await;
        refuses_a_row_of_no_watch(&store).await;
        told.push(written_down(&store).await);
        store.close().await;
    }
    drop_database(&mut admin, &url).await;
    let empty: Vec<&String> = told[0].iter().filter(|(_, rows)| rows.is_empty()).map(|(table, _)| table).collect();
    assert!(empty.is_empty(), "no sample rows for {empty:?}");
    assert_eq!(told[0], told[1]);
}

/// A database of its own beside the one that other tests use.
pub(super) async fn new_database(of: &str) -> (PgConnection, String) {
    let url = postgres();
    let name = format!("squall_{of}_{}", std::process::id());
    let mut admin = PgConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(format!("create database {name}"))).execute(&mut admin).await.unwrap();
    let (server, _) = url.rsplit_once('/').unwrap();
    (admin, format!("{server}/{name}"))
}

pub(super) async fn drop_database(admin: &mut PgConnection, url: &str) {
    let (_, name) = url.rsplit_once('/').unwrap();
    sqlx::raw_sql(AssertSqlSafe(format!("drop database {name} with (force)"))).execute(admin).await.unwrap();
}
