//! `squall audit`: the ledger of decisions, checked and exported.

pub mod bundle;
mod page;
mod verify;

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use secrecy::ExposeSecret;

use super::WrongArgument;
use super::out::{Out, note, say};
use crate::checkpoint::desk;
use crate::checkpoint::note::Signer;
use crate::config::{CheckpointError, ConfigError, Settings};
use crate::id::StatementId;
use crate::store::Store;
use crate::store::ledger;

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
    /// Recompute every hash, compare the head and what was approved, and name what does not hold.
    ///
    /// Example: squall audit verify --against checkpoint.txt
    Verify(verify::Verify),
    /// Make a key that signs checkpoints of the ledger, under a name for your ledger.
    ///
    /// Example: squall audit key squall.example.org/ledger
    Key {
        /// Letters, digits, dots, dashes and slashes.
        name: String,
    },
    /// Sign the ledger as it is now, as is posted every day, and print it.
    ///
    /// Example: squall audit checkpoint > checkpoint.txt
    Checkpoint,
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
            Task::Verify(verify) => verify.run(self.config.as_deref()).await,
            Task::Key { name } => new_key(name),
            Task::Checkpoint => self.checkpoint().await,
            Task::Export { statement: Some(statement), out: Some(out) } => {
                let id = StatementId::parse(&statement.to_uppercase())
                    .with_context(|| format!("{statement} is no statement; write S-1"))?;
                let settings = Settings::load(self.config.as_deref())?;
                let store = Store::existing(&settings.store.url).await?;
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

    async fn checkpoint(&self) -> Result<()> {
        let settings = Settings::load(self.config.as_deref())?;
        let signer = settings.checkpoint.signer().map_err(ConfigError::from)?;
        let signer = signer.ok_or(ConfigError::Checkpoint(CheckpointError::NoKey))?;
        let store = Store::existing(&settings.store.url).await?;
        let signed = desk::signed(&mut store.read().await?, &signer).await?;
        store.close().await;
        let (_, text) = signed?;
        Ok(Out.write_all(text.as_bytes())?)
    }

    async fn store(&self) -> Result<Store> {
        let settings = Settings::load(self.config.as_deref())?;
        Ok(Store::existing(&settings.store.url).await?)
    }
}

/// Both halves of a new key: the first is a secret, the second is for everybody.
fn new_key(name: &str) -> Result<()> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)?;
    let key = Signer::new_key(name, &seed).map_err(|wrong| WrongArgument(format!("{name:?} {wrong}")))?;
    let verifier = Signer::parse(&key).map_err(anyhow::Error::from)?.verifier();
    note("The first line is a secret, for [checkpoint] key or key_file; the second is for whoever checks: --key");
    say(key.expose_secret())?;
    Ok(say(verifier)?)
}
