//! A directory with a database of its own, and the binary that works in it.

use std::path::{Path, PathBuf};
use std::process::Command;

use squall::clock::{Time, from_micros};
use squall::fetch_all;
use squall::id::WatchId;
use squall::store::Store;
use squall::watch::{Watch, store as watches};

/// A desk to work at; it is cleared away at the end.
pub struct Desk {
    dir: PathBuf,
}

/// What the binary came to.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// A stored mention, as far as the tests look at it.
#[derive(Debug, PartialEq, sqlx::FromRow)]
pub struct Stored {
    pub source: String,
    pub platform: String,
    pub author: String,
    pub text: String,
    pub created_at: i64,
    pub country: Option<String>,
}

pub fn time(text: &str) -> Time {
    text.parse().unwrap()
}

impl Desk {
    /// `name` is unique among the tests.
    pub fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("squall-intake-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        Self { dir }
    }

    pub fn url(&self) -> String {
        format!("sqlite:{}", self.dir.join("squall.db").display())
    }

    pub async fn store(&self) -> Store {
        Store::open(&self.url()).await.unwrap()
    }

    pub async fn watch(&self, name: &str, query: &str) -> WatchId {
        let watch = Watch::new(name, query, from_micros(0));
        let store = self.store().await;
        let mut tx = store.write().await.unwrap();
        let id = watches::add(&mut tx, &watch).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        store.close().await;
        id
    }

    /// Every stored mention, in order of time.
    pub async fn stored(&self) -> Vec<Stored> {
        let store = self.store().await;
        let mut tx = store.read().await.unwrap();
        let select = "select source, platform, coalesce(author_handle, author_id) as author, text, created_at, country \
                      from mention order by created_at, text";
        let stored = fetch_all!(&mut tx, Stored, select).unwrap();
        drop(tx);
        store.close().await;
        stored
    }

    /// Mentions in the tallies of a watch.
    pub async fn tallied(&self, watch: WatchId) -> i64 {
        let store = self.store().await;
        let mut tx = store.read().await.unwrap();
        let long = (from_micros(0), from_micros(4_000_000_000_000_000));
        let tallies = squall::signal::store::of_watch(&mut tx, watch, long.0, long.1).await.unwrap();
        drop(tx);
        store.close().await;
        tallies.iter().map(|tally| tally.total).sum()
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.dir.join(file)
    }

    pub fn write(&self, file: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(file), content).unwrap();
    }

    pub fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path(file)).unwrap()
    }

    /// The names of the files, in order.
    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.dir).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs the binary in the directory.
    pub fn squall(&self, arguments: &[&str]) -> Ran {
        run(&self.dir, Some(&self.url()), arguments)
    }

    pub fn import(&self, arguments: &[&str]) -> Ran {
        self.squall(&[&["import"], arguments].concat())
    }

    /// With the database that `squall.toml` names.
    pub fn import_without_url(&self, arguments: &[&str]) -> Ran {
        run(&self.dir, None, &[&["import"], arguments].concat())
    }
}

fn run(dir: &Path, url: Option<&str>, arguments: &[&str]) -> Ran {
    let mut squall = Command::new(env!("CARGO_BIN_EXE_squall"));
    if let Some(url) = url {
        squall.env("SQUALL__STORE__URL", url);
    }
    let output = squall.args(arguments).current_dir(dir).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}
