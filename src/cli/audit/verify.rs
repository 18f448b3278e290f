//! `squall audit verify`: every hash, the head, what was approved, and a checkpoint that was kept elsewhere.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::super::out::{note, say};
use super::super::{WrongArgument, open};
use crate::checkpoint::note::Verifier;
use crate::checkpoint::{Beginning, Checkpoint};
use crate::config::{ConfigError, Settings};
use crate::statement::proof;
use crate::store::Store;
use crate::store::ledger::{self, Broken, Row};

/// What to check, and against what.
#[derive(Debug, clap::Args)]
pub(super) struct Verify {
    /// A file of `squall audit export`, to be checked instead of the database; no settings are needed.
    export: Option<PathBuf>,
    /// A checkpoint that was kept elsewhere, as it was posted: the ledger has to begin with the rows that were signed.
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Whose signature it has, as `squall audit key` told it; that of `[checkpoint]` when absent.
    #[arg(long, value_name = "KEY", requires = "against")]
    key: Option<String>,
}

impl Verify {
    pub(super) async fn run(&self, config: Option<&Path>) -> Result<()> {
        let checkpoint = self.checkpoint(config)?;
        let mut signed = Beginning::of(checkpoint.as_ref().map(|checkpoint| checkpoint.size));
        let (rows, approvals) = match &self.export {
            Some(path) => (of_export(path, &mut signed)?, None),
            None => of_database(config, &mut signed).await?,
        };
        if let Some(checkpoint) = &checkpoint {
            checkpoint.is_the_beginning_of(signed.tree())?;
        }
        say(format_args!("{rows} rows, every hash holds"))?;
        if let Some(statements) = approvals {
            say(format_args!("{statements} statements, their words are those that were approved"))?;
        }
        if let Some(checkpoint) = checkpoint {
            say(format_args!("the first {} rows are those of the checkpoint", checkpoint.size))?;
        }
        Ok(())
    }

    fn checkpoint(&self, config: Option<&Path>) -> Result<Option<Checkpoint>> {
        let Some(path) = &self.against else { return Ok(None) };
        let key = match &self.key {
            Some(key) => Verifier::parse(key).map_err(|wrong| WrongArgument(format!("--key {wrong}")))?,
            None => {
                let signer = Settings::load(config)?.checkpoint.signer().map_err(ConfigError::from)?;
                let missing = || WrongArgument("--against needs --key, or [checkpoint] key in squall.toml".to_owned());
                signer.ok_or_else(missing)?.verifier()
            }
        };
        let copied = std::fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;
        Ok(Some(Checkpoint::open(&copied, &key).with_context(|| path.display().to_string())?))
    }
}

/// How many rows an export has. It can't tell that its end was cut off; a checkpoint can, and the head of the database.
fn of_export(path: &PathBuf, signed: &mut Beginning) -> Result<i64> {
    let lines = open(path)?.lines().zip(1..);
    let rows = lines
        .map(|(line, number)| serde_json::from_str(&line?).with_context(|| format!("{}:{number}", path.display())));
    let rows: Vec<Row> = rows.collect::<Result<_>>()?;
    ledger::verify(&rows, None)?;
    rows.iter().for_each(|row| signed.take(&row.hash));
    rows.last().map(|row| row.seq).ok_or_else(|| Broken::Empty.into())
}

/// How many rows the database has, and how many statements were held against them.
async fn of_database(config: Option<&Path>, signed: &mut Beginning) -> Result<(i64, Option<usize>)> {
    let settings = Settings::load(config)?;
    let store = Store::existing(&settings.store.url).await?;
    let mut tx = store.read().await?;
    let head = ledger::follow(&mut tx, |hash| signed.take(hash)).await?;
    let (statements, disagreements) = proof::desk::disagreements(&mut tx).await?;
    drop(tx);
    store.close().await;
    for disagreement in &disagreements {
        note(disagreement);
    }
    let head = head?;
    // Where every decision is written down, none means another database, or that all was taken away.
    if head.seq == 0 {
        return Err(Broken::Empty.into());
    }
    if !disagreements.is_empty() {
        bail!("every hash of the {} rows holds, and what was approved does not agree with the store", head.seq);
    }
    Ok((head.seq, Some(statements)))
}
