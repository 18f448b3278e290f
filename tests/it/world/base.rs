//! What a world keeps its facts in: a file of its own, or a schema of its own on a server.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use squall::execute;
use squall::store::Store;
use tempfile::TempDir;

/// Where the store is.
pub struct Base {
    pub url: String,
    /// The server and the schema of this world, on Postgres.
    schema: Option<(String, String)>,
    /// Holds the file, on SQLite.
    directory: Option<TempDir>,
}

impl Base {
    pub fn in_a_file() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", directory.path().join("squall.db").display());
        Self { url, schema: None, directory: Some(directory) }
    }

    /// None where no Postgres is offered; scripts/test always offers one.
    pub async fn on_a_server() -> Option<Self> {
        let Ok(server) = std::env::var("SQUALL_TEST_POSTGRES") else {
            println!("skipped: SQUALL_TEST_POSTGRES is not set; scripts/test starts a temporary Postgres");
            return None;
        };
        static WORLDS: AtomicU32 = AtomicU32::new(0);
        let schema = format!("world_{}_{}", std::process::id(), WORLDS.fetch_add(1, Ordering::Relaxed));
        run(&server, format!("create schema {schema}")).await;
        let url = format!("{server}?options[search_path]={schema}");
        Some(Self { url, schema: Some((server, schema)), directory: None })
    }

    /// The live folder of the embedded database.
    pub fn folder(&self) -> Option<&Path> {
        self.directory.as_ref().map(TempDir::path)
    }

    /// Nothing of it stays.
    pub async fn goes(self) {
        if let Some((server, schema)) = self.schema {
            run(&server, format!("drop schema {schema} cascade")).await;
        }
    }
}

async fn run(server: &str, statement: String) {
    let store = Store::open(server).await.unwrap();
    let mut tx = store.write().await.unwrap();
    execute!(&mut tx, sqlx::AssertSqlSafe(statement.clone())).unwrap();
    tx.commit().await.unwrap();
    store.close().await;
}
