//! `squall audit`: the ledger of decisions, checked and exported.

pub mod bundle;
mod page;

use std::io::{BufRead, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use super::out::{Out, say};
use crate::config::Settings;
use crate::id::StatementId;
use crate::store::Store;
use crate::store::ledger::{self, Row};

/// Check or export the ledger of decisions.
///
/// Example: squall audit verify
#[derive(Debug, Args)]
pub struct Audit {
    #[command(subcommand)]
    task: Task,
    /// Which squall.toml holds; the one of this folder when absent.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Recompute every hash and name the first row that does not hold.
    Verify {
        /// A file of `squall audit export`, to be checked instead of the database; no settings are needed.
        export: Option<PathBuf>,
    },
    /// Write every row as a line of JSON to standard output; or, of one statement, a folder that needs no Squall to be read
    /// and checked: its words, votes and proofs.
    ///
    /// Example: squall audit export --statement S-1 --out S-1
    Export {
        /// The statement: S-1.
        #[arg(long, requires = "out")]
        statement: Option<String>,
        /// The folder to make.
        #[arg(long, requires = "statement")]
        out: Option<PathBuf>,
    },
}

impl Audit {
    pub async fn run(self) -> Result<()> {
        match &self.task {
            Task::Verify { export: Some(path) } => {
                let file = super::open(path)?;
                let rows = file.lines().zip(1..).map(|(line, number)| {
                    serde_json::from_str(&line?).with_context(|| format!("{}:{number}", path.display()))
                });
                let rows: Vec<Row> = rows.collect::<Result<_>>()?;
                // An export can't tell that its end was cut off; the head that the database keeps can.
                let written = rows.last().map_or(0, |row| row.seq);
                ledger::verify(&rows, written)?;
                say_that_it_holds(written)
            }
            Task::Verify { export: None } => {
                let store = self.store().await?;
                let checked = ledger::check(&mut store.read().await?).await?;
                store.close().await;
                say_that_it_holds(checked?)
            }
            Task::Export { statement: Some(statement), out: Some(out) } => {
                let id = StatementId::parse(&statement.to_uppercase())
                    .with_context(|| format!("{statement} is no statement; write S-1"))?;
                let settings = Settings::load(self.config.as_deref())?;
                let store = Store::open(&settings.store.url).await?;
                let written = bundle::write(&store, &settings.rules()?, id, out).await;
                store.close().await;
                let files = written?;
                let (folder, verify) = (out.display(), out.join("verify.py"));
                Ok(say(format_args!("{files} files in {folder}; check them with: python3 {}", verify.display()))?)
            }
            Task::Export { .. } => {
                let store = self.store().await?;
                let (rows, _) = ledger::read(&mut store.read().await?).await?;
                store.close().await;
                let mut out = std::io::BufWriter::new(Out);
                for row in rows {
                    writeln!(out, "{}", serde_json::to_string(&row)?)?;
                }
                Ok(out.flush()?)
            }
        }
    }

    async fn store(&self) -> Result<Store> {
        let settings = Settings::load(self.config.as_deref())?;
        Ok(Store::open(&settings.store.url).await?)
    }
}

fn say_that_it_holds(written: i64) -> Result<()> {
    Ok(say(format_args!("{written} rows, every hash holds"))?)
}
